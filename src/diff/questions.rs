use crate::law::{ClaimId, Expected, Expr, ExprId, Law, Op, TermRole, Type, cone, cone_with_gates};
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
    /// What lists come to, by yes or no, on either side, where rules say something of their elements.
    pub lists: Vec<ExprId>,
    /// Of a value that has an order: that it rises, and that it falls. Whoever has another value is one
    /// of the two.
    pub moves: Vec<ExprId>,
}

/// Puts all questions about two sides of a law, and adds their claims to it. Linear in the size of
/// the law.
pub fn questions(law: &mut Law, sides: &Sides) -> Vec<Question> {
    let mut put = Vec::new();
    for outcome in outcomes(law) {
        let mut on = |side: &Bindings| law.exprs.add(Expr::With(side.clone(), outcome.is));
        let (before, after) = (on(&sides.before), on(&sides.after));
        let lists = lists(law, outcome.is, sides);
        for turning in outcome.turnings(law, before, after) {
            let name = format!("difference {}", put.len() + 1);
            let whom = vec![turning.whom];
            let named = (name, outcome.span);
            let claim = law.put(named, whom, turning.claim, Expected::Proved);
            let moves = match turning.turn {
                Turn::Differs => moves(law, before, after),
                _ => Vec::new(),
            };
            put.push(Question {
                about: outcome.about,
                turn: turning.turn,
                claim,
                before,
                after,
                element: outcome.element.clone(),
                lists: lists.clone(),
                moves,
            });
        }
    }
    put
}

/// That a value rises, and that it falls, where it has an order.
fn moves(law: &mut Law, before: ExprId, after: ExprId) -> Vec<ExprId> {
    match law.type_of(before) {
        Type::Int | Type::Decimal | Type::Money(_) | Type::Date | Type::Period(_) => {
            let ways = [vec![before, after], vec![after, before]];
            ways.map(|sides| law.exprs.add(Expr::Op(Op::Less, sides)))
                .to_vec()
        }
        Type::Bool | Type::Enum(_) => Vec::new(),
    }
}

/// What lists come to behind an outcome on either side, the second first: of an element the law of the
/// day itself may say something else.
fn lists(law: &mut Law, outcome: ExprId, sides: &Sides) -> Vec<ExprId> {
    // What a version switches off is no word of the law.
    if sides.near.is_none() || law.lists.is_empty() {
        return Vec::new();
    }
    let folds: Vec<ExprId> = cone_with_gates(law, [outcome])
        .exprs
        .into_iter()
        .filter(|id| hangs_on_rules(law, *id))
        .collect();
    let mut put = Vec::new();
    for side in [&sides.after, &sides.before] {
        for fold in &folds {
            put.push(law.exprs.add(Expr::With(side.clone(), *fold)));
        }
    }
    put
}

/// Whether it is a yes or no that a list comes to by rules on its elements, or a comparison with a
/// number that it comes to so.
fn hangs_on_rules(law: &Law, id: ExprId) -> bool {
    let is_fold = |id: &ExprId| match law.exprs.get(*id) {
        Expr::Call(term) => matches!(law[*term].role, TermRole::Fold(_)),
        _ => false,
    };
    let tells = match law.exprs.get(id) {
        Expr::Op(Op::Less | Op::Equal, operands) => operands.iter().any(is_fold),
        _ => is_fold(&id) && law.type_of(id) == Type::Bool,
    };
    tells && !cone(law, [id]).rules.is_empty()
}
