//! The sentences and assumptions behind a requirement or a way out, found by the interpreter.

use std::collections::BTreeSet;

use z3::ast::Bool;

use crate::calendar::Day;
use crate::eval::{Decisive, Interpreter, Situation, decisive_names, decisive_names_by};
use crate::law::{
    Choices, Door, Effect, Expr, ExprId, Ground, InputId, InputKind, Law, Needs, Value, WrittenId,
};
use crate::verdict::Witness;

use super::super::encode::{Encoded, Encoder};
use super::super::scope::Scope;
use super::super::session::Session;
use super::super::undecided::Undecided;

/// A requirement in a circle that is complete for somebody.
pub struct InCircle<'a> {
    /// The persons the claim is about.
    pub class: &'a [Bool],
    pub choices: &'a Choices,
    /// One of them, for whom the circle is complete.
    pub witness: &'a Witness,
    /// The holding and what it needs.
    pub edge: (InputId, InputId),
    /// What would do instead.
    pub alternatives: &'a [InputId],
}

/// What makes one holding impossible to have without another, for a person: for each door that
/// the lack alone shuts, the rules that require it; for each door that is shut to everybody the
/// claim is about, the rules that open it to others.
pub fn of_requirement(
    session: &mut Session<'_>,
    requirement: &InCircle<'_>,
) -> Result<Vec<Ground>, Undecided> {
    let law = session.law;
    let InCircle {
        class,
        choices,
        witness,
        edge: (holding, need),
        alternatives,
    } = *requirement;
    let mut found: BTreeSet<WrittenId> = BTreeSet::new();
    let mut situation = Situation::of(law, witness.day, witness.values());
    for other in session.needs().holdings() {
        situation.set(*other, Value::Bool(!alternatives.contains(other)));
    }
    let needs = session.needs();
    let everything = everything_held(session, &needs, holding);
    for door in needs.granting(holding).iter().map(|door| &law[*door]) {
        situation.set(need, Value::Bool(true));
        if Interpreter::new(law, &situation)
            .evaluate(door.gate)
            .is_true()
        {
            situation.set(need, Value::Bool(false));
            found.extend(written(law, &situation, door.gate));
            continue;
        }
        let mut ask = session.choice_literals(choices);
        ask.extend(class.iter().cloned());
        ask.push(session.since(witness.day));
        ask.push(session.encoder.truth(everything, door.gate).0);
        if !session.solver.possible(&ask)? {
            found.extend(could_open(law, door));
        }
    }
    Ok(grounds(law, &found))
}

/// The rules that shut all doors to a holding for a person who lacks some holdings and has all
/// others.
pub fn of_shut_doors(
    law: &Law,
    needs: &Needs,
    witness: &Witness,
    missing: &[InputId],
    holding: InputId,
) -> Vec<Ground> {
    let mut situation = Situation::of(law, witness.day, witness.values());
    for other in needs.holdings() {
        situation.set(*other, Value::Bool(!missing.contains(other)));
    }
    let mut found: BTreeSet<WrittenId> = BTreeSet::new();
    for door in needs.granting(holding) {
        found.extend(written(law, &situation, law[*door].gate));
    }
    grounds(law, &found)
}

/// All holdings held that doors to one look at.
fn everything_held(session: &mut Session<'_>, needs: &Needs, holding: InputId) -> Scope {
    let held = || Encoded::truth(Bool::from_bool(true), Bool::from_bool(false));
    let needed = needs.needed_for(session.law, holding).into_iter();
    let bound = needed.map(|need| (need, held()));
    session.encoder.bind(Encoder::TOP, bound)
}

/// The rules that make a goal reachable for a person, by the interpreter that knows the person.
/// Where that hangs on a rule whose act has
/// not commenced, the sentence on the commencement says so, not the rule.
pub fn of_way(
    law: &Law,
    interpreter: Interpreter<'_>,
    witness: &Witness,
    goal: ExprId,
) -> Vec<Ground> {
    let mut found: Vec<Ground> = Vec::new();
    let situation = Situation::of(law, witness.day, witness.values());
    for id in written_among(decisive_names_by(law, interpreter, goal)) {
        let rule = &law[id];
        let commences = rule.act.and_then(|act| law[act].in_force.as_ref());
        let grounds = match commences {
            Some((first, grounds))
                if !grounds.is_empty() && begins_after(law, &situation, *first, witness.day) =>
            {
                grounds
            }
            _ => &rule.grounds,
        };
        add(&mut found, grounds);
    }
    found
}

/// Whether the first day of an act lies behind a day.
fn begins_after(law: &Law, situation: &Situation, first: ExprId, day: Day) -> bool {
    let first = Interpreter::new(law, situation).evaluate(first).value();
    matches!(first, Some(Value::Day(first)) if day < first)
}

/// The rules among the decisive reasons.
fn written(law: &Law, situation: &Situation, expr: ExprId) -> BTreeSet<WrittenId> {
    written_among(decisive_names(law, situation, expr))
}

fn written_among(names: BTreeSet<Decisive>) -> BTreeSet<WrittenId> {
    names
        .into_iter()
        .filter_map(|reason| match reason {
            Decisive::Written(id) => Some(id),
            _ => None,
        })
        .collect()
}

/// The rules that open a door to somebody: those whose conditions its choices alone do not deny.
fn could_open(law: &Law, door: &Door) -> Vec<WrittenId> {
    let mut choices = Situation::unknown(law);
    for (input, value) in &door.choices {
        choices.set(*input, *value);
    }
    let term = law[door.step].open;
    let mut interpreter = Interpreter::new(law, &choices);
    let mut found = Vec::new();
    for rule in &law[term].rules {
        let opens = matches!(law[*rule].effect, Effect::Value(_, value)
            if law.exprs.is_bool(value, true));
        let denied = law[*rule].conditions.iter().any(|condition| {
            only_choices(law, *condition) && interpreter.evaluate(*condition).is_false()
        });
        if opens && !denied {
            found.push(law[*rule].written);
        }
    }
    found
}

fn only_choices(law: &Law, id: ExprId) -> bool {
    match law.exprs.get(id) {
        Expr::Op(_, operands) => operands
            .iter()
            .all(|operand| match law.exprs.get(*operand) {
                Expr::Lit(_) => true,
                Expr::In(input) => {
                    matches!(
                        law[*input].kind,
                        InputKind::Choice(_) | InputKind::Occasion | InputKind::Became
                    )
                }
                _ => false,
            }),
        Expr::Or(parts) | Expr::And(parts) => parts.iter().all(|part| only_choices(law, *part)),
        Expr::Not(inner) => only_choices(law, *inner),
        _ => false,
    }
}

/// The grounds of rules in the order of the files, each once.
fn grounds(law: &Law, rules: &BTreeSet<WrittenId>) -> Vec<Ground> {
    let mut found: Vec<Ground> = Vec::new();
    for rule in rules {
        add(&mut found, &law[*rule].grounds);
    }
    found
}

fn add(found: &mut Vec<Ground>, grounds: &[Ground]) {
    for ground in grounds {
        if !found.contains(ground) {
            found.push(ground.clone());
        }
    }
}
