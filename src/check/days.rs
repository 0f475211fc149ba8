//! Days that hang on readings, compared reading by reading.

use crate::calendar::Day;
use crate::law::{Expr, ExprId, Law, Value, first_choices};

/// More combinations of days are not looked at.
const COMBINATIONS_LIMIT: usize = 4_096;

/// The days hang on too many readings to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

/// The days of some reading on which something is so of them, in their order; `None` where it is so
/// on none. What is no constant, whatever the readings, is never looked at.
///
/// # Errors
/// There are too many combinations of the days, or of the readings on which they hang.
pub fn on_some_reading(
    law: &Law,
    days: &[ExprId],
    is_so: impl Fn(&[Day]) -> bool,
) -> Result<Option<Vec<Day>>, TooMany> {
    let mut search = Search {
        law,
        is_so,
        taken: Vec::new(),
        days: Vec::new(),
        left: COMBINATIONS_LIMIT,
    };
    let found = search.go(days)?;
    Ok(found.then_some(search.days))
}

struct Search<'l, F> {
    law: &'l Law,
    is_so: F,
    /// The conditions decided on the way.
    taken: Vec<(ExprId, bool)>,
    days: Vec<Day>,
    left: usize,
}

impl<F: Fn(&[Day]) -> bool> Search<'_, F> {
    fn go(&mut self, open: &[ExprId]) -> Result<bool, TooMany> {
        let Some((first, rest)) = open.split_first() else {
            self.left = self.left.checked_sub(1).ok_or(TooMany)?;
            return Ok((self.is_so)(&self.days) && self.possible()?);
        };
        match *self.law.exprs.get(*first) {
            Expr::Lit(Value::Day(day)) => {
                self.days.push(day);
                if self.go(rest)? {
                    return Ok(true);
                }
                self.days.pop();
                Ok(false)
            }
            Expr::If(condition, yes, no) => {
                let mut known = self.taken.iter().filter(|(known, _)| *known == condition);
                let known = known.next().map(|(_, holds)| *holds);
                for (holds, part) in [(true, yes), (false, no)] {
                    if known.is_some_and(|known| known != holds) {
                        continue;
                    }
                    self.taken.push((condition, holds));
                    let mut parts = vec![part];
                    parts.extend(rest);
                    let found = self.go(&parts)?;
                    self.taken.pop();
                    if found {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    /// Whether there are readings on which all is as decided.
    fn possible(&self) -> Result<bool, TooMany> {
        let found = first_choices(self.law, &self.taken, [], |_| false).map_err(|_| TooMany)?;
        Ok(found.is_some())
    }
}

/// The earliest of the constant days that something may be; `None` if it may be anything else.
pub fn earliest(law: &Law, day: ExprId) -> Option<Day> {
    law.exprs.days_of(day)?.into_iter().min()
}

/// All constant days that something may be, the earliest first: "2024-01-01 or 2024-02-24".
pub fn all_days(law: &Law, day: ExprId, said: impl Fn(Day) -> String) -> String {
    let days = law.exprs.days_in_order(day).unwrap_or_default();
    let days: Vec<String> = days.into_iter().map(said).collect();
    days.join(" or ")
}
