//! Names: new ones, and those of types.

use crate::calendar::Unit;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputKind, RecordId, TermRole, Type};
use crate::syntax::Name;

use super::super::context::Checker;
use super::super::symbols::{Symbol, duplicate, near, unknown};

/// The types that are there without being declared.
pub const TYPES: &[&str] = &["bool", "int", "decimal", "date", "months", "days"];

impl Checker<'_> {
    /// Gives a name its meaning; reports one that is taken.
    pub fn declare_name(&mut self, name: &Name, symbol: Symbol) -> bool {
        let is_type = matches!(
            symbol,
            Symbol::Enum(_) | Symbol::Currency(_) | Symbol::Record(_)
        );
        if is_type && TYPES.contains(&name.text.as_str()) {
            self.report(type_of_the_language(name));
            return false;
        }
        let kind = match symbol {
            Symbol::Input(input) => match self.law[input].kind {
                InputKind::Holding => "a holding",
                InputKind::Reading => "a reading",
                _ => "a fact",
            },
            Symbol::Term(term) if self.law[term].role == TermRole::Define => "a define",
            Symbol::Step(step) if self.law[step].is_event() => "an event",
            other => other.kind(),
        };
        self.declare_as(name, symbol, kind)
    }

    /// The same of what is said more exactly (with its article) than its symbol tells.
    pub fn declare_as(&mut self, name: &Name, symbol: Symbol, kind: &'static str) -> bool {
        match self.symbols.declare(name, symbol, kind) {
            Ok(()) => true,
            Err(diagnostic) => {
                self.report(diagnostic);
                false
            }
        }
    }

    /// The record of the elements that `declared` is said of; reports a name that stands for none,
    /// and a field of that name.
    ///
    /// # Errors
    /// After a mistake: nothing more can be said of what is declared.
    pub fn element(&mut self, of: Option<&Name>, declared: &Name) -> Result<Option<RecordId>, ()> {
        let Some(of) = of else { return Ok(None) };
        let Some(record) = self.find_record(of) else {
            self.symbols.note_broken([declared.text.clone()]);
            return Err(());
        };
        let mut fields = self.law[record].fields.iter();
        let field = format!("{}.{}", self.law[record].name, declared.text);
        if let Some(same) = fields.find(|id| self.law[**id].name == field)
            && let Some(first) = self.law[*same].span
        {
            self.report(duplicate(declared, first));
        }
        Ok(Some(record))
    }

    /// The record a name stands for; reports a name that stands for none.
    pub fn find_record(&mut self, name: &Name) -> Option<RecordId> {
        self.symbols.find(
            name,
            "a record",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Record(id) => Some(id),
                _ => None,
            },
        )
    }

    /// The type a name stands for; reports a name that stands for none.
    pub fn find_type(&mut self, name: &Name) -> Option<Type> {
        match name.text.as_str() {
            "bool" => return Some(Type::Bool),
            "int" => return Some(Type::Int),
            "decimal" => return Some(Type::Decimal),
            "date" => return Some(Type::Date),
            "months" => return Some(Type::Period(Unit::Months)),
            "days" => return Some(Type::Period(Unit::Days)),
            _ => {}
        }
        if let Some(Symbol::Record(_)) = self.symbols.of(name) {
            self.report(
                Diagnostic::new(
                    Code::WrongKind,
                    format!("`{}` is a record, and a type is wanted here", name.text),
                )
                .at(name.span, "")
                .help(format!(
                    "what there is one of at most is a list of one: list NAME : {} up to 1",
                    name.text
                )),
            );
            return None;
        }
        if self.symbols.of(name).is_none() && !self.symbols.is_excused(name) {
            if matches!(name.text.as_str(), "period" | "years" | "weeks") {
                self.report(unknown(name, "a type", None).help(
                    "periods are `months`, of which a year has 12, or `days`, of which a week has 7",
                ));
                return None;
            }
            let declared = self
                .symbols
                .names(|symbol| matches!(symbol, Symbol::Enum(_) | Symbol::Currency(_)));
            let types = declared.chain(TYPES.iter().copied());
            let near = near(&name.text, types, self.diagnostics.len());
            let diagnostic = unknown(name, "a type", near);
            if let Some(unclear) = self.symbols.unclear(name) {
                self.report(unclear);
                return None;
            }
            self.report(match near {
                Some(_) => diagnostic,
                None => diagnostic.help(
                    "the types are `bool`, `int`, `decimal`, `date`, `months`, `days`, the enumerations (enum …) \
                     and the currencies (currency …)",
                ),
            });
            return None;
        }
        self.symbols.find(
            name,
            "a type",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Enum(id) => Some(Type::Enum(id)),
                Symbol::Currency(id) => Some(Type::Money(id)),
                _ => None,
            },
        )
    }
}

/// It could not be asked for: its name means the type that is there already.
fn type_of_the_language(name: &Name) -> Diagnostic {
    let message = format!(
        "`{}` is a type of the language, and a name is wanted here",
        name.text
    );
    Diagnostic::new(Code::Syntax, message)
        .at(name.span, "")
        .help("choose another name")
}
