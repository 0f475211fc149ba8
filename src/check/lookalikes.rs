//! Names that a reader cannot tell apart, and names that cannot be typed by whoever reads them.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{Item, ItemKind, Name, Parsed};
use crate::text::{FileId, Letters, letters_apart, look, look_alike, mixed, plain, variants};

use super::context::Checker;

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
        for name in names
            .values()
            .filter(|name| !told.contains(name.text.as_str()))
        {
            if let Some((word, letters)) = mixed(&name.text) {
                self.report(mixing(name, word, &letters));
            }
        }
    }
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
