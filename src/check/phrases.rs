use crate::law::{Law, Phrases, Type, Value};
use crate::syntax::{self, Words};

use super::attributes::name_of;

/// Words as they are printed: white space folded, so that a phrase may be wrapped in the file.
pub fn folded(words: &Words) -> String {
    words.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The phrases of a name.
pub fn phrases(written: &syntax::Phrases) -> Phrases {
    let fold = |words: &Option<Words>| words.as_ref().map(folded);
    Phrases {
        main: fold(&written.main),
        yes: fold(&written.yes),
        no: fold(&written.no),
        ask: fold(&written.ask),
        short: fold(&written.short),
        does: fold(&written.does),
    }
}

/// The phrases of a yes-or-no name, whose first words are its yes-phrase.
pub fn yes_or_no(written: &syntax::Phrases) -> Phrases {
    let mut phrases = phrases(written);
    if phrases.yes.is_none() {
        phrases.yes = phrases.main.take();
    }
    phrases
}

/// The words for something of a type.
pub fn phrases_of(ty: Type, written: &syntax::Phrases) -> Phrases {
    match ty {
        Type::Bool => yes_or_no(written),
        _ => phrases(written),
    }
}

/// The words of a holding or fact with the values of its attributes, which stand behind each
/// phrase.
pub fn with_values(law: &Law, common: &Phrases, values: &[(&str, Value)]) -> Phrases {
    let behind: String = values
        .iter()
        .map(|(attribute, value)| {
            let words = match value {
                Value::Member(list, place) => law[*list]
                    .members
                    .get(*place as usize)
                    .and_then(|(_, phrases)| phrases.main.clone()),
                _ => None,
            };
            let bare = || format!("({attribute}: {})", name_of(law, *value));
            format!(" {}", words.unwrap_or_else(bare))
        })
        .collect();
    let add = |phrase: &Option<String>| phrase.as_ref().map(|phrase| format!("{phrase}{behind}"));
    let ask = common.ask.as_ref().map(|ask| match ask.strip_suffix('?') {
        Some(ask) => format!("{ask}{behind}?"),
        None => format!("{ask}{behind}"),
    });
    Phrases {
        main: add(&common.main),
        yes: add(&common.yes),
        no: add(&common.no),
        ask,
        short: add(&common.short),
        does: None,
    }
}
