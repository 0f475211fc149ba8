//! The conditions of rules and provisions, and what of a case meets them.

use std::collections::BTreeSet;

use crate::eval::{Explanation, Outcome, Reason, Situation};
use crate::law::{
    Expr, ExprId, InputId, InputKind, Law, ListId, Op, ProvisionId, StepId, TermRole, Value,
    WrittenId,
};
use crate::report::values_seen::days_seen;
use crate::report::which_elements::which_elements;
use crate::report::words::{does_with, joined, person, reading_taken};

/// Every input that an explanation names.
pub(super) fn inputs(law: &Law, explanation: &Explanation) -> BTreeSet<InputId> {
    let of = |part: &Explanation| match law.exprs.get(part.expr) {
        Expr::In(input) => Some(*input),
        _ => None,
    };
    explanation.all().into_iter().filter_map(of).collect()
}

/// Whether no rule is behind it.
pub(super) fn is_plain(law: &Law, explanation: &Explanation) -> bool {
    explanation.all().iter().all(|part| {
        part.because.iter().all(|reason| match reason {
            Reason::Operand(_) => true,
            // What a list comes to, of which every element has its part.
            Reason::Define(term, _) => matches!(law[*term].role, TermRole::Fold(_)),
            Reason::Bound(bound, _) => bound
                .iter()
                .all(|(input, _)| matches!(law[*input].kind, InputKind::Field(_))),
            _ => false,
        })
    })
}

pub(super) fn is_reading(law: &Law, expr: ExprId) -> bool {
    match law.exprs.get(expr) {
        Expr::In(input) => law[*input].kind == InputKind::Reading,
        Expr::Lit(_) => true,
        Expr::Op(_, operands) => operands.iter().all(|operand| is_reading(law, *operand)),
        _ => false,
    }
}

/// What of the case meets conditions: the facts, holdings, choices and readings in them.
#[derive(Default)]
pub(super) struct Facts {
    given: Vec<(InputId, Value)>,
    steps: Vec<(StepId, Vec<(InputId, Value)>)>,
    readings: Vec<(InputId, Value)>,
    /// The days counted from facts.
    days: Vec<String>,
    /// Which elements of lists meet what these are asked for.
    elements: Vec<String>,
}

impl Facts {
    /// What meets these. `element` is the one that is spoken of.
    pub fn of(
        law: &Law,
        case: &Situation,
        element: Option<(ListId, usize)>,
        conditions: &[&Explanation],
    ) -> Self {
        let mut facts = Self::default();
        for condition in conditions {
            let days = days_seen(law, condition).into_iter();
            let fresh = days.filter(|day| !facts.days.contains(day));
            let fresh: Vec<String> = fresh.collect();
            facts.days.extend(fresh);
            facts.elements.extend(which_elements(law, case, condition));
            for input in own_inputs(law, condition) {
                let input = element
                    .and_then(|at| of_element(law, input, at))
                    .unwrap_or(input);
                if let Some(value) = case.get(input) {
                    facts.add(law, condition, input, value);
                }
            }
        }
        facts
    }

    fn add(&mut self, law: &Law, condition: &Explanation, input: InputId, value: Value) {
        match law[input].kind {
            InputKind::Fact | InputKind::Holding | InputKind::Length(_) | InputKind::Slot(..)
                if !self.given.contains(&(input, value)) =>
            {
                self.given.push((input, value));
            }
            // A question may be about another choice than the one made, and says it itself.
            InputKind::Choice(step) if comes_to(law, condition, input, value) => {
                match self.steps.iter_mut().find(|(known, _)| *known == step) {
                    Some((_, chosen)) if chosen.contains(&(input, value)) => {}
                    Some((_, chosen)) => chosen.push((input, value)),
                    None => self.steps.push((step, vec![(input, value)])),
                }
            }
            InputKind::Reading if !self.readings.contains(&(input, value)) => {
                self.readings.push((input, value));
            }
            _ => {}
        }
    }

    /// All of them.
    pub fn seen(&self) -> Vec<(InputId, Value)> {
        let chosen = self.steps.iter().flat_map(|(_, chosen)| chosen);
        let all = self.given.iter().chain(chosen).chain(&self.readings);
        all.copied().collect()
    }

    /// All of them in words: "a foreigner born on 15 June 1985".
    pub fn words(&self, law: &Law) -> String {
        let person = person(law, &self.given);
        let mut told = person.conditions;
        let steps = self.steps.iter();
        told.extend(steps.map(|(step, chosen)| does_with(law, *step, chosen)));
        let told = joined(&told, "and");
        let told = match (person.is_anybody, told.is_empty()) {
            (true, _) => told,
            (false, true) => person.described,
            (false, false) => format!("{} who {told}", person.described),
        };
        let readings = self.readings.iter();
        let readings: Vec<String> = readings
            .map(|(reading, taken)| reading_taken(law, *reading, *taken))
            .collect();
        // A reading is no fact of the person: it stands apart.
        let told = [
            told,
            self.elements.join("; "),
            self.days.join("; "),
            joined(&readings, "and"),
        ];
        let told: Vec<String> = told.into_iter().filter(|told| !told.is_empty()).collect();
        told.join("; ")
    }
}

