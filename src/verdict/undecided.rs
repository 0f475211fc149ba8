//! Why nothing is certain of a claim.

use std::fmt;

use crate::law::{InputId, ListId};

use super::Witness;

/// Why a claim could not be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// In words: "its days lie outside those that a proof covers".
    pub because: String,
    /// For want of what.
    pub lacks: Lack,
}

/// What would have to be there for a claim to be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// More steps for one question than these.
    Steps(u32),
    /// The rule that a passage states which is not modelled; with somebody of whom it hangs on that.
    Passage(InputId, Box<Witness>),
    /// The most elements that a list may have.
    Most(ListId),
    /// Days that a proof covers.
    Days,
    /// Fewer combinations of readings.
    FewerReadings,
    /// Something else in the place of what is claimed.
    AnotherForm,
}

impl fmt::Display for Undecided {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.because)
    }
}
