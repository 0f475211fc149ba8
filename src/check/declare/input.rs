//! Facts, holdings and currencies.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Currency, CurrencyId, Input, InputKind, Type, Value};
use crate::syntax::{Figure, ItemKind, Name, Phrases};
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
            to,
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
        let places = self.least_unit(name, found, to.as_ref());
        if places.is_none() {
            self.symbols.note_broken([name.text.clone()]);
        }
        let input = Input {
            name: self.symbols.full(name),
            span: Some(name.span),
            kind: InputKind::Fact,
            ty: found,
            places: places.unwrap_or(0),
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
    pub fn least_unit(
        &mut self,
        name: &Name,
        ty: Type,
        to: Option<&(Figure, Span)>,
    ) -> Option<u32> {
        let (message, span, help) = match (ty, to) {
            (Type::Decimal, Some((figure, _))) if figure.units == 1 && figure.places <= PLACES => {
                return Some(figure.places);
            }
            (Type::Decimal, Some((_, span))) => (
                format!("a decimal is given in 1, 0.1, 0.01 and so on, to {PLACES} places"),
                *span,
                "write `decimal to 0.01`",
            ),
            (Type::Decimal, None) => (
                format!("it is not said to how many places `{}` is given", name.text),
                name.span,
                "write `decimal to 0.01` if it is given in hundredths",
            ),
            (_, Some((_, span))) => (
                "only a decimal is given to so many places".to_owned(),
                *span,
                "leave out `to …`; an amount of money is given in minor units",
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
