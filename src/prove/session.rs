//! One law in one solver: what all questions share.

use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::Bool;

use crate::calendar::Day;
use crate::law::{Claim, Fingerprint, InputId, InputKind, Law, Needs, cone, cone_with_gates};

use super::day_range::boundaries;
use super::encode::{Encoded, Encoder};
use super::formula::{all, any};
use super::kept::{Common, Keep};
use super::question::Questions;
use super::reach::{Fixpoint, Sets, Want};
use super::scope::Scope;
use super::solver::Solver;
use super::tree::{NoTree, Writer};
use super::trial::Trial;
use super::witness::personal;

/// Of a law with more facts than this, a person is told by those that can matter alone.
const WHOLE_PERSON_LIMIT: usize = 100;

/// What is read off a law alone: one session hands it to the next.
#[derive(Default)]
pub struct Known<'l> {
    /// The inputs of which a person is made.
    person: Option<Rc<[InputId]>>,
    /// The days on which rules begin or end.
    boundaries: Option<Rc<[Day]>>,
    /// What the keys have in common under which verdicts are kept.
    common: Option<Common>,
    fingerprint: Option<Fingerprint>,
    writer: Option<Writer<'l>>,
}

/// The encoder with everything that was asked of it so far.
pub struct Session<'l> {
    pub law: &'l Law,
    pub solver: &'l Solver,
    pub encoder: Encoder<'l>,
    pub trial: Trial<'l>,
    /// The inputs of which a person is made.
    pub person: Rc<[InputId]>,
    /// The days on which rules begin or end.
    pub boundaries: Rc<[Day]>,
    /// Where verdicts are kept, if they are.
    pub keep: Option<&'l dyn Keep>,
    /// What the keys have in common under which they are.
    pub common: Option<Common>,
    /// Made when first asked for.
    writer: Option<Writer<'l>>,
    fingerprint: Option<Fingerprint>,
    /// Of that part of the law which the session is about.
    needs: Option<Arc<Needs>>,
    /// Whether every gate that the session is about is open or shut, whoever the person is.
    settled: bool,
    reach: IndexMap<(Scope, Want, Fixpoint), Sets, FxBuildHasher>,
    /// What was asked already.
    pub(super) questions: Questions,
}

impl<'l> Session<'l> {
    pub fn new(law: &'l Law, solver: &'l Solver) -> Self {
        Self::knowing(law, solver, Known::default())
    }

    /// The same, where something is known of the law already.
    pub fn knowing(law: &'l Law, solver: &'l Solver, known: Known<'l>) -> Self {
        let mut session = Self {
            law,
            solver,
            encoder: Encoder::new(law, solver),
            trial: Trial::new(law),
            person: known.person.unwrap_or_else(|| personal(law).into()),
            boundaries: known.boundaries.unwrap_or_else(|| boundaries(law).into()),
            keep: None,
            common: known.common,
            writer: known.writer,
            fingerprint: known.fingerprint,
            needs: None,
            settled: false,
            reach: IndexMap::default(),
            questions: Questions::default(),
        };
        let possible = session.possible_person();
        solver.assume_always(session.named(&possible));
        session
    }

    /// The same, with a place where verdicts are kept.
    #[must_use]
    pub fn keeping(mut self, keep: Option<&'l dyn Keep>) -> Self {
        self.keep = keep;
        self
    }

