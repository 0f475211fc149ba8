//! Passages that are not modelled: what they taint is unknown, whatever else is known.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    Expr, ExprId, Ground, Input, InputKind, Phrases, RuleId, StepId, TermId, TermRole, Type,
    Unmodelled, WrittenId,
};
use crate::syntax::{self, Name, Words};
use crate::text::Span;

use super::Symbol;
use super::context::{Checker, add_input};
use super::declare::PLACES;
use super::phrases::folded;

impl<'c> Checker<'c> {
    pub fn declare_unmodelled(
        &mut self,
        name: &Name,
        ground: &syntax::Ground,
        because: &Words,
        taints: &'c [Name],
    ) {
        self.declare_name(name, Symbol::Unmodelled);
        let ground = self.grounds(std::slice::from_ref(ground)).pop();
        let Some(Ground::Cited(citation)) = ground else {
            return;
        };
        let place = self.law.unmodelled.len();
        self.law.unmodelled.push(Unmodelled {
            name: self.symbols.full(name),
            citation,
            because: folded(because),
        });
        let tainted = taints.iter().map(|name| (place, name));
        self.pending.taints.extend(tainted);
    }

    /// Makes unknown what passages that are not modelled taint.
    pub fn taint(&mut self) {
        let mut known: BTreeMap<&str, Span> = BTreeMap::new();
        for (passage, name) in std::mem::take(&mut self.pending.taints) {
            if let Some(first) = known.insert(&name.text, name.span) {
                let message = format!("`{}` is tainted by a passage already", name.text);
                self.report(
                    Diagnostic::new(Code::DuplicateClause, message)
                        .at(name.span, "")
                        .note("the first time", first, "")
                        .help("name it once; `because` may say which other passages matter"),
                );
                continue;
            }
            let symbol = self.symbols.find(
                name,
                "a term, rule or procedure",
                &mut self.diagnostics,
                |symbol| {
                    matches!(
                        symbol,
                        Symbol::Term(_) | Symbol::Rule(_) | Symbol::Provision(_) | Symbol::Step(_)
                    )
                    .then_some(symbol)
                },
            );
            match symbol {
                Some(Symbol::Term(term)) => self.taint_value(passage, term, name),
                Some(Symbol::Rule(rule)) => {
                    let versions: Vec<WrittenId> = self.symbols.versions(rule).collect();
                    self.taint_rules(passage, &versions);
                }
                Some(Symbol::Provision(provision)) => {
                    let rules = self.law.rules_of(provision);
                    self.taint_rules(passage, &rules);
                }
                Some(Symbol::Step(step)) => self.taint_step(passage, step),
                _ => {}
            }
        }
    }

    /// What the passage would settle: an input that nobody gives.
    fn unknown(&mut self, passage: usize, ty: Type) -> Option<ExprId> {
        let known = self.law.unmodelled.get(passage)?;
        let places = match ty {
            Type::Money(currency) => self.law[currency].places,
            Type::Decimal => PLACES,
            Type::Bool | Type::Int | Type::Date | Type::Period(_) | Type::Enum(_) => 0,
        };
        let input = Input {
            name: known.name.clone(),
            span: None,
            kind: InputKind::Unmodelled,
            ty,
            places,
            range: None,
            phrases: Phrases {
                main: Some(known.citation.quote.clone()),
                ..Phrases::default()
            },
            usually: None,
            history: None,
        };
        let input = add_input(&mut self.law, input);
        Some(self.law.exprs.add(Expr::In(input)))
    }

    fn taint_value(&mut self, passage: usize, term: TermId, name: &Name) {
        let replaced = matches!(self.law[term].ty, Type::Int | Type::Date | Type::Period(_));
        if self.law[term].role == TermRole::Define && replaced {
            self.report(
                Diagnostic::new(
                    Code::WrongKind,
                    format!("`{}` is a define of a number, day or period", name.text),
                )
                .at(name.span, "")
                .help("such a define is only another way to write its meaning; taint a term, a rule, or a define of yes or no"),
            );
            return;
        }
        self.taint_term(passage, term);
    }

    fn taint_term(&mut self, passage: usize, term: TermId) {
        let unknown = self.unknown(passage, self.law[term].ty);
        self.law[term].rules.clear();
        self.law[term].otherwise = unknown;
    }

    /// Whether rules apply is unknown; that they are about a step remains.
    fn taint_rules(&mut self, passage: usize, rules: &[WrittenId]) {
        for written in rules {
            let Some(unknown) = self.unknown(passage, Type::Bool) else {
                return;
            };
            for rule in self.law[*written].rules.clone() {
                // What stands for another is as unknown as that is.
                if self.law.is_stand_in(rule) {
                    continue;
                }
                let about: Option<ExprId> = self.occasion_of(rule);
                self.law[rule].conditions = about.into_iter().chain([unknown]).collect();
            }
        }
    }

    /// The condition of a rule that its step is being taken, if it has it.
    fn occasion_of(&mut self, rule: RuleId) -> Option<ExprId> {
        let step = self.step_of.get(&rule).copied()?;
        let occasion = self.on_occasion(step);
        self.law[rule]
            .conditions
            .contains(&occasion)
            .then_some(occasion)
    }

    /// Whether a step is open, what it requires and whether it is due are unknown.
    fn taint_step(&mut self, passage: usize, step: StepId) {
        let (open, norm) = (self.law[step].open, self.law[step].norm);
        let requirements = self.law[step].requirements.clone();
        for term in [open, norm].into_iter().chain(requirements) {
            self.taint_term(passage, term);
        }
    }
}
