//! Whatever the law: what a case of a path comes to is among what the evaluator says of the path.

use std::collections::BTreeMap;

use super::concrete::{Case, Concrete};
use super::random_law::{DAYS, Dice, Maker};
use super::testing::{Draft, day};
use super::{
    Atom, Domain, Evaluator, Ground, Outcome, Path, Places, Reason, contradict, symbol_outcome,
};
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, Ratio, Type, Value};

/// A path, and a case on it.
fn case<'l>(law: &'l Law, dice: &mut Dice) -> (Path, Case<'l>) {
    let mut path = Path::start(law);
    let mut given: BTreeMap<InputId, Concrete> = BTreeMap::new();
    for (index, input) in law.inputs.iter().enumerate() {
        let id = InputId::at(index);
        let value = match input.kind {
            InputKind::LawDay => continue,
            // Its history tells.
            _ if input.history.is_some() => continue,
            InputKind::Switch(_) | InputKind::Version => Value::Bool(false),
            _ => match path.domain(id).unwrap() {
                Domain::Places(all) => {
                    let place = dice.below(all.len());
                    let narrow = dice.below(3);
                    let kept = all
                        .iter()
                        .filter(|at| *at == place || narrow == 1 || narrow == 2 && dice.one_in(2));
                    path = path.within(id, kept.collect());
                    Value::at_place(input.ty, place).unwrap()
                }
                Domain::Days(_) => {
                    let mut ends = [dice.of(&DAYS), dice.of(&DAYS)].map(day);
                    ends.sort();
                    let [low, high] = ends;
                    path = path
                        .from(id, low.packed().into())
                        .to(id, high.packed().into());
                    Value::Day(
                        dice.of(&DAYS
                            .map(day)
                            .into_iter()
                            .filter(|day| (low..=high).contains(day))
                            .collect::<Vec<_>>()),
                    )
                }
                Domain::Numbers(_) => {
                    let mut ends = vec![0, 1, -5, 16, 15, 17, 1_000_000_000_000];
                    ends.retain(|end| path.range(id).unwrap().contains(*end));
                    ends.sort_unstable();
                    let (low, high) = (dice.below(ends.len()), dice.below(ends.len()));
                    let (low, high) = (low.min(high), low.max(high));
                    path = path.from(id, ends[low]).to(id, ends[high]);
                    let number = dice.of(&ends[low..=high]);
                    let amount = || Ratio::decimal(i128::from(number), input.places).unwrap();
                    match input.ty {
                        Type::Money(currency) => Value::Money(currency, amount()),
                        Type::Decimal => Value::Decimal(amount()),
                        Type::Period(unit) => Value::Period(unit, number),
                        _ => Value::Int(number),
                    }
                }
            },
        };
        given.insert(id, Some(value));
    }
    let day = given[&law.day().unwrap()];
    given.insert(
        law.inputs_of(|kind| matches!(kind, InputKind::LawDay))
            .next()
            .unwrap(),
        day,
    );
    (
        path,
        Case {
            law,
            given,
            walking: false,
        },
    )
}

fn allows(outcome: &Outcome, concrete: Concrete) -> bool {
    match concrete {
        None => outcome.fails,
        Some(Value::Int(value) | Value::Period(_, value)) => outcome.range().contains(value),
        Some(Value::Day(day)) => outcome.range().contains(day.packed().into()),
        Some(Value::Decimal(number) | Value::Money(_, number)) => {
            let amounts = outcome.amounts();
            let on_grid = amounts.grid.is_none_or(|grid| grid % number.den() == 0);
            on_grid && (amounts.low..=amounts.high).contains(&number)
        }
        Some(value) => value
            .place()
            .is_some_and(|place| outcome.places().contains(place)),
    }
}

