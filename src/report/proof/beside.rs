//! Two neighbouring people, or one person under two laws, told side by side.

use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{Between, Form, InputId, InputKind, Law, Type, Value};
use crate::report::layout::{Page, Table};
use crate::report::words::{
    clause, input_phrase, is_about_things, noun, question, said_of_person, thing, value,
};
use crate::verdict::Witness;

use super::steps::{Grounds, rules_behind};
use super::{grounds, refuted, unsettled};

/// A person for whom a claim of a form of its own fails, on both sides.
pub struct Beside {
    /// The one.
    pub one: Situation,
    /// The other.
    pub other: Situation,
    /// In what they differ.
    pub differs: Vec<(InputId, Value, Value)>,
}

impl Beside {
    /// The two sides of a witness.
    pub fn of(law: &Law, form: &Form, witness: &Witness) -> Self {
        let one = Situation::of(law, witness.day, witness.values());
        let (mut one, mut other) = (one.clone(), one);
        let mut differs = Vec::new();
        match &form.between {
            Between::Laws { day, .. } => {
                let first = match Interpreter::new(law, &one).evaluate(*day) {
                    Outcome::Value(Value::Day(day)) => Some(day),
                    _ => None,
                };
                if let (Some(clock), Some(first)) = (law.law_day(), first)
                    && let Some(eve) = first.previous()
                {
                    one.set(clock, Value::Day(eve));
                    other.set(clock, Value::Day(first));
                    differs.push((clock, Value::Day(eve), Value::Day(first)));
                }
            }
            Between::Neighbours { twins, .. } => {
                for (input, twin) in twins {
                    let (Some(of_one), Some(of_other)) = (one.get(*input), one.get(*twin)) else {
                        continue;
                    };
                    other.set(*input, of_other);
                    if of_one != of_other {
                        differs.push((*input, of_one, of_other));
                    }
                }
            }
        }
        Self {
            one,
            other,
            differs,
        }
    }
}

/// What the two differ in and what becomes of each, and the sentences behind both; where one of them has no
/// answer, or no is the answer, why that is so.
pub fn tell(
    page: &mut Page,
    law: &Law,
    form: &Form,
    witness: &Witness,
    (called, how): (&str, Grounds),
) {
    let beside = Beside::of(law, form, witness);
    let outcomes =
        [&beside.one, &beside.other].map(|side| Interpreter::new(law, side).evaluate(form.outcome));
    let mut table = Table::new();
    let [one, other] = match form.between {
        Between::Laws { .. } => {
            let days = beside.differs.first();
            days.map_or([String::new(), String::new()], |(_, eve, first)| {
                [eve, first].map(|day| format!("by the law of {}", value(law, *day)))
            })
        }
        Between::Neighbours { .. } => ["the one", "the other"].map(str::to_owned),
    };
    table.row(["", &one, &other], "");
    if let Between::Neighbours { .. } = form.between {
        for (input, one, other) in &beside.differs {
            let [one, other] = [one, other].map(|of| value(law, *of));
            table.row([named(law, *input), one, other], "");
        }
    }
    let [of_one, of_other] = outcomes.each_ref().map(|outcome| match outcome {
        Outcome::Value(of) => value(law, *of),
        Outcome::Open(_) => "depends on what is not told".to_owned(),
        Outcome::Fail(_) => "no answer".to_owned(),
    });
    table.row([asked(law, form), of_one, of_other], "");
    page.gap();
    page.table(2, &table);
    page.gap();
    let [of_one, of_other] = &outcomes;
    let sides = [(&beside.other, of_other), (&beside.one, of_one)];
    let failing = sides.iter().find_map(|(side, outcome)| match outcome {
        Outcome::Fail(causes) => Some((*side, causes.iter().cloned().collect::<Vec<_>>())),
        _ => None,
    });
    let lacks = |outcome: &Outcome| form.ty == Type::Bool && *outcome == Outcome::truth(false);
    if let Some((side, causes)) = failing {
        unsettled::tell(page, law, side, form.outcome, &causes);
    } else if let Some(at) = sides.iter().position(|(_, outcome)| lacks(outcome)) {
        let (side, headed) = match at {
            0 => (&beside.other, other),
            _ => (&beside.one, one),
        };
        let called = match (&form.between, at) {
            (Between::Neighbours { .. }, _) => headed,
            (Between::Laws { .. }, 0) => called.to_owned(),
            (Between::Laws { .. }, _) => format!("{headed}, {called}"),
        };
        refuted::parts(page, law, (side, witness.day), (form.outcome, &called), how);
        return;
    }
    let mut behind = rules_behind(law, &beside.one, form.outcome);
    for ground in rules_behind(law, &beside.other, form.outcome) {
        if !behind.contains(&ground) {
            behind.push(ground);
        }
    }
    grounds::tell(page, 2, law, &behind);
}

/// What an input is called in the first column.
fn named(law: &Law, input: InputId) -> String {
    match law[input].kind {
        InputKind::Reading => format!("“{}”", question(law, input)),
        _ if law[input].ty == Type::Bool => {
            let phrase = input_phrase(law, input, true);
            format!("the person {phrase}")
        }
        _ => format!("the {}", noun(law, input)),
    }
}

/// What the outcome is called there.
pub fn asked(law: &Law, form: &Form) -> String {
    match form.ty {
        Type::Bool if is_about_things(law, form.outcome) => clause(law, form.outcome, true),
        Type::Bool => format!("the person {}", said_of_person(law, form.outcome, true)),
        _ => thing(law, form.outcome),
    }
}
