use crate::calendar::Day;
use crate::law::{Expr, ExprId, Exprs, Law, Op, Told, Value};

/// The law as it would be if the rules that are in force on one day were so on every day.
pub fn frozen(law: &Law, day: Day) -> Law {
    let mut law = law.clone();
    let clock = law.law_day();
    let mut rules = std::mem::take(&mut law.rules);
    for rule in &mut rules {
        let begun = rule.from.take().map(|from| {
            let early = before(&mut law.exprs, day, from);
            law.exprs.not(early)
        });
        let lasts = rule.until.take();
        let lasts = lasts.map(|until| before(&mut law.exprs, day, until));
        let in_force = law.exprs.and(begun.into_iter().chain(lasts));
        if let Some(clock) = clock {
            let today = law.exprs.lit(Value::Day(day));
            for condition in &mut rule.conditions {
                if law.told.get(condition) == Some(&Told::Unsaid) {
                    let bound = Expr::With(vec![(clock, today)], *condition);
                    *condition = law.exprs.add(bound);
                }
            }
        }
        if !law.exprs.is_bool(in_force, true) {
            rule.conditions.insert(0, in_force);
        }
    }
    law.rules = rules;
    for written in &mut law.written {
        (written.from, written.until) = (None, None);
    }
    law
}

/// Whether a day is before a bound, which is a constant or one of several by conditions.
fn before(exprs: &mut Exprs, day: Day, bound: ExprId) -> ExprId {
    match *exprs.get(bound) {
        Expr::Lit(Value::Day(other)) => exprs.lit(Value::Bool(day < other)),
        Expr::If(condition, yes, no) => {
            let (yes, no) = (before(exprs, day, yes), before(exprs, day, no));
            if yes == no {
                return yes;
            }
            exprs.add(Expr::If(condition, yes, no))
        }
        // A bound is fixed for everybody (`check` sees to it), but may be counted from a day.
        _ => {
            let day = exprs.lit(Value::Day(day));
            exprs.add(Expr::Op(Op::Less, vec![day, bound]))
        }
    }
}
