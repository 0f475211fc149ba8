//! Readings fixed by name: `NAME=CHOICE`.

use crate::check::{Checked, arises_in_none, does_not_arise, never_arises};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputId, InputKind, Law, Type, Value};
use crate::text::{Library, Span, closest};

use super::case_file;

/// Readings fixed by name, each with the place where it is.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The choices.
    pub choices: Vec<(InputId, Value)>,
    places: Vec<(InputId, Span)>,
}

impl Fixed {
    /// Reports a reading whose question arises in none of these cases, of which each has choices of
    /// its own, as far as it names them, before those fixed here.
    pub fn arise_in_some(
        &self,
        law: &Law,
        cases: impl Iterator<Item = Vec<(InputId, Value)>> + Clone,
    ) -> Result<(), Vec<Diagnostic>> {
        let found: Vec<Diagnostic> = self
            .places
            .iter()
            .filter(|(reading, _)| arises_in_none(law, *reading, &self.choices, cases.clone()))
            .map(|(reading, place)| does_not_arise(law, *reading, *place))
            .collect();
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}

/// Fixes readings, each written `NAME=CHOICE`.
///
/// # Errors
/// The mistakes in all of them.
pub fn fixed(
    written: &[String],
    checked: &Checked,
    library: &mut Library,
) -> Result<Fixed, Vec<Diagnostic>> {
    let (mut fixed, mut mistakes): (Vec<(InputId, Value)>, Vec<Diagnostic>) = Default::default();
    let mut places = Vec::new();
    for written in written {
        match reading(checked, library, written) {
            Ok((reading, value, place)) => {
                match fixed.iter().find(|(known, _)| *known == reading) {
                    Some((_, earlier)) if *earlier != value => mistakes.push(Diagnostic::new(
                        Code::DuplicateClause,
                        format!(
                            "`--reading {written}`: this reading is fixed twice, to two choices"
                        ),
                    )),
                    Some(_) => {}
                    None => {
                        fixed.push((reading, value));
                        places.push((reading, place));
                    }
                }
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    let law = &checked.law;
    if let Some(reading) = never_arises(law, &fixed)
        && let Some((_, place)) = places.iter().find(|(known, _)| *known == reading)
    {
        mistakes.push(does_not_arise(law, reading, *place));
    }
    if mistakes.is_empty() {
        Ok(Fixed {
            choices: fixed,
            places,
        })
    } else {
        Err(mistakes)
    }
}

/// The readings there are.
fn readings_of(law: &Law) -> String {
    let names: Vec<&str> = law.readings().map(|id| law[id].name.as_str()).collect();
    match names.as_slice() {
        [] => "these rules have no readings".to_owned(),
        _ => format!("the readings are {}", names.join(", ")),
    }
}

/// `NAME=CHOICE`, and where it stands.
fn reading(
    checked: &Checked,
    library: &mut Library,
    written: &str,
) -> Result<(InputId, Value, Span), Diagnostic> {
    let file = library.add("--reading".to_owned(), written.to_owned());
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    let Some((name, choice)) = written.split_once('=') else {
        return Err(
            Diagnostic::new(Code::Syntax, "a reading is fixed by NAME=CHOICE")
                .at(Span::new(file, 0, length(written)), "")
                .help(readings_of(&checked.law)),
        );
    };
    let law = &checked.law;
    let name_span = Span::new(file, 0, length(name));
    let choice_span = Span::new(file, length(name) + 1, length(written));
    let (name, choice) = (name.trim(), choice.trim());
    let found = checked
        .input(name)
        .filter(|id| law[*id].kind == InputKind::Reading);
    let Some(reading) = found else {
        let unknown = Diagnostic::new(Code::UnknownName, format!("there is no reading `{name}`"))
            .at(name_span, "");
        let known = law.readings().map(|id| law[id].name.as_str());
        return Err(match closest(name, known) {
            Some(near) => unknown.help(format!("did you mean `{near}`?")),
            None => unknown.help(readings_of(law)),
        });
    };
    match law[reading].ty {
        Type::Enum(list) => case_file::member(law, list, choice)
            .map(|value| (reading, value, Span::new(file, 0, length(written))))
            .map_err(|mistake| mistake.at(choice_span, "")),
        _ => Err(
            Diagnostic::new(Code::WrongKind, format!("`{name}` has no choices")).at(name_span, ""),
        ),
    }
}
