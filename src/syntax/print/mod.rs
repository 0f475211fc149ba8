//! From syntax tree to text, in one style; GRAMMAR.md describes it.
//!
//! Each construct becomes pieces: lines that stand for themselves. What the tree leaves out, the
//! comments and empty lines, is woven in between them by place. Matches are exhaustive, so that a
//! new construct does not compile until it is printed.

mod act;
mod amendment;
mod broken;
mod case;
mod claim;
mod clause;
mod declaration;
mod define;
mod expression;
mod item;
mod line;
mod list;
mod parameter;
mod piece;
mod record;
mod rule;
mod source;
mod string;
#[cfg(test)]
mod tests;
mod written;

pub use string::quoted;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::FileId;

use super::Item;
use super::depth::{NESTING_LIMIT, too_deep};
use super::parse::parse;

use line::{Part, wrapped};
use piece::{Piece, Role, woven};
use written::Written;

/// A rule file in the style of the language. Its meaning, its comments and the order of its parts
/// stay; formatting the result changes nothing.
///
/// # Errors
///
/// The mistakes of a file that cannot be read whole: nothing of it is formatted. Also an item that
/// the brackets of the style would nest deeper than the limit.
pub fn format(file: FileId, text: &str) -> Result<String, Vec<Diagnostic>> {
    let parsed = parse(file, text);
    if !parsed.diagnostics.is_empty() {
        return Err(parsed.diagnostics);
    }
    let mut printer = Printer {
        written: Written::new(text),
        pieces: Vec::new(),
        read: 0,
    };
    let mut deep = Vec::new();
    for item in &parsed.items {
        let first = printer.pieces.len();
        printer.item(item, 0);
        if printer.nests_too_deep(first) {
            deep.push(nested_too_deep(item));
        }
    }
    if deep.is_empty() {
        Ok(woven(&printer.pieces, &printer.written))
    } else {
        Err(deep)
    }
}

fn nested_too_deep(item: &Item) -> Diagnostic {
    let message =
        format!("with the brackets of the style, this nests deeper than {NESTING_LIMIT} levels");
    let place = item.kind.name().map_or(item.span, |name| name.span);
    Diagnostic::new(Code::TooDeep, message)
        .at(place, "")
        .help("name a part of the expression by `define`")
}

/// Makes pieces of items, in the order in which they are written.
struct Printer<'t> {
    written: Written<'t>,
    pieces: Vec<Piece>,
    /// Where the last piece ended in the text.
    read: usize,
}

impl Printer<'_> {
    /// A piece that ends at a place of the text and begins behind the piece before.
    fn piece(&mut self, role: Role, lines: Vec<String>, end: usize) {
        let start = self.next();
        self.read = self.written.end(end).max(start);
        self.pieces.push(Piece {
            lines,
            place: start..self.read,
            role,
        });
    }

    /// A piece of parts, of which the strings may be broken.
    fn parts(&mut self, role: Role, indent: usize, parts: &[Part<'_>], end: usize) {
        self.piece(role, wrapped(indent, parts), end);
    }

    /// The brace that ends a block.
    fn close(&mut self, indent: usize, end: usize) {
        let brace = [Part::Text("}".to_owned())];
        self.parts(Role::Closes, indent, &brace, end);
    }

    /// Where the next piece begins.
    fn next(&self) -> usize {
        self.written.next(self.read)
    }

    /// Where the brace that opens a block behind a place ends.
    fn brace(&self, place: usize) -> usize {
        self.written.behind_the("{", place)
    }

    fn nests_too_deep(&self, first: usize) -> bool {
        let lines = self
            .pieces
            .iter()
            .skip(first)
            .flat_map(|piece| &piece.lines);
        let text: Vec<&str> = lines.map(String::as_str).collect();
        too_deep(&text.join("\n")).is_some()
    }
}
