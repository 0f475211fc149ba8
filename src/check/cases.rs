//! Worked examples.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Case, Expectation, Expr as Kernel, InputId, InputKind, Law, StepId, Type, Value};
use crate::syntax::{self, Applied, Became, Binding, Expr, ExprKind, ItemKind, Name, Time};
use crate::text::Span;

use super::Symbol;
use super::arising::{self, Unchosen};
use super::context::Checker;
use super::decided::{Circumstances, decided};
use super::distinct::Distinct;
use super::fixed;
use super::lower::{Is, Place, Wanted, denied};
use super::phrases::folded;
use super::symbols::near;

type Given = Vec<(InputId, Value)>;

impl Checker<'_> {
    /// Lowers all cases. A case with a mistake is left out.
    pub fn lower_cases(&mut self) {
        let mut names = Distinct::default();
        for item in std::mem::take(&mut self.pending.cases) {
            let ItemKind::Case { name, .. } = &item.kind else {
                continue;
            };
            if let Err(twice) = names.add(name) {
                self.report(twice);
                continue;
            }
            if let Some(case) = self.case(&item.kind) {
                self.law.cases.push(case);
            }
        }
    }

    fn case(&mut self, kind: &ItemKind) -> Option<Case> {
        let ItemKind::Case {
            name,
            heading,
            grounds,
            on,
            under,
            given,
            closed,
            step,
            expect,
        } = kind
        else {
            return None;
        };
        let before = self.diagnostics.len();
        let grounds = self.grounds(grounds);
        let mut bound: Vec<(InputId, Value, Span)> = Vec::new();
        if let Some(under) = under {
            let region = self.region(under, &[]).unwrap_or_default();
            bound.extend(
                region
                    .into_iter()
                    .map(|(input, value)| (input, value, under.span)),
            );
        }
        let fixed: Given = bound
            .iter()
            .map(|(input, value, _)| (*input, *value))
            .collect();
        for binding in given {
            self.bind(binding, &mut bound);
        }
        self.find_contradictions(*on, &bound);
        let step = step.as_ref().and_then(|taken| {
            let Applied {
                name,
                arguments,
                span,
            } = &taken.step;
            let step = self.find_step(name)?;
            let choices = self
                .lower(&[], Place::Question)
                .arguments(step, arguments, *span)?;
            if let Some((became, span)) = taken.became {
                bound.extend(self.became(step, name, became).map(|(i, v)| (i, v, span)));
            }
            bound.extend(
                choices
                    .into_iter()
                    .map(|(input, value)| (input, value, name.span)),
            );
            Some(step)
        });
        let expect: Vec<Expectation> = expect
            .iter()
            .filter_map(|expect| self.expectation(expect, (*on, &fixed)))
            .collect();
        (self.diagnostics.len() == before).then(|| Case {
            name: name.text.clone(),
            heading: heading.as_ref().map(folded),
            span: name.span,
            grounds,
            day: *on,
            given: bound
                .into_iter()
                .map(|(input, value, _)| (input, value))
                .collect(),
            closed: *closed,
            step,
            expect,
        })
    }

    fn bind(&mut self, binding: &Binding, bound: &mut Vec<(InputId, Value, Span)>) {
        let lowered = match binding {
            Binding::NothingHeld(span) => {
                let holdings: Vec<InputId> = self.law.holdings().collect();
                for holding in holdings {
                    self.add_binding(bound, holding, Value::Bool(false), *span);
                }
                return;
            }
            Binding::Lasts(given, _, time) => return self.bind_time(given, time, bound),
            Binding::Holds(given, held) => {
                return self.bind_family(given, *held, Wanted::Holding, bound);
            }
            Binding::Flag(given, held) if self.lower(&[], Place::Question).is_family(given) => {
                return self.bind_family(given, *held, Wanted::Given, bound);
            }
            Binding::Flag(Applied { name, .. }, value) => self
                .flag(name)
                .map(|input| (input, Value::Bool(*value), name.span)),
            Binding::Elements(name, elements, span) => {
                for (input, value, span) in self.elements(name, elements, *span) {
                    self.add_binding(bound, input, value, span);
                }
                return;
            }
            Binding::Equals(of, expr) => self.fact(of, expr).map(|(i, v)| (i, v, of.span)),
        };
        if let Some((input, value, span)) = lowered {
            for (input, value) in self.law.given(input, value) {
                self.add_binding(bound, input, value, span);
            }
        }
    }

    /// Reports what is given for the day of the case and, with its time, otherwise.
    fn find_contradictions(&mut self, day: Day, bound: &[(InputId, Value, Span)]) {
        for (input, history) in self.law.histories().collect::<Vec<_>>() {
            let found = |wanted| bound.iter().find(|(known, ..)| *known == wanted);
            let holds = history.holds_on(day, |part| found(part).map(|(_, value, _)| *value));
            if let (Some((_, Value::Bool(said), on_day)), Some(holds), Some((.., time))) =
                (found(input), holds, found(history.through))
                && *said != holds
            {
                let (on_day, time) = (*on_day, *time);
                let found = two_answers(&self.law, input, day, holds);
                self.report(
                    found
                        .at(time, "this is its time")
                        .at(on_day, "this is said of the day"),
                );
            }
        }
    }

    /// Something that holds from a day on or up to one: fixed days.
    fn bind_time(&mut self, of: &Applied, time: &Time, bound: &mut Vec<(InputId, Value, Span)>) {
        let given = self
            .lower(&[], Place::Question)
            .times(of, time, |lower, day| {
                let id = lower.of_type(day, Type::Date)?;
                let fixed = matches!(lower.law.exprs.get(id), Kernel::Lit(_));
                if !fixed {
                    let message = "a case gives fixed values";
                    let found = Diagnostic::new(Code::NotFixed, message).at(day.span, "");
                    lower.found.push(found);
                }
                fixed.then_some(id)
            });
        for (input, value) in given.into_iter().flat_map(|(_, given)| given) {
            if let Kernel::Lit(value) = *self.law.exprs.get(value) {
                self.add_binding(bound, input, value, of.span);
            }
        }
    }

    /// What became of the step of a case.
    fn became(&mut self, step: StepId, name: &Name, became: Became) -> Option<(InputId, Value)> {
        let mut lower = self.lower(&[], Place::Question);
        if lower.is_procedure(step, name) {
            lower.became_value(became)
        } else {
            None
        }
    }

    fn bind_family(
        &mut self,
        given: &Applied,
        held: bool,
        wanted: Wanted,
        bound: &mut Vec<(InputId, Value, Span)>,
    ) {
        let given = self
            .lower(&[], Place::Question)
            .given_as(given, held, wanted);
        for (input, value, span) in given.into_iter().flatten() {
            for (input, value) in self.law.given(input, value) {
                self.add_binding(bound, input, value, span);
            }
        }
    }

    fn add_binding(
        &mut self,
        bound: &mut Vec<(InputId, Value, Span)>,
        input: InputId,
        value: Value,
        span: Span,
    ) {
        match bound.iter().find(|(known, ..)| *known == input) {
            Some((_, earlier, _)) if *earlier == value => {}
            Some((_, _, first)) => {
                let message = format!(
                    "`{}` is given twice, with two values",
                    self.law.known_as(input)
                );
                let first = *first;
                self.report(
                    Diagnostic::new(Code::DuplicateClause, message)
                        .at(span, "the second time")
                        .at(first, "the first time"),
                );
            }
            None => bound.push((input, value, span)),
        }
    }

    fn flag(&mut self, name: &Name) -> Option<InputId> {
        let input = self.known_input(name)?;
        self.lower(&[], Place::Question).flag(input, name)?;
        Some(input)
    }

    fn fact(&mut self, of: &Applied, expr: &Expr) -> Option<(InputId, Value)> {
        let mut lower = self.lower(&[], Place::Question);
        let input = match lower.is_family(of) {
            true => lower.only_one(of, Is::Given)?,
            false => self.known_input(&of.name)?,
        };
        Some((input, self.fixed_value(input, expr)?))
    }

    /// A value that a case gives an input.
    pub fn fixed_value(&mut self, input: InputId, expr: &Expr) -> Option<Value> {
        if let ExprKind::Or(_) | ExprKind::And(_) = expr.kind
            && self.law[input].ty != Type::Bool
        {
            let found = Diagnostic::new(Code::NotFixed, "a case gives one value")
                .at(expr.span, "")
                .help("write a case for each of the values, and a comma between two facts");
            self.report(found);
            return None;
        }
        let ty = self.law[input].ty;
        let places = self.law[input].places;
        let mut lower = self.lower(&[], Place::Question);
        let id = lower.of_type(expr, ty)?;
        let id = lower.in_units(id, ty, places, expr.span)?;
        let id = lower.in_range(input, id, expr.span)?;
        match *self.law.exprs.get(id) {
            Kernel::Lit(value) => Some(value),
            _ => {
                self.mistake(Code::NotFixed, "a case gives fixed values", expr.span);
                None
            }
        }
    }

    /// A fact or holding. Readings are fixed by `under`.
    fn known_input(&mut self, name: &Name) -> Option<InputId> {
        if let Some(Symbol::List(_)) = self.symbols.of(name) {
            let message = format!("`{}` is a list", name.text);
            let help = format!("give its elements: {} = [{{…}}, {{…}}]", name.text);
            self.report(
                Diagnostic::new(Code::WrongKind, message)
                    .at(name.span, "")
                    .help(help),
            );
            return None;
        }
        if let Some(found) = decided(&self.law, &self.symbols, name, Circumstances::OfCase) {
            self.report(found);
            return None;
        }
        if let Some(found) = denied(&self.law, &self.symbols, name, "a fact") {
            self.report(found);
            return None;
        }
        let input = self.symbols.find(
            name,
            "a fact",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Input(input) => Some(input),
                _ => None,
            },
        )?;
        if self.law[input].kind == InputKind::Reading {
            self.report(
                Diagnostic::new(
                    Code::WrongKind,
                    format!("`{}` is a reading, no fact", name.text),
                )
                .at(name.span, "")
                .help(format!("write it before `given`: under {} = …", name.text)),
            );
            return None;
        }
        Some(input)
    }

    /// The readings chosen by `under`, beside those that the case chooses already.
    fn region(&mut self, under: &Expr, already: &[(InputId, Value)]) -> Option<Given> {
        let id = self.lower(&[], Place::Question).condition(under)?;
        let choices = match fixed::chosen(&self.law, id, under.span) {
            Ok(choices) => choices,
            Err(diagnostic) => {
                self.report(diagnostic);
                return None;
            }
        };
        let all = arising::beside(&choices, already);
        if let Some(reading) = arising::arises_not(&self.law, &all) {
            self.report(arising::does_not_arise(&self.law, reading, under.span));
            return None;
        }
        Some(choices)
    }

    fn expectation(
        &mut self,
        expect: &syntax::Expectation,
        (day, fixed): (Day, &[(InputId, Value)]),
    ) -> Option<Expectation> {
        let under = match &expect.under {
            Some(under) => self.region(under, fixed)?,
            None => Vec::new(),
        };
        let mut lower = self.lower(&[], Place::Question);
        lower.clocks.since = Some(day);
        let outcome = lower.condition(&expect.outcome)?;
        let chosen = arising::beside(&under, fixed);
        let in_vain = arising::supposed_in_vain(&self.law, outcome, &chosen, Unchosen::First);
        if let Some(reading) = in_vain {
            let at = expect.outcome.span;
            self.report(arising::does_not_arise(&self.law, reading, at));
            return None;
        }
        for name in &expect.by {
            if let Some(symbol) = self.symbols.of(name)
                && !is_reason(symbol)
            {
                self.report(no_reason(name, symbol));
                continue;
            }
            if self.symbols.of(name).is_none() && !self.symbols.is_excused(name) {
                if let Some(unclear) = self.symbols.unclear(name) {
                    self.report(unclear);
                    continue;
                }
                let names = self.symbols.names(|_| true);
                let near = near(&name.text, names, self.diagnostics.len());
                let diagnostic = super::symbols::unknown(name, "a reason", near);
                self.report(match near {
                    Some(_) => diagnostic,
                    None => diagnostic.help(REASONS),
                });
            }
        }
        Some(Expectation {
            span: expect.span,
            under,
            outcome,
            undetermined: expect.undetermined,
            by: expect
                .by
                .iter()
                .map(|name| (self.symbols.known_as(name), name.span))
                .collect(),
        })
    }
}

