//! The names that stand among the decisive reasons for an outcome.
//!
//! A case may say by what its outcome comes about; this is the list that is checked against.

use std::collections::BTreeSet;

use crate::law::{
    ActId, Effect, Expr, ExprId, InputId, Law, ProvisionId, RuleId, TermId, WrittenId,
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
        if self
            .seen
            .insert((self.interpreter.context, Node::Expr(expr)))
        {
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

    pub fn input(&mut self, input: InputId) {
        self.names.insert(Decisive::Input(input));
        // An input that is bound may be open because of others.
        self.missing(&self.interpreter.input(input));
    }

    pub fn missing(&mut self, outcome: &Outcome) {
        if let Outcome::Open(missing) = outcome {
            self.names
                .extend(missing.iter().copied().map(Decisive::Input));
        }
    }

    fn term(&mut self, term: TermId) {
        self.names.insert(Decisive::Term(term));
        if !self
            .seen
            .insert((self.interpreter.context, Node::Term(term)))
        {
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
            let other = self
                .interpreter
                .value_of(*rule)
                .is_some_and(|value| value != *outcome);
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
        if winners.is_empty() {
            self.interpreter.applying(&candidates)
        } else {
            winners
        }
    }

    /// A rule that applies: its names, the readings its life depends on, its conditions, its
    /// value.
    fn applies(&mut self, rule: RuleId) {
        if !self
            .seen
            .insert((self.interpreter.context, Node::Stands(rule)))
        {
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
                && self
                    .seen
                    .insert((self.interpreter.context, Node::Stands(*lifter)))
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
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;
    use crate::calendar::Day;
    use crate::law::{Act, Provision, Type};
    use crate::text::{FileId, Span};

    struct Duty {
        draft: Draft,
        due: ExprId,
        term: TermId,
        rule: RuleId,
        alien: InputId,
    }

    /// "Aliens must", in a provision of an act in force since 1 January 2024.
    fn duty() -> Duty {
        let mut draft = Draft::new();
        let span = Span::at(FileId(0), 0);
        draft.law.acts.push(Act {
            name: "act".to_owned(),
            title: "act".to_owned(),
            span,
            adopted: None,
            in_force: None,
        });
        for parent in [None, Some(ProvisionId::at(0))] {
            let name = "mandatory".to_owned();
            let provision = Provision {
                name,
                heading: None,
                span,
                parent,
                grounds: Vec::new(),
            };
            draft.law.provisions.push(provision);
        }
        let no = draft.bool(false);
        let term = draft.term("due", Type::Bool, Some(no));
        let alien = draft.fact("alien");
        let (yes, is_alien) = (draft.bool(true), draft.is(alien));
        let rule = draft.rule("case 6", term, yes, &[is_alien]);
        let written = draft.law[rule].written;
        draft.law[written].act = Some(ActId::at(0));
        draft.law[written].provision = Some(ProvisionId::at(1));
        draft.life(rule, "2024-01-01", "");
        let due = draft.call(term);
        Duty {
            draft,
            due,
            term,
            rule,
            alien,
        }
    }

    fn names(duty: &Duty, situation: &Situation) -> Vec<Decisive> {
        decisive_names(&duty.draft.law, situation, duty.due)
            .into_iter()
            .collect()
    }

    /// The names of a rule that is the first written.
    fn first_rule() -> [Decisive; 4] {
        [
            Decisive::Written(WrittenId::at(0)),
            Decisive::Provision(ProvisionId::at(0)),
            Decisive::Provision(ProvisionId::at(1)),
            Decisive::Act(ActId::at(0)),
        ]
    }

    #[test]
    fn a_winner_with_provisions_act_and_conditions() {
        let duty = duty();
        let mut expected = first_rule().to_vec();
        expected.extend([Decisive::Term(duty.term), Decisive::Input(duty.alien)]);
        assert_eq!(
            names(&duty, &duty.draft.person(&[(duty.alien, true)])),
            expected
        );
    }

    #[test]
    fn a_false_condition_without_the_rule() {
        let duty = duty();
        let expected = [Decisive::Term(duty.term), Decisive::Input(duty.alien)];
        assert_eq!(
            names(&duty, &duty.draft.person(&[(duty.alien, false)])),
            expected
        );
    }

    #[test]
    fn a_rule_out_of_force() {
        let duty = duty();
        let before = Situation::on(&duty.draft.law, Day::parse_iso("2023-12-31").unwrap())
            .with(duty.alien, crate::law::Value::Bool(true));
        let mut expected = first_rule().to_vec();
        expected.push(Decisive::Term(duty.term));
        assert_eq!(names(&duty, &before), expected);
    }

    #[test]
    fn a_lifter_with_the_rule_lifted() {
        let mut duty = duty();
        let fact = duty.draft.fact("registered");
        let registered = duty.draft.is(fact);
        let lift = duty.draft.lift("only once", &[duty.rule], &[registered]);
        let lift = Decisive::Written(duty.draft.law[lift].written);
        let person = duty.draft.person(&[(duty.alien, true), (fact, true)]);
        let found = names(&duty, &person);
        assert!(found.contains(&lift) && found.contains(&Decisive::Input(fact)));
        assert!(found.contains(&first_rule()[0]));
        // What is not due anyway is not lifted.
        let citizen = duty.draft.person(&[(duty.alien, false), (fact, true)]);
        assert!(!names(&duty, &citizen).contains(&lift));
    }

    #[test]
    fn a_rule_about_another_step_is_no_reason() {
        let mut duty = duty();
        duty.draft.step("enter", &[]);
        let occasion = duty.draft.law.occasion().unwrap();
        let entering = duty.draft.equals(occasion, 1);
        duty.draft.law[duty.rule].conditions.push(entering);
        let citizen = duty.draft.person(&[(duty.alien, false)]);
        assert_eq!(names(&duty, &citizen), [Decisive::Term(duty.term)]);
        let entering = citizen.with(occasion, duty.draft.value(occasion, 1));
        assert!(names(&duty, &entering).contains(&Decisive::Input(duty.alien)));
    }

    #[test]
    fn what_is_open_names_what_is_missing_and_who_waits() {
        let duty = duty();
        let mut expected = first_rule().to_vec();
        expected.extend([Decisive::Term(duty.term), Decisive::Input(duty.alien)]);
        assert_eq!(names(&duty, &duty.draft.person(&[])), expected);
    }

    #[test]
    fn a_conflict_names_both() {
        let mut duty = duty();
        let no = duty.draft.bool(false);
        let other = duty.draft.rule("other", duty.term, no, &[]);
        let other = Decisive::Written(duty.draft.law[other].written);
        let found = names(&duty, &duty.draft.person(&[(duty.alien, true)]));
        assert!(found.contains(&first_rule()[0]) && found.contains(&other));
    }

    #[test]
    fn what_shuts_the_doors() {
        let mut draft = Draft::new();
        let [goal, missing, aside] = ["goal", "missing", "aside"].map(|name| draft.holding(name));
        let fact = draft.fact("fact");
        draft.simple_door("last", goal, &[missing]);
        let step = draft.step("first", &[missing]);
        let need = draft.is(fact);
        draft.door(step, need);
        draft.simple_door("aside", aside, &[aside]);
        let reach = draft.add(Expr::Reach(goal));
        let person = draft.person(&[]).close(&draft.law);
        let found = decisive_names(&draft.law, &person, reach);
        let expected = [missing, fact].map(Decisive::Input);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        let able = draft.person(&[(fact, true)]).close(&draft.law);
        let found = decisive_names(&draft.law, &able, reach);
        assert!(found.contains(&Decisive::Input(fact)));
        assert!(!found.contains(&Decisive::Input(aside)));
    }
}
