//! Exceptions: `lifts` (the rule does not apply) and `despite` (this rule prevails).

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::law::WrittenId;
use crate::syntax::Name;
use crate::text::Span;

use super::Symbol;
use super::context::{Checker, PendingRule};
use super::rules::Effects;

mod lift;
mod lives;
mod order;
mod prevail;

pub use lives::{are_apart, is_filled, while_in_force};

use lives::is_over_before;

/// The most exceptions to exceptions to exceptions.
const LEVELS_LIMIT: usize = 100;

/// The most pairs of a rule and an exception to it.
const PAIRS_LIMIT: usize = 1_000_000;

impl<'c> Checker<'c> {
    /// Lowers the exceptions, each after the rules it is an exception to.
    pub fn lower_exceptions(&mut self) {
        let pending = self.pending.rules.clone();
        let mut targets: Vec<Vec<WrittenId>> = Vec::new();
        let mut pairs = 0;
        for rule in &pending {
            let told = self.diagnostics.len();
            let mut found = self.targets(&rule.rule.lifts);
            found.extend(self.targets(&rule.rule.despite));
            found.extend(&rule.subjected);
            let mut named = rule.rule.lifts.iter().chain(&rule.rule.despite);
            if self.is_wrong_since(told) || named.any(|name| self.symbols.is_broken(&name.text)) {
                self.broken.insert(rule.id);
            } else {
                self.report_named_twice(rule.rule);
            }
            pairs += found.len();
            targets.push(found);
            if pairs > PAIRS_LIMIT {
                let message = format!("more than {PAIRS_LIMIT} pairs of a rule and its exception");
                self.mistake(Code::TooMany, message, rule.rule.name.span);
                return;
            }
        }
        // Written rules and pending rules are declared together, so that their places agree.
        let mut uses: Vec<Vec<usize>> = targets
            .iter()
            .map(|targets| targets.iter().map(|target| target.index()).collect())
            .collect();
        let (order, circles) = self.order_exceptions(&pending, &mut uses);
        let circular: BTreeSet<usize> = circles.iter().flatten().copied().collect();
        for circle in &circles {
            let members: Vec<&PendingRule<'_>> =
                circle.iter().filter_map(|at| pending.get(*at)).collect();
            self.report_circle_of_exceptions(&members);
        }
        let mut levels = vec![0_usize; pending.len()];
        for at in order {
            let Some(rule) = pending.get(at) else {
                continue;
            };
            if circular.contains(&at) {
                continue;
            }
            let below = uses.get(at).into_iter().flatten();
            let level = 1 + below
                .filter_map(|at| levels.get(*at))
                .max()
                .copied()
                .unwrap_or(0);
            if level > LEVELS_LIMIT {
                let message = format!("more than {LEVELS_LIMIT} exceptions to one another");
                self.mistake(Code::TooDeep, message, rule.rule.name.span);
                return;
            }
            if let Some(own) = levels.get_mut(at) {
                *own = level;
            }
            let told = self.diagnostics.len();
            if !rule.rule.lifts.is_empty() {
                self.lower_lift(rule);
            } else if rule.prevails() {
                self.lower_prevailing(rule);
            }
            let below = uses.get(at).into_iter().flatten();
            let below: Vec<WrittenId> = below.map(|at| WrittenId::at(*at)).collect();
            let on_broken = self.is_any_broken(&below);
            if self.is_wrong_since(told) || on_broken {
                self.broken.insert(rule.id);
            }
        }
        self.report_idle_subjections(&circular);
        self.close_orders();
        self.order_by_canons();
    }

