use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, Value, plain};
use crate::verdict::{ReadingCube, Region};

use super::joined;
use super::names::{value, words_or_name};
use super::seen::as_written;

/// The question that a reading answers.
pub fn question(law: &Law, reading: InputId) -> String {
    words_or_name(law[reading].phrases.main.as_ref(), &law[reading].name)
}

/// The choice of a reading: "“Which …?” is answered “…”".
pub fn reading_taken(law: &Law, reading: InputId, taken: Value) -> String {
    reading_answered(law, reading, taken, true)
}

/// That a reading is answered so, or not; of two choices, it is the other then.
pub(super) fn reading_answered(law: &Law, reading: InputId, by: Value, holds: bool) -> String {
    let ty = law[reading].ty;
    let other = match by.place() {
        Some(place @ (0 | 1)) if !holds && law.size_of(ty) == 2 => Value::at_place(ty, 1 - place),
        _ => None,
    };
    let not = if holds || other.is_some() { "" } else { "not " };
    format!(
        "“{}” is {not}answered “{}”",
        question(law, reading),
        choice(law, other.unwrap_or(by))
    )
}

/// That a reading is answered so, or not, where an expression says just that.
pub(super) fn reading_asked(law: &Law, expr: ExprId, holds: bool) -> Option<String> {
    let (equal, holds) = match as_written(law, expr) {
        Expr::Not(inner) => (as_written(law, *inner), !holds),
        other => (other, holds),
    };
    let Expr::Op(Op::Equal, operands) = equal else {
        return None;
    };
    let [left, right] = operands.as_slice() else {
        return None;
    };
    match (as_written(law, *left), as_written(law, *right)) {
        (Expr::In(reading), Expr::Lit(by)) | (Expr::Lit(by), Expr::In(reading))
            if law[*reading].kind == InputKind::Reading =>
        {
            Some(reading_answered(law, *reading, *by, holds))
        }
        _ => None,
    }
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

/// A region, one item for each cube: the questions, each with its answers.
pub fn region(law: &Law, region: &Region) -> Vec<String> {
    region.0.iter().map(|of| cube(law, of)).collect()
}

fn cube(law: &Law, cube: &ReadingCube) -> String {
    let answers: Vec<String> = answers(law, cube)
        .into_iter()
        .map(|(question, answer)| format!("{question} – {answer}"))
        .collect();
    if answers.is_empty() {
        "every reading".to_owned()
    } else {
        answers.join("; ")
    }
}

/// A region as a phrase: "“Which …?” is answered “…”, and either “Who …?” is answered “…” or “…” is
/// answered “…”"; more are told as "and one of these is so: …; …; or …". What all its cubes have in common is said once.
pub fn answered_so(law: &Law, region: &Region) -> String {
    let one = |(reading, places): (&InputId, &Vec<u32>)| {
        let choices = places
            .iter()
            .filter_map(|place| Value::at_place(law[*reading].ty, *place as usize));
        let choices: Vec<String> = choices.map(|of| format!("“{}”", choice(law, of))).collect();
        let asked = question(law, *reading);
        format!("“{asked}” is answered {}", joined(&choices, "or"))
    };
    let in_all = |(reading, places): &(&InputId, &Vec<u32>)| {
        let mut cubes = region.0.iter();
        cubes.all(|cube| cube.0.get(*reading) == Some(*places))
    };
    let first = region.0.iter().take(1);
    let common = first.flat_map(|cube| &cube.0).filter(in_all).map(one);
    let common: Vec<String> = common.collect();
    let mut mixed = false;
    let rest = region.0.iter().map(|cube| {
        let own = cube.0.iter().filter(|one| !in_all(one)).map(one);
        match own.collect::<Vec<_>>().as_slice() {
            [only] => only.clone(),
            [] => String::new(),
            several => {
                mixed = true;
                joined(several, "and")
            }
        }
    });
    let mut rest: Vec<String> = rest.collect();
    if rest.iter().any(String::is_empty) {
        rest.clear();
    }
    let common = joined(&common, "and");
    match (common.is_empty(), rest.as_slice()) {
        (_, []) => common,
        (false, [_, _]) if !mixed => format!("{common}, and either {}", joined(&rest, "or")),
        (false, _) => format!("{common}, and one of these is so: {}", one_of(&rest)),
        (true, _) if mixed => one_of(&rest),
        (true, _) => joined(&rest, "or"),
    }
}

/// Sentences of which one is so, and which may be put together by *and*: "a; b and c; or d".
fn one_of(sentences: &[String]) -> String {
    match sentences.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{}; or {last}", before.join("; ")),
        _ => sentences.concat(),
    }
}

/// The questions that a cube answers, in the order declared, and the answers.
pub fn answers(law: &Law, cube: &ReadingCube) -> Vec<(String, String)> {
    let of = |(reading, places): (&InputId, &Vec<u32>)| {
        let choices: Vec<String> = places
            .iter()
            .filter_map(|place| Value::at_place(law[*reading].ty, *place as usize))
            .map(|of| choice(law, of))
            .collect();
        (question(law, *reading), joined(&choices, "or"))
    };
    cube.0.iter().map(of).collect()
}
