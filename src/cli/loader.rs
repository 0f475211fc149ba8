//! The rules of a command: rule files, the source texts they name, and what is laid over them. Nothing
//! outside the folders named on the command line is read, links included.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::amend;
use crate::calendar::{Day, NotADay};
use crate::check::{self, Checked};
use crate::diagnostic::{Code, Diagnostic, instead_of_day};
use crate::law::{Scope, Unknown};
use crate::syntax::{Imports, ItemKind, Parsed, Words, parse_files};
use crate::text::{FileId, Library};

use super::args;
use super::read::{Missing, Unreadable, read_inside, shown};
use super::rule_files::{RuleFiles, rule_files};

/// A corpus as read and checked.
pub struct Corpus {
    /// All texts.
    pub library: Library,
    /// The checked law with its diagnostics.
    pub checked: Checked,
    /// How many rule files there are.
    pub rule_files: usize,
}

/// A corpus as read, before amendments are applied to it.
pub struct Trees {
    /// All texts.
    pub library: Library,
    /// The rule files, without what was not known.
    pub parsed: Vec<(FileId, Parsed)>,
    /// The rule files with it, where it is asked for what was known.
    pub whole: Option<Vec<(FileId, Parsed)>>,
    scope: Scope,
    failures: Vec<Diagnostic>,
}

/// Reads and checks the rules of a command, with the layers laid over them.
pub fn load<F: ValueEnum + Send + Sync>(named: &args::Corpus<F>) -> Result<Corpus, Unreadable> {
    Ok(trees(named)?.check())
}

/// The rules of a command with one more rule file of this text, which is to be written there.
pub fn load_with<F: ValueEnum + Send + Sync>(
    named: &args::Corpus<F>,
    (path, text): (&Path, &str),
) -> Result<Corpus, Unreadable> {
    let mut read = ReadFiles::of(&named.rules.path, &named.with)?;
    let file = read.library.add(shown(path), text.to_owned());
    let further = parse_files(&[(file, read.library.text(file))]);
    let further = further.into_iter().map(|parsed| (parsed, 0));
    read.parsed.extend(further);
    Ok(read.trees(named, |_| true, &named.with)?.check())
}

/// Reads the rules of a command, with the layers laid over them.
pub fn trees<F: ValueEnum + Send + Sync>(named: &args::Corpus<F>) -> Result<Trees, Unreadable> {
    let read = ReadFiles::of(&named.rules.path, &named.with)?;
    read.trees(named, |_| true, &named.with)
}

/// All texts of a command, as they were read.
#[cfg(feature = "z3")]
pub fn texts(path: &Path, further: &[PathBuf]) -> Result<Library, Unreadable> {
    Ok(ReadFiles::of(path, further)?.library)
}

/// Reads and checks two versions of the rules of a command, with one numbering of files: the rules
/// alone and with the layers, or, where another path is named, the rules of either path.
#[cfg(feature = "z3")]
pub fn versions<F: ValueEnum + Send + Sync>(
    named: &args::Corpus<F>,
    other: Option<&PathBuf>,
) -> Result<(Corpus, Corpus), Unreadable> {
    let further = match other {
        Some(other) => std::slice::from_ref(other),
        None => named.with.as_slice(),
    };
    if let Some(other) = other
        && other.canonicalize().is_ok_and(|other| {
            let known = named.rules.path.canonicalize();
            known.is_ok_and(|known| known == other)
        })
    {
        return Err(Unreadable(format!(
            "`{}` is compared with itself: name another version of the rules",
            shown(other)
        )));
    }
    let read = ReadFiles::of(&named.rules.path, further)?;
    let old = read.clone().trees(named, |root| root == 0, &[])?.check();
    let new = match other {
        Some(_) => read.trees(named, |root| root == 1, &[])?.check(),
        None => read.trees(named, |_| true, &named.with)?.check(),
    };
    Ok((old, new))
}

/// Rule files as parsed, each with the place of its folder among those that were named, and the
/// texts they name.
#[derive(Clone)]
struct ReadFiles {
    library: Library,
    parsed: Vec<((FileId, Parsed), usize)>,
    failures: Vec<(Diagnostic, usize)>,
}

impl ReadFiles {
    fn of(path: &Path, further: &[PathBuf]) -> Result<Self, Unreadable> {
        let RuleFiles {
            mut library,
            files,
            roots,
        } = rule_files(path, further)?;
        let texts: Vec<_> = files
            .iter()
            .map(|((_, file), _)| (*file, library.text(*file)))
            .collect();
        let parsed = parse_files(&texts);
        let parsed: Vec<_> = parsed
            .into_iter()
            .zip(files.iter().map(|(_, root)| *root))
            .collect();
        let mut failures = Vec::new();
        for ((_, rules), root) in &parsed {
            let failed = read_sources(&mut library, rules, roots.get(*root));
            failures.extend(failed.into_iter().map(|failure| (failure, *root)));
        }
        Ok(Self {
            library,
            parsed,
            failures,
        })
    }

