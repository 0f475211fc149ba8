use super::super::draft::{Draft, day};
use super::*;
use crate::law::Ratio;

const YES: Option<Value> = Some(Value::Bool(true));
const NO: Option<Value> = Some(Value::Bool(false));

fn settled_of_nobody(draft: &Draft, expr: ExprId) -> Option<Value> {
    settled(&draft.law, &draft.person(&[]), expr)
}

/// `date + 12 years rounded down`, which the calendar has for days up to 2287.
fn after_12_years(draft: &mut Draft, date: ExprId) -> ExprId {
    let twelve = crate::calendar::Period::Months(144);
    draft.op(Op::Plus(twelve, crate::calendar::Rounding::Down), &[date])
}

#[test]
fn a_count_lies_between_none_and_all() {
    let mut draft = Draft::new();
    let born = draft.input("born", InputKind::Fact, Type::Date);
    let (born, some_day) = (draft.is(born), draft.date("2025-01-01"));
    let early = draft.op(Op::Less, &[born, some_day]);
    let (one, none, two) = (draft.int(1), draft.int(0), draft.int(2));
    let part = draft.add(Expr::If(early, one, none));
    let count = draft.op(Op::Add, &[part, part]);
    let (three, few) = (draft.int(3), draft.op(Op::Less, &[count, two]));
    let at_most_two = draft.op(Op::Less, &[count, three]);
    let is_three = draft.op(Op::Equal, &[count, three]);
    assert_eq!(settled_of_nobody(&draft, at_most_two), YES);
    assert_eq!(settled_of_nobody(&draft, is_three), NO);
    assert_eq!(settled_of_nobody(&draft, few), None);
}

#[test]
fn the_greater_of_two_is_no_less_than_the_one_that_is_known() {
    let mut draft = Draft::new();
    for ty in [Type::Int, Type::Decimal] {
        let age = draft.input("age", InputKind::Fact, ty);
        let number = |draft: &mut Draft, number: i64| match ty {
            Type::Int => draft.int(number),
            _ => draft.add(Expr::Lit(Value::Decimal(Ratio::whole(number)))),
        };
        let (age, twenty) = (draft.is(age), number(&mut draft, 20));
        let less = draft.op(Op::Less, &[age, twenty]);
        let greater = draft.add(Expr::If(less, twenty, age));
        let lesser = draft.add(Expr::If(less, age, twenty));
        for (bound, of_greater, of_lesser) in [(18, NO, None), (21, None, YES), (20, NO, None)] {
            let bound = number(&mut draft, bound);
            for (of, wanted) in [(greater, of_greater), (lesser, of_lesser)] {
                let asked = draft.op(Op::Less, &[of, bound]);
                assert_eq!(settled_of_nobody(&draft, asked), wanted, "{ty:?} {bound:?}");
            }
        }
    }
}

#[test]
fn what_may_have_no_value_is_not_settled_unless_the_rules_exclude_it() {
    let mut draft = Draft::new();
    let born = draft.input("born", InputKind::Fact, Type::Date);
    let (born, today) = (draft.is(born), draft.named("day"));
    let grown = after_12_years(&mut draft, born);
    let young = draft.op(Op::Less, &[today, grown]);
    let (one, none, two) = (draft.int(1), draft.int(0), draft.int(2));
    let part = draft.add(Expr::If(young, one, none));
    let few = draft.op(Op::Less, &[part, two]);
    // Of those born after 2287 it would have no value.
    assert_eq!(settled_of_nobody(&draft, few), None);
    let unborn = draft.op(Op::Less, &[today, born]);
    let all_born = draft.not(unborn);
    let nobody = draft.person(&[]);
    let mut bounds = Bounds::new(&draft.law, &nobody, false);
    bounds.suppose(all_born, true);
    assert_eq!(bounds.expr(few).value(), YES);
}

#[test]
fn rules_that_may_conflict_or_leave_a_gap_settle_nothing() {
    for (otherwise, values, below, wanted) in [
        (Some(0), [5, 10], true, YES),
        (Some(0), [5, 10], false, None),
        (Some(0), [5, 5], false, YES),
        (None, [5, 10], true, None),
    ] {
        let mut draft = Draft::new();
        let born = draft.input("born", InputKind::Fact, Type::Date);
        let (born, some_day) = (draft.is(born), draft.date("2025-01-01"));
        let early = draft.op(Op::Less, &[born, some_day]);
        let late = draft.op(Op::Less, &[some_day, born]);
        let otherwise = otherwise.map(|value| draft.int(value));
        let term = draft.term("meals", Type::Int, otherwise);
        let [one, two] = values.map(|value| draft.int(value));
        let lower = draft.rule("lower", term, one, &[early]);
        let upper = draft.rule("upper", term, two, &[late]);
        if below {
            draft.despite(upper, lower);
        }
        let (call, most) = (draft.call(term), draft.int(11));
        let few = draft.op(Op::Less, &[call, most]);
        assert_eq!(settled_of_nobody(&draft, few), wanted, "{values:?}");
    }
}

/// What holds through a day holds on it, whenever it began; of the day before it is not known.
#[test]
fn what_lasts_through_a_day_holds_on_it() {
    let mut draft = Draft::new();
    let visa = draft.holding("visa");
    let history = draft.history("visa");
    let held = draft.is(visa);
    let through = |text: &str| {
        draft
            .on("2025-01-01")
            .with(history.ever, Value::Bool(true))
            .with(history.through, Value::Day(day(text)))
    };
    let of = |text| settled(&draft.law, &through(text), held);
    assert_eq!(of("2025-01-01"), YES);
    assert_eq!(of("2025-01-02"), None);
}

