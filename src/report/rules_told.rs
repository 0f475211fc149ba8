//! The rules behind an answer: which of them apply, and what is said of each.

use std::collections::BTreeSet;

use crate::eval::{Explanation, Reason, RuleStatus, Situation, Standing};
use crate::law::{Expr, InputId, InputKind, Law, ListId, RuleId, WrittenId};

use super::rule_words::{lacking, why};
use super::words::{bound_element, element, joined};

/// Whether a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applies {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// That depends on what is not given or on readings.
    Open,
    /// The law does not settle it.
    Unsettled,
}

/// A rule, and what is said of it in one situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTold {
    /// The rule.
    pub written: WrittenId,
    /// Whether it applies.
    pub applies: Applies,
    /// Why not, as a phrase; empty for a rule that applies. Of a rule of the elements of a list, for
    /// which of them.
    pub why: String,
    /// Where it is open: on what it depends.
    pub missing: BTreeSet<InputId>,
    /// It is one of the elements of a list: it may apply to one and not to another.
    pub of_elements: bool,
}

/// The rules met in an explanation, each once, in the order of the text. Rules about another step
/// are left out. A rule that applies to one thing and not to another applies; but one of the elements of
/// a list is told of both, with those to which it applies and those to which it does not.
pub fn rules_told(law: &Law, case: &Situation, explanation: &Explanation) -> Vec<RuleTold> {
    let mut all: Vec<RuleTold> = Vec::new();
    let met = met(law, explanation, |input| {
        matches!(law[input].kind, InputKind::Switch(_))
    });
    let asked: BTreeSet<RuleId> = met
        .iter()
        .filter(|met| !met.apart)
        .map(|met| met.status.rule)
        .collect();
    let mut of_elements: Vec<OfElements> = Vec::new();
    for met in met {
        let status = met.status;
        // What a rule asks without another says nothing of that one, nor of those told already.
        if met.apart && (status.standing == Standing::SwitchedOff || asked.contains(&status.rule)) {
            continue;
        }
        let told = RuleTold {
            written: law[status.rule].written,
            applies: applies(&status.standing),
            why: why(law, case, status),
            missing: match &status.standing {
                Standing::Open { missing } => lacking(law, case, missing),
                _ => BTreeSet::new(),
            },
            of_elements: false,
        };
        if let Some(element) = met.element
            && law.rule_of_element(status.rule).is_some()
        {
            let same = of_elements.iter_mut().find(|(known, _)| *known == told);
            match same {
                Some((_, elements)) if !elements.contains(&element) => elements.push(element),
                Some(_) => {}
                None => of_elements.push((told, vec![element])),
            }
            continue;
        }
        match all.iter_mut().find(|known| known.written == told.written) {
            Some(known) if told.applies < known.applies => *known = told,
            Some(_) => {}
            None => all.push(told),
        }
    }
    all.extend(told_of_elements(law, of_elements));
    all.sort_by_key(|told| (told.written, told.applies));
    all
}

/// What is said of a rule, and the elements of which it is said.
type OfElements = (RuleTold, Vec<Element>);

/// An element, by its list and place.
type Element = (ListId, usize);

/// What is said of rules of elements, with these: "the first child", "for the second child: is 12 or
/// older".
fn told_of_elements(law: &Law, found: Vec<OfElements>) -> Vec<RuleTold> {
    let mut all: Vec<RuleTold> = Vec::new();
    for (told, elements) in found {
        let elements = elements
            .iter()
            .map(|(list, place)| element(law, *list, *place));
        let elements = joined(&elements.collect::<Vec<_>>(), "and");
        let why = match told.why.is_empty() {
            true => elements,
            false => format!("for {elements}: {}", told.why),
        };
        let same =
            |known: &&mut RuleTold| known.written == told.written && known.applies == told.applies;
        match all.iter_mut().find(same) {
            Some(known) => known.why = format!("{}; {why}", known.why),
            None => all.push(RuleTold {
                why,
                of_elements: true,
                ..told
            }),
        }
    }
    all
}

