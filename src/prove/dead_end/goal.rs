//! What a claim says is out of reach: on the day, or for good.

use z3::ast::Bool;

use crate::eval::Interpreter;
use crate::law::{Claim, Expr, ExprId, InputId, Law, Needs, Waiting};

use super::super::classes::Vocabulary;
use super::super::encode::Encoder;
use super::super::formula::{all, not};
use super::super::reach::Want;
use super::super::scope::Scope;
use super::super::session::Session;
use super::super::undecided::Undecided;

/// A holding that a claim says is out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Goal {
    pub holding: InputId,
    /// That it is within reach on the day or on a later one, where it is claimed to be out of reach
    /// for good.
    pub some_day: Option<ExprId>,
}

impl Goal {
    /// What a claim says is out of reach, if that is what it says.
    pub fn of(law: &Law, claim: &Claim) -> Option<Self> {
        let Expr::Not(inner) = law.exprs.get(claim.claim) else {
            return None;
        };
        match law.exprs.get(*inner) {
            Expr::Reach(goal) => Some(Self::on_the_day(*goal)),
            _ => law.waiting(*inner).map(|waiting| Self {
                holding: waiting.holding,
                some_day: Some(*inner),
            }),
        }
    }

    pub fn on_the_day(holding: InputId) -> Self {
        Self {
            holding,
            some_day: None,
        }
    }

    /// What was waited for, and on which days, where waiting is asked about.
    pub fn waiting(self, law: &Law) -> Option<&Waiting> {
        law.waiting(self.some_day?)
    }

    /// The goal on all days. What a claim asks of some days is found by the days behind these, and may
    /// be otherwise on the days before; so it may be in a law that is changed.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn throughout(
        self,
        session: &mut Session<'_>,
        claim: &Claim,
        is_changed: bool,
    ) -> Result<Self, Undecided> {
        let throughout = self
            .waiting(session.law)
            .and_then(|waiting| waiting.throughout);
        let Some(throughout) = throughout else {
            return Ok(self);
        };
        let whole = Self {
            some_day: Some(throughout),
            ..self
        };
        if is_changed {
            return Ok(whole);
        }
        // Who has fewer days to wait for gets no more: it is otherwise where all days may grant what
        // these do not.
        let mut apart = vec![
            whole.reach(session, Want::NotFalse),
            self.reach(session, Want::NotTrue),
        ];
        apart.extend(claim.from.map(|from| not(&session.since(from))));
        let otherwise = session.solver.possible(&apart)?;
        Ok(if otherwise { whole } else { self })
    }

    /// The words in which those who can get it are told apart from those who cannot.
    pub fn words(self, law: &Law, needs: &Needs, plain: bool) -> Vocabulary {
        let asked = self.some_day.as_slice();
        Vocabulary::of(law, needs, asked, &[self.holding], plain)
    }

    /// That it is within reach, as wanted: on the day, or on it or a later one.
    pub fn reach(self, session: &mut Session<'_>, want: Want) -> Bool {
        self.reach_in(session, Encoder::TOP, want)
    }

    /// That somebody definitely cannot get it, and that somebody perhaps can; of those whose own days
    /// are covered, where waiting is asked about.
    pub fn sides(self, session: &mut Session<'_>) -> (Bool, Bool) {
        let [out, within] = [Want::False, Want::NotFalse].map(|want| self.reach(session, want));
        let Some(covered) = self.is_covered(session) else {
            return (out, within);
        };
        let sides = [out, within].map(|side| session.named(&all([covered.clone(), side])));
        sides.into()
    }

    /// That all days that a person may wait for are among those that a proof covers, where waiting is asked
    /// about.
    pub fn is_covered(self, session: &mut Session<'_>) -> Option<Bool> {
        let covered = self.waiting(session.law)?.covered;
        Some(session.literal_in(Encoder::TOP, covered, Want::True))
    }

    /// As [`Self::reach`], in a scope.
    pub fn reach_in(self, session: &mut Session<'_>, scope: Scope, want: Want) -> Bool {
        match self.some_day {
            None => session.reach_in(scope, self.holding, want),
            Some(some_day) => session.literal_in(scope, some_day, want),
        }
    }

    /// The same of one person, by the interpreter.
    pub fn is_within(self, interpreter: &mut Interpreter<'_>) -> bool {
        match self.some_day {
            None => interpreter.reached().lower.contains(&self.holding),
            Some(some_day) => interpreter.evaluate(some_day).is_true(),
        }
    }

    /// Whether a person certainly gets it, on the day or where waiting is asked about by waiting alone, by
    /// the interpreter. If not, the person may all the same.
    pub fn surely_gets(self, law: &Law, interpreter: &mut Interpreter<'_>) -> bool {
        let is_asked_about = self.waiting(law).is_none_or(|waiting| {
            interpreter.evaluate(waiting.covered).is_true()
                && !interpreter.reached().upper.contains(&self.holding)
        });
        is_asked_about && self.is_within(interpreter)
    }
}
