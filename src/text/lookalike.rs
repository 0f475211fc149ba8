//! Names that look the same and are not: a Latin `a` beside a Cyrillic one.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_script::{Script, UnicodeScript};
use unicode_security::{MixedScript, skeleton};

/// A text with every letter and its accents composed (NFC): whether an editor writes `й` as one
/// character or as two makes no other name.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// What a name looks like (the skeleton of Unicode's standard 39): names with the same look can be
/// taken for one another in some typeface.
#[must_use]
pub fn look(name: &str) -> String {
    skeleton(name).collect()
}

/// A name with the plain forms of its characters (NFKC): `ﬁ` is `fi`, a wide or mathematical `A`
/// is an `A`.
#[must_use]
pub fn plain(name: &str) -> Cow<'_, str> {
    match name.is_ascii() {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.nfkc().collect()),
    }
}

/// The characters of a name that are variants of plain ones, each once, with those.
#[must_use]
pub fn variants(name: &str) -> Vec<(char, String)> {
    let mut found: Vec<(char, String)> = Vec::new();
    for variant in name.chars() {
        let text = variant.to_string();
        let plain = plain(&text);
        if plain != text.nfc().collect::<String>() && found.iter().all(|(c, _)| *c != variant) {
            found.push((variant, plain.into_owned()));
        }
    }
    found
}

/// Whether two different names look alike because they take letters from different scripts, or
/// because one takes variants of the letters of the other.
///
/// Letters and digits of one script that look alike in some typeface (`l` and `1`, `б` and `6`)
/// do not count: a law has points 1 and l, and no reader is misled about the script.
#[must_use]
pub fn look_alike(one: &str, other: &str) -> bool {
    if one == other || (one.is_ascii() && other.is_ascii()) {
        return false;
    }
    plain(one) == plain(other) || (scripts(one) != scripts(other) && look(one) == look(other))
}

/// The scripts of a name's letters, in order, each run once.
fn scripts(name: &str) -> Vec<Script> {
    let mut scripts: Vec<Script> = name.chars().filter_map(script).collect();
    scripts.dedup();
    scripts
}

fn script(character: char) -> Option<Script> {
    let script = character.script();
    (!matches!(script, Script::Common | Script::Inherited | Script::Unknown)).then_some(script)
}

/// Letters of a name and the script they are of, to tell two names apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// The letters, each once, in order.
    pub letters: Vec<char>,
    /// Their script, in English.
    pub script: &'static str,
}

impl Letters {
    fn of(letters: impl Iterator<Item = char>) -> Vec<Letters> {
        let mut all: Vec<Letters> = Vec::new();
        for letter in letters {
            let Some(script) = script(letter).map(|script| script.full_name()) else {
                continue;
            };
            match all.iter_mut().find(|letters| letters.script == script) {
                Some(letters) if letters.letters.contains(&letter) => {}
                Some(letters) => letters.letters.push(letter),
                None => all.push(Letters {
                    letters: vec![letter],
                    script,
                }),
            }
        }
        all
    }
}

/// The letters of `one` that are of another script than those at their place in `other`.
#[must_use]
pub fn letters_apart(one: &str, other: &str) -> Vec<Letters> {
    let differing = one
        .chars()
        .zip(other.chars())
        .filter(|(one, other)| script(*one) != script(*other));
    Letters::of(differing.map(|(one, _)| one))
}

/// The letters of a name by their scripts, if a word of it mixes scripts that no language writes in
/// one word; the script with the fewest letters first.
///
/// Words are what `_` separates: `виза_C3` mixes nothing.
#[must_use]
pub fn mixed(name: &str) -> Option<(&str, Vec<Letters>)> {
    let word = name
        .split('_')
        .find(|word| !word.is_ascii() && !word.is_single_script())?;
    let mut letters = Letters::of(word.chars());
    let count = |script: &str| {
        let of_script = |c: &char| c.script().full_name() == script;
        word.chars().filter(of_script).count()
    };
    letters.sort_by_key(|letters| count(letters.script));
    Some((word, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_are_one_name() {
        assert_eq!(composed("мои\u{306}"), "мой");
        assert!(matches!(composed("мой_adult"), Cow::Borrowed(_)));
    }

    #[test]
    fn look_alike_over_scripts() {
        for (one, other) in [
            ("adult", "\u{430}dult"),
            ("cop", "сор"),
            ("виза_C3", "виза_С3"),
            ("iin", "\u{456}in"),
            ("o", "ο"),
        ] {
            assert!(look_alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn look_alike_in_variants() {
        for (one, other) in [
            ("ＡＢ", "AB"),
            ("\u{FB01}ne", "fine"),
            ("\u{1D400}B", "AB"),
            ("x²", "x2"),
        ] {
            assert!(look_alike(one, other), "{one} {other}");
            assert!(look_alike(other, one), "{one} {other}");
        }
        assert_eq!(variants("\u{FB01}ne"), [('\u{FB01}', "fi".to_owned())]);
        assert_eq!(variants("қала_AB"), []);
    }

    #[test]
    fn nothing_is_said_of_names_of_one_script() {
        for (one, other) in [
            ("adult", "adult"),
            ("point_1", "point_l"),
            ("modern", "modem"),
            ("часть_6", "часть_б"),
            ("бала", "бола"),
            ("ұл", "үл"),
            ("қала", "кала"),
            ("adult", "бала"),
        ] {
            assert!(!look_alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn mixed_words() {
        for name in [
            "adult",
            "бала",
            "жеке_сәйкестендіру_нөмірі",
            "виза_C3",
            "адрес_2б",
            "年_月の",
        ] {
            assert_eq!(mixed(name), None, "{name}");
        }
        let (word, letters) = mixed("is_\u{430}dult").unwrap();
        assert_eq!(word, "\u{430}dult");
        assert_eq!(
            letters[0],
            Letters {
                letters: vec!['\u{430}'],
                script: "Cyrillic"
            }
        );
        assert_eq!(letters[1].script, "Latin");
    }

    #[test]
    fn letters_that_differ() {
        let apart = letters_apart("сор", "cop");
        assert_eq!(apart.len(), 1);
        assert_eq!((apart[0].script, apart[0].letters.len()), ("Cyrillic", 3));
        assert!(letters_apart("adult", "adult").is_empty());
    }
}
