//! Defines and the parts of terms and facts that are expressions.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Assumption, Expr as Kernel, InputId, TermId, TermRole, Type};
use crate::syntax::{Binding, Expr, ExprKind, Item, ItemKind, Name};

use super::Symbol;
use super::context::Checker;
use super::lower::{Clocks, Lower, Place};
use super::phrases::phrases_of;

impl<'c> Checker<'c> {
    /// A lowering of expressions of the law itself.
    pub fn lower<'s>(&'s mut self, scope: &'s [(String, InputId)], place: Place) -> Lower<'s> {
        Lower {
            law: &mut self.law,
            symbols: &self.symbols,
            found: &mut self.diagnostics,
            scope,
            elements: Vec::new(),
            place,
            clocks: Clocks::default(),
        }
    }

    /// Lowers the defines, each after those it uses. A define that uses itself, directly or
    /// through others, is reported with its circle.
    pub fn lower_defines(&mut self) {
        let pending = std::mem::take(&mut self.pending.defines);
        let positions: IndexMap<TermId, usize> = pending
            .iter()
            .enumerate()
            .map(|(at, (term, _))| (*term, at))
            .collect();
        let mut uses: Vec<Vec<usize>> = Vec::new();
        for (_, item) in &pending {
            let mut names = Vec::new();
            if let ItemKind::Define { expr, .. } = &item.kind {
                collect_names(expr, &mut names);
            }
            let used = names
                .iter()
                .filter(|used| used.of.is_none_or(|of| !self.is_field(of, used.name)))
                .filter_map(|used| match self.symbols.of(used.name) {
                    Some(Symbol::Term(term)) if self.law[term].role == TermRole::Define => {
                        positions.get(&term).copied()
                    }
                    _ => None,
                });
            uses.push(used.collect());
        }
        let (order, circles) = super::cycles::order(&uses);
        for circle in &circles {
            let members: Vec<&Item> = circle
                .iter()
                .filter_map(|at| pending.get(*at))
                .map(|(_, item)| *item)
                .collect();
            self.report_circle(&members);
        }
        let circular: BTreeSet<usize> = circles.into_iter().flatten().collect();
        for at in order.into_iter().filter(|at| !circular.contains(at)) {
            if let Some((term, item)) = pending.get(at) {
                self.lower_define(*term, item);
            }
        }
    }

    fn report_circle(&mut self, members: &[&Item]) {
        let names: Vec<&Name> = members.iter().filter_map(|item| item.kind.name()).collect();
        let (Some(first), Some(item)) = (names.first(), members.first()) else {
            return;
        };
        let diagnostic = if names.len() == 1 {
            let mut used = Vec::new();
            if let ItemKind::Define { expr, .. } = &item.kind {
                collect_names(expr, &mut used);
            }
            let itself = used
                .iter()
                .map(|used| used.name)
                .find(|name| name.text == first.text);
            Diagnostic::new(
                Code::CircularDefinition,
                format!("`{}` is defined by itself", first.text),
            )
            .at(itself.map_or(first.span, |name| name.span), "")
            .help(format!("say what `{}` means in other words", first.text))
        } else {
            let path: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
            let places = names.iter().map(|name| name.span);
            super::cycles::circle(
                Code::CircularDefinition,
                format!("a circle of definitions: {}", super::cycles::path(&path)),
                places,
            )
            .help("define one of them without the others")
        };
        self.report(diagnostic);
        self.symbols
            .note_broken(names.iter().map(|name| name.text.clone()));
    }

    fn lower_define(&mut self, term: TermId, item: &Item) {
        let ItemKind::Define { expr, phrases, .. } = &item.kind else {
            return;
        };
        let of = self.law[term].of;
        let mut lower = self.lower(&[], Place::Law);
        lower.elements.extend(of);
        let lowered = lower.expr(expr, None);
        match lowered {
            Some((id, ty)) => {
                self.law[term].ty = ty;
                self.law[term].phrases = phrases_of(ty, phrases);
                self.law[term].otherwise = Some(id);
            }
            None => {
                self.symbols
                    .note_broken(item.kind.name().map(|name| name.text.clone()));
            }
        }
    }

