//! When a rule is in force, and what is wrong with the clauses that say so.

use crate::amend::no_day_after;
use crate::calendar::{Day, Period, Rounding};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{ExprId, Type};
use crate::syntax::{Clause, ClauseKind, Expr};
use crate::text::Span;

use super::super::context::{Checker, PendingRule};
use super::super::days::{all_days, on_some_reading};
use super::super::fixed;
use super::super::lower::Place;

/// The life of a rule in the kernel.
#[derive(Clone, Copy, Default)]
pub struct Life {
    pub from: Option<ExprId>,
    pub until: Option<ExprId>,
}

impl<'c> Checker<'c> {
    /// When a rule is in force: its own dates, else those of its provisions, else its act's.
    pub fn life(&mut self, pending: &PendingRule<'c>) -> Option<Life> {
        let clauses: Vec<&'c Clause> = pending.clauses().collect();
        let latest = |kinds: &[ClauseKind]| {
            clauses
                .iter()
                .rev()
                .find(|clause| kinds.contains(&clause.kind))
                .copied()
        };
        let (first, last) = (
            latest(&[ClauseKind::From]),
            latest(&[ClauseKind::Until, ClauseKind::Through]),
        );
        let from = match first {
            Some(clause) => Some(self.bound(clause, pending.dated)?),
            None => None,
        };
        let until = match last {
            Some(clause) => Some(self.bound(clause, pending.dated)?),
            None => None,
        };
        self.report_beyond(pending);
        let act = self.law[pending.id].act.map(|act| &self.law[act]);
        let in_force = act.and_then(|act| act.in_force.as_ref().map(|(day, _)| (*day, act.span)));
        let from_id = from.or(in_force.map(|(day, _)| day));
        if pending.dated {
            self.finish_dated(pending, (from_id, first), (until, last));
        } else if !self.about(pending.rule.name.span).never {
            // A version that ended before it began says so itself: it is no mistake.
            self.report_empty(from_id, until, first, last, in_force.map(|(_, span)| span));
        }
        Some(Life {
            from: from_id,
            until,
        })
    }

    /// A value of a parameter is told by its first day, and ends after it on every reading.
    fn finish_dated(
        &mut self,
        pending: &PendingRule<'c>,
        (from, first): (Option<ExprId>, Option<&Clause>),
        (until, last): (Option<ExprId>, Option<&Clause>),
    ) {
        if let Some(from) = from {
            let days = all_days(&self.law, from, Day::in_words);
            let heading = self.law[pending.id].heading.as_mut();
            if let Some(heading) = heading {
                heading.push_str(&format!(", from {days}"));
            }
        }
        let is_never = self.about(pending.rule.name.span).never;
        if let (Some(from), Some(first), Some(until), Some(last)) = (from, first, until, last)
            && !is_never
        {
            self.report_disorder(pending, (from, first.span), (until, last.span));
        }
    }

    /// Points out days on which a rule is in force and its provision is not. Of what amendments make
    /// of a rule nothing is said.
    fn report_beyond(&mut self, pending: &PendingRule<'c>) {
        let about = self.about(pending.rule.name.span);
        let ends = [
            (
                about.begins_by.is_some(),
                [ClauseKind::From, ClauseKind::From],
            ),
            (
                about.ends_by.is_some(),
                [ClauseKind::Until, ClauseKind::Through],
            ),
        ];
        for (amended, kinds) in ends {
            if amended {
                continue;
            }
            let clauses: Vec<&'c Clause> = pending
                .clauses()
                .filter(|clause| kinds.contains(&clause.kind))
                .collect();
            for pair in clauses.windows(2) {
                if let [outer, inner] = pair {
                    let moved = self.moved_end(pending, inner);
                    self.report_wider((outer, moved), inner);
                }
            }
        }
    }

