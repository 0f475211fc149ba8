//! What would settle that the law gives no answer in a case: nothing of it is for a program to choose.

use crate::eval::Cause;
use crate::law::{Law, RuleId, TermId};

use super::conflict::answer;
use super::rule_words::term_words;
use super::words::heading;

/// Each way by itself, to be written into the rules; none where it is for the rules to say in another way, as of an
/// operation without a result.
pub(super) fn ways(law: &Law, cause: &Cause) -> Vec<String> {
    match cause {
        Cause::Gap(term) if law.is_parameter(*term) => {
            vec![format!(
                "a value of {} for this day",
                term_words(law, *term)
            )]
        }
        Cause::Gap(term) if law[*term].is_given_values() => vec![
            format!(
                "a rule that says {} for this person",
                term_words(law, *term)
            ),
            "what is so where no rule applies, by `otherwise`".to_owned(),
            format!(
                "that the text leaves it open, by `intended gap {}`",
                law[*term].name
            ),
        ],
        Cause::Conflict(term, rules) => orders(law, *term, rules),
        _ => Vec::new(),
    }
}

/// One of the rules comes first, or none does.
fn orders(law: &Law, term: TermId, rules: &[RuleId]) -> Vec<String> {
    let name = |rule: &RuleId| law[law[*rule].written].name.clone();
    let first = rules.iter().map(|rule| {
        let others = rules.iter().filter(|other| *other != rule);
        let others: Vec<String> = others.map(name).collect();
        format!(
            "“{}” comes first, by `despite {}` in it: {}",
            heading(law, law[*rule].written),
            others.join(", "),
            answer(law, term, *rule)
        )
    });
    let mut ways: Vec<String> = first.collect();
    let all = match ways.len() {
        2 => "both are kept, by a `reading` of which each rule asks for one answer",
        _ => "all are kept, by a `reading` of which each rule asks for one answer",
    };
    ways.push(all.to_owned());
    if let [one, other] = rules {
        ways.push(format!(
            "the text leaves it so, by `intended conflict {}, {}`",
            name(one),
            name(other)
        ));
    }
    ways
}
