//! What is asked of rules, by name: in values, not in exceptions.

use std::collections::BTreeSet;

use crate::syntax::{ItemKind, words};
use crate::text::Span;

use super::Consolidation;

impl<'c> Consolidation<'c> {
    /// The rules that something other than an exception names: they must be there to be named.
    pub(super) fn mentioned(&self) -> BTreeSet<&'c str> {
        let mut spans = self.outside_rules();
        for rule in self.corpus.rules.keys() {
            spans.extend(self.said_in(rule, None));
        }
        let mut found = BTreeSet::new();
        for word in spans
            .iter()
            .flat_map(|span| words(self.library.slice(*span)))
        {
            if let Some((rule, _)) = self.corpus.rules.get_key_value(word.as_ref()) {
                found.insert(*rule);
            }
            let inside = self.corpus.provisions.get(word.as_ref());
            found.extend(inside.into_iter().flatten().copied());
        }
        found
    }

    /// The items of the law of a day that are no rules.
    pub(super) fn outside_rules(&self) -> Vec<Span> {
        let items = self.files.iter().flat_map(|(_, parsed)| &parsed.items);
        let others = items.filter(|item| {
            !matches!(
                item.kind,
                ItemKind::Rule(_)
                    | ItemKind::Provision(_)
                    | ItemKind::Restate(_)
                    | ItemKind::Repeal(_)
                    | ItemKind::Move(_)
                    | ItemKind::Case { .. }
                    | ItemKind::Prove { .. }
                    | ItemKind::Intended { .. }
            )
        });
        others.map(|item| item.span).collect()
    }

    /// The values in a version of a rule, or in all of them, and in the provisions around it.
    pub(super) fn said_in(&self, name: &str, version: Option<usize>) -> Vec<Span> {
        let standing = self.corpus.rules.get(name);
        let around = standing.into_iter().flat_map(|standing| &standing.around);
        let mut spans: Vec<Span> = around.map(|clause| clause.span).collect();
        let rules = self.rules(name);
        let rules = rules.filter(|(place, _)| version.is_none_or(|version| version == *place));
        spans.extend(rules.flat_map(|(_, rule)| rule.value_spans()));
        spans
    }
}
