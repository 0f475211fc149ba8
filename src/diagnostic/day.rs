//! What to write instead of something that is no day.

use crate::calendar::Customary;

/// The day that is meant, where what is written shows it; else `otherwise`.
pub fn instead_of_day(written: &str, otherwise: &str) -> String {
    match Customary::read(written) {
        Some(Customary::Sure(day)) => format!("write `{day}`: the year, the month, the day"),
        _ => otherwise.to_owned(),
    }
}
