//! Exceptions: `lifts` (the rule does not apply) and `despite` (this rule prevails).

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::law::{Effect, RuleId, StepId, TermRole, WrittenId};
use crate::syntax::Name;

use super::Symbol;
use super::context::{Checker, PendingRule};

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
            found.extend(self.targets(&rule.prevails));
            if self.is_wrong_since(told) {
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
        let uses: Vec<Vec<usize>> = targets
            .iter()
            .map(|targets| targets.iter().map(|target| target.index()).collect())
            .collect();
        let (order, circles) = super::cycles::order(&uses);
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
            } else if !rule.prevails.is_empty() {
                self.lower_prevailing(rule);
            }
            let on_broken = targets
                .get(at)
                .is_some_and(|targets| self.is_any_broken(targets));
            if self.is_wrong_since(told) || on_broken {
                self.broken.insert(rule.id);
            }
        }
        self.close_orders();
        self.order_by_canons();
        self.close_orders();
    }

    /// Hands what a rule is `subject to` over to the rule that prevails, so that there is one way
    /// to be an exception.
    pub fn reverse_subjections(&mut self) {
        for pending in self.pending.rules.clone() {
            for name in &pending.rule.subject_to {
                let loser = Name {
                    text: pending.rule.name.text.clone(),
                    span: name.span,
                };
                for target in self.targets(std::slice::from_ref(name)) {
                    let known_as = self.symbols.key(&loser);
                    self.law[target].despite.push(known_as);
                    // Written rules and pending rules are declared together.
                    if let Some(winner) = self.pending.rules.get_mut(target.index()) {
                        winner.prevails.push(loser.clone());
                    }
                }
            }
        }
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
                "name the rule that it is an exception to",
            ),
            names => (
                format!("exceptions in a circle: {}", super::cycles::path(names)),
                "one of them must give way without an exception of its own",
            ),
        };
        let places = members.iter().map(|member| member.rule.name.span);
        let diagnostic = super::cycles::circle(Code::CircularException, message, places);
        self.report(diagnostic.help(help));
    }

    fn lower_lift(&mut self, pending: &PendingRule<'c>) {
        if pending.headless {
            return self.check_names(pending);
        }
        if !pending.rule.effects.is_empty() {
            self.report(
                Diagnostic::new(Code::BadEffect, "a rule that lifts another has no `then`")
                    .at(pending.rule.name.span, "")
                    .help("what is lifted does not apply; to put something in its place write `despite … then …`"),
            );
            return;
        }
        if let Some(both) = pending.prevails.first() {
            self.report(
                Diagnostic::new(Code::BadEffect, "a rule either lifts or prevails")
                    .at(both.span, "")
                    .help("write two rules, one with `lifts`, one with `despite`"),
            );
        }
        let targets = self.targets_silently(&pending.rule.lifts);
        if let Some(of) = pending.of
            && let Some(other) = targets
                .iter()
                .find(|target| self.element_of.get(*target) != Some(&of))
        {
            let (name, other) = (&self.law[of].name, &self.law[*other].name);
            let message =
                format!("`{other}` is not about each `{name}`: for which would it be lifted?");
            let help = format!(
                "say when it is lifted for the person: `when any LIST where {name}.…`, without `of {name}`"
            );
            let span = pending
                .rule
                .lifts
                .first()
                .map_or(pending.rule.name.span, |lifts| lifts.span);
            self.report(
                Diagnostic::new(Code::NoElement, message)
                    .at(span, "")
                    .help(help),
            );
            return;
        }
        let own = self.law[pending.id].on.clone();
        // One kernel rule for each step among the rules lifted: it sees that step's parameters.
        let mut groups: Vec<(Option<StepId>, Vec<RuleId>)> = Vec::new();
        for target in &targets {
            for rule in self.law[*target].rules.clone() {
                let step = self.step_of.get(&rule).copied();
                if !own.is_empty() && !step.is_some_and(|step| own.contains(&step)) {
                    continue;
                }
                match groups.iter_mut().find(|(known, _)| *known == step) {
                    Some((_, rules)) => rules.push(rule),
                    None => groups.push((step, vec![rule])),
                }
            }
        }
        if groups.is_empty() {
            // Where the targets themselves are broken, that was reported.
            if targets.is_empty() || self.is_any_broken(&targets) {
                self.check_names(pending);
            } else {
                self.report_idle(pending);
            }
            return;
        }
        for (step, rules) in groups {
            let scope = self.scope(step);
            let Some(conditions) = self.conditions(pending, &scope) else {
                return;
            };
            let lift = self.add_rule(pending.id, step, conditions, Effect::Lift, &[]);
            for rule in rules {
                self.law[rule].lifted_by.push(lift);
            }
        }
    }

    fn lower_prevailing(&mut self, pending: &PendingRule<'c>) {
        if pending.headless {
            return self.check_names(pending);
        }
        if pending.rule.effects.is_empty() {
            self.report(
                Diagnostic::new(
                    Code::BadEffect,
                    "a rule that prevails says what holds instead",
                )
                .at(pending.rule.name.span, "")
                .help("write `then …`; where nothing holds instead, write `lifts`"),
            );
            return;
        }
        let targets = self.targets_silently(&pending.prevails);
        let mut steps: Vec<StepId> = self.law[pending.id].on.clone();
        if steps.is_empty() {
            let of_targets: Vec<StepId> = targets
                .iter()
                .flat_map(|target| self.law[*target].rules.clone())
                .filter_map(|rule| self.step_of.get(&rule).copied())
                .collect();
            for step in of_targets {
                if !steps.contains(&step) {
                    steps.push(step);
                }
            }
        }
        let (before, told) = (self.law.rules.len(), self.diagnostics.len());
        super::rules::for_each_step(&steps, |step| self.lower_effects(pending, step, &targets));
        let idle = (before..self.law.rules.len()).map(RuleId::at).any(|new| {
            let Effect::Value(term, _) = self.law[new].effect else {
                return false;
            };
            // A deadline of its own adds to those of others.
            if matches!(self.law[term].role, TermRole::Deadline(_)) {
                return false;
            }
            !self.law[term]
                .rules
                .iter()
                .any(|other| self.law[*other].below.contains(&new))
        });
        // An effect with a mistake of its own is no second mistake.
        let broken = self.is_wrong_since(told) || self.is_any_broken(&targets);
        let nothing_new = before == self.law.rules.len();
        if !targets.is_empty() && !broken && (idle || nothing_new) {
            self.report_idle(pending);
        }
    }

    /// The rules that names stand for; what is wrong with the names was reported before.
    pub fn targets_silently(&mut self, names: &[Name]) -> Vec<WrittenId> {
        let told = self.diagnostics.len();
        let targets = self.targets(names);
        self.diagnostics.truncate(told);
        targets
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

    fn report_idle(&mut self, pending: &PendingRule<'_>) {
        let Some(target) = pending.rule.lifts.iter().chain(&pending.prevails).next() else {
            return;
        };
        let message = format!(
            "`{}` says nothing about what `{}` decides",
            target.text, pending.rule.name.text
        );
        self.report(
            Diagnostic::new(Code::IdleException, message)
                .at(target.span, "")
                .help(
                    "name the rule that this one is an exception to, for the same step and effect",
                ),
        );
    }

    /// `below` lists all rules above one, not only the nearest.
    fn close_orders(&mut self) {
        for at in 0..self.law.rules.len() {
            let id = RuleId::at(at);
            let mut above: Vec<RuleId> = Vec::new();
            let mut open = self.law[id].below.clone();
            while let Some(next) = open.pop() {
                if !above.contains(&next) {
                    above.push(next);
                    open.extend(&self.law[next].below);
                }
            }
            above.sort_unstable();
            self.law[id].below = above;
        }
    }
}
