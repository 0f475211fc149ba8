//! What changes in the items of the files.

use crate::syntax::{Item, ItemKind, Name, Rule};

use super::super::aside::ground;
use super::super::edits::{Edits, begins_a_line, with_words};
use super::Consolidation;
use super::events::Events;
use super::handed_down::{End, HandedDown};
use super::referring::Referring;
use super::standing::{Standing, Standings};
use super::told::told;
use crate::text::Span;

/// What must be known of the whole law to write down an item of it.
pub struct Around<'a, 'c> {
    pub standings: &'a Standings<'c>,
    pub referring: &'a Referring<'c>,
    pub events: &'a Events,
    pub handed: &'a HandedDown<'c>,
}

impl<'c> Consolidation<'c> {
    /// Notes what changes in an item.
    pub(super) fn item(
        &self,
        item: &'c Item,
        around: &Around<'_, 'c>,
        place: &impl Fn(&str) -> String,
        edits: &mut Edits,
    ) {
        let standings = around.standings;
        match &item.kind {
            ItemKind::Rule(rule) => self.rule(item, rule, around, edits),
            ItemKind::Provision(provision) => {
                for clause in &provision.clauses {
                    if around.handed.gone.contains(&clause.span) {
                        edits.replace(self.with_blanks(clause.span), "");
                    }
                }
                for member in &provision.members {
                    self.item(member, around, place, edits);
                }
            }
            ItemKind::Restate(restate) => {
                let rule = &restate.rule;
                if standings.keeps(&rule.name) {
                    self.heads(rule, standings, edits);
                } else {
                    edits.remove(item.span);
                }
            }
            ItemKind::Repeal(repeal) => {
                let kept = |name: &Name| standings.keeps(name);
                if repeal.names.iter().any(kept) {
                    edits.shorten(self.library, &[], &repeal.names, kept, 0);
                } else {
                    edits.remove(item.span);
                }
            }
            // The day of an act is written in the act.
            ItemKind::Move(moved) if !standings.keeps(&moved.of) => edits.remove(item.span),
            ItemKind::Act(act) => {
                let repeal = self.repeal_of(act.name.own(), around.referring);
                if !repeal.is_empty() {
                    let words = format!("{}{repeal}", self.line_before(item.span));
                    edits.insert(item.span.file, item.span.start as usize, words);
                }
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
                        let span =
                            with_words(self.library, &["on"], in_force.span, act.name.span.end);
                        edits.replace(span, format!("{}{grounds}", self.fixed(day)));
                    }
                    None => {
                        let end = item.span.end.saturating_sub(1) as usize;
                        edits.insert(
                            item.span.file,
                            end,
                            format!("in force {}{grounds} ", self.fixed(day)),
                        );
                    }
                }
            }
            ItemKind::Source(source) => {
                if let Some(path) = &source.path {
                    let rule_file = self.library.path(source.name.span.file);
                    edits.replace(path.span, place(&full_path(rule_file, &path.text)));
                }
            }
            _ => {}
        }
    }

    fn rule(&self, item: &Item, rule: &'c Rule, around: &Around<'_, 'c>, edits: &mut Edits) {
        let standings = around.standings;
        let name = rule.name.own();
        let told = || {
            let events = around.events.get(name).map_or(&[][..], Vec::as_slice);
            let line = self.line_before(item.span);
            format!("{line}{}{}", told(name, events), self.kept(name, standings))
        };
        // Where a name is declared twice there is an error, and no law.
        let version = match standings.get(name) {
            Standing::Past => return edits.remove(item.span),
            Standing::Kept => None,
            Standing::Version(at) => self.version(name, at),
        };
        let handed = |end: End| around.handed.rules.get(&(name, end)).copied();
        match version {
            None => {
                edits.insert(item.span.file, item.span.start as usize, told());
                self.heads(rule, standings, edits);
                self.days(rule, None, handed, edits);
            }
            Some(version) => {
                let mut own = Edits::default();
                self.heads(&version.rule, standings, &mut own);
                self.days(&version.rule, Some(version), handed, &mut own);
                let text = own.within(self.library, version.span);
                edits.replace(item.span, format!("{}{text}", told()));
            }
        }
    }

    /// What ends a line before a comment at a place: a comment begins a line of its own.
    fn line_before(&self, span: Span) -> &'static str {
        let text = self.library.text(span.file);
        match begins_a_line(text, span.start as usize) {
            true => "",
            false => "\n",
        }
    }
}

/// Where a text lies that a rule file names.
fn full_path(rule_file: &str, written: &str) -> String {
    match rule_file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{written}"),
        None => written.to_owned(),
    }
}
