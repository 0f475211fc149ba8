//! Which files see the names of which: a file that imports nothing sees all of them; one that
//! imports sees its own and those that it imports. Files may import one another in a circle: names
//! have no order.
//!
//! A name that several files declare is known by its file as well, `fees::amount`; where several
//! files are called so, by their folders, as many as tell them apart: `tax::fees::amount`. Of several
//! the one is meant below whose folder all the others lie, so that what is laid beside the files of a
//! corpus, or below them, changes no name in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Library};

use super::called::{Place, outermost, places, start_of};
use super::import_path::{
    ENDING, folder_of, joined, near_path, not_there, with_ending, without_ending,
};
use super::{Item, ItemKind, Name, Parsed, Words};

/// The files of a corpus, and what each sees.
#[derive(Debug, Clone, Default)]
pub struct Imports {
    files: BTreeMap<FileId, Place>,
    /// What the files see that import.
    seen: BTreeMap<FileId, BTreeSet<FileId>>,
    /// Files that import one that is not there, nor any like it.
    lacking: BTreeSet<FileId>,
    /// Names that several files declare: in which, and how everybody knows what is declared there.
    shared: BTreeMap<String, Vec<(FileId, String)>>,
}

impl Imports {
    /// Reads the imports of all files; reports those of files that are not there.
    pub fn of(library: &Library, files: &[(FileId, Parsed)], found: &mut Vec<Diagnostic>) -> Self {
        let mut imports = Self {
            files: places(library, files),
            ..Self::default()
        };
        let paths: BTreeMap<&str, FileId> = files
            .iter()
            .map(|(file, _)| (without_ending(library.path(*file)), *file))
            .collect();
        let mut declared: BTreeMap<&str, BTreeSet<FileId>> = BTreeMap::new();
        for (file, parsed) in files {
            let mut own = None;
            // So that what else is wrong in the file is told with the import.
            let mut guessed = Vec::new();
            for item in &parsed.items {
                if let ItemKind::Import(wanted) = &item.kind {
                    let folder = folder_of(library.path(*file));
                    imports.seen.entry(*file).or_default();
                    for words in wanted {
                        match paths.get(joined(folder, &words.text).as_str()) {
                            Some(other) => {
                                if words.text.ends_with(ENDING) {
                                    found.push(with_ending(words));
                                }
                                if other == file {
                                    own = own.or(Some(words));
                                }
                                let seen = imports.seen.entry(*file).or_default();
                                if !seen.insert(*other) {
                                    found.push(needless(
                                        words,
                                        "this file is imported already",
                                        "once is enough; leave it out",
                                    ));
                                }
                            }
                            None => {
                                let others = paths.iter().filter(|(_, other)| *other != file);
                                let others = others.map(|(path, _)| *path);
                                let near = imports.same_name(*file, &words.text);
                                let near = near.or_else(|| near_path(words, folder, others));
                                found.push(not_there(words, near.as_deref()));
                                let meant =
                                    near.and_then(|near| paths.get(&*joined(folder, &near)));
                                match meant {
                                    Some(meant) => guessed.push(*meant),
                                    None => {
                                        imports.lacking.insert(*file);
                                    }
                                }
                            }
                        }
                    }
                }
                names_of(item, &mut |name| {
                    declared.entry(&name.text).or_default().insert(*file);
                });
            }
            if let Some(seen) = imports.seen.get_mut(file) {
                seen.extend(guessed);
            }
            // Alone it says that the file sees no other.
            if let Some(own) = own
                && imports.seen.get(file).is_some_and(|seen| seen.len() > 1)
            {
                found.push(needless(own, "a file sees its own names", "leave it out"));
            }
        }
        for (name, files) in declared {
            if files.len() > 1 {
                let full = |file: FileId| (file, format!("{}::{name}", imports.called(file)));
                let all = files.into_iter().map(full).collect();
                imports.shared.insert(name.to_owned(), all);
            }
        }
        imports
    }

    /// Whether a file imports one that is not there, and perhaps needs its names. Where one of a like name
    /// is there, the file sees that one.
    pub fn lacks_files(&self, file: FileId) -> bool {
        self.lacking.contains(&file)
    }

    /// How a file names the only other one that is called like the end of a path.
    fn same_name(&self, file: FileId, path: &str) -> Option<String> {
        let end = |path: &str| path.rsplit('/').next().map(str::to_owned);
        let wanted = end(without_ending(path));
        let mut alike = self
            .files
            .iter()
            .filter(|(other, place)| **other != file && end(&place.path) == wanted);
        match (alike.next(), alike.next()) {
            (Some((only, _)), None) => Some(self.path(file, *only)),
            _ => None,
        }
    }

