//! What is not written over: the files that the rules are read from, and what somebody else wrote.

use std::fs;
use std::path::Path;

use crate::text::Library;

use super::read::shown;
use super::unwritten::Unwritten;

/// That a file is none of those that the rules are read from, by whatever way a path leads to it.
///
/// # Errors
///
/// Where it is one.
pub fn is_none_of_the_rules(path: &Path, library: &Library) -> Result<(), Unwritten> {
    if !is_of_the_rules(path, library) {
        return Ok(());
    }
    Err(Unwritten::new(
        format!(
            "`{}` is one of the files that the rules are read from, and is not written over",
            shown(path)
        ),
        "name another place",
    ))
}

/// Whether a file is one of those that the rules are read from. A link in its place is not followed: none is
/// written over.
pub fn is_of_the_rules(path: &Path, library: &Library) -> bool {
    let Some(real) = path.canonicalize().ok().filter(|_| !path.is_symlink()) else {
        return false;
    };
    let mut files = library.files();
    files.any(|file| {
        let read = Path::new(library.path(file)).canonicalize();
        read.is_ok_and(|read| read == real)
    })
}

/// That what a file would take the place of, if anything, was written by this program: `mark` stands in all that it
/// writes there.
///
/// # Errors
///
/// Where it is somebody else's.
pub fn takes_nothing_of_others(path: &Path, mark: &str) -> Result<(), Unwritten> {
    let Some(there) = fs::read(path).ok().filter(|_| !path.is_symlink()) else {
        return Ok(());
    };
    let is_own = there
        .windows(mark.len())
        .any(|part| part == mark.as_bytes());
    match is_own || there.is_empty() {
        true => Ok(()),
        false => Err(Unwritten::new(
            format!(
                "`{}` does not say that kzrule wrote it, and is not written over",
                shown(path)
            ),
            "name another folder, or move it away",
        )),
    }
}

/// Whether a text stands in its place already; nothing else may.
///
/// # Errors
///
/// Where something else does.
pub fn is_there(path: &Path, text: &str) -> Result<bool, Unwritten> {
    match fs::read(path) {
        Ok(there) if there == text.as_bytes() => Ok(true),
        Ok(_) if !path.is_symlink() => Err(Unwritten::new(
            format!(
                "`{}` has something else in it, and is not written over",
                shown(path)
            ),
            "name another folder, or move it away",
        )),
        _ => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ours_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index.html");
        assert!(takes_nothing_of_others(&path, "ours").is_ok());
        assert!(!is_there(&path, "theirs").unwrap());
        fs::write(&path, "theirs").unwrap();
        assert!(is_there(&path, "theirs").unwrap());
        let said = is_there(&path, "ours").unwrap_err().to_string();
        assert!(said.contains("has something else in it"), "{said}");
        let said = takes_nothing_of_others(&path, "ours")
            .unwrap_err()
            .to_string();
        assert!(said.contains("does not say that kzrule wrote it"), "{said}");
        fs::write(&path, "it is ours").unwrap();
        assert!(takes_nothing_of_others(&path, "ours").is_ok());
    }

    #[test]
    fn what_is_read_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("law.kzrule"), "").unwrap();
        fs::write(path("other.kzrule"), "").unwrap();
        fs::create_dir(path("within")).unwrap();
        let mut library = Library::new();
        library.add(shown(&path("law.kzrule")), String::new());
        for (name, is_read) in [
            ("law.kzrule", true),
            ("within/../law.kzrule", true),
            ("other.kzrule", false),
            ("new.kzrule", false),
        ] {
            let refused = is_none_of_the_rules(&path(name), &library).is_err();
            assert_eq!(refused, is_read, "{name}");
        }
    }
}
