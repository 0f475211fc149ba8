//! Which rules help a person and which stand in the way, read off the form of the law.

use std::collections::BTreeSet;

use crate::law::{Expr, ExprId, Law, Op, RuleId, TermId, Value};

/// Rules by what it does to some conditions that they apply. A condition is taken to be false, left
/// open by a failure, or true, in this order; a rule helps where it may move it up, and hurts where
/// it may move it down. What a rule does that is in neither set changes none of the conditions.
#[derive(Debug, Default)]
pub struct Polarity {
    pub help: BTreeSet<RuleId>,
    pub hurt: BTreeSet<RuleId>,
}

/// A thing to look at, and whether it helps where it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Expr(ExprId, bool),
    /// That a term has this value; of yes or no, that it is yes.
    Term(TermId, Value, bool),
    Rule(RuleId, bool),
}

/// What rules do to conditions.
pub fn polarity(law: &Law, conditions: impl IntoIterator<Item = ExprId>) -> Polarity {
    let mut found = Polarity::default();
    let mut met: BTreeSet<Part> = BTreeSet::new();
    let mut open: Vec<Part> = conditions
        .into_iter()
        .map(|condition| Part::Expr(condition, true))
        .collect();
    while let Some(part) = open.pop() {
        if !met.insert(part) {
            continue;
        }
        match part {
            Part::Expr(id, up) => of_expr(law, id, up, &mut open),
            Part::Term(term, value, up) => of_term(law, term, value, up, &mut open),
            Part::Rule(id, up) => {
                let side = if up { &mut found.help } else { &mut found.hurt };
                side.insert(id);
                let rule = &law[id];
                open.extend(rule.bounds().flat_map(both));
                let conditions = rule.conditions.iter();
                open.extend(conditions.map(|condition| Part::Expr(*condition, up)));
                let lifters = rule.lifted_by.iter();
                open.extend(lifters.map(|lifter| Part::Rule(*lifter, !up)));
            }
        }
    }
    found
}

fn both(id: ExprId) -> [Part; 2] {
    [Part::Expr(id, true), Part::Expr(id, false)]
}

fn of_expr(law: &Law, id: ExprId, up: bool, open: &mut Vec<Part>) {
    match law.exprs.get(id) {
        Expr::Lit(_) | Expr::In(_) | Expr::Reach(_) => {}
        Expr::Not(inner) => open.push(Part::Expr(*inner, !up)),
        Expr::And(parts) | Expr::Or(parts) => {
            open.extend(parts.iter().map(|part| Part::Expr(*part, up)));
        }
        Expr::If(condition, yes, no) => {
            open.extend(both(*condition));
            open.extend([Part::Expr(*yes, up), Part::Expr(*no, up)]);
        }
        Expr::With(bindings, inner) => {
            open.extend(bindings.iter().flat_map(|(_, to)| both(*to)));
            open.push(Part::Expr(*inner, up));
        }
        Expr::Stands(rule) => open.push(Part::Rule(*rule, up)),
        Expr::Call(term) => match law.size_of(law[*term].ty) {
            2 => open.push(Part::Term(*term, Value::Bool(true), up)),
            _ => of_values(law, *term, open),
        },
        Expr::Op(Op::Equal, operands) => match compared(law, operands) {
            Some((term, value)) => open.push(Part::Term(term, value, up)),
            None => open.extend(operands.iter().flat_map(|one| both(*one))),
        },
        Expr::Op(_, operands) => open.extend(operands.iter().flat_map(|one| both(*one))),
    }
}

/// A term that is compared with one of finitely many values.
fn compared(law: &Law, operands: &[ExprId]) -> Option<(TermId, Value)> {
    let [left, right] = operands else {
        return None;
    };
    match (law.exprs.get(*left), law.exprs.get(*right)) {
        (Expr::Call(term), Expr::Lit(value)) | (Expr::Lit(value), Expr::Call(term)) => {
            let finite = law.size_of(law[*term].ty) > 0;
            finite.then_some((*term, *value))
        }
        _ => None,
    }
}

/// That a term has one of finitely many values. The rules that give it this value move that up, the
/// others down. A rule that says in other words what its value is takes the place of `otherwise`,
/// where no other rule is about the term; else it may do both.
fn of_term(law: &Law, id: TermId, wanted: Value, up: bool, open: &mut Vec<Part>) {
    let term = &law[id];
    let mut value = |expr: ExprId| match (law.exprs.get(expr), wanted) {
        (Expr::Lit(_), _) => {}
        (_, Value::Bool(yes)) => open.push(Part::Expr(expr, up == yes)),
        _ => open.extend(both(expr)),
    };
    term.otherwise.into_iter().for_each(&mut value);
    let given = |rule: &RuleId| law[*rule].value();
    term.rules.iter().filter_map(given).for_each(&mut value);
    let by_default = term.otherwise.map(|expr| law.exprs.get(expr));
    for rule in &term.rules {
        let Some(given) = law[*rule].value() else {
            continue;
        };
        match (law.exprs.get(given), by_default) {
            (Expr::Lit(value), _) => open.push(Part::Rule(*rule, up == (*value == wanted))),
            (_, Some(Expr::Lit(default))) if term.rules.len() == 1 => {
                open.push(Part::Rule(*rule, up != (*default == wanted)));
            }
            _ => open.extend([Part::Rule(*rule, true), Part::Rule(*rule, false)]),
        }
    }
}

/// The value of a term, whatever hangs on it.
fn of_values(law: &Law, id: TermId, open: &mut Vec<Part>) {
    open.extend(law[id].otherwise.into_iter().flat_map(both));
    for rule in &law[id].rules {
        open.extend([Part::Rule(*rule, true), Part::Rule(*rule, false)]);
        open.extend(law[*rule].value().into_iter().flat_map(both));
    }
}