    /// Whether a file sees the names of another.
    pub fn sees(&self, file: FileId, other: FileId) -> bool {
        file == other
            || self
                .seen
                .get(&file)
                .is_none_or(|seen| seen.contains(&other))
    }

    /// What a file is called before `::`; empty for what is no rule file.
    pub fn called(&self, file: FileId) -> &str {
        self.files.get(&file).map_or("", |place| &place.called)
    }

    /// Of several files those that are meant by what stands before `::`: all that end so, or the
    /// outermost of them, if all the others lie below the folder that it begins with.
    pub fn meant<T>(&self, before: &str, among: Vec<T>, file: impl Fn(&T) -> FileId) -> Vec<T> {
        let words: Vec<&str> = before.split("::").collect();
        let start = |one: &T| {
            let place = self.files.get(&file(one))?;
            start_of(&place.words, &words)
        };
        let starts: Vec<Option<&[String]>> = among.iter().map(start).collect();
        let known: Vec<&[String]> = starts.iter().copied().flatten().collect();
        let first = outermost(&known);
        let meant = starts.into_iter().map(|start| match (start, first) {
            (Some(start), Some(first)) => start == first,
            (start, None) => start.is_some(),
            (None, Some(_)) => false,
        });
        let all = among.into_iter().zip(meant);
        all.filter_map(|(one, meant)| meant.then_some(one))
            .collect()
    }

    /// How a file names another in an import.
    pub fn path(&self, from: FileId, to: FileId) -> String {
        let (Some(from), Some(to)) = (self.files.get(&from), self.files.get(&to)) else {
            return String::new();
        };
        let folder: Vec<&str> = folder_of(&from.path).split('/').collect();
        let parts: Vec<&str> = to.path.split('/').collect();
        let same = folder
            .iter()
            .zip(&parts)
            .take_while(|(one, other)| one == other);
        // A file that lies in no folder shares none.
        let same = if from.path.contains('/') {
            same.count()
        } else {
            0
        };
        let up = if from.path.contains('/') {
            folder.len() - same
        } else {
            0
        };
        let mut path: Vec<&str> = vec![".."; up];
        path.extend(parts.into_iter().skip(same));
        path.join("/")
    }

    /// How everybody knows what is declared under a name that several files declare.
    pub fn full_names(&self) -> impl Iterator<Item = &str> {
        self.shared
            .values()
            .flatten()
            .map(|(_, full)| full.as_str())
    }

    /// The names that several files declare.
    pub fn shared_names(&self) -> impl Iterator<Item = &str> {
        self.shared.keys().map(String::as_str)
    }

    /// The name by which everybody knows what a name declares: with its file where several files
    /// declare one of this name.
    pub fn full(&self, name: &Name) -> String {
        let files = self.shared.get(&name.text).into_iter().flatten();
        let mut files = files.filter(|(file, _)| *file == name.span.file);
        files.next().map_or(&name.text, |(_, full)| full).clone()
    }

    /// The name by which everybody knows what a name stands for where it stands. It is the name
    /// itself where it stands for nothing there, or may stand for several things.
    pub fn key<'a>(&'a self, name: &'a Name) -> &'a str {
        self.key_of(&name.text, name.span.file)
    }

    /// The same of the words of a name in a file.
    pub fn key_of<'a>(&'a self, name: &'a str, file: FileId) -> &'a str {
        let (before, own) = parted(name);
        let Some(files) = self.shared.get(own) else {
            return own;
        };
        let seen = files.iter().filter(|(there, _)| self.sees(file, *there));
        let mut seen: Vec<&(FileId, String)> = seen.collect();
        if let Some(before) = before {
            seen = self.meant(before, seen, |(file, _)| *file);
        }
        match seen.as_slice() {
            [(_, full)] => full,
            _ => name,
        }
    }
}

/// The file that a name says it is declared in, and the name there.
pub fn parted(name: &str) -> (Option<&str>, &str) {
    // A value of a parameter has its day in its name, which may name something of another file.
    let word = name.split(' ').next().unwrap_or(name);
    match word.rfind("::").and_then(|at| name.split_at_checked(at)) {
        Some((file, own)) => (Some(file), own.trim_start_matches("::")),
        None => (None, name),
    }
}

/// The names in the common set that an item declares.
fn names_of<'i>(item: &'i Item, take: &mut impl FnMut(&'i Name)) {
    match &item.kind {
        // Cases and claims have sets of names of their own.
        ItemKind::Case { .. } | ItemKind::Prove { .. } => return,
        ItemKind::Provision(provision) => {
            for member in &provision.members {
                names_of(member, take);
            }
        }
        _ => {}
    }
    if let Some(name) = item.kind.name() {
        take(name);
    }
}

