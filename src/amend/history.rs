//! What becomes of a rule: its versions, one after the other.

use std::collections::BTreeMap;

use crate::syntax::Rule;
use crate::text::Span;

use super::corpus::Life;
use super::fixed::Fixed;

/// A rule with all that becomes of it.
#[derive(Debug, Clone)]
pub struct History {
    /// Its versions, one after the other.
    pub versions: Vec<Version>,
    /// The day of its repeal, and where it is said.
    pub repealed: Option<(Fixed, Span)>,
    /// The amendments that did something to it, each by the place of the name under which it did:
    /// that of the rule, or of its provision or act.
    pub by: Vec<Span>,
}

/// A version of a rule.
#[derive(Debug, Clone)]
pub struct Version {
    /// The rule as written.
    pub rule: Rule,
    /// The rule in its file.
    pub span: Span,
    /// When it is in force.
    pub life: Life,
    /// It ended before it began.
    pub never: bool,
    /// The amendment that made its first day, if any did.
    pub from_by: Option<Span>,
    /// The amendment that made its end, if any did.
    pub until_by: Option<Span>,
    /// That amendment puts the first day off, on each reading or leaves it.
    pub from_later: bool,
    /// That amendment puts the end off, on each reading or leaves it.
    pub until_later: bool,
    /// The amendments that moved its days: their words are words of the rule.
    pub moved: Vec<Span>,
    /// The day on which its first day was moved by its own name, the last time.
    pub from_named: Option<Fixed>,
    /// The day on which its end was.
    pub until_named: Option<Fixed>,
}

/// All rules that are amended, by name.
pub type Histories<'c> = BTreeMap<&'c str, History>;

impl Version {
    /// Whether an amendment made its first day or its end.
    pub fn is_amended(&self) -> bool {
        self.from_by.is_some() || self.until_by.is_some()
    }

    /// Ends the version on a day, if it does not end earlier. `None` where that may be one of too
    /// many days.
    pub fn end(&mut self, day: &Fixed, by: Span) -> Option<()> {
        let until = match &self.life.until {
            Some(until) => until.min(day)?,
            None => day.clone(),
        };
        if self.life.until.as_ref() != Some(&until) {
            self.life.until = Some(until);
            self.until_by = Some(by);
            self.until_later = false;
        }
        self.never = match (&self.life.from, &self.life.until) {
            (Some(begins), Some(ends)) => !begins.may_precede(ends),
            _ => false,
        };
        Some(())
    }
}