/// The path on which nothing but the case is left.
fn point(path: &Path, case: &Case) -> Path {
    case.given
        .iter()
        .fold(path.clone(), |path, (input, value)| match value {
            Some(Value::Int(number) | Value::Period(_, number)) => {
                path.from(*input, *number).to(*input, *number)
            }
            Some(Value::Decimal(number) | Value::Money(_, number)) => {
                let units = number.units(case.law[*input].places).unwrap();
                let at = i64::try_from(units).unwrap();
                path.from(*input, at).to(*input, at)
            }
            Some(Value::Day(day)) => {
                let at = day.packed().into();
                path.from(*input, at).to(*input, at)
            }
            Some(value) => path.within(*input, Places::one(value.place().unwrap())),
            None => path,
        })
}

fn truth_at(ground: &Ground, point: &Path, comparison: ExprId) -> Option<bool> {
    let Expr::Op(op, operands) = ground.names.expr(comparison) else {
        return None;
    };
    let side = |at: usize| {
        let (values, fails) = symbol_outcome(&ground.names, point, operands[at]);
        values.single().filter(|_| !fails)
    };
    let (left, right) = (side(0)?, side(1)?);
    Some(if *op == Op::Less {
        left < right
    } else {
        left == right
    })
}

#[test]
fn cases_are_among_what_is_said_of_their_path() {
    let (mut settled, mut decided, mut defined, mut checked) = (0, 0, 0, 0);
    let mut resulting = 0;
    for seed in 0..1500 {
        let (law, questions) = Maker::new(seed).law();
        let mut ground = Ground::new(&law).unwrap();
        let mut dice = Dice(seed + 1_000_000);
        for _ in 0..4 {
            let (mut path, case) = case(&law, &mut dice);
            let point = point(&path, &case);
            for question in &questions {
                let concrete = case.eval(*question);
                for _ in 0..6 {
                    let mut evaluator = Evaluator::new(&mut ground, &path, Reason::Found);
                    let outcome = evaluator.truth(*question);
                    let proofs = evaluator.proofs().to_vec();
                    let told = format!(
                        "seed {seed}: {} is {concrete:?}, said {outcome:?} on {}",
                        crate::law::print(&law, *question),
                        path.describe(&ground)
                    );
                    assert!(allows(&outcome, concrete), "{told}");
                    checked += 1;
                    // The proofs that were found are good.
                    let mut again = Evaluator::new(&mut ground, &path, Reason::Given(&proofs));
                    assert!(
                        !outcome.is_settled() || again.truth(*question).is_settled(),
                        "{told}"
                    );
                    if outcome.is_settled() {
                        settled += 1;
                        break;
                    }
                    // Decide something that it depends on as it is in the case.
                    let mut atoms = ground.atoms(outcome.why).collect::<Vec<_>>();
                    atoms.sort_by_key(|atom| !matches!(atom, Atom::Define(_)));
                    let narrower = atoms.iter().find_map(|atom| match atom {
                        Atom::Compare(comparison) => {
                            let of = ground.names.print(*comparison);
                            let truth = truth_at(&ground, &point, *comparison);
                            let truth = truth.unwrap_or_else(|| panic!("{of} fails: {told}"));
                            decided += 1;
                            Some(path.decided(*comparison, truth))
                        }
                        Atom::Failing(operation) => {
                            let (values, fails) = symbol_outcome(&ground.names, &point, *operation);
                            // Else it may have one or not, even of one case alone.
                            let is_told = !fails || values.is_empty();
                            resulting += u32::from(is_told);
                            is_told.then(|| path.resulting(*operation, !fails))
                        }
                        Atom::Define(define) => {
                            let Some(Value::Bool(truth)) = case.term(*define) else {
                                panic!("a define that fails: {told}")
                            };
                            defined += 1;
                            Some(path.defined(*define, truth))
                        }
                        _ => None,
                    });
                    let Some(narrower) = narrower else { break };
                    path = narrower;
                    let all: Vec<(ExprId, bool)> = path.conditions().collect();
                    assert!(!contradict(&ground.names, &path, &all), "{told}");
                }
                let outcome = Evaluator::new(&mut ground, &point, Reason::Found).truth(*question);
                assert!(allows(&outcome, concrete), "at the point, seed {seed}");
            }
        }
    }
    println!(
        "{checked} checked, {settled} settled, {decided} comparisons, {defined} defines and {resulting} results decided"
    );
    assert!(settled > 10_000 && decided > 1_000 && defined > 100 && resulting > 100);
}

