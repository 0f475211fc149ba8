//! Of whom something is said: the person, or the element spoken of.

use crate::law::{ExprId, Law};

use super::element::bare;

/// "the person", "the child".
pub(super) fn subject(law: &Law, expr: ExprId) -> String {
    match law.said_of_element(expr) {
        Some(record) => format!("the {}", bare(law, record)),
        None => "the person".to_owned(),
    }
}
