//! Facts, holdings and currencies.

use crate::calendar::Unit;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Currency, CurrencyId, Input, InputKind, Type, Value};
use crate::syntax::{Expr, ExprKind, Figure, ItemKind, Measure, Name, Phrases};
use crate::text::Span;

use super::super::context::{Checker, add_input};
use super::super::phrases::{phrases, phrases_of};
use super::super::symbols::Symbol;

/// The most decimal places of a least unit.
pub const PLACES: u32 = 9;

impl<'c> Checker<'c> {
    pub fn declare_fact(&mut self, fact: &'c ItemKind) {
        let ItemKind::Fact {
            name,
            params,
            ty,
            measure,
            phrases,
            over_time,
            usually,
        } = fact
        else {
            return;
        };
        let Some(found) = self.find_type(ty) else {
            self.symbols.note_broken([name.text.clone()]);
            return;
        };
        let places = self.least_unit(name, found, measure.as_ref());
        if places.is_none() {
            self.symbols.note_broken([name.text.clone()]);
        }
        let range = self.range(name, found, measure.as_ref());
        let input = Input {
            name: self.symbols.full(name),
            span: Some(name.span),
            kind: InputKind::Fact,
            ty: found,
            places: places.unwrap_or(0),
            range,
            phrases: phrases_of(found, phrases),
            usually: None,
            history: None,
        };
        let usually = usually.as_ref();
        if !params.is_empty() {
            return self.declare_family(name, params, &input, *over_time, usually);
        }
        let id = add_input(&mut self.law, input);
        self.add_history(id, *over_time);
        if self.declare_name(name, Symbol::Input(id))
            && let Some(expr) = usually
        {
            self.pending.usuals.push((id, expr));
        }
    }

    /// The decimal places of the least unit of a fact. Reports a decimal that does not say of what
    /// it is a multiple, and anything else that does.
    pub fn least_unit(&mut self, name: &Name, ty: Type, measure: Option<&Measure>) -> Option<u32> {
        let step = match measure {
            Some(Measure::Step(figure, span)) => Some((figure, span)),
            Some(Measure::Range(..)) | None => None,
        };
        let (message, span, help) = match (ty, step) {
            (Type::Decimal, Some((figure, _))) if figure.units == 1 && figure.places <= PLACES => {
                return Some(figure.places);
            }
            (Type::Decimal, Some((figure, span))) => (
                format!("a decimal is given in 1, 0.1, 0.01 and so on, to {PLACES} places"),
                *span,
                step_without_zeros(figure),
            ),
            (Type::Decimal, None) => (
                format!("it is not said to how many places `{}` is given", name.text),
                name.span,
                "write `decimal to 0.01` if it is given in hundredths".to_owned(),
            ),
            (_, Some((_, span))) => (
                "only a decimal is given to so many places".to_owned(),
                *span,
                "leave out `to …`; an amount of money is given in minor units".to_owned(),
            ),
            (Type::Money(currency), None) => return Some(self.law[currency].places),
            (_, None) => return Some(0),
        };
        self.report(
            Diagnostic::new(Code::NoLeastUnit, message)
                .at(span, "")
                .help(help),
        );
        None
    }

    /// The least and the greatest of a period that is given. Reports a period that does not say
    /// between which it lies, and anything else that does.
    pub fn range(
        &mut self,
        name: &Name,
        ty: Type,
        measure: Option<&Measure>,
    ) -> Option<(i64, i64)> {
        let range = match measure {
            Some(Measure::Range(least, greatest)) => Some((least, greatest)),
            // A step where there is none is reported by itself.
            Some(Measure::Step(..)) => return None,
            None => None,
        };
        let example = match ty {
            Type::Period(Unit::Months) => "months from 1 month to 2 years",
            _ => "days from 1 day to 90 days",
        };
        let (message, span, help) = match (ty, range) {
            (Type::Period(_), None) => (
                format!("it is not said between which periods `{}` lies", name.text),
                name.span,
                format!("write `{example}`"),
            ),
            (Type::Period(unit), Some((least, greatest))) => {
                let count = |end: &Expr| match end.kind {
                    ExprKind::Period(period) => Some(period.counted()),
                    _ => None,
                };
                let other = |(of, _): (Unit, i64)| of != unit;
                match (count(least)?, count(greatest)?) {
                    (low, _) if other(low) => {
                        (other_unit(unit), least.span, format!("write `{example}`"))
                    }
                    (_, high) if other(high) => (
                        other_unit(unit),
                        greatest.span,
                        format!("write `{example}`"),
                    ),
                    ((_, low), (_, high)) if high < low => (
                        "the greatest period is less than the least".to_owned(),
                        greatest.span,
                        "write the shorter one first".to_owned(),
                    ),
                    ((_, low), (_, high)) => return Some((low, high)),
                }
            }
            // That a decimal lacks its step is reported by itself.
            (Type::Decimal, _) | (_, None) => return None,
            (_, Some((least, greatest))) => (
                "only a period lies between two others".to_owned(),
                least.span.join(greatest.span),
                "leave out `from … to …`; what else is so of every person is said by `assume`"
                    .to_owned(),
            ),
        };
        self.report(
            Diagnostic::new(Code::NoRange, message)
                .at(span, "")
                .help(help),
        );
        self.symbols.note_broken([name.text.clone()]);
        None
    }

    /// A currency.
    pub fn declare_currency(&mut self, name: &Name, words: &Phrases, minor: Option<(i64, Span)>) {
        let (count, span) = minor.unwrap_or((0, name.span));
        let places = u32::try_from(count).ok().filter(|places| *places <= PLACES);
        if places.is_none() {
            let message = format!("a currency has at most {PLACES} decimal places");
            self.report(
                Diagnostic::new(Code::NumberTooLarge, message)
                    .at(span, "")
                    .help("write 2 where a hundredth is the least amount"),
            );
        }
        self.law.currencies.push(Currency {
            name: self.symbols.full(name),
            span: Some(name.span),
            phrases: phrases(words),
            places: places.unwrap_or(0),
        });
        let id = CurrencyId::at(self.law.currencies.len() - 1);
        self.declare_name(name, Symbol::Currency(id));
    }

    pub fn declare_holding(
        &mut self,
        name: &Name,
        attributes: &[(Name, Name)],
        words: &Phrases,
        over_time: Option<Span>,
    ) {
        let input = Input {
            name: self.symbols.full(name),
            span: Some(name.span),
            kind: InputKind::Holding,
            ty: Type::Bool,
            places: 0,
            range: None,
            phrases: phrases(words),
            usually: Some(Value::Bool(false)),
            history: None,
        };
        if !attributes.is_empty() {
            return self.declare_family(name, attributes, &input, over_time, None);
        }
        let id = add_input(&mut self.law, input);
        self.add_history(id, over_time);
        self.declare_name(name, Symbol::Input(id));
    }
}

/// A bound in the other unit.
fn other_unit(unit: Unit) -> String {
    match unit {
        Unit::Months => "a period in months or years is wanted here".to_owned(),
        Unit::Days => "a period in days or weeks is wanted here".to_owned(),
    }
}

/// What to write for a step that is none: the same without zeros at its end, if that is one.
fn step_without_zeros(figure: &Figure) -> String {
    let (mut units, mut places) = (figure.units, figure.places);
    while places > 0 && units != 0 && units % 10 == 0 {
        units /= 10;
        places -= 1;
    }
    let step = match (units, places) {
        (1, 0) => "1".to_owned(),
        (1, 1..=PLACES) => format!("0.{:0>1$}", 1, places as usize),
        _ => "0.01".to_owned(),
    };
    format!("write `decimal to {step}`")
}
