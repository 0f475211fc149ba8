//! Amendments in the order of their days: each makes a version of a rule, ends one, or moves a day.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{ClauseKind, Movable, Move, Name, Repeal, Restate, Rule};
use crate::text::Span;

use super::corpus::{Amendment, Corpus, Life, Standing, day_after};
use super::fixed::Fixed;
use super::mistakes::{conflict, not_fixed, repealed};
use super::order::Order;

/// A rule with all that becomes of it.
#[derive(Debug, Clone)]
pub struct History {
    /// Its versions, one after the other.
    pub versions: Vec<Version>,
    /// The day of its repeal, and where it is said.
    pub repealed: Option<(Day, Span)>,
}

/// A version of a rule.
#[derive(Debug, Clone)]
pub struct Version {
    /// The rule as written.
    pub rule: Rule,
    /// The rule in its file.
    pub span: Span,
    /// When it is in force.
    pub life: Life,
    /// It ended before it began.
    pub never: bool,
    /// The amendment that made its first day, if any did.
    pub from_by: Option<Span>,
    /// The amendment that made its end, if any did.
    pub until_by: Option<Span>,
    /// The amendments that moved its days: their words are words of the rule.
    pub moved: Vec<Span>,
}

/// All rules that are amended, by name.
pub type Histories<'c> = BTreeMap<&'c str, History>;

/// An amendment with the day of its effect.
struct Dated<'c> {
    day: Day,
    amendment: Amendment<'c>,
}

/// Applies the amendments of a corpus, whose acts have their first days.
pub fn apply<'c>(
    corpus: &Corpus<'c>,
    order: &Order<'c>,
    found: &mut Vec<Diagnostic>,
) -> Histories<'c> {
    let mut dated: Vec<Dated<'c>> = Vec::new();
    for amendment in &corpus.amendments {
        let of_act =
            matches!(amendment, Amendment::Move(one) if one.bound == Movable::Commencement);
        if !of_act && let Some(day) = corpus.effective(*amendment, found) {
            dated.push(Dated {
                day,
                amendment: *amendment,
            });
        }
    }
    let ends_an_act = |one: &Dated<'_>| match one.amendment {
        Amendment::Repeal(repeal) => repeal
            .names
            .iter()
            .any(|name| corpus.acts.contains_key(name.own())),
        _ => false,
    };
    // An act that is repealed on the day on which it would begin never amends anything.
    dated.sort_by_key(|one| {
        let rank = order.rank(one.amendment.act());
        (one.day, !ends_an_act(one), rank)
    });
    let mut amending = Amending {
        corpus,
        order,
        found,
        histories: BTreeMap::new(),
        ended_acts: BTreeMap::new(),
        last: BTreeMap::new(),
    };
    for one in &dated {
        amending.apply(one);
    }
    amending.histories
}

/// The amendments of a rule on one day, each with its place.
type OfOneDay<'c> = (Day, Vec<(Amendment<'c>, Span)>);

struct Amending<'a, 'c> {
    corpus: &'a Corpus<'c>,
    order: &'a Order<'c>,
    found: &'a mut Vec<Diagnostic>,
    histories: Histories<'c>,
    ended_acts: BTreeMap<&'c str, Day>,
    /// The amendments of each rule on the last day on which it was amended.
    last: BTreeMap<&'c str, OfOneDay<'c>>,
}

