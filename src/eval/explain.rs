//! Explanations made: the interpreter's way gone again along what decides.

use std::collections::BTreeSet;

use crate::law::{Expr, ExprId, InputId, Law, RuleId, StepId, TermId, TermRole, with_stack};

use super::context::ContextId;
use super::explanation::{Explanation, Reason, RuleStatus, TermExplanation};
use super::interpreter::Interpreter;
use super::outcome::{Cause, Outcome};
use super::relevance::{Known, Relevance};
use super::situation::Situation;
use super::standing::Standing;

/// The most expressions that one explanation holds.
const SIZE_LIMIT: usize = 20_000;

/// The deepest that explanations stand in one another; deeper than any text written from them.
const DEPTH_LIMIT: usize = 300;

/// Why an expression comes to what it comes to in a situation.
///
/// At most 20,000 expressions are explained, 300 deep; what is beyond is [`Reason::Cut`].
pub fn explain(law: &Law, situation: &Situation, expr: ExprId) -> Explanation {
    Explaining::default().explain(law, situation, expr)
}

/// Explanations of one law: what is found out of the law alone is kept from one to the next.
#[derive(Debug, Clone, Default)]
pub struct Explaining {
    known: Known,
}

impl Explaining {
    /// As [`explain()`]. The law is the same each time.
    pub fn explain(&mut self, law: &Law, situation: &Situation, expr: ExprId) -> Explanation {
        let nothing = Situation::unknown(law);
        let mut explainer = Explainer {
            law,
            interpreter: Interpreter::new(law, situation),
            relevance: Relevance::new(law, &nothing, std::mem::take(&mut self.known)),
            explained: BTreeSet::new(),
            room: SIZE_LIMIT,
            depth: 0,
        };
        let explanation = explainer.expression(expr);
        self.known = explainer.relevance.known();
        explanation
    }
}

pub(super) struct Explainer<'a> {
    pub law: &'a Law,
    pub interpreter: Interpreter<'a>,
    relevance: Relevance<'a>,
    /// The terms explained already.
    explained: BTreeSet<(ContextId, TermId)>,
    /// How many more expressions are explained.
    room: usize,
    depth: usize,
}

