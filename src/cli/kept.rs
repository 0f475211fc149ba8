//! Verdicts kept beside the rules, so that a second run need not find them again.
//!
//! What is missing, damaged, a link, or may not be read or written is done without: no verdict and no
//! output hangs on this folder, only how long they take.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::prove::{Keep, Key};

use super::args::Cache;
use super::read::read_text;
use super::unwritten::Unwritten;
use super::write::{write, write_quickly};

/// The folder, in that of the rules. Its name begins with a dot, so that no rules are read in it.
const FOLDER: &str = ".kzrule-cache";

/// What tells git to leave the folder alone.
const IGNORE: (&str, &str) = (".gitignore", "*\n");

/// With more entries than this, those that a run did not use are removed in its end.
const ENTRIES_LIMIT: usize = 1_000;

/// The folder with the verdicts.
pub struct Folder {
    path: PathBuf,
    used: Mutex<BTreeSet<String>>,
}

impl Folder {
    /// The folder of the rules at a path, unless the command line says that nothing is kept.
    pub fn beside(rules: &Path, cache: &Cache) -> Option<Self> {
        let folder = match rules.parent() {
            Some(folder) if rules.is_file() => folder,
            _ => rules,
        };
        (!cache.no_cache).then(|| Self {
            path: folder.join(FOLDER),
            used: Mutex::default(),
        })
    }

    /// Where an entry lies.
    fn of(&self, key: &Key) -> PathBuf {
        let name = format!("{key}.json");
        let path = self.path.join(&name);
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.insert(name);
        path
    }

    /// Whether it is there, and a folder itself.
    fn is_there(&self) -> bool {
        fs::symlink_metadata(&self.path).is_ok_and(|about| about.is_dir())
    }

    /// Makes the folder, if it is not there.
    fn make(&self) -> Result<(), Unwritten> {
        match fs::symlink_metadata(&self.path) {
            Ok(about) if about.is_dir() => return Ok(()),
            Ok(_) => {
                let why = "something else is in the place of what is kept";
                return Err(Unwritten::new(why, "move it away"));
            }
            Err(_) => {}
        }
        let (name, text) = IGNORE;
        write(&self.path.join(name), text)
    }
}

impl Keep for Folder {
    fn find(&self, key: &Key) -> Option<String> {
        let path = self.of(key);
        let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|about| about.is_file());
        if !self.is_there() || !is_file(&path) {
            return None;
        }
        read_text(&path).ok()
    }

    fn keep(&self, key: &Key, text: &str) {
        // Where it cannot be kept, the next run finds it again.
        let _ = self
            .make()
            .and_then(|()| write_quickly(&self.of(key), text));
    }
}

impl Drop for Folder {
    /// Removes what is of other laws or earlier ones, where there is much of it.
    fn drop(&mut self) {
        let used = self.used.get_mut().unwrap_or_else(PoisonError::into_inner);
        let (true, Ok(entries)) = (
            fs::symlink_metadata(&self.path).is_ok_and(|about| about.is_dir()),
            fs::read_dir(&self.path),
        ) else {
            return;
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".json")).collect();
        if names.len() > ENTRIES_LIMIT {
            names.retain(|name| !used.contains(name));
            for name in names {
                // What cannot be removed does no harm.
                let _ = fs::remove_file(self.path.join(name));
            }
        }
    }
}
