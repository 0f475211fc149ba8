//! An operation without a result, as `audit` finds it.

use crate::eval::{Cause, Fault};
use crate::law::{Expr, ExprId, Law, Op, TermId, TermRole};
use crate::verdict::NeededBy;

use super::rule_words::{cause_words, term_words};
use super::words::{heading, input_phrase, thing};

/// The name in the files of what has no value.
pub(super) fn name(law: &Law, by: NeededBy) -> String {
    match (by, given(law, by)) {
        (NeededBy::Otherwise(term), _) | (_, Some(term)) => law[term].name.clone(),
        (NeededBy::Value(rule) | NeededBy::Conditions(rule), None) => law[rule].name.clone(),
    }
}

/// What needs the result: "the fee", "whether “Large flats” applies".
pub(super) fn needing(law: &Law, by: NeededBy) -> String {
    let term = given(law, by).map(|term| term_words(law, term));
    match by {
        NeededBy::Otherwise(term) => term_words(law, term),
        NeededBy::Value(rule) | NeededBy::Conditions(rule) => {
            term.unwrap_or_else(|| format!("whether “{}” applies", heading(law, rule)))
        }
    }
}

/// The term that has no value, where rules name it.
fn given(law: &Law, by: NeededBy) -> Option<TermId> {
    let mut terms = match by {
        NeededBy::Conditions(_) => Vec::new(),
        NeededBy::Value(_) | NeededBy::Otherwise(_) => by.terms(law),
    }
    .into_iter();
    terms.find(|term| law[*term].is_given_values())
}

/// What was found, in a sentence.
pub(super) fn sentence(law: &Law, by: NeededBy, of: ExprId) -> String {
    let what = match by {
        NeededBy::Otherwise(_) => ", where no rule says it",
        NeededBy::Value(_) | NeededBy::Conditions(_) => "",
    };
    format!(
        "Somebody is left without an answer on {}{what}: {}.",
        needing(law, by),
        why(law, of)
    )
}

/// Why an operation has no result.
fn why(law: &Law, of: ExprId) -> String {
    let fault = match law.exprs.get(of) {
        Expr::Call(term) => {
            return match law[*term].role {
                TermRole::Never(input) => {
                    let holds = input_phrase(law, input, true);
                    format!("a person who never {holds} has no first and no last day of that")
                }
                _ => cause_words(law, &Cause::Gap(*term)),
            };
        }
        Expr::Op(Op::Divide, operands) => match operands.as_slice() {
            [_, by] => {
                let (of, by) = (thing(law, of), thing(law, *by));
                return format!("“{of}” has no result where {by} is 0");
            }
            _ => Fault::DivisionByZero,
        },
        Expr::Op(Op::Exact(_), _) => Fault::NotWhole,
        _ => Fault::OutsideCalendar,
    };
    cause_words(law, &Cause::Arithmetic(of, fault))
}

/// What would settle it.
pub(super) fn settled_by(law: &Law, by: NeededBy) -> Vec<String> {
    let first = match (by, given(law, by)) {
        (NeededBy::Value(rule), Some(term)) => format!(
            "a rule that says {} for these persons and comes before “{}”, by `despite {}`",
            term_words(law, term),
            heading(law, rule),
            law[rule].name
        ),
        (NeededBy::Otherwise(term), _) => {
            format!(
                "a rule that says {} for these persons",
                term_words(law, term)
            )
        }
        (NeededBy::Value(rule) | NeededBy::Conditions(rule), _) => format!(
            "a condition of “{}” that leaves these persons out",
            heading(law, rule)
        ),
    };
    let mut named = by.terms(law).into_iter();
    let named = named.find(|term| law[*term].is_given_values());
    let intended = named.map(|term| {
        let term = &law[term].name;
        format!("that the text leaves it open, by `intended gap {term}`")
    });
    [first].into_iter().chain(intended).collect()
}
