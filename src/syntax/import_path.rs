//! How an import names a file: the path from its own folder, without the ending of rule files.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::closest;

use super::Words;

/// How the name of a rule file ends.
pub const ENDING: &str = ".kzrule";

/// The path of a rule file as it is imported.
pub fn without_ending(path: &str) -> &str {
    path.strip_suffix(ENDING).unwrap_or(path)
}

/// The folder of a file; none of one that lies in none.
pub fn folder_of(path: &str) -> &str {
    path.rfind('/')
        .and_then(|end| path.get(..end))
        .unwrap_or("")
}

/// A path relative to a folder, `.` and `..` followed.
pub fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let absolute = folder.starts_with('/');
    for part in without_ending(path).split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let relative = parts.join("/");
    if absolute {
        format!("/{relative}")
    } else {
        relative
    }
}

/// An import that names its file with the ending.
pub fn with_ending(words: &Words) -> Diagnostic {
    Diagnostic::new(
        Code::NoSuchImport,
        format!("a file is imported without `{ENDING}`"),
    )
    .at(words.span, "")
    .help(format!("write import \"{}\"", without_ending(&words.text)))
}

/// An import of a file that is not there, with the path to the one that is perhaps meant.
pub fn not_there(words: &Words, near: Option<&str>) -> Diagnostic {
    let message = format!(
        "there is no rule file `{}.kzrule`",
        without_ending(&words.text)
    );
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write its path relative to this file, without `.kzrule`".to_owned(),
    };
    Diagnostic::new(Code::NoSuchImport, message)
        .at(words.span, "")
        .help(help)
}

/// The path, from a folder, that is most like the one of an import.
pub fn near_path<'p>(
    words: &Words,
    folder: &str,
    paths: impl Iterator<Item = &'p str>,
) -> Option<String> {
    let beside = paths.filter_map(|path| {
        let name = path.strip_prefix(folder)?;
        Some(name.strip_prefix('/').unwrap_or(name))
    });
    let beside: Vec<&str> = beside.collect();
    closest(&words.text, beside.into_iter()).map(str::to_owned)
}
