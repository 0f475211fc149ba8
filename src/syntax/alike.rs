//! Words that look like one of the language and have letters of another script.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Letters, Span, letters_apart, look_alike, variants};

use super::layout::{RESERVED, keywords};
use super::scan::scan;

/// Words with which expressions and claims begin that go on: brackets, lists or `of` stand behind them.
const FUNCTIONS: &[&str] = &[
    "min",
    "max",
    "any",
    "all",
    "count",
    "sum",
    "age",
    "start",
    "end",
    "days",
    "adoption",
    "publication",
    "commencement",
    "nobody",
];

/// A word of a rule file that is taken for one of the language.
#[derive(Debug, PartialEq, Eq)]
pub struct Alike {
    /// Its byte offset.
    pub at: usize,
    /// As it is written.
    pub written: String,
    /// The word that it looks like.
    pub meant: String,
}

/// The word at a place of a text, or the one before it, if it looks like one of the language. Words
/// that may be names count at the place alone, where no name was expected.
pub fn alike(text: &str, start: usize, at: usize) -> Option<Alike> {
    let here = || {
        let sign = scan(text.get(at..)?).next()?;
        let small = sign.text.to_lowercase();
        // `а` names a point, and `a` is a word of the language.
        let is_long = small.chars().nth(1).is_some();
        let meant = keywords().find(|word| is_long && look_alike(&small, word))?;
        Some(Alike {
            at: at + sign.at,
            written: sign.text.to_owned(),
            meant: meant.into_owned(),
        })
    };
    let before = || {
        let sign = scan(text.get(start..at)?).last()?;
        Some(Alike {
            at: start + sign.at,
            written: sign.text.to_owned(),
            meant: word_of_expressions(sign.text)?.to_owned(),
        })
    };
    here().or_else(before)
}

/// The word of expressions that a name looks like: one that cannot be a name, or begins what stands
/// in a name's place.
pub fn word_of_expressions(name: &str) -> Option<&'static str> {
    let mut words = RESERVED.iter().chain(FUNCTIONS).copied();
    words.find(|word| look_alike(name, word))
}

/// That a word looks like one of the language and is none.
pub fn like_a_word(written: &str, meant: &str, span: Span) -> Diagnostic {
    let message = format!("`{written}` looks like a word of the language and is none");
    Diagnostic::new(Code::LookalikeNames, message).at(span, told_apart(written, meant))
}

/// `е` is a Cyrillic letter that looks like the Latin `e`.
fn told_apart(written: &str, meant: &str) -> String {
    let variants = variants(written);
    let told: Vec<String> = match variants.is_empty() {
        true => {
            let apart = letters_apart(written, meant);
            apart
                .iter()
                .map(|one| of_script(one, written, meant))
                .collect()
        }
        false => {
            let variants = variants.iter();
            variants
                .map(|(variant, plain)| format!("`{variant}` is a variant of `{plain}`"))
                .collect()
        }
    };
    told.join("; ")
}

fn of_script(apart: &Letters, written: &str, meant: &str) -> String {
    let Letters { letters, script } = apart;
    let latin = letters.iter().filter_map(|letter| {
        let mut pairs = written.chars().zip(meant.chars());
        pairs.find(|(own, _)| own == letter).map(|(_, latin)| latin)
    });
    let quoted = |letters: Vec<char>| {
        let quoted = letters.iter().map(|letter| format!("`{letter}`"));
        quoted.collect::<Vec<String>>().join(", ")
    };
    let (own, latin) = (quoted(letters.clone()), quoted(latin.collect()));
    match letters.len() {
        1 => format!("{own} is a {script} letter that looks like the Latin {latin}"),
        _ => format!("{own} are {script} letters that look like the Latin {latin}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_named_with_their_script() {
        for (written, meant, wanted) in [
            (
                "wh\u{435}n",
                "when",
                "`\u{435}` is a Cyrillic letter that looks like the Latin `e`",
            ),
            (
                "pr\u{3bf}\u{475}e",
                "prove",
                "`\u{3bf}` is a Greek letter that looks like the Latin `o`; `\u{475}` is a \
                 Cyrillic letter that looks like the Latin `v`",
            ),
            (
                "\u{440}r\u{43e}v\u{435}",
                "prove",
                "`\u{440}`, `\u{43e}`, `\u{435}` are Cyrillic letters that look like the Latin \
                 `p`, `o`, `e`",
            ),
            ("\u{ff57}hen", "when", "`\u{ff57}` is a variant of `w`"),
        ] {
            assert_eq!(told_apart(written, meant), wanted);
        }
    }

    #[test]
    fn here_or_before() {
        let found = |text: &str, place: &str| {
            let at = text.find(place).unwrap();
            alike(text, 0, at).map(|found| (found.at, found.meant))
        };
        assert_eq!(found("x wh\u{435}n a", "wh"), Some((2, "when".to_owned())));
        assert_eq!(found("x Wh\u{435}n a", "Wh"), Some((2, "when".to_owned())));
        assert_eq!(found("x n\u{43e}t a", "a"), Some((2, "not".to_owned())));
        // A name may look like a word that cannot stand in its place.
        assert_eq!(found("x rul\u{435} a", "a"), None);
        assert_eq!(found("x \u{430} b", "\u{430}"), None);
        assert_eq!(found("x when b", "when"), None);
    }
}
