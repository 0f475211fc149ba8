//! Of whom the reasons speak, and under which circumstances.

use crate::eval::Explanation;
use crate::law::{Expr, ExprId, InputKind};
use crate::report::words::{self, bound_element, clause, element, is_about_things, said_of_person};

use super::Reasons;
use super::told::Element;

/// Circumstances that are not those of the case.
#[derive(Clone)]
pub(super) struct Circumstances {
    /// "on 1 January 2024", "but for “Supplement”".
    words: String,
    /// They matter to rules alone, and to no fact.
    of_rules: bool,
}

/// The element that is spoken of, and the circumstances.
pub(super) type SpokenOf = (Option<Element>, Vec<Circumstances>);

impl Reasons<'_> {
    pub(super) fn spoken_of(&self) -> SpokenOf {
        (self.told.element, self.told.circumstances.clone())
    }

    pub(super) fn speak_of(&mut self, (element, circumstances): SpokenOf) {
        self.told.element = element;
        self.told.circumstances = circumstances;
    }

    /// What is spoken of within what an expression binds.
    pub(super) fn within(&self, whole: &Explanation, outer: &SpokenOf) -> SpokenOf {
        let law = self.law;
        let Expr::With(bindings, _) = law.exprs.get(whole.expr) else {
            return outer.clone();
        };
        let element = bound_element(law, bindings.iter().copied());
        let mut circumstances = outer.1.clone();
        for of_rules in [false, true] {
            let told = bindings.iter().copied().filter(|(input, _)| {
                let kind = law[*input].kind;
                match kind {
                    InputKind::Day => !of_rules,
                    InputKind::LawDay | InputKind::Switch(_) => of_rules,
                    _ => false,
                }
            });
            let told: Vec<_> = told.collect();
            if !told.is_empty() {
                let words = words::circumstances(law, &told).words();
                circumstances.push(Circumstances { words, of_rules });
            }
        }
        (element.or(outer.0), circumstances)
    }

    /// Of whom something is said.
    pub(super) fn subject(&self, of_element: bool) -> String {
        match self.told.element {
            Some((list, place)) if of_element => element(self.law, list, place),
            _ => "the person".to_owned(),
        }
    }

    /// A yes-or-no expression as a sentence.
    pub(super) fn stated(&self, expr: ExprId, holds: bool) -> String {
        let of_element = self.told.element.is_some() && self.law.said_of_element(expr).is_some();
        if of_element && !is_about_things(self.law, expr) {
            return format!(
                "{} {}",
                self.subject(of_element),
                said_of_person(self.law, expr, holds)
            );
        }
        clause(self.law, expr, holds)
    }

    /// What is told of the case, under the circumstances spoken of; of facts those of rules alone
    /// do not matter.
    pub(super) fn here(&self, of_rules: bool, told: impl IntoIterator<Item = String>) -> String {
        let under: Vec<&str> = self
            .told
            .circumstances
            .iter()
            .filter(|one| of_rules || !one.of_rules)
            .map(|one| one.words.as_str())
            .collect();
        let told: Vec<String> = told.into_iter().filter(|told| !told.is_empty()).collect();
        let told = told.join("; ");
        let all = under.into_iter().chain([told.as_str()]);
        let all: Vec<&str> = all.filter(|told| !told.is_empty()).collect();
        all.join(", ")
    }
}
