//! Formulas put together, with constants computed.

use z3::ast::Bool;

/// The conjunction; constants are dropped.
pub fn all(parts: impl IntoIterator<Item = Bool>) -> Bool {
    let mut kept: Vec<Bool> = Vec::new();
    for part in parts {
        match part.as_bool() {
            Some(true) => {}
            Some(false) => return part,
            None => kept.push(part),
        }
    }
    match kept.as_slice() {
        [] => Bool::from_bool(true),
        [only] => only.clone(),
        _ => Bool::and(&kept),
    }
}

/// The disjunction; constants are dropped.
pub fn any(parts: impl IntoIterator<Item = Bool>) -> Bool {
    let mut kept: Vec<Bool> = Vec::new();
    for part in parts {
        match part.as_bool() {
            Some(false) => {}
            Some(true) => return part,
            None => kept.push(part),
        }
    }
    match kept.as_slice() {
        [] => Bool::from_bool(false),
        [only] => only.clone(),
        _ => Bool::or(&kept),
    }
}

/// The negation; constants are computed.
pub fn not(part: &Bool) -> Bool {
    match part.as_bool() {
        Some(value) => Bool::from_bool(!value),
        None => part.not(),
    }
}