    /// The end of the provision around a rule's own end, where an amendment has moved it.
    fn moved_end(&self, pending: &PendingRule<'c>, inner: &Clause) -> Option<&'c Expr> {
        let is_own = pending
            .rule
            .clauses
            .iter()
            .any(|one| one.span == inner.span);
        let moved = self.moved_ends.get(&pending.rule.name.span);
        moved.filter(|_| is_own && inner.kind != ClauseKind::From)
    }

    /// Points out a clause that goes beyond that of the provision around it, which may have been moved.
    fn report_wider(&mut self, (outer, moved): (&Clause, Option<&Expr>), inner: &Clause) {
        // What is wrong with a clause itself is reported by the life of the rule.
        let mut found = Vec::new();
        std::mem::swap(&mut found, &mut self.diagnostics);
        let around = match moved {
            Some(day) => self.lower(&[], Place::Law).of_type(day, Type::Date),
            None => self.bound(outer, false),
        };
        let bounds = (around, self.bound(inner, false));
        std::mem::swap(&mut found, &mut self.diagnostics);
        let (Some(around), Some(own)) = bounds else {
            return;
        };
        let begins = inner.kind == ClauseKind::From;
        let wider = match begins {
            true => [own, around],
            false => [around, own],
        };
        let ascends = |days: &[Day]| matches!(days, [one, other] if one < other);
        if !matches!(on_some_reading(&self.law, &wider, ascends), Ok(Some(_))) {
            return;
        }
        let (message, note) = match begins {
            true => (
                "this begins before the provision around it",
                "the provision begins here",
            ),
            false => (
                "this ends after the provision around it",
                "the provision ends here",
            ),
        };
        self.report(
            Diagnostic::new(Code::BeyondProvision, message)
                .at(inner.span, "")
                .note(note, moved.map_or(outer.span, |day| day.span), "")
                .help("these days count, not those of the provision: if they are not meant, leave them out; else take the rule out of the provision"),
        );
    }

    /// The first day, or the first day after the last, as an expression over readings.
    fn bound(&mut self, clause: &Clause, dated: bool) -> Option<ExprId> {
        let id = self
            .lower(&[], Place::Law)
            .of_type(&clause.expr, Type::Date)?;
        if !fixed::fixed_day(&self.law, id) {
            let (message, else_) = match dated {
                true => (
                    "a value is there from a fixed day on",
                    "what depends on the person is said by rules: `term` in place of `parameter`",
                ),
                false => (
                    "a rule begins and ends on fixed days",
                    "what depends on the person is a condition: `when day < …`",
                ),
            };
            let help = format!("write a day, or `if READING = CHOICE then DAY else DAY`; {else_}");
            let place = clause.expr.span;
            self.report(fixed::not_fixed(&self.law, id, place, message, &help));
            return None;
        }
        if clause.kind != ClauseKind::Through {
            return Some(id);
        }
        let mut lower = self.lower(&[], Place::Law);
        let end = lower.moved(id, Period::Days(1), Rounding::Down);
        if !fixed::fixed_day(&self.law, end) {
            self.report(no_day_after(clause.expr.span));
            return None;
        }
        Some(end)
    }

    fn report_empty(
        &mut self,
        from: Option<ExprId>,
        until: Option<ExprId>,
        first: Option<&Clause>,
        last: Option<&Clause>,
        act: Option<Span>,
    ) {
        let (Some(from), Some(until), Some(last)) = (from, until, last) else {
            return;
        };
        let lives = |days: &[Day]| matches!(days, [from, until] if from < until);
        if on_some_reading(&self.law, &[from, until], lives) != Ok(None) {
            return;
        }
        let (from, until) = (
            all_days(&self.law, from, |day| day.to_string()),
            all_days(&self.law, until, |day| day.to_string()),
        );
        let mut diagnostic = Diagnostic::new(Code::EmptyInterval, "the rule ends before it begins")
            .at(
                last.expr.span,
                format!("first day no longer in force: {until}"),
            );
        match (first, act) {
            (Some(first), _) => {
                diagnostic = diagnostic
                    .at(first.expr.span, format!("first day in force: {from}"))
                    .help("`from` names the first day, `until` the day after the last: are they swapped?");
            }
            (None, Some(act)) => {
                diagnostic = diagnostic
                    .note(format!("its act is in force from {from}"), act, "")
                    .help("give the rule its own `from`, or correct the day of the act");
            }
            (None, None) => {}
        }
        self.report(diagnostic);
    }
}
