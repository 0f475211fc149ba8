//! Amendments in the order of their days: each makes a version of a rule, ends one, or moves a day.

mod moves;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::syntax::{ClauseKind, Expr, Name, Repeal, Restate, Rule};
use crate::text::Span;

use super::corpus::{Amendment, Corpus, Life, Standing};
use super::fixed::Fixed;
use super::history::{Histories, History, Version};
use super::mistakes::{
    at_once, inserted_too_late, no_day_after, not_fixed, outside_calendar, repealed, too_many_days,
    too_many_pairs,
};
use super::order::Order;
use super::same_day::SameDay;
use super::timeline::Dated;

pub use moves::moved_to;

use moves::Handed;

/// The most pairs of an amendment and a rule that it amends.
const PAIRS_LIMIT: usize = 1_000_000;

/// The ends of their provisions, for the rules in provisions of which the end was moved, each with the
/// names under which it was, the last one last.
pub type MovedEnds<'c> = BTreeMap<&'c str, (Fixed, Vec<Span>)>;

/// What comes of amendments.
pub struct Applied<'c> {
    /// All rules that are amended.
    pub histories: Histories<'c>,
    /// The ends of provisions that were moved.
    pub ends: MovedEnds<'c>,
}

impl Applied<'_> {
    /// The ends of provisions that were moved, by the places of the names of the versions of rules in
    /// them.
    pub fn moved_ends(&self, corpus: &Corpus<'_>) -> BTreeMap<Span, Expr> {
        let mut found = BTreeMap::new();
        for (rule, (end, places)) in &self.ends {
            let Some(place) = places.last() else {
                continue;
            };
            let enacted = corpus.rules.get(rule).map(|standing| standing.rule);
            let versions = self.histories.get(rule);
            let versions = versions.into_iter().flat_map(|history| &history.versions);
            let rules = enacted
                .into_iter()
                .chain(versions.map(|version| &version.rule));
            found.extend(rules.map(|rule| (rule.name.span, end.expr(*place))));
        }
        found
    }
}

/// Applies the amendments of a corpus to its rules, in the order in which they take effect.
pub fn apply<'c>(
    corpus: &Corpus<'c>,
    order: &Order<'c>,
    amendments: &[Dated<'c>],
    found: &mut Vec<Diagnostic>,
) -> Applied<'c> {
    let mut of_acts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (rule, standing) in &corpus.rules {
        if let Some(act) = standing.act {
            of_acts.entry(corpus.key(act)).or_default().insert(rule);
        }
    }
    let mut amending = Amending {
        corpus,
        found,
        histories: BTreeMap::new(),
        of_acts,
        handed: BTreeMap::new(),
        order,
        same_day: SameDay::new(order),
        contested: BTreeSet::new(),
        clashes: BTreeSet::new(),
        provisions: BTreeMap::new(),
        pairs: 0,
    };
    for one in amendments {
        if amending.apply(one).is_none() {
            break;
        }
    }
    // What comes of amendments that contradict each other is not said: no reference is a second
    // mistake.
    for rule in &amending.contested {
        if let Some(history) = amending.histories.get_mut(rule) {
            history.repealed = None;
        }
    }
    let ends = amending.handed.iter();
    Applied {
        ends: ends
            .map(|(rule, handed)| (*rule, (handed.until.clone(), handed.names().collect())))
            .collect(),
        histories: amending.histories,
    }
}

struct Amending<'a, 'c> {
    corpus: &'a Corpus<'c>,
    found: &'a mut Vec<Diagnostic>,
    histories: Histories<'c>,
    /// The rules of each act, as it stands: a rule is one of the act that enacted it, and of the one
    /// that restated it last.
    of_acts: BTreeMap<&'c str, BTreeSet<&'c str>>,
    /// The ends that rules have from their provisions, where these were moved.
    handed: BTreeMap<&'c str, Handed<'c>>,
    order: &'a Order<'c>,
    same_day: SameDay<'a, 'c>,
    /// The rules of which nobody knows how they are amended.
    contested: BTreeSet<&'c str>,
    /// The places of amendments that are told to be in one another's way.
    clashes: BTreeSet<(Span, Span)>,
    /// The provisions that are repealed, with the day and the place.
    provisions: BTreeMap<&'c str, (Fixed, Span)>,
    /// How many pairs of an amendment and a rule there were.
    pairs: usize,
}

