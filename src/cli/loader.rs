//! The one place that reads files: rule files, and the source texts they name. Nothing outside
//! the folder named on the command line is read, links included.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::check::{self, Checked};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{ItemKind, parse_files};
use crate::text::{FileId, Library};

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

/// Reads and checks the rules at `path`.
pub fn load(path: &Path) -> Result<Corpus, Unreadable> {
    let RuleFiles {
        mut library,
        files,
        root,
    } = rule_files(path)?;
    let texts: Vec<_> = files
        .iter()
        .map(|(_, id)| (*id, library.text(*id)))
        .collect();
    let parsed = parse_files(&texts);
    let mut failures = Vec::new();
    for (_, file) in &parsed {
        for item in &file.items {
            let ItemKind::Source(source) = &item.kind else {
                continue;
            };
            let (name, written) = (&source.name, &source.path);
            let rule_file = library.path(name.span.file).to_owned();
            let Some(full) = check::source_path(&rule_file, &written.text) else {
                failures.push(outside(written.span));
                continue;
            };
            if library.find_path(&full).is_some() {
                continue;
            }
            match read_inside(&root, Path::new(&full)) {
                Ok(text) => {
                    library.add(full, text);
                }
                Err(Missing::Absent) => {}
                Err(Missing::Refused(message)) => {
                    failures.push(Diagnostic::new(Code::Unreadable, message).at(written.span, ""));
                }
            }
        }
    }
    let rule_files = parsed.len();
    let mut checked = check::check(&library, parsed);
    // A text that could not be read is not also missing.
    for failure in failures {
        let place = failure.labels.first().map(|label| label.span);
        checked.diagnostics.retain(|found| {
            found.code != Code::SourceMissing || found.labels.first().map(|l| l.span) != place
        });
        checked.diagnostics.push(failure);
    }
    checked.diagnostics.sort_by_key(Diagnostic::sort_key);
    Ok(Corpus {
        library,
        checked,
        rule_files,
    })
}

/// Rule files as they are written, without the sources that they name.
pub struct RuleFiles {
    /// Their texts.
    pub library: Library,
    /// Where each lies, in the order of their paths.
    pub files: Vec<(PathBuf, FileId)>,
    /// The folder that may be read.
    root: PathBuf,
}

/// Reads the rule files at `path`.
pub fn rule_files(path: &Path) -> Result<RuleFiles, Unreadable> {
    let mut paths = Vec::new();
    let root = collect(path, &mut paths)?;
    let mut library = Library::new();
    let mut files = Vec::new();
    for file in paths {
        let text = read(&file)?;
        let id = library.add(shown(&file), text);
        files.push((file, id));
    }
    Ok(RuleFiles {
        library,
        files,
        root,
    })
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
    read(path).map_err(|Unreadable(message)| Missing::Refused(message))
}

/// Reads a text file within the limits.
pub fn read(path: &Path) -> Result<String, Unreadable> {
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
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}
