//! Which files see the names of which: a file that imports nothing sees all of them; one that
//! imports sees its own and those that it imports. Files may import one another in a circle: names
//! have no order.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{Item, ItemKind, Name, Parsed, Words};
use crate::text::{FileId, Library, closest};

/// The files of a corpus, and what each sees.
#[derive(Debug, Clone, Default)]
pub struct Imports {
    /// What each file is called before `::`.
    stems: BTreeMap<FileId, String>,
    /// What the files see that import.
    seen: BTreeMap<FileId, BTreeSet<FileId>>,
    /// Names that several files declare.
    shared: BTreeSet<String>,
}

impl Imports {
    /// Reads the imports of all files; reports those of files that are not there.
    pub fn of(library: &Library, files: &[(FileId, Parsed)], found: &mut Vec<Diagnostic>) -> Self {
        let mut imports = Self::default();
        let mut paths: BTreeMap<&str, FileId> = BTreeMap::new();
        for (file, _) in files {
            let path = without_ending(library.path(*file));
            let stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
            imports.stems.insert(*file, stem.to_owned());
            paths.insert(path, *file);
        }
        let mut declared: BTreeMap<&str, FileId> = BTreeMap::new();
        for (file, parsed) in files {
            for item in &parsed.items {
                if let ItemKind::Import(wanted) = &item.kind {
                    let folder = folder_of(library.path(*file));
                    let seen = imports.seen.entry(*file).or_default();
                    for words in wanted {
                        match paths.get(joined(folder, &words.text).as_str()) {
                            // Alone it says that the file sees no other.
                            Some(other) if other == file && wanted.len() > 1 => {
                                found.push(needless(
                                    words,
                                    "a file sees its own names",
                                    "leave it out",
                                ));
                            }
                            Some(other) => {
                                if !seen.insert(*other) {
                                    found.push(needless(
                                        words,
                                        "this file is imported already",
                                        "once is enough; leave it out",
                                    ));
                                }
                            }
                            None => found.push(not_there(words, folder, paths.keys().copied())),
                        }
                    }
                }
                names_of(item, &mut |name| {
                    let first = *declared.entry(&name.text).or_insert(*file);
                    if first != *file {
                        imports.shared.insert(name.text.clone());
                    }
                });
            }
        }
        imports
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
    pub fn stem(&self, file: FileId) -> &str {
        self.stems.get(&file).map_or("", String::as_str)
    }

    /// The name by which everybody knows what a name declares: with its file where several files
    /// declare one of this name.
    pub fn full(&self, name: &Name) -> String {
        if self.shared.contains(&name.text) {
            format!("{}::{}", self.stem(name.span.file), name.text)
        } else {
            name.text.clone()
        }
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

fn without_ending(path: &str) -> &str {
    path.strip_suffix(".kzrule").unwrap_or(path)
}

fn folder_of(path: &str) -> &str {
    path.rfind('/')
        .and_then(|end| path.get(..end))
        .unwrap_or("")
}

/// A path relative to a folder, `.` and `..` followed.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let absolute = folder.starts_with('/');
    for part in without_ending(path).split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let relative = parts.join("/");
    if absolute {
        format!("/{relative}")
    } else {
        relative
    }
}

fn needless(words: &Words, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateClause, message)
        .at(words.span, "")
        .help(help)
}

fn not_there<'p>(words: &Words, folder: &str, paths: impl Iterator<Item = &'p str>) -> Diagnostic {
    let message = format!(
        "there is no rule file `{}.kzrule`",
        without_ending(&words.text)
    );
    let diagnostic = Diagnostic::new(Code::NoSuchImport, message).at(words.span, "");
    let beside: Vec<&str> = paths
        .filter_map(|path| {
            let name = path.strip_prefix(folder)?;
            Some(name.strip_prefix('/').unwrap_or(name))
        })
        .collect();
    match closest(&words.text, beside.into_iter()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("write its path relative to this file, without `.kzrule`"),
    }
}
