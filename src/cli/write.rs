//! Files that the program writes: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::read::shown;

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
/// In words, where a link is in the place, the file may not be written to, or anything of this
/// fails. What was in the place is then as it was.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    put(path, text, fill).map_err(|error| unwritten(path, &error))
}

/// As [`write()`], of a file that does no harm where it is damaged: nobody waits until it has come
/// to the disk.
///
/// # Errors
///
/// As [`write()`].
#[cfg(feature = "z3")]
pub fn write_quickly(path: &Path, text: &str) -> Result<(), String> {
    let fill = |mut file: File, text: &str| file.write_all(text.as_bytes());
    put(path, text, fill).map_err(|error| unwritten(path, &error))
}

/// Makes a folder that files are written to later, so that what hinders it is told at once.
///
/// # Errors
///
/// In words, where it cannot be made.
#[cfg(feature = "z3")]
pub fn make_folder(path: &Path) -> Result<(), String> {
    fs::create_dir_all(path).map_err(|error| unwritten(path, &error))
}

/// Writes several files: each beside its place, and only where that went well for all do they take
/// their places, one after the other.
///
/// # Errors
///
/// As [`write()`].
pub fn write_all(files: &[(PathBuf, String)]) -> Result<(), String> {
    let mut ready: Vec<(&Path, PathBuf)> = Vec::new();
    let mut failed = None;
    for (path, text) in files {
        match prepare(path, text, fill) {
            Ok(beside) => ready.push((path, beside)),
            Err(error) => {
                failed = Some(unwritten(path, &error));
                break;
            }
        }
    }
    for (path, beside) in &ready {
        if failed.is_none()
            && let Err(error) = fs::rename(beside, path)
        {
            failed = Some(unwritten(path, &error));
        }
        if failed.is_some() {
            // The first failure is the one to tell.
            let _ = fs::remove_file(beside);
        }
    }
    failed.map_or(Ok(()), Err)
}

/// Removes a file.
///
/// # Errors
///
/// In words, where it cannot be removed.
pub fn remove(path: &Path) -> Result<(), String> {
    fs::remove_file(path).map_err(|error| {
        let error = error.to_string().to_lowercase();
        format!("cannot remove `{}`: {error}", shown(path))
    })
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    let error = error.to_string().to_lowercase();
    format!("cannot write `{}`: {error}", shown(path))
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
        Ok(about) if about.is_symlink() => {
            return Err(io::Error::other("it is a link: name the file itself"));
        }
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
        let said = write(&path.join("d"), "newer").unwrap_err();
        assert!(said.starts_with("cannot write `"), "{said}");
        assert!(write(path.parent().unwrap(), "newer").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
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
