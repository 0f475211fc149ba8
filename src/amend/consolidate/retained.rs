//! What changes in the items of the files.

use crate::syntax::{Clause, ClauseKind, Ground, Item, ItemKind, Movable, Name, Rule, signs};
use crate::text::Span;

use super::super::apply::Version;
use super::super::fixed::Fixed;
use super::Consolidation;
use super::edits::Edits;
use super::standing::{Standing, Standings};

impl<'c> Consolidation<'c> {
    /// Notes what changes in an item.
    pub(super) fn item(
        &self,
        item: &'c Item,
        standings: &Standings<'c>,
        place: &impl Fn(&str) -> String,
        edits: &mut Edits,
    ) {
        match &item.kind {
            ItemKind::Rule(rule) => self.rule(item, rule, standings, edits),
            ItemKind::Provision(provision) => {
                for member in &provision.members {
                    self.item(member, standings, place, edits);
                }
            }
            ItemKind::Restate(restate) => {
                let rule = &restate.rule;
                match standings.get(&rule.name.text) {
                    Standing::Kept => self.heads(rule, standings, edits),
                    _ => edits.remove(item.span),
                }
            }
            ItemKind::Repeal(repeal) => {
                let kept = |name: &Name| self.names_kept(name, standings);
                match repeal.names.iter().filter(|name| kept(name)).count() {
                    0 => edits.remove(item.span),
                    all if all == repeal.names.len() => {}
                    _ => {
                        let names: Vec<&str> = repeal
                            .names
                            .iter()
                            .filter(|name| kept(name))
                            .map(|name| name.own())
                            .collect();
                        let mut spans = repeal.names.iter().map(|name| name.span);
                        if let Some(first) = spans.next() {
                            edits.replace(spans.fold(first, Span::join), names.join(", "));
                        }
                    }
                }
            }
            ItemKind::Move(moved) => {
                let of_act = moved.bound == Movable::Commencement;
                if of_act || !self.names_kept(&moved.of, standings) {
                    edits.remove(item.span);
                }
            }
            ItemKind::Act(act) => {
                let Some(moves) = self.moved.get(act.name.own()) else {
                    return;
                };
                let Some((day, _)) = moves.last() else {
                    return;
                };
                let grounds = moves.iter().flat_map(|(_, one)| &one.grounds);
                let grounds: String = grounds.map(|one| format!(" {}", ground(one))).collect();
                match &act.in_force {
                    Some(in_force) => {
                        // `on publication` is said with its `on`.
                        let span = self.with_on(in_force.span, act.name.span);
                        edits.replace(span, format!("{day}{grounds}"));
                    }
                    None => {
                        let end = item.span.end.saturating_sub(1) as usize;
                        edits.insert(item.span.file, end, format!("in force {day}{grounds} "));
                    }
                }
            }
            ItemKind::Source(source) => {
                if let Some(path) = &source.path {
                    let rule_file = self.library.path(source.name.span.file);
                    edits.replace(path.span, place(&full_path(rule_file, &path.text)));
                }
            }
            // One file imports nothing.
            ItemKind::Import(_) | ItemKind::Case { .. } | ItemKind::Prove { .. } => {
                edits.remove(item.span);
            }
            _ => {}
        }
    }

    /// Whether a name stands for a rule that keeps its amendments.
    fn names_kept(&self, name: &Name, standings: &Standings<'c>) -> bool {
        let kept = |rule: &str| {
            self.corpus.rules.contains_key(rule) && standings.get(rule) == Standing::Kept
        };
        if self.corpus.rules.contains_key(name.own()) {
            return kept(name.own());
        }
        match self.corpus.provisions.get(name.own()) {
            Some(inside) => inside.iter().any(|rule| kept(rule)),
            None => {
                let of_act = self.corpus.rules.iter().filter(|(_, standing)| {
                    standing.act.is_some_and(|act| act.own() == name.own())
                });
                let mut of_act = of_act.map(|(rule, _)| *rule);
                of_act.any(kept)
            }
        }
    }

    /// The day of an act with the `on` before it, if there is one.
    fn with_on(&self, span: Span, name: Span) -> Span {
        let between = Span::new(span.file, name.end, span.start);
        let text = self.library.slice(between);
        let last = signs(text).last().filter(|(_, sign)| *sign == "on");
        match last.and_then(|(at, _)| u32::try_from(at).ok()) {
            Some(at) => Span::new(span.file, name.end + at, span.end),
            None => span,
        }
    }

    fn rule(&self, item: &Item, rule: &'c Rule, standings: &Standings<'c>, edits: &mut Edits) {
        let name = rule.name.own();
        // Where a name is declared twice there is an error, and no law.
        match standings.get(name) {
            Standing::Past => edits.remove(item.span),
            Standing::Kept => self.heads(rule, standings, edits),
            Standing::Version(at) => {
                let version = self
                    .histories
                    .get(name)
                    .and_then(|one| one.versions.get(at));
                match version {
                    None => self.heads(rule, standings, edits),
                    Some(version) => {
                        let mut own = Edits::default();
                        self.heads(&version.rule, standings, &mut own);
                        self.days(version, &mut own);
                        let text = own.within(self.library, version.span);
                        let history = self.told(name, at);
                        edits.replace(item.span, format!("{history}{text}"));
                    }
                }
            }
        }
    }

