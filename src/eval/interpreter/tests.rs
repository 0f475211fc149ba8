use super::super::Fault;
use super::super::draft::{Draft, day};
use super::*;
use crate::law::Type;

#[test]
fn an_absent_input_is_open() {
    let mut draft = Draft::new();
    let (a, b) = (draft.fact("a"), draft.fact("b"));
    let (one, two) = (draft.is(a), draft.is(b));
    let both = draft.and(&[one, two]);
    assert_eq!(
        draft.eval(&draft.person(&[(a, true)]), both),
        Outcome::missing(b)
    );
    assert!(draft.eval(&draft.person(&[(a, false)]), both).is_false());
}

#[test]
fn operations_fail_before_they_are_open() {
    let mut draft = Draft::new();
    let a = draft.input("a", InputKind::Fact, Type::Int);
    let max = draft.int(i64::MAX);
    let (a, overflow) = (draft.is(a), draft.op(Op::Add, &[max, max]));
    let sum = draft.op(Op::Add, &[a, overflow]);
    let cause = Cause::Arithmetic(overflow, Fault::Overflow);
    assert_eq!(draft.eval(&draft.person(&[]), sum), Outcome::failed(cause));
}

#[test]
fn an_open_condition_matters_only_if_the_branches_differ() {
    let mut draft = Draft::new();
    let a = draft.fact("a");
    let (condition, one, two) = (draft.is(a), draft.int(1), draft.int(2));
    let same = draft.add(Expr::If(condition, one, one));
    let other = draft.add(Expr::If(condition, one, two));
    let nobody = draft.person(&[]);
    assert_eq!(draft.eval(&nobody, same), Outcome::Value(Value::Int(1)));
    assert_eq!(draft.eval(&nobody, other), Outcome::missing(a));
    assert_eq!(
        draft.eval(&draft.person(&[(a, false)]), other).value(),
        Some(Value::Int(2))
    );
}

#[test]
fn a_failed_condition_matters_only_if_the_branches_differ() {
    let mut draft = Draft::new();
    let a = draft.input("a", InputKind::Fact, Type::Int);
    let gap = draft.term("gap", Type::Bool, None);
    let (gap, one, two, a_is) = (draft.call(gap), draft.int(1), draft.int(2), draft.is(a));
    let [same, other, open] = [one, two, a_is].map(|no| draft.add(Expr::If(gap, one, no)));
    let nobody = draft.person(&[]);
    assert_eq!(draft.eval(&nobody, same), Outcome::Value(Value::Int(1)));
    assert!(draft.eval(&nobody, other).is_failed());
    // What is missing may still make the branches the same.
    assert_eq!(draft.eval(&nobody, open), Outcome::missing(a));
    let is_one = nobody.with(a, Value::Int(1));
    assert_eq!(draft.eval(&is_one, open), Outcome::Value(Value::Int(1)));
}

#[test]
fn no_step_is_taken_unless_one_is() {
    let mut draft = Draft::new();
    draft.step("enter", &[]);
    let occasion = draft.law.occasion().unwrap();
    let (none, enter) = (draft.equals(occasion, 0), draft.equals(occasion, 1));
    let nobody = draft.person(&[]);
    assert!(draft.eval(&nobody, none).is_true());
    assert!(draft.eval(&nobody, enter).is_false());
    let entering = nobody.with(occasion, draft.value(occasion, 1));
    assert!(draft.eval(&entering, enter).is_true());
}

#[test]
fn another_day_does_not_move_the_law() {
    let mut draft = Draft::new();
    let clock = draft.law.day().unwrap();
    let law_clock = InputId::at(1);
    let (today, law_today) = (draft.is(clock), draft.is(law_clock));
    let later = draft.date("2030-06-01");
    let on_another = draft.add(Expr::With(vec![(clock, later)], today));
    let law_on_another = draft.add(Expr::With(vec![(clock, later)], law_today));
    let governed = draft.add(Expr::With(vec![(law_clock, later)], law_today));
    let person = draft.person(&[]);
    let at = |text| Outcome::Value(Value::Day(day(text)));
    assert_eq!(draft.eval(&person, law_today), at("2025-01-01"));
    assert_eq!(draft.eval(&person, on_another), at("2030-06-01"));
    assert_eq!(draft.eval(&person, law_on_another), at("2025-01-01"));
    assert_eq!(draft.eval(&person, governed), at("2030-06-01"));
}

#[test]
fn bindings_are_evaluated_outside_and_end_with_their_expression() {
    let mut draft = Draft::new();
    let (a, b) = (draft.fact("a"), draft.fact("b"));
    let (is_a, is_b) = (draft.is(a), draft.is(b));
    let swapped = draft.add(Expr::With(vec![(a, is_b), (b, is_a)], is_a));
    let both = draft.and(&[swapped, is_a]);
    assert!(
        draft
            .eval(&draft.person(&[(a, true), (b, false)]), both)
            .is_false()
    );
    assert_eq!(
        draft.eval(&draft.person(&[(a, true)]), both),
        Outcome::missing(b)
    );
    assert!(
        draft
            .eval(&draft.person(&[(a, true), (b, true)]), both)
            .is_true()
    );
}

