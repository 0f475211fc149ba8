//! The changes that lead out of dead ends, as amendments in the language of the rules.

use std::collections::BTreeSet;

use crate::amend::{Changed, Draft, Dropped, Restated};
use crate::calendar::Day;
use crate::law::{Effect, Law, RuleId, TermRole, Value, Written, WrittenId};
use crate::syntax::Parsed;
use crate::text::{FileId, Library, Span};
use crate::verdict::{Behind, Edit, Verdict};

/// Writes the amendments of a verdict, whose dead end has its repairs.
pub fn write(library: &Library, files: &[(FileId, Parsed)], law: &Law, verdict: &mut Verdict) {
    let Some(Behind::Told(found)) = &mut verdict.behind else {
        return;
    };
    let Some(Ok(repairs)) = &mut found.repairs else {
        return;
    };
    let draft = Draft::new(library, files);
    repairs.act = draft.act(repairs.day);
    for change in &mut repairs.changes {
        change.written = Some(amendment(
            law,
            &draft,
            &change.edit,
            change.from,
            repairs.day,
        ));
    }
}

fn amendment(
    law: &Law,
    draft: &Draft<'_>,
    edit: &Edit,
    from: Day,
    of_act: Day,
) -> Result<String, String> {
    let change = |changed: Changed<'_>| draft.change(&changed, from, of_act);
    match edit {
        Edit::Repeal(rule) => change(Changed::Repealed(&repealed_with(law, *rule, from)?)),
        Edit::Lasting(rule) => change(Changed::Lasting(law[*rule].span)),
        Edit::Sooner(rule) => change(Changed::Sooner(law[*rule].span)),
        Edit::NotOn(rule, step) => {
            change(Changed::NotOn(restated(law, *rule, from), &law[*step].name))
        }
        Edit::Without(rule, dropped) => {
            let dropped: BTreeSet<Dropped> =
                dropped.iter().filter_map(|rule| kind(law, *rule)).collect();
            change(Changed::Without(restated(law, *rule, from), &dropped))
        }
        Edit::Open(door) => {
            let door = &law[*door];
            let chosen: Vec<(String, String)> = door
                .choices
                .iter()
                .map(|(choice, value)| (law[*choice].name.clone(), name_of(law, *value)))
                .collect();
            change(Changed::Opened(&law[door.step].name, &chosen))
        }
    }
}

/// A rule as it is restated from a day on.
fn restated(law: &Law, rule: WrittenId, from: Day) -> Restated {
    let Written { span, until, .. } = law[rule];
    let ends = until.and_then(|until| law.exprs.days_of(until));
    let is_over = ends.is_some_and(|ends| ends.iter().all(|end| *end <= from));
    Restated {
        rule: span,
        is_over,
    }
}

/// A rule and the exceptions to it alone that begin after a day: nothing that begins later may refer
/// to what is repealed.
fn repealed_with(law: &Law, rule: WrittenId, day: Day) -> Result<Vec<Span>, String> {
    let name = &law[rule].name;
    let mut spans = vec![law[rule].span];
    for other in &law.written {
        let refers = other.lifts.contains(name) || other.despite.contains(name);
        let first_days = other.from.and_then(|from| law.exprs.days_of(from));
        let later = first_days.is_some_and(|days| days.iter().any(|first| *first > day));
        if !refers || !later {
            continue;
        }
        if other.lifts.len() > 1 || !other.despite.is_empty() {
            return Err(format!(
                "`{}` refers to `{name}` and begins later",
                other.name
            ));
        }
        spans.push(other.span);
    }
    Ok(spans)
}

/// What an effect is called where a rule is restated without it.
fn kind(law: &Law, rule: RuleId) -> Option<Dropped> {
    let Effect::Value(term, _) = law[rule].effect else {
        return None;
    };
    Some(match law[term].role {
        TermRole::Requirement(_) => Dropped::Requirements,
        TermRole::Open(_) => Dropped::Opening,
        TermRole::Norm(step) | TermRole::Deadline(step) => Dropped::Norm(law[step].name.clone()),
        _ => Dropped::Term(law[term].name.clone()),
    })
}

fn name_of(law: &Law, value: Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Member(list, place) => {
            let member = law[list].members.get(place as usize);
            member.map_or_else(String::new, |(name, _)| name.clone())
        }
        _ => String::new(),
    }
}
