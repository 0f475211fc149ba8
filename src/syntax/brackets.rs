//! A scan of the brackets before parsing: it finds what is never closed, which the grammar could
//! only report as something unexpected much later, and bounds the depth of the parser's recursion.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};

/// How deep brackets may nest.
pub const NESTING_LIMIT: usize = 100;

/// Checks strings and brackets of `text`. Brackets in strings and comments do not count.
pub fn check(file: FileId, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut too_deep = false;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '/' if characters.peek().is_some_and(|(_, next)| *next == '/') => {
                while characters.next_if(|(_, next)| *next != '\n').is_some() {}
            }
            '"' => {
                let mut previous = '"';
                let closed = loop {
                    match characters.next() {
                        Some((_, '"')) => break true,
                        Some((_, '\n')) if previous == '\n' => break false,
                        Some((_, next)) => previous = next,
                        None => break false,
                    }
                };
                if !closed {
                    found.push(
                        Diagnostic::new(Code::Unclosed, "this quotation mark is never closed")
                            .at(span(file, at, 1), "")
                            .help("close it with `\"`; a quotation has no empty line in it"),
                    );
                    // What follows cannot be told apart from the inside of the string.
                    return found;
                }
            }
            '{' | '(' => {
                if open.len() == NESTING_LIMIT && !too_deep {
                    too_deep = true;
                    found.push(
                        Diagnostic::new(
                            Code::TooDeep,
                            format!("brackets nest deeper than {NESTING_LIMIT} levels"),
                        )
                        .at(span(file, at, 1), "one level too many")
                        .help("name a part of the expression by `define`"),
                    );
                }
                open.push((character, at));
            }
            '}' | ')' => close(file, text, &mut open, (character, at), &mut found),
            _ => {}
        }
    }
    if !too_deep {
        found.extend(
            open.iter()
                .map(|(character, at)| never_closed(file, *character, *at)),
        );
    }
    found
}

fn close(
    file: FileId,
    text: &str,
    open: &mut Vec<(char, usize)>,
    (closing, at): (char, usize),
    found: &mut Vec<Diagnostic>,
) {
    let wanted = if closing == '}' { '{' } else { '(' };
    match open.pop() {
        Some((opening, _)) if opening == wanted => {}
        Some((opening, opened_at)) => {
            found.push(never_closed(file, opening, opened_at));
            // The bracket closes the one before, if that is of its kind.
            if open.last().is_some_and(|(next, _)| *next == wanted) {
                open.pop();
            }
        }
        None => {
            let line_is_bare = text
                .get(..at)
                .and_then(|before| before.rsplit('\n').next())
                .is_some_and(|line| line.trim().is_empty());
            let words = if line_is_bare {
                "nothing is open here"
            } else {
                ""
            };
            found.push(
                Diagnostic::new(Code::Unclosed, format!("this `{closing}` closes nothing"))
                    .at(span(file, at, 1), words)
                    .help("remove it, or open the bracket it belongs to"),
            );
        }
    }
}

fn never_closed(file: FileId, opening: char, at: usize) -> Diagnostic {
    let closing = if opening == '{' { '}' } else { ')' };
    Diagnostic::new(Code::Unclosed, format!("this `{opening}` is never closed"))
        .at(span(file, at, 1), "opened here")
        .help(format!("close it with `{closing}`"))
}

fn span(file: FileId, at: usize, length: usize) -> Span {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        file,
        start,
        end: start.saturating_add(u32::try_from(length).unwrap_or(0)),
    }
}
