//! The lint on rules that are in force on days on which nobody could know them yet, or on which
//! their act was not in force.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{ActId, ExprId, Law};

use super::context::Checker;

impl Checker<'_> {
    /// Reports retroactive acts, and rules that begin before their acts.
    pub fn lint_retroactive(&mut self) {
        let mut found = Vec::new();
        for act in &self.law.acts {
            if let (Some(known), Some((first, _))) = (act.known_from(), &act.in_force)
                && *first < known
            {
                let message = format!(
                    "`{}` is in force from {first}, before it was {} on {known}",
                    act.name,
                    made_known(act)
                );
                let lint = Diagnostic::new(Code::Retroactive, message).at(act.span, "");
                found.push(lint.help("correct one of the days, if the act is not retroactive"));
            }
        }
        for written in &self.law.written {
            let amending = written.begins_by.and_then(|by| self.law[by].act);
            let Some(act) = amending.or(written.act) else {
                continue;
            };
            let first = written.from.and_then(|from| earliest(&self.law, from));
            let (Some(first), Some((day, said))) = (first, bound(&self.law, act)) else {
                continue;
            };
            if first < day && !own_day(&self.law, act, first) {
                let message = format!(
                    "the rule `{}` is in force from {first}, before its act {said} on {day}",
                    written.name
                );
                let lint = Diagnostic::new(Code::Retroactive, message).at(written.span, "");
                let lint = lint.note("its act", self.law[act].span, "");
                found.push(lint.help("correct one of the days, if the rule is not retroactive"));
            }
        }
        self.diagnostics.append(&mut found);
    }
}

fn made_known(act: &crate::law::Act) -> &'static str {
    match act.published {
        Some(_) => "published",
        None => "adopted",
    }
}

/// The day before which a rule of an act should not begin, and what happened to the act on it.
fn bound(law: &Law, act: ActId) -> Option<(Day, String)> {
    let act = &law[act];
    let known = act
        .known_from()
        .map(|day| (day, format!("was {}", made_known(act))));
    let first = act.in_force.as_ref().map(|(day, _)| *day);
    let first = first.map(|day| (day, "came into force".to_owned()));
    match (known, first) {
        (Some(known), Some(first)) => Some(if known.0 > first.0 { known } else { first }),
        (known, first) => known.or(first),
    }
}

/// Whether a rule begins with its act, of which it is reported that it is retroactive.
fn own_day(law: &Law, act: ActId, first: Day) -> bool {
    law[act]
        .in_force
        .as_ref()
        .is_some_and(|(day, _)| *day == first)
}

/// The earliest of the days on which something may begin.
fn earliest(law: &Law, bound: ExprId) -> Option<Day> {
    law.exprs.days_of(bound)?.into_iter().min()
}
