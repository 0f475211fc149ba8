//! Days that are known before anything is checked: a day, or one or another by readings.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::Day;
use crate::syntax::{Comparison, Expr, ExprKind, Name};
use crate::text::Span;

/// The most days that one may be by conditions.
pub const DAYS_LIMIT: usize = 64;

/// Conditions that are decided on the way to a day.
type Decided = Vec<(Expr, bool)>;

/// A day, or one day or another by readings.
#[derive(Debug, Clone, PartialEq)]
pub enum Fixed {
    /// A day.
    On(Day),
    /// Depends on a condition on readings.
    If(Expr, Box<Fixed>, Box<Fixed>),
}

impl Fixed {
    /// All days that it may be.
    pub fn days(&self) -> Vec<Day> {
        match self {
            Self::On(day) => vec![*day],
            Self::If(_, yes, no) => [yes.days(), no.days()].concat(),
        }
    }

    /// The only day that it may be.
    pub fn only(&self) -> Option<Day> {
        match self {
            Self::On(day) => Some(*day),
            Self::If(..) => None,
        }
    }

    /// The earliest day that it may be.
    pub fn earliest(&self) -> Day {
        match self {
            Self::On(day) => *day,
            Self::If(_, yes, no) => yes.earliest().min(no.earliest()),
        }
    }

    /// The latest day that it may be.
    pub fn latest(&self) -> Day {
        match self {
            Self::On(day) => *day,
            Self::If(_, yes, no) => yes.latest().max(no.latest()),
        }
    }

    /// What becomes of it where each of its days becomes something else.
    pub fn map(&self, change: &impl Fn(Day) -> Fixed) -> Fixed {
        match self {
            Self::On(day) => change(*day),
            Self::If(condition, yes, no) => {
                let (yes, no) = (yes.map(change), no.map(change));
                if yes == no {
                    yes
                } else {
                    Self::If(condition.clone(), Box::new(yes), Box::new(no))
                }
            }
        }
    }

    /// What comes of each day and the day that the other is on the same readings. `None` where that
    /// may be one of too many days.
    pub fn with(&self, other: &Fixed, change: impl Fn(Day, Day) -> Fixed) -> Option<Fixed> {
        let found = self.walk(&mut Vec::new(), &mut |one, taken| {
            other.walk(taken, &mut |other, taken| {
                change(one, other).walk(taken, &mut |day, _| Self::On(day))
            })
        });
        (found.days().len() <= DAYS_LIMIT).then_some(found)
    }

    /// The earlier of the two, on each reading.
    pub fn min(&self, other: &Fixed) -> Option<Fixed> {
        self.with(other, |one, other| Self::On(one.min(other)))
    }

    /// The later of the two, on each reading.
    pub fn max(&self, other: &Fixed) -> Option<Fixed> {
        self.with(other, |one, other| Self::On(one.max(other)))
    }

    /// How the day stands to another, where that is the same on all readings.
    pub fn compare(&self, other: &Fixed) -> Option<Ordering> {
        let mut found = BTreeSet::new();
        self.walk(&mut Vec::new(), &mut |one, taken| {
            other.walk(taken, &mut |other, _| {
                found.insert(one.cmp(&other));
                Self::On(one)
            })
        });
        found.pop_first().filter(|_| found.is_empty())
    }

    /// Whether it is before another on some reading.
    pub fn may_precede(&self, other: &Fixed) -> bool {
        let mut found = false;
        self.walk(&mut Vec::new(), &mut |one, taken| {
            other.walk(taken, &mut |other, _| {
                found |= one < other;
                Self::On(one)
            })
        });
        found
    }

    /// What becomes of it where each of its days becomes something else, which is told what was
    /// decided on the way to it. What was decided before is not asked again.
    fn walk(
        &self,
        taken: &mut Decided,
        change: &mut dyn FnMut(Day, &mut Decided) -> Fixed,
    ) -> Fixed {
        let (condition, yes, no) = match self {
            Self::On(day) => return change(*day, taken),
            Self::If(condition, yes, no) => (condition, yes, no),
        };
        let mut decided = taken.iter();
        match decided.find_map(|(known, holds)| says(known, *holds, condition)) {
            Some(true) => return yes.walk(taken, change),
            Some(false) => return no.walk(taken, change),
            None => {}
        }
        let mut branches = [(yes, true), (no, false)].map(|(branch, holds)| {
            taken.push((condition.clone(), holds));
            let changed = branch.walk(taken, change);
            taken.pop();
            Box::new(changed)
        });
        let [yes, no] = &mut branches;
        if yes == no {
            return (**yes).clone();
        }
        let [yes, no] = branches;
        Self::If(condition.clone(), yes, no)
    }

