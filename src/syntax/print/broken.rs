//! Expressions that are too long for one line: broken at the loosest operator.

use super::super::Name;
use super::super::expr::{Expr, ExprKind};
use super::Printer;
use super::expression::{
    CLOCK, COMPARED, MOVED, Operand, ROUNDED, extreme_word, operator_sign, state_words,
};
use super::line::{WIDTH, blanks, list, width};

impl Printer<'_> {
    /// An expression that begins in a column: its first line as it is, the others with their
    /// indentation. So much must still find its place in the last line.
    pub fn laid(&self, expr: &Expr, column: usize, behind: usize) -> Vec<String> {
        let flat = self.flat(expr);
        if column + width(&flat) + behind <= WIDTH {
            return vec![flat];
        }
        match &expr.kind {
            ExprKind::And(parts) => self.filled(parts, "and ", column, behind),
            ExprKind::Or(parts) => self.filled(parts, "or ", column, behind),
            ExprKind::Implies(left, right) => self.two_lines(
                &Operand::new(left, 2),
                "implies ",
                &Operand::new(right, 1),
                column,
                behind,
            ),
            ExprKind::Compare(comparison, left, right) => self.two_lines(
                &Operand::new(left, COMPARED),
                &format!("{} ", comparison.sign()),
                &Operand::new(right, COMPARED),
                column,
                behind,
            ),
            ExprKind::Arithmetic(operator, left, right) => {
                let (left, right) = Operand::of_arithmetic(*operator, left, right);
                let sign = format!("{} ", operator_sign(*operator));
                self.two_lines(&left, &sign, &right, column, behind)
            }
            ExprKind::If(condition, yes, no) => self.branches(condition, yes, no, column, behind),
            ExprKind::Not(inner) => {
                let operand = Operand::of_not(inner);
                behind_text("not ", self.laid_operand(&operand, column + 4, behind))
            }
            ExprKind::Negative(inner) => {
                let operand = Operand::of_negative(inner);
                behind_text("-", self.laid_operand(&operand, column + 1, behind))
            }
            ExprKind::Rounded(inner, direction, step) => {
                // In a line of its own: beside the last of several parts it would be read of that part.
                let mut lines = self.laid_operand(&Operand::new(inner, ROUNDED), column, 0);
                let rounding = self.rounding(*direction, step.as_deref());
                lines.push(format!("{}{rounding}", blanks(column)));
                lines
            }
            ExprKind::On(inner, day) => self.two_lines(
                &Operand::new(inner, MOVED),
                "on ",
                &Operand::new(day, CLOCK),
                column,
                behind,
            ),
            ExprKind::Governed(inner, day) => self.two_lines(
                &Operand::new(inner, MOVED),
                "governed by ",
                &Operand::new(day, CLOCK),
                column,
                behind,
            ),
            ExprKind::With(inner, bindings) => {
                let inner = Operand::new(inner, MOVED);
                self.before_text(&inner, &self.supposed(bindings), column, behind)
            }
            ExprKind::Without(inner, rule) => {
                let inner = Operand::new(inner, MOVED);
                self.before_text(&inner, &format!("without {}", rule.text), column, behind)
            }
            ExprKind::State(of, state, negated) => {
                let of = Operand::new(of, COMPARED);
                self.before_text(&of, &state_words(*state, *negated), column, behind)
            }
            ExprKind::Among(value, among) => {
                let value = self.laid_operand(&Operand::new(value, COMPARED), column, 0);
                let at = value.last().map_or(0, |last| width(last));
                let at = if value.len() == 1 { column + at } else { at };
                joined(value, " ", in_brackets("in {", among, "}", at + 1))
            }
            ExprKind::Call(name, arguments) => {
                in_brackets(&format!("{}(", name.text), arguments, ")", column)
            }
            ExprKind::Extreme(which, parts) => {
                let open = format!("{}(", extreme_word(*which));
                let at = column + width(&open);
                let mut lines = Vec::new();
                let last = parts.len().saturating_sub(1);
                for (place, part) in parts.iter().enumerate() {
                    let end = if place == last { ")" } else { "," };
                    let behind = if place == last { behind + 1 } else { 1 };
                    let mut laid = self.laid(part, at, behind);
                    append(&mut laid, end);
                    let before = match place {
                        0 => open.clone(),
                        _ => blanks(at),
                    };
                    lines.append(&mut behind_text(&before, laid));
                }
                lines
            }
            ExprKind::Age(of) => {
                let mut lines = behind_text("age of (", self.laid(of, column + 8, behind + 1));
                append(&mut lines, ")");
                lines
            }
            ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Decimal(_)
            | ExprKind::Percent(_)
            | ExprKind::Money(..)
            | ExprKind::Day(_)
            | ExprKind::Period(_)
            | ExprKind::Name(_)
            | ExprKind::Clock
            | ExprKind::ActDay(..)
            | ExprKind::Border(..)
            | ExprKind::Days(..)
            | ExprKind::Field(..)
            | ExprKind::Fold(_)
            | ExprKind::Holds(_)
            | ExprKind::NothingHeld => vec![flat],
        }
    }

    /// An operand, in brackets where it has some.
    pub fn laid_operand(&self, operand: &Operand<'_>, column: usize, behind: usize) -> Vec<String> {
        if !operand.in_brackets() {
            return self.laid(operand.expr, column, behind);
        }
        let mut lines = behind_text("(", self.laid(operand.expr, column + 1, behind + 1));
        append(&mut lines, ")");
        lines
    }

    /// As many parts on a line as it holds, the operator at the beginning of the next.
    fn filled(&self, parts: &[Expr], operator: &str, column: usize, behind: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        // Where the last line ends; the first has no indentation yet.
        let mut end = column;
        let last = parts.len().saturating_sub(1);
        for (place, part) in parts.iter().enumerate() {
            let operator = if place == 0 { "" } else { operator };
            let operand = Operand::of_chain(part);
            let behind = if place == last { behind } else { 0 };
            let flat = format!("{operator}{}", self.operand(&operand));
            let flat_width = width(&flat);
            if let Some(line) = lines.last_mut()
                && end + 1 + flat_width + behind <= WIDTH
            {
                line.push(' ');
                line.push_str(&flat);
                end += 1 + flat_width;
                continue;
            }
            let at = column + operator.len();
            let mut laid = behind_text(operator, self.laid_operand(&operand, at, behind));
            end = match laid.as_slice() {
                [one] => column + width(one),
                [.., last] => width(last),
                [] => column,
            };
            if place > 0
                && let Some(first) = laid.first_mut()
            {
                first.insert_str(0, &blanks(column));
            }
            lines.append(&mut laid);
        }
        lines
    }

    fn two_lines(
        &self,
        left: &Operand<'_>,
        operator: &str,
        right: &Operand<'_>,
        column: usize,
        behind: usize,
    ) -> Vec<String> {
        let mut lines = self.laid_operand(left, column, 0);
        let right = self.laid_operand(right, column + width(operator), behind);
        let before = format!("{}{operator}", blanks(column));
        lines.append(&mut behind_text(&before, right));
        lines
    }

    /// `if … then …`, on two lines where one is too short, and `else` on the next.
    fn branches(
        &self,
        condition: &Expr,
        yes: &Expr,
        no: &Expr,
        column: usize,
        behind: usize,
    ) -> Vec<String> {
        let (condition, yes) = (Operand::new(condition, 1), Operand::new(yes, 1));
        let flat = format!(
            "if {} then {}",
            self.operand(&condition),
            self.operand(&yes)
        );
        let mut lines = if column + width(&flat) <= WIDTH {
            vec![flat]
        } else {
            let mut lines = behind_text("if ", self.laid_operand(&condition, column + 3, 0));
            let then = format!("{}then ", blanks(column));
            lines.append(&mut behind_text(
                &then,
                self.laid_operand(&yes, column + 5, 0),
            ));
            lines
        };
        let otherwise = match &no.kind {
            // A chain of cases stays in its column.
            ExprKind::If(condition, yes, no) => {
                let flat = self.flat_if(condition, yes, no);
                if column + 5 + width(&flat) + behind <= WIDTH {
                    vec![flat]
                } else {
                    self.branches(condition, yes, no, column, behind)
                }
            }
            _ => self.laid(no, column + 5, behind),
        };
        let before = format!("{}else ", blanks(column));
        lines.append(&mut behind_text(&before, otherwise));
        lines
    }

    fn flat_if(&self, condition: &Expr, yes: &Expr, no: &Expr) -> String {
        format!(
            "if {} then {} else {}",
            self.operand(&Operand::new(condition, 1)),
            self.operand(&Operand::new(yes, 1)),
            self.flat(no)
        )
    }

    fn before_text(
        &self,
        operand: &Operand<'_>,
        text: &str,
        column: usize,
        behind: usize,
    ) -> Vec<String> {
        let mut lines = self.laid_operand(operand, column, 1 + width(text) + behind);
        append(&mut lines, " ");
        append(&mut lines, text);
        lines
    }
}

/// Lines with a text before their first.
pub fn behind_text(text: &str, mut lines: Vec<String>) -> Vec<String> {
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, text);
    }
    lines
}

/// Puts a text behind the last line.
pub fn append(lines: &mut [String], text: &str) {
    if let Some(last) = lines.last_mut() {
        last.push_str(text);
    }
}

/// Two runs of lines, of which the second goes on in the last line of the first.
fn joined(mut lines: Vec<String>, between: &str, mut second: Vec<String>) -> Vec<String> {
    append(&mut lines, between);
    if !second.is_empty() {
        append(&mut lines, &second.remove(0));
    }
    lines.append(&mut second);
    lines
}

/// Names in brackets, the first line from a column on.
fn in_brackets(open: &str, names: &[Name], close: &str, column: usize) -> Vec<String> {
    let names: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
    let mut lines = list(column, open, &names, close.len());
    if let Some(first) = lines.first_mut() {
        *first = first.trim_start_matches(' ').to_owned();
    }
    append(&mut lines, close);
    lines
}
