//! Aligning the words of a quotation with those of a stretch of text.

use std::ops::Range;

use super::cost::{change, lack, weight};
use super::token::Token;

/// How a stretch of the quotation's tokens goes with a stretch of the text's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Whether they are the same, token for token.
    pub(super) same: bool,
    /// Tokens of the quotation, maybe none.
    pub(super) quote: Range<usize>,
    /// Tokens of the text, maybe none.
    pub(super) text: Range<usize>,
}

/// The step that leads to a cell of the alignment table.
#[derive(Clone, Copy)]
enum Step {
    Same,
    Changed,
    LeftOut,
    Added,
}

/// The alignment of a whole quotation with a whole window, in order; tokens that differ and are
/// next to each other make one piece. Takes quotation times window steps and bytes.
pub(super) fn pieces(quote: &[Token], window: &[Token]) -> Vec<Piece> {
    let steps = table(quote, window);
    let width = window.len().saturating_add(1);
    let (mut row, mut at) = (quote.len(), window.len());
    let mut backwards: Vec<Piece> = Vec::new();
    while row > 0 || at > 0 {
        let step = match (row, at) {
            (0, _) => Step::Added,
            (_, 0) => Step::LeftOut,
            _ => steps
                .get(row.saturating_mul(width).saturating_add(at))
                .copied()
                .unwrap_or(Step::Changed),
        };
        let (quote_end, text_end) = (row, at);
        if !matches!(step, Step::Added) {
            row = row.saturating_sub(1);
        }
        if !matches!(step, Step::LeftOut) {
            at = at.saturating_sub(1);
        }
        let same = matches!(step, Step::Same);
        match backwards.last_mut() {
            Some(piece) if piece.same == same => {
                piece.quote.start = row;
                piece.text.start = at;
            }
            _ => backwards.push(Piece {
                same,
                quote: row..quote_end,
                text: at..text_end,
            }),
        }
    }
    backwards.reverse();
    backwards
}

/// For each beginning of the quotation (rows) and of the window (columns), the last step of the
/// cheapest alignment of the two.
fn table(quote: &[Token], window: &[Token]) -> Vec<Step> {
    let width = window.len().saturating_add(1);
    let mut steps = vec![Step::Added; width];
    let mut costs: Vec<usize> = vec![0];
    let mut total = 0_usize;
    for token in window {
        total = total.saturating_add(weight(token));
        costs.push(total);
    }
    let mut first = true;
    for wanted in quote {
        let mut before = costs.iter_mut();
        let Some(edge) = before.next() else { break };
        let mut diagonal = *edge;
        *edge = edge.saturating_add(lack(wanted));
        let mut left = *edge;
        steps.push(Step::LeftOut);
        for (token, cell) in window.iter().zip(before) {
            let change = change(wanted, token, first);
            let replaced = diagonal.saturating_add(change);
            let left_out = cell.saturating_add(lack(wanted));
            let added = left.saturating_add(weight(token));
            diagonal = *cell;
            let (cost, step) = if replaced <= left_out && replaced <= added {
                (
                    replaced,
                    if change == 0 {
                        Step::Same
                    } else {
                        Step::Changed
                    },
                )
            } else if left_out <= added {
                (left_out, Step::LeftOut)
            } else {
                (added, Step::Added)
            };
            *cell = cost;
            left = cost;
            steps.push(step);
        }
        first = false;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::super::token::Vocabulary;
    use super::*;

    fn aligned(quote: &str, window: &str) -> Vec<(bool, Range<usize>, Range<usize>)> {
        let mut vocabulary = Vocabulary::default();
        let quote = vocabulary.learn(quote);
        let found = pieces(&quote, &vocabulary.read(window));
        found
            .into_iter()
            .map(|piece| (piece.same, piece.quote, piece.text))
            .collect()
    }

    #[test]
    fn a_changed_word() {
        assert_eq!(
            aligned("a b c", "a y c"),
            [(true, 0..1, 0..1), (false, 1..2, 1..2), (true, 2..3, 2..3)]
        );
    }

    #[test]
    fn changed_at_the_ends() {
        assert_eq!(
            aligned("q b c q", "a b c d"),
            [(false, 0..1, 0..1), (true, 1..3, 1..3), (false, 3..4, 3..4)]
        );
    }

    #[test]
    fn missing_and_added() {
        assert_eq!(
            aligned("a b c", "a c"),
            [(true, 0..1, 0..1), (false, 1..2, 1..1), (true, 2..3, 1..2)]
        );
        assert_eq!(
            aligned("a c", "a b c"),
            [(true, 0..1, 0..1), (false, 1..1, 1..2), (true, 1..2, 2..3)]
        );
    }

    #[test]
    fn empty_sides() {
        assert_eq!(aligned("", ""), []);
        assert_eq!(aligned("a b", ""), [(false, 0..2, 0..0)]);
        assert_eq!(aligned("", "a b"), [(false, 0..0, 0..2)]);
    }
}
