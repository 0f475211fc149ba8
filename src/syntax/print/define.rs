use super::super::expr::Expr;
use super::super::{Ground, Name, Phrases, Words};
use super::Printer;
use super::declaration::{Behind, head_end, phrase_parts, phrases_end};
use super::line::{Part, STEP, WIDTH, on_one_line, width};
use super::piece::Role;

/// A name for an expression: a define, or an assumption.
pub struct Define<'a> {
    pub keyword: &'static str,
    pub name: &'a Name,
    /// The element it is said of.
    pub of: Option<&'a Name>,
    pub phrases: &'a Phrases,
    pub expr: &'a Expr,
    pub grounds: &'a [Ground],
}

impl Printer<'_> {
    /// On one line; else with the expression on the next; else with each phrase on its own.
    pub fn define(&mut self, define: &Define<'_>) {
        let about = format!(
            "{} {}{}",
            define.keyword,
            define.name.text,
            of_element(define.of)
        );
        let name_end = define.of.unwrap_or(define.name).span.end as usize;
        let first_end = head_end(define.phrases).unwrap_or(name_end);
        let words_end = phrases_end(define.phrases).unwrap_or(name_end);
        let sign_end = self.written.behind(words_end, 1);
        let end = define.expr.span.end as usize;

        let mut head = vec![Part::Text(about.clone())];
        head.extend(phrase_parts(define.phrases));
        head.push(Part::Tight(" ="));
        let head_width = width(&on_one_line(&head));
        let flat = self.flat(define.expr);
        let several = words_end > first_end;
        if several && self.written.commented(first_end..sign_end) || head_width > WIDTH {
            let behind = Behind {
                text: " =",
                end: sign_end,
                role: Role::Own,
            };
            self.broken_phrases(about, define.phrases, first_end, Some(behind));
            self.clause(STEP, "", define.expr);
        } else if head_width + 1 + width(&flat) <= WIDTH && !self.written.commented(sign_end..end) {
            head.push(Part::Text(flat));
            self.parts(Role::Own, 0, &head, end);
        } else {
            self.parts(Role::Own, 0, &head, sign_end);
            self.clause(STEP, "", define.expr);
        }
        self.grounds(define.grounds);
    }

    /// An assumption.
    pub fn assume(&mut self, name: &Name, heading: Option<&Words>, expr: &Expr) {
        self.define(&Define {
            keyword: "assume",
            name,
            of: None,
            phrases: &Phrases {
                main: heading.cloned(),
                ..Phrases::default()
            },
            expr,
            grounds: &[],
        });
    }
}

/// The element that something is said of.
pub fn of_element(of: Option<&Name>) -> String {
    of.map_or_else(String::new, |of| format!(" of {}", of.text))
}