    /// An order in which exceptions come after what they are exceptions to, and the circles that
    /// prevent one. Out of circles those exceptions are taken that are apart from what they are exceptions to.
    fn order_exceptions(
        &mut self,
        pending: &[PendingRule<'c>],
        uses: &mut [Vec<usize>],
    ) -> (Vec<usize>, Vec<Vec<usize>>) {
        loop {
            let (order, circles) = super::cycles::order(uses);
            let mut apart = BTreeSet::new();
            for circle in &circles {
                let next = circle.iter().cycle().skip(1);
                for (at, below) in circle.iter().zip(next) {
                    if self.is_apart(pending, *at, *below) {
                        apart.insert((*at, *below));
                    }
                }
            }
            if apart.is_empty() {
                return (order, circles);
            }
            for (at, below) in apart {
                if let Some(uses) = uses.get_mut(at) {
                    uses.retain(|one| *one != below);
                }
                self.apart.insert((WrittenId::at(at), WrittenId::at(below)));
            }
        }
    }

    /// Whether an exception and what it is one to are never in force on one day, so that it changes
    /// nothing there. It may have its steps from there nevertheless, if that begins while it is in force
    /// or before.
    fn is_apart(&mut self, pending: &[PendingRule<'c>], at: usize, below: usize) -> bool {
        let [life, other] = [at, below].map(|at| {
            let rule = &self.law[WrittenId::at(at)];
            (rule.from, rule.until)
        });
        are_apart(&self.law, life, other)
            && pending.get(at).is_some_and(|one| {
                let rule = one.rule;
                is_over_before(&self.law, life, other)
                    || !rule.lifts.is_empty()
                    || !rule.on.is_empty()
                    || !Effects::OfSteps.has_some(&rule.effects) && self.lowers_without_step(one)
            })
    }

    /// The rules that names stand for; a provision stands for all rules in it.
    fn targets(&mut self, names: &[Name]) -> Vec<WrittenId> {
        let mut found = Vec::new();
        for name in names {
            let symbol = self
                .symbols
                .find(name, "a rule", &mut self.diagnostics, |symbol| {
                    matches!(symbol, Symbol::Rule(_) | Symbol::Provision(_)).then_some(symbol)
                });
            match symbol {
                Some(Symbol::Rule(id)) => found.extend(self.symbols.versions(id)),
                Some(Symbol::Provision(id)) => {
                    let rules = self.rules_in.get(&id).cloned().unwrap_or_default();
                    found.extend(rules.map(WrittenId::at));
                }
                _ => {}
            }
        }
        found
    }

    fn report_circle_of_exceptions(&mut self, members: &[&PendingRule<'_>]) {
        let names: Vec<&str> = members
            .iter()
            .map(|member| member.rule.name.text.as_str())
            .collect();
        let (message, help) = match names.as_slice() {
            [one] => (
                format!("`{one}` is an exception to itself"),
                "name the rules that it is an exception to; where that is all of a provision, put it outside".to_owned(),
            ),
            names => (
                format!("exceptions in a circle: {}", super::cycles::path(names)),
                self.out_of_circle(members),
            ),
        };
        let places = members.iter().map(|member| member.rule.name.span);
        let diagnostic = super::cycles::circle(Code::CircularException, message, places);
        self.report(diagnostic.help(help));
    }

    /// What to write in the place of exceptions in a circle. A version may be meant of which another is
    /// in force by then.
    fn out_of_circle(&self, members: &[&PendingRule<'_>]) -> String {
        let help = "one of them must give way without an exception of its own";
        let later = |one: &&&PendingRule<'_>| self.law[one.id].begins_by.is_some();
        let Some(later) = members.iter().find(later) else {
            return help.to_owned();
        };
        let own = &later.rule.name.text;
        let in_circle = |name: &&Name| members.iter().any(|one| one.rule.name.text == name.text);
        match later.rule.despite.iter().find(in_circle) {
            Some(Name { text, .. }) => format!(
                "{help}. A name stands for all versions of a rule; for the version of `{text}` that gives way, write `restate rule {text} … subject to {own}` instead of `despite {text}`"
            ),
            None => format!(
                "{help}. A name stands for all versions of a rule: instead of restating `{own}`, repeal it and write a rule with a name of its own"
            ),
        }
    }

    /// Takes out of what a rule is an exception to what it is apart from, where there would be a circle.
    fn without_apart(&self, rule: WrittenId, mut targets: Vec<WrittenId>) -> Vec<WrittenId> {
        targets.retain(|target| !self.apart.contains(&(rule, *target)));
        targets
    }

    /// The rules that names stand for; what is wrong with the names was reported before.
    pub fn targets_silently(&mut self, names: &[Name]) -> Vec<WrittenId> {
        self.silently(|this| this.targets(names))
    }

    /// Does something without what it reports.
    pub fn silently<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let told = self.diagnostics.len();
        let done = act(self);
        self.diagnostics.truncate(told);
        done
    }

    /// Whether an error was found since there were so many diagnostics.
    pub fn is_wrong_since(&self, told: usize) -> bool {
        let since = self.diagnostics.get(told..).unwrap_or_default();
        since
            .iter()
            .any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// Whether one of the rules has a mistake, or is an exception to one that has: what they decide
    /// is not known.
    fn is_any_broken(&self, rules: &[WrittenId]) -> bool {
        let broken =
            |rule: &WrittenId| self.broken.contains(rule) || self.law[*rule].rules.is_empty();
        rules.iter().any(broken)
    }

    /// Reports an exception that has no part in what the rule decides that it is an exception to.
    fn report_idle(&mut self, (target, named): (&str, Span), rule: &str) {
        let message = format!("`{target}` says nothing about what `{rule}` decides");
        self.report(
            Diagnostic::new(Code::IdleException, message)
                .at(named, "")
                .help(
                    "name the rule that this one is an exception to, for the same step and effect",
                ),
        );
    }
}