#[test]
fn deep_and_shared_expressions() {
    let mut draft = Draft::new();
    let a = draft.fact("a");
    let mut expr = draft.is(a);
    for _ in 0..2_000 {
        let term = draft.define("link", expr);
        let call = draft.call(term);
        // Twice in every link: 2²⁰⁰⁰ paths, but each part is evaluated once.
        let not = draft.add(Expr::Not(call));
        expr = draft.add(Expr::If(call, call, not));
    }
    let person = draft.person(&[(a, true)]);
    assert!(draft.eval(&person, expr).is_true());
    assert_eq!(draft.eval(&draft.person(&[]), expr), Outcome::missing(a));
}

#[test]
fn an_unchecked_circle_is_a_failure() {
    let mut draft = Draft::new();
    let term = draft.term("circle", Type::Bool, None);
    let call = draft.call(term);
    let not = draft.not(call);
    let twice = draft.and(&[call, not]);
    draft.law[term].otherwise = Some(twice);
    assert!(draft.eval(&draft.person(&[]), call).is_failed());
}

#[test]
fn wrong_types_fail() {
    let mut draft = Draft::new();
    let a = draft.fact("a");
    let is_a = draft.is(a);
    let yes = draft.bool(true);
    let ill = draft.add(Expr::And(vec![is_a, yes]));
    let person = draft.person(&[]).with(a, Value::Int(1));
    assert!(draft.eval(&person, ill).is_failed());
}

/// What holds over time: of the day at hand by itself, of other days by its history.
#[test]
fn a_history_tells_of_every_other_day() {
    let mut draft = Draft::new();
    let visa = draft.holding("visa");
    let history = draft.history("visa");
    let clock = draft.law.day().unwrap();
    let held = draft.is(visa);
    let early = draft.date("2024-06-01");
    let on_another = draft.with(&[(clock, early)], held);
    let yes = draft.bool(true);
    let supposed = draft.with(&[(visa, yes)], held);
    let supposed_another = draft.with(&[(visa, yes)], on_another);
    let time = |from: &str, through: &str| {
        draft
            .on("2025-01-01")
            .with(history.ever, Value::Bool(true))
            .with(history.since, Value::Day(day(from)))
            .with(history.through, Value::Day(day(through)))
    };
    let later = time("2024-06-02", "2025-01-01");
    assert!(draft.eval(&later, held).is_true());
    assert!(draft.eval(&later, on_another).is_false());
    let earlier = time("2024-06-01", "2024-12-31");
    assert!(draft.eval(&earlier, held).is_false());
    assert!(draft.eval(&earlier, on_another).is_true());
    assert!(draft.eval(&earlier, supposed).is_true());
    // A supposition is one on the day on which it is made, and so is what is given.
    let never = draft
        .on("2025-01-01")
        .with(history.ever, Value::Bool(false));
    assert!(draft.eval(&never, supposed_another).is_false());
    let today = draft.person(&[(visa, true)]);
    assert!(draft.eval(&today, held).is_true());
    assert!(draft.eval(&today, on_another).is_open());
    // A time that is supposed tells of every day, that of the case not excepted.
    let (same, late) = (draft.date("2025-01-01"), draft.date("2025-06-01"));
    let on_the_same = draft.with(&[(clock, same)], held);
    let (last, life) = (
        draft.date("2299-12-31"),
        draft.law[visa].history.unwrap().life,
    );
    let times = [
        (history.ever, yes),
        (history.since, late),
        (history.through, last),
    ];
    let life = draft.with(&times, life);
    let supposed_time = draft.with(&[&times[..], &[(visa, life)]].concat(), on_the_same);
    assert!(draft.eval(&today, on_the_same).is_true());
    assert!(draft.eval(&today, supposed_time).is_false());
}

/// What holds through the day at hand is held, so within reach, whenever it began.
#[test]
fn what_lasts_through_today_is_within_reach() {
    let mut draft = Draft::new();
    let visa = draft.holding("visa");
    let history = draft.history("visa");
    let clock = draft.law.day().unwrap();
    let reach = draft.add(Expr::Reach(visa));
    let last = draft.date("2025-01-01");
    let on_the_last = draft.with(&[(clock, last)], reach);
    let person = |on: &str| {
        draft
            .on(on)
            .with(history.ever, Value::Bool(true))
            .with(history.through, Value::Day(day("2025-01-01")))
    };
    assert!(draft.eval(&person("2025-01-01"), reach).is_true());
    assert!(draft.eval(&person("2024-12-31"), reach).is_open());
    assert!(draft.eval(&person("2024-12-31"), on_the_last).is_true());
    assert!(draft.eval(&person("2025-01-02"), reach).is_false());
}
