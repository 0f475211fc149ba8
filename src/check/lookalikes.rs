//! Names that a reader cannot tell apart, and names that cannot be typed by whoever reads them.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{
    Item, ItemKind, Name, Parsed, like_a_word, without_ending, word_of_expressions,
};
use crate::text::{FileId, Letters, Span, letters_apart, look, look_alike, mixed, plain, variants};

use super::context::Checker;
use super::declare::TYPES;

impl Checker<'_> {
    /// Reports names that look alike and are not the same, which is an error: a reader of the rule
    /// cannot know which is meant. A name that mixes scripts in one word is a lint: it means one
    /// thing, but whoever types it as it looks will not find it.
    pub fn find_lookalikes(&mut self, files: &[(FileId, Parsed)]) {
        let mut names: IndexMap<&str, &Name> = IndexMap::new();
        for (_, parsed) in files {
            for item in &parsed.items {
                declared(item, &mut |name| {
                    names.entry(&name.text).or_insert(name);
                });
            }
        }
        if names.keys().all(|name| name.is_ascii()) {
            return;
        }
        let mut by_look: IndexMap<String, Vec<&Name>> = IndexMap::new();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for name in names.values().copied() {
            // Of variants the look may be another than that of the letters they stand for.
            let looks = BTreeSet::from([look(&name.text), look(&plain(&name.text))]);
            let mut reported = false;
            for look in looks {
                let alike = by_look.entry(look).or_default();
                let mut others = alike.iter();
                if let Some(other) = others.find(|other| look_alike(&name.text, &other.text))
                    && !reported
                {
                    reported = true;
                    self.report(confusable(name, other));
                    told.extend([name.text.as_str(), other.text.as_str()]);
                }
                // Two that differ are enough: whatever comes differs from one of them.
                if alike
                    .first()
                    .is_none_or(|first| alike.len() == 1 && look_alike(&name.text, &first.text))
                {
                    alike.push(name);
                }
            }
        }
        for name in names.values().copied() {
            if let Some(word) = word_like(&name.text)
                && told.insert(name.text.as_str())
            {
                let help = format!(
                    "choose another name; if `{word}` is meant, write it with Latin letters"
                );
                self.report(like_a_word(&name.text, word, name.span).help(help));
            }
        }
        for name in names
            .values()
            .filter(|name| !told.contains(name.text.as_str()))
        {
            if let Some((word, letters)) = mixed(&name.text) {
                self.report(mixing(name, word, &letters));
            }
        }
    }

    /// Reports files and folders whose names look alike and are not the same: nobody could say
    /// which of them is imported.
    pub fn find_lookalike_files(&mut self, files: &[(FileId, Parsed)]) {
        let mut by_look: IndexMap<String, Vec<(&str, FileId)>> = IndexMap::new();
        for (file, _) in files {
            let path = self.library.path(*file);
            for part in without_ending(path).split('/') {
                let alike = by_look.entry(look(&plain(part))).or_default();
                if alike.iter().all(|(known, _)| *known != part) {
                    alike.push((part, *file));
                }
            }
        }
        let mut found = Vec::new();
        for alike in by_look.into_values() {
            // Whatever differs from others differs from the first or is alike with it.
            let [first, others @ ..] = alike.as_slice() else {
                continue;
            };
            let other = others.iter().find(|other| look_alike(first.0, other.0));
            if let Some(other) = other {
                found.push(confusable_files(*first, *other, files));
            }
        }
        self.diagnostics.append(&mut found);
    }
}

/// Marks the imports of two files or folders that look alike, or the files themselves.
fn confusable_files(
    (one, first): (&str, FileId),
    (other, second): (&str, FileId),
    files: &[(FileId, Parsed)],
) -> Diagnostic {
    let imports = || {
        let items = files.iter().flat_map(|(_, parsed)| &parsed.items);
        items.flat_map(|item| match &item.kind {
            ItemKind::Import(paths) => paths.as_slice(),
            _ => &[],
        })
    };
    let place = |part: &str, file: FileId| {
        let import = imports().find(|path| {
            let mut parts = without_ending(&path.text).split('/');
            parts.any(|own| own == part)
        });
        import.map_or(Span::new(file, 0, 0), |path| path.span)
    };
    let message =
        format!("the name of `{other}` looks like that of another file and is not the same");
    Diagnostic::new(Code::LookalikeNames, message)
        .at(place(other, second), in_words(&letters_apart(other, one)))
        .note(
            "the other one",
            place(one, first),
            in_words(&letters_apart(one, other)),
        )
        .help("rename one of the files or folders")
}

/// Hands on each name that an item declares.
fn declared<'i>(item: &'i Item, take: &mut impl FnMut(&'i Name)) {
    if let Some(name) = item.kind.name() {
        take(name);
    }
    match &item.kind {
        ItemKind::Enum {
            values: choices, ..
        }
        | ItemKind::Reading { choices, .. } => {
            choices.iter().for_each(|choice| take(&choice.name));
        }
        ItemKind::Record { fields, .. } => fields.iter().for_each(|field| take(&field.name)),
        ItemKind::Procedure { params, .. } => params.iter().for_each(|(name, _)| take(name)),
        ItemKind::Provision(provision) => {
            for member in &provision.members {
                declared(member, take);
            }
        }
        _ => {}
    }
}

/// The word of the language, or the type that is there without being declared, that a name looks
/// like. Words that may be names do not count: `а` names a point, and `a` is one of them.
fn word_like(name: &str) -> Option<&'static str> {
    let mut types = TYPES.iter().copied();
    word_of_expressions(name).or_else(|| types.find(|word| look_alike(name, word)))
}

fn confusable(name: &Name, other: &Name) -> Diagnostic {
    let (name, other) = if name.span < other.span {
        (other, name)
    } else {
        (name, other)
    };
    let message = format!(
        "`{}` looks like another name and is not the same",
        name.text
    );
    Diagnostic::new(Code::LookalikeNames, message)
        .at(name.span, apart(name, other))
        .note("the other name", other.span, apart(other, name))
        .help("if both are meant to be one name, write it with the same letters; else rename one")
}

/// What of a name is not in the other that looks like it.
fn apart(name: &Name, other: &Name) -> String {
    let variants: Vec<String> = variants(&name.text)
        .iter()
        .map(|(variant, plain)| format!("`{variant}` is a variant of `{plain}`"))
        .collect();
    if variants.is_empty() {
        in_words(&letters_apart(&name.text, &other.text))
    } else {
        variants.join("; ")
    }
}

fn mixing(name: &Name, word: &str, letters: &[Letters]) -> Diagnostic {
    let scripts: Vec<&str> = letters.iter().map(|letters| letters.script).collect();
    let message = format!("`{word}` mixes letters: {}", scripts.join(" and "));
    Diagnostic::new(Code::MixedScripts, message)
        .at(name.span, in_words(letters.get(..1).unwrap_or_default()))
        .help("write each word with letters of one script; `_` separates words")
}

/// `а` is Cyrillic; `с`, `о` are Cyrillic.
pub fn in_words(letters: &[Letters]) -> String {
    let one = |letters: &Letters| {
        let quoted: Vec<String> = letters.letters.iter().map(|c| format!("`{c}`")).collect();
        let verb = if quoted.len() == 1 { "is" } else { "are" };
        format!("{} {verb} {}", quoted.join(", "), letters.script)
    };
    letters.iter().map(one).collect::<Vec<_>>().join("; ")
}
