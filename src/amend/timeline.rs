//! The amendments in the order of their days: which of them take effect, and what they make of the
//! acts themselves, which begin on other days and end.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::syntax::{ExprKind, Movable, Move, Name};
use crate::text::Span;

use super::corpus::{Amendment, Corpus};
use super::fixed::Fixed;
use super::instead::{Placed, instead};
use super::mistakes::{beside_repeal, conflict, not_one_day, repeal_one_another, repealed};
use super::order::Order;
use super::repeals::{OfActs, in_order};

/// The amendments of a corpus that take effect.
#[derive(Default)]
pub struct Timeline<'c> {
    /// The moves of the first day of an act, the last one last, with that day.
    pub moved: Moved<'c>,
    /// The acts that are repealed, with the day and the place of the name under which they are.
    pub ended: BTreeMap<&'c str, (Day, Span)>,
    /// All others, in the order in which they take effect.
    pub amendments: Vec<Dated<'c>>,
}

/// For each act the moves of its first day, with the day that each of them makes the first.
pub type Moved<'c> = BTreeMap<&'c str, Vec<(Fixed, &'c Move)>>;

/// An amendment with the day of its effect.
pub struct Dated<'c> {
    /// The day; by readings, one or another.
    pub day: Fixed,
    /// The amendment.
    pub amendment: Amendment<'c>,
    /// What it amends: of its names those that stand for something that is there.
    pub names: Vec<&'c Name>,
}

impl<'c> Corpus<'c> {
    /// Goes through the amendments in the order of their days. The acts of the corpus then begin on
    /// the days to which they were moved.
    ///
    /// No amendment changes what is before it: an act begins on the day of the move at the earliest,
    /// and what a repealed act says comes to nothing from that day on.
    pub fn timeline(&mut self, order: &Order<'c>, found: &mut Vec<Diagnostic>) -> Timeline<'c> {
        let mut timeline = Timeline::default();
        let mut waiting = Waiting::of(self, order);
        let mut ended: BTreeSet<&str> = BTreeSet::new();
        let mut repeals: BTreeMap<&str, (Day, Placed<'c>)> = BTreeMap::new();
        let mut moves: BTreeMap<(&str, Day), &Move> = BTreeMap::new();
        while let Some((day, amendment)) = waiting.next(self, order, &mut ended, found) {
            if amendment
                .act()
                .is_some_and(|act| ended.contains(self.key(act)))
            {
                continue;
            }
            let one_day = day.only();
            match amendment {
                _ if self.amends_an_act(amendment) && one_day.is_none() => {
                    found.push(not_one_day(amendment, &day));
                }
                Amendment::Move(one) if one.bound == Movable::Commencement => {
                    let day = day.earliest();
                    if let Some((on, (repeal, _))) = repeals.get(self.key(&one.of)) {
                        let help = "what is repealed has no first day any more: delete the move";
                        let on = Fixed::On(*on);
                        found.push(repealed(&one.of, &on, repeal.place(), help));
                        continue;
                    }
                    let other = moves.insert((self.key(&one.of), day), one);
                    if let Some(to) = self.commence(one, day, other, order, found) {
                        let act = self.key(&one.of);
                        timeline.moved.entry(act).or_default().push((to, one));
                        waiting.began(self, order, act);
                    }
                }
                Amendment::Repeal(repeal) => {
                    let mut names = Vec::new();
                    for name in &repeal.names {
                        let act = self.key(name);
                        if self.acts.contains_key(act) {
                            let on = day.earliest();
                            let one = (on, (amendment, name.span));
                            if let Some(before) = repeals.insert(act, one) {
                                found.extend(self.repealed_again(act, before, one, order));
                                repeals.insert(act, before);
                                continue;
                            }
                            ended.insert(act);
                            timeline.ended.insert(act, (on, name.span));
                            timeline.find_straddling(self, name, on, found);
                        }
                        names.push(name);
                    }
                    let one = Dated {
                        day,
                        amendment,
                        names,
                    };
                    timeline.amendments.push(one);
                }
                _ => timeline.amendments.push(Dated {
                    day,
                    amendment,
                    names: amendment.names().iter().collect(),
                }),
            }
        }
        for amendment in waiting.left() {
            self.no_day(amendment, found);
        }
        // A day that is counted back from the first day of an act may lie before the move of it.
        timeline.amendments.sort_by_key(|one| one.day.earliest());
        timeline
    }
}

impl Timeline<'_> {
    /// Reports amendments that are before the repeal of an act on some readings alone, where it
    /// matters: those that the act makes, and new versions, whose rules may be of the act or not.
    fn find_straddling(
        &self,
        corpus: &Corpus<'_>,
        act: &Name,
        day: Day,
        found: &mut Vec<Diagnostic>,
    ) {
        for one in &self.amendments {
            let by = one.amendment.act().map(|by| corpus.key(by));
            let by_act = by == Some(corpus.key(act));
            let restates = matches!(one.amendment, Amendment::Restate(_));
            if (by_act || restates) && one.day.only().is_none() && one.day.latest() >= day {
                found.push(beside_repeal(one.amendment, &one.day, act, day));
            }
        }
    }
}

/// What goes first: the earlier day; of one day what ends an act, which then amends nothing; and
/// the act that the other comes after.
type Turn = (Day, bool, usize);

/// Amendments that wait for their days.
struct Waiting<'c> {
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
    /// The amendments of which the own day is said in other words than a date.
    in_words: Vec<usize>,
}

