//! References to what is repealed.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::syntax::Rule;
use crate::text::Span;

use super::corpus::{Corpus, Life, Standing};
use super::fixed::Fixed;
use super::history::Histories;
use super::mistakes::repealed;

/// Reports rules that begin when what they are an exception to is repealed already.
pub fn check(corpus: &Corpus<'_>, histories: &Histories<'_>, found: &mut Vec<Diagnostic>) {
    if histories.values().all(|history| history.repealed.is_none()) {
        return;
    }
    let mut ends: BTreeMap<&str, Option<(Fixed, Span)>> = BTreeMap::new();
    for (provision, inside) in &corpus.provisions {
        ends.insert(provision, end(histories, inside));
    }
    for rule in corpus.rules.keys() {
        ends.insert(rule, end(histories, &[rule]));
    }
    let mut check = |rule: &Rule, life: &Life| {
        let Some(begins) = &life.from else {
            return;
        };
        for name in [&rule.lifts, &rule.despite, &rule.subject_to]
            .into_iter()
            .flatten()
        {
            if let Some(Some((day, repeal))) = ends.get(corpus.key(name))
                && !begins.may_precede(day)
            {
                let help = "name what is in force instead, or delete the reference";
                found.push(repealed(name, day, *repeal, help));
            }
        }
    };
    for (name, standing) in &corpus.rules {
        match histories.get(name) {
            Some(history) => {
                for version in history.versions.iter().filter(|version| !version.never) {
                    check(&version.rule, &version.life);
                }
            }
            None => {
                if let Some(life) = life(corpus, standing) {
                    check(standing.rule, &life);
                }
            }
        }
    }
}

fn life(corpus: &Corpus<'_>, standing: &Standing<'_>) -> Option<Life> {
    let clauses = standing
        .around
        .iter()
        .copied()
        .chain(&standing.rule.clauses);
    let act = standing.act.map(|act| corpus.key(act));
    corpus.written_life(clauses, act).ok()
}

/// The day from which all of some rules are repealed.
fn end(histories: &Histories<'_>, rules: &[&str]) -> Option<(Fixed, Span)> {
    let mut last: Option<(Fixed, Span)> = None;
    for rule in rules {
        let (day, repeal) = histories.get(rule)?.repealed.clone()?;
        last = Some(match last {
            Some((known, place)) => {
                let place = if day.latest() >= known.latest() {
                    repeal
                } else {
                    place
                };
                (known.max(&day)?, place)
            }
            None => (day, repeal),
        });
    }
    last
}
