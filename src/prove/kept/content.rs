//! What a verdict hangs on, and what is told behind it, written into a hash.
//!
//! Terms and rules are in it as far as the claim hangs on them, by their places among these: in the
//! order of the law, since the order may decide what is tried first. Expressions are in it by their
//! places as they are met, since other parts of the law have some of them, too.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use sha2::{Digest, Sha256};

use crate::law::{
    Between, Claim, Cone, Effect, Expr, ExprId, Ground, InputId, Law, RuleId, TermId, TermRole,
    Waiting, WrittenId, cone_with_gates,
};
use crate::verdict::Region;

use super::super::classes::may_be_compared;
use super::super::day_range::boundaries;
use super::super::dead_end::Goal;
use super::places::Places;

/// A hash that can be written to.
pub struct Hash(pub Sha256);

impl Hash {
    pub fn put(&mut self, line: fmt::Arguments<'_>) {
        // Nothing can go wrong: a hash takes every text.
        let _ = self.write_fmt(line);
    }
}

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// What a claim hangs on.
pub struct Content<'l> {
    law: &'l Law,
    claim: &'l Claim,
    /// The expressions met so far; those behind `written` are still to be written.
    exprs: IndexSet<ExprId, FxBuildHasher>,
    written: usize,
    terms: Vec<TermId>,
    rules: Vec<RuleId>,
    /// The sentences and assumptions met so far.
    grounds: Vec<&'l Ground>,
    /// It hangs on what is within reach, and so on all doors.
    reaches: bool,
    hash: Hash,
}

impl<'l> Content<'l> {
    /// Of a claim, and of `more` than it; `hash` has what is common to all claims of the law.
    pub fn new(law: &'l Law, claim: &'l Claim, hash: Sha256, more: &[ExprId]) -> Self {
        let parts = claim.for_whom.iter().chain([&claim.under, &claim.claim]);
        let assumed = law.assumes.iter().map(|assumption| &assumption.holds);
        let roots = parts.chain(assumed).chain(days(claim)).chain(more).copied();
        let Cone {
            exprs,
            terms,
            rules,
            ..
        } = cone_with_gates(law, roots);
        let reaches = |id: &ExprId| matches!(law.exprs.get(*id), Expr::Reach(_));
        Self {
            law,
            claim,
            reaches: exprs.iter().any(reaches),
            exprs: IndexSet::default(),
            written: 0,
            terms: terms.into_iter().collect(),
            rules: rules.into_iter().collect(),
            grounds: Vec::new(),
            hash: Hash(hash),
        }
    }

    fn put(&mut self, line: fmt::Arguments<'_>) {
        self.hash.put(line);
    }

    /// What a verdict hangs on.
    pub fn put_claim(&mut self) {
        let (law, claim) = (self.law, self.claim);
        for id in self.terms.clone() {
            self.put_term(id);
        }
        for id in self.rules.clone() {
            self.put_rule(id);
        }
        if self.reaches {
            for door in &law.doors {
                let (step, gate) = (&law[door.step], self.expr(door.gate));
                self.put(format_args!(
                    "door {:?} {:?} {:?} {:?} {gate}\n",
                    step.name, step.actor, door.choices, door.grants
                ));
            }
        }
        for assumption in &law.assumes {
            let holds = self.expr(assumption.holds);
            self.put(format_args!("assume {holds}\n"));
        }
        let (under, whom) = (self.expr(claim.under), self.each(&claim.for_whom));
        let (stated, near) = (self.expr(claim.claim), self.each(days(claim)));
        self.put(format_args!(
            "claim {under} {whom:?} {:?} {:?} {stated} {near:?}\n",
            claim.from, claim.until
        ));
        if claim.from.is_none() {
            // Those among which the day of a person is looked for.
            let days = boundaries(law);
            self.put(format_args!("days {days:?}\n"));
        }
        self.put_exprs();
    }

