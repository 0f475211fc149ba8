use super::super::expr::{Expr, ExprKind};
use super::super::{Name, Words};
use super::Printer;
use super::broken::behind_text;
use super::expression::Operand;
use super::line::{Part, blanks, width};
use super::piece::Role;
use super::source::behind;

impl Printer<'_> {
    /// The first line of a case or claim.
    pub fn heading(&mut self, keyword: &str, name: &Name, heading: Option<&Words>) {
        let mut parts = vec![Part::Text(format!("{keyword} {}", name.text))];
        parts.extend(heading.map(Part::Words));
        parts.push(Part::Text("{".to_owned()));
        let brace = self.brace(heading.map_or(name.span.end as usize, behind));
        self.parts(Role::Opens, 0, &parts, brace);
    }

    /// A keyword with its blanks, and its expression. A chain with comments between its parts has
    /// each part on lines of its own.
    pub fn clause(&mut self, indent: usize, keyword: &str, expr: &Expr) {
        let column = indent + width(keyword);
        let end = expr.span.end as usize;
        let (parts, operator) = match &expr.kind {
            ExprKind::And(parts) => (parts.as_slice(), "and "),
            ExprKind::Or(parts) => (parts.as_slice(), "or "),
            _ => (Default::default(), ""),
        };
        let before = format!("{}{keyword}", blanks(indent));
        let first_end = parts.first().map_or(end, |part| part.span.end as usize);
        if !self.written.commented(first_end..end) {
            let lines = behind_text(&before, self.laid(expr, column, 0));
            self.piece(Role::Own, lines, end);
            return;
        }
        for (place, part) in parts.iter().enumerate() {
            let (role, before) = match place {
                0 => (Role::Own, before.clone()),
                _ => (Role::Continues, format!("{}{operator}", blanks(column))),
            };
            let operand = Operand::of_chain(part);
            let laid = self.laid_operand(&operand, width(&before), 0);
            self.piece(role, behind_text(&before, laid), part.span.end as usize);
        }
    }
}
