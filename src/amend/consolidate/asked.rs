//! What is asked of rules, by name: in values, not in exceptions.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Item, ItemKind, words};
use crate::text::Span;

use super::Consolidation;
use super::because::Because;
use super::standing::{Standing, Standings};

impl<'c> Standings<'c> {
    /// Keeps the rules that what stands names, other than as an exception: they must be there to be
    /// named. A rule that names itself is there. Returns whether there was one.
    pub(super) fn keep_mentioned(&mut self, mentions: &Mentions<'c>) -> bool {
        let outside = mentions.outside.iter();
        let outside = outside.map(|(rule, by)| (*rule, Because::Named(*by)));
        let mut mentioned: BTreeMap<&str, Because<'_>> = outside.collect();
        for ((rule, place), named) in &mentions.of_rules {
            let stands = match self.get(rule) {
                Standing::Kept => true,
                Standing::Version(at) => at == *place,
                Standing::Past => false,
            };
            if stands {
                for name in named.iter().filter(|name| *name != rule) {
                    let by = Because::Named(Some(rule));
                    mentioned.entry(name).or_insert(by);
                }
            }
        }
        mentioned.retain(|rule, _| self.get(rule) != Standing::Kept);
        let any = !mentioned.is_empty();
        for (rule, because) in mentioned {
            self.keep(rule, because);
        }
        any
    }
}

/// The rules that something names, other than as an exception.
pub struct Mentions<'c> {
    /// What versions name.
    of_rules: BTreeMap<(&'c str, usize), BTreeSet<&'c str>>,
    /// What other items name, and the first of them, by its name.
    outside: BTreeMap<&'c str, Option<&'c str>>,
}

impl<'c> Consolidation<'c> {
    /// The rules that something names, other than as an exception.
    pub(super) fn mentions(&self) -> Mentions<'c> {
        let mut of_rules = BTreeMap::new();
        for rule in self.corpus.rules.keys() {
            for (place, _) in self.rules(rule) {
                let named = self.named_in(self.said_in(rule, Some(place)));
                if !named.is_empty() {
                    of_rules.insert((*rule, place), named);
                }
            }
        }
        let mut outside = BTreeMap::new();
        for item in self.outside_rules() {
            let mut named = self.named_in(vec![item.span]);
            if let ItemKind::Unmodelled { taints, .. } = &item.kind {
                let tainted = taints.iter().flat_map(|name| self.rules_named(name.own()));
                named.extend(tainted);
            }
            for rule in named {
                let by = item.kind.name().map(|name| name.own());
                outside.entry(rule).or_insert(by);
            }
        }
        Mentions { of_rules, outside }
    }

    /// The rules without which, or without the provisions of which, something is asked for in some
    /// words. Elsewhere a word may be a choice, a value or a field, which are called what they like.
    fn named_in(&self, spans: Vec<Span>) -> BTreeSet<&'c str> {
        let mut found = BTreeSet::new();
        for span in spans {
            let mut is_rule = false;
            for word in words(self.library.slice(span)) {
                if is_rule {
                    found.extend(self.rules_named(word.as_ref()));
                }
                is_rule = word.as_ref() == "without";
            }
        }
        found
    }

    /// The rule of a name, or those of the provision.
    fn rules_named(&self, name: &str) -> impl Iterator<Item = &'c str> {
        let rule = self.corpus.rules.get_key_value(name).map(|(rule, _)| *rule);
        let inside = self.corpus.provisions.get(name);
        rule.into_iter()
            .chain(inside.into_iter().flatten().copied())
    }

    /// The items of the law of a day that are no rules.
    pub(super) fn outside_rules(&self) -> impl Iterator<Item = &'c Item> {
        let items = self.files.iter().flat_map(|(_, parsed)| &parsed.items);
        items.filter(|item| {
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
        })
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
