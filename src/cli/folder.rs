//! The folders that files are written to: made where somebody named them, but no others on the way.

use std::fs;
use std::path::Path;

use super::read::shown;
use super::rule_files::is_rule_file;
use super::unwritten::Unwritten;

/// Makes a folder that files are written to later, so that what hinders it is told at once. The folder around it is
/// there: of a path that is mistyped nothing is made.
///
/// # Errors
///
/// Where it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), Unwritten> {
    there_is_room_for(path)?;
    is_no_file(path, path)?;
    fs::create_dir_all(path).map_err(|error| Unwritten::by_system(path, &error))
}

/// That there is the folder in which a file or folder is to be.
///
/// # Errors
///
/// Where there is none.
pub fn there_is_room_for(path: &Path) -> Result<(), Unwritten> {
    let around = path.parent();
    let Some(around) = around.filter(|around| !around.as_os_str().is_empty()) else {
        return Ok(());
    };
    if around.is_dir() {
        return Ok(());
    }
    is_no_file(around, path)?;
    Err(Unwritten::new(
        format!(
            "cannot write `{}`: there is no folder `{}`",
            shown(path),
            shown(around)
        ),
        "make it first, or correct the path",
    ))
}

/// That what is in the place of a folder, if anything, is one, or leads to one.
fn is_no_file(folder: &Path, written: &Path) -> Result<(), Unwritten> {
    let Ok(there) = fs::symlink_metadata(folder) else {
        return Ok(());
    };
    let (is, help) = match there.is_symlink() {
        _ if folder.is_dir() => return Ok(()),
        true if !folder.exists() => (
            "a link to what is not there",
            "make what it leads to, remove it, or name another folder",
        ),
        true => (
            "a link to what is no folder",
            "remove it, or name another folder",
        ),
        false => ("a file", "name another folder, or move the file away"),
    };
    let what = match folder == written {
        true => format!("cannot write to the folder `{}`: it", shown(folder)),
        false => format!("cannot write `{}`: `{}`", shown(written), shown(folder)),
    };
    Err(Unwritten::new(format!("{what} is {is}"), help))
}

/// That cases may be written to a file of this name.
///
/// # Errors
///
/// Where it is no rule file, or there is no folder for it.
pub fn is_for_cases(path: &Path) -> Result<(), Unwritten> {
    if !is_rule_file(path) {
        return Err(Unwritten::new(
            format!(
                "cannot write a case to `{}`: it is no rule file",
                shown(path)
            ),
            "name a file that ends in .kzrule",
        ));
    }
    there_is_room_for(path)
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
        let said = |path: &Path| make_folder(path).unwrap_err().to_string();
        let far = said(&far);
        assert!(
            far.ends_with("/b`; make it first, or correct the path"),
            "{far}"
        );
        assert!(!folder.path().join("b").exists());
        let file = folder.path().join("file");
        fs::write(&file, "text").unwrap();
        for (path, is) in [
            (file.clone(), "it is a file"),
            (file.join("c"), "is a file"),
        ] {
            let said = said(&path);
            let (why, help) = said.split_once("; ").unwrap();
            assert!(why.ends_with(is), "{said}");
            assert_eq!(help, "name another folder, or move the file away");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_folders_or_are_told() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let said = |path: &Path| make_folder(path).unwrap_err().to_string();
        fs::create_dir(path("a")).unwrap();
        fs::write(path("file"), "text").unwrap();
        for (to, link) in [("a", "to_a"), ("file", "to_file"), ("b", "to_b")] {
            symlink(path(to), path(link)).unwrap();
        }
        make_folder(&path("to_a")).unwrap();
        make_folder(&path("to_a/within")).unwrap();
        for (link, is) in [
            ("to_b", "`: it is a link to what is not there;"),
            ("to_b/c", "/to_b` is a link to what is not there;"),
            ("to_file", "`: it is a link to what is no folder;"),
        ] {
            let said = said(&path(link));
            assert!(said.contains(is), "{said}");
        }
        assert!(!path("b").exists());
    }

    #[test]
    fn cases_are_written_to_rule_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        assert!(is_for_cases(&path("a.kzrule")).is_ok());
        assert!(is_for_cases(&path("a.txt")).is_err());
        assert!(is_for_cases(&path("b/a.kzrule")).is_err());
    }
}
