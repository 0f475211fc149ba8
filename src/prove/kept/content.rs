//! What a verdict hangs on, written into a hash.
//!
//! Terms and rules are in it as far as the claim hangs on them, by their places among these: in the
//! order of the law, since the order may decide what is tried first. Expressions are in it by their
//! places as they are met, since other parts of the law have some of them, too.

use std::fmt::{self, Write};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use sha2::{Digest, Sha256};

use crate::law::{
    Between, Claim, Cone, Effect, Expr, ExprId, Ground, InputId, Law, RuleId, TermId, TermRole,
    cone_with_gates,
};

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
    pub(super) law: &'l Law,
    claim: &'l Claim,
    /// The expressions met so far; those behind `written` are still to be written.
    pub(super) exprs: IndexSet<ExprId, FxBuildHasher>,
    written: usize,
    pub(super) terms: Vec<TermId>,
    pub(super) rules: Vec<RuleId>,
    /// The sentences and assumptions met so far.
    pub(super) grounds: IndexSet<&'l Ground, FxBuildHasher>,
    /// The days of the law, hashed.
    days: String,
    /// It hangs on what is within reach, and so on all doors.
    reaches: bool,
    pub(super) hash: Hash,
}

impl<'l> Content<'l> {
    /// Of a claim, and of `more` than it; `hash` has what is common to all claims of the law, `days` those on
    /// which its rules begin or end.
    pub fn new(
        law: &'l Law,
        claim: &'l Claim,
        (hash, days): (Sha256, String),
        more: &[ExprId],
    ) -> Self {
        let parts = claim.for_whom.iter().chain([&claim.under, &claim.claim]);
        let assumed = law.assumes.iter().map(|assumption| &assumption.holds);
        let roots = parts
            .chain(assumed)
            .chain(compared(claim))
            .chain(more)
            .copied();
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
            grounds: IndexSet::default(),
            days,
            hash: Hash(hash),
        }
    }

    pub(super) fn put(&mut self, line: fmt::Arguments<'_>) {
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
        let (stated, near) = (self.expr(claim.claim), self.each(compared(claim)));
        self.put(format_args!(
            "claim {under} {whom:?} {:?} {:?} {stated} {near:?}\n",
            claim.from, claim.until
        ));
        if claim.from.is_none() {
            // Those among which the day of a person is looked for.
            self.put_days();
        }
        self.put_exprs();
    }

    /// The expressions met since they were last written, and those in them.
    pub(super) fn put_exprs(&mut self) {
        while let Some(id) = self.exprs.get_index(self.written).copied() {
            self.written += 1;
            self.put_expr(self.law.exprs.get(id));
        }
    }

    pub(super) fn put_days(&mut self) {
        self.hash.put(format_args!("days {}\n", self.days));
    }

    /// The hash.
    pub fn hash(self) -> Sha256 {
        self.hash.0
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
    pub(super) fn expr(&mut self, id: ExprId) -> usize {
        self.exprs.insert_full(id).0
    }

    pub(super) fn each(&mut self, ids: &[ExprId]) -> Vec<usize> {
        ids.iter().map(|id| self.expr(*id)).collect()
    }

    /// The place of a term; `None` of one that the claim does not hang on, though one of its rules
    /// lifts another.
    pub(super) fn term(&self, id: TermId) -> Option<usize> {
        self.terms.binary_search(&id).ok()
    }

    fn rule(&self, id: RuleId) -> Option<usize> {
        self.rules.binary_search(&id).ok()
    }
}

/// The days, near the first of which examples are looked for, where a claim compares the law of two
/// days.
fn compared(claim: &Claim) -> &[ExprId] {
    match claim.form.as_ref().map(|form| &form.between) {
        Some(Between::Laws { days, .. }) => days,
        Some(Between::Neighbours { .. }) | None => &[],
    }
}