    /// The rules of some of the folders, without what was not known on the day of the command.
    fn trees<F: ValueEnum + Send + Sync>(
        self,
        named: &args::Corpus<F>,
        of: impl Fn(usize) -> bool,
        layers: &[PathBuf],
    ) -> Result<Trees, Unreadable> {
        let known_on = match &named.known_on {
            Some(written) => Some(day("--known-on", written)?),
            None => None,
        };
        let parsed = self.parsed.into_iter().filter(|(_, root)| of(*root));
        let mut parsed: Vec<_> = parsed.map(|(parsed, _)| parsed).collect();
        let failures = self.failures.into_iter().filter(|(_, root)| of(*root));
        let failures = failures.map(|(failure, _)| failure).collect();
        let library = self.library;
        let mut unknown = Unknown::default();
        let mut whole = None;
        if let Some(day) = known_on {
            // What is wrong with imports is told when the rules are checked.
            let imports = Imports::of(&library, &parsed, &mut Vec::new());
            whole = Some(parsed.clone());
            let left_out;
            (parsed, left_out) = amend::known_on(&library, &imports, parsed, day);
            unknown = Unknown {
                acts: left_out.acts,
                titles: left_out.titles,
                names: left_out.names,
                cases: left_out.cases,
                claims: left_out.claims,
            };
        }
        Ok(Trees {
            library,
            parsed,
            whole,
            scope: Scope {
                layers: layers.iter().map(|layer| shown(layer)).collect(),
                known_on,
                unknown,
            },
            failures,
        })
    }
}

impl Trees {
    /// Checks the rules.
    pub fn check(self) -> Corpus {
        let rule_files = self.parsed.len();
        let mut checked = check::check(&self.library, self.parsed);
        // The texts tell of what was not known yet.
        if self.scope.known_on.is_some() {
            checked
                .diagnostics
                .retain(|found| found.code != Code::Unclaimed);
        }
        checked.law.scope = self.scope;
        // A text that could not be read is not also missing.
        for failure in self.failures {
            let place = failure.labels.first().map(|label| label.span);
            checked.diagnostics.retain(|found| {
                found.code != Code::SourceMissing || found.labels.first().map(|l| l.span) != place
            });
            checked.diagnostics.push(failure);
        }
        checked.diagnostics.sort_by_key(Diagnostic::sort_key);
        Corpus {
            library: self.library,
            checked,
            rule_files,
        }
    }
}

/// The deepest folder that all rules of a command lie in, as it begins their paths; `None` where
/// their paths have no beginning in common.
pub fn common_folder(named: &args::Corpus) -> Option<String> {
    let paths = std::iter::once(&named.rules.path).chain(&named.with);
    let mut common: Option<Vec<String>> = None;
    for path in paths {
        let shown = shown(path);
        let mut parts: Vec<String> = shown.split('/').map(str::to_owned).collect();
        if path.is_file() {
            parts.pop();
        }
        parts.retain(|part| part != ".");
        common = Some(match common {
            None => parts,
            Some(known) => {
                let same = known
                    .iter()
                    .zip(&parts)
                    .take_while(|(one, other)| one == other);
                let same: Vec<String> = same.map(|(one, _)| one.clone()).collect();
                if same.is_empty() && (shown.starts_with('/') || known.first()?.is_empty()) {
                    return None;
                }
                same
            }
        });
    }
    common.map(|parts| parts.join("/"))
}

/// A day named on the command line.
pub fn day(option: &str, written: &str) -> Result<Day, Unreadable> {
    written.parse::<Day>().map_err(|NotADay(written)| {
        let instead = instead_of_day(&written, "write YYYY-MM-DD, from 1801-01-01 to 2299-12-31");
        Unreadable(format!("`{option} {written}`: no such day; {instead}"))
    })
}

/// Reads the texts that a rule file names; they lie within the folder of its rules.
fn read_sources(library: &mut Library, rules: &Parsed, root: Option<&PathBuf>) -> Vec<Diagnostic> {
    let mut failures = Vec::new();
    for item in &rules.items {
        let ItemKind::Source(source) = &item.kind else {
            continue;
        };
        let (Some(written), Some(root)) = (&source.path, root) else {
            continue;
        };
        let rule_file = library.path(source.name.span.file).to_owned();
        let Some(full) = check::source_path(&rule_file, &written.text) else {
            failures.push(outside(written.span));
            continue;
        };
        if library.find_path(&full).is_some() {
            continue;
        }
        match read_inside(root, Path::new(&full)) {
            Ok(text) => {
                library.add(full, text);
            }
            Err(Missing::Absent) => {}
            Err(Missing::Refused(message)) => {
                failures.push(Diagnostic::new(Code::Unreadable, message).at(written.span, ""));
            }
            Err(Missing::NoText) => failures.push(no_text(written)),
        }
    }
    failures
}

fn no_text(path: &Words) -> Diagnostic {
    let other = shown(&Path::new(&path.text).with_extension("txt"));
    let mut help = "save its words as plain text, in UTF-8".to_owned();
    if other != path.text {
        help.push_str(&format!(", and name that file: text \"{other}\""));
    }
    let message = format!("`{}` is no plain text", path.text);
    Diagnostic::new(Code::Unreadable, message)
        .at(path.span, "")
        .help(help)
}

fn outside(span: crate::text::Span) -> Diagnostic {
    Diagnostic::new(
        Code::Unreadable,
        "the text lies outside the folder of its rule file",
    )
    .at(span, "")
    .help("store the text in the folder of the rules, or below it")
}
