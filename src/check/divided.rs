//! The lint on a comment that reads like the divisor of what stands before it: `//` divides elsewhere.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Type;
use crate::syntax::{Expr, ExprKind, Found, Name, Parsed, visit};
use crate::text::{FileId, Span, composed};

use super::context::Checker;
use super::symbols::Symbol;

impl Checker<'_> {
    /// Asks behind which numbers a comment stands that is a number alone, or the name of one.
    pub fn lint_divided(&mut self, files: &[(FileId, Parsed)]) {
        let mut found = BTreeMap::new();
        for item in files.iter().flat_map(|(_, parsed)| &parsed.items) {
            visit(item, &mut |one| {
                if let Found::Expr(operand) = one
                    && let Some(number) = self.number(operand)
                    && let Some((place, divisor)) = self.comment_behind(number)
                {
                    found.insert(place, told(place, divisor));
                }
            });
        }
        self.diagnostics.extend(found.into_values());
    }

    /// Where an operand stands that is a number, or the name of one.
    fn number(&self, operand: &Expr) -> Option<Span> {
        match &operand.kind {
            ExprKind::Int(_) | ExprKind::Decimal(_) => Some(operand.span),
            ExprKind::Money(_, name) => Some(name.span),
            ExprKind::Name(name) if self.names_a_number(name) => Some(name.span),
            _ => None,
        }
    }

    fn names_a_number(&self, name: &Name) -> bool {
        let of_number = |ty| matches!(ty, Type::Int | Type::Decimal | Type::Money(_));
        match self.symbols.of(name) {
            Some(Symbol::Input(input)) => of_number(self.law[input].ty),
            Some(Symbol::Term(term)) => of_number(self.law[term].ty),
            _ => false,
        }
    }

    /// The comment right behind a number and what closes around it, if all it says is a divisor.
    fn comment_behind(&self, number: Span) -> Option<(Span, &str)> {
        let (file, end) = (number.file, number.end as usize);
        let line = self.library.text(file).get(end..)?.lines().next()?;
        let comment = line.trim_start_matches([' ', '\t', ')']);
        let divisor = comment.strip_prefix("//")?.trim();
        let start = number.end + u32::try_from(line.len() - comment.len()).ok()?;
        let length = u32::try_from(comment.trim_end().len()).ok()?;
        let place = Span::new(file, start, start + length);
        let is_written = divisor.starts_with(|c: char| c.is_ascii_digit())
            && divisor.chars().all(|c| c.is_ascii_digit() || c == '_');
        let name = || Name {
            text: composed(divisor).into_owned(),
            span: place,
        };
        (is_written || self.names_a_number(&name())).then_some((place, divisor))
    }
}

fn told(place: Span, divisor: &str) -> Diagnostic {
    let message = format!("`// {divisor}` is a comment: nothing is divided");
    Diagnostic::new(Code::DividedInComment, message)
        .at(place, "")
        .help(format!(
            "write `/ {divisor} rounded down to 1` for a division, or say in words what the comment means"
        ))
}
