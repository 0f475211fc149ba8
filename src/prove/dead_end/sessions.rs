//! The sessions in which a dead end is told.

use super::super::session::Session;
use super::Goal;

/// One session; or two where waiting is asked about: a solver that was told of the chain of days settles
/// each of them with every answer, so that what is so on the day alone is asked apart.
pub struct Sessions<'s, 'l> {
    own: &'s mut Session<'l>,
    of_the_day: Option<&'s mut Session<'l>>,
}

impl<'s, 'l> Sessions<'s, 'l> {
    /// Everything is asked in one session.
    pub fn one(own: &'s mut Session<'l>) -> Self {
        Self {
            own,
            of_the_day: None,
        }
    }

    /// What is so on the day alone is asked in the second session.
    pub fn two(own: &'s mut Session<'l>, of_the_day: &'s mut Session<'l>) -> Self {
        Self {
            own,
            of_the_day: Some(of_the_day),
        }
    }

    /// In which it is asked what a claim says is out of reach.
    pub fn own(&mut self) -> &mut Session<'l> {
        self.own
    }

    /// In which a goal is asked about.
    pub fn about(&mut self, goal: Goal) -> &mut Session<'l> {
        match (&mut self.of_the_day, goal.some_day) {
            (Some(session), None) => session,
            _ => self.own,
        }
    }
}
