//! The answers saved, as a case of a rule file of their own.

use std::fs;
use std::path::Path;

use crate::calendar::Day;
use crate::law::{InputId, Value};

use super::super::exit::Exit;
use super::super::folder::is_for_cases;
use super::super::output::complain;
use super::super::read::shown;
use super::super::unwritten::Unwritten;
use super::super::write::write;
use super::case;
use super::talk::Talk;

/// That a case can be saved to a file, which is to be a new one.
///
/// # Errors
///
/// Where it cannot.
pub(super) fn is_new(path: &Path) -> Result<(), Unwritten> {
    is_for_cases(path)?;
    let Ok(there) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    let why = match there.is_symlink() {
        true if !path.exists() => "it is a link to what is not there",
        true => "it is a link",
        false if there.is_dir() => "a folder is in its place",
        false => "there is such a file already",
    };
    Err(Unwritten::new(
        format!("cannot write `{}`: {why}", shown(path)),
        "name another file",
    ))
}

/// Saves what was answered. What hinders it is said beside the answer.
pub(super) fn run(talk: &Talk<'_>, path: &Path, day: Day, given: &[(InputId, Value)]) -> Exit {
    let file = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = case::name(talk.law, &file);
    let answered = case::Answered {
        law: talk.law,
        day,
        given,
        readings: talk.readings,
        goal: (&talk.goal.text, talk.goal.expr),
    };
    let text = match answered.written(&name, (talk.corpus, path)) {
        Ok(text) => text,
        Err(why) => {
            complain(&format!("kzrule: no case is saved: {why}\n"));
            return Exit::Wrong;
        }
    };
    if let Err(unwritten) = write(path, &text) {
        return unwritten.complain();
    }
    let shown = shown(path);
    talk.show(&format!("\nThe answers are case `{name}` in {shown}.\n"));
    Exit::Holds
}
