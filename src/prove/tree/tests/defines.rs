//! Yes-or-no defines decided as a whole.

use super::*;
use crate::law::TermId;

/// Who is of age hangs on a reading and two dates.
fn of_age() -> (Draft, TermId) {
    let mut d = Draft::bare();
    d.typed_fact("born", Type::Date);
    d.typed_fact("entry", Type::Date);
    d.typed_fact("rich", Type::Bool);
    d.reading("leap", &["february", "march"]);
    let (born, day) = (d.named("born"), d.named("day"));
    let birthday = |d: &mut Draft, rounding| {
        let birthday = d.years_later(born, 16, rounding);
        d.at_least(day, birthday)
    };
    let (down, up) = (
        birthday(&mut d, Rounding::Down),
        birthday(&mut d, Rounding::Up),
    );
    let february = d.has_value("leap", "february");
    let meaning = d.law.exprs.add(Expr::If(february, down, up));
    let adult = d.define("adult", meaning);
    (d, adult)
}

#[test]
fn a_define_is_not_looked_into_where_it_need_not_be() {
    let (mut d, adult) = of_age();
    let (adult, rich) = (d.call(adult), d.named("rich"));
    let either = d.or(&[adult, rich]);
    d.claim("either", &[adult], either);
    d.claim("rich adults", &[adult, rich], adult);
    let law = d.law;
    assert_eq!(
        drawn(&prove(&law, "either")),
        "\
adult
  holds
not adult
  outside: the persons it is about"
    );
    prove(&law, "rich adults");
}

#[test]
fn its_parts_are_looked_at_where_they_matter() {
    let (mut d, adult) = of_age();
    let (adult, february) = (d.call(adult), d.has_value("leap", "february"));
    let (born, day) = (d.named("born"), d.named("day"));
    let sixteenth = d.years_later(born, 16, Rounding::Down);
    let reached = d.at_least(day, sixteenth);
    d.claim("adults have passed the day before", &[adult], reached);
    d.claim("who has passed it is an adult", &[february, reached], adult);
    d.claim("on any reading", &[reached], adult);
    let law = d.law;
    prove(&law, "adults have passed the day before");
    prove(&law, "who has passed it is an adult");
    // Born on 29 February, on the day before the birthday.
    assert!(try_prove(&law, "on any reading").is_err());
}

#[test]
fn on_another_day_it_may_be_otherwise() {
    let (mut d, adult) = of_age();
    let adult = d.call(adult);
    let entry = d.named("entry");
    let then = d.with(&[(d.find("day"), entry)], adult);
    d.claim("then as now", &[adult], then);
    let day = d.named("day");
    let earlier = d.at_least(day, entry);
    let march = d.has_value("leap", "march");
    d.claim("once adult, always adult", &[march, then, earlier], adult);
    let law = d.law;
    assert!(try_prove(&law, "then as now").is_err());
    prove(&law, "once adult, always adult");
}

#[test]
fn a_define_that_may_fail_is_not_decided() {
    let mut d = Draft::bare();
    d.typed_fact("born", Type::Date);
    d.typed_fact("a", Type::Bool);
    let (born, day, a) = (d.named("born"), d.named("day"), d.named("a"));
    let age = d.op(Op::Age, &[born, day]);
    let sixteen = d.int(16);
    let old = d.at_least(age, sixteen);
    let meaning = d.and(&[old, a]);
    let term = d.define("adult", meaning);
    let adult = d.call(term);
    let minor = d.not(adult);
    let either = d.or(&[adult, minor]);
    d.claim("either", &[a], either);
    let unborn = d.less(day, born);
    let is_born = d.not(unborn);
    d.claim("either, once born", &[a, is_born], either);
    let law = d.law;
    assert!(matches!(try_prove(&law, "either"), Err(NoTree::Refuted(_))));
    let text = drawn(&prove(&law, "either, once born"));
    let (before, _) = text.split_once("not day < born").unwrap();
    assert!(!before.contains("adult"), "{text}");
}
