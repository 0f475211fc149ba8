//! What is within reach some day: reach on one day after another, each with what was got before.
//!
//! Between two days on which nothing that a gate looks at turns (`law::moments`), every gate stays as
//! it is, so that it is enough to go through these days in their order. What a step grants lasts; what
//! is held with a history of its own ends with that, unless a step has granted it anew.
//! These are the segments of a person's days, as expressions of the kernel: interpreter, encoder and
//! checker need to know nothing of waiting.

mod counted;
mod culprit;
mod turning;
mod walk;

use crate::law::{Expr, ExprId, InputId, Needs, Told, Waiting};
use crate::text::Span;

use super::Lower;

use turning::Turnings;
use walk::{Bindings, Walk};

impl Lower<'_> {
    /// That a holding is within reach on the day or on a later one.
    pub(super) fn some_day(&mut self, holding: InputId, span: Span) -> Option<ExprId> {
        let Turnings {
            days,
            each,
            covered,
            order,
        } = self.turning_days(holding, span)?;
        let throughout = self.some_day_throughout(holding, span);
        let needs = Needs::only_behind(self.law, [holding]);
        let mut walk = Walk::new(self, &needs, holding);
        let today = walk.within.get(&holding).copied()?;
        let mut later = Vec::new();
        for day in days {
            later.push(walk.go_to(self, day, holding)?);
        }
        let within = later.last().map_or(today, |last| last.within);
        // An expression of its own, also where there is no day to wait for.
        let some_day = self.law.exprs.add(Expr::With(Vec::new(), within));
        let waiting = Waiting {
            holding,
            today,
            turning: each,
            covered,
            order,
            later,
            throughout: throughout.filter(|same| *same != some_day),
        };
        self.law.told.insert(some_day, Told::SomeDay(waiting));
        Some(some_day)
    }

    /// The same of all days, where it is asked of a day and later ones; none, too, where there are too
    /// many.
    fn some_day_throughout(&mut self, holding: InputId, span: Span) -> Option<ExprId> {
        let since = self.clocks.since.take()?;
        let told = self.found.len();
        let throughout = self.some_day(holding, span);
        self.found.truncate(told);
        self.clocks.since = Some(since);
        throughout
    }

    /// The clock of the law bound to the day, where the day was moved and the law does not follow it.
    fn law_of_the_day(&mut self) -> Bindings {
        let clocks = (self.law.day(), self.law.law_day());
        match clocks {
            (Some(day), Some(law_day)) if self.clocks.moved && !self.clocks.governed => {
                vec![(law_day, self.law.exprs.add(Expr::In(day)))]
            }
            _ => Vec::new(),
        }
    }
}