    /// As it would be written; all of it stands at one place.
    pub fn expr(&self, span: Span) -> Expr {
        let kind = match self {
            Self::On(day) => ExprKind::Day(*day),
            Self::If(condition, yes, no) => ExprKind::If(
                Box::new(condition.clone()),
                Box::new(yes.expr(span)),
                Box::new(no.expr(span)),
            ),
        };
        Expr { kind, span }
    }
}

impl fmt::Display for Fixed {
    /// All days that it may be, the earliest first.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days: BTreeSet<Day> = self.days().into_iter().collect();
        let days: Vec<String> = days.iter().map(Day::to_string).collect();
        f.write_str(&days.join(" or "))
    }
}

/// Whether a condition on readings holds where it is known of another that it does or does not: both
/// are one, one is a part of the other, or they name two choices of one reading.
fn says(known: &Expr, holds: bool, condition: &Expr) -> Option<bool> {
    if same(known, condition) {
        return Some(holds);
    }
    match (&known.kind, &condition.kind) {
        (ExprKind::Not(known), _) => says(known, !holds, condition),
        (_, ExprKind::Not(condition)) => says(known, holds, condition).map(|holds| !holds),
        (ExprKind::And(parts), _) if holds => {
            parts.iter().find_map(|one| says(one, true, condition))
        }
        (ExprKind::Or(parts), _) if !holds => {
            parts.iter().find_map(|one| says(one, false, condition))
        }
        (ExprKind::Compare(known, a, b), ExprKind::Compare(asked, c, d)) => {
            let is_one = match known {
                Comparison::Equal => holds,
                Comparison::Unequal => !holds,
                _ => false,
            };
            let other = is_one && same(a, c) && are_two_names(b, d);
            match asked {
                Comparison::Equal => other.then_some(false),
                Comparison::Unequal => other.then_some(true),
                _ => None,
            }
        }
        (_, ExprKind::And(parts)) => {
            let mut parts = parts.iter().map(|one| says(known, holds, one));
            parts.any(|one| one == Some(false)).then_some(false)
        }
        (_, ExprKind::Or(parts)) => {
            let mut parts = parts.iter().map(|one| says(known, holds, one));
            parts.any(|one| one == Some(true)).then_some(true)
        }
        _ => None,
    }
}

fn are_two_names(one: &Expr, other: &Expr) -> bool {
    match (&one.kind, &other.kind) {
        (ExprKind::Name(one), ExprKind::Name(other)) => one.own() != other.own(),
        _ => false,
    }
}

/// Whether two conditions on readings are written alike, wherever they stand.
fn same(one: &Expr, other: &Expr) -> bool {
    let names = |one: &[Name], other: &[Name]| {
        one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.text == b.text)
    };
    let all = |one: &[Expr], other: &[Expr]| {
        one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
    };
    match (&one.kind, &other.kind) {
        (ExprKind::Bool(one), ExprKind::Bool(other)) => one == other,
        (ExprKind::Name(one), ExprKind::Name(other)) => one.text == other.text,
        (ExprKind::Not(one), ExprKind::Not(other)) => same(one, other),
        (ExprKind::And(one), ExprKind::And(other)) | (ExprKind::Or(one), ExprKind::Or(other)) => {
            all(one, other)
        }
        (ExprKind::Compare(one, a, b), ExprKind::Compare(other, c, d)) => {
            one == other && same(a, c) && same(b, d)
        }
        (ExprKind::Implies(a, b), ExprKind::Implies(c, d)) => same(a, c) && same(b, d),
        (ExprKind::Among(one, some), ExprKind::Among(other, others)) => {
            same(one, other) && names(some, others)
        }
        _ => false,
    }
}
