//! Formulas put together, with constants computed.

use z3::ast::Bool;

/// The conjunction; constants are dropped.
pub fn all(parts: impl IntoIterator<Item = Bool>) -> Bool {
    joined(parts, true, Bool::and)
}

/// The disjunction; constants are dropped.
pub fn any(parts: impl IntoIterator<Item = Bool>) -> Bool {
    joined(parts, false, Bool::or)
}

/// Without the constants that change nothing; the other constant settles it.
fn joined(
    parts: impl IntoIterator<Item = Bool>,
    neutral: bool,
    join: impl Fn(&[Bool]) -> Bool,
) -> Bool {
    let mut kept: Vec<Bool> = Vec::new();
    for part in parts {
        match part.as_bool() {
            Some(value) if value == neutral => {}
            Some(_) => return part,
            None => kept.push(part),
        }
    }
    match kept.as_slice() {
        [] => Bool::from_bool(neutral),
        [only] => only.clone(),
        several => join(several),
    }
}

/// The negation; constants are computed.
pub fn not(part: &Bool) -> Bool {
    match part.as_bool() {
        Some(value) => Bool::from_bool(!value),
        None => part.not(),
    }
}
