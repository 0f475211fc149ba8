//! Expressions: names resolved, types checked, surface forms reduced to the kernel.

mod amounts;
mod arithmetic;
mod bare_values;
mod circumstances;
mod comparisons;
mod denials;
mod elements;
mod facts;
mod folds;
mod holdings;
mod names;
mod not_combined;
mod periods;
mod some_day;
mod states;
mod times;
mod wanted;

use crate::calendar::{Day, Unit};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, InputId, Law, Op, RecordId, Type, Value};
use crate::syntax::{Applied, Expr, ExprKind, Name};
use crate::text::Span;

use super::Symbol;
use super::symbols::{Symbols, near, unknown};

pub use denials::denied;
pub use holdings::{Is, Meant, Wanted, bare};
pub use periods::out_of_range;

/// What may stand in an expression, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a rule, a define or a term.
    Law,
    /// In the first day of an act, on which other days rest.
    FirstDay,
    /// In a case or claim, which may also ask what is within reach or possible.
    Question,
    /// In a question from outside the files: as in a claim. The law may be that of a day, in which what is
    /// asked about is not in force.
    Asked,
}

/// Lowers expressions in one scope.
pub struct Lower<'l> {
    pub law: &'l mut Law,
    pub symbols: &'l Symbols,
    pub found: &'l mut Vec<Diagnostic>,
    /// The parameters in scope.
    pub scope: &'l [(String, InputId)],
    /// The records of which an element is spoken of, the innermost last.
    pub elements: Vec<RecordId>,
    pub place: Place,
    pub clocks: Clocks,
}

/// What is known of the day on which something is asked, and of the law of that day.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clocks {
    /// It is this day or a later one.
    pub since: Option<Day>,
    /// The law is that of a day that is said, whatever the day of the facts.
    pub governed: bool,
    /// The day of the facts is one that is said, which the law does not follow by itself.
    pub moved: bool,
}

type Lowered = Option<(ExprId, Type)>;

