//! Words on bounds, and the comparisons beside them.
//!
//! Words and comparisons part what is below a bound from what is above it, and put the bound itself
//! on one of the sides: “exceeds 200” and `> 200` leave 200 below, as do “does not exceed 200” and
//! `<= 200`. So negation, on either side, changes which part is meant and never where they part, and
//! a rule that spares whom the text binds is compared as well as one that says the same.

mod compared;
mod named;
mod quote;
mod words;

use std::collections::BTreeSet;

use crate::law::{Expr, ExprId, Ground, Law, SourceId, Value, WrittenId};
use crate::text::Span;
use crate::verdict::{Bound, Side, Subject, Threshold};

use super::Questions;
use compared::{Compared, compared};
use named::{Named, named};
use quote::{Quoted, Said, said};
use words::Words;

/// The claim, while the rule is in force, unless that is what is in question: nobody is exactly on the
/// bound. Whoever has nothing to compare, as an age before birth, is not meant. It is put where the
/// words of a sentence that the rule quotes put the bound on another side than the rule does, or on
/// none, and nothing in the rule has it on the other side: one that has it on both, by a reading, has
/// thought of it.
pub fn ask(questions: &mut Questions<'_>) {
    let words = Words::new();
    let law_day = questions.law.law_day();
    let law_day = law_day.map(|day| questions.law.exprs.add(Expr::In(day)));
    let mut asked: BTreeSet<(Passage, (usize, usize))> = BTreeSet::new();
    for written in questions.written() {
        for (threshold, of) in found(questions.law, &words, written, law_day) {
            let ground = questions.law[written].grounds.get(threshold.ground);
            let Some(Ground::Cited(citation)) = ground else {
                continue;
            };
            let passage = (citation.source, citation.spans.clone());
            // Rules of one provision share its sentence.
            if asked.insert((passage, threshold.words)) {
                ask_of(questions, threshold, &of);
            }
        }
    }
}

fn ask_of(questions: &mut Questions<'_>, threshold: Threshold, of: &Compared) {
    let (left, right) = of.sides;
    let mut on_it = questions.equal(left, right);
    // The day named is not the bound of the rule where that is another reading's, or the day behind.
    if let (Bound::Fixed(day @ Value::Day(_)), Quoted::Day(_)) = (threshold.at, of.at) {
        let named = questions.law.exprs.lit(day);
        let bound = match of.side {
            Side::Above => left,
            Side::Below => right,
        };
        on_it = questions.equal(bound, named);
    }
    for bindings in of.under.iter().rev() {
        let with = Expr::With(bindings.clone(), on_it);
        on_it = questions.law.exprs.add(with);
    }
    let mut whom = on_it;
    let law_day = questions.law.law_day();
    let is_of_its_life =
        matches!(questions.law.exprs.get(left), Expr::In(day) if Some(*day) == law_day);
    if !is_of_its_life {
        let rules = questions.law[threshold.rule].rules.clone();
        let in_force: Vec<ExprId> = rules.iter().map(|rule| questions.in_force(*rule)).collect();
        let in_force = questions.law.exprs.or(in_force);
        whom = questions.law.exprs.and([on_it, in_force]);
    }
    let nobody = questions.law.exprs.lit(Value::Bool(false));
    let written = &questions.law[threshold.rule];
    let (name, span) = (format!("boundary: {}", written.name), written.span);
    questions.put(
        Subject::Threshold(threshold),
        (name, span),
        vec![whom],
        nobody,
    );
}

/// The bounds of a rule that are to be asked about, each with the comparison.
fn found(
    law: &Law,
    words: &Words,
    written: WrittenId,
    law_day: Option<ExprId>,
) -> Vec<(Threshold, Compared)> {
    let mut found = Vec::new();
    let mut known: Option<(Vec<Compared>, Vec<Named>)> = None;
    for (ground, of) in law[written].grounds.iter().enumerate() {
        let Ground::Cited(citation) = of else {
            continue;
        };
        let (compared, names) = known.get_or_insert_with(|| {
            let compared = compared(law, written, law_day);
            let names = named(law, &compared);
            (compared, names)
        });
        for said in said(words, names, &citation.quote) {
            if let Some(of) = other_side(&said, compared) {
                let at = match said.at {
                    Quoted::Number(number) => Bound::Fixed(Value::Int(number)),
                    Quoted::Day(day) => Bound::Fixed(Value::Day(day)),
                    Quoted::Named(of) => Bound::Named(of),
                };
                let side = side_of(&said, &of);
                found.push((
                    Threshold {
                        rule: written,
                        ground,
                        words: said.span,
                        at,
                        said: said.side,
                        written: side,
                    },
                    of,
                ));
            }
        }
    }
    found
}

/// A comparison with the bound, if all have it on one side, and that is not the one said.
fn other_side(said: &Said, compared: &[Compared]) -> Option<Compared> {
    let near: Vec<&Compared> = compared
        .iter()
        .filter(|of| parts_at(said, of).is_some())
        .collect();
    let sides: BTreeSet<Side> = near.iter().map(|of| side_of(said, of)).collect();
    let differs = sides.len() == 1 && sides.first().copied() != said.side;
    near.first().filter(|_| differs).map(|of| (*of).clone())
}

/// The side on which a comparison has the bound that is said.
fn side_of(said: &Said, of: &Compared) -> Side {
    parts_at(said, of).unwrap_or(of.side)
}

/// The same, if it is a comparison with that bound: with it, or, of whole numbers and days, with the
/// next one. That a number is 199 or less has 200 above.
fn parts_at(said: &Said, of: &Compared) -> Option<Side> {
    let (said, at) = match (said.at, of.at) {
        (Quoted::Number(said), Quoted::Number(at)) => (said, at),
        (Quoted::Day(said), Quoted::Day(at)) => (i64::from(said.number()), i64::from(at.number())),
        (Quoted::Named(said), Quoted::Named(at)) if said == at => return Some(of.side),
        _ => return None,
    };
    let next = |from: i64| from.checked_add(1);
    if said == at {
        return Some(of.side);
    }
    match of.side {
        Side::Below if of.whole && next(at) == Some(said) => Some(Side::Above),
        Side::Above if of.whole && next(said) == Some(at) => Some(Side::Below),
        _ => None,
    }
}

/// The passage of a citation.
type Passage = (SourceId, Vec<Span>);
