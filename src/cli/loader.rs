//! The one place that reads files: rule files, and the source texts they name. Nothing outside
//! the folders named on the command line is read, links included.

use std::fs;
use std::io::Read;
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

/// The largest file that is read, in bytes. The whole of a national code is a few megabytes.
pub const FILE_LIMIT: u64 = 16 * 1024 * 1024;

/// The most files of one corpus, and the deepest folder.
const FILES_LIMIT: usize = 10_000;
const FOLDER_LIMIT: usize = 64;

/// A corpus as read and checked.
pub struct Corpus {
    /// All texts.
    pub library: Library,
    /// The checked law with its diagnostics.
    pub checked: Checked,
    /// How many rule files there are.
    pub rule_files: usize,
}

/// A corpus that could not be read, in words.
#[derive(Debug)]
pub struct Unreadable(pub String);

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

/// Reads the rules of a command, with the layers laid over them.
pub fn trees<F: ValueEnum + Send + Sync>(named: &args::Corpus<F>) -> Result<Trees, Unreadable> {
    let read = ReadFiles::of(&named.rules.path, &named.with)?;
    read.trees(named, |_| true, &named.with)
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

/// Rule files as they are written, without the sources that they name.
pub struct RuleFiles {
    /// Their texts.
    pub library: Library,
    /// Where each lies, in the order of their paths, those of layers last; and the place of its
    /// folder among those that may be read.
    pub files: Vec<((PathBuf, FileId), usize)>,
    /// The folders that may be read.
    roots: Vec<PathBuf>,
}

/// Reads the rule files at `path`, and those of the layers over them.
pub fn rule_files(path: &Path, layers: &[PathBuf]) -> Result<RuleFiles, Unreadable> {
    let mut library = Library::new();
    let mut files: Vec<((PathBuf, FileId), usize)> = Vec::new();
    let mut roots = Vec::new();
    for named in std::iter::once(path).chain(layers.iter().map(PathBuf::as_path)) {
        let mut paths = Vec::new();
        let root = collect(named, &mut paths)?;
        if roots
            .iter()
            .any(|known: &PathBuf| root.starts_with(known) || known.starts_with(&root))
        {
            return Err(Unreadable(format!(
                "`{}` is read already: a layer is a folder of its own",
                shown(named)
            )));
        }
        for file in paths {
            let text = read(&file)?;
            let id = library.add(shown(&file), text);
            files.push(((file, id), roots.len()));
        }
        roots.push(root);
    }
    Ok(RuleFiles {
        library,
        files,
        roots,
    })
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

/// The rule files at a path, in the order of their paths; returns the folder that may be read.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<PathBuf, Unreadable> {
    let about = fs::metadata(path).map_err(|error| cannot_read(path, &error))?;
    if about.is_dir() {
        walk(path, files, 0)?;
        files.sort();
        if files.is_empty() {
            return Err(Unreadable(format!(
                "the folder `{}` holds no rule files (their names end in .kzrule)",
                shown(path)
            )));
        }
        return canonical(path);
    }
    if !is_rule_file(path) {
        return Err(Unreadable(format!(
            "`{}` is no rule file: its name does not end in .kzrule",
            shown(path)
        )));
    }
    files.push(path.to_path_buf());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    canonical(folder)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, depth: usize) -> Result<(), Unreadable> {
    if depth > FOLDER_LIMIT {
        return Err(Unreadable(format!(
            "the folder `{}` is nested too deep",
            shown(folder)
        )));
    }
    let entries = fs::read_dir(folder).map_err(|error| cannot_read(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| cannot_read(folder, &error))?;
        let kind = entry
            .file_type()
            .map_err(|error| cannot_read(folder, &error))?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden {
            walk(&path, files, depth + 1)?;
        } else if kind.is_file() && is_rule_file(&path) {
            files.push(path);
        } else if kind.is_symlink() && is_rule_file(&path) {
            return Err(Unreadable(format!(
                "`{}` is a link; rule files are read where they lie",
                shown(&path)
            )));
        }
        if files.len() > FILES_LIMIT {
            return Err(Unreadable(format!("more than {FILES_LIMIT} rule files")));
        }
    }
    Ok(())
}

fn is_rule_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "kzrule")
}

enum Missing {
    Absent,
    Refused(String),
    /// A document of a word processor, a picture and the like.
    NoText,
}

fn read_inside(root: &Path, path: &Path) -> Result<String, Missing> {
    let Ok(real) = path.canonicalize() else {
        return Err(Missing::Absent);
    };
    if !real.starts_with(root) {
        let message = format!(
            "the text `{}` lies outside the folder of the rules",
            shown(path)
        );
        return Err(Missing::Refused(message));
    }
    let refused = |Unreadable(message)| Missing::Refused(message);
    let bytes = read_bytes(path).map_err(refused)?;
    if !is_plain(&bytes) {
        return Err(Missing::NoText);
    }
    as_text(path, bytes).map_err(refused)
}

/// Whether bytes may be those of a plain text: none is zero, and few are of signs that are not written.
/// A sign that slipped in is told by itself.
fn is_plain(bytes: &[u8]) -> bool {
    const ONE_IN: usize = 100;
    let is_written = |byte: &&u8| **byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0C');
    let unwritten = bytes.iter().filter(|byte| !is_written(byte)).count();
    !bytes.contains(&0) && unwritten <= 1 + bytes.len() / ONE_IN
}

/// Reads a text file within the limits.
pub fn read(path: &Path) -> Result<String, Unreadable> {
    as_text(path, read_bytes(path)?)
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    // Before it is opened, since to open a pipe is to wait for its other end.
    let about = fs::metadata(path).map_err(|error| cannot_read(path, &error))?;
    if !about.is_file() {
        return Err(Unreadable(format!("`{}` is no file", shown(path))));
    }
    let file = fs::File::open(path).map_err(|error| cannot_read(path, &error))?;
    let mut bytes = Vec::new();
    // The size is checked on what was read: the length on disk may change or be unknown.
    file.take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| cannot_read(path, &error))?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(Unreadable(format!(
            "`{}` is larger than {} MiB, the largest file that is read",
            shown(path),
            FILE_LIMIT / (1024 * 1024)
        )));
    }
    Ok(bytes)
}

fn as_text(path: &Path, bytes: Vec<u8>) -> Result<String, Unreadable> {
    String::from_utf8(bytes).map_err(|error| {
        Unreadable(format!(
            "`{}` is not UTF-8: byte {} is no text; save the file as UTF-8",
            shown(path),
            error.utf8_error().valid_up_to() + 1
        ))
    })
}

fn canonical(folder: &Path) -> Result<PathBuf, Unreadable> {
    folder
        .canonicalize()
        .map_err(|error| cannot_read(folder, &error))
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Unreadable {
    Unreadable(format!(
        "cannot read `{}`: {}",
        shown(path),
        error.to_string().to_lowercase()
    ))
}

/// A path as it is printed and compared: with `/`, without a leading `./`.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}
