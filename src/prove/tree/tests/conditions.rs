//! Comparisons of days and numbers.

use super::*;

/// Rounding down gives the day before, if at all: whoever is 16 has passed the anniversary.
fn ages() -> Draft {
    let mut d = Draft::bare();
    d.typed_fact("born", Type::Date);
    let (born, day) = (d.named("born"), d.named("day"));
    let age = d.op(Op::Age, &[born, day]);
    let sixteen = d.int(16);
    let adult = d.at_least(age, sixteen);
    for (name, rounding) in [("down", Rounding::Down), ("up", Rounding::Up)] {
        let anniversary = d.years_later(born, 16, rounding);
        let passed = d.at_least(day, anniversary);
        let (no, neither) = (d.not(adult), d.not(passed));
        d.claim(&format!("adult after {name}"), &[adult], passed);
        let either = d.or(&[no, passed]);
        d.claim(&format!("adult or not {name}"), &[], either);
        d.claim(&format!("after {name} adult"), &[passed], adult);
        d.claim(&format!("before {name} minor"), &[neither], no);
    }
    d
}

#[test]
fn conditions_that_contradict_each_other() {
    let law = ages().law;
    assert_eq!(
        drawn(&prove(&law, "adult after down")),
        "\
day < born
  outside: the persons it is about
not day < born
  (age of born on day) < 16
    outside: the persons it is about
  not (age of born on day) < 16
    day < (born + 16 years rounded down)
      impossible: (age of born on day) < 16; day < (born + 16 years rounded down)
    not day < (born + 16 years rounded down)
      holds"
    );
    prove(&law, "adult after up");
    prove(&law, "after up adult");
    // Before the birth there is no age, which is no claim's truth.
    for name in ["adult or not down", "before up minor", "after down adult"] {
        let error = try_prove(&law, name).unwrap_err();
        assert!(
            matches!(error, NoTree::Refuted(_) | NoTree::Stuck),
            "{name}: {error}"
        );
    }
}

#[test]
fn another_day_is_another_condition() {
    let mut d = ages();
    d.typed_fact("entry", Type::Date);
    let (born, day, entry) = (d.named("born"), d.named("day"), d.named("entry"));
    let age = d.op(Op::Age, &[born, day]);
    let sixteen = d.int(16);
    let adult = d.at_least(age, sixteen);
    let then = d.with(&[(d.find("day"), entry)], adult);
    let later = d.at_least(day, entry);
    d.claim("once adult, always adult", &[then, later], adult);
    d.claim("now adult, adult then", &[adult, later], then);
    let law = d.law;
    let text = drawn(&prove(&law, "once adult, always adult"));
    assert!(text.contains("(age of born on entry) < 16"), "{text}");
    assert!(try_prove(&law, "now adult, adult then").is_err());
}

#[test]
fn numbers_days_and_overflow() {
    let mut d = Draft::bare();
    d.typed_fact("n", Type::Int);
    d.typed_fact("m", Type::Int);
    let (n, m) = (d.named("n"), d.named("m"));
    let (zero, limit) = (d.int(0), d.int(1_000));
    let positive = d.less(zero, n);
    let small = d.less(n, limit);
    let million = d.int(1_000_000_000_000);
    let product = d.op(Op::Multiply, &[n, million]);
    let product = d.op(Op::Multiply, &[product, limit]);
    let fine = d.at_least(product, million);
    d.claim("product", &[positive, small], fine);
    let five = d.int(5);
    let more = d.op(Op::Add, &[m, five]);
    let less = d.less(n, more);
    let m_less = d.less(m, n);
    let apart = d.op(Op::Subtract, &[n, m]);
    let within = d.less(apart, five);
    d.claim("difference", &[less, m_less], within);
    let equal = d.op(Op::Equal, &[n, five]);
    let ten = d.int(10);
    let even = d.less(n, ten);
    d.claim("equal", &[equal], even);
    let law = d.law;
    prove(&law, "product");
    assert!(drawn(&prove(&law, "difference")).contains("impossible: "));
    assert_eq!(
        drawn(&prove(&law, "equal")),
        "\
n < 10
  holds
n >= 10
  outside: the persons it is about"
    );
}

/// Born on 29 February 2084, one reaches the age of 16 in 2100, which has no such day.
#[test]
fn roundings_that_make_no_difference() {
    let mut d = Draft::bare();
    d.typed_fact("born", Type::Date);
    let born = d.named("born");
    let (down, up) = (
        d.years_later(born, 16, Rounding::Down),
        d.years_later(born, 16, Rounding::Up),
    );
    let same = d.op(Op::Equal, &[down, up]);
    for (name, bound) in [("up to 2083", "2084-02-29"), ("with 2084", "2084-03-01")] {
        let bound = d.date(bound);
        let earlier = d.less(born, bound);
        d.claim(name, &[earlier], same);
    }
    let law = d.law;
    assert_eq!(
        drawn(&prove(&law, "up to 2083")),
        "\
born < 2084-02-29
  holds
born >= 2084-02-29
  outside: the persons it is about"
    );
    assert!(matches!(
        try_prove(&law, "with 2084"),
        Err(NoTree::Refuted(_))
    ));
}

/// Half of an odd number of crowns is no amount; twice the half of an even one is the whole.
#[test]
fn whether_an_operation_has_a_result() {
    let mut d = Draft::bare();
    let crown = d.currency("crown", 0);
    d.typed_fact("pay", crown);
    let pay = d.named("pay");
    let two = d.law.exprs.lit(Value::Decimal(Ratio::whole(2)));
    let half = d.op(Op::Divide, &[pay, two]);
    let half = d.op(Op::Exact(0), &[half]);
    let twice = d.op(Op::Add, &[half, half]);
    let same = d.op(Op::Equal, &[twice, twice]);
    let less = d.op(Op::Less, &[twice, pay]);
    let not_less = d.not(less);
    d.claim("even", &[same], not_less);
    d.claim("any", &[], not_less);
    assert_eq!(
        drawn(&prove(&d.law, "even")),
        "\
(pay / 2) with 0 decimal places has a result
  holds
not (pay / 2) with 0 decimal places has a result
  outside: the persons it is about"
    );
    // Of odd amounts it has no answer.
    assert!(matches!(
        try_prove(&d.law, "any"),
        Err(NoTree::Refuted(_) | NoTree::Stuck)
    ));
}

/// A rule whose condition has no result for those who are not born gives them no value: whoever has
/// the value is born.
#[test]
fn a_rule_that_certainly_fails_gives_no_value() {
    let mut d = Draft::bare();
    d.typed_fact("born", Type::Date);
    let (born, day) = (d.named("born"), d.named("day"));
    let age = d.op(Op::Age, &[born, day]);
    let sixteen = d.int(16);
    let adult = d.at_least(age, sixteen);
    let (yes, no) = (d.bool(true), d.bool(false));
    let term = d.term("may swim", Type::Bool, Some(no));
    d.rule("adults", term, yes, &[adult]);
    let may = d.call(term);
    let unborn = d.less(day, born);
    let is_born = d.not(unborn);
    d.claim("swimmers are born", &[may], is_born);
    assert_eq!(
        drawn(&prove(&d.law, "swimmers are born")),
        "\
day < born
  outside: the persons it is about
not day < born
  holds"
    );
}
