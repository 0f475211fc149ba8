//! What of a person makes a claim fail: for whoever has that in common with the person it fails,
//! whatever else is so.

use std::collections::BTreeSet;

use crate::eval::{Decisive, Interpreter, Outcome, Situation, decisive_with_exceptions};
use crate::law::{Between, Claim, Expr, Form, InputId, InputKind, Law, ListId, Value};
use crate::report::words::{is_birthday, is_told_of_everybody};
use crate::verdict::Witness;

use super::unsettled;
use super::witness::inputs;

/// What matters of a person.
pub struct Matters {
    /// What decides what the claim comes to.
    pub decisive: BTreeSet<InputId>,
    /// Of these, what is told whether it is ordinary or not.
    pub asked: BTreeSet<InputId>,
    /// What the conditions of the claim are about.
    pub of_claim: BTreeSet<InputId>,
    /// The lists that are told, each whole.
    pub lists: BTreeSet<ListId>,
    /// That in which two sides differ is told beside them.
    pub differ: Vec<InputId>,
}

impl Matters {
    /// What matters of somebody for whom a claim fails, or is open.
    pub fn of(law: &Law, claim: &Claim, witness: &Witness) -> Self {
        let mut found = Self::read_off(law, claim, witness);
        let lacking = lacking(law, claim, witness, |input| found.covers(law, input));
        found.decisive.extend(&lacking);
        found.asked.extend(&lacking);
        found
            .lists
            .extend(lacking.iter().filter_map(|input| list_of(law, *input)));
        found
    }

    /// By the reasons for what it comes to. Of a failure these are the rules alone, and not all that
    /// leads to them.
    fn read_off(law: &Law, claim: &Claim, witness: &Witness) -> Self {
        let of_claim = inputs(law, claim.stated_for());
        let situation = Situation::of(law, witness.day, witness.values());
        // That something is so of nobody says nothing of the person: the conditions do.
        let says_nothing = matches!(law.exprs.get(claim.claim), Expr::Lit(_));
        let whom = claim.stated_for().iter().copied().filter(|_| says_nothing);
        // Of two sides, each may hang on something that the other does not.
        let (sides, differ) = match &claim.form {
            Some(form) => (vec![form.one, form.other], differing(form, witness)),
            None => (vec![claim.claim], Vec::new()),
        };
        let mut decisive = BTreeSet::new();
        for expr in whom.chain(sides) {
            for reason in decisive_with_exceptions(law, &situation, expr) {
                if let Decisive::Input(input) = reason {
                    decisive.insert(input);
                }
            }
        }
        // Where the rules give no answer, what any of them hangs on is told, ordinary or not.
        let mut asked = BTreeSet::new();
        if let Outcome::Fail(causes) = Interpreter::new(law, &situation).evaluate(claim.claim) {
            for cause in &causes {
                asked.extend(inputs(law, &unsettled::behind(law, cause)));
            }
        }
        decisive.extend(&asked);
        let told = decisive.iter().chain(&of_claim);
        let mut lists: BTreeSet<ListId> = told.filter_map(|input| list_of(law, *input)).collect();
        // What has no result of an element is that of one of some list.
        let records: Vec<InputKind> = asked.iter().map(|input| law[*input].kind).collect();
        lists.extend(law.lists_of(claim).into_iter().filter(|list| {
            let of = InputKind::Field(law[*list].record);
            records.contains(&of)
        }));
        Self {
            decisive,
            asked,
            of_claim,
            lists,
            differ,
        }
    }

    /// Whether it is told which step is taken, with its choices.
    fn tells_step(&self, law: &Law) -> bool {
        let occasion = law.occasion();
        occasion.is_some_and(|occasion| self.decisive.contains(&occasion))
    }

    /// Whether something that is given of the person matters, or is told anyway.
    pub fn covers(&self, law: &Law, input: InputId) -> bool {
        self.decisive.contains(&input)
            || self.of_claim.contains(&input)
            || list_of(law, input).is_some_and(|list| self.lists.contains(&list))
            || self.differ.contains(&input)
            || matches!(law[input].kind, InputKind::Twin(_))
            || (matches!(law[input].kind, InputKind::Choice(_)) && self.tells_step(law))
            || is_told_of_everybody(law, input)
    }
}

/// What is given of a person that makes the claim fail, whatever else is so; where the `shortest` is asked for, no
/// more of it than does, as a finding is told.
pub fn what_matters(
    law: &Law,
    claim: &Claim,
    witness: &Witness,
    shortest: bool,
) -> Vec<(InputId, Value)> {
    let least = shortest
        .then(|| self::shortest(law, claim, witness))
        .flatten();
    let told = least.as_ref().unwrap_or(witness);
    let matters = Matters::of(law, claim, told);
    let is_told =
        |input| matters.covers(law, input) || (least.is_some() && may_be_left_out(law, input));
    let given = told.given.iter().copied();
    given.filter(|(input, _)| is_told(*input)).collect()
}