    /// What [`Self::knowing`] takes over. The session must not be [`Self::about`] a part of the law.
    pub fn known(self) -> Known<'l> {
        Known {
            person: Some(self.person),
            boundaries: Some(self.boundaries),
            common: self.common,
            fingerprint: self.fingerprint,
            writer: self.writer,
        }
    }

    /// What writes certificates.
    ///
    /// # Errors
    /// What the checker has against the law.
    pub fn writer(&mut self) -> Result<&mut Writer<'l>, NoTree> {
        let law = self.law;
        match &mut self.writer {
            Some(writer) => Ok(writer),
            none => {
                let fingerprint = self.fingerprint.get_or_insert_with(|| law.fingerprint());
                Ok(none.insert(Writer::new(law, fingerprint.clone())?))
            }
        }
    }

    /// Does something for which a person is told by what a claim hangs on alone, where the law has
    /// many facts.
    pub fn of_whom_matters<T>(&mut self, claim: &Claim, act: impl FnOnce(&mut Self) -> T) -> T {
        if self.person.len() <= WHOLE_PERSON_LIMIT {
            return act(self);
        }
        let law = self.law;
        let parts = claim.for_whom.iter().chain([&claim.under, &claim.claim]);
        let assumed = law.assumes.iter().map(|assumption| &assumption.holds);
        let matter = cone_with_gates(law, parts.chain(assumed).copied()).inputs;
        let own = self.person.iter().copied();
        let own = own.filter(|input| matter.contains(input)).collect();
        let person = std::mem::replace(&mut self.person, own);
        let result = act(self);
        self.person = person;
        result
    }

    /// The same, about what lies behind some holdings alone: no others may be asked for.
    #[must_use]
    pub fn about(mut self, needs: Needs) -> Self {
        let law = self.law;
        if self.person.len() > WHOLE_PERSON_LIMIT {
            let gates = needs.doors().iter().map(|door| law[*door].gate);
            let matter = cone(law, gates).inputs;
            let matters = |input: &InputId| match law[*input].kind {
                // At a door the step being taken, and what is chosen with it, are given.
                InputKind::Occasion | InputKind::Choice(_) | InputKind::Became => false,
                _ => matter.contains(input) || needs.covers(*input),
            };
            self.person = self.person.iter().copied().filter(matters).collect();
        }
        self.needs = Some(Arc::new(needs));
        self.settled = self.no_gate_is_left_open();
        self
    }

    /// Whether nobody meets a gap or conflict at a gate, whatever that person holds; `false` where
    /// the solver does not tell. A holding that is not definitely within reach is then definitely out
    /// of reach, so that one set shows both.
    fn no_gate_is_left_open(&mut self) -> bool {
        let needs = self.needs();
        for holding in needs.holdings() {
            self.reach(*holding, Want::False);
        }
        let Some(closed) = self
            .reach
            .get(&(Encoder::TOP, Want::False, Fixpoint::Least))
        else {
            return true;
        };
        let open = closed.left_open(&mut self.encoder, &needs);
        matches!(self.solver.plausible(&[open]), Ok(false))
    }

    /// Whether somebody may be left open between [`Want::True`] and [`Want::False`].
    pub fn may_be_between(&self) -> bool {
        !self.settled
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

    /// Whether a holding is within reach, as wanted.
    pub fn reach(&mut self, holding: InputId, want: Want) -> Bool {
        self.reach_in(Encoder::TOP, holding, want)
    }

    /// Whether a holding is within reach in a scope, as wanted.
    pub fn reach_in(&mut self, scope: Scope, holding: InputId, want: Want) -> Bool {
        self.is_in(scope, holding, want, Fixpoint::Least)
    }

    /// Whether a holding would be within reach if circles stood in nobody's way, as wanted.
    pub fn reach_but_for_circles(&mut self, holding: InputId, want: Want) -> Bool {
        self.is_in(Encoder::TOP, holding, want, Fixpoint::Greatest)
    }

    fn is_in(&mut self, scope: Scope, holding: InputId, want: Want, fixpoint: Fixpoint) -> Bool {
        let needs = self.needs();
        let want = match want {
            Want::NotTrue if self.settled && scope == Encoder::TOP => Want::False,
            Want::NotFalse if self.settled && scope == Encoder::TOP => Want::True,
            _ => want,
        };
        let encoder = &mut self.encoder;
        let sets = self
            .reach
            .entry((scope, want, fixpoint))
            .or_insert_with(|| Sets::new(encoder, scope, want, fixpoint));
        sets.ask_for(encoder, self.solver, &needs, holding);
        let member = sets.member(holding).cloned();
        member.unwrap_or(Bool::from_bool(false))
    }

    /// Which doors look at which holdings: of the law, or of that part of it which the session is
    /// about.
    pub fn needs(&self) -> Arc<Needs> {
        Arc::clone(self.needs.as_ref().unwrap_or_else(|| self.law.needs()))
    }

    /// The literal that an enumerated input has the value at this place.
    pub fn is(&mut self, input: InputId, place: usize) -> Bool {
        match self.encoder.variable(input) {
            Encoded::Finite(places) => places.at(place),
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
        super::formula::not(&all(self.window(claim)))
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
        super::formula::not(&self.since(after))
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
