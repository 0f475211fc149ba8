//! References to what is repealed.

use crate::diagnostic::Diagnostic;
use crate::syntax::{Name, Rule};
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
    let mut check = |rule: &Rule, life: &Life| {
        let Some(begins) = &life.from else {
            return;
        };
        for name in [&rule.lifts, &rule.despite, &rule.subject_to]
            .into_iter()
            .flatten()
        {
            if let Some((day, repeal)) = end(corpus, histories, name)
                && !begins.may_precede(&day)
            {
                let help = "name what is in force instead, or delete the reference";
                found.push(repealed(name, &day, repeal, help));
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

/// The day from which all rules that a name stands for are repealed.
fn end(corpus: &Corpus<'_>, histories: &Histories<'_>, name: &Name) -> Option<(Fixed, Span)> {
    let of_rule = |rule: &str| histories.get(rule)?.repealed.clone();
    let name = corpus.key(name);
    if corpus.rules.contains_key(name) {
        return of_rule(name);
    }
    let inside = corpus.provisions.get(name)?;
    let mut last: Option<(Fixed, Span)> = None;
    for rule in inside {
        let (day, repeal) = of_rule(rule)?;
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
