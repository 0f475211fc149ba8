//! What is said of an element behind its noun: "who is under 12", "that is electric".

use crate::law::{ExprId, Input, Law, RecordId, Type};

use super::element::{bare, one_of};
use super::seen::constant;
use super::{Phrase, Relatives};

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

/// The words by which something is said behind the noun of an element.
pub fn relatives_of(law: &Law, record: RecordId) -> Relatives {
    match is_somebody(law, record) {
        true => Relatives::OF_A_PERSON,
        false => Relatives::OF_A_THING,
    }
}

/// What is said of an element, behind its noun: "who is under 12", "that is electric", "for which the
/// fee is 5".
pub(super) fn said_behind(law: &Law, record: RecordId, said: Phrase) -> String {
    relatives_of(law, record).behind(&[said])
}

/// The same of several: "of whom each is under 12", "for each of which the fee is 5".
pub(super) fn said_of_each(law: &Law, record: RecordId, said: Phrase) -> String {
    let whom = relatives_of(law, record).whom;
    match said.sentence() {
        Some(sentence) => format!("for each of {whom} {sentence}"),
        None => format!("of {whom} each {}", said.words()),
    }
}

/// A last resort, said of an element: "is a vehicle for which the levy is 5".
pub(super) fn one_for_which(law: &Law, record: RecordId, sentence: String) -> Phrase {
    let is = format!("is {}", one_of(law, record));
    Phrase::of_things(is, relatives_of(law, record), sentence)
}

/// What is said of the person where an element is spoken of: "is a vehicle for which the person is 16 or
/// older".
pub(super) fn beside_element(law: &Law, record: RecordId, expr: ExprId, said: Phrase) -> Phrase {
    if law.said_of_element(expr).is_some() || constant(law, expr).is_some() {
        return said;
    }
    let is = format!("is {}", one_of(law, record));
    said.of_another(is, relatives_of(law, record))
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
