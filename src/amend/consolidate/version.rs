//! The days of a version, written where the amendments that made them are not.

use crate::syntax::{Clause, Ground, Rule, signs};
use crate::text::Span;

use super::super::aside::ground;
use super::super::edits::{Edits, begins_a_line};
use super::super::fixed::Fixed;
use super::super::history::Version;
use super::Consolidation;
use super::handed_down::{End, bound_by};

impl<'c> Consolidation<'c> {
    /// The days of a rule or version, where amendments made them, with the words that did, or where
    /// its provision had them.
    pub(super) fn days(
        &self,
        rule: &Rule,
        version: Option<&Version>,
        handed: impl Fn(End) -> Option<&'c Clause>,
        edits: &mut Edits,
    ) {
        let mut new = String::new();
        let moved = version.into_iter().flat_map(|version| &version.moved);
        let moves = moved.filter_map(|at| self.by_place.get(at));
        for one in moves.flat_map(|moved| moved.grounds()) {
            new.push_str(&format!(" {}", ground(one)));
        }
        let [first, last] = End::BOTH.map(|end| {
            let made = version.and_then(|version| bound_by(version, end));
            let keyword = match end {
                End::First => "from",
                End::Last => "until",
            };
            if made.is_some() {
                for clause in rule
                    .clauses
                    .iter()
                    .filter(|one| end.kinds().contains(&one.kind))
                {
                    edits.replace(self.with_blanks(clause.span), "");
                }
            }
            let made = made.map(|day| format!("{keyword} {}", self.fixed(day)));
            made.or_else(|| Some(self.library.slice(handed(end)?.span).to_owned()))
        });
        // An end stands behind a beginning that is not changed.
        let begins = End::First.clause(&rule.clauses).filter(|_| first.is_none());
        for written in first.iter().chain(last.iter().filter(|_| begins.is_none())) {
            new.push_str(&format!(" {written} "));
        }
        if let (Some(begins), Some(last)) = (begins, &last) {
            let end = begins.span.end as usize;
            edits.insert(rule.name.span.file, end, format!(" {last} "));
        }
        let place = rule.grounds.last().map(|one| self.behind_ground(one));
        let place = place.or_else(|| self.brace(rule).map(|at| at as usize + 1));
        if let Some(place) = place.filter(|_| !new.is_empty()) {
            edits.insert(rule.name.span.file, place, format!("{new} "));
        }
    }

    /// A stretch with the blanks behind it, so that no empty line is left. Where words stand before it
    /// in its line, the line ends where it did: what begins the next one, as a comment does, stays apart.
    pub(super) fn with_blanks(&self, span: Span) -> Span {
        let text = self.library.text(span.file);
        let behind = text.get(span.end as usize..).unwrap_or_default();
        let alone = begins_a_line(text, span.start as usize);
        let blank = |sign: char| sign.is_whitespace() && (alone || sign != '\n');
        let blanks = behind.len() - behind.trim_start_matches(blank).len();
        let end = span.end + u32::try_from(blanks).unwrap_or(0);
        Span::new(span.file, span.start, end)
    }

    /// Where a ground ends in its file.
    fn behind_ground(&self, ground: &Ground) -> usize {
        let (words, marked) = match ground {
            Ground::Cites { quote, remark, .. } => (quote, *remark),
            Ground::Reported { words, .. } | Ground::Assumed(words) => (words, false),
        };
        let end = words.span.end as usize + 1;
        if !marked {
            return end;
        }
        let text = self.library.text(words.span.file);
        let behind = text.get(end..).unwrap_or_default();
        // `as remark`.
        let last = signs(behind).nth(1);
        last.map_or(end, |(at, sign)| end + at + sign.len())
    }

    /// A day as it is written.
    pub fn fixed(&self, day: &Fixed) -> String {
        match day {
            Fixed::On(day) => day.to_string(),
            Fixed::If(condition, yes, no) => format!(
                "if {} then {} else {}",
                self.library.slice(condition.span),
                self.fixed(yes),
                self.fixed(no)
            ),
        }
    }
}