/// Whether what a name stands for can be among the reasons of an outcome.
fn is_reason(symbol: Symbol) -> bool {
    match symbol {
        Symbol::Act(_)
        | Symbol::List(_)
        | Symbol::Input(_)
        | Symbol::Family(_)
        | Symbol::Facts(_)
        | Symbol::Term(_)
        | Symbol::Provision(_)
        | Symbol::Rule(_) => true,
        Symbol::Source(_)
        | Symbol::Enum(_)
        | Symbol::Record(_)
        | Symbol::Currency(_)
        | Symbol::Step(_)
        | Symbol::Assumption
        | Symbol::Unmodelled => false,
    }
}

fn no_reason(name: &Name, symbol: Symbol) -> Diagnostic {
    let message = format!("`{}` is {}, and no reason", name.text, symbol.kind());
    let help = match symbol {
        Symbol::Unmodelled => {
            "what depends on it is undetermined: write `expect … is undetermined` without it"
        }
        _ => REASONS,
    };
    Diagnostic::new(Code::WrongKind, message)
        .at(name.span, "")
        .help(help)
}

/// What `by` names.
const REASONS: &str = "`by` names a rule, provision, act, define, fact, holding or reading";

/// A mistake without its places: something given twice, for a day and with its time, of which the
/// time says that it `holds` on the day.
pub fn two_answers(law: &Law, input: InputId, day: Day, holds: bool) -> Diagnostic {
    let name = &law[input].name;
    let message = match holds {
        true => format!("`{name}` is given as not holding on {day}, and by its time it does"),
        false => format!("`{name}` is given as holding on {day}, and by its time it does not"),
    };
    Diagnostic::new(Code::DuplicateClause, message)
        .help("its time says what is so on every day; leave out the other")
}
