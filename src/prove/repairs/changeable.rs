//! A law in which changes can be switched on: each is an input of yes or no.

use z3::ast::Bool;

use crate::calendar::Day;
use crate::law::{
    Claim, Effect, Expr, ExprId, Input, InputId, InputKind, Law, Op, Rule, RuleId, TermRole, Type,
    Value, Written, WrittenId,
};
use crate::verdict::Edit;

use super::super::encode::{Encoded, Encoder};
use super::super::reach::Want;
use super::super::scope::Scope;
use super::super::session::Session;

/// A law with its changes.
pub struct Changeable {
    /// The law: with no change switched on, the one it was made of. What was in that law has the
    /// same ids here.
    pub law: Law,
    /// For each change the input that switches it on.
    pub switches: Vec<InputId>,
}

impl Changeable {
    pub fn new(law: &Law, edits: &[Edit]) -> Self {
        let mut law = law.clone();
        let switches = edits.iter().map(|edit| add(&mut law, edit)).collect();
        Self { law, switches }
    }

    /// A scope in which no change is made.
    pub fn unchanged(&self, session: &mut Session<'_>) -> Scope {
        let off = || Encoded::truth(Bool::from_bool(false), Bool::from_bool(true));
        let bound = self.switches.iter().map(|switch| (*switch, off()));
        session.encoder.bind(Encoder::TOP, bound)
    }
}

/// What holds of a person whom a claim is about, by the law of a scope, on the days of the claim.
pub fn class(
    session: &mut Session<'_>,
    unchanged: Scope,
    claim: &Claim,
    days: Vec<Bool>,
) -> Vec<Bool> {
    let mut class = days;
    for condition in &claim.for_whom {
        class.push(session.question_in(unchanged, *condition, Want::True));
    }
    class
}

/// Adds a change, and returns its switch.
fn add(law: &mut Law, edit: &Edit) -> InputId {
    law.inputs
        .push(Input::of_kernel("change", InputKind::Fact, Type::Bool));
    let switch = InputId::at(law.inputs.len() - 1);
    let on = law.exprs.add(Expr::In(switch));
    match edit {
        Edit::Repeal(written) => {
            let rules = law[*written].rules.clone();
            drop_rules(law, &rules, on);
        }
        Edit::Without(_, rules) => drop_rules(law, rules, on),
        Edit::NotOn(written, step) => {
            let of_step = |rule: &&RuleId| match law[**rule].effect {
                Effect::Value(term, _) => law[term].role == TermRole::Requirement(*step),
                Effect::Lift => false,
            };
            let rules: Vec<RuleId> = law[*written]
                .rules
                .iter()
                .filter(of_step)
                .copied()
                .collect();
            drop_rules(law, &rules, on);
        }
        Edit::Lasting(written) => {
            for rule in law[*written].rules.clone() {
                let moved = law[rule].until.map(|until| moved(law, until, on, Day::MAX));
                law[rule].until = moved;
            }
        }
        Edit::Sooner(written) => {
            for rule in law[*written].rules.clone() {
                let moved = law[rule].from.map(|from| moved(law, from, on, Day::MIN));
                law[rule].from = moved;
            }
        }
        Edit::Open(door) => open(law, *door, on),
    }
    switch
}

fn drop_rules(law: &mut Law, rules: &[RuleId], on: ExprId) {
    let stays = law.exprs.not(on);
    for rule in rules {
        law[*rule].conditions.push(stays);
    }
}

fn moved(law: &mut Law, bound: ExprId, on: ExprId, to: Day) -> ExprId {
    let to = law.exprs.lit(Value::Day(to));
    law.exprs.add(Expr::If(on, to, bound))
}

/// A new rule that opens a door.
fn open(law: &mut Law, door: crate::law::DoorId, on: ExprId) {
    let mut conditions = vec![on];
    for (choice, value) in law[door].choices.clone() {
        let operands = vec![law.exprs.add(Expr::In(choice)), law.exprs.lit(value)];
        conditions.push(law.exprs.add(Expr::Op(Op::Equal, operands)));
    }
    let step = law[door].step;
    let term = law[step].open;
    let yes = law.exprs.lit(Value::Bool(true));
    let rule = RuleId::at(law.rules.len());
    law.rules.push(Rule {
        written: WrittenId::at(law.written.len()),
        from: None,
        until: None,
        conditions,
        effect: Effect::Value(term, yes),
        lifted_by: Vec::new(),
        below: Vec::new(),
    });
    law.written.push(Written {
        on: vec![step],
        ..Written::in_no_file("change", vec![rule])
    });
    law[term].rules.push(rule);
}
