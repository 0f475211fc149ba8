//! Why an expression comes to what it comes to: the data that explanations are written from.

use crate::calendar::Day;
use crate::law::{DoorId, ExprId, InputId, RuleId, TermId};

use super::outcome::Outcome;
use super::standing::Standing;

/// What an expression comes to, and what decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The expression.
    pub expr: ExprId,
    /// What it comes to.
    pub outcome: Outcome,
    /// What decides it, along the decisive operands only. Empty for constants and inputs.
    pub because: Vec<Reason>,
}

/// One thing that decides an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// An operand that decides.
    Operand(Explanation),
    /// A define, and its expression.
    Define(TermId, Explanation),
    /// The rules that determine a term.
    Term(TermExplanation),
    /// A term that is explained earlier in the same explanation, with the same bindings.
    Earlier(TermId),
    /// A rule of which it is asked whether it applies.
    Rule(RuleStatus),
    /// The explanation of an expression with other values bound: on another day, say.
    Bound(Vec<(InputId, Outcome)>, Explanation),
    /// A holding is within reach by these steps, in this order; none if it is held.
    Plan(Vec<PlannedStep>),
    /// A holding is not definitely within reach: the doors to it and to all that is missing for
    /// them, the holding itself first.
    Obstacles(Vec<Obstacle>),
    /// What is so on a later day that one may wait for: a plan, or obstacles.
    Later(Day, Box<Reason>),
    /// The last day until which one may wait with a plan: on the next it leads nowhere any more.
    LastSafeDay(Day),
    /// More than an explanation can hold.
    Cut,
}

/// How a term comes to its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermExplanation {
    /// The term.
    pub term: TermId,
    /// Its value.
    pub outcome: Outcome,
    /// The rules that apply and over which none prevails.
    pub winners: Vec<RuleId>,
    /// All its rules, in the order of the text.
    pub rules: Vec<RuleStatus>,
    /// Its `otherwise`, where it has one and no rule wins.
    pub otherwise: Option<Explanation>,
}

/// Where a rule stands, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleStatus {
    /// The rule.
    pub rule: RuleId,
    /// Where it stands.
    pub standing: Standing,
    /// It is about another step or another choice than the one made: nothing about the person
    /// matters to it. Nothing more is explained of such a rule.
    pub about_another_step: bool,
    /// The conditions that decide, each a conjunct: those that are false where
    /// [`Standing::ConditionFalse`], those open or failed where one of these, else all.
    pub conditions: Vec<Explanation>,
    /// The value it gives its term, unless it is out of the question or set aside by another rule.
    pub value: Option<Explanation>,
    /// The rules that would lift it, applying or not; not given for a rule that is not in force
    /// or whose conditions are false.
    pub exceptions: Vec<RuleStatus>,
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedStep {
    /// The door taken.
    pub door: DoorId,
    /// Why it can be taken, with the holdings of the steps before.
    pub gate: Explanation,
}

/// A holding that is missing, and every way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The holding.
    pub holding: InputId,
    /// What is known of it at the start.
    pub held: Outcome,
    /// The doors to it, in the order of the law.
    pub doors: Vec<ShutDoor>,
}

/// A door that is not definitely open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShutDoor {
    /// The door.
    pub door: DoorId,
    /// Why the step is not open, if it is not definitely open.
    pub open: Option<Explanation>,
    /// The requirements that are not definitely met.
    pub needs: Vec<Explanation>,
}

impl Explanation {
    /// The last day until which one may wait with what is within reach some day.
    pub fn last_safe_day(&self) -> Option<Day> {
        self.because.iter().find_map(|reason| match reason {
            Reason::LastSafeDay(day) => Some(*day),
            _ => None,
        })
    }

    /// All explanations in it, itself first, in the order in which they are read.
    pub fn all(&self) -> Vec<&Explanation> {
        let mut found = Vec::new();
        let mut next = vec![self];
        while let Some(explanation) = next.pop() {
            found.push(explanation);
            let start = next.len();
            for reason in &explanation.because {
                next.extend(reason.parts());
            }
            // The stack is read from its end.
            next.get_mut(start..).unwrap_or_default().reverse();
        }
        found
    }
}

impl Reason {
    /// The explanations right in it, in the order in which they are read.
    pub fn parts(&self) -> Vec<&Explanation> {
        let mut parts = Vec::new();
        match self {
            Self::Operand(inner) | Self::Define(_, inner) | Self::Bound(_, inner) => {
                parts.push(inner);
            }
            Self::Term(term) => {
                for status in &term.rules {
                    status.collect(&mut parts);
                }
                parts.extend(&term.otherwise);
            }
            Self::Rule(status) => status.collect(&mut parts),
            Self::Plan(steps) => parts.extend(steps.iter().map(|step| &step.gate)),
            Self::Obstacles(obstacles) => {
                for door in obstacles.iter().flat_map(|obstacle| &obstacle.doors) {
                    parts.extend(door.open.iter().chain(&door.needs));
                }
            }
            Self::Later(_, inner) => parts.extend(inner.parts()),
            Self::LastSafeDay(_) | Self::Earlier(_) | Self::Cut => {}
        }
        parts
    }
}

impl RuleStatus {
    fn collect<'e>(&'e self, into: &mut Vec<&'e Explanation>) {
        let mut next = vec![self];
        while let Some(status) = next.pop() {
            into.extend(status.conditions.iter().chain(&status.value));
            next.extend(status.exceptions.iter().rev());
        }
    }
}
