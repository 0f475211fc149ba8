//! The words of laws that say on which side of a bound the bound itself is: `words.txt`.

use crate::verdict::Side;

/// The words, as data.
const WORDS: &str = include_str!("words.txt");

/// Words on a bound.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    /// With which side the bound itself goes; none where the words leave it open.
    pub side: Option<Side>,
    /// The bound stands behind the words, not before them.
    pub follows: bool,
    /// It may be a day.
    pub day: bool,
    /// It may be a number.
    pub number: bool,
}

/// What words mean.
#[derive(Debug, Clone, Copy)]
pub enum Meaning {
    /// They say where a bound belongs.
    Bound(Bound),
    /// What stands behind them stands in the place of something: it is no bound.
    Instead,
    /// They turn others around.
    Negation,
    /// A month, from 1 to 12.
    Month(i32),
    /// A number in words.
    Number(i64),
    /// The number behind is that of a passage.
    Article,
}

/// A line of the data.
#[derive(Debug)]
struct Entry {
    /// The words in small letters; a last `*` stands for any ending.
    words: Vec<&'static str>,
    meaning: Meaning,
}

/// All words, of all languages.
#[derive(Debug)]
pub struct Words(Vec<Entry>);

impl Words {
    /// Those of the data.
    pub fn new() -> Self {
        Self(lines().filter_map(entry).collect())
    }

    /// What the words at the beginning of a text mean, and how many there are: of those that fit
    /// the longest.
    pub fn at(&self, text: &[&str], wanted: impl Fn(Meaning) -> bool) -> Option<(Meaning, usize)> {
        let fitting = self.0.iter().filter(|entry| wanted(entry.meaning));
        let fitting = fitting.filter(|entry| fits(&entry.words, text));
        // Of two as long, the one first in the data.
        let longest = fitting.rev().max_by_key(|entry| entry.words.len())?;
        Some((longest.meaning, longest.words.len()))
    }
}

fn fits(words: &[&str], text: &[&str]) -> bool {
    text.len() >= words.len()
        && words
            .iter()
            .zip(text)
            .all(|(word, found)| match word.strip_suffix('*') {
                Some(beginning) => found.starts_with(beginning),
                None => word == found,
            })
}

fn lines() -> impl Iterator<Item = &'static str> {
    let lines = WORDS.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A line; `None` if it is none of the forms, which a test excludes.
fn entry(line: &'static str) -> Option<Entry> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let (words, meaning) = match *columns.as_slice() {
        ["bound", _, words, side, place, kind] => {
            let side = match side {
                "below" => Some(Side::Below),
                "above" => Some(Side::Above),
                "open" => None,
                _ => return None,
            };
            let follows = match place {
                "follows" => true,
                "precedes" => false,
                _ => return None,
            };
            let (day, number) = match kind {
                "day" => (true, false),
                "number" => (false, true),
                "any" => (true, true),
                _ => return None,
            };
            let bound = Bound {
                side,
                follows,
                day,
                number,
            };
            (words, Meaning::Bound(bound))
        }
        ["instead", _, words] => (words, Meaning::Instead),
        ["negation", _, words] => (words, Meaning::Negation),
        ["article", _, words] => (words, Meaning::Article),
        ["month", _, words, month] => (words, Meaning::Month(month.parse().ok()?)),
        ["number", _, words, number] => (words, Meaning::Number(number.parse().ok()?)),
        _ => return None,
    };
    Some(Entry {
        words: words.split(' ').collect(),
        meaning,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in lines() {
            let entry = entry(line);
            assert!(entry.is_some_and(|entry| !entry.words.is_empty()), "{line}");
        }
    }

    #[test]
    fn the_longest_words_count() {
        let words = Words::new();
        let at = |text: &[&str]| words.at(text, |meaning| matches!(meaning, Meaning::Bound(_)));
        let Some((Meaning::Bound(bound), 3)) = at(&["on", "or", "after", "it"]) else {
            panic!("`on or after` is one");
        };
        assert_eq!(bound.side, Some(Side::Above));
        let Some((Meaning::Bound(bound), 1)) = at(&["превышающий"]) else {
            panic!("a star stands for an ending");
        };
        assert_eq!(bound.side, Some(Side::Below));
        assert!(at(&["afternoon"]).is_none());
    }
}
