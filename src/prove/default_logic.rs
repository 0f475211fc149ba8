//! Rules and terms for the solver: default logic, once for every scope.

use z3::ast::Bool;

use crate::law::{Ratio, RuleId, TermId, Type, with_stack};

use super::amount::Amount;
use super::encode::{Encoded, Encoder, truth_of};
use super::formula::{all, any, not};
use super::reads::Part;
use super::scope::Scope;

impl Encoder<'_> {
    /// The rule definitely stands; it definitely does not.
    pub fn stands(&mut self, scope: Scope, rule: RuleId) -> (Bool, Bool) {
        if let Some(known) = self.standing.get(&(scope, rule)) {
            return known.clone();
        }
        let outer = self.outermost(scope, Part::Rule(rule));
        let made = match outer == scope {
            true => with_stack(|| self.new_standing(scope, rule)),
            false => self.stands(outer, rule),
        };
        self.standing.insert((scope, rule), made.clone());
        made
    }

    fn new_standing(&mut self, scope: Scope, id: RuleId) -> (Bool, Bool) {
        let law = self.law;
        let rule = &law[id];
        let mut parts: Vec<(Bool, Bool)> = Vec::new();
        // What a rule would decide may ask what would be without it: it is looked at only where
        // it may be in force.
        if self.is_off(scope, id) {
            return (Bool::from_bool(false), Bool::from_bool(true));
        }
        for (bound, first) in [(rule.from, true), (rule.until, false)] {
            let Some(bound) = bound else { continue };
            let bound = self.expr(scope, bound);
            let Some(day) = self.law_day else { continue };
            if let (Encoded::Number(day, day_ok), Encoded::Number(bound, bound_ok)) =
                (self.input(scope, day), bound)
            {
                let inside = if first {
                    day.ge(&bound)
                } else {
                    day.lt(&bound)
                };
                let ok = [day_ok, bound_ok];
                parts.push((
                    all(ok.iter().cloned().chain([inside.clone()])),
                    all(ok.into_iter().chain([not(&inside)])),
                ));
            }
        }
        for condition in &rule.conditions {
            parts.push(self.truth(scope, *condition));
        }
        for lifter in &rule.lifted_by {
            let (yes, no) = self.stands(scope, *lifter);
            parts.push((no, yes));
        }
        conjunction(parts)
    }

    /// Whether a rule is switched off in a scope. Switches are bound to constants alone.
    fn is_off(&mut self, scope: Scope, rule: RuleId) -> bool {
        let written = self.law[rule].written;
        let switch = self.law.switches.get(&written).copied();
        switch.is_some_and(|switch| {
            let (off, _) = truth_of(&self.input(scope, switch));
            off.as_bool() == Some(true)
        })
    }

    fn wins(&mut self, scope: Scope, id: RuleId) -> (Bool, Bool) {
        let law = self.law;
        let mut parts = vec![self.stands(scope, id)];
        for above in &law[id].below {
            let (yes, no) = self.stands(scope, *above);
            parts.push((no, yes));
        }
        conjunction(parts)
    }

    /// The value of a term: of those rules that do not definitely not win, if they all have it
    /// and one of them stands or `otherwise` agrees; else `otherwise`, where no rule may win.
    pub fn term(&mut self, scope: Scope, id: TermId) -> Encoded {
        if let Some(known) = self.terms.get(&(scope, id)) {
            return known.clone();
        }
        let outer = self.outermost(scope, Part::Term(id));
        let made = match outer == scope {
            true => with_stack(|| self.new_term(scope, id)),
            false => self.term(outer, id),
        };
        self.terms.insert((scope, id), made.clone());
        made
    }

    fn new_term(&mut self, scope: Scope, id: TermId) -> Encoded {
        let law = self.law;
        let term = &law[id];
        let otherwise = term.otherwise.map(|otherwise| self.expr(scope, otherwise));
        if term.rules.is_empty()
            && let Some(otherwise) = otherwise
        {
            return otherwise;
        }
        let mut candidates: Vec<(Bool, Encoded)> = Vec::new();
        let mut standing: Vec<Bool> = Vec::new();
        for rule in &term.rules {
            let Some(value) = law[*rule].value() else {
                continue;
            };
            if self.is_off(scope, *rule) {
                continue;
            }
            standing.push(self.stands(scope, *rule).0);
            let (_, never) = self.wins(scope, *rule);
            candidates.push((never, self.expr(scope, value)));
        }
        let nobody = all(candidates.iter().map(|(never, _)| never.clone()));
        let somebody = not(&nobody);
        let stands = any(standing);
        let size = law.size_of(term.ty);
        if size > 0 {
            let places = (0..size).map(|place| {
                let agreed = all(candidates
                    .iter()
                    .map(|(never, value)| any([never.clone(), is_place(value, place)])));
                let by_default = otherwise
                    .as_ref()
                    .map_or(Bool::from_bool(false), |o| is_place(o, place));
                any([
                    all([
                        somebody.clone(),
                        agreed,
                        any([stands.clone(), by_default.clone()]),
                    ]),
                    all([nobody.clone(), by_default]),
                ])
            });
            return Encoded::Finite(places.collect::<Vec<_>>().into());
        }
        match term.ty {
            Type::Decimal | Type::Money(_) => {
                self.amount(&candidates, otherwise, &somebody, &nobody, &stands)
            }
            _ => number(&candidates, otherwise, &somebody, &nobody, &stands),
        }
    }

    /// The value of a term of decimals or amounts: as of numbers.
    fn amount(
        &mut self,
        candidates: &[(Bool, Encoded)],
        otherwise: Option<Encoded>,
        somebody: &Bool,
        nobody: &Bool,
        stands: &Bool,
    ) -> Encoded {
        let mut value = otherwise.clone();
        for (never, candidate) in candidates.iter().rev() {
            value = Some(match value {
                Some(value) => {
                    let never = (never.clone(), not(never));
                    self.choose(&never, &value, candidate)
                }
                None => candidate.clone(),
            });
        }
        // Without rules and without `otherwise` there is a gap.
        let Some(Encoded::Amount(value)) = value else {
            return Encoded::Amount(Amount::constant(Ratio::ZERO).where_is(no()));
        };
        // What cannot be compared was refused by `choose`, and may be the same or not.
        let same = |of: &Encoded| match of {
            Encoded::Amount(own) => {
                let equal = own.equals(&value);
                all([
                    own.ok.clone(),
                    equal.unwrap_or_else(|| Bool::fresh_const("same")),
                ])
            }
            _ => no(),
        };
        let has_value = |of: &Encoded| match of {
            Encoded::Amount(own) => own.ok.clone(),
            _ => no(),
        };
        let agreed = all(candidates
            .iter()
            .map(|(never, candidate)| any([never.clone(), same(candidate)])));
        let by_default = otherwise.as_ref().map_or(no(), same);
        let default_ok = otherwise.as_ref().map_or(no(), has_value);
        let ok = any([
            all([somebody.clone(), agreed, any([stands.clone(), by_default])]),
            all([nobody.clone(), default_ok]),
        ]);
        Encoded::Amount(value.where_is(ok))
    }
}

