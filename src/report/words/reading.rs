use crate::law::{InputId, Law, Value};
use crate::verdict::{ReadingCube, Region};

use super::joined;
use super::names::{plain, value, words_or_name};

/// The question that a reading answers.
pub fn question(law: &Law, reading: InputId) -> String {
    words_or_name(law[reading].phrases.main.as_ref(), &law[reading].name)
}

/// What a choice says.
pub fn choice(law: &Law, of: Value) -> String {
    value(law, of)
}

/// The name of a choice, as it heads columns.
pub fn choice_name(law: &Law, of: Value) -> String {
    match of {
        Value::Member(list, place) => law[list]
            .members
            .get(place as usize)
            .map_or_else(|| format!("choice {place}"), |(name, _)| plain(name)),
        other => value(law, other),
    }
}

/// A region, one item for each cube: "“Who may …?” is answered “nobody …”, and …".
pub fn region(law: &Law, region: &Region) -> Vec<String> {
    region.0.iter().map(|of| cube(law, of)).collect()
}

fn cube(law: &Law, cube: &ReadingCube) -> String {
    let answers: Vec<String> = cube
        .0
        .iter()
        .map(|(reading, places)| {
            let choices: Vec<String> = places
                .iter()
                .filter_map(|place| Value::at_place(law[*reading].ty, *place as usize))
                .map(|of| format!("“{}”", choice(law, of)))
                .collect();
            format!(
                "“{}” is answered {}",
                question(law, *reading),
                joined(&choices, "or")
            )
        })
        .collect();
    if answers.is_empty() {
        "on every reading".to_owned()
    } else {
        joined(&answers, "and")
    }
}
