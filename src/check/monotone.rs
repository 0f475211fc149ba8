//! Holding more never closes a door: what is within reach is then a least set, found by taking
//! steps as long as one grants something new, and no order of steps can lose it.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, RuleId, TermId, Type, Value};

use super::context::Checker;

impl Checker<'_> {
    /// Reports each step for which something held is a hindrance.
    pub fn find_non_monotone(&mut self) {
        let mut told = BTreeSet::new();
        for at in 0..self.law.doors.len() {
            let Some(door) = self.law.doors.get(at) else {
                continue;
            };
            let (step, gate) = (door.step, door.gate);
            let mut polarity = Polarity {
                law: &self.law,
                seen: BTreeSet::new(),
                elsewhere: false,
                hindrance: None,
            };
            polarity.expr(gate, true);
            let Some((holding, rule)) = polarity.hindrance else {
                continue;
            };
            if !told.insert(step) {
                continue;
            }
            let message = format!(
                "holding `{}` makes the step `{}` harder",
                self.law[holding].name, self.law[step].name
            );
            let place = rule
                .map(|rule| self.law[self.law[rule].written].span)
                .or(self.law[step].span);
            let mut diagnostic = Diagnostic::new(Code::NotMonotone, message)
                .help("what is within reach is only defined where holding more never closes a step; make this a fact instead of a holding");
            if let Some(place) = place {
                diagnostic = diagnostic.at(place, "by this rule");
            }
            self.report(diagnostic);
        }
    }
}

/// What is asked of a part: whether holding more may make it true (`true`) or false (`false`)
/// only. Every pair of part and question is visited once.
struct Polarity<'l> {
    law: &'l Law,
    seen: BTreeSet<(bool, Visit)>,
    /// On another day, where the history tells what is held and no step changes it.
    elsewhere: bool,
    hindrance: Option<(InputId, Option<RuleId>)>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Visit {
    Expr(ExprId, bool),
    Rule(RuleId, bool),
    /// The term has this value.
    Term(TermId, Option<usize>, bool),
}

impl Polarity<'_> {
    fn expr(&mut self, id: ExprId, positive: bool) {
        if !self.is_new(Visit::Expr(id, positive)) {
            return;
        }
        match self.law.exprs.get(id) {
            Expr::In(input) if self.elsewhere && self.law[*input].history.is_some() => {}
            Expr::In(input) if self.law[*input].kind == InputKind::Holding && !positive => {
                self.hindrance.get_or_insert((*input, None));
            }
            Expr::Lit(_) | Expr::In(_) | Expr::Reach(_) => {}
            Expr::Op(op, operands) => self.operation(*op, operands, positive),
            Expr::Not(inner) => self.expr(*inner, !positive),
            Expr::And(parts) | Expr::Or(parts) => {
                parts.iter().for_each(|part| self.expr(*part, positive));
            }
            Expr::If(condition, yes, no) => {
                self.expr(*condition, true);
                self.expr(*condition, false);
                self.expr(*yes, positive);
                self.expr(*no, positive);
            }
            Expr::Call(term) => {
                // What is yes or no is asked whether it is yes.
                let yes = (self.law[*term].ty == Type::Bool).then_some(1);
                self.term(*term, yes, positive);
            }
            Expr::Stands(rule) => self.rule(*rule, positive),
            Expr::With(bindings, inner) => {
                for (_, value) in bindings {
                    self.expr(*value, true);
                    self.expr(*value, false);
                }
                let outer = self.elsewhere;
                let clock = self.law.day();
                self.elsewhere |= bindings.iter().any(|(input, _)| Some(*input) == clock);
                self.expr(*inner, positive);
                self.elsewhere = outer;
            }
        }
    }

    fn is_new(&mut self, visit: Visit) -> bool {
        self.seen.insert((self.elsewhere, visit))
    }

    fn operation(&mut self, op: Op, operands: &[ExprId], positive: bool) {
        if op == Op::Equal
            && let [left, right] = operands
            && let (Expr::Call(term), Expr::Lit(value)) =
                (self.law.exprs.get(*left), self.law.exprs.get(*right))
        {
            return self.term(*term, value.place(), positive);
        }
        for operand in operands {
            self.expr(*operand, true);
            self.expr(*operand, false);
        }
    }

    /// `place` is the value asked for; none: any change of the value matters both ways.
    fn term(&mut self, id: TermId, place: Option<usize>, positive: bool) {
        if !self.is_new(Visit::Term(id, place, positive)) {
            return;
        }
        let term = &self.law[id];
        for rule in &term.rules {
            let before = self.hindrance;
            let Some(value) = self.law[*rule].value() else {
                continue;
            };
            match (self.law.exprs.get(value), place) {
                (Expr::Lit(fixed), Some(_)) => {
                    let gives = fixed.place() == place;
                    self.rule(*rule, positive == gives);
                }
                // A requirement stands in the way where it applies and is not met.
                (_, Some(1)) if fixed_otherwise(self.law, id) == Some(true) => {
                    self.rule(*rule, !positive);
                    self.expr(value, positive);
                }
                (_, Some(1)) if fixed_otherwise(self.law, id) == Some(false) => {
                    self.rule(*rule, positive);
                    self.expr(value, positive);
                }
                _ => {
                    self.rule(*rule, true);
                    self.rule(*rule, false);
                    self.expr(value, true);
                    self.expr(value, false);
                }
            }
            if before.is_none()
                && let Some((input, None)) = self.hindrance
            {
                self.hindrance = Some((input, Some(*rule)));
            }
        }
        match term.otherwise.map(|id| (id, self.law.exprs.get(id))) {
            None | Some((_, Expr::Lit(_))) => {}
            // A define that is another term has the value asked for where that term has it.
            Some((_, Expr::Call(same))) => self.term(*same, place, positive),
            Some((otherwise, _)) => {
                self.expr(otherwise, positive);
                if place.is_none() {
                    self.expr(otherwise, !positive);
                }
            }
        }
    }

    fn rule(&mut self, id: RuleId, positive: bool) {
        if !self.is_new(Visit::Rule(id, positive)) {
            return;
        }
        let rule = &self.law[id];
        for condition in &rule.conditions {
            self.expr(*condition, positive);
        }
        for other in rule.lifted_by.iter().chain(&rule.below) {
            self.rule(*other, !positive);
        }
    }
}

fn fixed_otherwise(law: &Law, id: TermId) -> Option<bool> {
    match law.exprs.get(law[id].otherwise?) {
        Expr::Lit(Value::Bool(value)) => Some(*value),
        _ => None,
    }
}