impl<'c> Waiting<'c> {
    fn of(corpus: &Corpus<'c>, order: &Order<'c>) -> Self {
        let all = corpus.amendments.clone();
        let mut waiting = Self {
            queue: BTreeSet::new(),
            repeals: VecDeque::new(),
            turns: vec![None; all.len()],
            days: vec![None; all.len()],
            done: BTreeSet::new(),
            of_act: BTreeMap::new(),
            in_words: Vec::new(),
            all: Vec::new(),
        };
        for (at, amendment) in all.iter().enumerate() {
            match (amendment.from(), amendment.act()) {
                (None, Some(act)) => waiting.of_act.entry(corpus.key(act)).or_default().push(at),
                (Some(from), _) if !matches!(from.kind, ExprKind::Day(_)) => {
                    waiting.in_words.push(at);
                }
                _ => {}
            }
        }
        waiting.all = all;
        for at in 0..waiting.all.len() {
            waiting.place(corpus, order, at);
        }
        waiting
    }

    /// The next in turn; `ended` are the acts that are repealed already.
    fn next(
        &mut self,
        corpus: &Corpus<'c>,
        order: &Order<'c>,
        ended: &mut BTreeSet<&'c str>,
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
        ended: &mut BTreeSet<&'c str>,
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
            if act.is_none_or(|act| !ended.contains(act)) {
                let names = amendment.names().iter();
                let ends = names.map(|name| (corpus.key(name), name.span)).collect();
                all.push(OfActs { at, act, ends });
            }
        }
        let Some(day) = on else { return };
        let (places, circles) = in_order(&all, order);
        for circle in circles {
            ended.extend(circle.iter().map(|(act, _)| *act));
            found.push(repeal_one_another(&circle, day));
        }
        self.repeals.extend(places);
    }

    /// An act begins on another day, and so do amendments.
    fn began(&mut self, corpus: &Corpus<'c>, order: &Order<'c>, act: &str) {
        let of_act = self.of_act.get(act).into_iter().flatten();
        let all: Vec<usize> = of_act.chain(&self.in_words).copied().collect();
        for at in all {
            self.place(corpus, order, at);
        }
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
    fn left(self) -> impl Iterator<Item = Amendment<'c>> {
        let Self { all, done, .. } = self;
        let all = all.into_iter().enumerate();
        all.filter(move |(at, _)| !done.contains(at))
            .map(|(_, amendment)| amendment)
    }
}