/// The rules of an explanation and the exceptions to them, as they are met.
pub fn statuses<'e>(law: &Law, explanation: &'e Explanation) -> Vec<&'e RuleStatus> {
    let met = met(law, explanation, |_| false);
    met.into_iter().map(|met| met.status).collect()
}

/// The rules of an explanation, exceptions among them, that are about another step or another choice than the
/// one made.
pub fn of_other_steps(law: &Law, explanation: &Explanation) -> BTreeSet<WrittenId> {
    let reasons = explanation.all().into_iter().flat_map(|part| &part.because);
    let statuses = reasons.flat_map(|reason| match reason {
        Reason::Term(term) => term.rules.as_slice(),
        Reason::Rule(status) => std::slice::from_ref(status),
        _ => &[],
    });
    let mut next: Vec<&RuleStatus> = statuses.collect();
    let mut found = BTreeSet::new();
    while let Some(status) = next.pop() {
        if status.about_another_step {
            found.insert(law[status.rule].written);
        }
        next.extend(&status.exceptions);
    }
    found
}

/// Why the rules of an explanation do not apply: each with the phrase for it, which of a rule of the
/// elements of a list begins with the element.
pub fn statuses_with_why<'e>(
    law: &Law,
    case: &Situation,
    explanation: &'e Explanation,
) -> Vec<(&'e RuleStatus, String)> {
    let met = met(law, explanation, |_| false).into_iter();
    let told = met.map(|met| {
        let why = why(law, case, met.status);
        let why = match met.element {
            Some((list, place)) if law.rule_of_element(met.status.rule).is_some() => {
                format!("for {}: {why}", element(law, list, place))
            }
            _ => why,
        };
        (met.status, why)
    });
    told.collect()
}

/// A rule that is met in an explanation.
struct Met<'e> {
    status: &'e RuleStatus,
    /// It is met where a rule or define itself asks for something with some inputs bound.
    apart: bool,
    /// The element of a list that is spoken of there.
    element: Option<Element>,
}

/// The rules of an explanation, which are set apart where one of some inputs is bound.
fn met<'e>(
    law: &Law,
    explanation: &'e Explanation,
    set_apart: impl Fn(InputId) -> bool,
) -> Vec<Met<'e>> {
    let mut reasons: Vec<(&Reason, bool, Option<Element>)> = Vec::new();
    // Each part with whether it is behind a rule or define, whether it is set apart, and the element
    // spoken of.
    let mut parts = vec![(explanation, false, false, None)];
    while let Some((part, behind, apart, outer)) = parts.pop() {
        let start = parts.len();
        let element = match law.exprs.get(part.expr) {
            Expr::With(bindings, _) => bound_element(law, bindings.iter().copied()).or(outer),
            _ => outer,
        };
        for reason in &part.because {
            reasons.push((reason, apart, element));
            let behind = behind
                || matches!(
                    reason,
                    Reason::Term(_) | Reason::Rule(_) | Reason::Define(..)
                );
            let apart = apart
                || matches!(reason, Reason::Bound(bound, _)
                    if behind && bound.iter().any(|(input, _)| set_apart(*input)));
            let inner = reason.parts().into_iter();
            parts.extend(inner.map(|part| (part, behind, apart, element)));
        }
        parts.get_mut(start..).unwrap_or_default().reverse();
    }
    let mut found = Vec::new();
    for (reason, apart, element) in reasons {
        let of_reason: &[RuleStatus] = match reason {
            Reason::Term(term) => &term.rules,
            Reason::Rule(status) => std::slice::from_ref(status),
            _ => &[],
        };
        let mut next: Vec<&RuleStatus> = of_reason.iter().rev().collect();
        while let Some(status) = next.pop() {
            if !status.about_another_step {
                found.push(Met {
                    status,
                    apart,
                    element,
                });
                next.extend(status.exceptions.iter().rev());
            }
        }
    }
    found
}

/// Whether a rule applies.
pub fn applies(standing: &Standing) -> Applies {
    match standing {
        Standing::Wins => Applies::Yes,
        Standing::Open { .. } => Applies::Open,
        Standing::Failed { .. } => Applies::Unsettled,
        _ => Applies::No,
    }
}
