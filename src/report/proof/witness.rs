//! A person for whom a claim fails: what matters of this person.

use std::collections::BTreeSet;

use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{Claim, Expr, ExprId, InputId, InputKind, Law, Op, RuleId, TermId, Type, Value};
use crate::report::words::{capitalized, does_with, is_told_of_everybody, joined, member, person};
use crate::verdict::{Refuted, Witness};

use super::matters::{self, Matters, list_of, may_be_left_out};

/// A person of whom something is told.
pub struct Described {
    /// "a foreigner born on 15 June 1985"
    pub person: String,
    /// That says nothing of the person.
    pub is_anybody: bool,
    /// What matters beside that, as verb phrases.
    pub conditions: Vec<String>,
    /// How the person is called from then on.
    pub called: String,
}

/// A sentence on the person, and how the person is called from then on. Of a person of whom there
/// is nothing to tell, it is told what is `so`: "it fails".
pub fn described(law: &Law, claim: &Claim, witness: &Witness, so: &str) -> (String, String) {
    let told = describe(law, claim, witness);
    sentence(law, claim, told, witness, so)
}

/// The same, and of the person only so much as makes it so, all of that; where a failure is open, as
/// [`described`].
pub fn described_shortly(
    law: &Law,
    claim: &Claim,
    witness: &Witness,
    so: &str,
) -> (String, String) {
    let Some(shortest) = matters::shortest(law, claim, witness) else {
        return described(law, claim, witness, so);
    };
    let told = describe_as(law, claim, &shortest, true);
    sentence(law, claim, told, &shortest, so)
}

/// For whom it fails on the day of a person, whatever else is so and on all readings of the region, as a verb
/// phrase; where that is less than is told of the person.
pub fn whoever(law: &Law, claim: &Claim, refuted: &Refuted) -> Option<String> {
    let mut shortest = matters::shortest(law, claim, &refuted.witness)?;
    let fixed = &refuted.cube.0;
    if fixed.values().any(|choices| choices.len() > 1) {
        return None;
    }
    shortest
        .readings
        .retain(|(reading, _)| fixed.contains_key(reading));
    if !matters::fails(law, claim, &shortest, |_| true) {
        return None;
    }
    let told = describe_as(law, claim, &shortest, true);
    let whole = describe(law, claim, &refuted.witness);
    let is_less = told.is_anybody && told.conditions.len() < whole.conditions.len();
    (is_less && !told.conditions.is_empty()).then(|| joined(&told.conditions, "and"))
}

fn sentence(
    law: &Law,
    claim: &Claim,
    described: Described,
    witness: &Witness,
    so: &str,
) -> (String, String) {
    let Described {
        person,
        is_anybody,
        conditions,
        called,
    } = described;
    let day = witness.day.in_words();
    let sentence = if conditions.is_empty() {
        let for_whom = match is_anybody {
            _ if claim.form.is_some() && is_anybody => "two persons, alike but for this",
            true if is_of_everyone(law, claim, witness) => "everyone",
            true => "some persons",
            false => &person,
        };
        capitalized(&format!("{so} on {day} for {for_whom}."))
    } else {
        format!("On {day}, {person} {}.", joined(&conditions, "and"))
    };
    (sentence, called)
}

/// Whether it is so of a person of whom nothing is known, on the day and the readings of a witness.
fn is_of_everyone(law: &Law, claim: &Claim, witness: &Witness) -> bool {
    let readings = witness.readings.iter().copied();
    let anybody = Situation::of(law, witness.day, readings);
    let mut interpreter = Interpreter::new(law, &anybody);
    let mut whom = claim.for_whom.iter();
    whom.all(|part| interpreter.evaluate(*part).is_true())
        && match interpreter.evaluate(claim.claim) {
            Outcome::Value(of) => of == Value::Bool(false),
            Outcome::Fail(_) => true,
            Outcome::Open(missing) => missing
                .iter()
                .all(|input| law[*input].kind == InputKind::Unmodelled),
        }
}

/// What matters of the person. Conditions of the claim that are listed above are not listed again.
pub fn describe(law: &Law, claim: &Claim, witness: &Witness) -> Described {
    describe_as(law, claim, witness, false)
}

