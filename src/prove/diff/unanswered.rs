//! Persons without an answer on one side, one for each reason that is found.

use std::collections::BTreeSet;

use z3::ast::Bool;

use crate::diff::Question;
use crate::eval::{Cause, Interpreter, Outcome, Situation};
use crate::law::{Choices, ExprId, Law};
use crate::verdict::{Turn, Witness};

use super::super::reach::Want;
use super::super::session::Session;
use super::super::undecided::Undecided;
use super::super::witness::Anchor;

/// So many conditions are looked at for other reasons.
const CONDITIONS_LIMIT: usize = 16;

/// Whom a change touches under some choices.
pub(super) struct Touched<'c> {
    pub whom: Bool,
    pub choices: &'c Choices,
    pub anchor: Anchor,
}

/// Persons who have no answer for another reason than that of the example.
#[derive(Default)]
pub(super) struct Others {
    pub found: Vec<Witness>,
    /// Why there may be further ones.
    pub cut: Option<Undecided>,
}

/// Persons among those touched who have no answer for another reason than the one of the example. What
/// tells the reasons apart are conditions of the rules that give none: one is looked for who meets each,
/// and one who does not.
pub(super) fn others(
    session: &mut Session<'_>,
    question: &Question,
    touched: &Touched<'_>,
    example: Option<&Witness>,
) -> Others {
    let mut others = Others::default();
    others.cut = look(session, question, touched, example, &mut others.found).err();
    others
}

fn look(
    session: &mut Session<'_>,
    question: &Question,
    touched: &Touched<'_>,
    example: Option<&Witness>,
    found: &mut Vec<Witness>,
) -> Result<(), Undecided> {
    let law = session.law;
    let side = match question.turn {
        Turn::Lapses => question.after,
        Turn::Arises => question.before,
        Turn::Begins | Turn::Ends | Turn::Differs => return Ok(()),
    };
    let Some(example) = example else {
        return Ok(());
    };
    let mut known = causes(law, example, side);
    let mut asked: Vec<ExprId> = conditions(law, &known);
    let mut at = 0;
    while let Some(condition) = asked.get(at).copied() {
        if at == CONDITIONS_LIMIT {
            let why = "there are more conditions that may tell them apart than are looked at";
            return Err(Undecided::TooMany(why.to_owned()));
        }
        at += 1;
        for want in [Want::True, Want::NotTrue] {
            let is_so = session.question(condition, want);
            let among = [touched.whom.clone(), is_so];
            let Some(person) = session.witness(&among, touched.choices, touched.anchor)? else {
                continue;
            };
            let own = causes(law, &person, side);
            if own.is_subset(&known) {
                continue;
            }
            let further = conditions(law, &own).into_iter();
            let further: Vec<ExprId> = further.filter(|one| !asked.contains(one)).collect();
            asked.extend(further);
            known.extend(own);
            found.push(person);
        }
    }
    Ok(())
}

fn causes(law: &Law, person: &Witness, side: ExprId) -> BTreeSet<Cause> {
    let situation = Situation::of(law, person.day, person.values());
    match Interpreter::new(law, &situation).evaluate(side) {
        Outcome::Fail(causes) => causes.into_iter().collect(),
        _ => BTreeSet::new(),
    }
}

/// The conditions of the rules that could have given an answer, each once.
fn conditions(law: &Law, causes: &BTreeSet<Cause>) -> Vec<ExprId> {
    let terms = causes.iter().filter_map(|cause| match cause {
        Cause::Gap(term) | Cause::Conflict(term, _) => Some(*term),
        _ => None,
    });
    let rules = terms.flat_map(|term| &law[term].rules);
    let mut all = Vec::new();
    for condition in rules.flat_map(|rule| law.conjuncts(*rule)) {
        let of_person = law.said_of_element(condition).is_none();
        if of_person && !all.contains(&condition) {
            all.push(condition);
        }
    }
    all
}
