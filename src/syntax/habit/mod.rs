//! What people write who know the law, other languages or plain English, and what the language says
//! in its place.

mod clauses;
mod declarations;
mod effects;
mod expressions;
mod questions;
mod states;
mod times;

use super::failure::Failure;
use super::out_of_order::item_around;
use super::pattern::{Fit, fit};
use super::scan::{Sign, scan};

/// So many signs behind a mistake are looked at.
const BEHIND: usize = 16;

/// Where something is written.
enum Place {
    Anywhere,
    /// In an item that begins with one of these words.
    Item(&'static str),
    /// At the beginning of an item.
    Start,
    /// Where a clause of a rule or provision may begin.
    Clause,
    /// Where an effect is wanted.
    Effect,
    /// Where an operator might stand, or `of`.
    Operator,
    /// Where the words of a name in brackets are wanted, and nothing else.
    Name,
}

/// Something that is written so, by `pattern.rs`, and what to write.
type Habit = (Place, &'static str, &'static str);

/// Expressions last, since a word of one may stand anywhere.
const KNOWN: [&[Habit]; 7] = [
    effects::KNOWN,
    clauses::KNOWN,
    declarations::KNOWN,
    questions::KNOWN,
    states::KNOWN,
    times::KNOWN,
    expressions::KNOWN,
];

/// What may as well be a slip of the pen.
const LIKELY: [&[Habit]; 3] = [clauses::LIKELY, declarations::LIKELY, expressions::LIKELY];

/// A known habit at a place.
#[derive(Debug)]
pub struct Known {
    pub fit: Fit,
    pub help: String,
}

/// What is written at a place of a text, in the item that begins at `item`, where the language says
/// it otherwise.
pub fn habit(text: &str, item: usize, at: usize, failure: Option<&Failure>) -> Option<Known> {
    known(&KNOWN, text, item, at, failure)
}

/// The same where a slip of the pen is no better explanation.
pub fn likely(text: &str, item: usize, at: usize, failure: Option<&Failure>) -> Option<Known> {
    known(&LIKELY, text, item, at, failure)
}

fn known(
    habits: &[&[Habit]],
    text: &str,
    item: usize,
    at: usize,
    failure: Option<&Failure>,
) -> Option<Known> {
    let before = text.get(item..at)?;
    let mut signs: Vec<Sign<'_>> = scan(before).collect();
    let place = signs.len();
    signs.extend(scan(text.get(at..)?).take(BEHIND).map(|sign| Sign {
        at: sign.at + at - item,
        ..sign
    }));
    let within = item_around(before).unwrap_or_default();
    let own = text.get(item..)?;
    let is_expected = |words: &[&str]| {
        let mut expected = failure.into_iter().flat_map(|failure| &failure.expected);
        expected.any(|one| words.iter().any(|start| one.starts_with(start)))
    };
    habits
        .iter()
        .copied()
        .flatten()
        .find_map(|(whence, pattern, help)| {
            let is_there = match whence {
                Place::Anywhere => true,
                Place::Item(words) => words.split('|').any(|word| word == within),
                Place::Start => is_expected(&["an item"]),
                Place::Clause => is_expected(&["`when`"]),
                Place::Effect => is_expected(&["an effect"]),
                Place::Operator => is_expected(&["an operator", "`of`"]),
                Place::Name => failure.is_some_and(|failure| failure.expected.len() == 1),
            };
            let fit = is_there.then(|| fit(pattern, &signs, place)).flatten()?;
            let help = fit.fill(help, own);
            let moved = fit.moved(item);
            Some(Known { fit: moved, help })
        })
}
