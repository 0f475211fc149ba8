//! The law as it was known on a day, as rule files: without what was not known, whose quotations
//! are set aside.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::syntax::{Found, Imports, Item, ItemKind, Name, Parsed, Rule, visit};
use crate::text::{FileId, Library, Span};

use super::alone::Written;
use super::aside::aside;
use super::edits::{Edits, with_words};

/// The files of a corpus as they were known on a day: `whole` without what is not in `known`.
pub fn as_known(
    library: &Library,
    imports: &Imports,
    whole: &[(FileId, Parsed)],
    known: &[(FileId, Parsed)],
    day: Day,
) -> Written {
    let mut left = Left {
        library,
        imports,
        day,
        known: BTreeMap::new(),
        edits: Edits::default(),
        aside: String::new(),
    };
    for item in known.iter().flat_map(|(_, parsed)| &parsed.items) {
        left.note(item);
    }
    for (file, parsed) in whole {
        for item in &parsed.items {
            left.item(item);
        }
        let aside = std::mem::take(&mut left.aside);
        if !aside.is_empty() {
            let end = library.text(*file).len();
            left.edits.insert(*file, end, format!("\n\n{aside}"));
        }
    }
    Written::of(library, whole, &left.edits)
}

struct Left<'l, 'k> {
    library: &'l Library,
    imports: &'l Imports,
    day: Day,
    /// What was known, by place.
    known: BTreeMap<Span, &'k Item>,
    edits: Edits,
    aside: String,
}

impl<'k> Left<'_, 'k> {
    fn note(&mut self, item: &'k Item) {
        self.known.insert(item.span, item);
        if let ItemKind::Provision(provision) = &item.kind {
            for member in &provision.members {
                self.note(member);
            }
        }
    }

    fn item(&mut self, item: &Item) {
        let Some(known) = self.known.get(&item.span) else {
            self.edits.remove(item.span);
            let mut grounds = Vec::new();
            visit(item, &mut |found| {
                if let Found::Ground(ground) = found {
                    grounds.push(ground);
                }
            });
            let why = match item.kind.name() {
                Some(name) => format!("{}: not known on {}", name.text, self.day),
                None => format!("not known on {}", self.day),
            };
            aside(grounds, &why, &mut self.aside);
            return;
        };
        match (&item.kind, &known.kind) {
            (ItemKind::Provision(provision), ItemKind::Provision(known)) => {
                if let (Some(act), None) = (&provision.act, &known.act) {
                    let head = provision.name.span.end;
                    self.list(&["in"], std::slice::from_ref(act), &[], head);
                }
                for member in &provision.members {
                    self.item(member);
                }
            }
            (ItemKind::Rule(whole), ItemKind::Rule(known)) => self.rule(whole, known),
            (ItemKind::Restate(whole), ItemKind::Restate(known)) => {
                self.rule(&whole.rule, &known.rule);
            }
            (ItemKind::Repeal(whole), ItemKind::Repeal(known)) => {
                self.list(&[], &whole.names, &known.names, 0);
            }
            (ItemKind::Act(whole), ItemKind::Act(known)) => {
                let head = whole.title.span.end + 1;
                let words = ["special", "to"];
                self.order(&words, &whole.special_to, &known.special_to, head);
                self.order(&["after"], &whole.after, &known.after, head);
            }
            (
                ItemKind::Unmodelled { taints: whole, .. },
                ItemKind::Unmodelled { taints: known, .. },
            ) => self.list(&[], whole, known, 0),
            (
                ItemKind::Parameter {
                    name,
                    values: whole,
                    until: end,
                    ..
                },
                ItemKind::Parameter { values, until, .. },
            ) => {
                let known: BTreeSet<Span> = values.iter().map(|value| value.span).collect();
                for value in whole.iter().filter(|value| !known.contains(&value.span)) {
                    self.edits.remove(value.span);
                    let first = self.library.slice(value.from.span);
                    let why = format!("{} from {first}: not known on {}", name.text, self.day);
                    aside(&value.grounds, &why, &mut self.aside);
                }
                if let (Some(end), None, Some(last)) = (end, until, whole.last()) {
                    let span = with_words(self.library, &["until"], end.span, last.span.end);
                    self.edits.replace(span, "");
                }
            }
            _ => {}
        }
    }

    fn rule(&mut self, whole: &Rule, known: &Rule) {
        let head = whole.head();
        // What is known of a rule that is known is all but names of what is not known; where its act
        // is not known, neither is the rule.
        let Rule {
            name: _,
            heading: _,
            of: _,
            on: _,
            lifts,
            despite,
            subject_to,
            act: _,
            grounds: _,
            clauses: _,
            effects: _,
        } = whole;
        self.list(&["lifts"], lifts, &known.lifts, head);
        self.list(&["despite"], despite, &known.despite, head);
        self.list(&["subject", "to"], subject_to, &known.subject_to, head);
    }

    /// The acts that an act names for an order: some of them may stand in the place of others.
    fn order(&mut self, words: &[&str], whole: &[Name], known: &[Name], behind: u32) {
        let written: BTreeSet<Span> = whole.iter().map(|name| name.span).collect();
        if known.iter().all(|name| written.contains(&name.span)) {
            return self.list(words, whole, known, behind);
        }
        let names = known.iter().map(|name| match written.contains(&name.span) {
            true => self.library.slice(name.span).to_owned(),
            false => self.imports.key(name).to_owned(),
        });
        let names: Vec<String> = names.collect();
        let mut spans = whole.iter().map(|name| name.span);
        if let Some(first) = spans.next() {
            self.edits
                .replace(spans.fold(first, Span::join), names.join(", "));
        }
    }

    fn list(&mut self, words: &[&str], whole: &[Name], known: &[Name], behind: u32) {
        let known: BTreeSet<Span> = known.iter().map(|name| name.span).collect();
        let stays = |name: &Name| known.contains(&name.span);
        self.edits
            .shorten(self.library, words, whole, stays, behind);
    }
}

