//! Acts with their days, and what they do to rules that are there already.

use crate::calendar::{Day, Period, Rounding};
use crate::text::Span;

use super::expr::{ActDay, Expr, ExprKind};
use super::{Ground, Name, Rule, Words};

/// An act with its dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Words,
    /// Acts whose amendments go first where both take effect on one day.
    pub after: Vec<Name>,
    /// Its rank among those of the canon on higher acts.
    pub rank: Option<Name>,
    /// Acts to which it is special.
    pub special_to: Vec<Name>,
    /// The day of adoption and its grounds.
    pub adopted: Option<(Day, Vec<Ground>)>,
    /// The day of publication and its grounds.
    pub published: Option<(Day, Vec<Ground>)>,
    /// The first day in force and its grounds.
    pub in_force: Option<InForce>,
}

/// When an act comes into force.
#[derive(Debug, Clone, PartialEq)]
pub struct InForce {
    /// The first day.
    pub first: FirstDay,
    /// Where it is said.
    pub span: Span,
    /// Where that comes from.
    pub grounds: Vec<Ground>,
}

/// The first day of an act, as written.
#[derive(Debug, Clone, PartialEq)]
pub enum FirstDay {
    /// `2024-01-01`, or one day or another by readings.
    On(Expr),
    /// `on publication`: that very day.
    With(ActDay),
    /// `on expiry of 60 days after publication`: so many whole days pass, and the act is in force
    /// from the next: the day of publication + 60 + 1.
    OnExpiry(i64, ActDay),
}

/// Why an act has no first day although it seems to say one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFirstDay {
    /// The act does not say the day that is counted from.
    Unsaid(ActDay),
    /// The day lies outside the calendar.
    Outside,
}

impl Act {
    /// The first day in force, as it could be written; `None` where nothing is said of it.
    ///
    /// # Errors
    ///
    /// The day that it is counted from is not said, or it lies outside the calendar.
    pub fn first_day(&self) -> Result<Option<Expr>, NoFirstDay> {
        let Some(in_force) = &self.in_force else {
            return Ok(None);
        };
        let day = |event| {
            let said = match event {
                ActDay::Publication => &self.published,
                ActDay::Adoption | ActDay::Commencement => &self.adopted,
            };
            said.as_ref()
                .map(|(day, _)| *day)
                .ok_or(NoFirstDay::Unsaid(event))
        };
        let counted = match &in_force.first {
            FirstDay::On(said) => return Ok(Some(said.clone())),
            FirstDay::With(event) => day(*event)?,
            FirstDay::OnExpiry(days, event) => {
                let start = day(*event)?;
                let whole = i32::try_from(*days)
                    .ok()
                    .and_then(|days| days.checked_add(1));
                let counted =
                    whole.and_then(|whole| start.plus(Period::Days(whole), Rounding::Down));
                counted.ok_or(NoFirstDay::Outside)?
            }
        };
        Ok(Some(Expr {
            kind: ExprKind::Day(counted),
            span: in_force.span,
        }))
    }

    /// The day from which the act is known: that of its publication, else that of its adoption.
    pub fn known_from(&self) -> Option<Day> {
        let said = self.published.as_ref().or(self.adopted.as_ref());
        said.map(|(day, _)| *day)
    }
}

/// `restate rule …`: a new version of a rule, under its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Restate {
    /// The rule as it is from then on.
    pub rule: Rule,
    /// From `rule` to the end: the rule as it would stand by itself.
    pub span: Span,
}

/// `repeal …`: rules, provisions or acts that end.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeal {
    /// What ends.
    pub names: Vec<Name>,
    /// The act that says so.
    pub act: Option<Name>,
    /// Where it comes from.
    pub grounds: Vec<Ground>,
    /// The first day without them; else that of the act.
    pub from: Option<Expr>,
    /// The whole item.
    pub span: Span,
}

/// `move … of …`: another day in the place of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Which day.
    pub bound: Movable,
    /// Of which rule, provision or act.
    pub of: Name,
    /// The act that says so.
    pub act: Option<Name>,
    /// Where it comes from.
    pub grounds: Vec<Ground>,
    /// The day on which this takes effect; else that of the act.
    pub from: Option<Expr>,
    /// The new day.
    pub to: Expr,
    /// The whole item.
    pub span: Span,
}

/// The days that can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movable {
    /// The first day of a rule.
    From,
    /// The first day after a rule.
    Until,
    /// The last day of a rule.
    Through,
    /// The first day of an act.
    Commencement,
}
