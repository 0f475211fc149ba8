//! Headings that rules of several names have: words about such a rule tell its name, too.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Checker;

impl Checker<'_> {
    /// Notes the headings of which one does not tell which rule is meant. Versions of one rule are
    /// told apart by their days.
    pub fn note_shared_headings(&mut self) {
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        let mut shared = BTreeSet::new();
        for written in &self.law.written {
            let called = written.called();
            match names.get(&called) {
                Some(name) if *name != written.name => {
                    shared.insert(called);
                }
                Some(_) => {}
                None => {
                    names.insert(called, &written.name);
                }
            }
        }
        self.law.shared_headings = shared;
    }
}
