//! Sentences and assumptions behind what is told.

use crate::law::{Ground, Law};
use crate::report::layout::{LEVEL, Note, Page};
use crate::report::words::{Told, citations, reference, reports, told};

/// Each ground on lines of its own.
pub fn tell(page: &mut Page, level: usize, law: &Law, grounds: &[Ground]) {
    tell_at(page, level * LEVEL, law, grounds);
}

/// The same, beginning at a column.
pub fn tell_at(page: &mut Page, column: usize, law: &Law, grounds: &[Ground]) {
    for ground in told(law, grounds) {
        match ground {
            Told::Quoted {
                quote,
                reference,
                remark,
                ..
            } => page.quotation(column, &quote, located(&reference, remark)),
            Told::Reported { words, by } => {
                page.noted(column, &format!("reported by {by}: {words}"), "");
            }
            Told::Assumed(words) => page.noted(column, &assumed(&words), ""),
        }
    }
}

/// That something is assumed.
pub fn assumed(words: &str) -> String {
    format!("assumed: {words}")
}

/// Where a quotation stands, and whether it is a remark.
pub fn located(reference: &Note, remark: bool) -> Note {
    let mut note = Note::from(if remark { "a remark, " } else { "" });
    note.append(reference);
    note
}

/// The lines of grounds, for a table.
pub fn lines(law: &Law, grounds: &[Ground]) -> Note {
    let cited = citations(grounds);
    if !cited.is_empty() {
        reference(law, &cited)
    } else if !reports(grounds).is_empty() {
        "reported".into()
    } else if grounds.is_empty() {
        Note::none()
    } else {
        "assumed".into()
    }
}