    /// The head of a rule without the names of what is not there.
    fn heads(&self, rule: &Rule, standings: &Standings<'c>, edits: &mut Edits) {
        let lists = [&rule.lifts, &rule.despite, &rule.subject_to];
        let mut named = lists.into_iter().flatten();
        if named.all(|name| standings.is_there(name)) {
            return;
        }
        let there = |names: &[Name]| -> Vec<String> {
            let there = names.iter().filter(|name| standings.is_there(name));
            there.map(|name| name.own().to_owned()).collect()
        };
        let all = |names: &[Name]| -> Vec<String> {
            names.iter().map(|name| name.own().to_owned()).collect()
        };
        let parts = [
            ("on", all(&rule.on)),
            ("lifts", there(&rule.lifts)),
            ("despite", there(&rule.despite)),
            ("subject to", there(&rule.subject_to)),
            ("in", all(rule.act.as_slice())),
        ];
        let said = parts.into_iter().filter(|(_, names)| !names.is_empty());
        let head: String = said
            .map(|(keyword, names)| format!(" {keyword} {}", names.join(", ")))
            .collect();
        let start = match &rule.heading {
            Some(heading) => heading.span.end + 1,
            None => rule.name.span.end,
        };
        if let Some(brace) = self.brace(rule) {
            let span = Span::new(rule.name.span.file, start, brace);
            edits.replace(span, format!("{head} "));
        }
    }

    /// Where the brace of a rule opens.
    fn brace(&self, rule: &Rule) -> Option<u32> {
        let file = rule.name.span.file;
        let start = match &rule.heading {
            Some(heading) => heading.span.end + 1,
            None => rule.name.span.end,
        };
        let text = self.library.text(file).get(start as usize..)?;
        let (at, _) = signs(text).find(|(_, sign)| *sign == "{")?;
        Some(start + u32::try_from(at).ok()?)
    }

    /// The days of a version, where amendments made them, with the words that did.
    fn days(&self, version: &Version, edits: &mut Edits) {
        let rule = &version.rule;
        let mut new = String::new();
        let moves = self.corpus.amendments.iter();
        let grounds = moves.filter_map(|amendment| match amendment {
            super::super::corpus::Amendment::Move(one) if version.moved.contains(&one.span) => {
                Some(&one.grounds)
            }
            _ => None,
        });
        for one in grounds.flatten() {
            new.push_str(&format!(" {}", ground(one)));
        }
        let bounds = [
            (
                version.from_by,
                &version.life.from,
                "from",
                &[ClauseKind::From][..],
            ),
            (
                version.until_by,
                &version.life.until,
                "until",
                &[ClauseKind::Until, ClauseKind::Through],
            ),
        ];
        for (by, day, keyword, kinds) in bounds {
            if let (Some(_), Some(day)) = (by, day) {
                let of_kind = |clause: &&Clause| kinds.contains(&clause.kind);
                for clause in rule.clauses.iter().filter(of_kind) {
                    edits.replace(self.with_blanks(clause.span), "");
                }
                let written = format!(" {keyword} {} ", self.fixed(day));
                // An end stands behind a beginning that is not changed.
                let begins = rule.clauses.iter().find(|one| one.kind == ClauseKind::From);
                match begins.filter(|_| keyword == "until" && version.from_by.is_none()) {
                    Some(begins) => {
                        let end = begins.span.end as usize;
                        edits.insert(rule.name.span.file, end, written);
                    }
                    None => new.push_str(&written),
                }
            }
        }
        let place = rule.grounds.last().map(|one| self.behind_ground(one));
        let place = place.or_else(|| self.brace(rule).map(|at| at as usize + 1));
        if let Some(place) = place {
            edits.insert(rule.name.span.file, place, format!("{new} "));
        }
    }

    /// A stretch with the blanks behind it, so that no empty line is left.
    fn with_blanks(&self, span: Span) -> Span {
        let text = self.library.text(span.file);
        let behind = text.get(span.end as usize..).unwrap_or_default();
        let blanks = behind.len() - behind.trim_start().len();
        let end = span.end + u32::try_from(blanks).unwrap_or(0);
        Span::new(span.file, span.start, end)
    }

    /// Where a ground ends in its file.
    fn behind_ground(&self, ground: &Ground) -> usize {
        let (words, marked) = match ground {
            Ground::Cites { quote, remark, .. } => (quote, *remark),
            Ground::Reported { words, .. } | Ground::Assumed(words) => (words, false),
        };
        let end = words.span.end as usize + 1;
        if !marked {
            return end;
        }
        let text = self.library.text(words.span.file);
        let behind = text.get(end..).unwrap_or_default();
        // `as remark`.
        let last = signs(behind).nth(1);
        last.map_or(end, |(at, sign)| end + at + sign.len())
    }

    /// A day as it is written.
    pub fn fixed(&self, day: &Fixed) -> String {
        match day {
            Fixed::On(day) => day.to_string(),
            Fixed::If(condition, yes, no) => format!(
                "if {} then {} else {}",
                self.library.slice(condition.span),
                self.fixed(yes),
                self.fixed(no)
            ),
        }
    }
}

/// A ground as it is written.
pub fn ground(ground: &Ground) -> String {
    match ground {
        Ground::Cites {
            source,
            quote,
            remark,
        } => {
            let marked = if *remark { " as remark" } else { "" };
            format!("cites {} \"{}\"{marked}", source.text, quote.text)
        }
        Ground::Reported { source, words } => {
            format!("reported by {} \"{}\"", source.text, words.text)
        }
        Ground::Assumed(words) => format!("assumed \"{}\"", words.text),
    }
}

/// Where a text lies that a rule file names.
fn full_path(rule_file: &str, written: &str) -> String {
    match rule_file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{written}"),
        None => written.to_owned(),
    }
}
