use crate::law::{InputId, InputKind, Law, Type, Value};

use super::condition::member;
use super::element::lists_told;
use super::names::{noun, value};

/// A person of whom something is told: no name, but a status and a birthday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// "a foreigner born on 15 June 1985".
    pub described: String,
    /// As the person is called from then on: "the foreigner".
    pub called: String,
    /// What else is told, a verb phrase each, in the order declared.
    pub conditions: Vec<String>,
}

/// The person of whom these facts and holdings are told.
///
/// The noun is the first value whose fact says `yes "is"`, and a day whose fact has a `yes` stands
/// right after it ("born on 15 June 1985").
pub fn person(law: &Law, given: &[(InputId, Value)]) -> Person {
    let noun_fact = given.iter().find(|(input, _)| is_noun(law, *input));
    let mut described = noun_fact.map_or("a person".to_owned(), |(_, of)| value(law, *of));
    let called = definite(&described);
    let mut conditions = Vec::new();
    for (input, of) in given {
        let declared = &law[*input];
        let told = !matches!(declared.kind, InputKind::Fact | InputKind::Holding);
        if told || noun_fact.is_some_and(|(noun, _)| noun == input) {
            continue;
        }
        match (declared.ty, &declared.phrases.yes) {
            (Type::Date, Some(phrase)) => {
                described = format!("{described} {phrase} {}", value(law, *of));
            }
            (Type::Date, None) => {
                described = format!(
                    "{described} with the {} {}",
                    noun(law, *input),
                    value(law, *of)
                );
            }
            _ => conditions.push(member(law, *input, *of, true)),
        }
    }
    conditions.extend(lists_told(law, given));
    Person {
        described,
        called,
        conditions,
    }
}

/// Whether a fact says what kind of person somebody is: its values are nouns.
fn is_noun(law: &Law, input: InputId) -> bool {
    let declared = &law[input];
    declared.kind == InputKind::Fact
        && matches!(declared.ty, Type::Enum(_))
        && declared.phrases.yes.as_deref() == Some("is")
}

/// "a foreigner" is "the foreigner" the second time.
fn definite(noun: &str) -> String {
    let bare = noun.strip_prefix("a ").or_else(|| noun.strip_prefix("an "));
    bare.map_or("the person".to_owned(), |bare| format!("the {bare}"))
}

/// Whether a fact is told of everybody: what kind of person it is, and a birthday.
pub fn is_told_of_everybody(law: &Law, input: InputId) -> bool {
    let declared = &law[input];
    let is_birthday = declared.kind == InputKind::Fact
        && declared.ty == Type::Date
        && declared.phrases.yes.is_some();
    is_birthday || is_noun(law, input)
}
