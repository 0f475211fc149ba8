//! Holdings, with attributes or without, and facts with attributes.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, InputId, InputKind, Op, Type, Value};
use crate::syntax::{Applied, Name};
use crate::text::Span;

use super::super::Symbol;
use super::super::attributes::{Family, name_of};
use super::Lower;

/// An input of the kernel, and the condition under which it is the one that is meant; without
/// one, it is.
pub type Meant = (Option<ExprId>, InputId);

/// What may stand in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A holding.
    Holding,
    /// A holding, or a fact with attributes.
    Given,
}

/// What one of several with attributes is where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// Given by a case or a supposition.
    Given,
    /// Spoken of.
    Meant,
}

impl Lower<'_> {
    /// The inputs of the kernel that a name with attributes may stand for: with attributes left
    /// open, all of them.
    pub fn meant(&mut self, held: &Applied, wanted: Wanted) -> Option<Vec<Meant>> {
        let (law, symbols) = (&self.law, self.symbols);
        let symbol = symbols.find(&held.name, "a holding", self.found, |symbol| match symbol {
            Symbol::Input(input) if law[input].kind == InputKind::Holding => Some(symbol),
            Symbol::Family(_) => Some(symbol),
            Symbol::Facts(_) if wanted == Wanted::Given => Some(symbol),
            _ => None,
        })?;
        let none = Family {
            attributes: Vec::new(),
            members: Vec::new(),
        };
        let family = match symbol {
            Symbol::Family(at) | Symbol::Facts(at) => symbols.family(at)?,
            _ => &none,
        };
        if !held.arguments.is_empty() && held.arguments.len() != family.attributes.len() {
            let names = family.attributes.iter().map(|(name, _)| name.as_str());
            self.wrong_count(
                &held.name.text,
                "attribute",
                &names.collect::<Vec<_>>(),
                held.arguments.len(),
                held.span,
            );
            return None;
        }
        if let Symbol::Input(input) = symbol {
            return Some(vec![(None, input)]);
        }
        let attributes = family.attributes.iter().zip(&held.arguments);
        let arguments: Vec<Option<ExprId>> = attributes
            .map(|((_, ty), argument)| self.attribute(*ty, argument))
            .collect();
        let arguments: Vec<ExprId> = arguments.into_iter().collect::<Option<_>>()?;
        let mut meant = Vec::new();
        for (values, input) in &family.members {
            meant.extend(self.is_meant(&arguments, values).map(|when| (when, *input)));
        }
        Some(meant)
    }

    /// What an attribute is said to be: a value, a parameter in scope, or a fact or reading.
    fn attribute(&mut self, ty: Type, argument: &Name) -> Option<ExprId> {
        let in_scope = self.scope.iter().any(|(known, _)| *known == argument.text);
        let value = match (ty, argument.text.as_str()) {
            (Type::Enum(list), _) => self.member(list, argument),
            (_, "yes") => Some(Value::Bool(true)),
            (_, "no") => Some(Value::Bool(false)),
            _ => None,
        };
        match (value, self.symbols.of(argument)) {
            (Some(value), _) if !in_scope => return Some(self.law.exprs.lit(value)),
            (None, Some(Symbol::Input(_))) => {}
            _ if in_scope => {}
            _ => {
                if !self.symbols.is_broken(&argument.text) {
                    let diagnostic = self.unknown_value(argument, Some(ty));
                    self.found.push(diagnostic);
                }
                return None;
            }
        }
        let (id, kind) = self.name(argument, Some(ty))?;
        if kind == ty {
            return Some(id);
        }
        let message = format!(
            "{} is wanted here, and `{}` is {}",
            self.type_words(ty),
            argument.text,
            self.type_words(kind)
        );
        self.mistake(Code::TypeMismatch, message, argument.span, "");
        None
    }

    /// Whether these values are the ones meant: `None` if not, else the condition.
    fn is_meant(&mut self, arguments: &[ExprId], values: &[Value]) -> Option<Option<ExprId>> {
        let mut conditions = Vec::new();
        for (argument, value) in arguments.iter().zip(values) {
            match self.law.exprs.get(*argument) {
                Kernel::Lit(fixed) if fixed == value => {}
                Kernel::Lit(_) => return None,
                _ => {
                    let value = self.law.exprs.lit(*value);
                    let equal = Kernel::Op(Op::Equal, vec![*argument, value]);
                    conditions.push(self.law.exprs.add(equal));
                }
            }
        }
        let known = conditions.is_empty();
        Some((!known).then(|| self.law.exprs.and(conditions)))
    }

    /// Something of one of the holdings that may be meant: that it is held, or within reach.
    pub(super) fn of_one(
        &mut self,
        held: &Applied,
        mut say: impl FnMut(&mut Self, InputId) -> Option<ExprId>,
    ) -> Option<ExprId> {
        let mut parts = Vec::new();
        for (when, input) in self.meant(held, Wanted::Holding)? {
            let said = say(self, input)?;
            parts.push(self.law.exprs.and(when.into_iter().chain([said])));
        }
        Some(self.law.exprs.or(parts))
    }

    /// The holdings, or facts of yes or no, that are given as being so or not, each with its value.
    /// What is so is one of them; without its attributes it is given that none is.
    pub fn given_as(
        &mut self,
        given: &Applied,
        held: bool,
        wanted: Wanted,
    ) -> Option<Vec<(InputId, Value, Span)>> {
        let meant = self.meant(given, wanted)?;
        if let Some((_, first)) = meant.first() {
            self.flag(*first, &given.name)?;
        }
        let open = meant.iter().any(|(when, _)| when.is_some());
        if open || (held && meant.len() != 1) {
            self.which(given, Is::Given);
            return None;
        }
        let held = Value::Bool(held);
        Some(
            meant
                .into_iter()
                .map(|(_, input)| (input, held, given.span))
                .collect(),
        )
    }

    /// The one that is given or meant, with all its attributes said.
    pub fn only_one(&mut self, given: &Applied, is: Is) -> Option<InputId> {
        match self.meant(given, Wanted::Given)?.as_slice() {
            [(None, input)] => Some(*input),
            _ => {
                self.which(given, is);
                None
            }
        }
    }

    /// Reports that attributes are not said, or not by values.
    pub(super) fn which(&mut self, given: &Applied, is: Is) {
        let name = &given.name.text;
        let symbol = self.symbols.of(&given.name);
        let family = match symbol {
            Some(Symbol::Family(at) | Symbol::Facts(at)) => self.symbols.family(at),
            _ => None,
        };
        let is = match (symbol, is) {
            (Some(Symbol::Facts(_)), Is::Given) => "given",
            (_, Is::Given) => "held",
            (_, Is::Meant) => "meant",
        };
        let help = family
            .and_then(|family| family.members.first())
            .map(|(values, _)| {
                let values = values.iter().map(|value| name_of(self.law, *value));
                format!("such as {name}({})", values.collect::<Vec<_>>().join(", "))
            });
        let message = format!("which `{name}` is {is} must be said");
        let found = Diagnostic::new(Code::WrongArguments, message).at(given.span, "");
        self.found.push(match help {
            Some(help) => found.help(help),
            None => found,
        });
    }

    /// Reports a wrong number of choices or attributes.
    pub(super) fn wrong_count(
        &mut self,
        name: &str,
        what: &str,
        names: &[&str],
        given: usize,
        span: Span,
    ) {
        let message = format!(
            "`{name}` takes {}, and {} given",
            match names {
                [] => format!("no {what}"),
                [one] => format!("one {what} ({one})"),
                many => format!("{} {what}s ({})", many.len(), many.join(", ")),
            },
            if given == 1 {
                "one is".to_owned()
            } else {
                format!("{given} are")
            },
        );
        self.mistake(Code::WrongArguments, message, span, "");
    }
}

/// A name without arguments.
pub fn bare(name: &Name) -> Applied {
    Applied {
        name: name.clone(),
        arguments: Vec::new(),
        span: name.span,
    }
}