    /// The expressions met since they were last written, and those in them.
    fn put_exprs(&mut self) {
        while let Some(id) = self.exprs.get_index(self.written).copied() {
            self.written += 1;
            self.put_expr(self.law.exprs.get(id));
        }
    }

    /// What is told behind a verdict hangs on this besides.
    ///
    /// The order of comparisons decides which is told where several would do, and the days of the law
    /// who takes a way out. Of sentences it matters which rules have the same.
    pub fn put_telling(&mut self, goal: Goal, proved: &Region) {
        let law = self.law;
        let asked = goal.some_day.map(|some_day| self.expr(some_day));
        let proved = proved.named(law);
        self.put(format_args!(
            "behind {:?} {asked:?} {proved:?}\n",
            goal.holding
        ));
        if let Some(waiting) = goal.waiting(law) {
            self.put_waiting(waiting);
            let throughout = waiting.throughout.and_then(|whole| law.waiting(whole));
            if let Some(throughout) = throughout {
                self.put_waiting(throughout);
            }
        }
        for door in &law.doors {
            let open = self.term(law[door.step].open);
            self.put(format_args!("open by {open:?}\n"));
        }
        self.put_grounds();
        self.put_exprs();
        let mut order: Vec<(ExprId, usize)> = Vec::new();
        for (place, id) in self.exprs.iter().enumerate() {
            if may_be_compared(law, *id) {
                order.push((*id, place));
            }
        }
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, place)| place).collect();
        self.put(format_args!("in this order {order:?}\n"));
        let days = boundaries(law);
        self.put(format_args!("days {days:?}\n"));
    }

    fn put_waiting(&mut self, waiting: &Waiting) {
        let parts = self.each(&waiting.parts());
        let on = waiting.later.iter();
        let on: Vec<Vec<InputId>> = on
            .map(|later| later.on.iter().map(|(input, _)| *input).collect())
            .collect();
        let sizes = [waiting.turning.len(), waiting.order.len()];
        self.put(format_args!(
            "wait {:?} {parts:?} {sizes:?} {on:?} {}\n",
            waiting.holding,
            waiting.throughout.is_some()
        ));
    }

    /// Which rules of the files those of the kernel are made from, in the order of the files; and which
    /// of the sentences behind these, and behind the first day of their acts, are the same.
    fn put_grounds(&mut self) {
        let law = self.law;
        let of = |rule: &RuleId| law[*rule].written;
        let written: BTreeSet<WrittenId> = self.rules.iter().map(of).collect();
        let written: Vec<WrittenId> = written.into_iter().collect();
        let place = |rule: &RuleId| written.partition_point(|other| *other < of(rule));
        let places: Vec<usize> = self.rules.iter().map(place).collect();
        self.put(format_args!("written {places:?}\n"));
        for id in written {
            let own = self.each_ground(&law[id].grounds);
            let in_force = law[id].act.and_then(|act| law[act].in_force.as_ref());
            let in_force =
                in_force.map(|(first, grounds)| (self.expr(*first), self.each_ground(grounds)));
            self.put(format_args!("by {own:?} {in_force:?}\n"));
        }
    }

    fn each_ground(&mut self, grounds: &'l [Ground]) -> Vec<usize> {
        let mut places = Vec::new();
        for ground in grounds {
            let known = self.grounds.iter().position(|known| *known == ground);
            places.push(known.unwrap_or_else(|| {
                self.grounds.push(ground);
                self.grounds.len() - 1
            }));
        }
        places
    }

    /// The hash.
    pub fn hash(self) -> Sha256 {
        self.hash.0
    }

    /// The hash, and what its numbers stand for.
    pub fn places(self) -> (Sha256, Places<'l>) {
        let places = Places {
            law: self.law,
            exprs: self.exprs,
            terms: self.terms,
            grounds: self.grounds,
        };
        (self.hash.0, places)
    }

    fn put_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Lit(value) => self.put(format_args!("literal {value:?}\n")),
            Expr::In(input) => {
                let life = self.life(*input);
                self.put(format_args!("input {input:?} {life:?}\n"));
            }
            Expr::Reach(holding) => {
                let life = self.life(*holding);
                self.put(format_args!("reach {holding:?} {life:?}\n"));
            }
            Expr::Op(op, parts) => {
                let parts = self.each(parts);
                self.put(format_args!("operation {op:?} {parts:?}\n"));
            }
            Expr::Not(inner) => {
                let inner = self.expr(*inner);
                self.put(format_args!("not {inner}\n"));
            }
            Expr::And(parts) => {
                let parts = self.each(parts);
                self.put(format_args!("and {parts:?}\n"));
            }
            Expr::Or(parts) => {
                let parts = self.each(parts);
                self.put(format_args!("or {parts:?}\n"));
            }
            Expr::If(condition, yes, no) => {
                let parts = self.each(&[*condition, *yes, *no]);
                self.put(format_args!("if {parts:?}\n"));
            }
            Expr::Call(term) => {
                let term = self.term(*term);
                self.put(format_args!("call {term:?}\n"));
            }
            Expr::Stands(rule) => {
                let rule = self.rule(*rule);
                self.put(format_args!("stands {rule:?}\n"));
            }
            Expr::With(bindings, inner) => {
                let (inputs, values): (Vec<_>, Vec<_>) = bindings.iter().copied().unzip();
                let (values, inner) = (self.each(&values), self.expr(*inner));
                self.put(format_args!("with {inputs:?} {values:?} {inner}\n"));
            }
        }
    }

    /// What holds on the day of something that is given with its time.
    fn life(&mut self, input: InputId) -> Option<usize> {
        let history = self.law[input].history?;
        Some(self.expr(history.life))
    }

    fn put_term(&mut self, id: TermId) {
        let term = &self.law[id];
        let rules: Vec<_> = term.rules.iter().map(|rule| self.rule(*rule)).collect();
        let otherwise = term.otherwise.map(|otherwise| self.expr(otherwise));
        let is_define = term.role == TermRole::Define;
        self.put(format_args!(
            "term {:?} {:?} {is_define} {:?} {otherwise:?} {rules:?}\n",
            term.name, term.of, term.ty
        ));
    }

    fn put_rule(&mut self, id: RuleId) {
        let (law, rule) = (self.law, &self.law[id]);
        let bounds = [rule.from, rule.until].map(|bound| bound.map(|bound| self.expr(bound)));
        let conditions = self.each(&rule.conditions);
        let effect = match rule.effect {
            Effect::Value(term, value) => (self.term(term), Some(self.expr(value))),
            Effect::Lift => (None, None),
        };
        let lifted_by: Vec<_> = rule.lifted_by.iter().map(|rule| self.rule(*rule)).collect();
        let below: Vec<_> = rule.below.iter().map(|rule| self.rule(*rule)).collect();
        let switch = law.switches.get(&rule.written);
        self.put(format_args!(
            "rule {:?} {switch:?} {bounds:?} {conditions:?} {effect:?} {lifted_by:?} {below:?}\n",
            law[rule.written].name
        ));
    }

    /// The place of an expression among those met.
    fn expr(&mut self, id: ExprId) -> usize {
        self.exprs.insert_full(id).0
    }

    fn each(&mut self, ids: &[ExprId]) -> Vec<usize> {
        ids.iter().map(|id| self.expr(*id)).collect()
    }

    /// The place of a term; `None` of one that the claim does not hang on, though one of its rules
    /// lifts another.
    fn term(&self, id: TermId) -> Option<usize> {
        self.terms.binary_search(&id).ok()
    }

    fn rule(&self, id: RuleId) -> Option<usize> {
        self.rules.binary_search(&id).ok()
    }
}

/// The days, near the first of which examples are looked for, where a claim compares the law of two
/// days.
fn days(claim: &Claim) -> &[ExprId] {
    match claim.form.as_ref().map(|form| &form.between) {
        Some(Between::Laws { days, .. }) => days,
        Some(Between::Neighbours { .. }) | None => &[],
    }
}
