//! The folders that files are written to: made where somebody named them, but no others on the way.

use std::fs;
use std::path::Path;

use super::read::shown;
use super::write::unwritten;

/// Makes a folder that files are written to later, so that what hinders it is told at once. The folder around it is
/// there: of a path that is mistyped nothing is made.
///
/// # Errors
///
/// In words, where it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), String> {
    there_is_room_for(path)?;
    if path.exists() && !path.is_dir() {
        return Err(format!(
            "cannot write to the folder `{}`: it is a file; name another folder",
            shown(path)
        ));
    }
    fs::create_dir_all(path).map_err(|error| unwritten(path, &error))
}

/// That there is the folder in which a file or folder is to be.
///
/// # Errors
///
/// In words, where there is none.
pub fn there_is_room_for(path: &Path) -> Result<(), String> {
    let around = path
        .parent()
        .filter(|around| !around.as_os_str().is_empty());
    match around {
        Some(around) if !around.is_dir() => {
            let around = shown(around);
            Err(format!(
                "cannot write `{}`: there is no folder `{around}`; make it first, or correct the path",
                shown(path)
            ))
        }
        _ => Ok(()),
    }
}

/// That what a file would take the place of, if anything, was written by this program: `mark` stands in all that it
/// writes there.
///
/// # Errors
///
/// In words, where it is somebody else's.
pub fn takes_nothing_of_others(path: &Path, mark: &str) -> Result<(), String> {
    let Ok(there) = fs::read(path) else {
        return Ok(());
    };
    let is_own = there
        .windows(mark.len())
        .any(|part| part == mark.as_bytes());
    match is_own || there.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "`{}` does not say that kzrule wrote it, and is not written over: name another folder, or move it away",
            shown(path)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_folder_of_a_path_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        make_folder(&path).unwrap();
        make_folder(&path).unwrap();
        let far = folder.path().join("b/c");
        let said = make_folder(&far).unwrap_err();
        assert!(
            said.ends_with("/b`; make it first, or correct the path"),
            "{said}"
        );
        assert!(!folder.path().join("b").exists());
        let file = folder.path().join("file");
        fs::write(&file, "text").unwrap();
        let said = make_folder(&file).unwrap_err();
        assert!(
            said.ends_with("it is a file; name another folder"),
            "{said}"
        );
        assert!(make_folder(&file.join("c")).is_err());
    }

    #[test]
    fn what_is_not_ours_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index.html");
        assert!(takes_nothing_of_others(&path, "ours").is_ok());
        fs::write(&path, "theirs").unwrap();
        let said = takes_nothing_of_others(&path, "ours").unwrap_err();
        assert!(said.contains("does not say that kzrule wrote it"), "{said}");
        fs::write(&path, "it is ours").unwrap();
        assert!(takes_nothing_of_others(&path, "ours").is_ok());
    }
}
