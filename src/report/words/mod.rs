//! The law in words: everything said of it is put together here from the words that its names
//! carry and a few fixed templates. Nothing is inflected; where words are missing, the bare name
//! stands in their place.

mod circumstance;
mod citation;
mod clause;
mod comparison;
mod condition;
mod element;
mod lasting;
mod list;
mod names;
mod person;
mod phrase;
mod reading;
mod relative;
mod relative_clause;
mod required;
mod scale;
mod seen;
mod solved;
mod step;
mod subject;
mod thing;
mod together;
mod verb;

pub use crate::law::plain;
pub use circumstance::{circumstances, is_supposed};
pub use citation::{Told, assumptions, citations, own_citation, reference, remarks, reports, told};
pub use clause::{asked, clause, comes_to, is_about_things};
pub use condition::{
    condition, condition_phrase, conditions, input_phrase, member, phrase, said_of_person,
};
pub use element::{
    bare, bound_element, element, elements, fold_thing, one_of, one_of_list, several, sum_with,
    up_to,
};
pub use lasting::term_noun;
pub use list::{capitalized, either_day, joined};
pub(super) use names::words_or_name;
pub use names::{heading, noun, noun_is, short, value};
pub use person::{Person, is_birthday, is_told_of_everybody, over_time, person};
pub use phrase::Phrase;
pub use reading::{answered_so, answers, choice, choice_name, question, reading_taken, region};
pub use relative::{is_day_of_birth, relatives_of};
pub use relative_clause::{Relatives, whoever};
pub use required::{needed, requires};
pub use seen::{Seen, constant, seen};
pub use step::{does, does_with, infinitive, is_some_step, step_does, step_to_do, to_do};
pub use thing::{figure, rounded, term_comes_to, thing, thing_called, worth};
pub use together::{said_together, told_together};
pub use verb::{depends, is};

use comparison::comparison;

#[cfg(test)]
mod tests;
