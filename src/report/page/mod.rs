//! The page for a browser: verdicts, proofs in words, the days of the rules, and the texts, in one
//! file that needs no network.
//!
//! The words are those of the text output: [`blocks`] puts the parts of a
//! [`Page`](super::layout::Page) into elements. Everything that comes from files goes through the
//! escaping of the `html!` macro; what is not escaped are the constants of this room.

mod amended;
mod back;
mod blocks;
mod claims;
mod data;
mod document;
mod encoded;
mod explorer;
mod life;
mod notices;
mod overview;
mod period;
mod readings;
mod ring;
mod rules;
mod sine;
mod stamp;
mod texts;
mod time;

use crate::law::Law;
use crate::text::{FileId, Library};
use crate::verdict::{Boundaries, Finding, Verdict};

use back::{Back, Place};
use blocks::Blocks;

use super::layout::{Part, printable};

pub use document::MARK;
pub use stamp::stamp;

/// What a page is about.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// All texts.
    pub library: &'a Library,
    /// The law; the questions of the audit are among its claims.
    pub law: &'a Law,
    /// The verdicts on the stated claims.
    pub verdicts: &'a [Verdict],
    /// What nobody asked for.
    pub findings: &'a [Finding],
    /// How many questions were put for that.
    pub asked: usize,
    /// The days on which outcomes change, and the law with the questions on them, where they were
    /// looked for.
    pub dated: Option<(&'a Law, &'a Boundaries)>,
    /// The rule files, in the order in which they were read.
    pub files: &'a [FileId],
    /// The evaluator, as a module for a browser, packed by gzip.
    pub module: &'a [u8],
    /// Where the rules are, as named on the command line.
    pub rules: &'a str,
}

/// The page. The same content always makes the same bytes.
pub fn html(content: Content<'_>) -> String {
    // Signs that would change the order in which a text is read are shown and not obeyed.
    printable(&document::document(content).into_string())
}

/// Parts as the page has them, led from to its lines, for what is added to it later.
pub fn elements(parts: &[Part]) -> String {
    let mut back = Back::default();
    let nowhere = Place {
        id: "case".to_owned(),
        name: String::new(),
        is_rule: false,
    };
    printable(&Blocks::at(&mut back, nowhere).all(parts).into_string())
}
