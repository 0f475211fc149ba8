//! Names that deny one that is declared, `nonmember` beside `member`.

use crate::diagnostic::Diagnostic;
use crate::law::{Law, Type};
use crate::syntax::Name;
use crate::text::affirmed;

use super::super::Symbol;
use super::super::symbols::{Symbols, unknown};

/// That a name is not declared and denies what is: a fact, holding, define or term of yes or no.
pub fn denied(law: &Law, symbols: &Symbols, name: &Name, what: &str) -> Option<Diagnostic> {
    if symbols.of(name).is_some() || symbols.is_excused(name) || symbols.unclear(name).is_some() {
        return None;
    }
    let is_of_yes_or_no = |plain: &String| {
        let plain = Name {
            text: plain.clone(),
            span: name.span,
        };
        match symbols.of(&plain) {
            Some(Symbol::Input(input)) => law[input].ty == Type::Bool,
            Some(Symbol::Term(term)) => law[term].ty == Type::Bool,
            _ => false,
        }
    };
    let plain = affirmed(&name.text).find(is_of_yes_or_no)?;
    let help = format!("what denies `{plain}` is written `not {plain}`");
    Some(unknown(name, what, None).help(help))
}
