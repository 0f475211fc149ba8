//! What is said of an element behind its noun: "who is under 12", "that is electric".

use crate::law::{Input, Law, RecordId, Type};

use super::element::{bare, one_of};
use super::{Phrase, joined};

/// What somebody is called: of a child of whom no day of birth is asked it is told all the same as of
/// somebody.
const PERSONS: [&str; 35] = [
    "adult",
    "applicant",
    "beneficiary",
    "brother",
    "child",
    "creditor",
    "daughter",
    "debtor",
    "dependant",
    "dependent",
    "employee",
    "employer",
    "father",
    "guardian",
    "guest",
    "heir",
    "host",
    "husband",
    "man",
    "member",
    "minor",
    "mother",
    "neighbour",
    "owner",
    "parent",
    "partner",
    "patient",
    "person",
    "pupil",
    "sister",
    "son",
    "spouse",
    "student",
    "wife",
    "woman",
];

/// Whether the elements are told of as somebody: who is called so, and who is born.
fn is_somebody(law: &Law, record: RecordId) -> bool {
    is_called_somebody(&bare(law, record)) || is_born(law, record)
}

/// Whether the noun of these words is one for somebody: that of “foster child of the owner” is, of “child
/// seat” it is not.
fn is_called_somebody(words: &str) -> bool {
    let behind = ["at", "from", "in", "of", "on", "to", "under", "who", "with"];
    let own = words.split_whitespace();
    let noun = own.take_while(|word| !behind.contains(word)).last();
    noun.is_some_and(|noun| PERSONS.contains(&noun))
}

fn is_born(law: &Law, record: RecordId) -> bool {
    let fields = &law[record].fields;
    fields.iter().any(|field| is_day_of_birth(&law[*field]))
}

/// Whether it is the day on which somebody is born.
pub fn is_day_of_birth(declared: &Input) -> bool {
    let words = &declared.phrases;
    let said = [&words.yes, &words.main].into_iter().flatten();
    declared.ty == Type::Date
        && said
            .flat_map(|words| words.split_whitespace())
            .any(|word| matches!(word, "born" | "birth"))
}

/// The words by which something is said behind a noun: "who" and "whom" of somebody, "that" and "which" of
/// a thing.
#[derive(Debug, Clone, Copy)]
pub struct Relatives {
    who: &'static str,
    whom: &'static str,
}

impl Relatives {
    /// Those behind "person".
    pub const OF_A_PERSON: Self = Self {
        who: "who",
        whom: "whom",
    };

    /// Those behind the noun of an element.
    pub fn of(law: &Law, record: RecordId) -> Self {
        match is_somebody(law, record) {
            true => Self::OF_A_PERSON,
            false => Self {
                who: "that",
                whom: "which",
            },
        }
    }

    /// What is said behind a noun: "who is 16 or older", "for whom the levy is 5", "who is in the country
    /// and for whom the levy is 5".
    pub fn behind(self, said: &[Phrase]) -> String {
        let mut before = None;
        let each = said.iter().map(|one| {
            let of_things = one.sentence().is_some();
            let words = match said.len() {
                1 => own_words(one),
                _ => one.among_all(&own_words(one)),
            };
            if before.replace(of_things) == Some(of_things) {
                return words;
            }
            format!("{} {words}", self.lead(one))
        });
        joined(&each.collect::<Vec<String>>(), "and")
    }

    /// The same as the lines of a list, and what stands before these: "who" where that fits all of them.
    pub fn in_lines(self, said: &[Phrase]) -> (Option<&'static str>, Vec<String>) {
        if said.iter().all(|one| one.sentence().is_none()) {
            let lines = said.iter().map(own_words);
            return (Some(self.who), lines.collect());
        }
        let line = |one: &Phrase| format!("{} {}", self.lead(one), own_words(one));
        (None, said.iter().map(line).collect())
    }

    fn lead(self, said: &Phrase) -> String {
        match said.sentence() {
            Some(_) => format!("for {}", self.whom),
            None => self.who.to_owned(),
        }
    }
}

/// What is said, without the words that say it of somebody.
fn own_words(said: &Phrase) -> String {
    match said.sentence() {
        Some(sentence) => sentence.to_owned(),
        None => said.clone().words(),
    }
}

/// "whoever is 16 or older", "everybody for whom the levy is 5".
pub fn whoever(said: &[Phrase]) -> String {
    let behind = Relatives::OF_A_PERSON.behind(said);
    match behind.strip_prefix("who ") {
        Some(said) => format!("whoever {said}"),
        None => format!("everybody {behind}"),
    }
}

/// What is said of an element, behind its noun: "who is under 12", "that is electric", "for which the
/// fee is 5".
pub(super) fn said_behind(law: &Law, record: RecordId, said: Phrase) -> String {
    Relatives::of(law, record).behind(said.parts())
}

/// The same of several: "of whom each is under 12", "for each of which the fee is 5".
pub(super) fn said_of_each(law: &Law, record: RecordId, said: Phrase) -> String {
    let whom = Relatives::of(law, record).whom;
    match said.sentence() {
        Some(sentence) => format!("for each of {whom} {sentence}"),
        None => format!("of {whom} each {}", said.words()),
    }
}

/// A last resort, said of an element: "is a vehicle for which the levy is 5".
pub(super) fn one_for_which(law: &Law, record: RecordId, sentence: String) -> Phrase {
    let whom = Relatives::of(law, record).whom;
    Phrase::of_things(&format!("is {} for {whom}", one_of(law, record)), sentence)
}

#[cfg(test)]
mod tests {
    use super::is_called_somebody;

    #[test]
    fn the_noun_alone_tells_whether_it_is_somebody() {
        for somebody in ["child", "foster child", "child of the owner", "member"] {
            assert!(is_called_somebody(somebody), "{somebody}");
        }
        for thing in ["child seat", "seat of a child", "vehicle", ""] {
            assert!(!is_called_somebody(thing), "{thing}");
        }
    }
}
