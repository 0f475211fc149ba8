//! From the texts back to what cites them.

use std::collections::BTreeMap;

use crate::law::SourceId;
use crate::report::layout::{Note, Piece};

/// A place of the page that is linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// What it is called; nothing where it is not led to from the texts.
    pub name: String,
    /// Whether it is a rule.
    pub is_rule: bool,
}

/// Which places refer to which lines, in the order of the page.
#[derive(Debug, Default)]
pub struct Back {
    lines: BTreeMap<(SourceId, u32), Vec<Place>>,
}

impl Back {
    /// Notes that a place refers to the lines in a note.
    pub fn note(&mut self, place: &Place, note: &Note) {
        for piece in note.pieces() {
            if let Piece::Lines(_, source, first, _) = piece {
                let known = self.lines.entry((*source, *first)).or_default();
                if !known.contains(place) {
                    known.push(place.clone());
                }
            }
        }
    }

    /// The places that refer to lines which begin with this one.
    pub fn places(&self, source: SourceId, line: u32) -> &[Place] {
        self.lines.get(&(source, line)).map_or(&[], Vec::as_slice)
    }
}

/// The id of a line.
pub fn line_id(source: SourceId, line: u32) -> String {
    format!("text-{}-line-{line}", source.index() + 1)
}