/// Of the greater of a number and 3, whatever the number is; of an amount alike, of which there is
/// no least one.
#[test]
fn the_greater_of_two_is_no_less_than_either() {
    let mut draft = Draft::new();
    let crown = draft.currency("crown", 0);
    let Type::Money(currency) = crown else {
        panic!("a currency is money");
    };
    let money = |number| Value::Money(currency, Ratio::whole(number));
    for (ty, three, four) in [
        (Type::Int, Value::Int(3), Value::Int(4)),
        (crown, money(3), money(4)),
    ] {
        let of = draft.input("of", InputKind::Fact, ty);
        let of = draft.is(of);
        let [three, four] = [three, four].map(|value| draft.law.exprs.lit(value));
        let less = draft.op(Op::Less, &[of, three]);
        let greater = draft.add(Expr::If(less, three, of));
        let below_3 = draft.op(Op::Less, &[greater, three]);
        let below_4 = draft.op(Op::Less, &[greater, four]);
        assert_eq!(settled_of_nobody(&draft, below_3), NO, "{ty:?}");
        assert_eq!(settled_of_nobody(&draft, below_4), None, "{ty:?}");
    }
}

/// A value is the same as itself, and the greater of two unknown ones no less than either. A sum
/// that may not fit into 64 bits may have no value.
#[test]
fn what_is_compared_with_itself_is_settled() {
    let mut draft = Draft::new();
    let [one, two] = ["one", "two"].map(|name| draft.input(name, InputKind::Fact, Type::Int));
    let (one, two) = (draft.is(one), draft.is(two));
    let same = draft.op(Op::Equal, &[one, one]);
    let less = draft.op(Op::Less, &[one, one]);
    assert_eq!(settled_of_nobody(&draft, same), YES);
    assert_eq!(settled_of_nobody(&draft, less), NO);
    let one_is_less = draft.op(Op::Less, &[one, two]);
    let greater = draft.add(Expr::If(one_is_less, two, one));
    let below_one = draft.op(Op::Less, &[greater, one]);
    assert_eq!(settled_of_nobody(&draft, below_one), None);
    // As `check` draws a comparison out of a conditional.
    let two_below_one = draft.op(Op::Less, &[two, one]);
    let drawn = draft.add(Expr::If(one_is_less, two_below_one, less));
    assert_eq!(settled_of_nobody(&draft, drawn), None);
    let not_below = draft.not(one_is_less);
    let drawn = draft.add(Expr::If(one_is_less, one_is_less, not_below));
    assert_eq!(settled_of_nobody(&draft, drawn), YES);
    let sum = draft.op(Op::Add, &[one, two]);
    let same_sum = draft.op(Op::Equal, &[sum, sum]);
    assert_eq!(settled_of_nobody(&draft, same_sum), None);
}

/// Of 31 days a visa is held on 31 at most and on none at least, whenever it was.
#[test]
fn days_held_lie_within_their_window() {
    let mut draft = Draft::new();
    draft.holding("visa");
    let history = draft.history("visa");
    let [since, last] = [history.since, history.through].map(|input| draft.is(input));
    let [from, to] = ["2025-01-01", "2025-01-31"].map(|text| draft.date(text));
    let later = draft.op(Op::Less, &[from, since]);
    let earlier = draft.op(Op::Less, &[last, to]);
    let (one, none) = (draft.int(1), draft.int(0));
    let [neither, end, start, both] =
        [(from, to), (from, last), (since, to), (since, last)].map(|(from, to)| {
            let backwards = draft.op(Op::Less, &[to, from]);
            let days = draft.op(Op::Days, &[from, to]);
            let days = draft.op(Op::Add, &[days, one]);
            draft.add(Expr::If(backwards, none, days))
        });
    let from_since = draft.add(Expr::If(earlier, both, start));
    let from_from = draft.add(Expr::If(earlier, end, neither));
    let days = draft.add(Expr::If(later, from_since, from_from));
    let of = |draft: &mut Draft, most: i64| {
        let most = draft.int(most);
        let over = draft.op(Op::Less, &[most, days]);
        settled_of_nobody(draft, over)
    };
    assert_eq!(of(&mut draft, 31), NO);
    assert_eq!(of(&mut draft, 30), None);
    assert_eq!(of(&mut draft, 0), None);
    assert_eq!(of(&mut draft, -1), YES);
}

/// `n > 3 implies n > 2`, of everybody; not `n > 3 implies n > 4`. So it is of the conjunction that
/// nobody satisfies.
#[test]
fn each_part_is_looked_at_where_those_before_do_not_decide() {
    let mut draft = Draft::new();
    let number = draft.input("number", InputKind::Fact, Type::Int);
    let number = draft.is(number);
    let [two, three, four] = [2, 3, 4].map(|value| draft.int(value));
    let [above_2, above_3, above_4] =
        [two, three, four].map(|than| draft.op(Op::Less, &[than, number]));
    let not_above_3 = draft.not(above_3);
    let weaker = draft.or(&[not_above_3, above_2]);
    assert_eq!(settled_of_nobody(&draft, weaker), YES);
    let stronger = draft.or(&[not_above_3, above_4]);
    assert_eq!(settled_of_nobody(&draft, stronger), None);
    let not_above_2 = draft.not(above_2);
    let nobody = draft.and(&[above_3, not_above_2]);
    assert_eq!(settled_of_nobody(&draft, nobody), NO);
    // Within another supposition, and without it again.
    let both = draft.and(&[above_2, weaker, stronger]);
    assert_eq!(settled_of_nobody(&draft, both), None);
}
