//! Holdings that are caught in a circle.

use std::collections::BTreeSet;

use crate::law::{Claim, DoorId, Expected, Expr, InputId, Law};
use crate::verdict::Subject;

use super::Questions;

/// The claim: the holding is out of reach. It fails for most; asked is whether it holds for somebody
/// because of a circle. What a claim of the files says to be out of reach was asked already, and
/// holdings that the same doors grant are in the same circles.
pub fn ask(questions: &mut Questions<'_>) {
    let holdings: Vec<InputId> = questions.law.holdings().collect();
    let mut asked: BTreeSet<Vec<DoorId>> = BTreeSet::new();
    for holding in holdings {
        let doors: Vec<DoorId> = questions.law.doors_to(holding).collect();
        let is_new = !doors.is_empty() && asked.insert(doors);
        if !is_new || is_asked(questions.law, holding) {
            continue;
        }
        let Some(span) = questions.law[holding].span else {
            continue;
        };
        let reach = questions.law.exprs.add(Expr::Reach(holding));
        let claim = questions.law.exprs.not(reach);
        let name = format!("dead end: {}", questions.law[holding].name);
        questions.put(Subject::DeadEnd(holding), (name, span), Vec::new(), claim);
    }
}

fn is_asked(law: &Law, holding: InputId) -> bool {
    let stated = |claim: &&Claim| claim.expected != Expected::Refuted;
    law.claims.iter().filter(stated).any(|claim| {
        matches!(law.exprs.get(claim.claim), Expr::Not(inner)
            if matches!(law.exprs.get(*inner), Expr::Reach(of) if *of == holding))
    })
}
