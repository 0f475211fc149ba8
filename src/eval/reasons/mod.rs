//! The names that stand among the decisive reasons for an outcome.
//!
//! A case may say by what its outcome comes about; this is the list that is checked against.

mod decisive;
mod reach;
mod rule;
mod search;
mod term;

use std::collections::BTreeSet;

use crate::law::{ExprId, Law};

use super::interpreter::Interpreter;
use super::situation::Situation;
use search::Search;

pub use decisive::Decisive;

/// Everything that stands among the decisive reasons for what an expression comes to.
///
/// These are: the rules that win, with their conditions, and what would lift them if it were not
/// lifted itself; a rule that is lifted and would have given another value, with what lifts it; where a term has its value by `otherwise`, every rule
/// that could have given another, if it is out of force, and else the false ones among its
/// conditions. A rule counts with its provisions and its act. Rules about another step than the
/// one taken are no reasons. Of what is open: the missing inputs and the rules that wait for
/// them; of a failure: the rules in conflict.
///
/// Linear in the size of the law for each set of bindings.
pub fn decisive_names(law: &Law, situation: &Situation, expr: ExprId) -> BTreeSet<Decisive> {
    decisive_names_by(law, Interpreter::new(law, situation), expr)
}

/// As [`decisive_names`], by an interpreter that knows the law and the situation.
pub fn decisive_names_by(
    law: &Law,
    interpreter: Interpreter<'_>,
    expr: ExprId,
) -> BTreeSet<Decisive> {
    let nothing = Situation::unknown(law);
    let mut search = Search::new(law, interpreter, &nothing);
    search.expression(expr);
    search.names
}

/// As [`decisive_names`], with what keeps the exceptions off that would make it otherwise: of each that is
/// in force, the first of its conditions that is false, one on what is given before one on readings.
pub fn decisive_with_exceptions(
    law: &Law,
    situation: &Situation,
    expr: ExprId,
) -> BTreeSet<Decisive> {
    let nothing = Situation::unknown(law);
    let mut search = Search::new(law, Interpreter::new(law, situation), &nothing);
    search.with_exceptions = true;
    search.expression(expr);
    search.names
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;
    use crate::calendar::Day;
    use crate::law::{
        Act, ActId, Expr, InputId, Provision, ProvisionId, RuleId, TermId, Type, WrittenId,
    };
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
            rank: None,
            special_to: Vec::new(),
            name: "act".to_owned(),
            title: "act".to_owned(),
            span,
            adopted: None,
            published: None,
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
    fn a_lifter_that_is_lifted_with_what_lifts_it() {
        let mut duty = duty();
        let fact = duty.draft.fact("suspended");
        let suspended = duty.draft.is(fact);
        let once = duty.draft.lift("only once", &[duty.rule], &[]);
        let suspension = duty.draft.lift("suspension", &[once], &[suspended]);
        let [once, suspension] =
            [once, suspension].map(|rule| Decisive::Written(duty.draft.law[rule].written));
        let due = duty.draft.person(&[(duty.alien, true), (fact, true)]);
        let found = names(&duty, &due);
        for name in [first_rule()[0], once, suspension] {
            assert!(found.contains(&name), "{found:?}");
        }
        let lifted = duty.draft.person(&[(duty.alien, true), (fact, false)]);
        assert!(!names(&duty, &lifted).contains(&suspension));
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
