//! Whatever the law: what is remembered on a path is what is found there anew.

use super::random_law::{Dice, Maker};
use super::testing::Draft;
use super::{
    Atom, Domain, Evaluator, Ground, InputSet, Memory, Outcome, Path, Places, Range, Reason,
};
use crate::law::{ExprId, InputId, Type};

/// A part of a path in which something is decided that an outcome depends on, and on what.
fn narrower(
    ground: &mut Ground,
    path: &Path,
    atom: Atom,
    dice: &mut Dice,
) -> Option<(Path, InputSet)> {
    let truth = dice.one_in(2);
    Some(match atom {
        Atom::Member(input, places) => {
            let now = path.places(input)?;
            let kept = if truth {
                now.intersection(places)
            } else {
                now.minus(places)
            };
            (path.within(input, kept), ground.decided(&[input]))
        }
        Atom::Value(input) => {
            let kept = match path.domain(input)? {
                Domain::Places(all) => {
                    let all: Vec<usize> = all.iter().collect();
                    path.within(input, Places::one(dice.of(&all)))
                }
                Domain::Numbers(Range { low, high }) if truth => path.to(input, low.midpoint(high)),
                Domain::Numbers(Range { low, high }) => path.from(input, low.midpoint(high)),
                Domain::Days(_) => return None,
            };
            (kept, ground.decided(&[input]))
        }
        Atom::Define(define) => (path.defined(define, truth), ground.defined(define)),
        Atom::Compare(comparison) if dice.one_in(2) => {
            let inputs = ground.names.inputs_of(comparison);
            (path.decided(comparison, truth), ground.decided(&inputs))
        }
        Atom::Failing(operation) if dice.one_in(2) => {
            let inputs = ground.names.inputs_of(operation);
            (path.resulting(operation, truth), ground.decided(&inputs))
        }
        Atom::Compare(symbol) | Atom::Failing(symbol) => {
            let inputs: Vec<InputId> = ground.names.inputs_of(symbol);
            let input = *inputs.get(dice.below(inputs.len().max(1)))?;
            let at = match path.domain(input)? {
                Domain::Numbers(Range { low, high }) => low.midpoint(high),
                Domain::Days(Range { low, high }) => dice.of(&[low, high]),
                Domain::Places(_) => return None,
            };
            let kept = if truth {
                path.to(input, at)
            } else {
                path.from(input, at)
            };
            (kept, ground.decided(&[input]))
        }
    })
}

struct Walk<'a, 'l> {
    ground: &'a mut Ground<'l>,
    memory: Memory,
    questions: &'a [ExprId],
    dice: &'a mut Dice,
    compared: usize,
}

impl Walk<'_, '_> {
    fn compare(&mut self, path: &Path, depth: usize) {
        let mut open = Vec::new();
        for question in self.questions {
            let memory = std::mem::take(&mut self.memory);
            let mut evaluator = Evaluator::remembering(self.ground, path, Reason::Found, memory);
            let remembered: Outcome = evaluator.truth(*question);
            self.memory = evaluator.into_memory();
            let anew = Evaluator::new(self.ground, path, Reason::Found).truth(*question);
            assert_eq!(remembered, anew, "on {}", path.describe(self.ground));
            open.extend(self.ground.atoms(anew.why));
            self.compared += 1;
        }
        if depth == 0 || open.is_empty() {
            return;
        }
        for _ in 0..3 {
            let atom = self.dice.of(&open);
            let part = narrower(self.ground, path, atom, self.dice);
            if let Some((part, decided)) = part {
                self.memory.enter(decided);
                self.compare(&part, depth - 1);
                self.memory.leave();
            }
        }
    }
}

#[test]
fn what_is_remembered_is_what_is_found_anew() {
    let mut compared = 0;
    for seed in 0..30 {
        let (law, questions) = Maker::new(seed).law();
        let mut ground = Ground::new(&law).unwrap();
        let mut walk = Walk {
            ground: &mut ground,
            memory: Memory::new(),
            questions: &questions,
            dice: &mut Dice(seed),
            compared: 0,
        };
        walk.compare(&Path::start(&law), 4);
        compared += walk.compared;
    }
    println!("{compared} compared");
    assert!(compared > 5_000);
}

/// The law day goes with the day.
#[test]
fn decisions_on_the_day_are_decisions_on_the_law_day() {
    let mut d = Draft::bare();
    let yes = d.bool(true);
    let term = d.term("t", Type::Bool, None);
    let rule = d.rule("rule", term, yes, &[]);
    d.life(rule, "2024-01-01", "");
    let call = d.call(term);
    let mut ground = Ground::new(&d.law).unwrap();
    let (path, day) = (Path::start(&d.law), d.law.day().unwrap());
    let mut evaluator = Evaluator::remembering(&mut ground, &path, Reason::Found, Memory::new());
    assert!(evaluator.truth(call).fails);
    let mut memory = evaluator.into_memory();
    let later = path.from(day, super::testing::day("2024-01-01").packed().into());
    memory.enter(ground.decided(&[day]));
    let mut evaluator = Evaluator::remembering(&mut ground, &later, Reason::Found, memory);
    assert!(evaluator.truth(call).is_true());
    let mut memory = evaluator.into_memory();
    memory.leave();
    let mut evaluator = Evaluator::remembering(&mut ground, &path, Reason::Found, memory);
    assert!(evaluator.truth(call).fails);
}