impl<'c> Amending<'_, 'c> {
    fn apply(&mut self, one: &Dated<'c>) {
        let act = one.amendment.act();
        if act.is_some_and(|act| self.ended_acts.contains_key(act.own())) {
            return;
        }
        for name in one.amendment.names() {
            for rule in self.rules_of(one.amendment, name) {
                if self.conflicts(rule, one, name.span) || !self.prepare(rule) {
                    continue;
                }
                match one.amendment {
                    Amendment::Restate(restate) => self.restate(rule, restate, one.day),
                    Amendment::Repeal(repeal) => self.repeal(rule, repeal, name, one.day),
                    Amendment::Move(moved) => self.move_day(rule, moved, one.day),
                }
            }
            if matches!(one.amendment, Amendment::Repeal(_))
                && let Some((act, _)) = self.corpus.acts.get_key_value(name.own())
            {
                self.ended_acts.entry(act).or_insert(one.day);
            }
        }
    }

    /// The rules that a name stands for; `check` reports a name that stands for none.
    fn rules_of(&self, amendment: Amendment<'c>, name: &'c Name) -> Vec<&'c str> {
        let corpus = self.corpus;
        if let Some((rule, _)) = corpus.rules.get_key_value(name.own()) {
            return vec![rule];
        }
        match amendment {
            Amendment::Restate(_) => Vec::new(),
            Amendment::Move(moved) => {
                let inside = corpus.provisions.get(name.own());
                let inside = inside.into_iter().flatten().copied();
                inside.filter(|rule| self.inherits(rule, moved)).collect()
            }
            Amendment::Repeal(_) => match corpus.provisions.get(name.own()) {
                Some(inside) => inside.clone(),
                None => self.rules_in(name.own()),
            },
        }
    }

    /// Whether a rule of a provision has its day from there, not from itself.
    fn inherits(&self, rule: &str, moved: &Move) -> bool {
        let own = |kinds: &[ClauseKind]| {
            let rule = self.corpus.rules.get(rule).map(|standing| standing.rule);
            let mut clauses = rule.into_iter().flat_map(|rule| &rule.clauses);
            clauses.any(|clause| kinds.contains(&clause.kind))
        };
        match moved.bound {
            Movable::From | Movable::Commencement => !own(&[ClauseKind::From]),
            Movable::Until | Movable::Through => !own(&[ClauseKind::Until, ClauseKind::Through]),
        }
    }

    /// The rules of an act.
    fn rules_in(&self, act: &str) -> Vec<&'c str> {
        let own = |name: Option<&Name>| name.is_some_and(|name| name.own() == act);
        let rules = self.corpus.rules.iter().filter(|(rule, standing)| {
            match self
                .histories
                .get(**rule)
                .and_then(|one| one.versions.last())
            {
                Some(version) => own(version.rule.act.as_ref().or(standing.act)),
                None => own(standing.act),
            }
        });
        rules.map(|(rule, _)| *rule).collect()
    }

    /// Reports another amendment of the rule on the same day, if nothing says which goes first.
    fn conflicts(&mut self, rule: &'c str, one: &Dated<'c>, place: Span) -> bool {
        let (day, others) = self.last.entry(rule).or_insert((one.day, Vec::new()));
        if *day != one.day {
            *day = one.day;
            others.clear();
        }
        let other = others.iter().find(|(other, _)| {
            interfere(*other, one.amendment) && !self.order.says(other.act(), one.amendment.act())
        });
        let told = other.map(|(_, first)| conflict(rule, one.day, place, *first));
        others.push((one.amendment, place));
        let conflicts = told.is_some();
        self.found.extend(told);
        conflicts
    }

    /// Begins the history of a rule with the rule as it was enacted.
    fn prepare(&mut self, rule: &'c str) -> bool {
        let Some(standing) = self.corpus.rules.get(rule) else {
            return false;
        };
        if self.histories.contains_key(rule) {
            return true;
        }
        match self.life(standing, standing.rule, standing.act) {
            Some(life) => {
                let first = Version {
                    rule: standing.rule.clone(),
                    span: standing.span,
                    life,
                    never: false,
                    from_by: None,
                    until_by: None,
                    moved: Vec::new(),
                };
                let history = History {
                    versions: vec![first],
                    repealed: None,
                };
                self.histories.insert(rule, history);
                true
            }
            None => false,
        }
    }

    fn life(&mut self, standing: &Standing<'_>, rule: &Rule, act: Option<&Name>) -> Option<Life> {
        let around = standing.around.iter().copied();
        let clauses = around.chain(&rule.clauses);
        let act = act.map(|act| act.own());
        match self.corpus.written_life(clauses, act) {
            Ok(life) => Some(life),
            Err(clause) => {
                self.found.push(not_fixed(clause.expr.span));
                None
            }
        }
    }

    fn restate(&mut self, rule: &'c str, restate: &'c Restate, day: Day) {
        let Some(standing) = self.corpus.rules.get(rule) else {
            return;
        };
        let act = restate.rule.act.as_ref().or(standing.act);
        let Some(written) = self.life(standing, &restate.rule, act) else {
            return;
        };
        let Some(history) = self.histories.get_mut(rule) else {
            return;
        };
        let name = &restate.rule.name;
        if let Some((ended, place)) = history.repealed {
            let help = "what is repealed is not restated: write a rule with a name of its own";
            self.found.push(repealed(name, ended, place, help));
            return;
        }
        let own = restate
            .rule
            .clauses
            .iter()
            .any(|one| one.kind == ClauseKind::From);
        let mut from = Fixed::On(day);
        if let Some(last) = history.versions.last_mut() {
            // What has not begun begins as it would have, with other words.
            if let Some(first) = last.life.from.as_ref().filter(|_| !own) {
                let begun = |one: Day| Fixed::On(if one > day { one } else { day });
                from = first.map(&begun);
            }
            last.end(day, name.span);
        }
        history.versions.push(Version {
            rule: restate.rule.clone(),
            span: restate.span,
            life: Life {
                from: Some(from),
                until: written.until,
            },
            never: false,
            from_by: Some(name.span),
            until_by: None,
            moved: Vec::new(),
        });
    }

    fn repeal(&mut self, rule: &'c str, repeal: &Repeal, name: &Name, day: Day) {
        let Some(history) = self.histories.get_mut(rule) else {
            return;
        };
        if let Some((ended, place)) = history.repealed {
            // Of a provision or act, what is left is repealed.
            if name.own() == rule {
                let help = "delete the second repeal";
                self.found.push(repealed(name, ended, place, help));
            }
            return;
        }
        history.repealed = Some((day, repeal.span));
        if let Some(last) = history.versions.last_mut() {
            last.end(day, name.span);
        }
    }

    fn move_day(&mut self, rule: &'c str, moved: &Move, day: Day) {
        let mut to = self.corpus.days.fixed(&moved.to);
        if moved.bound == Movable::Through {
            to = to.and_then(|to| day_after(&to));
        }
        let Some(to) = to else {
            self.found.push(not_fixed(moved.to.span));
            return;
        };
        let Some(history) = self.histories.get_mut(rule) else {
            return;
        };
        if let Some((ended, place)) = history.repealed {
            let help = "what is repealed has no days any more: write a new rule";
            self.found.push(repealed(&moved.of, ended, place, help));
            return;
        }
        let Some(last) = history.versions.last_mut() else {
            return;
        };
        let begins = moved.bound == Movable::From;
        let (bound, by) = match begins {
            true => (&mut last.life.from, &mut last.from_by),
            false => (&mut last.life.until, &mut last.until_by),
        };
        // A day that is past stays; on readings on which it is not, it is moved.
        let late = match bound {
            Some(old) if old.latest() > day => {
                let changed = old.map(&|one| {
                    if one > day {
                        to.clone()
                    } else {
                        Fixed::On(one)
                    }
                });
                *bound = Some(changed);
                *by = Some(moved.of.span);
                last.moved.push(moved.span);
                return;
            }
            Some(old) => Some(old.latest()),
            None => None,
        };
        let place = last.rule.name.span;
        self.found
            .push(too_late(&moved.of, rule, begins, late, day, place));
    }
}

