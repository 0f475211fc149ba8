//! Why something did not come about: the rules that could have brought it about, what each of them lacks, and
//! what sets it aside.

use crate::eval::{
    Explanation, Outcome, Reason, RuleStatus, Situation, Standing, TermExplanation, explain,
};
use crate::law::{Claim, Expr, Ground, Law, ListId, TermRole, Value, WrittenId};
use crate::report::counted;
use crate::report::layout::Page;
use crate::report::rule_words::{does_not_apply, why};
use crate::report::words::{bound_element, constant, element};
use crate::verdict::Witness;

use super::{grounds, steps};

/// So many rules are told.
const LIMIT: usize = 8;

/// So deep it is looked into conditions: behind those of a rule, those of the rules that could have met them.
const DEPTH: usize = 2;

/// A rule that could have brought something about.
struct Lacking<'e> {
    status: &'e RuleStatus,
    /// The element of a list that is spoken of.
    element: Option<(ListId, usize)>,
}

/// A rule that could have brought something about and does not apply.
pub struct DoesNotApply {
    /// The rule.
    pub rule: WrittenId,
    /// That it does not apply, and why, as a sentence.
    pub words: String,
    /// The rules that set it aside.
    pub by: Vec<WrittenId>,
}

/// Each rule that could have brought about what a claim says of a person of whom it is not so.
pub fn of_witness(law: &Law, claim: &Claim, witness: &Witness) -> Vec<DoesNotApply> {
    let situation = &Situation::of(law, witness.day, witness.values());
    let mut told: Vec<DoesNotApply> = Vec::new();
    if claim.form.is_some() {
        return told;
    }
    for (part, claimed) in steps::failing(law, situation, claim.claim, true) {
        let is_told_otherwise = matches!(law.exprs.get(part), Expr::Reach(_))
            || constant(law, part).is_some()
            || law.waiting(part).is_some();
        let explanation = explain(law, situation, part);
        if !claimed || is_told_otherwise || matches!(explanation.outcome, Outcome::Fail(_)) {
            continue;
        }
        for one in found(law, situation, &explanation) {
            if told.iter().all(|known| known.words != one.words) {
                told.push(one);
            }
        }
    }
    told
}

/// Each rule that could have brought about what an explanation says is not so, with the condition that fails or what
/// sets it aside.
fn found(law: &Law, situation: &Situation, explanation: &Explanation) -> Vec<DoesNotApply> {
    let mut all = Vec::new();
    lacking(law, explanation, None, DEPTH, &mut all);
    let one = |one: &Lacking<'_>| {
        let rule = law[one.status.rule].written;
        let to = match one.element {
            Some((list, place)) if law.rule_of_element(one.status.rule).is_some() => {
                format!(" to {}", element(law, list, place))
            }
            _ => String::new(),
        };
        let by = match &one.status.standing {
            Standing::Lifted { by } | Standing::Defeated { by } => by.as_slice(),
            _ => &[],
        };
        let (told, why) = (
            does_not_apply(law, rule, &to),
            why(law, situation, one.status),
        );
        DoesNotApply {
            rule,
            words: format!("{told}: {why}."),
            by: by.iter().map(|by| law[*by].written).collect(),
        }
    };
    all.iter().map(one).collect()
}

/// The rules that could have brought about what an explanation says is not so, each with the condition that
/// fails or what sets it aside, and the sentences; then the other sentences that decide it. `false`, with
/// nothing told, where it is not for want of a rule that applies.
pub fn tell(page: &mut Page, law: &Law, situation: &Situation, explanation: &Explanation) -> bool {
    let all = found(law, situation, explanation);
    if all.is_empty() {
        return false;
    }
    let mut told: Vec<WrittenId> = Vec::new();
    let mut quoted: Vec<Ground> = Vec::new();
    for one in all.iter().take(LIMIT) {
        page.paragraph(2, &one.words);
        for id in [one.rule].iter().chain(&one.by) {
            told.push(*id);
            let own = law[*id].grounds.iter().filter(|own| !quoted.contains(own));
            let own: Vec<Ground> = own.cloned().collect();
            grounds::tell(page, 3, law, &own);
            quoted.extend(own);
        }
    }
    if let Some(more) = all.len().checked_sub(LIMIT).filter(|more| *more > 0) {
        page.paragraph(
            2,
            &format!("… and {}", counted(more, "more rule", "more rules")),
        );
    }
    let mut rest: Vec<Ground> = Vec::new();
    for rule in steps::deciding(law, situation, explanation.expr) {
        if !told.contains(&rule) && steps::is_in_force(law, situation, rule) {
            let own = law[rule].grounds.iter();
            rest.extend(own.filter(|own| !quoted.contains(own)).cloned());
        }
    }
    grounds::tell(page, 2, law, &rest);
    true
}

/// Rules that are of other days, about other steps or left out by the question are none that could.
fn lacking<'e>(
    law: &Law,
    explanation: &'e Explanation,
    spoken_of: Option<(ListId, usize)>,
    depth: usize,
    found: &mut Vec<Lacking<'e>>,
) {
    for reason in &explanation.because {
        match reason {
            Reason::Operand(inner) | Reason::Define(_, inner) => {
                lacking(law, inner, spoken_of, depth, found);
            }
            Reason::Bound(_, inner) => {
                let bound = match law.exprs.get(explanation.expr) {
                    Expr::With(bindings, _) => bound_element(law, bindings.iter().copied()),
                    _ => None,
                };
                lacking(law, inner, bound.or(spoken_of), depth, found);
            }
            Reason::Term(term) if is_denied(law, term) => {
                for status in &term.rules {
                    if !could_apply(law, term, status) {
                        continue;
                    }
                    found.push(Lacking {
                        status,
                        element: spoken_of,
                    });
                    if let Some(deeper) = depth.checked_sub(1).filter(|deeper| *deeper > 0) {
                        for condition in &status.conditions {
                            lacking(law, condition, spoken_of, deeper, found);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether no rule makes it so.
fn is_denied(law: &Law, term: &TermExplanation) -> bool {
    let is_no = term.outcome == Outcome::Value(Value::Bool(false));
    term.winners.is_empty() && (is_no || matches!(law[term.term].role, TermRole::Norm(_)))
}

fn could_apply(law: &Law, term: &TermExplanation, status: &RuleStatus) -> bool {
    let allows = matches!(law[term.term].role, TermRole::Norm(_)) && !law.is_binding(status.rule);
    let is_set_aside = matches!(
        status.standing,
        Standing::ConditionFalse { .. } | Standing::Lifted { .. } | Standing::Defeated { .. }
    );
    is_set_aside && !status.about_another_step && !allows
}