    /// The `otherwise` of terms, the `usually` of facts.
    pub fn lower_terms(&mut self) {
        for (term, expr) in std::mem::take(&mut self.pending.terms) {
            let (ty, of) = (self.law[term].ty, self.law[term].of);
            let mut lower = self.lower(&[], Place::Law);
            lower.elements.extend(of);
            let lowered = lower.of_term(expr, ty);
            self.law[term].otherwise = lowered;
        }
        for (input, expr) in std::mem::take(&mut self.pending.usuals) {
            let ty = self.law[input].ty;
            let places = self.law[input].places;
            let mut lower = self.lower(&[], Place::Law);
            let id = lower.of_type(expr, ty);
            let id = id.and_then(|id| lower.in_units(id, ty, places, expr.span));
            let id = id.and_then(|id| lower.in_range(input, id, expr.span));
            let Some(id) = id else {
                continue;
            };
            match *self.law.exprs.get(id) {
                Kernel::Lit(value) => {
                    let history = self.law[input].history;
                    let told = history.map_or(input, |history| history.ever);
                    self.law[told].usually = Some(value);
                }
                _ => self.report(
                    Diagnostic::new(Code::NotFixed, "an ordinary value is a fixed value")
                        .at(expr.span, ""),
                ),
            }
        }
        // What is ordinary of an element is so at every place.
        let slots: Vec<InputId> = self
            .law
            .lists
            .iter()
            .flat_map(|list| list.slots.iter().flatten().copied())
            .collect();
        for slot in slots {
            let field = self.law.field(slot);
            self.law[slot].usually = field.and_then(|field| self.law[field].usually);
        }
    }

    fn is_field(&self, of: &Name, name: &Name) -> bool {
        match self.symbols.of(of) {
            Some(Symbol::Record(record)) => self.law.find_field(record, &name.text).is_some(),
            _ => false,
        }
    }

    /// What holds of every possible person.
    pub fn lower_assumptions(&mut self) {
        for (words, expr) in std::mem::take(&mut self.pending.assumes) {
            if let Some(holds) = self.lower(&[], Place::Law).of_type(expr, Type::Bool) {
                self.law.assumes.push(Assumption { words, holds });
            }
        }
    }
}

/// A name that stands for a value in an expression, and the element it is said of.
pub struct Used<'e> {
    pub of: Option<&'e Name>,
    pub name: &'e Name,
}

/// The names that stand for values in an expression.
pub fn collect_names<'e>(expr: &'e Expr, names: &mut Vec<Used<'e>>) {
    match &expr.kind {
        ExprKind::Name(name) => names.push(Used { of: None, name }),
        ExprKind::Field(of, name) => names.push(Used { of: Some(of), name }),
        ExprKind::Fold(fold) => {
            for part in [&fold.condition, &fold.of, &fold.otherwise]
                .into_iter()
                .flatten()
            {
                collect_names(part, names);
            }
        }
        ExprKind::And(parts) | ExprKind::Or(parts) | ExprKind::Extreme(_, parts) => {
            parts.iter().for_each(|part| collect_names(part, names));
        }
        ExprKind::Not(inner)
        | ExprKind::Negative(inner)
        | ExprKind::Rounded(inner, ..)
        | ExprKind::Age(inner)
        | ExprKind::Without(inner, _)
        | ExprKind::State(inner, ..) => collect_names(inner, names),
        ExprKind::With(inner, bindings) => {
            collect_names(inner, names);
            for binding in bindings {
                match binding {
                    Binding::Equals(_, value) => collect_names(value, names),
                    Binding::Lasts(_, _, time) => {
                        let end = time.end.as_ref().map(|end| &end.day);
                        for day in time.since.iter().chain(end) {
                            collect_names(day, names);
                        }
                    }
                    Binding::NothingHeld(_)
                    | Binding::Holds(..)
                    | Binding::Flag(..)
                    | Binding::Elements(..) => {}
                }
            }
        }
        ExprKind::Among(inner, values) => {
            collect_names(inner, names);
            names.extend(values.iter().map(|name| Used { of: None, name }));
        }
        ExprKind::Days(_, left, right, _)
        | ExprKind::Implies(left, right)
        | ExprKind::On(left, right)
        | ExprKind::Governed(left, right)
        | ExprKind::Compare(_, left, right)
        | ExprKind::Arithmetic(_, left, right) => {
            collect_names(left, names);
            collect_names(right, names);
        }
        ExprKind::If(condition, yes, no) => {
            collect_names(condition, names);
            collect_names(yes, names);
            collect_names(no, names);
        }
        ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Decimal(_)
        | ExprKind::Percent(_)
        | ExprKind::Money(..)
        | ExprKind::Day(_)
        | ExprKind::Period(_)
        | ExprKind::Clock
        | ExprKind::ActDay(..)
        | ExprKind::Call(..)
        | ExprKind::Border(..)
        | ExprKind::Holds(_)
        | ExprKind::NothingHeld => {}
    }
}
