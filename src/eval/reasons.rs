//! The names that stand among the decisive reasons for an outcome.
//!
//! A case may say by what its outcome comes about; this is the list that is checked against.

use std::collections::BTreeSet;

use crate::law::{
    ActId, Effect, Expr, ExprId, InputId, InputKind, Law, ProvisionId, RuleId, TermId, WrittenId,
};

use super::context::ContextId;
use super::interpreter::{Interpreter, Node, with_stack};
use super::outcome::{Cause, Outcome};
use super::relevance::Relevance;
use super::situation::Situation;
use super::standing::Standing;

/// Something with a name that may be a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decisive {
    /// A rule of the files.
    Written(WrittenId),
    /// A provision around such a rule.
    Provision(ProvisionId),
    /// The act of such a rule.
    Act(ActId),
    /// A term or define.
    Term(TermId),
    /// A fact, holding, reading, choice or clock.
    Input(InputId),
}

/// Everything that stands among the decisive reasons for what an expression comes to.
///
/// These are: the rules that win, with their conditions; a rule that is lifted and would have
/// given another value, with what lifts it; where a term has its value by `otherwise`, every rule
/// that could have given another, if it is out of force, and else the false ones among its
/// conditions. A rule counts with its provisions and its act. Rules about another step than the
/// one taken are no reasons. Of what is open: the missing inputs and the rules that wait for
/// them; of a failure: the rules in conflict.
///
/// Linear in the size of the law for each set of bindings.
pub fn decisive_names(law: &Law, situation: &Situation, expr: ExprId) -> BTreeSet<Decisive> {
    let nothing = Situation::unknown(law);
    let mut search = Search {
        law,
        interpreter: Interpreter::new(law, situation),
        relevance: Relevance::new(law, &nothing),
        seen: BTreeSet::new(),
        names: BTreeSet::new(),
    };
    search.expression(expr);
    search.names
}

pub(super) struct Search<'a> {
    pub law: &'a Law,
    pub interpreter: Interpreter<'a>,
    relevance: Relevance<'a>,
    seen: BTreeSet<(ContextId, Node)>,
    pub names: BTreeSet<Decisive>,
}

