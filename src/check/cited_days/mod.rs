//! The lint on rules and acts that begin or end on another day than the sentence they cite.

mod sentence;

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Ground, ProvisionId, Written};
use crate::syntax::{self, Clause, ClauseKind, Expr, ExprKind, FirstDay};
use crate::text::{Library, Span};

use super::context::Checker;

use sentence::{Cited, Role, days_in};

/// The days that a bound may be, with their places.
fn days_written(expr: &Expr, days: &mut Vec<(Day, Span)>) {
    match &expr.kind {
        ExprKind::Day(day) => days.push((*day, expr.span)),
        ExprKind::If(_, yes, no) => {
            days_written(yes, days);
            days_written(no, days);
        }
        _ => {}
    }
}

impl Checker<'_> {
    /// Compares the days of each rule and provision, and the first day of each act, with the only day that
    /// the sentences it cites name.
    pub fn lint_cited_days(&mut self) {
        let mut found = Vec::new();
        for pending in &self.pending.rules {
            // The days of an amended rule come from other sentences.
            if self.amended.contains_key(&pending.rule.name.span) {
                continue;
            }
            let own = self.own_grounds(&self.law[pending.id]);
            let cited = only_day(self.library, own);
            let of_rule = ("rule", pending.rule.clauses.as_slice());
            found.extend(cited.and_then(|cited| self.on_other_day(of_rule, cited)));
        }
        for (id, provision) in &self.pending.provisions {
            if self.is_amended(*id) {
                continue;
            }
            let cited = only_day(self.library, &self.law[*id].grounds);
            let of_provision = ("provision", provision.clauses.as_slice());
            found.extend(cited.and_then(|cited| self.on_other_day(of_provision, cited)));
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

    /// Whether an amendment is about a rule in a provision: the days of that come from other sentences.
    fn is_amended(&self, provision: ProvisionId) -> bool {
        let inside = self.rules_in.get(&provision);
        let mut rules = self.pending.rules.iter();
        rules.any(|pending| {
            let name = pending.rule.name.span;
            let is_inside = inside.is_some_and(|inside| inside.contains(&pending.id.index()));
            is_inside && (self.amended.contains_key(&name) || self.moved_ends.contains_key(&name))
        })
    }

    fn on_other_day(
        &self,
        (called, clauses): (&str, &[Clause]),
        cited: Cited,
    ) -> Option<Diagnostic> {
        let of = |wanted: &[ClauseKind]| clauses.iter().find(|c| wanted.contains(&c.kind));
        let begins = || of(&[ClauseKind::From]);
        let ends = || of(&[ClauseKind::Until, ClauseKind::Through]);
        let clause = match cited.role {
            Role::First => begins()?,
            Role::Last | Role::End => ends()?,
            Role::Unclear => return None,
        };
        let named = cited.bound()?;
        if let Some(slip) = Slip::of(cited, clause) {
            return Some(self.of_one_choice(called, cited, clause, &slip));
        }
        let own = other_than(named, &clause.expr, |day| bound(clause, day))?;
        // The words may include the day that they name: the audit asks which.
        if cited.role == Role::End && own == cited.day {
            return None;
        }
        let verb = match cited.role {
            Role::First => "begins",
            _ => "ends",
        };
        let day_to_write = match (clause.kind, cited.role) {
            (ClauseKind::From, _) => format!("from {named}"),
            (_, Role::End) => format!("until {}", cited.day),
            (ClauseKind::Through, _) => format!("through {named}"),
            _ => format!("until {}", named.next()?),
        };
        let message = format!("the {called} {verb} on another day than the sentence it cites");
        let found = self.told(message, (clause.expr.span, own), (cited, named));
        let mut help = written_instead(&day_to_write);
        if cited.role == Role::End {
            help.push_str(
                "\n`until` does not include the day it names; if the law does, declare that as a reading",
            );
        }
        Some(found.help(help))
    }

    /// One of several choices, beside what the sentence means by it.
    fn of_one_choice(
        &self,
        called: &str,
        cited: Cited,
        clause: &Clause,
        slip: &Slip,
    ) -> Diagnostic {
        let words = self.library.slice(cited.span);
        let word = words.split_whitespace().next().unwrap_or_default();
        let verb = match slip.meant == cited.day {
            true => "includes",
            false => "excludes",
        };
        let line = self.library.line_of(cited.span.file, cited.span.start);
        let message =
            format!("on one choice the {called} ends on another day than the sentence it cites");
        let meant = slip.meant.in_words();
        let written = match clause.kind {
            ClauseKind::Through => Some(slip.meant),
            _ => slip.meant.next(),
        };
        let found = Diagnostic::new(Code::OtherDayThanCited, message)
            .at(slip.place, format!("last day {}", slip.own.in_words()))
            .note(
                format!("the cited sentence, line {line}"),
                cited.span,
                format!("where “{word}” {verb} its day: last day {meant}"),
            );
        match written {
            Some(day) => found.help(format!("write for this choice: {day}")),
            None => found,
        }
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

/// A last day that is right on none of the readings, where it hangs on them.
struct Slip {
    place: Span,
    own: Day,
    /// The last day that the sentence means where the other choices are right.
    meant: Day,
}

impl Slip {
    /// “until” includes the day it names or does not: other last days are none of such a sentence. A choice
    /// may be about something else; so only one that is right but for its day, its month or its year is a
    /// slip, and only where another choice is right.
    fn of(cited: Cited, clause: &Clause) -> Option<Self> {
        if cited.role != Role::End || !matches!(clause.expr.kind, ExprKind::If(..)) {
            return None;
        }
        let mut days = Vec::new();
        days_written(&clause.expr, &mut days);
        let last: Vec<(Day, Span)> = days
            .into_iter()
            .filter_map(|(day, place)| Some((bound(clause, day)?, place)))
            .collect();
        let meant = [cited.bound()?, cited.day];
        let is_right = |(day, _): &&(Day, Span)| meant.contains(day);
        let right: Vec<Day> = last.iter().filter(is_right).map(|(day, _)| *day).collect();
        if right.is_empty() {
            return None;
        }
        let meant = *meant.iter().find(|day| !right.contains(day))?;
        let (own, place) = *last
            .iter()
            .find(|one| !is_right(one) && is_near(one.0, meant))?;
        Some(Self { place, own, meant })
    }
}

/// Whether two days are alike but for the day, the month or the year: counted from the end that is written, which
/// is a day later where it is not included.
fn is_near(one: Day, other: Day) -> bool {
    let parts = |day: Day| [day.year(), day.month(), day.day_of_month()];
    let differ = |one: Day, other: Day| {
        let pairs = parts(one).into_iter().zip(parts(other));
        pairs.filter(|(one, other)| one != other).count()
    };
    let after = one.next().zip(other.next());
    differ(one, other) == 1 || after.is_some_and(|(one, other)| differ(one, other) == 1)
}

fn written_instead(day: &str) -> String {
    format!("write the day the sentence names: {day}")
}

/// The day that a bound is and the cited one is not. One that depends on a reading is the cited one on
/// one of the readings.
fn other_than(cited: Day, written: &Expr, bound: impl Fn(Day) -> Option<Day>) -> Option<Day> {
    let mut days = Vec::new();
    days_written(written, &mut days);
    let own: Vec<Day> = days.into_iter().filter_map(|(day, _)| bound(day)).collect();
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
