//! What came out, kept beside the rules: a folder with a small text for each case, claim and finding.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::report::stored::{Change, Kind, Texts};

use super::read::{Unreadable, cannot_read, read_text, shown};
use super::unwritten::Unwritten;
use super::write::change_all;

/// The name of the folder, beside the rules.
const FOLDER: &str = "outcomes";

/// How the files end.
const ENDING: &str = "txt";

/// The folder of what is kept for rules; `None` where they are not a folder.
pub fn folder(rules: &Path) -> Option<PathBuf> {
    rules.is_dir().then(|| rules.join(FOLDER))
}

/// What is kept; nothing where the folder is not there.
///
/// # Errors
/// Where a file cannot be read or is a link, or something else is in the place of a folder.
pub fn read(folder: &Path) -> Result<Texts, Unwritten> {
    let mut texts = Texts::new();
    for kind in Kind::ALL {
        let within = folder.join(kind.folder());
        if !is_folder(folder)? || !is_folder(&within)? {
            continue;
        }
        let failed = |error: std::io::Error| unread(cannot_read(&within, &error));
        for entry in fs::read_dir(&within).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let is_text = path.extension().is_some_and(|ending| ending == ENDING);
            let Some(name) = path.file_stem().filter(|_| is_text) else {
                continue;
            };
            if path.is_symlink() {
                return Err(linked(&path, "file"));
            }
            if path.is_dir() {
                let why = format!("`{}` is a folder where an outcome is stored", shown(&path));
                return Err(Unwritten::unread(why, "move the folder away"));
            }
            let text = read_text(&path).map_err(unread)?;
            let lines: BTreeSet<String> = text.lines().map(str::to_owned).collect();
            texts.insert((kind, name.to_string_lossy().into_owned()), lines);
        }
    }
    Ok(texts)
}

/// Whether there is a folder in the place of one.
fn is_folder(path: &Path) -> Result<bool, Unwritten> {
    match fs::symlink_metadata(path) {
        Err(_) => Ok(false),
        Ok(there) if there.is_dir() => Ok(true),
        Ok(there) if there.is_symlink() => Err(linked(path, "folder")),
        Ok(_) => {
            let why = format!("`{}` is a file where outcomes are stored", shown(path));
            Err(Unwritten::unread(why, "move the file away"))
        }
    }
}

fn unread(Unreadable(why): Unreadable) -> Unwritten {
    Unwritten::unread(why, "move it away, and accept what comes out anew")
}

/// Keeps what is accepted, all of it or nothing: the texts take their places, and those go that nothing
/// belongs to any more.
///
/// # Errors
/// Where a file cannot be written or removed. All files are then as they were.
pub fn keep(folder: &Path, changes: &[Change]) -> Result<(), Unwritten> {
    let accepted = changes.iter().filter(|change| change.accepted);
    let files = accepted.map(|change| {
        let file = format!("{}.{ENDING}", change.name);
        let path = folder.join(change.kind.folder()).join(file);
        let lines = change.after.as_ref();
        let text = lines.map(|lines| lines.iter().map(|line| format!("{line}\n")).collect());
        (path, text)
    });
    change_all(&files.collect::<Vec<_>>())
}

fn linked(path: &Path, itself: &str) -> Unwritten {
    let to_nothing = if path.exists() {
        ""
    } else {
        " to what is not there"
    };
    Unwritten::unread(
        format!(
            "`{}` is a link{to_nothing}, and none is followed here",
            shown(path)
        ),
        format!("remove it, or put the {itself} itself in its place"),
    )
}
