//! The amendments in the order of their days: which of them take effect, and what they make of the
//! acts themselves, which begin on other days and end.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::syntax::{Movable, Move, Name};

use super::corpus::{Amendment, Corpus};
use super::fixed::Fixed;
use super::instead::{Placed, instead};
use super::mistakes::{conflict, not_one_day, repealed};
use super::order::Order;
use super::straddling::Straddling;
use super::waiting::Waiting;

/// The amendments of a corpus that take effect.
#[derive(Default)]
pub struct Timeline<'c> {
    /// The moves of the first day of an act, the last one last, with that day.
    pub moved: Moved<'c>,
    /// The acts that are repealed.
    pub ended: Ended<'c>,
    /// All others, in the order in which they take effect.
    pub amendments: Vec<Dated<'c>>,
}

/// For each act the moves of its first day, with the day that each of them makes the first.
pub type Moved<'c> = BTreeMap<&'c str, Vec<(Fixed, &'c Move)>>;

/// For each act that is repealed the day from which it is, the repeal, and the place of the name
/// under which it is.
pub type Ended<'c> = BTreeMap<&'c str, (Day, Placed<'c>)>;

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
        let mut straddling = Straddling::default();
        let mut moves: BTreeMap<(&str, Day), &Move> = BTreeMap::new();
        while let Some((day, amendment)) = waiting.next(self, order, &timeline.ended, found) {
            if amendment
                .act()
                .map(|act| self.key(act))
                .is_some_and(|act| timeline.ended.contains_key(act) || waiting.in_circle(act))
            {
                continue;
            }
            let mut names = Vec::new();
            match amendment {
                _ if self.amends_an_act(amendment) && day.only().is_none() => {
                    found.push(not_one_day(amendment, &day));
                    continue;
                }
                Amendment::Move(one) if one.bound == Movable::Commencement => {
                    let day = day.earliest();
                    let act = self.key(&one.of);
                    if let Some((on, (repeal, _))) = timeline.ended.get(act) {
                        let help = "what is repealed has no first day any more: delete the move";
                        let on = Fixed::On(*on);
                        found.push(repealed(&one.of, &on, repeal.place(), help));
                        continue;
                    }
                    let other = moves.insert((act, day), one);
                    if let Some(to) = self.commence(one, day, other, order, found) {
                        timeline.moved.entry(act).or_default().push((to, one));
                        if let Err(too_many) = waiting.began(self, order, &one.of) {
                            found.push(too_many);
                            timeline.amendments.clear();
                            return timeline;
                        }
                    }
                    continue;
                }
                Amendment::Repeal(repeal) => {
                    for name in &repeal.names {
                        let act = self.key(name);
                        if self.acts.contains_key(act) {
                            let on = day.earliest();
                            let one = (on, (amendment, name.span));
                            match timeline.ended.entry(act) {
                                Entry::Occupied(before) => {
                                    found.extend(self.second_repeal(
                                        act,
                                        *before.get(),
                                        one,
                                        order,
                                    ));
                                    continue;
                                }
                                Entry::Vacant(free) => free.insert(one),
                            };
                            straddling.find(name, act, on, &timeline.amendments, found);
                        }
                        names.push(name);
                    }
                }
                _ => names.extend(amendment.names()),
            }
            let one = Dated {
                day,
                amendment,
                names,
            };
            straddling.note(self, &one, timeline.amendments.len());
            timeline.amendments.push(one);
        }
        for amendment in waiting.left() {
            self.no_day(amendment, found);
        }
        // A day that is counted back from the first day of an act may lie before the move of it.
        timeline.amendments.sort_by_key(|one| one.day.earliest());
        // Whatever the order in which an act says it, what it repeals has no day that it moves.
        let of_one_text = |one: &Dated<'_>, next: &Dated<'_>| {
            let acts = [one, next].map(|one| one.amendment.act().map(|act| self.key(act)));
            let [first, second] = acts;
            first.is_some() && first == second && one.day == next.day
        };
        for text in timeline.amendments.chunk_by_mut(of_one_text) {
            text.sort_by_key(|one| !matches!(one.amendment, Amendment::Repeal(_)));
        }
        timeline
    }
}

impl Corpus<'_> {
    /// What is wrong with the second repeal of an act.
    fn second_repeal(
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

    /// Whether an amendment repeals an act.
    pub fn ends_an_act(&self, amendment: Amendment<'_>) -> bool {
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
