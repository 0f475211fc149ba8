//! Decimals and amounts of money.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{CurrencyId, ExprId, Op, Ratio, RoundingMode, Told, Type, Value};
use crate::syntax::{Direction, Expr, Extreme, Figure, Name, Operator};
use crate::text::Span;

use super::super::Symbol;
use super::super::dependence::DEPTH_LIMIT;
use super::{Lower, Lowered};

impl Lower<'_> {
    /// A decimal: `12.5`, or `12.5 %` with two places more.
    pub(super) fn decimal(&mut self, figure: Figure, further: u32, span: Span) -> Lowered {
        let number = self.exact(figure, further, span)?;
        let id = self.law.exprs.lit(Value::Decimal(number));
        Some((id, Type::Decimal))
    }

    /// A number of hundredths: `12.5 %`.
    pub(super) fn percent(&mut self, figure: Figure, span: Span) -> Lowered {
        let made = self.law.exprs.len();
        let (id, ty) = self.decimal(figure, 2, span)?;
        self.law.tell(made, id, Told::Percent);
        Some((id, ty))
    }

    /// An amount: `12500.50 tenge`.
    pub(super) fn money(&mut self, figure: Figure, currency: &Name, span: Span) -> Lowered {
        if matches!(currency.text.as_str(), "percent" | "pct")
            && self.symbols.of(currency).is_none()
        {
            let message = format!("there is no currency `{}`", currency.text);
            let help = format!("write `{figure} %`");
            self.mistake(Code::UnknownName, message, currency.span, &help);
            return None;
        }
        let currency =
            self.symbols
                .find(currency, "a currency", self.found, |symbol| match symbol {
                    Symbol::Currency(currency) => Some(currency),
                    _ => None,
                })?;
        let number = self.exact(figure, 0, span)?;
        self.no_further_zeros(figure, currency, span)?;
        let id = self.law.exprs.lit(Value::Money(currency, number));
        Some((id, Type::Money(currency)))
    }

    /// Refuses `40.000 crown` where a crown has two places: it looks like forty thousand where points part
    /// thousands.
    fn no_further_zeros(&mut self, figure: Figure, currency: CurrencyId, span: Span) -> Option<()> {
        let (name, places) = (&self.law[currency].name, self.law[currency].places);
        let meant = figure.without_further_zeros(places);
        if meant.is_empty() {
            return Some(());
        }
        let has = Figure::places_in_words(places);
        let message = format!(
            "an amount of `{name}` has {has}, and this is written with {}",
            figure.places
        );
        let meant: Vec<String> = meant.iter().map(|one| format!("`{one} {name}`")).collect();
        let help = format!("write {}", meant.join(" or "));
        self.mistake(Code::NotWholeUnits, message, span, &help);
        None
    }

    fn exact(&mut self, figure: Figure, further: u32, span: Span) -> Option<Ratio> {
        let number = Ratio::decimal(figure.units, figure.places + further);
        if number.is_none() {
            self.mistake(
                Code::NumberTooLarge,
                "the number has more than 36 digits",
                span,
                "",
            );
        }
        number
    }

    /// A whole number where a decimal is wanted is a decimal: nothing is lost.
    pub(super) fn widened(&mut self, (id, kind): (ExprId, Type)) -> (ExprId, Type) {
        if kind != Type::Int {
            return (id, kind);
        }
        let id = match *self.law.exprs.get(id) {
            Kernel::Lit(Value::Int(number)) => {
                self.law.exprs.lit(Value::Decimal(Ratio::whole(number)))
            }
            _ => self.law.exprs.add(Kernel::Op(Op::Widen, vec![id])),
        };
        (id, Type::Decimal)
    }

    /// Two operands of which one is a decimal, the other perhaps a whole number.
    pub(super) fn alike(
        &mut self,
        one: (ExprId, Type),
        two: (ExprId, Type),
    ) -> [(ExprId, Type); 2] {
        let decimal = Type::Decimal;
        if one.1 == decimal || two.1 == decimal {
            [self.widened(one), self.widened(two)]
        } else {
            [one, two]
        }
    }

    /// A sum, difference, product or quotient in which there is a decimal or an amount; `None`
    /// where the operands do not go together.
    pub(super) fn exact_operation(
        &mut self,
        operator: Operator,
        left: (ExprId, Type),
        right: (ExprId, Type),
    ) -> Lowered {
        let is_money = |kind| matches!(kind, Type::Money(_));
        let factor = matches!(operator, Operator::Times | Operator::Over);
        let one_amount = is_money(left.1) || is_money(right.1);
        let [left, right] = if operator == Operator::Over || (factor && one_amount) {
            [self.widened(left), self.widened(right)]
        } else {
            self.alike(left, right)
        };
        let decimal = Type::Decimal;
        let op = match operator {
            Operator::Plus => Op::Add,
            Operator::Minus => Op::Subtract,
            Operator::Times => Op::Multiply,
            Operator::Over => Op::Divide,
        };
        let kind = match (op, left.1, right.1) {
            (_, one, two) if one == decimal && two == decimal => decimal,
            (Op::Add | Op::Subtract, one, two) if one == two && is_money(one) => one,
            (Op::Divide, one, two) if one == two && is_money(one) => decimal,
            (Op::Multiply | Op::Divide, one, two) if is_money(one) && two == decimal => one,
            (Op::Multiply, one, two) if one == decimal && is_money(two) => two,
            _ => return None,
        };
        let id = self.law.exprs.add(Kernel::Op(op, vec![left.0, right.0]));
        Some((id, kind))
    }

    /// Whether a number or amount is written as zero.
    pub(super) fn is_zero(&self, id: ExprId) -> bool {
        match self.law.exprs.get(id) {
            Kernel::Lit(Value::Int(number)) => *number == 0,
            Kernel::Lit(Value::Decimal(number) | Value::Money(_, number)) => *number == Ratio::ZERO,
            _ => false,
        }
    }

    /// Two amounts of two currencies: said as such, since it is no slip of the pen.
    pub(super) fn two_currencies(
        &mut self,
        (left, a): (&Expr, Type),
        (right, b): (&Expr, Type),
    ) -> bool {
        let (Type::Money(one), Type::Money(two)) = (a, b) else {
            return false;
        };
        if one == two {
            return false;
        }
        let name = |currency: CurrencyId| self.law[currency].name.clone();
        let (one, two) = (name(one), name(two));
        let message = format!("`{one}` and `{two}` are two currencies");
        let diagnostic = Diagnostic::new(Code::CurrenciesDiffer, message)
            .at(right.span, format!("an amount of `{two}`"))
            .at(left.span, format!("an amount of `{one}`"))
            .help(format!(
                "convert one of them by a rate, a decimal, and round it: \
                 `(amount / 1 {two} * rate * 1 {one}) rounded half up to 1 {one}`"
            ));
        self.found.push(diagnostic);
        true
    }

    /// A decimal or amount rounded to a multiple of a step.
    pub(super) fn rounded_amount(
        &mut self,
        (id, kind): (ExprId, Type),
        direction: Direction,
        step: &Expr,
    ) -> Lowered {
        let (id, kind) = self.widened((id, kind));
        let lowered = self.expr(step, None)?;
        let (step_id, step_kind) = self.widened(lowered);
        if !matches!(kind, Type::Decimal | Type::Money(_)) {
            let message = format!("{} is not rounded to a step", self.type_words(kind));
            let help = match kind {
                Type::Date => "leave out `to …`",
                _ => "leave out `rounded …`: a decimal or an amount of money is rounded so",
            };
            self.mistake(Code::TypeMismatch, message, step.span, help);
            return None;
        }
        if step_kind != kind {
            let (what, to) = (self.type_words(kind), self.type_words(step_kind));
            let message = format!("{what} is rounded to {to}");
            let help = format!("round it to {what}, too");
            self.mistake(Code::NoStep, message, step.span, &help);
            return None;
        }
        let step_of = match *self.law.exprs.get(step_id) {
            Kernel::Lit(value) => value.ratio().filter(|step| *step > Ratio::ZERO),
            _ => None,
        };
        let Some(step_of) = step_of else {
            self.mistake(
                Code::NoStep,
                "nothing is rounded to multiples of zero",
                step.span,
                "",
            );
            return None;
        };
        let mode = match direction {
            Direction::Up => RoundingMode::Up,
            Direction::Down => RoundingMode::Down,
            Direction::HalfUp => RoundingMode::HalfUp,
            Direction::HalfToEven => RoundingMode::HalfToEven,
        };
        let rounded = Kernel::Op(Op::Round(mode, step_of), vec![id]);
        Some((self.law.exprs.add(rounded), kind))
    }

    /// The least or the greatest of several.
    pub(super) fn extreme(
        &mut self,
        which: Extreme,
        parts: &[Expr],
        wanted: Option<Type>,
    ) -> Lowered {
        let mut found: Option<(ExprId, Type, &Expr)> = None;
        let lowered: Vec<Lowered> = parts.iter().map(|part| self.expr(part, wanted)).collect();
        let mut of = Vec::new();
        for (part, lowered) in parts.iter().zip(lowered) {
            let lowered = lowered?;
            of.push(lowered.0);
            let made = self.law.exprs.len();
            let Some((known, kind, first)) = found else {
                found = Some((lowered.0, lowered.1, part));
                continue;
            };
            let [(one, a), (two, b)] = self.alike((known, kind), lowered);
            let ordered = self.law.size_of(a) == 0;
            if a != b || !ordered {
                if !self.two_currencies((first, a), (part, b)) {
                    self.cannot_compare(first, a, part, b, true);
                }
                return None;
            }
            let (condition, id) = match which {
                Extreme::Least => (self.op(Op::Less, two, one), (two, one)),
                Extreme::Greatest => (self.op(Op::Less, one, two), (two, one)),
            };
            let id = self.law.exprs.add(Kernel::If(condition, id.0, id.1));
            let told = match which {
                Extreme::Least => Told::Least(of.clone()),
                Extreme::Greatest => Told::Greatest(of.clone()),
            };
            self.law.tell(made, id, told);
            found = Some((id, a, part));
        }
        found.map(|(id, kind, _)| (id, kind))
    }

    /// The value of a fact or term, which is a whole number of the least units: where this is not
    /// seen from the expression, it fails where it is not.
    pub fn in_units(&mut self, id: ExprId, ty: Type, places: u32, span: Span) -> Option<ExprId> {
        match ty {
            Type::Money(_) | Type::Decimal => {
                let mut known = BTreeMap::new();
                let fitted = self.fitted(id, places, &mut known, 0);
                if fitted.is_none() {
                    self.not_whole(id, ty, places, span);
                }
                fitted
            }
            Type::Bool | Type::Int | Type::Date | Type::Period(_) | Type::Enum(_) => Some(id),
        }
    }

    /// The value of a term.
    pub fn of_term(&mut self, expr: &Expr, ty: Type) -> Option<ExprId> {
        let id = self.of_type(expr, ty)?;
        match ty {
            Type::Money(currency) => {
                let places = self.law[currency].places;
                self.in_units(id, ty, places, expr.span)
            }
            _ => Some(id),
        }
    }

    fn not_whole(&mut self, id: ExprId, ty: Type, places: u32, span: Span) {
        let unit = Ratio::decimal(1, places).map_or_else(String::new, |unit| unit.to_string());
        let (message, step) = match ty {
            Type::Money(currency) => {
                let name = &self.law[currency].name;
                (
                    format!("the least amount of `{name}` is {unit}, and this is a part of it"),
                    format!("{unit} {name}"),
                )
            }
            _ => (
                format!("the least unit is {unit}, and this is a part of it"),
                unit.clone(),
            ),
        };
        let help = match self.law.exprs.get(id) {
            Kernel::Lit(_) => format!("write a multiple of {step}"),
            _ => format!("say how it is rounded: `… rounded half up to {step}`"),
        };
        self.mistake(Code::NotWholeUnits, message, span, &help);
    }

    /// `None` where a constant is no whole number of units. Conditions stay outside.
    fn fitted(
        &mut self,
        id: ExprId,
        places: u32,
        known: &mut BTreeMap<ExprId, ExprId>,
        depth: usize,
    ) -> Option<ExprId> {
        if let Some(known) = known.get(&id) {
            return Some(*known);
        }
        let made = self.law.exprs.len();
        let fitted = match *self.law.exprs.get(id) {
            Kernel::Lit(value) => {
                value.ratio()?.units(places)?;
                id
            }
            Kernel::If(condition, yes, no) if depth <= DEPTH_LIMIT => {
                let yes = self.fitted(yes, places, known, depth + 1)?;
                let no = self.fitted(no, places, known, depth + 1)?;
                self.law.exprs.add(Kernel::If(condition, yes, no))
            }
            _ if self.is_whole(id, places, 0) => id,
            _ => self.law.exprs.add(Kernel::Op(Op::Exact(places), vec![id])),
        };
        if let Some(told) = self.law.told.get(&id).cloned() {
            self.law.tell(made, fitted, told);
        }
        known.insert(id, fitted);
        Some(fitted)
    }

    /// Whether an expression can only be a whole number of units, as far as its form tells.
    fn is_whole(&self, id: ExprId, places: u32, depth: usize) -> bool {
        const DEEP: usize = 12;
        let whole = |id: &ExprId| self.is_whole(*id, places, depth + 1);
        let integral = |id: &ExprId| match self.law.exprs.get(*id) {
            Kernel::Lit(value) => value.ratio().is_some_and(|number| number.den() == 1),
            Kernel::Op(Op::Widen, _) => true,
            _ => false,
        };
        if depth > DEEP {
            return false;
        }
        match self.law.exprs.get(id) {
            Kernel::Lit(value) => value
                .ratio()
                .is_some_and(|number| number.units(places).is_some()),
            Kernel::In(input) => self.law[*input].places <= places,
            Kernel::If(_, yes, no) => whole(yes) && whole(no),
            Kernel::With(_, inner) => whole(inner),
            Kernel::Call(term) => {
                let term = &self.law[*term];
                let own = matches!(term.ty, Type::Money(of) if self.law[of].places <= places);
                own && term.is_given_values()
            }
            Kernel::Op(op, operands) => match (op, operands.as_slice()) {
                (Op::Add | Op::Subtract, [one, two]) => whole(one) && whole(two),
                (Op::Multiply, [one, two]) => {
                    (whole(one) && integral(two)) || (integral(one) && whole(two))
                }
                (Op::Round(_, step), _) => step.units(places).is_some(),
                (Op::Exact(of), _) => *of <= places,
                (Op::Widen, _) => true,
                _ => false,
            },
            _ => false,
        }
    }
}
