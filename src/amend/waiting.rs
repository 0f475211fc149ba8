//! Amendments that wait for their days, which come one after the other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::syntax::{Expr, ExprKind, Name};

use super::corpus::{Amendment, Corpus};
use super::fixed::Fixed;
use super::mistakes::{repeal_one_another, too_many_moved};
use super::order::Order;
use super::repeals::{OfActs, in_order};
use super::timeline::Ended;

/// What goes first: the earlier day; of one day what ends an act, which then amends nothing; and
/// the act that the other comes after.
type Turn = (Day, bool, usize);

/// Amendments that wait for their days.
pub struct Waiting<'c> {
    all: Vec<Amendment<'c>>,
    queue: BTreeSet<(Turn, usize)>,
    /// The repeals of acts of one day, in the order in which they take effect.
    repeals: VecDeque<usize>,
    /// The turn of each amendment; `None` of those that have no day, or are done.
    turns: Vec<Option<Turn>>,
    /// The days of those that have a turn.
    days: Vec<Option<Fixed>>,
    /// The amendments that are done.
    done: BTreeSet<usize>,
    /// The amendments that take effect on the first day of an act, by act.
    of_act: BTreeMap<&'c str, Vec<usize>>,
    /// What hangs on a day of each act, or on the meaning of each define.
    hanging: BTreeMap<&'c str, Vec<Hangs<'c>>>,
    /// The acts that repeal one another: they amend nothing.
    in_circles: BTreeSet<&'c str>,
    /// How many amendments were given another day.
    moved: usize,
}

/// What hangs on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hangs<'c> {
    Amendment(usize),
    Define(&'c str),
}

/// The most days of amendments that are moved with acts.
const MOVED_LIMIT: usize = 1_000_000;

impl<'c> Waiting<'c> {
    /// All amendments of a corpus.
    pub fn of(corpus: &Corpus<'c>, order: &Order<'c>) -> Self {
        let all = corpus.amendments.clone();
        let mut waiting = Self {
            queue: BTreeSet::new(),
            repeals: VecDeque::new(),
            turns: vec![None; all.len()],
            days: vec![None; all.len()],
            done: BTreeSet::new(),
            of_act: BTreeMap::new(),
            hanging: BTreeMap::new(),
            in_circles: BTreeSet::new(),
            moved: 0,
            all: Vec::new(),
        };
        for (at, amendment) in all.iter().enumerate() {
            match (amendment.from(), amendment.act()) {
                (None, Some(act)) => waiting.of_act.entry(corpus.key(act)).or_default().push(at),
                (Some(from), _) => waiting.hang(corpus, from, Hangs::Amendment(at)),
                (None, None) => {}
            }
        }
        for (name, meaning) in &corpus.days.defines {
            waiting.hang(corpus, meaning, Hangs::Define(name));
        }
        waiting.all = all;
        for at in 0..waiting.all.len() {
            waiting.place(corpus, order, at);
        }
        waiting
    }

    /// Notes what a day hangs on.
    fn hang(&mut self, corpus: &Corpus<'c>, expr: &'c Expr, hangs: Hangs<'c>) {
        match &expr.kind {
            ExprKind::ActDay(_, name) | ExprKind::Name(name) => {
                let all = self.hanging.entry(corpus.key(name)).or_default();
                all.push(hangs);
            }
            ExprKind::If(_, one, other) | ExprKind::Arithmetic(_, one, other) => {
                self.hang(corpus, one, hangs);
                self.hang(corpus, other, hangs);
            }
            ExprKind::Rounded(inner, ..) => self.hang(corpus, inner, hangs),
            _ => {}
        }
    }

    /// Whether an act is one of those that repeal one another.
    pub fn in_circle(&self, act: &str) -> bool {
        self.in_circles.contains(act)
    }

    /// The next in turn; `ended` are the acts that are repealed already.
    pub fn next(
        &mut self,
        corpus: &Corpus<'c>,
        order: &Order<'c>,
        ended: &Ended<'c>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<(Fixed, Amendment<'c>)> {
        if self.repeals.is_empty() {
            self.queue_repeals(corpus, order, ended, found);
        }
        let at = match self.repeals.pop_front() {
            Some(at) => at,
            None => self.queue.pop_first()?.1,
        };
        self.done.insert(at);
        let day = self.days.get_mut(at)?.take()?;
        Some((day, *self.all.get(at)?))
    }

    /// Puts the repeals of acts in order that take effect on one day, where they are next. Acts that
    /// repeal one another are reported, and amend nothing.
    fn queue_repeals(
        &mut self,
        corpus: &Corpus<'c>,
        order: &Order<'c>,
        ended: &Ended<'c>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut all = Vec::new();
        let mut on = None;
        while let Some(((day, false, _), at)) = self.queue.first().copied()
            && on.is_none_or(|on| on == day)
        {
            on = Some(day);
            self.queue.pop_first();
            self.done.insert(at);
            let Some(amendment) = self.all.get(at) else {
                continue;
            };
            let act = amendment.act().map(|act| corpus.key(act));
            if act.is_none_or(|act| !ended.contains_key(act) && !self.in_circle(act)) {
                let names = amendment.names().iter();
                let ends = names.map(|name| (corpus.key(name), name.span)).collect();
                all.push(OfActs { at, act, ends });
            }
        }
        let Some(day) = on else { return };
        let (places, circles) = in_order(&all, order);
        for circle in circles {
            self.in_circles.extend(circle.iter().map(|(act, _)| *act));
            found.push(repeal_one_another(&circle, day));
        }
        self.repeals.extend(places);
    }

    /// An act begins on another day, and so do amendments. `Err` where there are too many of them.
    pub fn began(
        &mut self,
        corpus: &Corpus<'c>,
        order: &Order<'c>,
        act: &'c Name,
    ) -> Result<(), Diagnostic> {
        let of_act = self.of_act.get(corpus.key(act)).into_iter().flatten();
        let mut all: Vec<usize> = of_act.copied().collect();
        let mut seen = BTreeSet::new();
        let mut open = vec![corpus.key(act)];
        while let Some(name) = open.pop() {
            for hangs in self.hanging.get(name).into_iter().flatten() {
                if seen.insert(*hangs) {
                    match hangs {
                        Hangs::Amendment(at) => all.push(*at),
                        Hangs::Define(name) => open.push(name),
                    }
                }
            }
        }
        self.moved += all.len() + seen.len();
        if self.moved > MOVED_LIMIT {
            return Err(too_many_moved(act, MOVED_LIMIT));
        }
        for at in all {
            self.place(corpus, order, at);
        }
        Ok(())
    }

    fn place(&mut self, corpus: &Corpus<'c>, order: &Order<'c>, at: usize) {
        let (Some(amendment), Some(turn)) = (self.all.get(at), self.turns.get_mut(at)) else {
            return;
        };
        if self.done.contains(&at) {
            return;
        }
        if let Some(turn) = turn.take() {
            self.queue.remove(&(turn, at));
        }
        if let Some(day) = corpus.day(*amendment) {
            let new = (
                day.earliest(),
                !corpus.ends_an_act(*amendment),
                order.rank(amendment.act()),
            );
            *turn = Some(new);
            if let Some(known) = self.days.get_mut(at) {
                *known = Some(day);
            }
            self.queue.insert((new, at));
        }
    }

    /// Those that never had a day.
    pub fn left(self) -> impl Iterator<Item = Amendment<'c>> {
        let Self { all, done, .. } = self;
        let all = all.into_iter().enumerate();
        all.filter(move |(at, _)| !done.contains(at))
            .map(|(_, amendment)| amendment)
    }
}