#[cfg(test)]
mod tests {
    use super::super::known_on;
    use super::*;
    use crate::syntax::parse;

    const LAW: &str = r#"act new "New" { published 2025-02-01 in force 2024-01-01 }
act old "Old" after new special to new { in force 2024-01-01 }
act late "Late" after old { published 2025-02-01 }
act last "Last" after late, new {}
// A comment on the source.
source law "Law" { text "law.txt" }
// It comes and goes.
rule one in new { cites law "One." then t = 1 }
rule two despite one, three in old { assumed "x" then t = 2 }
rule three subject to one in old { assumed "x" then t = 3 }
provision four "Four" in new { rule five in old { assumed "x" then t = 4 } }
repeal one, three in old { assumed "x" from 2026-01-01 }
"#;

    #[test]
    fn what_was_not_known_is_set_aside() {
        let mut library = Library::new();
        let file = library.add("law.kzrule".to_owned(), LAW.to_owned());
        let whole = vec![(file, parse(file, LAW))];
        assert!(whole[0].1.diagnostics.is_empty());
        let day = "2025-01-01".parse().unwrap();
        let (known, _) = known_on(&library, &Imports::default(), whole.clone(), day);
        let written = as_known(&library, &Imports::default(), &whole, &known, day);
        let text = written.library.text(file);
        let words: Vec<&str> = text.split_whitespace().collect();
        let expected = r#"act old "Old" { in force 2024-01-01 }
act last "Last" after old {}
// A comment on the source.
source law "Law" { text "law.txt" }
rule two despite three in old { assumed "x" then t = 2 }
rule three in old { assumed "x" then t = 3 }
provision four "Four" { rule five in old { assumed "x" then t = 4 } }
repeal three in old { assumed "x" from 2026-01-01 }
not encoded cites law "One." because "one: not known on 2025-01-01""#;
        assert_eq!(words, expected.split_whitespace().collect::<Vec<_>>());
        assert!(written.parsed[0].1.diagnostics.is_empty());
    }
}
