//! Expressions: names resolved, types checked, surface forms reduced to the kernel.

use std::collections::BTreeMap;

use crate::calendar::{Period, Rounding};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, InputId, InputKind, Law, Op, StepId, TermRole, Type, Value};
use crate::syntax::{Comparison, Expr, ExprKind, Name, Operator, State};
use crate::text::Span;

use super::Symbol;
use super::cycles::DEPTH_LIMIT;
use super::symbols::{Symbols, near, unknown};

/// The type of an expression: that of a value, or a period, which is no value of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Of(Type),
    Period(Period),
}

/// What may stand in an expression, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a rule, a define or a term.
    Law,
    /// In a case or claim, which may also ask what is within reach or possible.
    Question,
}

/// Lowers expressions in one scope.
pub struct Lower<'l> {
    pub law: &'l mut Law,
    pub symbols: &'l Symbols,
    pub found: &'l mut Vec<Diagnostic>,
    /// The parameters in scope.
    pub scope: &'l [(String, InputId)],
    pub place: Place,
}

type Lowered = Option<(ExprId, Kind)>;

impl Lower<'_> {
    /// A Boolean expression.
    pub fn condition(&mut self, expr: &Expr) -> Option<ExprId> {
        self.of_type(expr, Type::Bool)
    }

    /// An expression of a given type.
    pub fn of_type(&mut self, expr: &Expr, wanted: Type) -> Option<ExprId> {
        let (id, kind) = self.expr(expr, Some(wanted))?;
        if kind == Kind::Of(wanted) {
            return Some(id);
        }
        let message = format!(
            "{} is wanted here, and this is {}",
            self.type_words(Kind::Of(wanted)),
            self.type_words(kind)
        );
        let mut diagnostic = Diagnostic::new(Code::TypeMismatch, message).at(expr.span, "");
        if wanted == Type::Bool {
            diagnostic = diagnostic.help("compare it with a value, such as `… = …`");
        }
        self.found.push(diagnostic);
        None
    }

    /// An expression of any type; `wanted` tells which enumeration a bare value belongs to.
    pub fn expr(&mut self, expr: &Expr, wanted: Option<Type>) -> Lowered {
        let boolean = |id| Some((id, Kind::Of(Type::Bool)));
        match &expr.kind {
            ExprKind::Bool(value) => boolean(self.law.exprs.lit(Value::Bool(*value))),
            ExprKind::Int(value) => {
                Some((self.law.exprs.lit(Value::Int(*value)), Kind::Of(Type::Int)))
            }
            ExprKind::Day(day) => {
                Some((self.law.exprs.lit(Value::Day(*day)), Kind::Of(Type::Date)))
            }
            ExprKind::Period(period) => Some((
                self.law.exprs.lit(Value::Bool(false)),
                Kind::Period(*period),
            )),
            ExprKind::Clock => {
                let day = self.law.day()?;
                Some((self.law.exprs.add(Kernel::In(day)), Kind::Of(Type::Date)))
            }
            ExprKind::Name(name) => self.name(name, wanted),
            ExprKind::Call(name, _) => {
                self.mistake(
                    Code::WrongKind,
                    format!("`{}(…)` is a procedure, and a value is wanted here", name.text),
                    expr.span,
                    "say something of it: `… is possible`, `… is open`",
                );
                None
            }
            ExprKind::Not(inner) => {
                let inner = self.condition(inner)?;
                boolean(self.law.exprs.not(inner))
            }
            ExprKind::And(parts) => {
                let parts = self.conditions(parts)?;
                boolean(self.law.exprs.and(parts))
            }
            ExprKind::Or(parts) => {
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
            ExprKind::Rounded(inner, rounding) => self.rounded(inner, *rounding, expr.span),
            ExprKind::Negative(inner) => self.negative(inner),
            ExprKind::If(condition, yes, no) => self.conditional(condition, yes, no, wanted),
            ExprKind::Age(of) => {
                let of = self.of_type(of, Type::Date)?;
                let day = self.law.day()?;
                let day = self.law.exprs.add(Kernel::In(day));
                let age = self.law.exprs.add(Kernel::Op(Op::Age, vec![of, day]));
                Some((age, Kind::Of(Type::Int)))
            }
            ExprKind::Holds(name) => {
                let holding = self.holding(name)?;
                boolean(self.law.exprs.add(Kernel::In(holding)))
            }
            ExprKind::NothingHeld => {
                let holdings: Vec<InputId> = self.law.holdings().collect();
                let mut parts = Vec::new();
                for holding in holdings {
                    let held = self.law.exprs.add(Kernel::In(holding));
                    parts.push(self.law.exprs.not(held));
                }
                boolean(self.law.exprs.and(parts))
            }
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

    fn name(&mut self, name: &Name, wanted: Option<Type>) -> Lowered {
        if let Some((_, input)) = self.scope.iter().find(|(known, _)| *known == name.text) {
            let ty = self.law[*input].ty;
            return Some((self.law.exprs.add(Kernel::In(*input)), Kind::Of(ty)));
        }
        if let Some(Type::Enum(list)) = wanted
            && let Some(value) = self.member(list, name)
        {
            return Some((self.law.exprs.lit(value), Kind::Of(Type::Enum(list))));
        }
        match self.symbols.get(&name.text) {
            Some(Symbol::Input(input)) => {
                let ty = self.law[input].ty;
                Some((self.law.exprs.add(Kernel::In(input)), Kind::Of(ty)))
            }
            // A define with a mistake has no type: what uses it is no second mistake.
            Some(Symbol::Term(_)) if self.symbols.is_broken(&name.text) => None,
            Some(Symbol::Term(term)) => Some(self.term(term)),
            Some(other) => {
                let mut diagnostic = Diagnostic::new(
                    Code::WrongKind,
                    format!(
                        "`{}` is {}, and a value is wanted here",
                        name.text,
                        self.symbols.kind(&name.text)
                    ),
                )
                .at(name.span, "");
                if matches!(other, Symbol::Step(_)) {
                    diagnostic = diagnostic.help(
                        "say something of it: `… is due`, `… is possible`, `… is open`",
                    );
                }
                self.found.push(diagnostic);
                None
            }
            None => {
                if !self.symbols.is_broken(&name.text) {
                    let diagnostic = self.unknown_value(name, wanted);
                    self.found.push(diagnostic);
                }
                None
            }
        }
    }

    /// The value of a term. The period of a define cannot be a value of the kernel, so a define
    /// of a fixed period is not a term at all; see `lower_defines`.
    fn term(&mut self, term: crate::law::TermId) -> (ExprId, Kind) {
        let ty = self.law[term].ty;
        // A define of a number or day is replaced by its meaning, so that comparisons are over
        // inputs and constants; yes-or-no defines stay, since explanations name them.
        if self.law[term].role == TermRole::Define
            && matches!(ty, Type::Int | Type::Date)
            && let Some(meaning) = self.law[term].otherwise
        {
            return (meaning, Kind::Of(ty));
        }
        (self.law.exprs.add(Kernel::Call(term)), Kind::Of(ty))
    }

    fn member(&self, list: crate::law::EnumId, name: &Name) -> Option<Value> {
        let place = self.law[list]
            .members
            .iter()
            .position(|(known, _)| *known == name.text)?;
        Value::at_place(Type::Enum(list), place)
    }

    fn unknown_value(&self, name: &Name, wanted: Option<Type>) -> Diagnostic {
        if let Some(Type::Enum(list)) = wanted {
            let members = &self.law[list].members;
            let names: Vec<&str> = members.iter().map(|(known, _)| known.as_str()).collect();
            let message = format!("`{}` has no value `{}`", self.law[list].name, name.text);
            const SHOWN: usize = 20;
            let more = if names.len() > SHOWN { ", …" } else { "" };
            let values = format!("{}{more}", names.get(..SHOWN).unwrap_or(&names).join(", "));
            let help = match near(&name.text, names.iter().copied(), self.found.len()) {
                Some(near) => format!("did you mean `{near}`? the values are {values}"),
                None => format!("the values are {values}"),
            };
            let mut diagnostic = Diagnostic::new(Code::UnknownValue, message)
                .at(name.span, "")
                .help(help);
            if let Some(span) = self.law[list].span {
                diagnostic = diagnostic.note("the values are declared here", span, "");
            }
            return diagnostic;
        }
        let names = self
            .symbols
            .names(|symbol| matches!(symbol, Symbol::Input(_) | Symbol::Term(_)))
            .chain(self.scope.iter().map(|(known, _)| known.as_str()));
        match near(&name.text, names, self.found.len()) {
            Some(near) => unknown(name, "a name", Some(near)),
            None => unknown(name, "a name", None)
                .help("declare it as a fact, holding, define or term, or correct the name"),
        }
    }

    fn compare(&mut self, comparison: Comparison, left: &Expr, right: &Expr) -> Lowered {
        let lowered = self.expr(left, None);
        let hint = match lowered {
            Some((_, Kind::Of(ty))) => Some(ty),
            _ => None,
        };
        let other = self.expr(right, hint);
        let ((left_id, left_kind), (right_id, right_kind)) = (lowered?, other?);
        let ordered = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
        let comparable = left_kind == right_kind
            && matches!(left_kind, Kind::Of(ty) if !ordered || self.law.size_of(ty) == 0);
        if !comparable {
            self.cannot_compare(left, left_kind, right, right_kind, ordered);
            return None;
        }
        let id = match comparison {
            Comparison::Equal => self.equal(left_id, right_id, left_kind),
            Comparison::Unequal => {
                let equal = self.equal(left_id, right_id, left_kind);
                self.law.exprs.not(equal)
            }
            Comparison::Less => self.op(Op::Less, left_id, right_id),
            Comparison::Greater => self.op(Op::Less, right_id, left_id),
            Comparison::AtMost => {
                let greater = self.op(Op::Less, right_id, left_id);
                self.law.exprs.not(greater)
            }
            Comparison::AtLeast => {
                let less = self.op(Op::Less, left_id, right_id);
                self.law.exprs.not(less)
            }
        };
        Some((id, Kind::Of(Type::Bool)))
    }

    /// Two yes-or-no answers are equal where both hold or neither does, so that what is asked of
    /// them (what is within reach, say) stays under `and`, `or` and `not`.
    fn equal(&mut self, left: ExprId, right: ExprId, kind: Kind) -> ExprId {
        if kind != Kind::Of(Type::Bool) {
            return self.op(Op::Equal, left, right);
        }
        let (not_left, not_right) = (self.law.exprs.not(left), self.law.exprs.not(right));
        let both = self.law.exprs.and([left, right]);
        let neither = self.law.exprs.and([not_left, not_right]);
        self.law.exprs.or([both, neither])
    }

    /// A comparison; conditions inside its operands are drawn outside, so that what is compared
    /// are inputs and constants.
    pub fn op(&mut self, op: Op, left: ExprId, right: ExprId) -> ExprId {
        self.drawn(op, (left, right), &mut BTreeMap::new(), 0)
    }

    /// Each pair is drawn once, since conditions share their parts. What nests deeper than the
    /// limit stays as it is, and is reported by `find_circles`.
    fn drawn(
        &mut self,
        op: Op,
        (left, right): (ExprId, ExprId),
        known: &mut BTreeMap<(ExprId, ExprId), ExprId>,
        depth: usize,
    ) -> ExprId {
        if let Some(known) = known.get(&(left, right)) {
            return *known;
        }
        let parts = match (self.law.exprs.get(left), self.law.exprs.get(right)) {
            _ if depth > DEPTH_LIMIT => None,
            (Kernel::If(condition, yes, no), _) => Some((*condition, (*yes, right), (*no, right))),
            (_, Kernel::If(condition, yes, no)) => Some((*condition, (left, *yes), (left, *no))),
            _ => None,
        };
        let drawn = match parts {
            Some((condition, yes, no)) => {
                let yes = self.drawn(op, yes, known, depth + 1);
                let no = self.drawn(op, no, known, depth + 1);
                self.law.exprs.add(Kernel::If(condition, yes, no))
            }
            None => self.plain_op(op, left, right),
        };
        known.insert((left, right), drawn);
        drawn
    }

    fn plain_op(&mut self, op: Op, left: ExprId, right: ExprId) -> ExprId {
        if let (Kernel::Lit(a), Kernel::Lit(b)) =
            (self.law.exprs.get(left), self.law.exprs.get(right))
        {
            let value = match op {
                Op::Equal => Some(a == b),
                Op::Less => Some(a < b),
                _ => None,
            };
            if let Some(value) = value {
                return self.law.exprs.lit(Value::Bool(value));
            }
        }
        self.law.exprs.add(Kernel::Op(op, vec![left, right]))
    }

    fn cannot_compare(&mut self, left: &Expr, a: Kind, right: &Expr, b: Kind, ordered: bool) {
        let (left_words, right_words) = (self.type_words(a), self.type_words(b));
        let message = if a == b && ordered {
            format!("{left_words} has no order")
        } else {
            format!("{left_words} cannot be compared with {right_words}")
        };
        let mut diagnostic = Diagnostic::new(Code::TypeMismatch, message)
            .at(right.span, format!("this is {right_words}"))
            .at(left.span, format!("this is {left_words}"));
        if let (Kind::Period(Period::Months(_)), Kind::Period(Period::Days(_)))
        | (Kind::Period(Period::Days(_)), Kind::Period(Period::Months(_))) = (a, b)
        {
            diagnostic =
                diagnostic.help("a month has no fixed number of days; add both to a day first");
        }
        if let (Kind::Of(Type::Date), Kind::Of(Type::Int)) = (a, b) {
            diagnostic = diagnostic.help("the full years since a day are `age of …`");
        }
        self.found.push(diagnostic);
    }

    fn among(&mut self, left: &Expr, values: &[Name]) -> Lowered {
        let (left_id, kind) = self.expr(left, None)?;
        let Kind::Of(ty) = kind else {
            self.mistake(
                Code::TypeMismatch,
                "a period is not one of a list",
                left.span,
                "",
            );
            return None;
        };
        let mut parts = Vec::new();
        for value in values {
            let (value_id, value_kind) = self.name(value, Some(ty))?;
            if value_kind != kind {
                let message = format!("`{}` is {}", value.text, self.type_words(value_kind));
                self.mistake(Code::TypeMismatch, message, value.span, "");
                return None;
            }
            parts.push(self.op(Op::Equal, left_id, value_id));
        }
        Some((self.law.exprs.or(parts), Kind::Of(Type::Bool)))
    }

    fn rounded(&mut self, inner: &Expr, rounding: Rounding, span: Span) -> Lowered {
        if let ExprKind::Arithmetic(operator, left, right) = &inner.kind {
            return self.arithmetic(*operator, left, right, Some(rounding), span);
        }
        self.mistake(
            Code::TypeMismatch,
            "only the sum of a day and a period is rounded",
            span,
            "write `DAY + PERIOD rounded up` or `… rounded down`",
        );
        None
    }

    fn arithmetic(
        &mut self,
        operator: Operator,
        left: &Expr,
        right: &Expr,
        rounding: Option<Rounding>,
        span: Span,
    ) -> Lowered {
        let (lowered, other) = (self.expr(left, None), self.expr(right, None));
        let ((left_id, left_kind), (right_id, right_kind)) = (lowered?, other?);
        match (left_kind, right_kind) {
            (Kind::Of(Type::Int), Kind::Of(Type::Int)) if rounding.is_none() => {
                let op = match operator {
                    Operator::Plus => Op::Add,
                    Operator::Minus => Op::Subtract,
                    Operator::Times => Op::Multiply,
                };
                let id = self.law.exprs.add(Kernel::Op(op, vec![left_id, right_id]));
                Some((id, Kind::Of(Type::Int)))
            }
            (Kind::Of(Type::Date), Kind::Period(period)) if operator != Operator::Times => {
                let period = if operator == Operator::Minus {
                    negated(period)
                } else {
                    Some(period)
                };
                let Some(period) = period else {
                    self.mistake(
                        Code::NumberTooLarge,
                        "the period is longer than the calendar",
                        right.span,
                        "",
                    );
                    return None;
                };
                let rounding = match (period, rounding) {
                    (Period::Days(_), _) => Rounding::Down,
                    (Period::Months(_), Some(rounding)) => rounding,
                    (Period::Months(_), None) => {
                        self.mistake(
                            Code::NoRounding,
                            "months and years need a rule for days that do not exist",
                            span,
                            "29 February plus a year: write `… rounded up` for 1 March, `… rounded down` for 28 February",
                        );
                        return None;
                    }
                };
                Some((self.moved(left_id, period, rounding), Kind::Of(Type::Date)))
            }
            _ => {
                let sign = match operator {
                    Operator::Plus => "added to",
                    Operator::Minus => "subtracted from",
                    Operator::Times => "multiplied with",
                };
                let (a, b) = (self.type_words(left_kind), self.type_words(right_kind));
                let diagnostic =
                    Diagnostic::new(Code::TypeMismatch, format!("{b} cannot be {sign} {a}"))
                        .at(right.span, format!("this is {b}"))
                        .at(left.span, format!("this is {a}"));
                self.found.push(diagnostic);
                None
            }
        }
    }

    /// A day moved by a period; constants are computed, conditions drawn outside.
    pub fn moved(&mut self, day: ExprId, period: Period, rounding: Rounding) -> ExprId {
        self.moved_once(day, (period, rounding), &mut BTreeMap::new(), 0)
    }

    fn moved_once(
        &mut self,
        day: ExprId,
        (period, rounding): (Period, Rounding),
        known: &mut BTreeMap<ExprId, ExprId>,
        depth: usize,
    ) -> ExprId {
        if let Some(known) = known.get(&day) {
            return *known;
        }
        let moved = match *self.law.exprs.get(day) {
            Kernel::If(condition, yes, no) if depth <= DEPTH_LIMIT => {
                let yes = self.moved_once(yes, (period, rounding), known, depth + 1);
                let no = self.moved_once(no, (period, rounding), known, depth + 1);
                self.law.exprs.add(Kernel::If(condition, yes, no))
            }
            Kernel::Lit(Value::Day(fixed)) if fixed.plus(period, rounding).is_some() => {
                let moved = fixed.plus(period, rounding).unwrap_or(fixed);
                self.law.exprs.lit(Value::Day(moved))
            }
            _ => self
                .law
                .exprs
                .add(Kernel::Op(Op::Plus(period, rounding), vec![day])),
        };
        known.insert(day, moved);
        moved
    }

    fn negative(&mut self, inner: &Expr) -> Lowered {
        if let ExprKind::Int(value) = inner.kind {
            let negative = value.checked_neg()?;
            return Some((
                self.law.exprs.lit(Value::Int(negative)),
                Kind::Of(Type::Int),
            ));
        }
        let inner = self.of_type(inner, Type::Int)?;
        let zero = self.law.exprs.lit(Value::Int(0));
        let id = self
            .law
            .exprs
            .add(Kernel::Op(Op::Subtract, vec![zero, inner]));
        Some((id, Kind::Of(Type::Int)))
    }

    fn conditional(
        &mut self,
        condition: &Expr,
        yes: &Expr,
        no: &Expr,
        wanted: Option<Type>,
    ) -> Lowered {
        let condition_id = self.condition(condition);
        let yes_lowered = self.expr(yes, wanted);
        let hint = match yes_lowered {
            Some((_, Kind::Of(ty))) => Some(ty),
            _ => wanted,
        };
        let no_lowered = self.expr(no, hint);
        let (condition, (yes_id, a), (no_id, b)) = (condition_id?, yes_lowered?, no_lowered?);
        if a != b || matches!(a, Kind::Period(_)) {
            let (a, b) = (self.type_words(a), self.type_words(b));
            let diagnostic = Diagnostic::new(
                Code::TypeMismatch,
                format!("one branch is {a}, the other {b}"),
            )
            .at(no.span, format!("this is {b}"))
            .at(yes.span, format!("this is {a}"));
            self.found.push(diagnostic);
            return None;
        }
        Some((self.law.exprs.add(Kernel::If(condition, yes_id, no_id)), a))
    }

    pub fn holding(&mut self, name: &Name) -> Option<InputId> {
        let law = &self.law;
        self.symbols
            .find(name, "a holding", self.found, |symbol| match symbol {
                Symbol::Input(input) if law[input].kind == InputKind::Holding => Some(input),
                _ => None,
            })
    }

    fn state(&mut self, subject: &Expr, state: State) -> Option<ExprId> {
        match state {
            State::WithinReach | State::OutOfReach => {
                let ExprKind::Name(name) = &subject.kind else {
                    self.mistake(
                        Code::WrongKind,
                        "only a holding is within reach",
                        subject.span,
                        "",
                    );
                    return None;
                };
                let holding = self.holding(name)?;
                self.only_in_questions(subject.span, "within reach")?;
                let reach = self.law.exprs.add(Kernel::Reach(holding));
                Some(if state == State::WithinReach {
                    reach
                } else {
                    self.law.exprs.not(reach)
                })
            }
            State::Due => {
                let step = self.step_of(subject, &[])?.0;
                let norm = self.law[step].norm;
                let ty = self.law[norm].ty;
                let called = self.law.exprs.add(Kernel::Call(norm));
                let Type::Enum(list) = ty else { return None };
                let must = self
                    .law
                    .exprs
                    .lit(Value::Member(list, crate::law::Term::MUST));
                Some(self.op(Op::Equal, called, must))
            }
            State::Open | State::Possible => self.door_state(subject, state),
        }
    }

    /// `obtain_visa(electronic) is possible`; without choices: with some choice.
    fn door_state(&mut self, subject: &Expr, state: State) -> Option<ExprId> {
        self.only_in_questions(subject.span, "open or possible")?;
        let arguments: &[Name] = match &subject.kind {
            ExprKind::Call(_, arguments) => arguments,
            _ => &[],
        };
        let (step, choices) = self.step_of(subject, arguments)?;
        let doors: Vec<ExprId> = self
            .law
            .doors
            .iter()
            .filter(|door| door.step == step)
            .filter(|door| choices.iter().all(|choice| door.choices.contains(choice)))
            .map(|door| {
                if state == State::Open {
                    door.open
                } else {
                    door.gate
                }
            })
            .collect();
        Some(self.law.exprs.or(doors))
    }

    /// A step and the choices made.
    fn step_of(
        &mut self,
        subject: &Expr,
        arguments: &[Name],
    ) -> Option<(StepId, Vec<(InputId, Value)>)> {
        let (ExprKind::Name(name) | ExprKind::Call(name, _)) = &subject.kind else {
            self.mistake(
                Code::WrongKind,
                "only of a procedure can this be said",
                subject.span,
                "",
            );
            return None;
        };
        let step = self
            .symbols
            .find(name, "a procedure", self.found, |symbol| match symbol {
                Symbol::Step(id) => Some(id),
                _ => None,
            })?;
        let choices = self.arguments(step, arguments, subject.span)?;
        Some((step, choices))
    }

    /// Arguments against the parameters of a step; none at all leaves the choices free.
    pub fn arguments(
        &mut self,
        step: StepId,
        arguments: &[Name],
        span: Span,
    ) -> Option<Vec<(InputId, Value)>> {
        let choices = self.law[step].choices.clone();
        if !arguments.is_empty() && arguments.len() != choices.len() {
            let names: Vec<&str> = choices.iter().map(|c| self.law[*c].name.as_str()).collect();
            let message = format!(
                "`{}` takes {}, and {} given",
                self.law[step].name,
                match names.as_slice() {
                    [] => "no choice".to_owned(),
                    [one] => format!("one choice ({one})"),
                    many => format!("{} choices ({})", many.len(), many.join(", ")),
                },
                if arguments.len() == 1 {
                    "one is".to_owned()
                } else {
                    format!("{} are", arguments.len())
                },
            );
            self.mistake(Code::WrongArguments, message, span, "");
            return None;
        }
        let mut made = Vec::new();
        for (choice, argument) in choices.iter().zip(arguments) {
            let ty = self.law[*choice].ty;
            let value = match ty {
                Type::Enum(list) => self.member(list, argument),
                _ => match argument.text.as_str() {
                    "yes" => Some(Value::Bool(true)),
                    "no" => Some(Value::Bool(false)),
                    _ => None,
                },
            };
            let Some(value) = value else {
                if !self.symbols.is_broken(&argument.text) {
                    let diagnostic = self.unknown_value(argument, Some(ty));
                    self.found.push(diagnostic);
                }
                return None;
            };
            made.push((*choice, value));
        }
        Some(made)
    }

    fn only_in_questions(&mut self, span: Span, what: &str) -> Option<()> {
        if self.place == Place::Question {
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

    fn mistake(&mut self, code: Code, message: impl Into<String>, span: Span, help: &str) {
        let mut diagnostic = Diagnostic::new(code, message).at(span, "");
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.found.push(diagnostic);
    }

    fn type_words(&self, kind: Kind) -> String {
        match kind {
            Kind::Of(Type::Bool) => "yes or no".to_owned(),
            Kind::Of(Type::Int) => "a number".to_owned(),
            Kind::Of(Type::Date) => "a day".to_owned(),
            Kind::Of(Type::Enum(list)) => format!("a value of `{}`", self.law[list].name),
            Kind::Period(Period::Months(_)) => "a period in months or years".to_owned(),
            Kind::Period(Period::Days(_)) => "a period in days".to_owned(),
        }
    }
}

fn negated(period: Period) -> Option<Period> {
    match period {
        Period::Months(months) => months.checked_neg().map(Period::Months),
        Period::Days(days) => days.checked_neg().map(Period::Days),
    }
}
