//! Values of an enumeration that stand alone, without what has them.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{EnumId, Type};
use crate::syntax::{Comparison, Expr, ExprKind, Name};

use super::super::Symbol;
use super::super::symbols::MISTAKES_LIMIT;
use super::Lower;

/// A comparison with a value, behind which others may stand alone.
struct Compared<'e> {
    left: &'e Expr,
    first: &'e Name,
    /// It says that the value is another.
    denied: bool,
}

impl Lower<'_> {
    /// Reports values listed by `or` or `and` behind a comparison with one of them: `gate = east or
    /// west`.
    pub(super) fn no_bare_values(&mut self, parts: &[Expr]) -> Option<()> {
        let mut compared: Option<Compared<'_>> = None;
        let mut alone: Vec<&Name> = Vec::new();
        for part in parts {
            match &part.kind {
                ExprKind::Name(name) if self.is_bare_value(part) => alone.push(name),
                _ if alone.is_empty() => compared = comparison(part).or(compared),
                _ => break,
            }
        }
        let (Some(compared), [first, ..]) = (compared, alone.as_slice()) else {
            return Some(());
        };
        let Some((_, Type::Enum(list))) = self.expr(compared.left, None) else {
            return Some(());
        };
        let is_value = |name: &&Name| self.member(list, name).is_some();
        if !is_value(&compared.first) || !alone.iter().all(is_value) {
            return Some(());
        }
        let of = match &compared.left.kind {
            ExprKind::Name(of) => of.text.as_str(),
            _ => "…",
        };
        let values: Vec<&str> = std::iter::once(compared.first)
            .chain(alone.iter().copied())
            .map(|name| name.text.as_str())
            .collect();
        let values = values.join(", ");
        let help = match compared.denied {
            true => format!("write `not ({of} in {{{values}}})`: none of them"),
            false => format!("write `{of} in {{{values}}}`"),
        };
        let message = format!(
            "yes or no is wanted here, and `{}` is a value of `{}`",
            first.text, self.law[list].name
        );
        self.mistake(Code::TypeMismatch, message, first.span, help);
        None
    }

    /// Whether it is a value that nobody can tell without the enumeration: a name that stands for
    /// nothing, or a choice of such.
    pub(super) fn is_bare_value(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Name(name) => {
                let of_scope = self.scope.iter().any(|(known, _)| *known == name.text);
                !of_scope && self.symbols.of(name).is_none()
            }
            ExprKind::If(_, yes, no) => self.is_bare_value(yes) && self.is_bare_value(no),
            _ => false,
        }
    }

    /// That a name is a value of something that is not named beside it, if it is one.
    pub(super) fn value_alone(&self, name: &Name) -> Option<Diagnostic> {
        if self.found.len() >= MISTAKES_LIMIT {
            return None;
        }
        let has_it = |ty: Type| match ty {
            Type::Enum(list) if self.member(list, name).is_some() => Some(list),
            _ => None,
        };
        let has = |symbol: Symbol| -> Option<EnumId> {
            match symbol {
                Symbol::Input(input) => has_it(self.law[input].ty),
                Symbol::Term(term) => has_it(self.law[term].ty),
                _ => None,
            }
        };
        let mut owners = self.symbols.names(|symbol| has(symbol).is_some());
        let (first, more) = (owners.next()?, owners.next());
        let owner = Name {
            text: first.to_owned(),
            span: name.span,
        };
        let list = self.symbols.of(&owner).and_then(has)?;
        let value = &name.text;
        let help = match more {
            Some(_) => format!("say what has it: `… = {value}`"),
            None => format!("write `{first} = {value}`, or `{first} in {{{value}, …}}` of several"),
        };
        let message = format!(
            "`{value}` is a value of `{}`, and stands alone here",
            self.law[list].name
        );
        Some(
            Diagnostic::new(Code::TypeMismatch, message)
                .at(name.span, "")
                .help(help),
        )
    }
}

fn comparison(expr: &Expr) -> Option<Compared<'_>> {
    let (kind, inner_denied) = match &expr.kind {
        ExprKind::Not(inner) => (&inner.kind, true),
        kind => (kind, false),
    };
    let ExprKind::Compare(sign, left, right) = kind else {
        return None;
    };
    let ExprKind::Name(first) = &right.kind else {
        return None;
    };
    let denied = match sign {
        Comparison::Equal => inner_denied,
        Comparison::Unequal if !inner_denied => true,
        _ => return None,
    };
    Some(Compared {
        left,
        first,
        denied,
    })
}
