//! The lint on rules that are in force on days on which nobody could know them yet, or on which
//! their act was not in force.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{ActId, ExprId, Law};

use super::context::Checker;
use super::days::{earliest, on_some_reading};
use super::declare::{is_value, rule_in_words};

impl Checker<'_> {
    /// Reports retroactive acts, and rules that begin before their acts.
    pub fn lint_retroactive(&mut self) {
        let mut found = Vec::new();
        for act in &self.law.acts {
            let first = act
                .in_force
                .as_ref()
                .and_then(|(first, _)| earliest(&self.law, *first));
            if let (Some(known), Some(first)) = (act.known_from(), first)
                && first < known
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
            let (Some(act), Some(from)) = (amending.or(written.act), written.from) else {
                continue;
            };
            if let Some((first, said)) = too_early(&self.law, act, from) {
                let message = format!(
                    "{} is in force from {first}, before its act {said}",
                    rule_in_words(&written.name)
                );
                let lint = Diagnostic::new(Code::Retroactive, message).at(written.span, "");
                let lint = lint.note("its act", self.law[act].span, "");
                let help = match is_value(&written.name) {
                    true => "correct one of the days, if the value is not retroactive",
                    false => "correct one of the days, if the rule is not retroactive",
                };
                found.push(lint.help(help));
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

/// The first day of a rule that begins before its act does or is known, and what happened to the
/// act afterwards; of the two the later. A rule that begins with its act is reported with it.
fn too_early(law: &Law, act: ActId, from: ExprId) -> Option<(Day, String)> {
    let act = &law[act];
    let begins = earliest(law, from)?;
    let first = act.in_force.as_ref().map(|(first, _)| *first);
    let known = act.known_from().filter(|known| begins < *known);
    let known = known.map(|day| (begins, day, format!("was {} on {day}", made_known(act))));
    let before = first.and_then(|first| {
        let earlier = |days: &[Day]| matches!(days, [begins, first] if begins < first);
        let days = on_some_reading(law, &[from, first], earlier).ok()??;
        let (begins, last) = (*days.first()?, *days.last()?);
        Some((begins, last, format!("came into force on {last}")))
    });
    let with_act = first.and_then(|first| earliest(law, first)) == Some(begins);
    let known = known.filter(|_| !with_act);
    let (begins, _, said) = known
        .into_iter()
        .chain(before)
        .max_by_key(|(_, day, _)| *day)?;
    Some((begins, said))
}
