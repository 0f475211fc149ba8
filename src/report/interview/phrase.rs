//! How a question is put.

use crate::eval::Wanted;
use crate::law::{InputKind, Law, Type};

use super::super::words::{capitalized, element, input_phrase, is, noun, plain, several};

/// A question in words.
pub fn words(law: &Law, wanted: Wanted) -> String {
    let input = wanted.input();
    if let Wanted::Time(of) = wanted {
        return format!(
            "When is it so that the person {}? (since DAY, through DAY, since DAY through DAY, or never)",
            input_phrase(law, of, true)
        );
    }
    let field = law.field(input).unwrap_or(input);
    let declared = &law[field];
    let asked = match (law[input].kind, &declared.phrases.ask) {
        (InputKind::Length(list), _) => match &law[list].phrases.ask {
            Some(ask) => ask.clone(),
            None => format!("How many {} are there?", several(law, list)),
        },
        (_, Some(ask)) => ask.clone(),
        (InputKind::Slot(..), None) if declared.ty == Type::Bool => {
            let yes = declared
                .phrases
                .yes
                .as_ref()
                .or(declared.phrases.main.as_ref());
            let yes = yes.cloned().unwrap_or_else(|| plain(&declared.name));
            format!("Is it so: {yes}?")
        }
        (InputKind::Occasion, None) => "What is the person about to do?".to_owned(),
        (InputKind::Choice(_), None) if declared.ty == Type::Bool => {
            format!("Is it done so: {}?", plain(law.own_name(input)))
        }
        (InputKind::Choice(_), None) => format!("Which {} is it?", noun(law, input)),
        _ if declared.ty == Type::Bool => {
            format!(
                "Is it so that the person {}?",
                input_phrase(law, input, true)
            )
        }
        _ => {
            let noun = noun(law, field);
            format!("What {} the {noun}?", is(&noun))
        }
    };
    match law[input].kind {
        InputKind::Slot(list, place) => {
            let of = element(law, list, place as usize);
            format!("{}: {asked}", capitalized(&of))
        }
        _ => asked,
    }
}