impl Search<'_> {
    pub fn expression(&mut self, expr: ExprId) {
        if self.seen.insert((self.interpreter.context, Node::Expr(expr))) {
            with_stack(|| self.visit(expr));
        }
    }

    fn expressions(&mut self, exprs: &[ExprId]) {
        for expr in exprs {
            self.expression(*expr);
        }
    }

    fn visit(&mut self, expr: ExprId) {
        let law = self.law;
        match law.exprs.get(expr) {
            Expr::Lit(_) => {}
            Expr::In(input) => self.input(*input),
            Expr::Call(term) => self.term(*term),
            Expr::Stands(rule) => self.whether_it_stands(*rule),
            Expr::With(bindings, inner) => {
                let bound = self.interpreter.bound(bindings);
                let outer = self.interpreter.bind(bound);
                self.expression(*inner);
                self.interpreter.enter(outer);
            }
            Expr::Reach(holding) => self.reach(*holding),
            _ => {
                let operands = self.interpreter.decisive_operands(expr);
                self.expressions(&operands);
            }
        }
    }

    fn input(&mut self, input: InputId) {
        self.names.insert(Decisive::Input(input));
        // An input that is bound may be open because of others.
        self.missing(&self.interpreter.input(input));
    }

    fn missing(&mut self, outcome: &Outcome) {
        if let Outcome::Open(missing) = outcome {
            self.names.extend(missing.iter().copied().map(Decisive::Input));
        }
    }

    fn term(&mut self, term: TermId) {
        self.names.insert(Decisive::Term(term));
        if !self.seen.insert((self.interpreter.context, Node::Term(term))) {
            return;
        }
        let outcome = self.interpreter.term(term);
        self.missing(&outcome);
        match &outcome {
            Outcome::Value(_) => self.value(term, &outcome),
            Outcome::Open(_) => self.waiting(term),
            Outcome::Fail(causes) => self.failure(term, causes),
        }
    }

    /// The rules that win, and rules lifted that would have given another value.
    fn value(&mut self, term: TermId, outcome: &Outcome) {
        let law = self.law;
        let givers = self.givers(term);
        for rule in &givers {
            self.applies(*rule);
        }
        if givers.is_empty() {
            self.expressions(law[term].otherwise.as_slice());
        }
        for rule in &law[term].rules {
            let other = self.interpreter.value_of(*rule).is_some_and(|value| value != *outcome);
            if other && !self.relevance.about_another_step(&self.interpreter, *rule) {
                self.why_not(*rule, givers.is_empty());
            }
        }
    }

    /// The rules that give a term its value: those that win; where that is open, those that apply.
    fn givers(&mut self, term: TermId) -> Vec<RuleId> {
        let candidates = self.interpreter.candidates(term);
        let wins = |rule: &&RuleId| self.interpreter.wins(**rule).is_true();
        let winners: Vec<RuleId> = candidates.iter().filter(wins).copied().collect();
        if winners.is_empty() { self.interpreter.applying(&candidates) } else { winners }
    }

    /// A rule that applies: its names, the readings its life depends on, its conditions, its
    /// value.
    fn applies(&mut self, rule: RuleId) {
        if !self.seen.insert((self.interpreter.context, Node::Stands(rule))) {
            return;
        }
        let law = self.law;
        self.name(rule);
        self.life(rule);
        self.expressions(&law[rule].conditions);
        if let Effect::Value(_, value) = law[rule].effect {
            self.expression(value);
        }
    }

    /// Why a rule does not apply. Whatever is wrong with the rule itself comes first: a rule
    /// without its conditions is not lifted.
    fn why_not(&mut self, rule: RuleId, conditions_matter: bool) {
        let conditions = self.interpreter.conditions(rule, Outcome::is_false);
        match self.interpreter.standing(rule) {
            Standing::Lifted { by } => {
                self.name(rule);
                for lifter in by {
                    self.applies(lifter);
                }
            }
            Standing::NotInForce(_) if conditions_matter => {
                self.name(rule);
                self.life(rule);
                self.expressions(&conditions);
            }
            Standing::ConditionFalse { .. } if conditions_matter => {
                self.expressions(&conditions);
            }
            _ => {}
        }
    }

    fn whether_it_stands(&mut self, rule: RuleId) {
        let outcome = self.interpreter.stands(rule);
        self.missing(&outcome);
        if outcome.is_true() {
            self.applies(rule);
        } else if outcome.is_false() {
            self.why_not(rule, true);
        } else {
            self.waits(rule);
        }
    }

    fn waiting(&mut self, term: TermId) {
        for rule in self.interpreter.candidates(term) {
            self.waits(rule);
        }
        self.expressions(self.law[term].otherwise.as_slice());
    }

    /// A rule of which it is open whether it applies, or what it gives.
    fn waits(&mut self, rule: RuleId) {
        self.name(rule);
        let open = self.interpreter.conditions(rule, Outcome::is_open);
        self.expressions(&open);
        for lifter in &self.law[rule].lifted_by {
            if self.interpreter.stands(*lifter).is_open()
                && self.seen.insert((self.interpreter.context, Node::Stands(*lifter)))
            {
                with_stack(|| self.waits(*lifter));
            }
        }
    }

    fn failure(&mut self, term: TermId, causes: &BTreeSet<Cause>) {
        for rule in self.interpreter.candidates(term) {
            self.name(rule);
        }
        for cause in causes {
            match cause {
                Cause::Conflict(_, rules) => rules.iter().for_each(|rule| self.name(*rule)),
                Cause::Gap(gap) if *gap == term => self.gap(term),
                _ => {}
            }
        }
    }

    /// Any rule could have filled the gap.
    fn gap(&mut self, term: TermId) {
        for rule in &self.law[term].rules {
            if !self.relevance.about_another_step(&self.interpreter, *rule) {
                self.why_not(*rule, true);
            }
        }
    }

    fn life(&mut self, rule: RuleId) {
        let (from, until) = (self.law[rule].from, self.law[rule].until);
        self.expressions(from.as_slice());
        self.expressions(until.as_slice());
    }

    fn name(&mut self, rule: RuleId) {
        let written = self.law[rule].written;
        self.names.insert(Decisive::Written(written));
        self.names.extend(self.law[written].act.map(Decisive::Act));
        let mut around = self.law[written].provision;
        while let Some(provision) = around {
            // A provision met before brought those around it.
            if !self.names.insert(Decisive::Provision(provision)) {
                break;
            }
            around = self.law[provision].parent;
        }
    }

    fn reach(&mut self, goal: InputId) {
        if self.interpreter.is_walking() {
            return;
        }
        if let Some(steps) = self.interpreter.steps_for(goal) {
            if steps.is_empty() {
                self.input(goal);
            }
            for (door, context) in steps {
                let outer = self.interpreter.enter(context);
                self.expression(self.law[door].gate);
                self.interpreter.enter(outer);
            }
        } else {
            self.obstacles(goal);
        }
    }

    /// What shuts the doors to the goal, and to the holdings that are missing at them.
    fn obstacles(&mut self, goal: InputId) {
        let outside = std::mem::take(&mut self.names);
        let walk = self.interpreter.walk();
        let mut done = BTreeSet::new();
        let mut queue = vec![goal];
        while let Some(holding) = queue.pop() {
            if !done.insert(holding) {
                continue;
            }
            self.missing(&self.interpreter.input(holding));
            let outer = self.interpreter.enter(walk.end);
            for door in self.interpreter.doors_to(holding) {
                if !self.interpreter.evaluate(self.law[door].gate).is_true() {
                    self.expression(self.law[door].gate);
                }
            }
            self.interpreter.enter(outer);
            queue.extend(self.holdings_named().filter(|found| !walk.lower.contains(found)));
        }
        self.names.extend(outside);
    }

    fn holdings_named(&self) -> impl Iterator<Item = InputId> + '_ {
        self.names.iter().filter_map(|name| match name {
            Decisive::Input(input) if self.law[*input].kind == InputKind::Holding => Some(*input),
            _ => None,
        })
    }
}
