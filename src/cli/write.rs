//! Files that the program writes: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::unwritten::Unwritten;

/// How many left-overs of earlier runs are stepped over.
const ATTEMPTS: u32 = 100;

/// What writes a text to a file.
type Fill = fn(File, &str) -> io::Result<()>;

/// Writes a file, with the folders to it that are not there yet. It is written beside its place and
/// then takes it, so that no reader ever sees half of it; a file that is there already keeps its
/// permissions.
///
/// # Errors
///
/// Where a link is in the place, the file may not be written to, or anything of this
/// fails. What was in the place is then as it was.
pub fn write(path: &Path, text: &str) -> Result<(), Unwritten> {
    put(path, text, fill).map_err(|error| Unwritten::by_system(path, &error))
}

/// As [`write()`], of a file that does no harm where it is damaged: nobody waits until it has come
/// to the disk.
///
/// # Errors
///
/// As [`write()`].
#[cfg(feature = "z3")]
pub fn write_quickly(path: &Path, text: &str) -> Result<(), Unwritten> {
    let fill = |mut file: File, text: &str| file.write_all(text.as_bytes());
    put(path, text, fill).map_err(|error| Unwritten::by_system(path, &error))
}

/// Writes several files, all or none.
///
/// # Errors
///
/// As [`write()`].
#[cfg(feature = "z3")]
pub fn write_all(files: Vec<(PathBuf, String)>) -> Result<(), Unwritten> {
    let files = files.into_iter().map(|(path, text)| (path, Some(text)));
    change_all(&files.collect::<Vec<_>>())
}

/// Writes several files, and removes those that have no text, all or none: each text is written beside its
/// place, and only where that went well for all do they take their places. Where one cannot, those that did
/// give them back.
///
/// # Errors
///
/// As [`write()`]; where a file cannot be removed.
pub fn change_all(files: &[(PathBuf, Option<String>)]) -> Result<(), Unwritten> {
    let mut ready: Vec<(&Path, Option<PathBuf>)> = Vec::new();
    let mut failed = None;
    for (path, text) in files {
        let beside = text.as_ref().map(|text| prepare(path, text, fill));
        match beside.transpose() {
            Ok(beside) => ready.push((path, beside)),
            Err(error) => {
                failed = Some(Unwritten::by_system(path, &error));
                break;
            }
        }
    }
    let mut taken: Vec<(&Path, Option<PathBuf>)> = Vec::new();
    for (path, beside) in &ready {
        if failed.is_none() {
            match take(path, beside.as_deref()) {
                Ok(before) => taken.push((path, before)),
                Err(error) if beside.is_some() => failed = Some(Unwritten::by_system(path, &error)),
                Err(error) => failed = Some(Unwritten::unremoved(path, &error)),
            }
        }
        if let (Some(_), Some(beside)) = (&failed, beside) {
            // The first failure is the one to tell.
            let _ = fs::remove_file(beside);
        }
    }
    for (path, before) in taken {
        let _ = match (&failed, before) {
            (None, Some(before)) => fs::remove_file(before),
            (None, None) => Ok(()),
            (Some(_), Some(before)) => fs::rename(before, path),
            (Some(_), None) => fs::remove_file(path),
        };
    }
    failed.map_or(Ok(()), Err)
}

/// Puts what was written beside a place into it, or removes what is there where nothing was. What was there
/// is copied beside it first.
fn take(path: &Path, beside: Option<&Path>) -> io::Result<Option<PathBuf>> {
    let before = match fs::symlink_metadata(path) {
        Ok(_) => Some(copy(path)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound && beside.is_some() => None,
        Err(error) => return Err(error),
    };
    let done = match beside {
        Some(beside) => fs::rename(beside, path),
        None => fs::remove_file(path),
    };
    if let (Err(_), Some(before)) = (&done, &before) {
        // The first failure is the one to tell.
        let _ = fs::remove_file(before);
    }
    done.map(|()| before)
}

/// A copy of a file beside it.
fn copy(path: &Path) -> io::Result<PathBuf> {
    let (_, copy) = beside(path)?;
    let copied = fs::copy(path, &copy);
    if copied.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_file(&copy);
    }
    copied.map(|_| copy)
}

fn put(path: &Path, text: &str, fill: Fill) -> io::Result<()> {
    let beside = prepare(path, text, fill)?;
    let taken = fs::rename(&beside, path);
    if taken.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    taken
}

/// Writes a file beside its place.
fn prepare(path: &Path, text: &str, fill: Fill) -> io::Result<PathBuf> {
    let permissions = match fs::symlink_metadata(path) {
        Ok(about) if about.is_symlink() => return Err(io::Error::other("it is a link")),
        Ok(about) if about.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(about) if about.permissions().readonly() => {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied));
        }
        Ok(about) => Some(about.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if let (None, Some(folder)) = (&permissions, path.parent()) {
        fs::create_dir_all(folder)?;
    }
    let (file, beside) = beside(path)?;
    let written = fill(file, text)
        .and_then(|()| permissions.map_or(Ok(()), |one| fs::set_permissions(&beside, one)));
    if written.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written.map(|()| beside)
}

/// A new file beside another. Its name does not end as rule files do, so that nothing reads it.
fn beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut attempt = 0;
    loop {
        let beside = path.with_file_name(format!(".{name}.{attempt}"));
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
        {
            Ok(file) => return Ok((file, beside)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < ATTEMPTS => {
                attempt += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

fn fill(mut file: File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kzrule");
        fs::write(&path, "old").unwrap();
        fs::write(folder.path().join(".a.kzrule.0"), "in the way").unwrap();
        write(&path, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_new_file_gets_its_folders() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/c.txt");
        write(&path, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        // A file is no folder, and a folder no file.
        let said = write(&path.join("d"), "newer").unwrap_err().to_string();
        assert!(said.starts_with("cannot write `"), "{said}");
        assert!(write(path.parent().unwrap(), "newer").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
    }

    /// What is in the place of the last is a folder, so that it cannot take it when the others have.
    #[test]
    fn all_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let read = |name: &str| fs::read_to_string(path(name)).unwrap();
        fs::write(path("a"), "old a").unwrap();
        fs::write(path("b"), "old b").unwrap();
        fs::create_dir_all(path("d/inside")).unwrap();
        let text = |of: &str| Some(of.to_owned());
        let mut files = vec![
            (path("a"), text("new a")),
            (path("b"), None),
            (path("c"), text("new c")),
            (path("d"), text("new d")),
        ];
        let said = change_all(&files).unwrap_err().to_string();
        assert!(
            said.starts_with("cannot write `") && said.contains("/d`: "),
            "{said}"
        );
        assert_eq!(
            (read("a"), read("b")),
            ("old a".to_owned(), "old b".to_owned())
        );
        let count = || fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(count(), 3, "a, b and d, and nothing beside them");

        // What is to be removed and is not there.
        files[3] = (path("e"), None);
        let said = change_all(&files).unwrap_err().to_string();
        assert!(said.starts_with("cannot remove `"), "{said}");
        assert_eq!((read("a"), count()), ("old a".to_owned(), 3));

        files.pop();
        change_all(&files).unwrap();
        assert_eq!(
            (read("a"), read("c")),
            ("new a".to_owned(), "new c".to_owned())
        );
        assert!(!path("b").exists() && count() == 3);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_are_refused() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (
            folder.path().join("a.kzrule"),
            folder.path().join("b.kzrule"),
        );
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, "new").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o640);

        symlink(&path, &link).unwrap();
        assert!(write(&link, "newer").is_err());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        assert!(write(&path, "newer").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
