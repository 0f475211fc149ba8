//! One law in one solver: what all questions share.

use indexmap::IndexMap;
use z3::ast::Bool;

use crate::calendar::Day;
use crate::law::{Claim, Expr, ExprId, InputId, Law};

use super::encode::{Encoded, Encoder, Scope};
use super::reach::{Sets, Want, sets};
use super::solver::{Solver, all, any};
use super::stack::with_stack;
use super::trial::Trial;

/// The encoder with everything that was asked of it so far.
pub struct Session<'l> {
    pub law: &'l Law,
    pub solver: &'l Solver,
    pub encoder: Encoder<'l>,
    pub trial: Trial<'l>,
    reach: IndexMap<(Scope, Want), Sets>,
    /// Questions are asked once: conditionals share their branches.
    asked: IndexMap<(Scope, ExprId, Want), Bool>,
}

impl<'l> Session<'l> {
    pub fn new(law: &'l Law, solver: &'l Solver) -> Self {
        let mut session = Self {
            law,
            solver,
            encoder: Encoder::new(law, solver),
            trial: Trial::new(law),
            reach: IndexMap::new(),
            asked: IndexMap::new(),
        };
        let possible = session.possible_person();
        solver.assume_always(session.named(&possible));
        session
    }

    /// What holds of every possible person.
    pub fn possible_person(&mut self) -> Bool {
        let assumes = &self.law.assumes;
        all(assumes
            .iter()
            .map(|one| self.encoder.truth(Encoder::TOP, one.holds).0))
    }

    /// A literal that implies a formula: assuming it asks the formula, and nothing is asked where it
    /// is not assumed.
    pub fn named(&self, formula: &Bool) -> Bool {
        let literal = Bool::fresh_const("question");
        self.solver.assert(&any([literal.not(), formula.clone()]));
        literal
    }

    /// A question about a Boolean expression, reach included. Reach is encoded one way only, by a
    /// set that exists where the answer is as wanted; so the formula is for assuming, not for
    /// denying.
    pub fn question(&mut self, id: ExprId, want: Want) -> Bool {
        self.question_in(Encoder::TOP, id, want)
    }

    /// A question in a scope.
    pub fn question_in(&mut self, scope: Scope, id: ExprId, want: Want) -> Bool {
        if let Some(known) = self.asked.get(&(scope, id, want)) {
            return known.clone();
        }
        let made = self.new_question(scope, id, want);
        self.asked.insert((scope, id, want), made.clone());
        made
    }

    fn new_question(&mut self, scope: Scope, id: ExprId, want: Want) -> Bool {
        with_stack(|| {
            let law = self.law;
            match law.exprs.get(id) {
                Expr::Not(inner) => self.question_in(scope, *inner, want.negated()),
                Expr::And(parts) => self.joined(scope, parts, want, true),
                Expr::Or(parts) => self.joined(scope, parts, want, false),
                Expr::If(condition, yes, no) => {
                    let yes = self.question_in(scope, *yes, want);
                    let no = self.question_in(scope, *no, want);
                    // Where the condition has no truth value, the branches must agree.
                    if matches!(want, Want::True | Want::False) {
                        let held = self.question_in(scope, *condition, Want::True);
                        let failed = self.question_in(scope, *condition, Want::False);
                        let both = all([yes.clone(), no.clone()]);
                        any([all([held, yes]), all([failed, no]), both])
                    } else {
                        let not_held = self.question_in(scope, *condition, Want::NotTrue);
                        let not_failed = self.question_in(scope, *condition, Want::NotFalse);
                        let either = any([yes.clone(), no.clone()]);
                        all([any([not_held, yes]), any([not_failed, no]), either])
                    }
                }
                Expr::Reach(holding) => self.reach_in(scope, *holding, want),
                Expr::With(bindings, inner) => {
                    let scope = self.encoder.with(scope, bindings);
                    self.question_in(scope, *inner, want)
                }
                _ => want.of(&self.encoder.truth(scope, id)),
            }
        })
    }

    fn joined(&mut self, scope: Scope, parts: &[ExprId], want: Want, and: bool) -> Bool {
        let parts: Vec<Bool> = parts
            .iter()
            .map(|part| self.question_in(scope, *part, want))
            .collect();
        let every = matches!(want, Want::True | Want::NotFalse) == and;
        if every { all(parts) } else { any(parts) }
    }

    /// Whether a holding is within reach, as wanted.
    pub fn reach(&mut self, holding: InputId, want: Want) -> Bool {
        self.reach_in(Encoder::TOP, holding, want)
    }

    /// Whether a holding is within reach in a scope, as wanted.
    pub fn reach_in(&mut self, scope: Scope, holding: InputId, want: Want) -> Bool {
        self.sets_in(scope, want)
            .member(holding)
            .cloned()
            .unwrap_or(Bool::from_bool(false))
    }

    /// The sets of a question about reach, made once.
    pub fn sets(&mut self, want: Want) -> Sets {
        self.sets_in(Encoder::TOP, want)
    }

    fn sets_in(&mut self, scope: Scope, want: Want) -> Sets {
        if let Some(known) = self.reach.get(&(scope, want)) {
            return known.clone();
        }
        let made = sets(&mut self.encoder, self.solver, scope, want);
        self.reach.insert((scope, want), made.clone());
        made
    }

    /// The literal that an enumerated input has the value at this place.
    pub fn is(&mut self, input: InputId, place: usize) -> Bool {
        match self.encoder.variable(input) {
            Encoded::Finite(places) => places.get(place).cloned().unwrap_or(Bool::from_bool(false)),
            Encoded::Number(..) | Encoded::Amount(_) => Bool::from_bool(false),
        }
    }

    /// The persons, days and readings a claim is about: its window, its `for` and its `under`.
    pub fn premises(&mut self, claim: &Claim) -> Bool {
        let mut parts = self.window(claim);
        parts.push(self.question(claim.under, Want::True));
        for condition in &claim.for_whom {
            parts.push(self.question(*condition, Want::True));
        }
        all(parts)
    }

    /// The days a claim is not about.
    pub fn outside_window(&mut self, claim: &Claim) -> Bool {
        super::solver::not(&all(self.window(claim)))
    }

    /// The day of the facts is this one or later.
    pub fn since(&mut self, day: Day) -> Bool {
        match self.law.day().map(|clock| self.encoder.variable(clock)) {
            Some(Encoded::Number(clock, _)) => clock.ge(super::dates::packed(day)),
            _ => Bool::from_bool(true),
        }
    }

    /// The day of the facts is this one or earlier.
    pub fn up_to(&mut self, day: Day) -> Bool {
        let after = Day::from_number(day.number() + 1).unwrap_or(Day::MAX);
        super::solver::not(&self.since(after))
    }

    /// The days a claim is about.
    pub fn window(&mut self, claim: &Claim) -> Vec<Bool> {
        let Some(day) = self.law.day() else {
            return Vec::new();
        };
        let Encoded::Number(day, _) = self.encoder.variable(day) else {
            return Vec::new();
        };
        let mut parts = Vec::new();
        parts.extend(claim.from.map(|from| day.ge(super::dates::packed(from))));
        parts.extend(claim.until.map(|until| day.lt(super::dates::packed(until))));
        parts
    }
}
