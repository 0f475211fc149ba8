//! The rule files of the folders named on the command line.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::text::{FileId, Library};

use super::read::{Unreadable, cannot_read, canonical, read_text, shown};

/// The most files of one corpus, and the deepest folder.
const FILES_LIMIT: usize = 10_000;
const FOLDER_LIMIT: usize = 64;

/// Rule files as they are written, without the sources that they name.
pub struct RuleFiles {
    /// Their texts.
    pub library: Library,
    /// Where each lies, in the order of their paths, those of layers last; and the place of its
    /// folder among those that may be read.
    pub files: Vec<((PathBuf, FileId), usize)>,
    /// The folders that may be read.
    pub roots: Vec<PathBuf>,
}

/// Reads the rule files at `path`, and those of the layers over them.
pub fn rule_files(path: &Path, layers: &[PathBuf]) -> Result<RuleFiles, Unreadable> {
    let mut library = Library::new();
    let mut files: Vec<((PathBuf, FileId), usize)> = Vec::new();
    let mut roots: Vec<PathBuf> = Vec::new();
    let mut read = BTreeSet::new();
    for named in std::iter::once(path).chain(layers.iter().map(PathBuf::as_path)) {
        let mut paths = Vec::new();
        let root = collect(named, &mut paths)?;
        for file in paths {
            if !read.insert(canonical(&file)?) {
                return Err(Unreadable(format!(
                    "`{}` is read already: a layer has files of its own, which are none of the rules \
                     or of another layer",
                    shown(named)
                )));
            }
            let text = read_text(&file)?;
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

/// Whether a file is one of rules, by its name.
pub fn is_rule_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "kzrule")
}
