use super::super::expr::Expr;
use super::super::item::Expected;
use super::Printer;
use super::line::{Part, STEP};
use super::piece::Role;

impl Printer<'_> {
    /// The clauses of a claim, all as wide as `claim`, so that claims look alike.
    pub fn claim_clauses(&mut self, clauses: &[(&str, Option<&Expr>)]) {
        for (keyword, expr) in clauses {
            if let Some(expr) = expr {
                self.clause(STEP, &format!("{keyword:5} "), expr);
            }
        }
    }

    /// The verdict expected. That a claim is proved need not be said, but it may.
    pub fn expected(&mut self, expected: &Expected) {
        let start = self.next();
        let text = match expected {
            Expected::Proved(Some(region)) => {
                self.clause(STEP, "expect proved under ", region);
                return;
            }
            Expected::Proved(None) if self.written.is_at(start, "expect") => "expect proved",
            Expected::Proved(None) => return,
            Expected::Refuted => "expect refuted",
        };
        let end = self.written.behind(start, 2);
        self.parts(Role::Own, STEP, &[Part::Text(text.to_owned())], end);
    }
}