impl<'c> Amending<'_, 'c> {
    /// `None` where there are too many rules to amend, which is told.
    fn apply(&mut self, one: &Dated<'c>) -> Option<()> {
        for name in &one.names {
            if let Amendment::Repeal(repeal) = one.amendment
                && let Some(again) = self.repealed_again(repeal, name, &one.day)
            {
                self.found.push(again);
                continue;
            }
            self.pairs += self.named(one.amendment, name);
            if self.pairs > PAIRS_LIMIT {
                self.found.push(too_many_pairs(name, PAIRS_LIMIT));
                return None;
            }
            if let Amendment::Move(moved) = one.amendment {
                self.hand_down(moved, one);
            }
            let rules = self.rules_of(one.amendment, name, &one.day);
            let repealed = |rule: &&str| {
                let history = self.histories.get(rule);
                history.is_some_and(|history| history.repealed.is_some())
            };
            let any_left = !rules.iter().all(repealed);
            for rule in rules {
                if self.contested.contains(rule) {
                    continue;
                }
                if let Some((places, conflict)) = self.same_day.conflict(rule, one, name.span) {
                    self.once(places, conflict);
                    self.contested.insert(rule);
                    continue;
                }
                if !self.prepare(rule) {
                    continue;
                }
                if let Some(place) = self.at_once(rule, one) {
                    let wrong = at_once(rule, &one.day, one.amendment, name, place);
                    self.once((name.span, name.span), wrong);
                    self.contested.insert(rule);
                    continue;
                }
                match one.amendment {
                    Amendment::Restate(restate) => self.restate(rule, restate, one),
                    Amendment::Repeal(repeal) => self.repeal(rule, repeal, name, &one.day),
                    Amendment::Move(moved) => self.move_day(rule, moved, &one.day, any_left),
                }
            }
        }
        Some(())
    }

    /// How many rules an amendment is about that stands under a name.
    fn named(&self, amendment: Amendment<'c>, name: &'c Name) -> usize {
        let name = self.corpus.key(name);
        match (self.corpus.provisions.get(name), self.of_acts.get(name)) {
            _ if self.corpus.rules.contains_key(name) => 1,
            (Some(inside), _) => inside.len(),
            (None, Some(of_act)) if matches!(amendment, Amendment::Repeal(_)) => of_act.len(),
            _ => 0,
        }
    }

    /// What is wrong with the repeal of a provision that is repealed already. Of one day the rules in
    /// it tell.
    fn repealed_again(
        &mut self,
        repeal: &Repeal,
        name: &'c Name,
        day: &Fixed,
    ) -> Option<Diagnostic> {
        let provision = self.corpus.key(name);
        if !self.corpus.provisions.contains_key(provision) {
            return None;
        }
        let (before, place) = self
            .provisions
            .entry(provision)
            .or_insert((day.clone(), repeal.span));
        (before.compare(day) == Some(Ordering::Less))
            .then(|| repealed(name, before, *place, "delete the second repeal"))
    }

    /// Where a rule stands that an amendment meets on its first day, if the act of both is one.
    fn at_once(&self, rule: &str, one: &Dated<'_>) -> Option<Span> {
        let standing = self.corpus.rules.get(rule)?;
        let enacted = self.corpus.key(standing.act?) == self.corpus.key(one.amendment.act()?);
        let [only] = self.histories.get(rule)?.versions.as_slice() else {
            return None;
        };
        let first = enacted && only.life.from.as_ref() == Some(&one.day);
        first.then_some(standing.rule.name.span)
    }

    /// The rules that a name stands for; `check` reports a name that stands for none.
    fn rules_of(&self, amendment: Amendment<'c>, name: &'c Name, day: &Fixed) -> Vec<&'c str> {
        let corpus = self.corpus;
        let name = corpus.key(name);
        if let Some((rule, _)) = corpus.rules.get_key_value(name) {
            return vec![rule];
        }
        match amendment {
            Amendment::Restate(_) => Vec::new(),
            Amendment::Move(moved) => {
                let inside = corpus.provisions.get(name);
                let inside = inside.into_iter().flatten().copied();
                inside
                    .filter(|rule| self.inherits(rule, moved, day))
                    .collect()
            }
            Amendment::Repeal(_) => match corpus.provisions.get(name) {
                Some(inside) => inside.clone(),
                None => self
                    .of_acts
                    .get(name)
                    .into_iter()
                    .flatten()
                    .copied()
                    .collect(),
            },
        }
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
                    from_later: false,
                    until_later: false,
                    moved: Vec::new(),
                    from_named: None,
                    until_named: None,
                };
                let history = History {
                    versions: vec![first],
                    repealed: None,
                    by: Vec::new(),
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
        let act = act.map(|act| self.corpus.key(act));
        match self.corpus.written_life(clauses, act) {
            Ok(life) => Some(life),
            Err(clause) => {
                self.found.push(self.no_bound(&clause.expr));
                None
            }
        }
    }

    fn restate(&mut self, rule: &'c str, restate: &'c Restate, one: &Dated<'c>) {
        let day = &one.day;
        let Some(standing) = self.corpus.rules.get(rule) else {
            return;
        };
        let act = restate.rule.act.as_ref().or(standing.act);
        let Some(written) = self.life(standing, &restate.rule, act) else {
            return;
        };
        let handed = match self.handed_to(rule, one) {
            Ok(handed) => handed,
            Err(clash) => {
                let (places, conflict) = *clash;
                self.once(places, conflict);
                self.contested.insert(rule);
                return;
            }
        };
        let Some(history) = self.histories.get_mut(rule) else {
            return;
        };
        let name = &restate.rule.name;
        if let Some((ended, place)) = &history.repealed {
            let help = "what is repealed is not restated: write a rule with a name of its own";
            self.found.push(repealed(name, ended, *place, help));
            return;
        }
        let own = restate
            .rule
            .clauses
            .iter()
            .any(|one| one.kind == ClauseKind::From);
        let mut from = day.clone();
        if let Some(last) = history.versions.last_mut() {
            // What has not begun begins as it would have, with other words.
            let begun = match last.life.from.as_ref().filter(|_| !own) {
                Some(first) => first.max(day),
                None => Some(day.clone()),
            };
            let (Some(begun), Some(())) = (begun, last.end(day, name.span)) else {
                self.found.push(too_many_days(name));
                return;
            };
            from = begun;
        }
        history.by.push(name.span);
        history
            .by
            .extend(handed.iter().flat_map(|handed| handed.names()));
        // With the act that enacted a rule it falls with whatever words it has by then.
        let before = history.versions.iter().skip(1).next_back();
        if let Some(before) = before.and_then(|last| last.rule.act.as_ref())
            && standing.act.map(|act| self.corpus.key(act)) != Some(self.corpus.key(before))
            && let Some(rules) = self.of_acts.get_mut(self.corpus.key(before))
        {
            rules.remove(rule);
        }
        if let Some(act) = act {
            self.of_acts
                .entry(self.corpus.key(act))
                .or_default()
                .insert(rule);
        }
        let until_later = match (&handed, &written.until) {
            (Some(handed), Some(own)) => !handed.until.may_precede(own),
            _ => false,
        };
        history.versions.push(Version {
            rule: restate.rule.clone(),
            span: restate.span,
            life: Life {
                from: Some(from),
                until: match &handed {
                    Some(handed) => Some(handed.until.clone()),
                    None => written.until,
                },
            },
            never: false,
            from_by: Some(name.span),
            until_by: handed.as_ref().and_then(|handed| handed.names().last()),
            from_later: false,
            until_later,
            moved: handed.as_ref().map_or_else(Vec::new, Handed::moves),
            from_named: None,
            until_named: None,
        });
    }

    fn repeal(&mut self, rule: &'c str, repeal: &Repeal, name: &Name, day: &Fixed) {
        let Some(history) = self.histories.get_mut(rule) else {
            return;
        };
        if let Some((ended, place)) = &history.repealed {
            // Of a provision or act, what is left is repealed.
            if self.corpus.key(name) == rule {
                let help = "delete the second repeal";
                self.found.push(repealed(name, ended, *place, help));
            }
            return;
        }
        if let Some(standing) = self.corpus.rules.get(rule)
            && self.corpus.provisions.contains_key(self.corpus.key(name))
            && let Some(act) = &standing.rule.act
            && let Some(first) = self.corpus.in_force(self.corpus.key(act))
            && day.compare(first) == Some(Ordering::Less)
        {
            let wrong = inserted_too_late(&standing.rule.name, name, day, repeal.span);
            self.found.push(wrong);
            self.contested.insert(rule);
            return;
        }
        history.repealed = Some((day.clone(), repeal.span));
        history.by.push(name.span);
        if let Some(last) = history.versions.last_mut()
            && last.end(day, name.span).is_none()
        {
            self.found.push(too_many_days(name));
        }
    }

    /// Why an expression is no bound of a rule.
    fn no_bound(&self, expr: &Expr) -> Diagnostic {
        let days = &self.corpus.days;
        if days.fixed(expr).is_some() {
            no_day_after(expr.span)
        } else if days.leaves_calendar(expr) {
            outside_calendar(expr.span)
        } else {
            not_fixed(expr.span)
        }
    }
}