/// Whether an input has this value where a condition looks at it.
fn comes_to(law: &Law, condition: &Explanation, input: InputId, value: Value) -> bool {
    let is_it = |part: &&Explanation| {
        matches!(law.exprs.get(part.expr), Expr::In(of) if *of == input)
            && part.outcome == Outcome::Value(value)
    };
    condition.all().iter().any(is_it)
}

/// Whether it says something of a list.
pub(super) fn of_a_list(law: &Law, condition: &Explanation) -> bool {
    own_inputs(law, condition)
        .into_iter()
        .any(|input| matches!(law[input].kind, InputKind::Length(_) | InputKind::Slot(..)))
}

/// Whether it asks what a list comes to, or compares that.
pub(super) fn asks_a_list(law: &Law, expr: ExprId) -> bool {
    match law.exprs.get(expr) {
        Expr::Call(term) => matches!(law[*term].role, TermRole::Fold(_)),
        Expr::Op(_, operands) => operands.iter().any(|operand| asks_a_list(law, *operand)),
        _ => false,
    }
}

/// Whether it says no more than that a list has an element at some place.
pub(super) fn is_presence(law: &Law, expr: ExprId) -> bool {
    match law.exprs.get(expr) {
        Expr::Op(Op::Less, operands) => operands.iter().any(|operand| {
            matches!(law.exprs.get(*operand), Expr::In(input)
                if matches!(law[*input].kind, InputKind::Length(_)))
        }),
        _ => false,
    }
}

/// The inputs in a condition, not those of rules behind it.
pub(super) fn own_inputs(law: &Law, condition: &Explanation) -> BTreeSet<InputId> {
    let mut found = BTreeSet::new();
    let mut next = vec![condition];
    while let Some(part) = next.pop() {
        match law.exprs.get(part.expr) {
            Expr::In(input) => {
                found.insert(*input);
            }
            // The fields of the element that decides.
            Expr::With(bindings, _) => found.extend(elements_fields(law, bindings)),
            _ => {}
        }
        next.extend(part.because.iter().filter_map(|reason| match reason {
            Reason::Operand(inner) | Reason::Define(_, inner) | Reason::Bound(_, inner) => {
                Some(inner)
            }
            _ => None,
        }));
    }
    found
}

/// A field of the element at a place.
fn of_element(law: &Law, field: InputId, (list, place): (ListId, usize)) -> Option<InputId> {
    let fields = &law[law[list].record].fields;
    let at = fields.iter().position(|known| *known == field)?;
    law[list].slots.get(place)?.get(at).copied()
}

/// The fields of an element that is bound.
fn elements_fields(law: &Law, bindings: &[(InputId, ExprId)]) -> Vec<InputId> {
    let slot = |(_, to): &(InputId, ExprId)| match law.exprs.get(*to) {
        Expr::In(input) => law.slot(*input).map(|_| *input),
        _ => None,
    };
    bindings.iter().filter_map(slot).collect()
}

/// The provisions of a rule, the outermost first.
pub(super) fn around(law: &Law, id: WrittenId) -> Vec<ProvisionId> {
    let mut found = Vec::new();
    let mut next = law[id].provision;
    while let Some(provision) = next {
        found.push(provision);
        next = law[provision].parent;
    }
    found.reverse();
    found
}

/// The conditions of a provision: those that all its rules have. What the head of a rule says of
/// the step is its own.
pub(super) fn shared_conditions(law: &Law, provision: ProvisionId) -> BTreeSet<ExprId> {
    let inside = law
        .rules
        .iter()
        .filter(|rule| around(law, rule.written).contains(&provision));
    let of_rules = inside.map(|rule| -> BTreeSet<ExprId> {
        let conjuncts = rule
            .conditions
            .iter()
            .flat_map(|id| law.exprs.conjuncts(*id));
        conjuncts
            .filter(|id| !is_about_the_step(law, *id))
            .collect()
    });
    of_rules
        .reduce(|shared, own| &shared & &own)
        .unwrap_or_default()
}

pub(super) fn is_about_the_step(law: &Law, expr: ExprId) -> bool {
    match law.exprs.get(expr) {
        Expr::Op(_, operands) => operands.iter().any(|operand| {
            matches!(law.exprs.get(*operand), Expr::In(input) if matches!(law[*input].kind, InputKind::Occasion | InputKind::Became))
        }),
        _ => false,
    }
}