/// What only a lifting rule reads tells bindings apart, too.
#[test]
fn bindings_reach_the_rules_that_lift() {
    let mut d = Draft::bare();
    d.typed_fact("a", Type::Bool);
    let (a, yes, no) = (d.named("a"), d.bool(true), d.bool(false));
    let term = d.term("t", Type::Bool, Some(no));
    let rule = d.rule("rule", term, yes, &[]);
    d.lift("lifting", &[rule], &[a]);
    let t = d.call(term);
    let (with, without) = (
        d.with(&[(d.find("a"), yes)], t),
        d.with(&[(d.find("a"), no)], t),
    );
    let mut ground = Ground::new(&d.law).unwrap();
    let path = Path::start(&d.law);
    let mut evaluator = Evaluator::new(&mut ground, &path, Reason::Found);
    assert!(evaluator.truth(with).is_false());
    assert!(evaluator.truth(without).is_true());
    assert!(!evaluator.truth(t).is_settled());
}

/// A gate that asks what is within reach tells nothing.
#[test]
fn reach_is_not_asked_within_reach() {
    let mut d = Draft::bare();
    let (h, i) = (d.holding("h"), d.holding("i"));
    let yes = d.bool(true);
    d.gated_step("easy", &[i], yes, &[]);
    let reach = d.reach("i");
    d.gated_step("odd", &[h], reach, &[]);
    let goal = d.reach("h");
    let mut ground = Ground::new(&d.law).unwrap();
    let path = Path::start(&d.law).within(h, Places::truth(false));
    let mut evaluator = Evaluator::new(&mut ground, &path, Reason::Found);
    let outcome = evaluator.truth(goal);
    assert!(outcome.fails && outcome.can_be_true() && outcome.can_be_false());
    assert!(evaluator.truth(reach).is_true());
}

/// What was found outside of a walk is not taken for an answer within one.
#[test]
fn reach_within_a_walk_is_told_from_reach_outside() {
    let mut d = Draft::bare();
    let (h, i) = (d.holding("h"), d.holding("i"));
    let no = d.bool(false);
    d.gated_step("closed", &[i], no, &[]);
    let reach_i = d.reach("i");
    d.gated_step("odd", &[h], reach_i, &[]);
    let reach_h = d.reach("h");
    let nothing = [(h, no), (i, no)];
    let (reach_i, reach_h) = (d.with(&nothing, reach_i), d.with(&nothing, reach_h));
    let mut ground = Ground::new(&d.law).unwrap();
    let path = Path::start(&d.law);
    let mut evaluator = Evaluator::new(&mut ground, &path, Reason::Found);
    assert!(evaluator.truth(reach_i).is_false());
    assert!(evaluator.truth(reach_h).fails);
    let given = [h, i].map(|holding| (holding, Some(Value::Bool(false))));
    let case = Case {
        law: &d.law,
        given: given.into(),
        walking: false,
    };
    assert_eq!(case.eval(reach_h), None);
}

/// On a single case everything is settled, except where a walk meets what it cannot.
#[test]
fn single_cases_are_settled() {
    let mut open = 0;
    let mut all = 0;
    for seed in 0..500 {
        let (law, questions) = Maker::new(seed).law();
        let mut ground = Ground::new(&law).unwrap();
        let (path, case) = case(&law, &mut Dice(seed));
        let point = point(&path, &case);
        for question in &questions {
            let outcome = Evaluator::new(&mut ground, &point, Reason::Found).truth(*question);
            all += 1;
            open += usize::from(!outcome.is_settled());
        }
    }
    println!("{open} of {all} open");
    assert!(open * 10 < all);
}
