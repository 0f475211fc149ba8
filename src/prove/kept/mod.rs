//! Verdicts kept from one run to the next.
//!
//! A verdict is found again by a key: a hash of everything that it hangs on ([`key`]). Nothing rests
//! on it that can be checked: the certificate is followed once more against the law as it is, whom
//! a claim fails for is put before the interpreter once more, and regions must be those of the
//! certificate ([`entry`]); who is told to have a way out, has it ([`telling`]). What is not as it must be is
//! decided anew, as if nothing were kept.
//!
//! Where it is kept, this room does not know.

mod alike;
mod behind;
mod content;
mod entry;
mod key;
mod numbering;
mod otherwise;
mod restated;
mod telling;

pub use alike::{Alike, Nothing};
pub use key::{Common, Key};
pub use otherwise::stated_otherwise;

use crate::law::{Claim, ClaimId};
use crate::verdict::{DeadEnd, Region, Verdict};

use super::dead_end::Goal;
use super::session::Session;
use numbering::Numbering;

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

/// The key of a claim, where verdicts are kept.
pub fn key(session: &mut Session<'_>, id: ClaimId) -> Option<Key> {
    let law = session.law;
    Some(Key::of(common(session)?, law, &law[id]))
}

/// What the keys of all claims have in common, where verdicts are kept.
fn common<'s>(session: &'s mut Session<'_>) -> Option<&'s Common> {
    session.keep?;
    let (law, effort) = (session.law, session.solver.effort());
    let boundaries = &session.boundaries;
    let common = &mut session.common;
    Some(common.get_or_insert_with(|| Common::of(law, effort, boundaries)))
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

/// Where what is told behind a claim is kept, and what its numbers stand for.
pub struct Shelf<'l> {
    key: Key,
    goal: Goal,
    numbering: Numbering<'l>,
}

/// Where it is kept what is told behind a claim about a goal that is proved on some readings; none where
/// nothing is kept.
pub fn shelf<'l>(
    session: &mut Session<'l>,
    claim: &'l Claim,
    goal: Goal,
    proved: &Region,
) -> Option<Shelf<'l>> {
    let law = session.law;
    let (key, numbering) = Key::of_telling(common(session)?, law, (claim, goal), proved);
    Some(Shelf {
        key,
        goal,
        numbering,
    })
}

impl Shelf<'_> {
    /// What is told, if it is kept.
    pub fn find(&self, session: &Session<'_>) -> Option<DeadEnd> {
        let text = session.keep?.find(&self.key)?;
        telling::read(&self.key, &self.numbering, self.goal, &text)
    }

    /// Keeps what is told, if all of it can be kept.
    pub fn keep(&self, session: &Session<'_>, told: &DeadEnd) {
        if let Some(keep) = session.keep
            && let Some(text) = telling::written(&self.key, &self.numbering, self.goal, told)
        {
            keep.keep(&self.key, &text);
        }
    }
}
