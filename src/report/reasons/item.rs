//! One reason with its number, and how many are below it.

use crate::report::outline::Line;

use super::Reasons;

/// The deepest that lines stand in one another; what is deeper stands beside the last. Readers of JSON
/// follow no more than some hundred levels.
const NESTED_LIMIT: usize = 24;

impl Reasons<'_> {
    pub(super) fn item(&mut self, line: Line) {
        if self.level > self.depth {
            self.below += 1;
            return;
        }
        self.tell_below();
        let number = self.lines.len() + 1;
        // What is quoted already, as of another element of a list, is not quoted again.
        let quoted_at = self.told.quoted_at(&line.grounds);
        if quoted_at.is_none() {
            self.told.quote(&line.grounds, number);
        }
        let line = Line {
            number: Some(number),
            quoted_at,
            ..line
        };
        self.lines.push((self.level, line));
    }

    /// How many reasons are below the last one told.
    pub(super) fn tell_below(&mut self) {
        if let Some((_, last)) = self.lines.last_mut() {
            last.below = std::mem::take(&mut self.below);
        }
    }

    /// What is behind a reason, a level below it.
    pub(super) fn behind(&mut self, tell: impl FnOnce(&mut Self)) {
        self.level += 1;
        tell(self);
        self.level -= 1;
    }
}

/// Lines in their order, each with its level, as lines that stand behind one another.
pub(super) fn nested(flat: Vec<(usize, Line)>) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    let mut open: Vec<(usize, Line)> = Vec::new();
    let close = |open: &mut Vec<(usize, Line)>, all: &mut Vec<Line>, level: usize| {
        while let Some((_, done)) = open.pop_if(|(above, _)| *above >= level) {
            match open.last_mut() {
                Some((_, above)) => above.behind.push(done),
                None => all.push(done),
            }
        }
    };
    for (level, line) in flat {
        let level = level.min(NESTED_LIMIT);
        close(&mut open, &mut all, level);
        open.push((level, line));
    }
    close(&mut open, &mut all, 0);
    all
}
