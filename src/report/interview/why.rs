//! Why something is asked.

use crate::eval::{Interview, Situation, Wanted};
use crate::law::{ExprId, Law, Type, Value};

use super::super::answer::{Answer, Says};
use super::super::layout::{LEVEL, Page};
use super::super::proof::grounds;
use super::super::words::{comes_to, heading};
use super::behind::rules;
use super::choices::{answered, values};
use super::{REMARK, remark};

/// So many rules are shown where it is asked why something is asked.
const RULES_LIMIT: usize = 3;

/// Why something is asked: what an answer would settle, and the sentences behind the question.
pub fn why(
    law: &Law,
    case: &Situation,
    expr: ExprId,
    interview: &Interview<'_>,
    wanted: Wanted,
) -> String {
    let mut page = Page::new();
    if let Wanted::Value(input) = wanted {
        let ty = law[input].ty;
        let mut all: Vec<Value> = values(law, expr, input);
        if ty == Type::Bool {
            all.reverse();
        }
        for of in all {
            let mut supposed = case.clone();
            for (input, value) in law.given(input, of) {
                supposed.set(input, value);
            }
            if interview.next(&supposed).is_some() {
                continue;
            }
            let answer = Answer::new(law, &supposed, String::new(), expr);
            let settled = match answer.parts.as_deref() {
                Ok([part]) => match part.says {
                    Says::Is(to) => format!(": {}", comes_to(law, expr, to)),
                    Says::Undetermined(_) | Says::Unsettled(_) => String::new(),
                },
                _ => String::new(),
            };
            let told = format!("“{}” settles it{settled}.", answered(law, input, of));
            page.paragraph(REMARK / LEVEL, &told);
        }
    }
    let rules = rules(law, case, expr, wanted);
    for rule in rules.iter().take(RULES_LIMIT) {
        page.hanging(REMARK, "", REMARK, &format!("{}:", heading(law, *rule)));
        grounds::tell_at(&mut page, REMARK + LEVEL, law, law.own_grounds(*rule));
    }
    let told = page.finish();
    if told.is_empty() {
        return remark("The answer is part of the question asked.");
    }
    told
}