impl Corpus<'_> {
    /// A second repeal of an act.
    fn repealed_again(
        &self,
        act: &str,
        (on, first): (Day, Placed<'_>),
        (again, second): (Day, Placed<'_>),
        order: &Order<'_>,
    ) -> Option<Diagnostic> {
        let acts = (first.0.act(), second.0.act());
        let day = Fixed::On(on);
        if on == again && !order.says(acts.0, acts.1) {
            let help = instead(act, first, second, order.differ(acts.0, acts.1));
            return Some(conflict(act, &day, (first.1, second.1), help));
        }
        let before = |one: Option<&Name>, other: Option<&Name>| {
            one.zip(other)
                .is_some_and(|(one, other)| order.says_first(self.key(one), self.key(other)))
        };
        let (first, second) = match on == again && before(acts.1, acts.0) {
            true => (second, first),
            false => (first, second),
        };
        let mut names = second.0.names().iter();
        let name = names.find(|name| name.span == second.1)?;
        let help = "delete the second repeal";
        Some(repealed(name, &day, first.0.place(), help))
    }

    fn amends_an_act(&self, amendment: Amendment<'_>) -> bool {
        let moves = matches!(amendment, Amendment::Move(one) if one.bound == Movable::Commencement);
        moves || self.ends_an_act(amendment)
    }

    fn ends_an_act(&self, amendment: Amendment<'_>) -> bool {
        match amendment {
            Amendment::Repeal(repeal) => {
                let mut names = repeal.names.iter();
                names.any(|name| self.acts.contains_key(self.key(name)))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Imports, parse};
    use crate::text::FileId;

    const ACTS: &str = "act a \"A\" { in force 2024-01-01 }
        act b \"B\" { in force 2025-01-01 }
        act c \"C\" { in force 2026-01-01 }\n";

    /// The days of the amendments, the first day of an act, and how many mistakes there are.
    fn days(text: &str, act: &str) -> (Vec<String>, Option<Day>, usize) {
        let text = format!("{ACTS}{text}");
        let files = [(FileId(0), parse(FileId(0), &text))];
        assert!(files[0].1.diagnostics.is_empty());
        let imports = Imports::default();
        let mut corpus = Corpus::of(&files, &imports);
        let mut found = Vec::new();
        let timeline = corpus.timeline(&Order::of(&corpus), &mut found);
        let days = timeline.amendments.iter().map(|one| one.day.to_string());
        let first = corpus.in_force(act).and_then(Fixed::only);
        (days.collect(), first, found.len())
    }

    #[test]
    fn amendments_move_with_their_act() {
        let (days, c, mistakes) = days(
            "repeal r in c { assumed \"x\" }
             repeal s in b { assumed \"x\" }
             repeal u { assumed \"x\" from commencement of c }
             move commencement of c in a { assumed \"x\" to 2024-03-01 }",
            "c",
        );
        assert_eq!(days, ["2024-03-01", "2024-03-01", "2025-01-01"]);
        assert_eq!((c, mistakes), ("2024-03-01".parse().ok(), 0));
    }

    #[test]
    fn days_are_moved_by_periods_that_have_a_name() {
        let (days, c, mistakes) = days(
            "define two_months = 2 months
             define wait = two_months
             repeal r { assumed \"x\" from commencement of c - 10 days }
             move commencement of c in a { assumed \"x\" to 2024-01-31 + wait rounded up }",
            "c",
        );
        assert_eq!(days, ["2024-03-21"]);
        assert_eq!((c, mistakes), ("2024-03-31".parse().ok(), 0));
    }

    #[test]
    fn a_repealed_act_moves_nothing() {
        let (days, c, mistakes) = days(
            "move commencement of c in b { assumed \"x\" to 2027-01-01 }
             repeal b in a { assumed \"x\" }",
            "c",
        );
        assert_eq!(days, ["2024-01-01"]);
        assert_eq!((c, mistakes), ("2026-01-01".parse().ok(), 0));
    }

    #[test]
    fn an_act_that_is_moved_moves_another_or_not() {
        let moved = "move commencement of b in a { assumed \"x\" to 2026-06-01 }
                     move commencement of c in b { assumed \"x\" to 2027-01-01 }";
        let (_, c, mistakes) = days(moved, "c");
        // When the second law begins at last, the third is in force.
        assert_eq!((c, mistakes), ("2026-01-01".parse().ok(), 1));
    }

    #[test]
    fn of_acts_that_end_one_another_the_order_of_the_file_decides_nothing() {
        let acts = "act d \"D\" { in force 2025-01-01 }\n";
        let repeals = [
            "repeal r in b { assumed \"x\" }\n",
            "repeal c in b { assumed \"x\" }\n",
            "repeal b in d { assumed \"x\" }\n",
        ];
        // What ends an act goes first, whatever stands before it.
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let text: String = order.iter().map(|at| repeals[*at]).collect();
            let (days, _, mistakes) = days(&format!("{acts}{text}"), "c");
            assert_eq!((days.len(), mistakes), (1, 0), "{order:?}");
        }
        let each_other = format!(
            "{acts}{}repeal d in b {{ assumed \"x\" }}",
            repeals.concat()
        );
        let (days, _, mistakes) = days(&each_other, "c");
        assert_eq!((days.len(), mistakes), (0, 1));
    }

    #[test]
    fn nothing_reaches_back() {
        for wrong in [
            "move commencement of c in b { assumed \"x\" to 2024-12-31 }",
            "move commencement of c in b { assumed \"x\" from 2024-12-31 to 2025-06-01 }",
        ] {
            let (_, c, mistakes) = days(wrong, "c");
            assert_eq!((c, mistakes), ("2026-01-01".parse().ok(), 1), "{wrong}");
        }
        let same_day = "move commencement of c in b { assumed \"x\" to 2025-01-01 }";
        assert_eq!(days(same_day, "c").2, 0);
    }
}
