//! The bytes of one file, read as text within the limits.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes. The whole of a national code is a few megabytes.
pub const FILE_LIMIT: u64 = 16 * 1024 * 1024;

/// A corpus that could not be read, in words.
#[derive(Debug)]
pub struct Unreadable(pub String);

/// Why there is no text of a source.
pub enum Missing {
    Absent,
    Refused(String),
    /// A document of a word processor, a picture and the like.
    NoText,
}

/// Reads the text of a source within the folder that may be read.
pub fn read_inside(root: &Path, path: &Path) -> Result<String, Missing> {
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
pub fn read_text(path: &Path) -> Result<String, Unreadable> {
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

/// A folder by the one path that leads to it, links followed.
pub fn canonical(folder: &Path) -> Result<PathBuf, Unreadable> {
    folder
        .canonicalize()
        .map_err(|error| cannot_read(folder, &error))
}

/// That the system does not let it be read.
pub fn cannot_read(path: &Path, error: &std::io::Error) -> Unreadable {
    let why = match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        ErrorKind::NotADirectory => "a file is where a folder is needed".to_owned(),
        _ => without_number(error),
    };
    Unreadable(format!("cannot read `{}`: {why}", shown(path)))
}

/// What the system says, without the number that it has for it.
pub fn without_number(error: &std::io::Error) -> String {
    let told = error.to_string().to_lowercase();
    let plain = told.split(" (os error").next();
    plain.unwrap_or_default().to_owned()
}

/// A path as it is printed and compared: with `/`, without a leading `./`.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}
