use crate::calendar::Day;
use crate::law::ExprId;
use crate::report::words::either_day;

/// So many values are told of one condition.
const LIMIT: usize = 4;

/// What a comparison met.
#[derive(PartialEq, Eq)]
pub(super) enum Seen {
    /// A day, or several by readings left open: "16 since 15 June 2001", "last day 5 March 2025, 12 days
    /// late".
    Day {
        /// "16 since", "last day".
        stem: String,
        /// Each of them.
        days: Vec<Day>,
        /// "12 days late", of one day.
        distance: String,
        /// The conditional that leaves open which of them it is.
        either: Option<ExprId>,
    },
    /// A birthday: "16 since 15 June 2001".
    Years {
        /// "16 since".
        stem: String,
        /// "16 years after the date of birth is", where it turns on the day after as well.
        after: String,
        /// It.
        birthday: Day,
        /// The day on which it turns, or several by readings left open.
        days: Vec<Day>,
        /// Whether it turns on the birthday itself by any of them.
        is_on_it: bool,
        /// The conditional that leaves open which of them it is.
        either: Option<ExprId>,
    },
    /// Something else, in words.
    Words(String),
}

impl Seen {
    /// A day, and how far it is.
    pub fn day(stem: impl Into<String>, day: Day, distance: String) -> Self {
        Self::Day {
            stem: stem.into(),
            days: vec![day],
            distance,
            either: None,
        }
    }

    /// The words.
    pub fn words(self) -> String {
        match self {
            Self::Day {
                stem,
                days,
                distance,
                ..
            } => {
                let tail = match days.len() {
                    1 if !distance.is_empty() => format!(", {distance}"),
                    _ => String::new(),
                };
                format!("{stem} {}{tail}", either_day(&days))
            }
            Self::Years {
                stem,
                after,
                birthday,
                days,
                is_on_it,
                ..
            } => match is_on_it {
                true => format!("{stem} {}", either_day(&days)),
                false => format!("{after} {}", birthday.in_words()),
            },
            Self::Words(words) => words,
        }
    }

    /// Takes in the day of another branch of the same conditional.
    fn takes_in(&mut self, other: &Self) -> bool {
        if let (
            Self::Years {
                after,
                days,
                is_on_it,
                either,
                ..
            },
            Self::Years {
                after: same,
                days: more,
                is_on_it: is_on_this,
                either: of,
                ..
            },
        ) = (&mut *self, other)
        {
            if after != same || either != of || of.is_none() {
                return false;
            }
            days.extend(more);
            days.sort();
            days.dedup();
            *is_on_it |= *is_on_this;
            return true;
        }
        let (
            Self::Day {
                stem, days, either, ..
            },
            Self::Day {
                stem: same,
                days: more,
                either: of,
                ..
            },
        ) = (self, other)
        else {
            return false;
        };
        if stem != same || either != of || of.is_none() {
            return false;
        }
        days.extend(more);
        days.sort();
        days.dedup();
        true
    }
}

/// One more, as far as so many are told; perhaps of one of the branches of a conditional.
pub(super) fn add(found: &mut Vec<Seen>, mut seen: Seen, of: Option<ExprId>) {
    if let Seen::Day { either, .. } | Seen::Years { either, .. } = &mut seen {
        *either = of;
    }
    let is_known = found.iter_mut().any(|known| known.takes_in(&seen)) || found.contains(&seen);
    if !is_known && found.len() < LIMIT {
        found.push(seen);
    }
}
