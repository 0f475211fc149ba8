//! The rules that make a difference: those that an amendment touches or that are gone, and those that
//! stand among the reasons on one side only.

use std::collections::BTreeSet;

use crate::law::{ActId, Law, WrittenId};
use crate::report::diff::lasts;
use crate::report::layout::{Note, Page};
use crate::report::rule_words::rule_reference;
use crate::report::words::heading;

/// The rules among the reasons on either side, by name.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Reasons {
    /// On the stored side alone.
    left: BTreeSet<String>,
    /// On the new side alone.
    come: BTreeSet<String>,
    /// On both.
    stayed: BTreeSet<String>,
}

impl Reasons {
    /// Of an outcome with these reasons on either side.
    pub fn of(before: &BTreeSet<&str>, after: &BTreeSet<&str>) -> Self {
        let owned = |name: &&str| (*name).to_owned();
        Self {
            left: before.difference(after).map(owned).collect(),
            come: after.difference(before).map(owned).collect(),
            stayed: before.intersection(after).map(owned).collect(),
        }
    }

    /// Those of another outcome as well.
    pub fn extend(&mut self, other: Self) {
        self.left.extend(other.left);
        self.come.extend(other.come);
        self.stayed.extend(other.stayed);
    }

    /// Leaves out these where they are on the new side alone.
    pub fn leave_out_new(&mut self, names: &BTreeSet<&str>) {
        self.come.retain(|name| !names.contains(name.as_str()));
    }

    /// The rules, with the lines that they rest on.
    pub fn tell(&self, page: &mut Page, law: &Law) {
        let all = self.left.iter().chain(&self.come).chain(&self.stayed);
        let all: BTreeSet<&String> = all.collect();
        let touched: Vec<(String, Note)> = all.iter().flat_map(|name| amended(law, name)).collect();
        let sides = [(&self.left, &self.come), (&self.come, &self.left)];
        let [left, come] = sides.map(|(own, other)| -> Vec<(String, Note)> {
            let untouched = own.difference(other);
            untouched.filter_map(|name| told(law, name)).collect()
        });
        for (title, rules) in [
            ("Amended or gone, among the reasons", touched),
            ("No longer among the reasons", left),
            ("New among the reasons", come),
        ] {
            if !rules.is_empty() {
                page.gap();
                page.paragraph(1, title);
            }
            for (words, lines) in rules {
                page.labelled_with_note(4, "–", 7, &words, lines);
            }
        }
    }
}

/// The versions of a rule in the files.
fn versions(law: &Law, name: &str) -> impl Iterator<Item = WrittenId> {
    let all = (0..law.written.len()).map(WrittenId::at);
    all.filter(move |written| law[*written].name == name)
}

/// A rule that no amendment touches, and where it stands.
fn told(law: &Law, name: &str) -> Option<(String, Note)> {
    if !amended(law, name).is_empty() {
        return None;
    }
    let written = versions(law, name).next()?;
    Some((called(law, written), rule_reference(law, written)))
}

/// A rule by its heading, if it has one, and its name.
fn called(law: &Law, written: WrittenId) -> String {
    let name = &law[written].name;
    let heading = heading(law, written);
    match law[written].heading.is_some() && !heading.ends_with(&format!("({name})")) {
        true => format!("“{heading}” ({name})"),
        false => format!("“{heading}”"),
    }
}

/// What became of a rule that is gone or amended, each version of it.
fn amended(law: &Law, name: &str) -> Vec<(String, Note)> {
    let mut versions = versions(law, name).peekable();
    if versions.peek().is_none() {
        return vec![(
            format!("{name}: no rule has this name any more"),
            Note::none(),
        )];
    }
    versions
        .filter_map(|written| {
            let told = format!("{}: {}", called(law, written), became(law, written)?);
            Some((told, rule_reference(law, written)))
        })
        .collect()
}

/// "repealed by “A draft”, in force up to 30 June 2025"; nothing of a rule that stands as it was enacted.
fn became(law: &Law, written: WrittenId) -> Option<String> {
    let rule = &law[written];
    let by = |act: Option<ActId>| {
        act.map_or_else(String::new, |act| format!(" by “{}”", law[act].title))
    };
    let lasts = lasts(law, rule);
    if let Some(ends) = rule.ends_by {
        let what = match law[ends].repeals {
            true => "repealed",
            false => "amended",
        };
        return Some(format!("{what}{}, in force {lasts}", by(law[ends].act)));
    }
    if rule.act != rule.stands_in {
        return Some(format!("in these words{}, in force {lasts}", by(rule.act)));
    }
    let begins = rule.begins_by?;
    Some(format!(
        "put off or brought forward{}, in force {lasts}",
        by(law[begins].act)
    ))
}
