//! Worked examples tried out: what comes of a case, and whether it is what the case expects.

use std::collections::BTreeSet;

use crate::law::{
    Case, Expectation, ExprId, History, InputId, InputKind, Law, TermRole, Value, WrittenId,
};

use super::by_reading::by_reading;
use super::interpreter::Interpreter;
use super::outcome::Outcome;
use super::reasons::{Decisive, decisive_names};
use super::situation::Situation;

/// How an expectation came out.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The person, the day, the step and the readings.
    pub situation: Situation,
    /// What came out.
    pub outcome: Outcome,
    /// Whether that is what was expected, the reasons aside.
    pub as_expected: bool,
    /// What stands among the reasons.
    pub reasons: BTreeSet<Decisive>,
    /// The names that were expected among the reasons and are not, in the order written.
    pub absent: Vec<String>,
    /// What the rules assume of every person, and the case says otherwise of this one.
    pub unlike_any: Vec<ExprId>,
}

impl Tried {
    /// Whether everything is as expected, of a person that there can be.
    pub fn passed(&self) -> bool {
        self.as_expected && self.absent.is_empty() && self.unlike_any.is_empty()
    }
}

/// The situation that an expectation is about. Each reading takes the choice that the expectation
/// names, else the one that the case names, else the one in `readings`, else its first.
pub fn situation_of(
    law: &Law,
    case: &Case,
    expectation: &Expectation,
    readings: &[(InputId, Value)],
) -> Situation {
    let given = readings.iter().chain(&case.given).chain(&expectation.under);
    let mut situation = Situation::of(law, case.day, given.copied());
    if let Some(step) = case.step {
        situation = situation.taking(law, step);
    }
    if case.closed {
        situation = situation.close(law);
    }
    situation.first_choices(law)
}

/// What comes of an expectation: the outcome, and whether the names it gives are among the
/// reasons. An outcome that no missing fact can change is not undetermined.
pub fn try_out(
    law: &Law,
    case: &Case,
    expectation: &Expectation,
    readings: &[(InputId, Value)],
) -> Tried {
    let situation = situation_of(law, case, expectation, readings);
    let outcome = outcome_of(law, &situation, expectation);
    let as_expected = if expectation.undetermined {
        outcome.is_open()
    } else {
        outcome.is_true()
    };
    let reasons = decisive_names(law, &situation, expectation.outcome);
    let names: BTreeSet<&str> = reasons
        .iter()
        .filter_map(|reason| name_of(law, *reason))
        // With its attributes a holding has the name of the holding and more.
        .map(|name| name.split('(').next().unwrap_or(name))
        .chain(of_history(law, &reasons))
        .collect();
    let absent = expectation
        .by
        .iter()
        .map(|(name, _)| name)
        .filter(|name| !names.contains(name.as_str()))
        .cloned()
        .collect();
    Tried {
        unlike_any: unlike_any(law, &situation),
        situation,
        outcome,
        as_expected,
        reasons,
        absent,
    }
}

/// What holds of every person according to the rules, and not in this situation.
pub fn unlike_any(law: &Law, situation: &Situation) -> Vec<ExprId> {
    let mut interpreter = Interpreter::new(law, situation);
    let assumes = law.assumes.iter().map(|one| one.holds);
    assumes
        .filter(|assumed| interpreter.evaluate(*assumed).is_false())
        .collect()
}

/// The names of what holds or not by its times, which are among the reasons.
fn of_history<'l>(
    law: &'l Law,
    reasons: &'l BTreeSet<Decisive>,
) -> impl Iterator<Item = &'l str> + 'l {
    let told = |history: &History| {
        let mut times = history.inputs().into_iter();
        times.any(|time| reasons.contains(&Decisive::Input(time)))
    };
    law.histories()
        .filter(move |(_, history)| told(history))
        .map(|(of, _)| law[of].name.as_str())
}

/// All readings are fixed, so that there is one answer.
fn outcome_of(law: &Law, situation: &Situation, expectation: &Expectation) -> Outcome {
    let outcome = Interpreter::new(law, situation).evaluate(expectation.outcome);
    if !outcome.is_open() {
        return outcome;
    }
    let settled = by_reading(law, situation, expectation.outcome)
        .ok()
        .and_then(|branches| branches.into_iter().next());
    settled.map_or(outcome, |branch| branch.outcome)
}

/// The rules among reasons.
pub fn decisive_rules(reasons: &BTreeSet<Decisive>) -> impl Iterator<Item = WrittenId> + '_ {
    reasons.iter().filter_map(|reason| match reason {
        Decisive::Written(written) => Some(*written),
        _ => None,
    })
}

/// The name of a reason in the rule files. Parameters have names of their own procedures, which
/// may be those of something else, and are no reasons that a case can name.
pub fn name_of(law: &Law, reason: Decisive) -> Option<&str> {
    match reason {
        Decisive::Written(id) => Some(&law[id].name),
        Decisive::Provision(id) => Some(&law[id].name),
        Decisive::Act(id) => Some(&law[id].name),
        Decisive::Term(id) => match law[id].role {
            TermRole::Define | TermRole::Value | TermRole::Parameter => Some(&law[id].name),
            TermRole::Open(_)
            | TermRole::Requirement(_)
            | TermRole::Norm(_)
            | TermRole::Overdue(_)
            | TermRole::Deadline(_)
            | TermRole::Border(_)
            | TermRole::Never(_)
            | TermRole::DaysHeld(_)
            | TermRole::Fold(_)
            | TermRole::Nothing(_) => None,
        },
        Decisive::Input(id) => match law[id].kind {
            InputKind::Fact | InputKind::Holding | InputKind::Reading => Some(law.known_as(id)),
            InputKind::Length(list) | InputKind::Slot(list, _) => Some(&law[list].name),
            _ => None,
        },
    }
}
