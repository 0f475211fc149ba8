//! The interviews of `ask` in words: `phrase.rs` puts a question, `choices.rs` has the answers to choose from,
//! `behind.rs` the rules for which it is asked, `why.rs` what an answer would settle, `not_asked.rs` what was
//! not asked, `needless.rs` why not, and `json.rs` all of it for other programs.

use crate::calendar::Day;
use crate::eval::{Situation, Wanted};
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Value};

use super::layout::{PROSE, Page, width};
use super::proof::grounds;
use super::words::noun;

mod behind;
mod choices;
mod json;
mod needless;
mod not_asked;
mod phrase;
mod why;

pub use choices::{choices, values};
pub use json::json;
pub use needless::{Needless, needless};
pub use not_asked::not_asked;
pub use why::why;

use behind::{own_sentences, rules};
use phrase::words;

/// The column at which questions begin, and that of what is said of them.
const QUESTION: usize = 2;
const REMARK: usize = 4;

/// A question and what it gave; nothing where it is not known.
pub type Asked = (Wanted, Vec<(InputId, Value)>);

/// What is asked about, the day, and how to answer.
pub fn opening(law: &Law, goal: &str, expr: ExprId, day: Option<Day>) -> String {
    let asked = match law.exprs.get(expr) {
        Expr::Reach(holding) => format!("Is {} within reach?", noun(law, *holding)),
        Expr::Call(term) => match &law[*term].phrases.ask {
            Some(ask) => ask.clone(),
            None => goal.to_owned(),
        },
        _ => goal.to_owned(),
    };
    let mut page = Page::new();
    let day = day.map(Day::weekday_in_words).unwrap_or_default();
    page.noted(0, &asked, &day);
    let amount = match law.currencies.is_empty() {
        true => "Type a number or a day.",
        false => "Type a number, a day or an amount.",
    };
    page.line(format!("{amount} Enter: not known. ?: why this is asked."));
    page.line("back: the question before. Ctrl-D: no more questions.");
    page.finish()
}

/// A question with its choices, and the sentence behind it.
pub fn question(law: &Law, case: &Situation, expr: ExprId, wanted: Wanted) -> String {
    let mut page = Page::new();
    page.line("");
    asked(&mut page, &words(law, wanted), &choices(law, expr, wanted));
    // Of the step it is asked for all rules alike.
    let is_step = law[wanted.input()].kind == InputKind::Occasion;
    if !is_step && let Some(rule) = rules(law, case, expr, wanted).first() {
        let shown = own_sentences(law, *rule).get(..1).unwrap_or_default();
        grounds::tell_at(&mut page, REMARK, law, shown);
    }
    page.finish()
}

/// The question for the day, where the command does not name it.
pub fn day_question() -> String {
    let mut page = Page::new();
    page.line("");
    asked(&mut page, "On which day?", &[]);
    page.finish()
}

fn asked(page: &mut Page, words: &str, choices: &[String]) {
    let mut line = words.to_owned();
    for (number, choice) in (1..).zip(choices) {
        line.push_str(&format!("    {number}  {choice}"));
    }
    if choices.is_empty() || QUESTION + width(&line) > PROSE {
        page.hanging(QUESTION, "", QUESTION, words);
        for (number, choice) in (1..).zip(choices) {
            page.hanging(REMARK, &number.to_string(), REMARK + 4, choice);
        }
    } else {
        page.line(format!("{}{line}", " ".repeat(QUESTION)));
    }
}

/// A few words of the program to the person: what was understood, what is wrong with an answer.
pub fn remark(words: &str) -> String {
    let mut page = Page::new();
    page.hanging(REMARK, "", REMARK, words);
    page.finish()
}
