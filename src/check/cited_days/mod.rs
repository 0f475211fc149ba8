//! The lint on rules and acts that begin or end on another day than the sentence they cite.

mod sentence;

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Ground, Written};
use crate::syntax::{self, Clause, ClauseKind, Expr, ExprKind, FirstDay};
use crate::text::{Library, Span};

use super::context::{Checker, PendingRule};

use sentence::{Cited, Role, days_in};

/// The days that a bound may be.
fn days_written(expr: &Expr, days: &mut Vec<Day>) {
    match &expr.kind {
        ExprKind::Day(day) => days.push(*day),
        ExprKind::If(_, yes, no) => {
            days_written(yes, days);
            days_written(no, days);
        }
        _ => {}
    }
}

impl Checker<'_> {
    /// Compares the days of each rule, and the first day of each act, with the only day that the
    /// sentences it cites name.
    pub fn lint_cited_days(&mut self) {
        let mut found = Vec::new();
        for pending in &self.pending.rules {
            // The days of an amended rule come from other sentences.
            if self.amended.contains_key(&pending.rule.name.span) {
                continue;
            }
            let own = self.own_grounds(&self.law[pending.id]);
            let cited = only_day(self.library, own);
            found.extend(cited.and_then(|cited| self.rule_on_other_day(pending, cited)));
        }
        for (id, act) in &self.pending.acts {
            if let Some((_, grounds)) = &self.law[*id].in_force {
                let cited = only_day(self.library, grounds);
                found.extend(cited.and_then(|cited| self.act_on_other_day(act, cited)));
            }
        }
        self.diagnostics.append(&mut found);
    }

    /// The grounds of a rule without those of its provisions, which come first.
    fn own_grounds<'l>(&'l self, written: &'l Written) -> &'l [Ground] {
        let mut inherited = 0;
        let mut around = written.provision;
        while let Some(provision) = around {
            inherited += self.law[provision].grounds.len();
            around = self.law[provision].parent;
        }
        written.grounds.get(inherited..).unwrap_or_default()
    }

    fn rule_on_other_day(&self, pending: &PendingRule<'_>, cited: Cited) -> Option<Diagnostic> {
        let clauses = &pending.rule.clauses;
        let of = |wanted: &[ClauseKind]| clauses.iter().find(|c| wanted.contains(&c.kind));
        let begins = || of(&[ClauseKind::From]);
        let ends = || of(&[ClauseKind::Until, ClauseKind::Through]);
        let clause = match cited.role {
            Role::First => begins()?,
            Role::Last | Role::End => ends()?,
            Role::Unclear => return None,
        };
        let named = cited.bound()?;
        let own = other_than(named, &clause.expr, |day| bound(clause, day))?;
        let verb = match cited.role {
            Role::First => "begins",
            _ => "ends",
        };
        let day_to_write = match clause.kind {
            ClauseKind::From => format!("from {named}"),
            ClauseKind::Through => format!("through {named}"),
            _ => format!("until {}", named.next()?),
        };
        let message = format!("the rule {verb} on another day than the sentence it cites");
        let found = self.told(message, (clause.expr.span, own), (cited, named));
        let mut help = written_instead(&day_to_write);
        if cited.role == Role::End {
            help.push_str(
                "\n`until` does not include the day it names; if the law does, declare that as a reading",
            );
        }
        Some(found.help(help))
    }

    /// The day of an act that was moved has the grounds of the move behind its own.
    fn act_on_other_day(&self, act: &syntax::Act, cited: Cited) -> Option<Diagnostic> {
        let FirstDay::On(first) = &act.in_force.as_ref()?.first else {
            return None;
        };
        if cited.role != Role::First {
            return None;
        }
        let own = other_than(cited.day, first, Some)?;
        let message = "the act comes into force on another day than the sentence it cites";
        let found = self.told(message.to_owned(), (first.span, own), (cited, cited.day));
        Some(found.help(written_instead(&format!("in force {}", cited.day))))
    }

    /// One day beside the other, as the first or the last.
    fn told(
        &self,
        message: String,
        (place, own): (Span, Day),
        (cited, named): (Cited, Day),
    ) -> Diagnostic {
        let which = match cited.role {
            Role::First => "first",
            _ => "last",
        };
        let line = self.library.line_of(cited.span.file, cited.span.start);
        Diagnostic::new(Code::OtherDayThanCited, message)
            .at(place, format!("{which} day {}", own.in_words()))
            .note(
                format!("the cited sentence, line {line}"),
                cited.span,
                format!("{which} day {}", named.in_words()),
            )
    }
}

fn written_instead(day: &str) -> String {
    format!("write the day the sentence names: {day}")
}

/// The day that a bound is and the cited one is not. One that depends on a reading is the cited one on
/// one of the readings.
fn other_than(cited: Day, written: &Expr, bound: impl Fn(Day) -> Option<Day>) -> Option<Day> {
    let mut days = Vec::new();
    days_written(written, &mut days);
    let own: Vec<Day> = days.into_iter().filter_map(bound).collect();
    own.first().copied().filter(|_| !own.contains(&cited))
}

/// The first or the last day that a clause means.
fn bound(clause: &Clause, day: Day) -> Option<Day> {
    match clause.kind {
        ClauseKind::Until => day.previous(),
        _ => Some(day),
    }
}

/// The only day that sentences name. What stands behind that sentence and names none may be what moves it.
fn only_day(library: &Library, grounds: &[Ground]) -> Option<Cited> {
    let mut cited = days_cited(library, grounds);
    cited.dedup_by_key(|cited| cited.day);
    let last = grounds.last().map(std::slice::from_ref);
    match cited.as_slice() {
        [only] if !days_cited(library, last?).is_empty() => Some(*only),
        _ => None,
    }
}

fn days_cited(library: &Library, grounds: &[Ground]) -> Vec<Cited> {
    let mut cited = Vec::new();
    for ground in grounds {
        let Ground::Cited(citation) = ground else {
            continue;
        };
        for span in &citation.spans {
            cited.extend(days_in(library.slice(*span)).into_iter().map(|day| Cited {
                span: Span::new(
                    span.file,
                    span.start.saturating_add(day.span.start),
                    span.start.saturating_add(day.span.end),
                ),
                ..day
            }));
        }
    }
    cited.sort_by_key(|cited| cited.day);
    cited
}
