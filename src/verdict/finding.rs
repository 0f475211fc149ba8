use std::collections::BTreeSet;

use crate::law::{
    Deliberate, Effect, ExprId, InputId, Law, ProvisionId, RuleId, StepId, TermId, Value, WrittenId,
};

use super::Verdict;

/// What is asked of a law unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Whether a rule applies to anybody, or decides anything of anybody.
    NeverApplies(WrittenId),
    /// Whether a condition of a rule makes a difference, given its other conditions.
    IdleCondition(WrittenId, ExprId),
    /// Whether a condition that all rules of a provision share makes a difference to any of them.
    IdleProvision(ProvisionId, ExprId),
    /// Whether one of the alternatives of a condition, by its place among them, adds anybody to those who
    /// meet it by the others; of a condition that the rules of a provision share, the first stands for all.
    IdleAlternative(WrittenId, ExprId, usize),
    /// Whether an exception ever changes what comes of the rules it is an exception to.
    IdleException(WrittenId),
    /// Whether the rules on a term leave somebody without a value.
    Gap(TermId),
    /// Whether an operation has no result for somebody of whom it is needed.
    NoResult(NeededBy, ExprId),
    /// Whether two rules give a term of one person two values.
    Conflict(TermId, RuleId, RuleId),
    /// Whether somebody must take a step and cannot.
    ImpossibleDuty(StepId),
    /// Whether somebody cannot have a holding because having it takes having it.
    DeadEnd(InputId),
    /// Whether no step to a holding is open to anybody.
    NeverGranted(InputId),
    /// Whether a rule asks, of somebody while it is in force, for a parameter that has no value then.
    NoParameter(WrittenId, TermId),
    /// Whether the sanction that a term says follows where a duty is not done, and what it leads to
    /// makes the same duty due.
    SanctionLoop {
        /// The term.
        sanction: TermId,
        /// The act that is due.
        duty: StepId,
        /// What the sanction leads to.
        leads_to: StepId,
    },
    /// Whether the words of a quotation put a bound on the side on which the rule has it.
    Threshold(Threshold),
}

/// The words on a bound in a quotation, and what the rule beside it makes of the bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold {
    /// The rule.
    pub rule: WrittenId,
    /// Which of its grounds is the quotation.
    pub ground: usize,
    /// Where the words stand in the quotation, the bound included: its first byte and the one after
    /// its last.
    pub words: (usize, usize),
    /// The bound.
    pub at: Bound,
    /// With which side the bound itself goes by the words; none where they leave it open.
    pub said: Option<Side>,
    /// With which side it goes in the rule.
    pub written: Side,
}

/// A bound that words speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// A number or a day.
    Fixed(Value),
    /// What is called by its name.
    Named(ExprId),
}

/// What needs the result of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeededBy {
    /// What a rule gives.
    Value(WrittenId),
    /// The conditions of a rule, and not what it gives.
    Conditions(WrittenId),
    /// What a term is where no rule applies.
    Otherwise(TermId),
}

/// The two sides of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What is less, or earlier.
    Below,
    /// What is more, or later.
    Above,
}

impl Subject {
    /// Whether it is this that is intended.
    pub fn is(self, law: &Law, deliberate: &Deliberate) -> bool {
        match (self, deliberate) {
            (
                Self::NeverApplies(rule)
                | Self::IdleCondition(rule, _)
                | Self::IdleAlternative(rule, ..)
                | Self::IdleException(rule),
                Deliberate::Idle(rules),
            ) => rules.contains(&rule),
            (Self::IdleProvision(provision, _), Deliberate::Idle(rules)) => law
                .rules_of(provision)
                .iter()
                .any(|rule| rules.contains(rule)),
            (Self::Gap(term), Deliberate::Gap(of)) => term == *of,
            (Self::Conflict(_, one, other), Deliberate::Conflict(ones, others)) => {
                let pair = (law[one].written, law[other].written);
                let are = |a: &[_], b: &[_]| a.contains(&pair.0) && b.contains(&pair.1);
                are(ones, others) || are(others, ones)
            }
            (Self::ImpossibleDuty(step), Deliberate::Duty(of)) => step == *of,
            (Self::DeadEnd(holding) | Self::NeverGranted(holding), Deliberate::DeadEnd(of)) => {
                holding == *of
            }
            (Self::NoParameter(_, term), Deliberate::Gap(of)) => term == *of,
            (Self::NoResult(by, _), Deliberate::Gap(of)) => by.terms(law).contains(of),
            (Self::SanctionLoop { sanction, .. }, Deliberate::Sanction(of)) => sanction == *of,
            (Self::Threshold(threshold), Deliberate::Threshold(rules)) => {
                rules.contains(&threshold.rule)
            }
            _ => false,
        }
    }

    /// Whether one mistake is behind both: two rules that contradict one another in the place of several
    /// requirements, or deadlines, of one step; an operation that several rules need.
    pub fn is_told_with(self, law: &Law, other: Self) -> bool {
        match (self, other) {
            (Self::Conflict(term, a, b), Self::Conflict(of, c, d)) => {
                let same = |one: RuleId, other: RuleId| law[one].written == law[other].written;
                let (role, of_step) = (law[term].role, !law[term].is_given_values());
                of_step && role == law[of].role && same(a, c) && same(b, d)
            }
            (Self::NoResult(_, one), Self::NoResult(_, other)) => one == other,
            (Self::NeverGranted(one), Self::NeverGranted(other)) => {
                let steps = |of: InputId| {
                    let steps = law.doors_to(of).map(|door| law[door].step);
                    steps.collect::<BTreeSet<StepId>>()
                };
                steps(one) == steps(other)
            }
            _ => false,
        }
    }

    /// Whether there is a finding where the claim asked is proved; else there is one where it is
    /// refuted, and the person is shown.
    #[must_use]
    pub const fn is_found_by_proof(self) -> bool {
        matches!(
            self,
            Self::NeverApplies(_)
                | Self::NeverGranted(_)
                | Self::IdleCondition(..)
                | Self::IdleProvision(..)
                | Self::IdleAlternative(..)
                | Self::IdleException(_)
        )
    }
}

impl NeededBy {
    /// The terms that have no value for want of the result.
    pub fn terms(self, law: &Law) -> Vec<TermId> {
        match self {
            Self::Otherwise(term) => vec![term],
            Self::Value(rule) | Self::Conditions(rule) => {
                let effects = law[rule].rules.iter().map(|rule| law[*rule].effect);
                let given = effects.filter_map(|effect| match effect {
                    Effect::Value(term, _) => Some(term),
                    Effect::Lift => None,
                });
                given.collect()
            }
        }
    }

    /// The rule, where it is one.
    pub const fn rule(self) -> Option<WrittenId> {
        match self {
            Self::Value(rule) | Self::Conditions(rule) => Some(rule),
            Self::Otherwise(_) => None,
        }
    }
}

/// Something that nobody asked for, found out about a law; or a question that was not decided.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was asked.
    pub about: Subject,
    /// The rules that it is about; those behind a person are told with the person.
    pub rules: Vec<WrittenId>,
    /// What came out, about the claim that puts the question.
    pub verdict: Verdict,
    /// What is told with it: the other holdings of which every circle is one of these, where it is a dead
    /// end; what else the same conflict is about, and what else needs the same result.
    pub also: Vec<Subject>,
    /// Of an exception that changes nothing: that it says something by itself, of persons whom nothing is about that
    /// it is an exception to.
    pub beyond: bool,
    /// Why it is as it should be, where the rules say so.
    pub intended: Option<String>,
}