fn needless(words: &Words, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateClause, message)
        .at(words.span, "")
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    const FACT: &str = "fact a : bool \"is a\" no \"is not a\" ask \"A?\"";

    /// The files of a corpus that all declare `a`, and what they see.
    fn imports(paths: &[&str]) -> (Vec<FileId>, Imports) {
        let mut library = Library::new();
        let mut files = Vec::new();
        for path in paths {
            let file = library.add((*path).to_owned(), FACT.to_owned());
            files.push((file, parse(file, FACT)));
        }
        let imports = Imports::of(&library, &files, &mut Vec::new());
        (files.into_iter().map(|(file, _)| file).collect(), imports)
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_their_folders() {
        let (files, imports) = imports(&[
            "law/fees.kzrule",
            "law/tax/fees.kzrule",
            "law/2024/old-fees.kzrule",
            "law/customs/tax/fees.kzrule",
            "law/customs/tax/more.kzrule",
        ]);
        let called: Vec<&str> = files.iter().map(|file| imports.called(*file)).collect();
        let expected = [
            "fees",
            "tax::fees",
            "old_fees",
            "customs::tax::fees",
            "more",
        ];
        assert_eq!(called, expected);
        let meant = |before: &str| imports.meant(before, files.clone(), |file| *file);
        // The outermost goes before those below it.
        for (file, called) in files.iter().zip(called) {
            assert_eq!(meant(called), [*file], "{called}");
        }
        assert_eq!(meant("_2024::old_fees"), [files[2]]);
        assert!(meant("customs::fees").is_empty() && meant("x::fees").is_empty());
    }

    #[test]
    fn a_file_called_like_a_word_of_the_language_has_a_name() {
        let (files, imports) =
            imports(&["law/when.kzrule", "law/day/fees.kzrule", "law/rule.kzrule"]);
        let called: Vec<&str> = files.iter().map(|file| imports.called(*file)).collect();
        assert_eq!(called, ["_when", "fees", "rule"]);
        let meant = |before: &str| imports.meant(before, files.clone(), |file| *file);
        assert_eq!(meant("_when"), [files[0]]);
        assert_eq!(meant("_day::fees"), [files[1]]);
    }

    #[test]
    fn a_file_that_imports_itself_alone_sees_no_other() {
        let imported = |text: &str| {
            let mut library = Library::new();
            let mut parsed = Vec::new();
            for (path, text) in [("a.kzrule", text), ("b.kzrule", FACT)] {
                let file = library.add(path.to_owned(), text.to_owned());
                parsed.push((file, parse(file, text)));
            }
            let mut found = Vec::new();
            Imports::of(&library, &parsed, &mut found);
            found.into_iter().map(|one| one.message).collect::<Vec<_>>()
        };
        assert!(imported("import \"a\"").is_empty());
        let own = ["a file sees its own names"];
        assert_eq!(imported("import \"a\", \"b\""), own);
        assert_eq!(imported("import \"a\"\nimport \"b\""), own);
        assert_eq!(imported("import \"b\"\nimport \"a\""), own);
    }

    #[test]
    fn of_files_beside_one_another_none_goes_before() {
        let (files, imports) = imports(&["tax/fees.kzrule", "customs/fees.kzrule"]);
        assert_eq!(imports.meant("fees", files.clone(), |file| *file), files);
        // A layer beside them changes nothing of this.
        let paths = ["law/fees.kzrule", "law/tax/fees.kzrule", "draft/tax.kzrule"];
        let (files, imports) = self::imports(&paths);
        assert_eq!(imports.called(files[0]), "fees");
        assert_eq!(imports.called(files[1]), "tax::fees");
    }

    #[test]
    fn a_name_is_that_of_the_one_file_that_is_seen() {
        let (files, imports) = imports(&["one.kzrule", "two.kzrule"]);
        // A file that imports nothing sees both.
        assert_eq!(imports.key_of("a", files[0]), "a");
        assert_eq!(imports.key_of("two::a", files[0]), "two::a");
        assert_eq!(imports.key_of("two::b", files[0]), "b");
    }

    #[test]
    fn an_import_is_relative_to_its_file() {
        let (files, imports) = imports(&[
            "law/fees.kzrule",
            "law/tax/fees.kzrule",
            "law/customs/fees.kzrule",
        ]);
        let path = |from: usize, to: usize| imports.path(files[from], files[to]);
        assert_eq!(
            [path(0, 1), path(1, 0), path(1, 2)],
            ["tax/fees", "../fees", "../customs/fees"]
        );
        let (files, imports) = self::imports(&["fees.kzrule", "tax/more.kzrule"]);
        assert_eq!(imports.path(files[0], files[1]), "tax/more");
        assert_eq!(imports.path(files[1], files[0]), "../fees");
    }
}
