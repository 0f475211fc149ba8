//! What became of rules and terms between two versions.

use crate::diff::{Basis, TermChange, Versions};
use crate::law::{Effect, Ground, Law, RuleId, TermId, Written, WrittenId};
use crate::report::encoded;
use crate::report::words::heading;

use super::basis::{in_other_lines, moved, of_both, of_rule, other_grounds};
use super::order::Order;
use super::rules::{REPEAL, RuleChange, Sided, by_act, lasts, life, repealing};

/// The rules that one of two versions has and the other has not, or not so, or with other sentences
/// of the law; then those of the older version alone; then the terms.
pub fn between_versions(versions: &Versions, names: &[String; 2]) -> Vec<RuleChange> {
    let law = &versions.law;
    let told = Telling {
        versions,
        names,
        order: Order::of(versions),
    };
    let mut left = versions.only_old.clone();
    let mut found: Vec<(WrittenId, RuleChange)> = Vec::new();
    for new in &versions.only_new {
        let same = left.iter().position(|old| law[*old].name == law[*new].name);
        let change = match same.map(|at| left.remove(at)) {
            Some(old) => told.changed(old, *new),
            None => one_sided(law, *new, added(versions, *new)),
        };
        found.push((*new, change));
    }
    let restated = versions.older_bases.iter();
    found.extend(restated.filter_map(|(rule, was)| Some((*rule, told.rebased(*rule, was)?))));
    found.sort_by_key(|(rule, _)| *rule);
    let mut found: Vec<RuleChange> = found.into_iter().map(|(_, change)| change).collect();
    let left = left.into_iter();
    found.extend(left.map(|old| one_sided(law, old, "is left out".to_owned())));
    found.extend(told.terms());
    found
}

/// The rules of which nothing else is told, and whose sentences stand in other lines, as they were.
pub fn elsewhere(versions: &Versions) -> Vec<WrittenId> {
    let law = &versions.law;
    let shared = versions.older_bases.iter();
    let moved = shared.filter(|(rule, was)| {
        let is = &law[**rule];
        of_rule(law, was, is).is_empty()
            && was.is_exception_as(is)
            && in_other_lines(law, &was.grounds, &is.grounds)
    });
    moved.map(|(rule, _)| *rule).collect()
}

fn one_sided(law: &Law, rule: WrittenId, words: String) -> RuleChange {
    let grounds = vec![(None, law[rule].grounds.clone())];
    of(law, rule, vec![words], grounds)
}

fn of(law: &Law, rule: WrittenId, words: Vec<String>, grounds: Sided) -> RuleChange {
    RuleChange {
        name: law[rule].name.clone(),
        heading: heading(law, rule),
        words,
        grounds,
        encoded: Vec::new(),
    }
}

/// What is said of a rule that only the newer version has: the next version of a rule, or a new one.
fn added(versions: &Versions, new: WrittenId) -> String {
    let law = &versions.law;
    let mut all = (0..law.written.len()).map(WrittenId::at);
    let is_next = all.any(|other| other != new && law[other].name == law[new].name);
    let begins = life(law, &law[new]).and_then(|life| life.from);
    let by = by_act(law, law[new].act);
    match (is_next, begins) {
        (true, Some(from)) => format!("reads otherwise since {}{by}", from.in_words()),
        (true, None) => format!("reads otherwise{by}"),
        (false, Some(from)) => format!("is new{by}, first day {}", from.in_words()),
        (false, None) => format!("is new{by}"),
    }
}

/// What is told of two versions.
struct Telling<'v> {
    versions: &'v Versions,
    names: &'v [String; 2],
    order: Order<'v>,
}

