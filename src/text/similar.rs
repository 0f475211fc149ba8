//! Names that were perhaps meant.

use super::lookalike::look_alike;
use super::negation::opposites;

/// Names longer than this are not compared: the comparison is quadratic in their length.
const NAME_LIMIT: usize = 200;

/// The candidate nearest to a misspelt name: by insertions, deletions, changes and swaps of
/// neighbouring letters, at most a third of the name's letters (but always one) away. One that looks
/// the same in another script is nearest of all. The first of equals; `None` if none is near, or if
/// the name has more than 200 letters. One that means the opposite, `possible` for `impossible`, is not
/// near.
pub fn closest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().take(NAME_LIMIT.saturating_add(1)).count();
    if length > NAME_LIMIT {
        return None;
    }
    let limit = (length / 3).max(1);
    let candidates: Vec<&str> = candidates.collect();
    let mut alike = candidates
        .iter()
        .filter(|other| !other.is_ascii() || !name.is_ascii())
        .filter(|other| other.chars().count() == length);
    if let Some(alike) = alike.find(|other| look_alike(name, other)) {
        return Some(alike);
    }
    candidates
        .into_iter()
        .filter(|candidate| {
            candidate
                .chars()
                .take(NAME_LIMIT * 2)
                .count()
                .abs_diff(length)
                <= limit
        })
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit && !opposites(name, candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether two names differ in a letter or two.
pub fn is_slip(name: &str, other: &str) -> bool {
    const SLIP: usize = 2;
    let is_long = |one: &str| one.len() > NAME_LIMIT;
    !is_long(name) && !is_long(other) && strsim::damerau_levenshtein(name, other) <= SLIP
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
        closest(name, candidates.iter().copied())
    }

    #[test]
    fn near_enough() {
        assert_eq!(
            among("foriegner", &["citizen", "foreigner"]),
            Some("foreigner")
        );
        assert_eq!(
            among("foreiner", &["foreigner", "foreign"]),
            Some("foreigner")
        );
        assert_eq!(among("азамат", &["шетелдік", "азаматы"]), Some("азаматы"));
    }

    #[test]
    fn what_looks_the_same_is_nearest() {
        assert_eq!(among("\u{441}\u{43e}\u{440}", &["cot", "cop"]), Some("cop"));
    }

    #[test]
    fn too_far() {
        assert_eq!(among("visa", &["permit", "vises"]), None);
        assert_eq!(among("visa", &[]), None);
        assert_eq!(among("", &["permit"]), None);
    }

    #[test]
    fn short_names_may_differ_by_one() {
        assert_eq!(among("ag", &["age"]), Some("age"));
        assert_eq!(among("ag", &["aged"]), None);
    }

    #[test]
    fn first_of_equals_and_best_of_all() {
        assert_eq!(among("case", &["cast", "cash"]), Some("cast"));
        assert_eq!(among("caseses", &["cases", "casesss"]), Some("casesss"));
    }

    #[test]
    fn long_names_are_left_alone() {
        let long = "a".repeat(201);
        assert_eq!(among(&long, &[&long]), None);
        assert_eq!(among("aaaa", &["a".repeat(100_000).as_str()]), None);
    }
}
