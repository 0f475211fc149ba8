//! Verdicts kept from one run to the next.
//!
//! A verdict is found again by a key: a hash of everything that it hangs on ([`key`]). Nothing rests
//! on it that can be checked: the certificate is followed once more against the law as it is, whom
//! a claim fails for is put before the interpreter once more, and regions must be those of the
//! certificate ([`entry`]). What is not as it must be is decided anew, as if nothing were kept.
//!
//! Where it is kept, this room does not know.

mod alike;
mod entry;
mod key;
mod otherwise;

pub use alike::{Alike, Nothing};
pub use key::Key;
pub use otherwise::stated_otherwise;

use sha2::Sha256;

use crate::law::ClaimId;
use crate::verdict::Verdict;

use super::session::Session;

/// Where verdicts are kept, for several workers at once.
pub trait Keep: Sync {
    /// What was kept under a key; `None` where nothing was, or it cannot be read.
    fn find(&self, key: &Key) -> Option<String>;
    /// Keeps a text under a key, if it can.
    fn keep(&self, key: &Key, text: &str);
    /// Where it is kept that questions nobody asked find nothing; none where that is not.
    fn nothing(&self) -> Option<&Nothing> {
        None
    }
}

/// What the keys of all claims of a session have in common, once it is known.
pub type Common = Option<Sha256>;

/// The key of a claim, where verdicts are kept.
pub fn key(session: &mut Session<'_>, id: ClaimId) -> Option<Key> {
    session.keep?;
    let (law, effort) = (session.law, session.solver.effort());
    let common = session
        .common
        .get_or_insert_with(|| key::common(law, effort));
    Some(Key::of(common.clone(), law, &law[id]))
}

/// The verdict on a claim that is kept, if it is one.
pub fn find(session: &mut Session<'_>, id: ClaimId, key: &Key) -> Option<Verdict> {
    let text = session.keep?.find(key)?;
    entry::read(session, id, key, &text)
}

/// Keeps a verdict, if it is one that can be checked again.
pub fn keep(session: &Session<'_>, key: &Key, verdict: &Verdict) {
    if let Some(keep) = session.keep
        && let Some(text) = entry::written(session.law, key, verdict)
    {
        keep.keep(key, &text);
    }
}