impl Telling<'_> {
    /// A rule that reads otherwise, is in force on other days, or stands elsewhere among the others.
    fn changed(&self, old: WrittenId, new: WrittenId) -> RuleChange {
        let law = &self.versions.law;
        let (was, is) = (&law[old], &law[new]);
        let mut grounds = of_both(law, self.names, (&was.grounds, &is.grounds));
        // Of a rule that is repealed, and otherwise reads as before, that is told and by whom.
        let is_ended = was.ends_by.is_none() && says_the_same(law, old, new);
        let last = life(law, is).and_then(|life| life.last_day());
        if let Some((by, sentences)) = repealing(law, new).filter(|_| is_ended) {
            let last = last.map(|last| format!(", last day {}", last.in_words()));
            let words = format!("is repealed{by}{}", last.unwrap_or_default());
            grounds.push((Some(REPEAL.to_owned()), sentences));
            return of(law, new, vec![words], grounds);
        }
        // Of what is restated, the words up to then stay.
        let is_restated = is_ended && is.ends_by.is_some() && is_followed(law, old, new);
        if let Some(last) = last.filter(|_| is_restated) {
            let words = format!("reads so up to {}", last.in_words());
            return of(law, new, vec![words], grounds);
        }
        let mut words = Vec::new();
        let says_the_same = says_the_same(law, old, new);
        let is_quoted_alike = grounds.iter().all(|(side, _)| side.is_none());
        let by_encoding = !says_the_same && is_quoted_alike;
        words.extend((!says_the_same).then(|| match by_encoding {
            true => "is applied otherwise with the same words".to_owned(),
            false => "reads otherwise".to_owned(),
        }));
        words.extend(self.other_life(old, new));
        words.extend(self.order.under((old, new)));
        if says_the_same && words.is_empty() {
            let by_way_of = "reads as before; a rule through which it prevails over others, or gives way \
                             to them, has changed";
            words.push(by_way_of.to_owned());
        }
        if !says_the_same {
            words.extend(self.order.over((old, new)));
        }
        words.extend(moved(law, was.provision, is.provision));
        let mut told = of(law, new, words, grounds);
        if by_encoding {
            told.encoded = self.encoded(was, is);
        }
        told
    }

    /// What either side alone makes of the same sentences.
    fn encoded(&self, was: &Written, is: &Written) -> Vec<(String, Vec<String>)> {
        let law = &self.versions.law;
        let [before, after] = [was, is].map(|rule| encoded::lines(law, rule));
        let alone = |these: &[String], those: &[String]| -> Vec<String> {
            let alone = these.iter().filter(|line| !those.contains(line));
            alone.cloned().collect()
        };
        let [older, newer] = self.names.clone();
        let sides = [
            (older, alone(&before, &after)),
            (newer, alone(&after, &before)),
        ];
        let told = sides.into_iter().filter(|(_, lines)| !lines.is_empty());
        told.collect()
    }

    /// That a rule is in force on other days; nothing where it is not.
    fn other_life(&self, old: WrittenId, new: WrittenId) -> Option<String> {
        let law = &self.versions.law;
        let (was, is) = (&law[old], &law[new]);
        if (was.from, was.until) == (is.from, is.until) {
            return None;
        }
        let [before, after] = [was, is].map(|rule| lasts(law, rule));
        if before == after {
            let by_answers = "is in force on others of these days by the answers to questions";
            return Some(by_answers.to_owned());
        }
        let moved = is.ends_by.filter(|_| was.ends_by.is_none());
        let moved = moved.or(is.begins_by.filter(|_| was.begins_by.is_none()));
        let by = moved.map_or_else(String::new, |by| by_act(law, law[by].act));
        let [older, newer] = self.names;
        Some(format!(
            "is in force {before} in {older}, {after} in {newer}{by}"
        ))
    }

    /// A rule that both versions have as it is, but rest on other sentences, in another place, or as an exception
    /// to others.
    fn rebased(&self, rule: WrittenId, was: &Basis) -> Option<RuleChange> {
        let law = &self.versions.law;
        let is = &law[rule];
        let mut words = of_rule(law, was, is);
        if words.is_empty() && was.is_exception_as(is) {
            return None;
        }
        words.extend(self.order.over((rule, rule)));
        if words.is_empty() {
            return None;
        }
        let grounds = of_both(law, self.names, (&was.grounds, &is.grounds));
        Some(of(law, rule, words, grounds))
    }

    /// What became of terms, and which of the others rest on other sentences.
    fn terms(&self) -> Vec<RuleChange> {
        let law = &self.versions.law;
        let changes = &self.versions.terms;
        let changed = changes.iter().map(|(term, change)| {
            let told = match change {
                TermChange::New => "is a new term",
                TermChange::LeftOut => "is left out",
                TermChange::Redefined => "means something else",
                TermChange::Otherwise => "is another where no rule applies",
            };
            self.term(*term, told)
        });
        let others = self.versions.older_grounds.iter();
        let others = others.filter(|(term, _)| !changes.iter().any(|(one, _)| one == *term));
        let rebased = others.filter_map(|(term, was)| {
            let told = other_grounds(law, was, &law[*term].grounds)?;
            Some(self.term(*term, told))
        });
        changed.chain(rebased).collect()
    }

    fn term(&self, id: TermId, told: &str) -> RuleChange {
        let law = &self.versions.law;
        let term = &law[id];
        let words = &term.phrases;
        let heading = words.main.as_ref().or(words.yes.as_ref());
        let was: Option<&Vec<Ground>> = self.versions.older_grounds.get(&id);
        let was = was.unwrap_or(&term.grounds);
        RuleChange {
            name: term.name.clone(),
            heading: heading.unwrap_or(&term.name).clone(),
            words: vec![told.to_owned()],
            grounds: of_both(law, self.names, (was, &term.grounds)),
            encoded: Vec::new(),
        }
    }
}

/// Whether the newer side has another version of a rule behind it.
fn is_followed(law: &Law, old: WrittenId, rule: WrittenId) -> bool {
    let mut later = (rule.index()..law.written.len()).skip(1).map(WrittenId::at);
    later.any(|other| other != old && law[other].name == law[rule].name)
}

/// Whether two rules differ in their days and in their order among others at most.
fn says_the_same(law: &Law, old: WrittenId, new: WrittenId) -> bool {
    let [old, new] = [old, new].map(|side| {
        let rules = law[side].rules.iter().copied();
        rules
            .filter(|rule| !law.is_stand_in(*rule))
            .collect::<Vec<RuleId>>()
    });
    let same = |one: RuleId, other: RuleId| {
        let (one, other) = (&law[one], &law[other]);
        let effect = match (one.effect, other.effect) {
            (Effect::Value(term, value), Effect::Value(same, other)) => {
                (term, value) == (same, other)
            }
            (Effect::Lift, Effect::Lift) => true,
            (Effect::Value(..), Effect::Lift) | (Effect::Lift, Effect::Value(..)) => false,
        };
        effect && one.conditions == other.conditions
    };
    old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| same(*old, *new))
}
