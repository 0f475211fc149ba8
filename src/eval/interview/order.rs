//! Which of several questions comes first: that after which the fewest are to be expected.

use std::collections::BTreeSet;

use crate::law::{InputId, Value};

use super::super::situation::Situation;
use super::trials::Trials;
use super::{Interview, Wanted};

/// So many answers are tried for one question, those to the questions after it included: nobody waits for it.
const TRIED_LIMIT: usize = 64;

/// A question, as it is counted here: in parts, so that averages are whole numbers.
const QUESTION: u64 = 1_000_000;

/// Looks for the first question in one situation.
pub(super) struct Order<'i, 'l> {
    interview: &'i Interview<'l>,
    situation: &'i Situation,
    trials: Trials<'l>,
    /// So many answers may still be tried.
    room: usize,
}

/// What is missing after each answer that was tried, and the situation that it leads to.
type After = Vec<(BTreeSet<Wanted>, Situation)>;

impl<'i, 'l> Order<'i, 'l> {
    pub fn new(interview: &'i Interview<'l>, situation: &'i Situation) -> Self {
        Self {
            interview,
            situation,
            trials: Trials::new(interview.law, interview.expr),
            room: TRIED_LIMIT,
        }
    }

    /// The first of these. One question ahead all are compared; then the best of them, as far as there is room,
    /// by the question that would come after each answer. Equal ones in the order declared.
    pub fn first(mut self, candidates: &[Wanted]) -> Option<Wanted> {
        let mut weighed: Vec<(u64, Wanted, After)> = Vec::new();
        for wanted in candidates {
            let after = self.after(self.situation, *wanted);
            let expected = self.expected(candidates.len(), &after);
            weighed.push((expected, *wanted, after));
        }
        weighed.sort_by_key(|(expected, wanted, _)| (*expected, *wanted));
        let mut best: Option<(u64, Wanted)> = None;
        for (_, wanted, after) in &weighed {
            let Some(expected) = self.expected_further(candidates.len(), after) else {
                break;
            };
            if best.is_none_or(|best| (expected, *wanted) < best) {
                best = Some((expected, *wanted));
            }
        }
        let nearest = weighed.first().map(|(_, wanted, _)| *wanted);
        best.map(|(_, wanted)| wanted).or(nearest)
    }

    /// What is missing after each of some answers.
    fn after(&self, situation: &Situation, wanted: Wanted) -> After {
        self.after_each(situation, self.trials.of(situation, wanted))
    }

    fn after_each(&self, situation: &Situation, trials: Vec<Vec<(InputId, Value)>>) -> After {
        let after = trials.into_iter().map(|given| {
            let mut supposed = situation.clone();
            for (input, value) in given {
                supposed.set(input, value);
            }
            (self.interview.at_once(&supposed), supposed)
        });
        after.collect()
    }

    /// How many questions are to be expected where one is asked of so many that are open, this one included.
    fn expected(&self, open: usize, after: &After) -> u64 {
        let all = after.iter().map(|(missing, _)| guessed(missing.len()));
        QUESTION + average(all).unwrap_or_else(|| guessed(open.saturating_sub(1)))
    }

    /// The same by the best question after each answer; nothing where there is no room to look for it.
    fn expected_further(&mut self, open: usize, after: &After) -> Option<u64> {
        let mut all = Vec::new();
        for (missing, supposed) in after {
            let mut least = if missing.is_empty() { Some(0) } else { None };
            for wanted in missing {
                let further = self.after_within(supposed, *wanted)?;
                let expected = self.expected(missing.len(), &further);
                least = Some(least.map_or(expected, |least: u64| least.min(expected)));
            }
            all.extend(least);
        }
        let expected = average(all.into_iter());
        Some(QUESTION + expected.unwrap_or_else(|| guessed(open.saturating_sub(1))))
    }

    fn after_within(&mut self, situation: &Situation, wanted: Wanted) -> Option<After> {
        let trials = self.trials.of(situation, wanted);
        self.room = self.room.checked_sub(trials.len())?;
        Some(self.after_each(situation, trials))
    }
}

/// So many questions are to be expected where so much is missing: one at least, and half of the others.
fn guessed(missing: usize) -> u64 {
    let missing = u64::try_from(missing).unwrap_or(u64::MAX);
    match missing {
        0 => 0,
        _ => missing.saturating_add(1).saturating_mul(QUESTION / 2),
    }
}

fn average(all: impl Iterator<Item = u64>) -> Option<u64> {
    let (sum, count) = all.fold((0_u64, 0_u64), |(sum, count), one| {
        (sum.saturating_add(one), count + 1)
    });
    sum.checked_div(count)
}