impl Version {
    /// Ends the version on a day, if it does not end earlier.
    fn end(&mut self, day: Day, by: Span) {
        let until = match &self.life.until {
            Some(until) => until.min(day),
            None => Fixed::On(day),
        };
        if self.life.until.as_ref() != Some(&until) {
            self.life.until = Some(until);
            self.until_by = Some(by);
        }
        let begins = self.life.from.as_ref().map(Fixed::earliest);
        let ends = self.life.until.as_ref().map(Fixed::latest);
        self.never = matches!((begins, ends), (Some(begins), Some(ends)) if ends <= begins);
    }
}

/// Whether it matters which of two amendments of a rule goes first.
fn interfere(one: Amendment<'_>, other: Amendment<'_>) -> bool {
    let begins = |amendment| match amendment {
        Amendment::Move(moved) => Some(moved.bound == Movable::From),
        _ => None,
    };
    match (begins(one), begins(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// A day that cannot be moved any more, or that is not there.
fn too_late(
    of: &Name,
    rule: &str,
    begins: bool,
    past: Option<Day>,
    day: Day,
    place: Span,
) -> Diagnostic {
    let (message, help) = match (past, begins) {
        (Some(first), true) => (
            format!("`{rule}` is in force already on {day}: its first day, {first}, is past"),
            "a rule that has begun is ended by repeal, or lifted for a time",
        ),
        (Some(end), false) => (
            format!("`{rule}` is over on {day}: its end, {end}, is past"),
            "what has ended is not prolonged: restate the rule, or write a new one",
        ),
        (None, true) => (
            format!("`{rule}` has no first day: it is in force since ever"),
            "a rule that has begun is ended by repeal, or lifted for a time",
        ),
        (None, false) => (
            format!("`{rule}` has no end that could be moved"),
            "end it by repeal, with `from DAY`",
        ),
    };
    Diagnostic::new(Code::TooLateToMove, message)
        .at(of.span, "")
        .note("the rule", place, "")
        .help(help)
}
