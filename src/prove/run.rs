//! With what questions are decided.

use super::Effort;
use super::kept::Keep;

/// How hard the solver may try, who is told how far it has come, and where what is decided is kept.
/// None of it changes what is said of a question that the effort suffices for.
#[derive(Clone, Copy)]
pub struct Run<'r> {
    /// How hard the solver may try.
    pub effort: Effort,
    /// Who is told how far it has come.
    pub watch: Option<&'r dyn Watch>,
    /// Where verdicts are kept.
    pub keep: Option<&'r dyn Keep>,
}

/// Who is told how far a run has come, by several workers at once.
pub trait Watch: Sync {
    /// So many pieces of work are done, of so many that are done side by side. A run may do one such
    /// lot after the other.
    fn is_done(&self, pieces: usize, of: usize);
}

impl<'r> Run<'r> {
    /// The same, with a place where verdicts are kept.
    #[must_use]
    pub fn keeping(self, keep: Option<&'r dyn Keep>) -> Self {
        Self { keep, ..self }
    }
}

impl From<Effort> for Run<'_> {
    fn from(effort: Effort) -> Self {
        Self {
            effort,
            watch: None,
            keep: None,
        }
    }
}
