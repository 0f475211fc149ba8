//! How many questions an interview takes, for ordinary persons of the laws in `rules`.

use crate::calendar::Day;
use crate::eval::{Interview, Situation, Wanted};
use crate::law::{Expr, ExprId, InputKind, Law, TermId, Type, Value};

use super::testing::law;

/// What somebody is asked who says no to everything but this, or what is usual; and what is not asked since
/// it follows.
fn asked(law: &Law, goal: ExprId, on: &str, says: &[(&str, Value)]) -> [Vec<String>; 2] {
    let mut situation = Situation::on(law, Day::parse_iso(on).unwrap()).with_step_open();
    let (mut asked, mut followed) = (Vec::new(), Vec::new());
    let mut passed = Vec::new();
    loop {
        let interview = Interview::new(law, goal).passing(passed.iter().copied());
        let (wanted, follows) = interview.next_beside(&mut situation);
        followed.extend(follows.iter().map(|one| law[one.input].name.clone()));
        let Some(wanted) = wanted else {
            return [asked, followed];
        };
        let input = wanted.input();
        let declared = &law[input];
        asked.push(declared.name.clone());
        if matches!(wanted, Wanted::Time(_)) {
            passed.push(wanted);
            continue;
        }
        let said = says.iter().find(|(name, _)| *name == declared.name);
        let ordinary = match (declared.kind, declared.ty) {
            (InputKind::Length(_), _) => Some(Value::Int(0)),
            (_, Type::Bool) => Some(Value::Bool(false)),
            (_, ty) => law[law.field(input).unwrap_or(input)]
                .usually
                .or_else(|| Value::at_place(ty, 0)),
        };
        let Some(answer) = said.map(|(_, value)| *value).or(ordinary) else {
            passed.push(wanted);
            continue;
        };
        for (input, value) in law.given(input, answer) {
            situation.set(input, value);
        }
    }
}

fn within_reach(law: &mut Law, holding: &str) -> ExprId {
    let input = law
        .inputs_of(|_| true)
        .find(|input| law[*input].name == holding);
    law.exprs.add(Expr::Reach(input.unwrap()))
}

fn term(law: &mut Law, name: &str) -> ExprId {
    let at = law.terms.iter().position(|term| term.name == name);
    law.exprs.add(Expr::Call(TermId::at(at.unwrap())))
}

fn member(law: &Law, fact: &str, place: usize) -> Value {
    let input = law
        .inputs_of(|_| true)
        .find(|input| law[*input].name == fact);
    Value::at_place(law[input.unwrap()].ty, place).unwrap()
}

/// Every answer of somebody who says no to all matters: each alone, with the others as they are, would
/// change the result on some reading. So no order asks for less, but for what follows: who has no
/// registration has none for the document in question either.
#[test]
fn of_the_first_law_what_follows_is_not_asked() {
    let mut kz = law("kz");
    let foreigner = member(&kz, "status", 1);
    let says = [("status", foreigner), ("needs_visa", Value::Bool(true))];
    let visa = within_reach(&mut kz, "visa");
    let [asked, follows] = asked(&kz, visa, "2025-07-02", &says);
    assert_eq!(follows, ["registered_for_this"]);
    assert_eq!(asked.len(), 15, "{asked:?}");
}

/// On 1 August 2025 the exemption of who lives in the dwelling is over, on either reading of its last day.
/// The rent of the year matters on one reading of the limit, the payment and the length of the stay
/// wherever a levy is owed.
#[test]
fn of_the_levy_what_is_over_is_not_asked() {
    let mut levy = law("levy");
    let goal = term(&mut levy, "levy");
    let [asked, follows] = asked(&levy, goal, "2025-08-01", &[]);
    assert_eq!(asked, ["payment", "year_rent", "long_stay"]);
    assert!(follows.is_empty());
}

/// An entry takes a lease, a lease an account, and an account an entry, but for students and for those to
/// whom a relative lets: all five matter to who says no to all. Births do not.
#[test]
fn of_the_dwelling_births_are_not_asked() {
    let mut dwelling = law("dwelling");
    let goal = within_reach(&mut dwelling, "entry");
    let [mut asked, _] = asked(&dwelling, goal, "2025-08-01", &[]);
    asked.sort_unstable();
    assert_eq!(asked, ["account", "entry", "lease", "relative", "student"]);
}

/// Who has no children is given no pass, single or not.
#[test]
fn of_the_pass_who_has_no_children_is_asked_nothing_else() {
    let mut pass = law("family_pass");
    let goal = term(&mut pass, "pass");
    let [asked, _] = asked(&pass, goal, "2025-09-15", &[]);
    assert_eq!(asked, ["children"]);
}