impl Explainer<'_> {
    pub fn expression(&mut self, expr: ExprId) -> Explanation {
        let outcome = self.interpreter.evaluate(expr);
        let because = if self.is_plain(expr) {
            Vec::new()
        } else if self.room == 0 || self.depth >= DEPTH_LIMIT {
            vec![Reason::Cut]
        } else {
            self.room -= 1;
            self.depth += 1;
            let reasons = with_stack(|| self.reasons(expr));
            self.depth -= 1;
            reasons
        };
        Explanation {
            expr,
            outcome,
            because,
        }
    }

    pub fn expressions(&mut self, exprs: &[ExprId]) -> Vec<Explanation> {
        exprs.iter().map(|expr| self.expression(*expr)).collect()
    }

    /// Whether there are no reasons: of constants, and of inputs that no history tells of.
    fn is_plain(&self, expr: ExprId) -> bool {
        match self.law.exprs.get(expr) {
            Expr::Lit(_) => true,
            Expr::In(input) => self.interpreter.life_of(*input).is_none(),
            _ => false,
        }
    }

    fn reasons(&mut self, expr: ExprId) -> Vec<Reason> {
        let law = self.law;
        if let Some(waiting) = law.waiting(expr) {
            return self.some_day(expr, waiting);
        }
        match law.exprs.get(expr) {
            Expr::In(input) => {
                let life = self.interpreter.life_of(*input);
                let life = life.map(|life| {
                    let mut told = self.expression(life);
                    self.leave_what_is_never(*input, &mut told);
                    Reason::Operand(told)
                });
                life.into_iter().collect()
            }
            Expr::Call(term) => vec![self.call(*term)],
            Expr::Stands(rule) => vec![Reason::Rule(self.rule(*rule))],
            Expr::With(bindings, inner) => vec![self.with(bindings, *inner)],
            Expr::Reach(holding) => vec![self.reach(*holding)],
            _ => {
                let operands = self.interpreter.decisive_operands(expr);
                self.expressions(&operands)
                    .into_iter()
                    .map(Reason::Operand)
                    .collect()
            }
        }
    }

    /// Of what never holds, that alone: its first and last day are no days of anything.
    fn leave_what_is_never(&self, input: InputId, life: &mut Explanation) {
        let Some(history) = self.law[input].history else {
            return;
        };
        let never = |reason: &Reason| match reason {
            Reason::Operand(part) => {
                *self.law.exprs.get(part.expr) == Expr::In(history.ever) && part.outcome.is_false()
            }
            _ => false,
        };
        if life.because.iter().any(never) {
            life.because.retain(never);
        }
    }

    fn with(&mut self, bindings: &[(InputId, ExprId)], inner: ExprId) -> Reason {
        let bound = self.interpreter.bound(bindings);
        let outer = self.interpreter.bind(bound.clone());
        let explanation = self.expression(inner);
        self.interpreter.enter(outer);
        Reason::Bound(bound, explanation)
    }

    fn call(&mut self, term: TermId) -> Reason {
        let declared = &self.law[term];
        if let (true, Some(meaning)) = (declared.rules.is_empty(), declared.otherwise) {
            let mut told = self.expression(meaning);
            if let (TermRole::Overdue(step), true) = (declared.role, told.outcome.is_true()) {
                self.leave_what_is_late(step, &mut told);
            }
            return Reason::Define(term, told);
        }
        if self.explained.insert((self.interpreter.context, term)) {
            Reason::Term(self.term(term))
        } else {
            Reason::Earlier(term)
        }
    }

    /// Of the rules by which a step is due that is overdue, those alone by which it is late.
    fn leave_what_is_late(&mut self, step: StepId, told: &mut Explanation) {
        let law = self.law;
        let mut next = vec![told];
        while let Some(part) = next.pop() {
            for reason in &mut part.because {
                match reason {
                    Reason::Operand(inner) => next.push(inner),
                    Reason::Term(due) if due.term == law[step].norm => {
                        let late = self.interpreter.late_among(step, &due.winners);
                        if late == due.winners {
                            continue;
                        }
                        due.winners = late;
                        let (winners, rules) = (&due.winners, &mut due.rules);
                        rules.retain(|status| {
                            status.standing != Standing::Wins || winners.contains(&status.rule)
                        });
                        // Where it is asked whether it is due, all of them are told.
                        let whole = (self.interpreter.context, due.term);
                        self.explained.remove(&whole);
                    }
                    _ => {}
                }
            }
        }
    }

    fn term(&mut self, term: TermId) -> TermExplanation {
        let law = self.law;
        let outcome = self.interpreter.term(term);
        // Any rule could fill a gap, one about another step as well.
        let is_gap = outcome == Outcome::failed(Cause::Gap(term));
        let mut rules: Vec<RuleStatus> = Vec::new();
        for rule in &law[term].rules {
            if !self.interpreter.is_silent(*rule) {
                rules.push(match is_gap {
                    true => self.told(*rule, false),
                    false => self.rule(*rule),
                });
            }
        }
        let wins = rules
            .iter()
            .filter(|status| status.standing == Standing::Wins);
        let winners: Vec<RuleId> = wins.map(|status| status.rule).collect();
        let otherwise = law[term].otherwise.filter(|_| winners.is_empty());
        let otherwise = otherwise.map(|otherwise| self.expression(otherwise));
        TermExplanation {
            term,
            outcome,
            winners,
            rules,
            otherwise,
        }
    }

    /// The rule and those that would lift it. Lifting is not circular in a checked law; in any
    /// other the depth is bounded.
    fn rule(&mut self, rule: RuleId) -> RuleStatus {
        let elsewhere = self.relevance.about_another_step(&self.interpreter, rule);
        self.told(rule, elsewhere)
    }

    fn told(&mut self, rule: RuleId, about_another_step: bool) -> RuleStatus {
        let mut status = RuleStatus {
            rule,
            standing: self.interpreter.standing(rule),
            about_another_step,
            conditions: Vec::new(),
            value: None,
            exceptions: Vec::new(),
        };
        if status.about_another_step || self.room == 0 || self.depth >= DEPTH_LIMIT {
            return status;
        }
        self.room -= 1;
        self.depth += 1;
        with_stack(|| self.fill(&mut status));
        self.depth -= 1;
        status
    }

    fn fill(&mut self, status: &mut RuleStatus) {
        let law = self.law;
        let decisive: fn(&Outcome) -> bool = match &status.standing {
            Standing::ConditionFalse { .. } => Outcome::is_false,
            Standing::Open { .. } => Outcome::is_open,
            Standing::Failed { .. } => Outcome::is_failed,
            _ => |_| true,
        };
        let conditions = self.interpreter.conditions(status.rule, decisive);
        status.conditions = self.expressions(&conditions);
        if matches!(
            status.standing,
            Standing::SwitchedOff | Standing::NotInForce(_) | Standing::ConditionFalse { .. }
        ) {
            return;
        }
        // What is set aside gives nothing: what replaces it is asked for in its stead.
        let is_set_aside = matches!(
            status.standing,
            Standing::Lifted { .. } | Standing::Defeated { .. }
        );
        let value = law[status.rule].value().filter(|_| !is_set_aside);
        status.value = value.map(|value| self.expression(value));
        status.exceptions = law[status.rule]
            .lifted_by
            .iter()
            .map(|rule| self.rule(*rule))
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;
    use crate::law::{Op, Type, Value};

    #[test]
    fn only_false_parts_of_a_false_conjunction() {
        let mut draft = Draft::new();
        let [a, b, c] = ["a", "b", "c"].map(|name| draft.fact(name));
        let parts = [a, b, c].map(|fact| draft.is(fact));
        let all = draft.and(&parts);
        let person = draft.person(&[(a, false), (b, true), (c, false)]);
        let explanation = explain(&draft.law, &person, all);
        let found: Vec<ExprId> = explanation.all().iter().map(|part| part.expr).collect();
        assert_eq!(found, [all, parts[0], parts[2]]);
        let open = explain(&draft.law, &draft.person(&[(a, true)]), all);
        assert_eq!(open.because.len(), 2);
    }

    #[test]
    fn a_term_names_its_winner_and_its_exceptions() {
        let mut draft = Draft::new();
        let no = draft.bool(false);
        let term = draft.term("due", Type::Bool, Some(no));
        let (yes, fact) = (draft.bool(true), draft.fact("held in 2024"));
        let rule = draft.rule("duty", term, yes, &[]);
        let condition = draft.is(fact);
        let lift = draft.lift("exemption", &[rule], &[condition]);
        let call = draft.call(term);
        let explanation = explain(&draft.law, &draft.person(&[(fact, false)]), call);
        let [Reason::Term(found)] = explanation.because.as_slice() else {
            panic!()
        };
        assert_eq!(found.winners, [rule]);
        assert_eq!(found.otherwise, None);
        let [exception] = found.rules[0].exceptions.as_slice() else {
            panic!()
        };
        assert_eq!(exception.rule, lift);
        assert!(exception.conditions[0].outcome.is_false());
    }

    #[test]
    fn a_rule_about_another_step_is_not_explained() {
        let mut draft = Draft::new();
        draft.step("enter", &[]);
        let occasion = draft.law.occasion().unwrap();
        let no = draft.bool(false);
        let term = draft.term("due", Type::Bool, Some(no));
        let (yes, entering) = (draft.bool(true), draft.equals(occasion, 1));
        let fact = draft.fact("fact");
        let is_fact = draft.is(fact);
        draft.rule("duty", term, yes, &[entering, is_fact]);
        let call = draft.call(term);
        let status = |situation: &Situation| {
            let explanation = explain(&draft.law, situation, call);
            let [Reason::Term(found)] = explanation.because.as_slice() else {
                panic!()
            };
            found.rules[0].clone()
        };
        let person = draft.person(&[(fact, false)]);
        assert!(status(&person).about_another_step);
        assert!(status(&person).conditions.is_empty());
        let at_the_border = person.with(occasion, draft.value(occasion, 1));
        assert!(!status(&at_the_border).about_another_step);
        assert_eq!(status(&at_the_border).conditions.len(), 1);
    }

    #[test]
    fn other_bindings_are_told() {
        let mut draft = Draft::new();
        let a = draft.fact("a");
        let (is_a, no) = (draft.is(a), draft.bool(false));
        let fiction = draft.add(Expr::With(vec![(a, no)], is_a));
        let explanation = explain(&draft.law, &draft.person(&[(a, true)]), fiction);
        let [Reason::Bound(bound, inner)] = explanation.because.as_slice() else {
            panic!()
        };
        assert_eq!(bound.as_slice(), [(a, Outcome::truth(false))]);
        assert!(inner.outcome.is_false());
    }

    /// What is kept from one explanation to the next changes none of them.
    #[test]
    fn several_explanations_of_a_law_are_those_of_each() {
        let mut draft = Draft::new();
        let (visa, presence) = (draft.holding("visa"), draft.holding("presence"));
        draft.simple_door("obtain a visa", visa, &[presence]);
        draft.simple_door("enter", presence, &[]);
        let occasion = draft.law.occasion().unwrap();
        let no = draft.bool(false);
        let term = draft.term("due", Type::Bool, Some(no));
        let (yes, entering) = (draft.bool(true), draft.equals(occasion, 2));
        let fact = draft.fact("fact");
        let is_fact = draft.is(fact);
        draft.rule("duty", term, yes, &[entering, is_fact]);
        let (call, goal) = (draft.call(term), draft.add(Expr::Reach(visa)));
        let mut explaining = Explaining::default();
        for given in [false, true, false] {
            let person = draft.person(&[(fact, given)]);
            let entering = person.clone().with(occasion, draft.value(occasion, 2));
            for situation in [person, entering] {
                for expr in [call, goal] {
                    assert_eq!(
                        explaining.explain(&draft.law, &situation, expr),
                        explain(&draft.law, &situation, expr)
                    );
                }
            }
        }
    }

    #[test]
    fn a_circle_is_told_once() {
        let mut draft = Draft::new();
        let (visa, presence) = (draft.holding("visa"), draft.holding("presence"));
        let one = draft.simple_door("obtain a visa", visa, &[presence]);
        draft.simple_door("enter", presence, &[visa]);
        let goal = draft.add(Expr::Reach(visa));
        let person = draft.person(&[]).close(&draft.law);
        let explanation = explain(&draft.law, &person, goal);
        let [Reason::Obstacles(found)] = explanation.because.as_slice() else {
            panic!()
        };
        let holdings: Vec<InputId> = found.iter().map(|obstacle| obstacle.holding).collect();
        assert_eq!(holdings, [visa, presence]);
        assert_eq!(found[0].doors[0].door, one);
        assert_eq!(
            (&found[0].doors[0].open, found[0].doors[0].needs.len()),
            (&None, 1)
        );
    }

    #[test]
    fn a_plan_is_explained_step_by_step() {
        let mut draft = Draft::new();
        let (visa, presence) = (draft.holding("visa"), draft.holding("presence"));
        let first = draft.simple_door("obtain a visa", visa, &[]);
        let second = draft.simple_door("enter", presence, &[visa]);
        let goal = draft.add(Expr::Reach(presence));
        let person = draft.person(&[]).close(&draft.law);
        let explanation = explain(&draft.law, &person, goal);
        let [Reason::Plan(steps)] = explanation.because.as_slice() else {
            panic!()
        };
        assert_eq!([steps[0].door, steps[1].door], [first, second]);
        assert!(steps.iter().all(|step| step.gate.outcome.is_true()));
    }

    #[test]
    fn an_operation_that_failed_shows_its_operands() {
        let mut draft = Draft::new();
        let (max, one) = (draft.int(i64::MAX), draft.int(1));
        let sum = draft.op(Op::Add, &[max, one]);
        let explanation = explain(&draft.law, &draft.person(&[]), sum);
        assert_eq!(explanation.because.len(), 2);
    }

    #[test]
    fn size_and_depth_are_bounded() {
        let mut draft = Draft::new();
        let a = draft.fact("a");
        let mut expr = draft.is(a);
        for _ in 0..2_000 {
            let term = draft.define("link", expr);
            let call = draft.call(term);
            expr = draft.add(Expr::And(vec![call, call]));
        }
        let person = draft.on("2025-01-01").with(a, Value::Bool(true));
        let explanation = explain(&draft.law, &person, expr);
        let all = explanation.all();
        assert!(all.len() < 3 * SIZE_LIMIT);
        assert!(all.iter().any(|part| part.because == [Reason::Cut]));
    }
}
