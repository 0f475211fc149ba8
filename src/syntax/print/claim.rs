use super::super::expr::Expr;
use super::super::{Applied, Claimed, Expected, NewLaw, Towards, When};
use super::Printer;
use super::broken::{append, behind_text};
use super::expression::applied;
use super::line::{Part, STEP, WIDTH, blanks, width};
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

    /// What is claimed. What is said of the outcome goes on in its last line, if it fits there.
    pub fn claimed(&mut self, claimed: &Claimed) {
        let keyword = "claim ";
        let (before, outcome, behind, end) = match claimed {
            Claimed::So(expr) => {
                self.clause(STEP, keyword, expr);
                return;
            }
            Claimed::Kept(expr, by) => {
                let (by, end) = self.new_law(by);
                (format!("{keyword}nobody loses "), expr, by, end)
            }
            Claimed::Never {
                outcome,
                towards,
                limit,
                when,
            } => {
                let never = match towards {
                    Towards::Up => "never rises",
                    Towards::Down => "never falls",
                };
                let limit = limit.as_ref().map(|limit| self.flat(limit));
                let limit = limit.map(|limit| format!(" by more than {limit}"));
                let (when, end) = self.when(when);
                let behind = format!("{never}{} {when}", limit.unwrap_or_default());
                (keyword.to_owned(), outcome, behind, end)
            }
            Claimed::Independent(outcome, of) => {
                let names: Vec<String> = of.iter().map(applied).collect();
                let behind = format!("does not depend on {}", names.join(", "));
                let end = of.last().map_or(outcome.span.end, |last| last.span.end);
                (keyword.to_owned(), outcome, behind, end as usize)
            }
        };
        let before = format!("{}{before}", blanks(STEP));
        let mut lines = behind_text(&before, self.laid(outcome, width(&before), 0));
        let last = lines.last().map_or(0, |last| width(last));
        if last + 1 + width(&behind) <= WIDTH {
            append(&mut lines, " ");
            append(&mut lines, &behind);
        } else {
            lines.push(format!("{}{behind}", blanks(STEP + width(keyword))));
        }
        self.piece(Role::Own, lines, end);
    }

    /// When an outcome does not move, and where that ends.
    fn when(&self, when: &When) -> (String, usize) {
        match when {
            When::Law(by) => self.new_law(by),
            When::Rises(fact, step) => {
                let rises = format!("when {} rises", applied(fact));
                match step {
                    Some(step) => {
                        let step_end = step.span.end as usize;
                        (format!("{rises} by {}", self.flat(step)), step_end)
                    }
                    None => (rises, self.rises_end(fact)),
                }
            }
        }
    }

    fn rises_end(&self, fact: &Applied) -> usize {
        self.written.behind_the("rises", fact.span.end as usize)
    }

    fn new_law(&self, by: &NewLaw) -> (String, usize) {
        match by {
            NewLaw::Act(act) => (format!("by {}", act.text), act.span.end as usize),
            NewLaw::Day(day) => {
                let text = format!("by the law of {}", self.flat(day));
                (text, day.span.end as usize)
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
