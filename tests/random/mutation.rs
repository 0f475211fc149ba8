//! Changes of rule files by chance: the same seed makes the same ones.

/// Numbers by chance (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    /// A number below `end`, or zero where that is zero.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        let end = u64::try_from(end.max(1)).unwrap();
        usize::try_from(mixed % end).unwrap()
    }

    /// One of them.
    pub fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

/// Numbers and days at the edges of what there is.
const VALUES: &[&str] = &[
    "0",
    "-1",
    "255",
    "4097",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999999",
    "1800-12-31",
    "1801-01-01",
    "2024-02-29",
    "2025-02-29",
    "2299-12-31",
    "2300-01-01",
    "0000-00-00",
    "1 day",
    "12 months",
    "999999 years",
    "100000000000 days",
];

/// The words, numbers, quotations, marks and blanks that a text is made of.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |one: char| one.is_alphanumeric() || one == '_';
        let length = if first == '"' {
            let inner = rest.get(1..).unwrap();
            inner.find('"').map_or(rest.len(), |end| end + 2)
        } else if is_word(first) {
            rest.find(|one| !is_word(one)).unwrap_or(rest.len())
        } else if first.is_whitespace() {
            let end = rest.find(|one: char| !one.is_whitespace());
            end.unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, behind) = rest.split_at(length);
        found.push(token);
        rest = behind;
    }
    found
}

/// A text changed in one to six ways; `others` are texts to take parts from, `words` what else may
/// stand somewhere.
pub fn mutated(text: &str, others: &[String], words: &[&str], chance: &mut Chance) -> String {
    let mut now: Vec<String> = tokens(text).into_iter().map(str::to_owned).collect();
    for _ in 0..=chance.below(6) {
        change(&mut now, others, words, chance);
    }
    now.concat()
}

fn change(now: &mut Vec<String>, others: &[String], words: &[&str], chance: &mut Chance) {
    if now.is_empty() {
        now.push((*chance.of(words)).to_owned());
        return;
    }
    let at = chance.below(now.len());
    let end = (at + 1 + chance.below(8)).min(now.len());
    match chance.below(12) {
        0 => drop(now.drain(at..end)),
        1 => {
            let copy = now[at..end].to_vec();
            now.splice(at..at, copy);
        }
        2 => {
            let other = chance.below(now.len());
            now.swap(at, other);
        }
        // A name where another stood, of whatever type.
        3 | 4 => {
            let other = chance.of(now).clone();
            now[at] = other;
        }
        5 => now[at] = format!(" {} ", chance.of(words)),
        6 => now.insert(at, format!(" {} ", chance.of(words))),
        7 => {
            let digits = |token: &String| token.starts_with(|one: char| one.is_ascii_digit());
            let numbers: Vec<usize> = (0..now.len()).filter(|at| digits(&now[*at])).collect();
            if !numbers.is_empty() {
                let number = *chance.of(&numbers);
                now[number] = (*chance.of(VALUES)).to_owned();
            }
        }
        8 => {
            let brackets = ["(", ")", "{", "}", "\"", "((((((((", "{{{{", "))))"];
            now.insert(at, (*chance.of(&brackets)).to_owned());
        }
        // A stretch of another file.
        9 | 10 => {
            let other: &String = chance.of(others);
            let other = tokens(other);
            let from = chance.below(other.len());
            let until = (from + chance.below(120)).min(other.len());
            let part: Vec<String> = other[from..until].iter().map(|t| (*t).to_owned()).collect();
            now.splice(at..end, part);
        }
        // Letters within a token.
        _ => {
            let mut letters: Vec<char> = now[at].chars().collect();
            letters.push(' ');
            let place = chance.below(letters.len());
            let hidden = [
                '\u{202E}', '\u{200B}', 'а', 'й', '\u{301}', '\0', '\u{FEFF}', '😀',
            ];
            match chance.below(3) {
                0 => drop(letters.remove(place)),
                1 => letters.insert(place, *chance.of(&hidden)),
                _ => letters.truncate(place),
            }
            now[at] = letters.into_iter().collect();
        }
    }
}
