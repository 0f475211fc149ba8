//! Spaces of other kinds than the plain one, which look like it and part no words in a rule file.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};

use super::scan::scan;

/// Where such a space stands first, and how many more of its kind there are.
struct Places {
    first: usize,
    others: usize,
}

/// A text with plain spaces, of the same length in bytes, wherever others stand outside strings and
/// comments. Each kind is one mistake of the file. Those between thousands, `1 000`, are left: such a
/// number is told as a whole. Linear.
pub fn with_plain(file: FileId, text: &str) -> (Cow<'_, str>, Vec<Diagnostic>) {
    if !text.chars().any(|c| name(c).is_some()) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut plain = String::with_capacity(text.len());
    let mut kinds: IndexMap<char, Places> = IndexMap::new();
    for sign in scan(text) {
        let Some(space) = sign.text.chars().next().filter(|c| name(*c).is_some()) else {
            continue;
        };
        if parts_thousands(text, sign.at) {
            continue;
        }
        plain.push_str(text.get(plain.len()..sign.at).unwrap_or_default());
        plain.extend(std::iter::repeat_n(' ', sign.text.len()));
        kinds
            .entry(space)
            .and_modify(|places| places.others += 1)
            .or_insert(Places {
                first: sign.at,
                others: 0,
            });
    }
    plain.push_str(text.get(plain.len()..).unwrap_or_default());
    let told = kinds
        .iter()
        .map(|(space, places)| told(file, *space, places));
    (Cow::Owned(plain), told.collect())
}

/// That such a space at a place does not belong there, where no number was found around it.
pub fn left(file: FileId, text: &str, at: usize) -> Option<Diagnostic> {
    let space = text.get(at..)?.chars().next()?;
    name(space)?;
    let only = Places {
        first: at,
        others: 0,
    };
    Some(told(file, space, &only))
}

/// Whether a place has up to three digits before it, and three behind its character.
fn parts_thousands(text: &str, at: usize) -> bool {
    let Some((before, behind)) = text.split_at_checked(at) else {
        return false;
    };
    let digits = |near: &mut dyn Iterator<Item = char>| {
        near.take(4).take_while(char::is_ascii_digit).count()
    };
    matches!(digits(&mut before.chars().rev()), 1..=3) && digits(&mut behind.chars().skip(1)) == 3
}

fn told(file: FileId, space: char, places: &Places) -> Diagnostic {
    let words = match places.others {
        0 => String::new(),
        1 => "and one more in this file".to_owned(),
        others => format!("and {others} more in this file"),
    };
    let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let span = Span::new(file, at(places.first), at(places.first + space.len_utf8()));
    let (code, name) = (u32::from(space), name(space).unwrap_or_default());
    let message = format!("a space that is not the plain one: U+{code:04X}, {name}");
    Diagnostic::new(Code::HiddenCharacter, message)
        .at(span, words)
        .help("write a plain space in its place: it may stand in strings and comments alone")
}

fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{A0}' => "no-break space",
        '\u{1680}' => "Ogham space mark",
        '\u{2000}' => "en quad",
        '\u{2001}' => "em quad",
        '\u{2002}' => "en space",
        '\u{2003}' => "em space",
        '\u{2004}' => "three-per-em space",
        '\u{2005}' => "four-per-em space",
        '\u{2006}' => "six-per-em space",
        '\u{2007}' => "figure space",
        '\u{2008}' => "punctuation space",
        '\u{2009}' => "thin space",
        '\u{200A}' => "hair space",
        '\u{202F}' => "narrow no-break space",
        '\u{205F}' => "medium mathematical space",
        '\u{2800}' => "Braille blank",
        '\u{3000}' => "ideographic space",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told, and what is left of the text.
    fn plain(text: &str) -> (Vec<String>, String) {
        let (plain, found) = with_plain(FileId(0), text);
        let told = found.into_iter().map(|one| one.message);
        (told.collect(), plain.into_owned())
    }

    #[test]
    fn every_space_that_is_shown_as_one_has_a_name() {
        let spaces = (0x80..=0x3000).filter_map(char::from_u32);
        let unnamed: Vec<char> = spaces
            .filter(|c| c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))
            .filter(|c| name(*c).is_none())
            .collect();
        assert!(unnamed.is_empty(), "{unnamed:?}");
    }

    #[test]
    fn each_kind_is_told_once() {
        let text = "fact\u{a0}a\u{3000}:\u{a0}bool \"x\u{a0}y\" // z\u{a0}z";
        let (told, left) = plain(text);
        assert_eq!(
            told,
            [
                "a space that is not the plain one: U+00A0, no-break space",
                "a space that is not the plain one: U+3000, ideographic space"
            ]
        );
        assert_eq!(left, "fact  a   :  bool \"x\u{a0}y\" // z\u{a0}z");
    }

    #[test]
    fn where_they_belong_nothing_is_told() {
        for text in [
            "",
            "fact a : bool",
            "fact a : bool \"x\u{a0}y\" // z\u{202f}z",
        ] {
            assert_eq!(plain(text), (Vec::new(), text.to_owned()));
        }
    }

    #[test]
    fn a_figure_is_told_as_a_whole() {
        assert_eq!(plain("n > 1\u{a0}000").0, [""; 0]);
        let (told, left) = plain("n > 1\u{202f}000\u{a0}then");
        assert_eq!((told.len(), left.as_str()), (1, "n > 1\u{202f}000  then"));
        assert_eq!(plain("born + 16\u{a0}years").0.len(), 1);
        assert_eq!(plain("12\u{a0}34").0.len(), 1);
        // Of what is no number after all the space is told.
        assert!(super::left(FileId(0), "1\u{a0}000/5", 1).is_some());
        assert!(super::left(FileId(0), "1 000/5", 1).is_none());
    }
}
