use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::{Keep, Key};

/// What is decided of several laws that have much in common, such as the two sides of a change: what
/// hangs on the same in both is decided once.
#[derive(Default)]
pub struct Alike {
    verdicts: Mutex<BTreeMap<Key, String>>,
    nothing: Nothing,
}

/// Questions that nobody asked and that find nothing, and whether that is sought by proof. It is known
/// from the solver alone, and so for one run alone.
#[derive(Default)]
pub struct Nothing(Mutex<BTreeSet<(Key, bool)>>);

impl Keep for Alike {
    fn find(&self, key: &Key) -> Option<String> {
        let verdicts = self.verdicts.lock();
        let verdicts = verdicts.unwrap_or_else(PoisonError::into_inner);
        verdicts.get(key).cloned()
    }

    fn keep(&self, key: &Key, text: &str) {
        let verdicts = self.verdicts.lock();
        let mut verdicts = verdicts.unwrap_or_else(PoisonError::into_inner);
        verdicts.insert(key.clone(), text.to_owned());
    }

    fn nothing(&self) -> Option<&Nothing> {
        Some(&self.nothing)
    }
}

impl Nothing {
    /// Whether a question is one of these.
    pub fn has(&self, key: &Key, by_proof: bool) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.contains(&(key.clone(), by_proof))
    }

    /// Adds one.
    pub fn add(&self, key: Key, by_proof: bool) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert((key, by_proof));
    }
}
