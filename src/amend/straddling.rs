//! Amendments that are before the repeal of an act on some readings alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::syntax::Name;

use super::corpus::{Amendment, Corpus};
use super::mistakes::beside_repeal;
use super::timeline::Dated;

/// The amendments of which the day hangs on readings, by their places, where a repeal may come
/// between their days: those that an act makes, and new versions, whose rules may be of an act or
/// not. A new version is reported for the first repeal, and for that of its own act.
#[derive(Default)]
pub struct Straddling<'c> {
    by_act: BTreeMap<&'c str, Vec<usize>>,
    /// New versions, by the latest of their days.
    restated: BTreeSet<(Day, usize)>,
}

impl<'c> Straddling<'c> {
    /// Notes an amendment that is to have a place.
    pub fn note(&mut self, corpus: &Corpus<'c>, one: &Dated<'c>, place: usize) {
        if one.day.only().is_some() {
            return;
        }
        if matches!(one.amendment, Amendment::Restate(_)) {
            self.restated.insert((one.day.latest(), place));
        }
        if let Some(act) = one.amendment.act() {
            self.by_act.entry(corpus.key(act)).or_default().push(place);
        }
    }

    /// Reports those that the repeal of an act on a day comes between; `name` is what the repeal
    /// calls the act.
    pub fn find(
        &mut self,
        name: &Name,
        act: &str,
        day: Day,
        amendments: &[Dated<'c>],
        found: &mut Vec<Diagnostic>,
    ) {
        let by_act = self.by_act.remove(act).into_iter().flatten();
        let by_act: BTreeSet<usize> = by_act.collect();
        let late = self.restated.split_off(&(day, 0));
        let places = late.iter().map(|(_, place)| *place);
        let places: BTreeSet<usize> = places.chain(by_act).collect();
        for one in places.into_iter().filter_map(|place| amendments.get(place)) {
            let latest = one.day.latest();
            if latest >= day {
                found.push(beside_repeal(one.amendment, &one.day, name, day));
            }
        }
    }
}