/// The same, and of what can be left out of a person all that is given where it is `whole`.
fn describe_as(law: &Law, claim: &Claim, witness: &Witness, whole: bool) -> Described {
    let listed = claim.stated_for().len() > FEW;
    let Matters {
        decisive: matters,
        asked,
        of_claim,
        lists,
        differ,
    } = Matters::of(law, claim, witness);
    let tells = |input: InputId, of: Value| {
        if differ.contains(&input) {
            return false;
        }
        if whole && may_be_left_out(law, input) {
            return true;
        }
        if let Some(list) = list_of(law, input) {
            return lists.contains(&list);
        }
        if of_claim.contains(&input) {
            // A list says no more than the bounds of days and numbers, and of several facts of
            // yes or no that one of them holds.
            let is_told =
                law[input].ty != Type::Bool || is_ever(law, input) || matters.contains(&input);
            return !listed || (is_told && !said_to_be(law, claim.stated_for(), input));
        }
        // With a list, of yes or no what is ordinary goes without saying.
        let is_ordinary = law[input].ty == Type::Bool && law[input].usually == Some(of);
        asked.contains(&input) || (matters.contains(&input) && !(listed && is_ordinary))
    };
    let given: Vec<(InputId, Value)> = witness
        .given
        .iter()
        .filter(|(input, of)| is_told_of_everybody(law, *input) || tells(*input, *of))
        .copied()
        .collect();
    let told = person(law, &given);
    let mut conditions = told.conditions;
    if listed {
        conditions.insert(0, "meets these conditions".to_owned());
    }
    conditions.extend(step_taken(law, claim, &matters, witness));
    Described {
        person: told.described,
        is_anybody: told.is_anybody,
        conditions,
        called: told.called,
    }
}

/// Whether one of the conditions says by itself what an input is.
fn said_to_be(law: &Law, conditions: &[ExprId], input: InputId) -> bool {
    let is_input = |expr: &ExprId| matches!(law.exprs.get(*expr), Expr::In(of) if *of == input);
    let is_constant = |expr: &ExprId| matches!(law.exprs.get(*expr), Expr::Lit(_));
    let says = |condition: &ExprId| match law.exprs.get(*condition) {
        Expr::Not(inner) => is_input(inner),
        Expr::Op(Op::Equal, sides) => sides.iter().any(is_input) && sides.iter().any(is_constant),
        _ => is_input(condition),
    };
    conditions.iter().any(says)
}

/// Whether it says that something holds at some time: with its days, it is told when.
fn is_ever(law: &Law, input: InputId) -> bool {
    let history = law.history_of(input);
    history.is_some_and(|(_, history)| history.ever == input)
}

/// Up to so many conditions of a claim are told again of a person.
const FEW: usize = 2;

/// The step the person is taking, if that matters.
fn step_taken(
    law: &Law,
    claim: &Claim,
    matters: &BTreeSet<InputId>,
    witness: &Witness,
) -> Option<String> {
    let of = |wanted: InputId| witness.given.iter().find(|(input, _)| *input == wanted);
    let occasion = law.occasion();
    let occasion = occasion.filter(|occasion| matters.contains(occasion));
    let taken = occasion.and_then(|occasion| law.step_of(of(occasion)?.1));
    // What is so of a step, whoever takes it, may hang on how it is taken.
    let mut all = matters.iter();
    let chosen = all.find_map(|input| match law[*input].kind {
        InputKind::Choice(step) if matters::hangs_on(law, claim, witness, *input) => Some(step),
        _ => None,
    });
    let step = taken.or(chosen)?;
    let choices = law[step].choices.iter().filter_map(|choice| of(*choice));
    let choices: Vec<(InputId, Value)> = choices.copied().collect();
    let became = law
        .became()
        .filter(|became| matters.contains(became))
        .and_then(of)
        .filter(|(_, of)| of.place() != Some(0))
        .map(|(input, of)| format!(" and {}", member(law, *input, *of, true)));
    let step = does_with(law, step, &choices);
    Some(format!("{step}{}", became.unwrap_or_default()))
}

/// All inputs that expressions depend on, as far as defines and rules are followed.
pub fn inputs(law: &Law, exprs: &[ExprId]) -> BTreeSet<InputId> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut terms: BTreeSet<TermId> = BTreeSet::new();
    let mut next = exprs.to_vec();
    while let Some(expr) = next.pop() {
        if !seen.insert(expr) {
            continue;
        }
        match law.exprs.get(expr) {
            Expr::Lit(_) | Expr::Reach(_) => {}
            Expr::In(input) => {
                let kind = law[*input].kind;
                if !matches!(
                    kind,
                    InputKind::Reading
                        | InputKind::Version
                        | InputKind::Switch(_)
                        | InputKind::Twin(_)
                ) {
                    found.insert(*input);
                }
                next.extend(law[*input].history.map(|history| history.life));
            }
            Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => next.extend(parts),
            Expr::Not(inner) => next.push(*inner),
            Expr::If(a, b, c) => next.extend([a, b, c]),
            Expr::With(bindings, inner) => {
                next.extend(bindings.iter().map(|(_, to)| *to));
                next.push(*inner);
            }
            Expr::Stands(rule) => parts_of_rule(law, *rule, &mut next),
            Expr::Call(term) => {
                if terms.insert(*term) {
                    next.extend(law[*term].otherwise);
                    for rule in &law[*term].rules {
                        parts_of_rule(law, *rule, &mut next);
                    }
                }
            }
        }
    }
    found
}

fn parts_of_rule(law: &Law, rule: RuleId, next: &mut Vec<ExprId>) {
    next.extend(&law[rule].conditions);
    if let Some(value) = law[rule].value() {
        next.push(value);
    }
}
