//! A place in memory where verdicts are kept.

use std::collections::BTreeMap;
use std::sync::Mutex;

use kzrule::prove::{Keep, Key};

/// What is kept, and how often something was.
#[derive(Default)]
pub struct Memory {
    pub entries: Mutex<BTreeMap<String, String>>,
    pub kept: Mutex<usize>,
}

impl Keep for Memory {
    fn find(&self, key: &Key) -> Option<String> {
        self.entries.lock().unwrap().get(&key.to_string()).cloned()
    }

    fn keep(&self, key: &Key, text: &str) {
        let mut entries = self.entries.lock().unwrap();
        entries.insert(key.to_string(), text.to_owned());
        *self.kept.lock().unwrap() += 1;
    }
}
