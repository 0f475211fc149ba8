use crate::law::{ClaimId, Expected, Expr, ExprId, Law};
use crate::verdict::{Affected, Turn};

use super::element::OneElement;
use super::outcomes::outcomes;
use super::sides::{Bindings, Sides};

/// A question and the claim that puts it.
#[derive(Debug, Clone)]
pub struct Question {
    /// What may change.
    pub about: Affected,
    /// Which way.
    pub turn: Turn,
    /// The claim.
    pub claim: ClaimId,
    /// What it is on the first side: yes or no, or the value.
    pub before: ExprId,
    /// What it is on the second.
    pub after: ExprId,
    /// The element of a list that it is said of.
    pub element: Option<OneElement>,
}

/// Puts all questions about two sides of a law, and adds their claims to it. Linear in the size of
/// the law.
pub fn questions(law: &mut Law, sides: &Sides) -> Vec<Question> {
    let mut put = Vec::new();
    for outcome in outcomes(law) {
        let mut on = |side: &Bindings| law.exprs.add(Expr::With(side.clone(), outcome.is));
        let (before, after) = (on(&sides.before), on(&sides.after));
        for turning in outcome.turnings(law, before, after) {
            let name = format!("difference {}", put.len() + 1);
            let whom = vec![turning.whom];
            let named = (name, outcome.span);
            let claim = law.put(named, whom, turning.claim, Expected::Proved);
            put.push(Question {
                about: outcome.about,
                turn: turning.turn,
                claim,
                before,
                after,
                element: outcome.element.clone(),
            });
        }
    }
    put
}
