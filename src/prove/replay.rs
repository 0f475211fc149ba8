//! Every person that the solver finds is put before the interpreter, before anybody is told.

use crate::eval::{Interpreter, Situation};
use crate::law::{Claim, ExprId, Law};
use crate::verdict::Witness;

use super::Disagreement;

/// Checks that a claim is about the person and fails for the person.
pub fn replay(law: &Law, claim: &Claim, witness: &Witness) -> Result<(), Disagreement> {
    let situation = Situation::of(law, witness.day, witness.values());
    let mut interpreter = Interpreter::new(law, &situation);
    let mut holds = |id: ExprId| interpreter.evaluate(id).is_true();
    let window = claim.from.is_none_or(|from| witness.day >= from)
        && claim.until.is_none_or(|until| witness.day < until);
    let premises = window
        && law
            .assumes
            .iter()
            .map(|assumption| &assumption.holds)
            .chain(&claim.for_whom)
            .chain([&claim.under])
            .all(|id| holds(*id));
    let told = |what: &str| {
        Err(Disagreement {
            claim: claim.name.clone(),
            what: format!("{what}: {witness:?}"),
        })
    };
    if !premises {
        return told("Z3 finds a person, the interpreter says the claim is not about them");
    }
    if holds(claim.claim) {
        return told("Z3 finds a person for whom it fails, the interpreter says it holds");
    }
    Ok(())
}
