//! What a verdict hangs on, as a hash.
//!
//! All inputs, enumerations, lists and currencies of the law are in it, so that a value or input of
//! one law is the same value or input of another with the same key. Terms and rules are in it as far
//! as the claim hangs on them, by their places among these: in the order of the law, since the order
//! may decide what is tried first. The order of expressions decides nothing, and other parts of the law
//! have some of them, too: they are in it by their places as they are met.

use std::fmt::{self, Write};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use sha2::{Digest, Sha256};

use crate::law::{
    Between, Claim, Cone, Effect, Expr, ExprId, InputId, InputKind, Law, RuleId, TermId, TermRole,
    cone_with_gates,
};
use crate::verdict::CERTIFICATE_VERSION;

use super::super::Effort;
use super::super::day_range::boundaries;

/// The version of what is kept: another one, and nothing that was kept before is found.
const VERSION: u32 = 1;

/// The program that decides: its version, and what it was built from.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("KZRULE_SOURCE"));

/// Under which a verdict is kept: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Key {
    /// The key of a claim; `hash` has what is common to all claims of its law.
    pub(super) fn of(hash: Sha256, law: &Law, claim: &Claim) -> Self {
        let mut content = Content::new(law, claim, hash);
        content.put_claim();
        Self(hex(content.hash.0))
    }
}

pub(super) fn hex(hash: Sha256) -> String {
    let bytes = hash.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A hash that can be written to.
struct Hash(Sha256);

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// What the keys of all claims of a law have in common.
pub(super) fn common(law: &Law, effort: Effort) -> Sha256 {
    let mut hash = Hash(Sha256::new());
    let mut put = |line: fmt::Arguments<'_>| {
        // Nothing can go wrong: a hash takes every text.
        let _ = hash.write_fmt(line);
    };
    put(format_args!(
        "{VERSION} {PROGRAM} {CERTIFICATE_VERSION} {} {}\n",
        effort.steps, effort.seed
    ));
    for list in &law.enums {
        put(format_args!("enum {:?}", list.name));
        for (name, _) in &list.members {
            put(format_args!(" {name:?}"));
        }
        put(format_args!("\n"));
    }
    for record in &law.records {
        put(format_args!(
            "record {:?} {:?}\n",
            record.name, record.fields
        ));
    }
    for list in &law.lists {
        put(format_args!(
            "list {:?} {:?} {} {} {:?} {:?}\n",
            list.name, list.record, list.most, list.bounded, list.length, list.slots
        ));
    }
    for currency in &law.currencies {
        put(format_args!(
            "currency {:?} {}\n",
            currency.name, currency.places
        ));
    }
    for input in &law.inputs {
        put(format_args!("input {:?} ", input.name));
        match input.kind {
            InputKind::Choice(step) => put(format_args!("choice of {:?}", law[step].name)),
            InputKind::Switch(_) => put(format_args!("switch")),
            kind => put(format_args!("{kind:?}")),
        }
        let history = input.history.map(|history| history.inputs());
        put(format_args!(
            " {:?} {} {:?} {:?} {history:?}\n",
            input.ty, input.places, input.range, input.usually
        ));
    }
    hash.0
}

/// What a claim hangs on.
struct Content<'l> {
    law: &'l Law,
    claim: &'l Claim,
    /// The expressions met so far; those behind `written` are still to be written.
    exprs: IndexSet<ExprId, FxBuildHasher>,
    written: usize,
    terms: Vec<TermId>,
    rules: Vec<RuleId>,
    /// It hangs on what is within reach, and so on all doors.
    reaches: bool,
    hash: Hash,
}

impl<'l> Content<'l> {
    fn new(law: &'l Law, claim: &'l Claim, hash: Sha256) -> Self {
        let parts = claim.for_whom.iter().chain([&claim.under, &claim.claim]);
        let assumed = law.assumes.iter().map(|assumption| &assumption.holds);
        let roots = parts.chain(assumed).chain(days(claim)).copied();
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
            hash: Hash(hash),
        }
    }

    fn put(&mut self, line: fmt::Arguments<'_>) {
        // Nothing can go wrong: a hash takes every text.
        let _ = self.hash.write_fmt(line);
    }

    fn put_claim(&mut self) {
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
        while let Some(id) = self.exprs.get_index(self.written).copied() {
            self.written += 1;
            self.put_expr(law.exprs.get(id));
        }
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
