//! Characters that a reader of a text does not see, or that change the order in which it is shown.

use std::fmt;

use unicode_script::{Script, UnicodeScript};

use super::lines::BOM;

/// A character of a text that is not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Its byte offset.
    pub at: usize,
    /// The character.
    pub character: char,
    /// Whether the script of the word around it needs it: a joiner within a Persian word.
    pub needed: bool,
}

impl Hidden {
    /// The byte offset behind it.
    #[must_use]
    pub fn end(&self) -> usize {
        self.at.saturating_add(self.character.len_utf8())
    }

    /// Whether it changes the order in which the characters around it are shown.
    #[must_use]
    pub fn turns(&self) -> bool {
        matches!(
            self.character,
            '\u{061C}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}'
        )
    }
}

/// The code point and its name: `U+00AD, soft hyphen`.
impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "U+{:04X}, {}",
            u32::from(self.character),
            name(self.character)
        )
    }
}

/// All such characters of a text, in order. A byte order mark at the beginning is none, nor are
/// line ends and tabs; a carriage return alone, which many a program shows as a line end, is one.
/// Linear.
pub fn hidden(text: &str) -> impl Iterator<Item = Hidden> + '_ {
    let ends_line = |at: usize| text.as_bytes().get(at.saturating_add(1)) == Some(&b'\n');
    text.char_indices()
        .filter(move |(at, character)| match character {
            '\r' => !ends_line(*at),
            _ => is_hidden(*character) && (*at, *character) != (0, BOM),
        })
        .map(|(at, character)| Hidden {
            at,
            character,
            needed: is_joiner(character) && joins_letters(text, at, character),
        })
}

fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        ' '..='~' => false,
        _ => {
            c.is_control()
                || matches!(c,
                    '\u{2028}' | '\u{2029}'
                    // What Unicode calls default ignorable.
                    | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}'
                    | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
                    | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                    | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
                    | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
                    | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
        }
    }
}

/// Joiners, and the variation selectors of Mongolian: letters take other shapes beside them.
fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{200C}' | '\u{200D}' | '\u{180B}'..='\u{180D}' | '\u{180F}'
    )
}

/// Whether letters of one script that needs joiners stand on both sides.
fn joins_letters(text: &str, at: usize, joiner: char) -> bool {
    /// Marks that belong to the letter before them; more of them are no word.
    const MARKS: usize = 8;
    let mut before = text.get(..at).unwrap_or_default().chars().rev().take(MARKS);
    let mut after = text
        .get(at..)
        .unwrap_or_default()
        .chars()
        .skip(1)
        .take(MARKS);
    let script = |near: &mut dyn Iterator<Item = char>| {
        near.take_while(|c| !is_joiner(*c))
            .map(|c| c.script())
            .find(|script| *script != Script::Inherited)
    };
    let (before, after) = (script(&mut before), script(&mut after));
    let needs = match before {
        Some(Script::Mongolian) => true,
        Some(
            Script::Arabic
            | Script::Syriac
            | Script::Nko
            | Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
            | Script::Gujarati
            | Script::Oriya
            | Script::Tamil
            | Script::Telugu
            | Script::Kannada
            | Script::Malayalam
            | Script::Sinhala
            | Script::Khmer
            | Script::Myanmar,
        ) => matches!(joiner, '\u{200C}' | '\u{200D}'),
        _ => false,
    };
    needs && before == after
}

fn name(c: char) -> &'static str {
    match c {
        '\r' => "carriage return",
        '\u{AD}' => "soft hyphen",
        '\u{34F}' => "combining grapheme joiner",
        '\u{61C}' => "Arabic letter mark",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "Hangul filler",
        '\u{180E}' => "Mongolian vowel separator",
        '\u{200B}' => "zero width space",
        '\u{200C}' => "zero width non-joiner",
        '\u{200D}' => "zero width joiner",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202A}' => "left-to-right embedding",
        '\u{202B}' => "right-to-left embedding",
        '\u{202C}' => "pop directional formatting",
        '\u{202D}' => "left-to-right override",
        '\u{202E}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "pop directional isolate",
        '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            "variation selector"
        }
        '\u{FEFF}' => "byte order mark",
        '\u{FFF9}'..='\u{FFFB}' => "interlinear annotation",
        '\u{E0000}'..='\u{E007F}' => "tag",
        c if c.is_control() => "control character",
        _ => "invisible character",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, bool)> {
        hidden(text).map(|found| (found.at, found.needed)).collect()
    }

    #[test]
    fn what_is_seen_is_not_hidden() {
        for text in [
            "",
            "\u{feff}a b\tc\r\nd",
            "жеке_сәйкестендіру_нөмірі “—” № §",
            "и\u{306} e\u{301} \u{a0}\u{2003}",
            "عمر بن",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_is_not_seen_is_found_at_its_place() {
        for c in [
            '\u{0}',
            '\u{1b}',
            '\u{c}',
            '\r',
            '\u{ad}',
            '\u{61c}',
            '\u{200b}',
            '\u{200d}',
            '\u{200e}',
            '\u{202a}',
            '\u{202e}',
            '\u{2028}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{feff}',
            '\u{e0041}',
        ] {
            assert_eq!(found(&format!("қа{c}b")), [(4, false)], "{c:?}");
        }
        assert_eq!(found("\u{feff}\u{feff}"), [(3, false)]);
    }

    #[test]
    fn joiners_are_needed_within_words_of_some_scripts() {
        for (text, needed) in [
            ("می\u{200c}خواهم", true),
            ("क्\u{200d}ष", true),
            ("ᠠ\u{180b}ᠠ", true),
            ("қа\u{200d}б", false),
            ("a\u{200c}b", false),
            ("می\u{200c} خواهم", false),
            ("می\u{200c}a", false),
            ("می\u{200b}خواهم", false),
        ] {
            let all: Vec<bool> = hidden(text).map(|found| found.needed).collect();
            assert_eq!(all, [needed], "{text:?}");
        }
    }

    #[test]
    fn named_by_code_point_and_name() {
        let names: Vec<String> = hidden("\u{ad}\u{202e}\u{1b}")
            .map(|h| h.to_string())
            .collect();
        assert_eq!(
            names,
            [
                "U+00AD, soft hyphen",
                "U+202E, right-to-left override",
                "U+001B, control character"
            ]
        );
    }
}
