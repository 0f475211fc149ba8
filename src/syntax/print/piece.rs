use std::ops::Range;

use super::line::{STEP, blanks};
use super::written::{Comment, Written};

/// What is printed on lines of its own, between which comments and empty lines may stand.
#[derive(Debug)]
pub struct Piece {
    /// Its lines, with their indentation.
    pub lines: Vec<String>,
    /// Where it was read.
    pub place: Range<usize>,
    /// How it stands to its neighbours.
    pub role: Role,
}

/// How a piece stands to those around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An item, a clause, a part of a list: an empty line before it is kept.
    Own,
    /// Begins a block: no empty line follows.
    Opens,
    /// Ends a block: no empty line before it, and comments before it belong to the block.
    Closes,
    /// Goes on with the piece before: no empty line before it.
    Continues,
}

/// The pieces with the comments and empty lines of the text.
///
/// A comment behind a piece in the same line stays there. One within a piece is put before it, on
/// a line of its own: only there can it stay when the piece is broken differently some day.
pub fn woven(pieces: &[Piece], written: &Written<'_>) -> String {
    let mut out = Woven {
        text: String::new(),
        fresh: true,
    };
    let mut comments = written.comments().iter().peekable();
    for (place, piece) in pieces.iter().enumerate() {
        let indent = piece.indent();
        let spaced = matches!(piece.role, Role::Own | Role::Opens);
        while let Some(comment) = comments.next_if(|c| c.at < piece.place.start) {
            let spaced = piece.role != Role::Continues;
            out.comment(
                comment,
                indent,
                spaced && written.empty_line_before(comment.at),
            );
        }
        let mut space = spaced && written.empty_line_before(piece.place.start);
        while let Some(comment) = comments.next_if(|c| c.at < piece.place.end) {
            out.comment(comment, indent, std::mem::take(&mut space));
        }
        out.space(space);
        out.text.push_str(&piece.lines.join("\n"));
        out.fresh = piece.role == Role::Opens;
        let next = pieces.get(place + 1).map_or(usize::MAX, |n| n.place.start);
        if let Some(comment) = comments.next_if(|c| !c.alone && c.at < next) {
            out.text.push(' ');
            out.text.push_str(comment.text);
        }
        out.text.push('\n');
    }
    for comment in comments {
        out.comment(comment, 0, written.empty_line_before(comment.at));
    }
    out.text
}

impl Piece {
    /// Where comments before it begin.
    fn indent(&self) -> usize {
        let first = self.lines.first().map_or("", String::as_str);
        let indent = first.len() - first.trim_start_matches(' ').len();
        indent + if self.role == Role::Closes { STEP } else { 0 }
    }
}

struct Woven {
    text: String,
    /// Nothing stands yet in the file or the block.
    fresh: bool,
}

impl Woven {
    fn space(&mut self, space: bool) {
        if space && !self.fresh {
            self.text.push('\n');
        }
    }

    fn comment(&mut self, comment: &Comment<'_>, indent: usize, space: bool) {
        self.space(space);
        self.text.push_str(&blanks(indent));
        self.text.push_str(comment.text);
        self.text.push('\n');
        self.fresh = false;
    }
}
