use crate::law::{Deliberate, ExprId, InputId, Law, RuleId, StepId, TermId, WrittenId};

use super::Verdict;

/// What is asked of a law unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Whether a rule applies to anybody, or decides anything of anybody.
    NeverApplies(WrittenId),
    /// Whether a condition of a rule makes a difference, given its other conditions.
    IdleCondition(WrittenId, ExprId),
    /// Whether an exception ever changes what comes of the rules it is an exception to.
    IdleException(WrittenId),
    /// Whether the rules on a term leave somebody without a value.
    Gap(TermId),
    /// Whether two rules give a term of one person two values.
    Conflict(TermId, RuleId, RuleId),
    /// Whether somebody must take a step and cannot.
    ImpossibleDuty(StepId),
    /// Whether somebody cannot have a holding because having it takes having it.
    DeadEnd(InputId),
}

impl Subject {
    /// Whether it is this that is intended.
    pub fn is(self, law: &Law, deliberate: &Deliberate) -> bool {
        match (self, deliberate) {
            (
                Self::NeverApplies(rule) | Self::IdleCondition(rule, _) | Self::IdleException(rule),
                Deliberate::Idle(rules),
            ) => rules.contains(&rule),
            (Self::Gap(term), Deliberate::Gap(of)) => term == *of,
            (Self::Conflict(_, one, other), Deliberate::Conflict(ones, others)) => {
                let pair = (law[one].written, law[other].written);
                let are = |a: &[_], b: &[_]| a.contains(&pair.0) && b.contains(&pair.1);
                are(ones, others) || are(others, ones)
            }
            (Self::ImpossibleDuty(step), Deliberate::Duty(of)) => step == *of,
            (Self::DeadEnd(holding), Deliberate::DeadEnd(of)) => holding == *of,
            _ => false,
        }
    }

    /// Whether there is a finding where the claim asked is proved; else there is one where it is
    /// refuted, and the person is shown.
    #[must_use]
    pub const fn is_found_by_proof(self) -> bool {
        matches!(
            self,
            Self::NeverApplies(_) | Self::IdleCondition(..) | Self::IdleException(_)
        )
    }
}

/// Something that nobody asked for, found out about a law; or a question that was not decided.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was asked.
    pub about: Subject,
    /// What came out, about the claim that puts the question.
    pub verdict: Verdict,
    /// Why it is as it should be, where the rules say so.
    pub intended: Option<String>,
}
