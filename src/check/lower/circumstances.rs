//! Expressions under other circumstances: on another day, by the law of another day, if something
//! were so.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, InputId, InputKind, Type, Value, WrittenId};
use crate::syntax::{Applied, Binding, Expr, Name};
use crate::text::Span;

use super::super::decided::{Circumstances, decided};
use super::super::{Symbol, arising};
use super::{Clocks, Is, Lower, Lowered, Place, Wanted, denied};

impl Lower<'_> {
    /// With a clock set to another day.
    pub(super) fn on_day(
        &mut self,
        inner: &Expr,
        (clock, clocks): (InputId, Clocks),
        day: &Expr,
        wanted: Option<Type>,
    ) -> Lowered {
        let day = self.supposed(day, Type::Date);
        let outside = std::mem::replace(&mut self.clocks, clocks);
        let inner = self.expr(inner, wanted);
        self.clocks = outside;
        let (inner, kind) = inner?;
        Some((
            self.law.exprs.add(Kernel::With(vec![(clock, day?)], inner)),
            kind,
        ))
    }

    /// With facts and holdings that are as said.
    pub(super) fn fiction(
        &mut self,
        inner: &Expr,
        bindings: &[Binding],
        wanted: Option<Type>,
    ) -> Lowered {
        let mut bound: Vec<(InputId, ExprId)> = Vec::new();
        let mut sound = true;
        for binding in bindings {
            match self.bound(binding) {
                Some(given) => {
                    let twice = |(input, ..): &&(InputId, ExprId, Span)| {
                        bound.iter().any(|(known, _)| known == input)
                    };
                    // What is given with its time is several inputs, and one mistake.
                    if let Some((input, _, span)) = given.iter().find(twice) {
                        let name = self.law.known_as(*input);
                        let message = format!("`{name}` is given twice");
                        self.mistake(Code::DuplicateClause, message, *span, "");
                        sound = false;
                    } else {
                        bound.extend(given.iter().map(|(input, value, _)| (*input, *value)));
                    }
                }
                None => sound = false,
            }
        }
        sound &= self.questions_arise(&bound, bindings);
        let (inner, kind) = self.expr(inner, wanted)?;
        sound.then(|| (self.law.exprs.add(Kernel::With(bound, inner)), kind))
    }

    /// Whether the questions that are answered arise, as far as the answers tell; reports the first
    /// that does not.
    fn questions_arise(&mut self, bound: &[(InputId, ExprId)], bindings: &[Binding]) -> bool {
        let answers: Vec<(InputId, Value)> = bound
            .iter()
            .filter(|(input, _)| self.law[*input].kind == InputKind::Reading)
            .filter_map(|(input, value)| match self.law.exprs.get(*value) {
                Kernel::Lit(value) => Some((*input, *value)),
                _ => None,
            })
            .collect();
        let Some(reading) = arising::never_arises(self.law, &answers) else {
            return true;
        };
        let answer = bindings.iter().find_map(|binding| match binding {
            Binding::Equals(of, value)
                if self.symbols.of(&of.name) == Some(Symbol::Input(reading)) =>
            {
                Some(of.span.join(value.span))
            }
            _ => None,
        });
        self.found
            .extend(answer.map(|at| arising::does_not_arise(self.law, reading, at)));
        false
    }

    /// As if a rule, or the rules of a provision, did not exist.
    pub(super) fn without(&mut self, inner: &Expr, rule: &Name, wanted: Option<Type>) -> Lowered {
        let symbol = self.symbols.find(rule, "a rule", self.found, |symbol| {
            matches!(symbol, Symbol::Rule(_) | Symbol::Provision(_)).then_some(symbol)
        });
        let (inner, kind) = self.expr(inner, wanted)?;
        let off = self.law.exprs.lit(Value::Bool(true));
        let rules: Vec<WrittenId> = match symbol? {
            Symbol::Rule(rule) => self.symbols.versions(rule).collect(),
            Symbol::Provision(provision) => self.law.rules_of(provision),
            _ => Vec::new(),
        };
        let switches = rules.into_iter().map(|rule| (self.law.switch(rule), off));
        let switches: Vec<(InputId, ExprId)> = switches.collect();
        Some((self.law.exprs.add(Kernel::With(switches, inner)), kind))
    }

    fn bound(&mut self, binding: &Binding) -> Option<Vec<(InputId, ExprId, Span)>> {
        let one = |input, value, span| Some(vec![(input, value, span)]);
        match binding {
            Binding::NothingHeld(span) => {
                let no = self.law.exprs.lit(Value::Bool(false));
                let holdings: Vec<InputId> = self.law.holdings().collect();
                Some(
                    holdings
                        .into_iter()
                        .map(|holding| (holding, no, *span))
                        .collect(),
                )
            }
            Binding::Lasts(given, _, time) => self.supposed_time(given, time),
            Binding::Holds(given, held) => self.supposed_family(given, *held, Wanted::Holding),
            Binding::Flag(given, held) if self.is_family(given) => {
                self.supposed_family(given, *held, Wanted::Given)
            }
            Binding::Flag(Applied { name, .. }, value) => {
                let input = self.given(name)?;
                self.flag(input, name)?;
                let value = self.law.exprs.lit(Value::Bool(*value));
                one(input, value, name.span)
            }
            Binding::Elements(name, _, span) => {
                let message = format!("a list such as `{}` cannot be supposed", name.text);
                let help = "suppose facts, holdings and readings; lists are given in cases";
                self.mistake(Code::WrongKind, message, *span, help);
                None
            }
            Binding::Equals(of, value) => {
                let input = match self.is_family(of) {
                    true => self.only_one(of, Is::Given)?,
                    false => self.given(&of.name)?,
                };
                let ty = self.law[input].ty;
                let places = self.law[input].places;
                let supposed = self.supposed(value, ty)?;
                let supposed = self.in_units(supposed, ty, places, value.span)?;
                let supposed = self.in_range(input, supposed, value.span)?;
                one(input, supposed, of.span)
            }
        }
    }

    fn supposed_family(
        &mut self,
        given: &Applied,
        held: bool,
        wanted: Wanted,
    ) -> Option<Vec<(InputId, ExprId, Span)>> {
        let given = self.given_as(given, held, wanted)?;
        Some(
            given
                .into_iter()
                .map(|(input, value, span)| (input, self.law.exprs.lit(value), span))
                .collect(),
        )
    }

    /// Whether something that is given has attributes, or is written as if it had.
    pub fn is_family(&self, given: &Applied) -> bool {
        let symbol = self.symbols.of(&given.name);
        let family = matches!(symbol, Some(Symbol::Family(_) | Symbol::Facts(_)));
        family || !given.arguments.is_empty()
    }

    /// Whether an input that is given by its name alone is one of yes or no.
    pub fn flag(&mut self, input: InputId, name: &Name) -> Option<()> {
        if self.law[input].ty == Type::Bool {
            return Some(());
        }
        let message = format!("`{}` is not of yes or no", name.text);
        let help = format!("give its value: {} = …", name.text);
        self.mistake(Code::TypeMismatch, message, name.span, &help);
        None
    }

    /// What something is supposed to be: found without asking what is within reach, which only the
    /// whole question may.
    pub fn supposed(&mut self, value: &Expr, ty: Type) -> Option<ExprId> {
        let place = std::mem::replace(&mut self.place, Place::Law);
        let value = self.of_type(value, ty);
        self.place = place;
        value
    }

    /// A fact, holding or reading.
    pub fn given(&mut self, name: &Name) -> Option<InputId> {
        if let Some(found) = decided(self.law, self.symbols, name, Circumstances::Supposed) {
            self.found.push(found);
            return None;
        }
        if let Some(found) = denied(self.law, self.symbols, name, "a fact") {
            self.found.push(found);
            return None;
        }
        let law = &self.law;
        let input = self
            .symbols
            .find(name, "a fact", self.found, |symbol| match symbol {
                Symbol::Input(input) => Some(input),
                _ => None,
            })?;
        let kind = law[input].kind;
        if matches!(
            kind,
            InputKind::Fact | InputKind::Holding | InputKind::Reading
        ) {
            return Some(input);
        }
        self.found.push(
            Diagnostic::new(
                Code::WrongKind,
                format!("`{}` cannot be supposed", name.text),
            )
            .at(name.span, "")
            .help("suppose facts, holdings and readings"),
        );
        None
    }
}
