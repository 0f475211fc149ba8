//! Names and words for people.

use crate::text::Span;

use super::imports::parted;

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Name {
    /// The name without the file that it says it is declared in.
    pub fn own(&self) -> &str {
        parted(&self.text).1
    }
}

/// What a word that begins with digits may be called as a name: `6_fee` becomes `fee_6`.
pub fn with_letter_first(word: &str) -> Option<String> {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word
        .strip_suffix(letters)
        .filter(|digits| !digits.is_empty())?;
    let rest = letters.trim_start_matches('_');
    rest.starts_with(pest::unicode::XID_START)
        .then(|| format!("{rest}_{digits}"))
}

/// A name with arguments, where it has some: `visa`, `visa(electronic)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The name.
    pub name: Name,
    /// The arguments; none where no brackets are written.
    pub arguments: Vec<Name>,
    /// Both, brackets included.
    pub span: Span,
}

/// A string with its place: `span` covers the words inside the quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words as written, line breaks included.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// Phrases for people that follow a name: `yes "…"`, `no "…"`, `ask "…"`, `short "…"`, `does "…"`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrases {
    /// The main words: a noun, a heading or an infinitive.
    pub main: Option<Words>,
    /// Said of a person for whom it holds: "has an IIN".
    pub yes: Option<Words>,
    /// Said of a person for whom it does not hold: "has no IIN".
    pub no: Option<Words>,
    /// A question: "Have you an IIN?".
    pub ask: Option<Words>,
    /// The noun without its article: "visa".
    pub short: Option<Words>,
    /// A verb in the third person: "obtains a visa".
    pub does: Option<Words>,
}

/// A value of an enumeration or a choice of a reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its name.
    pub name: Name,
    /// Its words.
    pub phrases: Phrases,
}
