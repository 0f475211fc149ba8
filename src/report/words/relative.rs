//! What is said of an element behind its noun: "who is under 12", "that is electric".

use crate::law::{Law, RecordId, Type};

use super::Phrase;
use super::element::one_of;

/// Whether the elements are told of as somebody: who is born is.
fn is_somebody(law: &Law, record: RecordId) -> bool {
    law[record].fields.iter().any(|field| {
        let words = &law[*field].phrases;
        let said = [&words.yes, &words.main].into_iter().flatten();
        law[*field].ty == Type::Date
            && said
                .flat_map(|words| words.split_whitespace())
                .any(|word| matches!(word, "born" | "birth"))
    })
}

/// "who" and "whom" of somebody, "that" and "which" of a thing.
fn relatives(law: &Law, record: RecordId) -> [&'static str; 2] {
    match is_somebody(law, record) {
        true => ["who", "whom"],
        false => ["that", "which"],
    }
}

/// What is said of an element, behind its noun: "who is under 12", "that is electric", "for which the
/// fee is 5".
pub(super) fn said_behind(law: &Law, record: RecordId, said: Phrase) -> String {
    let [who, whom] = relatives(law, record);
    match said.sentence() {
        Some(sentence) => format!("for {whom} {sentence}"),
        None => format!("{who} {}", said.words()),
    }
}

/// The same of several: "of whom each is under 12", "for each of which the fee is 5".
pub(super) fn said_of_each(law: &Law, record: RecordId, said: Phrase) -> String {
    let [_, whom] = relatives(law, record);
    match said.sentence() {
        Some(sentence) => format!("for each of {whom} {sentence}"),
        None => format!("of {whom} each {}", said.words()),
    }
}

/// A last resort, said of an element: "is a vehicle for which the levy is 5".
pub(super) fn one_for_which(law: &Law, record: RecordId, sentence: String) -> Phrase {
    let [_, whom] = relatives(law, record);
    Phrase::of_things(&format!("is {} for {whom}", one_of(law, record)), sentence)
}
