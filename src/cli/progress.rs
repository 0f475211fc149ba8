//! How far a long run has come, for whoever waits at a terminal.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};

use crate::prove::Watch;

use super::output::complain;

/// One more step in so many is shown: a run may have many thousands of pieces.
const STEPS: usize = 200;

/// One line on standard error, written anew as the run comes further and cleared in the end. Where
/// standard error is no terminal nothing is written at all.
pub struct Progress {
    doing: &'static str,
    /// How many of how many are shown; none where nobody would see it.
    shown: Option<Mutex<(usize, usize)>>,
}

impl Progress {
    /// Nothing is shown yet. `doing` says what is going on: "proving".
    pub fn new(doing: &'static str) -> Self {
        let is_seen = std::io::stderr().is_terminal();
        Self {
            doing,
            shown: is_seen.then(Mutex::default),
        }
    }
}

impl Watch for Progress {
    fn is_done(&self, pieces: usize, of: usize) {
        let Some(shown) = &self.shown else { return };
        let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, of_known) = *shown;
        let is_next = of != of_known || known >= of || pieces > known + of / STEPS;
        if is_next {
            *shown = (pieces, of);
            complain(&format!("\r\x1b[K{} {pieces} of {of}", self.doing));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let shown = self.shown.as_mut().and_then(|shown| shown.get_mut().ok());
        if shown.is_some_and(|shown| shown.1 > 0) {
            complain("\r\x1b[K");
        }
    }
}
