//! The names that a text with a mistake seems to declare: what refers to them is no second mistake.

use std::collections::BTreeSet;

use crate::text::composed;

use super::layout::{ITEM_WORDS, is_of_the_grammar};
use super::name::with_letter_first;
use super::parse::Parsed;
use super::scan::{Sign, scan};
use super::unseen::seen;

/// The items that declare further names in their braces or brackets: values, choices, parameters, fields.
const WITH_OTHERS: &[&str] = &["enum", "reading", "procedure", "event", "record"];

/// So many words may have been meant as one name.
const WORDS: usize = 4;

/// One of these words is in whatever says until when something must be done, if it is not misspelt.
const TIMED: &[&str] = &["must", "within"];

/// What may follow the name of a rule or provision.
const HEAD: &[&str] = &["{", "of", "on", "lifts", "despite", "subject", "in"];

/// Notes the names that a broken text seems to declare, those that help proposes among them, and those
/// of what it may give a deadline. Linear.
pub fn note_names(text: &str, parsed: &mut Parsed) {
    let text = seen(text);
    note(&text, &mut parsed.broken);
    // A string that is never closed turns those behind it inside out, so that they hide items.
    if scan(&text).any(|sign| sign.is_unclosed()) {
        note(&text.replace('"', " "), &mut parsed.broken);
    }
    if scan(&text).any(|sign| TIMED.contains(&sign.text)) {
        let words = scan(&text).filter(Sign::is_word);
        parsed
            .timed
            .extend(words.map(|sign| composed(sign.text).into_owned()));
    }
}

fn note(text: &str, broken: &mut BTreeSet<String>) {
    let signs: Vec<Sign<'_>> = scan(text).filter(|sign| !sign.is_string()).collect();
    let is_item = |sign: &Sign<'_>| ITEM_WORDS.contains(&sign.text);
    // The word of the item is misspelt, or missing: it may be any of them.
    let unclear = signs.first().is_some_and(|first| !is_item(first));
    let with_others = unclear || signs.iter().any(|sign| WITH_OTHERS.contains(&sign.text));
    for (at, sign) in signs.iter().enumerate() {
        let from = |at: usize| signs.get(at..).unwrap_or_default();
        if is_item(sign) {
            note_name(from(at + 1), broken);
        }
        // The word of a rule is missing.
        let earlier = at.checked_sub(1).and_then(|at| signs.get(at));
        let begins = earlier.is_none_or(|earlier| matches!(earlier.text, "{" | "}"));
        let is_head = signs
            .get(at + 1)
            .is_some_and(|next| HEAD.contains(&next.text));
        if begins && is_head && sign.is_word() && !is_of_the_grammar(sign.text) {
            note_name(from(at), broken);
        }
        if with_others && sign.is_word() {
            note_name(from(at), broken);
        }
    }
}

/// Notes what the first word of some signs may have been meant as: alone, with a letter first, or joined
/// to those behind it.
fn note_name(signs: &[Sign<'_>], broken: &mut BTreeSet<String>) {
    let from_word = signs.iter().skip_while(|sign| !sign.is_word());
    let together = from_word.take_while(|sign| sign.is_word() || sign.text == "-");
    let mut name = String::new();
    for word in together.filter(|sign| sign.is_word()).take(WORDS) {
        if name.is_empty() {
            broken.extend(with_letter_first(word.text));
        } else {
            name.push('_');
        }
        name.push_str(&composed(word.text));
        broken.insert(name.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(text: &str) -> Vec<String> {
        let mut parsed = Parsed::default();
        note_names(text, &mut parsed);
        parsed.broken.into_iter().collect()
    }

    #[test]
    fn what_an_item_may_be_called() {
        assert_eq!(noted("fact late fee : bool"), ["late", "late_fee"]);
        assert_eq!(noted("rule late-fee {"), ["late", "late_fee"]);
        assert_eq!(noted("term 6_fee : int"), ["6_fee", "fee_6"]);
        assert_eq!(noted("case \"x\" fact a : bool"), ["a", "fact", "fact_a"]);
        assert_eq!(noted("evnt a(b: c)"), ["a", "b", "c", "evnt", "evnt_a"]);
        assert_eq!(noted("a : bool"), ["a", "bool"]);
        let without_word = "provision p { b \"B\" { then open } c { then fee = 3 } }";
        assert_eq!(noted(without_word), ["b", "c", "p"]);
        assert_eq!(
            noted("enum A { part-time }"),
            ["A", "enum", "enum_A", "part", "part_time", "time"]
        );
    }

    #[test]
    fn items_behind_a_mark_that_is_never_closed() {
        let names = noted("fact a : bool \"a\nfact b : bool \"b\"\nfact c : bool \"c\"\n");
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(noted("fact a : bool \"fact b\""), ["a"]);
    }
}
