//! The days of a version, written where the amendments that made them are not.

use crate::syntax::{Clause, ClauseKind, Ground, signs};
use crate::text::Span;

use super::super::aside::ground;
use super::super::edits::Edits;
use super::super::fixed::Fixed;
use super::super::history::Version;
use super::Consolidation;

impl Consolidation<'_> {
    /// The days of a version, where amendments made them, with the words that did.
    pub(super) fn days(&self, version: &Version, edits: &mut Edits) {
        let rule = &version.rule;
        let mut new = String::new();
        let moves = version.moved.iter().filter_map(|at| self.by_place.get(at));
        for one in moves.flat_map(|moved| moved.grounds()) {
            new.push_str(&format!(" {}", ground(one)));
        }
        let bounds = [
            (
                version.from_by,
                &version.life.from,
                "from",
                &[ClauseKind::From][..],
            ),
            (
                version.until_by,
                &version.life.until,
                "until",
                &[ClauseKind::Until, ClauseKind::Through],
            ),
        ];
        for (by, day, keyword, kinds) in bounds {
            if let (Some(_), Some(day)) = (by, day) {
                let of_kind = |clause: &&Clause| kinds.contains(&clause.kind);
                for clause in rule.clauses.iter().filter(of_kind) {
                    edits.replace(self.with_blanks(clause.span), "");
                }
                let written = format!(" {keyword} {} ", self.fixed(day));
                // An end stands behind a beginning that is not changed.
                let begins = rule.clauses.iter().find(|one| one.kind == ClauseKind::From);
                match begins.filter(|_| keyword == "until" && version.from_by.is_none()) {
                    Some(begins) => {
                        let end = begins.span.end as usize;
                        edits.insert(rule.name.span.file, end, written);
                    }
                    None => new.push_str(&written),
                }
            }
        }
        let place = rule.grounds.last().map(|one| self.behind_ground(one));
        let place = place.or_else(|| self.brace(rule).map(|at| at as usize + 1));
        if let Some(place) = place {
            edits.insert(rule.name.span.file, place, format!("{new} "));
        }
    }

    /// A stretch with the blanks behind it, so that no empty line is left.
    fn with_blanks(&self, span: Span) -> Span {
        let text = self.library.text(span.file);
        let behind = text.get(span.end as usize..).unwrap_or_default();
        let blanks = behind.len() - behind.trim_start().len();
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