fn no() -> Bool {
    Bool::from_bool(false)
}

/// The value of a term of numbers or days: the first candidate's, where all agree.
fn number(
    candidates: &[(Bool, Encoded)],
    otherwise: Option<Encoded>,
    somebody: &Bool,
    nobody: &Bool,
    stands: &Bool,
) -> Encoded {
    let (mut value, default_ok) = match otherwise {
        Some(Encoded::Number(value, ok)) => (value, ok),
        _ => (z3::ast::Int::from_i64(0), Bool::from_bool(false)),
    };
    let default = value.clone();
    for (never, candidate) in candidates.iter().rev() {
        if let Encoded::Number(own, _) = candidate {
            value = never.ite(&value, own);
        }
    }
    let agreed = all(candidates.iter().map(|(never, candidate)| match candidate {
        Encoded::Number(own, ok) => any([never.clone(), all([ok.clone(), own.eq(&value)])]),
        Encoded::Finite(_) | Encoded::Amount(_) => Bool::from_bool(false),
    }));
    let same = all([default_ok.clone(), default.eq(&value)]);
    let ok = any([
        all([somebody.clone(), agreed, any([stands.clone(), same])]),
        all([nobody.clone(), default_ok]),
    ]);
    Encoded::Number(value, ok)
}

fn conjunction(parts: Vec<(Bool, Bool)>) -> (Bool, Bool) {
    let no = any(parts.iter().map(|(_, no)| no.clone()));
    (all(parts.into_iter().map(|(yes, _)| yes)), no)
}

fn is_place(value: &Encoded, place: usize) -> Bool {
    match value {
        Encoded::Finite(places) => places.at(place),
        Encoded::Number(..) | Encoded::Amount(_) => Bool::from_bool(false),
    }
}