/// The inputs in which the two sides do differ: of those that may, some can be the same of both.
fn differing(form: &Form, witness: &Witness) -> Vec<InputId> {
    let Between::Neighbours { twins, .. } = &form.between else {
        return Vec::new();
    };
    let of = |wanted: InputId| {
        let found = witness.given.iter().find(|(input, _)| *input == wanted);
        found.map(|(_, of)| *of)
    };
    let differ = twins.iter().filter(|(input, twin)| of(*input) != of(*twin));
    differ.map(|(input, _)| *input).collect()
}

/// Whether an input says which step is taken, with which choices, and what became of it.
fn is_of_step(law: &Law, input: InputId) -> bool {
    matches!(
        law[input].kind,
        InputKind::Occasion | InputKind::Choice(_) | InputKind::Became
    )
}

/// The list of which an input tells something.
pub fn list_of(law: &Law, input: InputId) -> Option<ListId> {
    match law[input].kind {
        InputKind::Length(list) | InputKind::Slot(list, _) => Some(list),
        _ => None,
    }
}

/// What has to be known of a person beside what is, so that the claim fails for certain. Nothing,
/// where it does not fail for the person. Each round asks for what is still missing, so that there are
/// no more than the person has inputs, and in general two.
fn lacking(
    law: &Law,
    claim: &Claim,
    witness: &Witness,
    is_known: impl Fn(InputId) -> bool,
) -> BTreeSet<InputId> {
    let mut found: BTreeSet<InputId> = BTreeSet::new();
    if fails(law, claim, witness, &is_known) || !fails(law, claim, witness, |_| true) {
        return found;
    }
    // Where no step is said, none is taken: it is not missing.
    let given = witness.given.iter().map(|(input, _)| *input);
    let of_step = given.filter(|input| is_of_step(law, *input) && !is_known(*input));
    found.extend(of_step);
    loop {
        let known = |input| is_known(input) || found.contains(&input);
        let mut missing = missing(law, claim, witness, known);
        missing.retain(|input| witness.given.iter().any(|(given, _)| given == input));
        let before = found.len();
        found.extend(missing);
        if found.len() == before {
            break;
        }
    }
    for input in found.clone() {
        let without = |other| is_known(other) || (other != input && found.contains(&other));
        if fails(law, claim, witness, without) {
            found.remove(&input);
        }
    }
    found
}

/// What is missing where so much is known of a person.
fn missing(
    law: &Law,
    claim: &Claim,
    witness: &Witness,
    is_known: impl Fn(InputId) -> bool,
) -> BTreeSet<InputId> {
    let situation = known(law, witness, is_known);
    let mut interpreter = Interpreter::new(law, &situation);
    let mut found = BTreeSet::new();
    for part in claim.for_whom.iter().chain([&claim.claim]) {
        if let Outcome::Open(missing) = interpreter.evaluate(*part) {
            found.extend(missing);
        }
    }
    found
}

/// Whether a claim fails of a person of whom so much is known, whatever else is so.
pub fn fails(
    law: &Law,
    claim: &Claim,
    witness: &Witness,
    is_known: impl Fn(InputId) -> bool,
) -> bool {
    let situation = known(law, witness, is_known);
    let mut interpreter = Interpreter::new(law, &situation);
    let mut whom = claim.for_whom.iter();
    whom.all(|part| interpreter.evaluate(*part) == Outcome::truth(true))
        && match interpreter.evaluate(claim.claim) {
            Outcome::Fail(_) => true,
            found => found == Outcome::truth(false),
        }
}

fn known(law: &Law, witness: &Witness, is_known: impl Fn(InputId) -> bool) -> Situation {
    let given = witness.given.iter().filter(|(input, _)| is_known(*input));
    Situation::of(law, witness.day, given.chain(&witness.readings).copied())
}

/// The person with only so much given as makes the claim fail, whatever else is so: one thing after the
/// other is left out, the last declared first. Readings, the step, and what is told of everybody
/// stay. `None` where it does not fail of what is given alone: what a failure hangs on is told as it is.
pub fn shortest(law: &Law, claim: &Claim, witness: &Witness) -> Option<Witness> {
    if !fails(law, claim, witness, |_| true) {
        return None;
    }
    let mut kept: BTreeSet<InputId> = witness.given.iter().map(|(input, _)| *input).collect();
    for input in kept.clone().into_iter().rev() {
        let without = |other| other != input && kept.contains(&other);
        if may_be_left_out(law, input) && fails(law, claim, witness, without) {
            kept.remove(&input);
        }
    }
    let mut shortest = witness.clone();
    shortest
        .given
        .retain(|(input, _): &(InputId, Value)| kept.contains(input));
    Some(shortest)
}

/// Whether a claim fails of a person for certain, and would not without one thing that is given.
pub fn hangs_on(law: &Law, claim: &Claim, witness: &Witness, input: InputId) -> bool {
    fails(law, claim, witness, |_| true) && !fails(law, claim, witness, |other| other != input)
}

/// Whether the rest of a person can be told without it.
pub fn may_be_left_out(law: &Law, input: InputId) -> bool {
    let kind = law[input].kind;
    let is_of_person = matches!(
        kind,
        InputKind::Fact | InputKind::Holding | InputKind::Unmodelled | InputKind::Slot(..)
    );
    // By the first birthday a person is told.
    let first = law.inputs.iter().position(is_birthday);
    is_of_person && first != Some(input.index())
}
