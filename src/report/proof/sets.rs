//! With how many sets of answers a claim is proved.

use std::collections::BTreeSet;

use crate::law::{InputId, Law};
use crate::verdict::{ReadingCube, Region, Verdict};

use super::region;

/// So many sets of answers are counted.
const COUNTED: usize = 65_536;

/// The sets of answers with which a claim is proved, and the questions that it hangs on. What it is
/// stated for is no question.
pub struct SetsOfAnswers {
    proved: Region,
    /// The questions.
    pub questions: BTreeSet<InputId>,
}

impl SetsOfAnswers {
    /// Those of a verdict; nothing where the claim is stated for several answers to one question.
    pub fn of(law: &Law, verdict: &Verdict) -> Option<Self> {
        let stated = region::stated_for(law, &law[verdict.claim]);
        let stated = stated.unwrap_or_else(Region::everything);
        let [stated] = stated.0.as_slice() else {
            return None;
        };
        if stated.0.values().any(|places| places.len() != 1) || verdict.undecided.is_some() {
            return None;
        }
        let rest = |cube: &ReadingCube| {
            let mut rest = cube.meet(stated)?;
            rest.0.retain(|reading, _| !stated.0.contains_key(reading));
            Some(rest)
        };
        let refuted = verdict.refuted.iter().map(|refuted| &refuted.cube);
        let proved = Region(verdict.proved.0.iter().filter_map(rest).collect());
        let refuted = Region(refuted.filter_map(rest).collect());
        let mut questions = proved.constrained();
        questions.extend(refuted.constrained());
        Some(Self { proved, questions })
    }

    /// How many of the sets of answers to these questions, and of how many; the questions are all that
    /// the claim hangs on, or more. `None` where there are too many.
    pub fn counted(&self, law: &Law, questions: &BTreeSet<InputId>) -> Option<(usize, usize)> {
        let proved = self.proved.count(law, questions, COUNTED)?;
        let all = Region::everything().count(law, questions, COUNTED)?;
        Some((proved, all))
    }
}

/// "5 of 12 sets of answers to 3 questions"
pub fn in_words((proved, all): (usize, usize), questions: usize) -> String {
    format!("{proved} of {all} sets of answers to {questions} questions")
}
