use crate::calendar::Interval;

use super::{Expr, ExprId, Law, RuleId, TermId, WrittenId};

/// A rule of the kernel: one effect, and when it applies.
///
/// It *stands* where it is not switched off, `law day` is in its life, its conditions hold and
/// no rule that lifts it stands. It *wins* where it stands and no value rule above it stands.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The rule of the files it comes from.
    pub written: WrittenId,
    /// First day in force: an expression over readings and constants. None: since ever.
    pub from: Option<ExprId>,
    /// First day no longer in force. None: for ever.
    pub until: Option<ExprId>,
    /// The conditions, in the order of the text: those of its provisions, then its own.
    pub conditions: Vec<ExprId>,
    /// What it does.
    pub effect: Effect,
    /// The rules that lift this one.
    pub lifted_by: Vec<RuleId>,
    /// All value rules of the same term that prevail over this one, transitively.
    pub below: Vec<RuleId>,
}

impl Rule {
    /// From when until when it is in force, as far as it is bounded.
    pub fn life(&self) -> (Option<ExprId>, Option<ExprId>) {
        (self.from, self.until)
    }

    /// The days between which it is in force, as far as it has such.
    pub fn bounds(&self) -> impl Iterator<Item = ExprId> {
        self.from.into_iter().chain(self.until)
    }

    /// The value that it gives its term; `None` of a rule that only lifts others.
    pub fn value(&self) -> Option<ExprId> {
        match self.effect {
            Effect::Value(_, value) => Some(value),
            Effect::Lift => None,
        }
    }

    /// All its expressions: those of its life, its conditions, and its value.
    pub fn exprs(&self) -> impl Iterator<Item = ExprId> {
        let conditions = self.conditions.iter().copied();
        self.bounds().chain(conditions).chain(self.value())
    }
}

impl Law {
    /// Every condition of a rule, conjunctions taken apart.
    pub fn conjuncts(&self, rule: RuleId) -> impl Iterator<Item = ExprId> + '_ {
        let conditions = self[rule].conditions.iter();
        conditions.flat_map(|condition| self.exprs.conjuncts(*condition))
    }

    /// Whether a rule may be in force on a day of an interval.
    pub fn may_be_in_force(&self, rule: RuleId, days: Interval) -> bool {
        let bound = |bound: Option<ExprId>| self.exprs.days_of(bound?);
        let too_late = match (bound(self[rule].from), days.until) {
            (Some(first), Some(end)) => first.iter().all(|day| *day >= end),
            _ => false,
        };
        let over = match (bound(self[rule].until), days.from) {
            (Some(last), Some(start)) => last.iter().all(|day| *day <= start),
            _ => false,
        };
        !too_late && !over
    }

    /// Whether a rule only stands for another of the same rule of the files, to prevail over a third
    /// while it is above that one (`check/exceptions/order.rs`): of it nothing is told by itself.
    pub fn is_stand_in(&self, rule: RuleId) -> bool {
        self.stands_for(rule).is_some()
    }

    /// The rule for which another one only stands; see [`Law::is_stand_in`].
    pub fn stands_for(&self, rule: RuleId) -> Option<RuleId> {
        let first = self[rule].conditions.first()?;
        match self.exprs.get(*first) {
            Expr::Stands(other) => (self[*other].written == self[rule].written).then_some(*other),
            _ => None,
        }
    }
}

/// What a rule of the kernel does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Gives a term a value.
    Value(TermId, ExprId),
    /// Lifts other rules (they name it in `lifted_by`).
    Lift,
}
