//! Every person that the solver finds is put before the interpreter, before anybody is told.

use std::sync::Arc;

use crate::calendar::Day;
use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{Claim, ExprId, InputId, InputKind, Law, Needs};
use crate::verdict::Witness;

use super::Disagreement;

/// What the interpreter says of a person.
pub enum Replayed {
    /// The claim is about the person and fails for the person.
    Fails,
    /// That depends on this, which no person settles: a passage that is not modelled.
    Unknown(InputId),
}

/// Checks that a claim is about the person and fails for the person.
pub fn replay(law: &Law, claim: &Claim, witness: &Witness) -> Result<Replayed, Disagreement> {
    let situation = Situation::of(law, witness.day, witness.values());
    let mut interpreter = Interpreter::new(law, &situation);
    let told = |what: &str| {
        Err(Disagreement {
            claim: claim.name.clone(),
            what: format!("{what}: {witness:?}"),
        })
    };
    let another = "Z3 finds a person, the interpreter says the claim is not about them";
    if !claim.window().contains(witness.day) {
        return told(another);
    }
    let assumed = law.assumes.iter().map(|assumption| assumption.holds);
    let premises: Vec<ExprId> = assumed.chain(claim.for_whom.iter().copied()).collect();
    for premise in premises.into_iter().chain([claim.under]) {
        let outcome = interpreter.evaluate(premise);
        if let Some(input) = unmodelled(law, &outcome) {
            return Ok(Replayed::Unknown(input));
        }
        if !outcome.is_true() {
            return told(another);
        }
    }
    let outcome = interpreter.evaluate(claim.claim);
    if outcome.is_true() {
        return told("Z3 finds a person for whom it fails, the interpreter says it holds");
    }
    Ok(unmodelled(law, &outcome).map_or(Replayed::Fails, Replayed::Unknown))
}

/// Whether a claim certainly is about a person on a day, and certainly is not so. If not, it may be all
/// the same.
pub fn surely_fails(
    law: &Law,
    needs: &Arc<Needs>,
    claim: &Claim,
    person: &Witness,
    day: Day,
) -> bool {
    let situation = Situation::of(law, day, person.values());
    let mut interpreter = Interpreter::new(law, &situation).knowing(Arc::clone(needs));
    let assumed = law.assumes.iter().map(|assumption| &assumption.holds);
    let mut premises = assumed.chain(&claim.for_whom).chain([&claim.under]);
    claim.window().contains(day)
        && premises.all(|premise| interpreter.evaluate(*premise).is_true())
        && match interpreter.evaluate(claim.claim) {
            Outcome::Fail(_) => true,
            outcome => outcome.is_false(),
        }
}

/// Whether a claim certainly is not about a person on the day of the person, or certainly is so. If not,
/// either may be all the same.
pub fn surely_stands(law: &Law, needs: &Arc<Needs>, claim: &Claim, person: &Witness) -> bool {
    let situation = Situation::of(law, person.day, person.values());
    let mut interpreter = Interpreter::new(law, &situation).knowing(Arc::clone(needs));
    let assumed = law.assumes.iter().map(|assumption| &assumption.holds);
    let mut premises = assumed.chain(&claim.for_whom).chain([&claim.under]);
    !claim.window().contains(person.day)
        || premises.any(|premise| interpreter.evaluate(*premise).is_false())
        || interpreter.evaluate(claim.claim).is_true()
}

/// The first passage that is not modelled among what an outcome lacks.
fn unmodelled(law: &Law, outcome: &Outcome) -> Option<InputId> {
    let Outcome::Open(missing) = outcome else {
        return None;
    };
    let mut missing = missing.iter().copied();
    missing.find(|input| law[*input].kind == InputKind::Unmodelled)
}