impl Lower<'_> {
    /// A Boolean expression.
    pub fn condition(&mut self, expr: &Expr) -> Option<ExprId> {
        self.of_type(expr, Type::Bool)
    }

    /// An expression of a given type.
    pub fn of_type(&mut self, expr: &Expr, wanted: Type) -> Option<ExprId> {
        let mut lowered = self.expr(expr, Some(wanted))?;
        if wanted == Type::Decimal {
            lowered = self.widened(lowered);
        }
        let (id, kind) = lowered;
        if kind == wanted {
            return Some(id);
        }
        let message = format!(
            "{} is wanted here, and this is {}",
            self.type_words(wanted),
            self.type_words(kind)
        );
        let mut diagnostic = Diagnostic::new(Code::TypeMismatch, message).at(expr.span, "");
        if let Some(help) = self.instead(wanted, kind, expr) {
            diagnostic = diagnostic.help(help);
        }
        self.found.push(diagnostic);
        None
    }

    /// An expression of any type; `wanted` tells which enumeration a bare value belongs to.
    pub fn expr(&mut self, expr: &Expr, wanted: Option<Type>) -> Lowered {
        let boolean = |id| Some((id, Type::Bool));
        match &expr.kind {
            ExprKind::Bool(value) => boolean(self.law.exprs.lit(Value::Bool(*value))),
            ExprKind::Int(value) => Some((self.law.exprs.lit(Value::Int(*value)), Type::Int)),
            ExprKind::Day(day) => Some((self.law.exprs.lit(Value::Day(*day)), Type::Date)),
            ExprKind::Period(period) => {
                let (unit, count) = period.counted();
                let id = self.law.exprs.lit(Value::Period(unit, count));
                Some((id, Type::Period(unit)))
            }
            ExprKind::Clock => {
                let day = self.law.day()?;
                Some((self.law.exprs.add(Kernel::In(day)), Type::Date))
            }
            ExprKind::ActDay(which, act) => self.act_day(*which, act),
            ExprKind::Name(name) => self.name(name, wanted),
            ExprKind::Call(name, arguments)
                if matches!(
                    self.symbols.of(name),
                    Some(Symbol::Family(_) | Symbol::Facts(_) | Symbol::Input(_))
                ) =>
            {
                let held = Applied {
                    name: name.clone(),
                    arguments: arguments.clone(),
                    span: expr.span,
                };
                match self.symbols.of(name) {
                    Some(Symbol::Facts(_)) => self.fact(&held),
                    _ => boolean(self.of_one(&held, |this, held| {
                        Some(this.law.exprs.add(Kernel::In(held)))
                    })?),
                }
            }
            ExprKind::Call(name, arguments) => self.called(name, arguments, expr.span),
            ExprKind::Not(inner) => {
                let inner = self.condition(inner)?;
                boolean(self.law.exprs.not(inner))
            }
            ExprKind::And(parts) => {
                self.no_bare_values(parts)?;
                let parts = self.conditions(parts)?;
                boolean(self.law.exprs.and(parts))
            }
            ExprKind::Or(parts) => {
                self.no_bare_values(parts)?;
                let parts = self.conditions(parts)?;
                boolean(self.law.exprs.or(parts))
            }
            ExprKind::Implies(left, right) => {
                let (left, right) = (self.condition(left), self.condition(right));
                let not_left = self.law.exprs.not(left?);
                boolean(self.law.exprs.or([not_left, right?]))
            }
            ExprKind::Compare(comparison, left, right) => self.compare(*comparison, left, right),
            ExprKind::Among(left, values) => self.among(left, values),
            ExprKind::Arithmetic(operator, left, right) => {
                self.arithmetic(*operator, left, right, None, expr.span)
            }
            ExprKind::Decimal(figure) => self.decimal(*figure, 0, expr.span),
            ExprKind::Percent(figure) => self.percent(*figure, expr.span),
            ExprKind::Money(figure, currency) => self.money(*figure, currency, expr.span),
            ExprKind::Extreme(which, parts) => self.extreme(*which, parts, wanted),
            ExprKind::Rounded(inner, direction, step) => {
                self.rounded(inner, *direction, step.as_deref(), expr.span)
            }
            ExprKind::Negative(inner) => self.negative(inner),
            ExprKind::If(condition, yes, no) => self.conditional(condition, yes, no, wanted),
            ExprKind::Age(of) => {
                let of = self.of_type(of, Type::Date)?;
                let day = self.law.day()?;
                let day = self.law.exprs.add(Kernel::In(day));
                let age = self.law.exprs.add(Kernel::Op(Op::Age, vec![of, day]));
                Some((age, Type::Int))
            }
            ExprKind::Border(which, of) => self.border(*which, of),
            ExprKind::Days(of, from, to, through) => self.days(of.as_deref(), (from, to), *through),
            ExprKind::Holds(held) => boolean(self.of_one(held, |this, held| {
                Some(this.law.exprs.add(Kernel::In(held)))
            })?),
            ExprKind::NothingHeld => {
                let holdings: Vec<InputId> = self.law.holdings().collect();
                let mut parts = Vec::new();
                for holding in holdings {
                    let held = self.law.exprs.add(Kernel::In(holding));
                    parts.push(self.law.exprs.not(held));
                }
                boolean(self.law.exprs.and(parts))
            }
            ExprKind::On(inner, day) => {
                let clock = self.law.day()?;
                let clocks = Clocks {
                    since: None,
                    moved: true,
                    ..self.clocks
                };
                self.on_day(inner, (clock, clocks), day, wanted)
            }
            ExprKind::Governed(inner, day) => {
                let clock = self.law.law_day()?;
                let governed = true;
                let clocks = Clocks {
                    governed,
                    ..self.clocks
                };
                self.on_day(inner, (clock, clocks), day, wanted)
            }
            ExprKind::Field(of, name) => self.of_element(of, name),
            ExprKind::Fold(fold) => self.fold(fold, expr.span),
            ExprKind::With(inner, bindings) => self.fiction(inner, bindings, wanted),
            ExprKind::Without(inner, rule) => self.without(inner, rule, wanted),
            ExprKind::State(subject, state, negated) => {
                let id = self.state(subject, *state)?;
                boolean(if *negated { self.law.exprs.not(id) } else { id })
            }
        }
    }

    /// All of them, so that each mistake is reported.
    fn conditions(&mut self, parts: &[Expr]) -> Option<Vec<ExprId>> {
        let lowered: Vec<Option<ExprId>> = parts.iter().map(|part| self.condition(part)).collect();
        lowered.into_iter().collect()
    }

    pub(super) fn conditional(
        &mut self,
        condition: &Expr,
        yes: &Expr,
        no: &Expr,
        wanted: Option<Type>,
    ) -> Lowered {
        let condition_id = self.condition(condition);
        let (yes_lowered, no_lowered) = self.branches(yes, no, wanted);
        let (condition, yes_lowered, no_lowered) = (condition_id?, yes_lowered?, no_lowered?);
        let [(yes_id, a), (no_id, b)] = self.alike(yes_lowered, no_lowered);
        if self.two_currencies((yes, a), (no, b)) {
            return None;
        }
        if a != b {
            let (first, second) = (self.type_words(a), self.type_words(b));
            let mut diagnostic = Diagnostic::new(
                Code::TypeMismatch,
                format!("one branch is {first}, the other {second}"),
            )
            .at(no.span, format!("this is {second}"))
            .at(yes.span, format!("this is {first}"));
            if periods::two_units(a, b) {
                diagnostic = diagnostic.help(periods::UNITS);
            }
            self.found.push(diagnostic);
            return None;
        }
        Some((self.law.exprs.add(Kernel::If(condition, yes_id, no_id)), a))
    }

    /// The branches of a conditional. Where nothing else says of what type they are, one says it of
    /// the other.
    fn branches(&mut self, yes: &Expr, no: &Expr, wanted: Option<Type>) -> (Lowered, Lowered) {
        let hint = |lowered: &Lowered| lowered.map_or(wanted, |(_, ty)| Some(ty));
        if wanted.is_none() && self.is_bare_value(yes) && !self.is_bare_value(no) {
            let no_lowered = self.expr(no, None);
            let yes_lowered = self.expr(yes, hint(&no_lowered));
            return (yes_lowered, no_lowered);
        }
        let yes_lowered = self.expr(yes, wanted);
        let no_lowered = self.expr(no, hint(&yes_lowered));
        (yes_lowered, no_lowered)
    }

    /// What is written like a procedure with its choices, where a value is wanted.
    fn called(&mut self, name: &Name, arguments: &[Name], span: Span) -> Lowered {
        let of = &name.text;
        match (self.symbols.of(name), arguments) {
            (Some(Symbol::Step(_)), _) => self.mistake(
                Code::WrongKind,
                format!("`{of}(…)` is a procedure, and a value is wanted here"),
                span,
                "say something of it: `… is possible`, `… is open`",
            ),
            (Some(_), _) => self.mistake(
                Code::WrongKind,
                format!("`{of}` is {}, and has no choices", self.symbols.kind(name)),
                span,
                format!("write `{of}` alone"),
            ),
            (None, [list]) if matches!(self.symbols.of(list), Some(Symbol::List(_))) => self
                .mistake(
                    Code::WrongKind,
                    "a list is named without brackets",
                    span,
                    format!(
                        "write `count {0}`, or what else it comes to: `any {0} where …`",
                        list.text
                    ),
                ),
            (None, _) if self.symbols.is_excused(name) => {}
            (None, _) => {
                let steps = self.symbols.names(|symbol| {
                    matches!(
                        symbol,
                        Symbol::Step(_) | Symbol::Family(_) | Symbol::Facts(_)
                    )
                });
                let near = near(of, steps, self.found.len());
                let unclear = self.symbols.unclear(name);
                let unknown = || unknown(name, "a procedure or holding", near);
                let diagnostic = unclear.unwrap_or_else(unknown);
                self.found.push(diagnostic);
            }
        }
        None
    }

    pub(super) fn only_in_questions(&mut self, span: Span, what: &str) -> Option<()> {
        if matches!(self.place, Place::Question | Place::Asked) {
            return Some(());
        }
        self.mistake(
            Code::WrongKind,
            format!("what is {what} is a question about the law, no condition in it"),
            span,
            "ask it in a `case` or a `prove`",
        );
        None
    }

    pub(super) fn mistake(
        &mut self,
        code: Code,
        message: impl Into<String>,
        span: Span,
        help: impl Into<String>,
    ) {
        let mut diagnostic = Diagnostic::new(code, message).at(span, "");
        let help = help.into();
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.found.push(diagnostic);
    }

    pub(super) fn type_words(&self, kind: Type) -> String {
        match kind {
            Type::Bool => "yes or no".to_owned(),
            Type::Int => "a number".to_owned(),
            Type::Decimal => "a decimal".to_owned(),
            Type::Money(currency) => {
                format!("an amount of `{}`", self.law[currency].name)
            }
            Type::Date => "a day".to_owned(),
            Type::Enum(list) => format!("a value of `{}`", self.law[list].name),
            Type::Period(Unit::Months) => "a period in months or years".to_owned(),
            Type::Period(Unit::Days) => "a period in days".to_owned(),
        }
    }
}
