//! One law in one solver: what all questions share.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::Bool;

use crate::calendar::{Day, Period};
use crate::law::{
    Claim, Expr, ExprId, Fingerprint, InputId, InputKind, Law, Needs, Op, cone, cone_with_gates,
    with_stack,
};

use super::day_range::boundaries;
use super::encode::{Encoded, Encoder};
use super::kept::{Common, Keep};
use super::reach::{Fixpoint, Sets, Want};
use super::scope::Scope;
use super::solver::{Solver, all, any};
use super::tree::{NoTree, Writer};
use super::trial::Trial;
use super::witness::personal;

/// Of a law with more facts than this, a person is told by those that can matter alone.
const WHOLE_PERSON_LIMIT: usize = 100;

type Bindings = Vec<(InputId, ExprId)>;

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
    /// Questions are asked once: conditionals share their branches.
    asked: IndexMap<(Scope, ExprId, Want), Bool, FxBuildHasher>,
    asking: BTreeMap<ExprId, bool>,
    /// Those of them that are literals.
    literals: IndexMap<(Scope, ExprId, Want), Bool, FxBuildHasher>,
    /// The scopes in which what is held is what is within reach elsewhere.
    reaching: IndexMap<(Scope, Bindings, Want), Scope, FxBuildHasher>,
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
            asked: IndexMap::default(),
            literals: IndexMap::default(),
            asking: BTreeMap::new(),
            reaching: IndexMap::default(),
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

    /// A question in a scope, as a literal.
    pub fn literal_in(&mut self, scope: Scope, id: ExprId, want: Want) -> Bool {
        if let Some(known) = self.literals.get(&(scope, id, want)) {
            return known.clone();
        }
        let asked = self.question_in(scope, id, want);
        let made = self.named(&asked);
        self.literals.insert((scope, id, want), made.clone());
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
                    self.order_of_days(id);
                    let scope = self.within(scope, bindings, want);
                    self.question_in(scope, *inner, want)
                }
                _ => want.of(&self.encoder.truth(scope, id)),
            }
        })
    }

    /// The scope in which something with bindings is asked.
    pub fn within(&mut self, scope: Scope, bindings: &[(InputId, ExprId)], want: Want) -> Scope {
        if bindings.iter().any(|(_, to)| self.asks_reach(*to)) {
            self.with_reach(scope, bindings, want)
        } else {
            self.encoder.with(scope, bindings)
        }
    }

    /// What the calendar knows of the days that one may wait for.
    fn order_of_days(&mut self, id: ExprId) {
        let law = self.law;
        let Some(waiting) = law.waiting(id) else {
            return;
        };
        for (one, next) in &waiting.order {
            let ordered = self.is_not_later(*one, *next);
            self.solver.assert(&ordered);
        }
        // No day lies between one and the next.
        for next in &waiting.turning {
            let Expr::Op(Op::Plus(Period::Days(1), _), day) = law.exprs.get(*next) else {
                continue;
            };
            for day in day {
                for other in waiting.turning.iter().filter(|other| *other != next) {
                    let sides = [
                        self.is_not_later(*other, *day),
                        self.is_not_later(*next, *other),
                    ];
                    self.solver.assert(&any(sides));
                }
            }
        }
    }

    /// That a day, where it is one, is not later than another.
    fn is_not_later(&mut self, one: ExprId, other: ExprId) -> Bool {
        let days = [one, other].map(|day| self.encoder.expr(Encoder::TOP, day));
        let [
            Encoded::Number(one, is_one),
            Encoded::Number(other, is_other),
        ] = days
        else {
            return Bool::from_bool(true);
        };
        let no_day = [is_one, is_other].map(|is| super::solver::not(&is));
        any(no_day.into_iter().chain([one.le(&other)]))
    }

    /// Whether it is asked what is within reach, rules aside, in which it never is.
    fn asks_reach(&mut self, id: ExprId) -> bool {
        if let Some(known) = self.asking.get(&id) {
            return *known;
        }
        let law = self.law;
        let asks = with_stack(|| match law.exprs.get(id) {
            Expr::Reach(_) => true,
            Expr::Lit(_) | Expr::In(_) | Expr::Call(_) | Expr::Stands(_) => false,
            Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => {
                parts.iter().any(|part| self.asks_reach(*part))
            }
            Expr::Not(inner) => self.asks_reach(*inner),
            Expr::If(condition, yes, no) => [condition, yes, no]
                .into_iter()
                .any(|part| self.asks_reach(*part)),
            Expr::With(bindings, inner) => {
                self.asks_reach(*inner) || bindings.iter().any(|(_, to)| self.asks_reach(*to))
            }
        });
        self.asking.insert(id, asks);
        asks
    }

    /// The scope in which what is held at the start is what is within reach elsewhere. Since holding
    /// more closes no door, a support wants no more of it than that it is held, a closed set no more
    /// than that it is not; so that it is encoded the way that the question is. Nothing but reach and
    /// gates may be asked in it: bindings of the files never ask reach.
    fn with_reach(&mut self, scope: Scope, bindings: &[(InputId, ExprId)], want: Want) -> Scope {
        let key = (scope, bindings.to_vec(), want);
        if let Some(known) = self.reaching.get(&key) {
            return *known;
        }
        let mut own = Vec::new();
        for (input, to) in bindings {
            let encoded = if self.asks_reach(*to) {
                let asked = self.question_in(scope, *to, want);
                let asked = self.named(&asked);
                let other = asked.not();
                match want {
                    Want::True | Want::NotFalse => Encoded::truth(asked, other),
                    Want::False | Want::NotTrue => Encoded::truth(other, asked),
                }
            } else {
                self.encoder.expr(scope, *to)
            };
            own.push((*input, encoded));
        }
        let made = self.encoder.bind(scope, own);
        self.reaching.insert(key, made);
        made
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
