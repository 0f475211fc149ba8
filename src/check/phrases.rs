use crate::law::{Phrases, Type};
use crate::syntax::{self, Words};

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
