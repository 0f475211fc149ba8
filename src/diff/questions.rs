use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::law::{
    ClaimId, Expected, Expr, ExprId, InputId, InputKind, Law, Op, TermRole, Type, Value, cone,
    cone_with_gates,
};
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
    /// Words that tell persons apart beside those of the files: what lists come to, by yes or no, on either
    /// side, where rules say something of their elements; that a day of the person's own lies ahead of one
    /// on which the law of that day changes.
    pub words: Vec<ExprId>,
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
        let mut words = lists(law, outcome.is, sides);
        words.extend(own_days(law, outcome.is));
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
                words: words.clone(),
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

/// Of each day of the person's own whose law or facts are asked for, that it lies ahead of the days on which
/// the rules asked begin or end.
fn own_days(law: &mut Law, outcome: ExprId) -> Vec<ExprId> {
    let mut days: Vec<(ExprId, Day)> = Vec::new();
    for id in cone_with_gates(law, [outcome]).exprs {
        let Expr::With(bindings, inner) = law.exprs.get(id) else {
            continue;
        };
        let is_clock =
            |input: InputId| matches!(law[input].kind, InputKind::Day | InputKind::LawDay);
        let of_person = |day: &ExprId| {
            let inputs = cone(law, [*day]).inputs;
            let mut kinds = inputs.iter().map(|input| law[*input].kind);
            kinds.any(|kind| kind == InputKind::Fact)
        };
        let own: Vec<ExprId> = bindings
            .iter()
            .filter(|(clock, to)| is_clock(*clock) && of_person(to))
            .map(|(_, to)| *to)
            .collect();
        if own.is_empty() {
            continue;
        }
        let bounds = cone(law, [*inner]).rules.into_iter().flat_map(|rule| {
            let bounds = law[rule].bounds();
            bounds
                .filter_map(|bound| law.exprs.days_of(bound))
                .flatten()
        });
        let bounds: BTreeSet<Day> = bounds.collect();
        for own in own {
            days.extend(bounds.iter().map(|bound| (own, *bound)));
        }
    }
    days.sort_unstable();
    days.dedup();
    let ahead = days.into_iter().map(|(own, day)| {
        let day = law.exprs.lit(Value::Day(day));
        law.exprs.add(Expr::Op(Op::Less, vec![own, day]))
    });
    ahead.collect()
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
