//! Duties that somebody cannot fulfil: who must do something can do it.

use crate::law::{Actor, Expr, ExprId, InputId, StepId, cone};
use crate::verdict::Subject;

use super::Questions;

/// The claim, about persons who must take a step: they can, or can come to have what it grants. A step
/// that grants nothing and requires what other steps grant is not asked about: whether it can be
/// taken after them is no question of this kind.
pub fn ask(questions: &mut Questions<'_>) {
    let steps: Vec<StepId> = (0..questions.law.steps.len()).map(StepId::at).collect();
    for step in steps {
        let asked = questions.law[step].actor == Actor::Person
            && may_be_due(questions, step)
            && !takes_what_can_be_had(questions, step);
        if !asked {
            continue;
        }
        let (Some(span), Some(due)) = (questions.law[step].span, questions.law.due(step)) else {
            continue;
        };
        let claim = possible(questions, step);
        let name = format!("impossible duty: {}", questions.law[step].name);
        questions.put(
            Subject::ImpossibleDuty(step),
            (name, span),
            vec![due],
            claim,
        );
    }
}

/// One of the step's doors is open, or what one of them grants is within reach.
fn possible(questions: &mut Questions<'_>, step: StepId) -> ExprId {
    let doors = questions.law.doors.iter().filter(|door| door.step == step);
    let (mut ways, mut granted): (Vec<ExprId>, Vec<InputId>) = (Vec::new(), Vec::new());
    for door in doors {
        ways.push(door.gate);
        granted.extend(&door.grants);
    }
    granted.sort_unstable();
    granted.dedup();
    for holding in granted {
        ways.push(questions.law.exprs.add(Expr::Reach(holding)));
    }
    questions.law.exprs.or(ways)
}

fn takes_what_can_be_had(questions: &Questions<'_>, step: StepId) -> bool {
    let law = &questions.law;
    let mut doors = law.doors.iter().filter(|door| door.step == step);
    doors.any(|door| {
        let mut needed = cone(law, [door.gate]).inputs.into_iter();
        door.grants.is_empty() && needed.any(|input| law.doors_to(input).next().is_some())
    })
}

fn may_be_due(questions: &Questions<'_>, step: StepId) -> bool {
    let law = &questions.law;
    let mut rules = law[law[step].norm].rules.iter();
    rules.any(|rule| law.is_binding(*rule))
}
