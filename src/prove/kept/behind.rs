//! What is told behind a verdict hangs on more than the verdict: the rest, written into its hash.

use std::collections::BTreeSet;

use sha2::Sha256;

use crate::law::{ExprId, Ground, InputId, RuleId, Waiting, WrittenId};
use crate::verdict::Region;

use super::super::classes::may_be_compared;
use super::super::dead_end::Goal;
use super::content::Content;
use super::numbering::Numbering;

impl<'l> Content<'l> {
    /// What is told behind a verdict hangs on this besides.
    ///
    /// The order of comparisons decides which is told where several would do, and the days of the law
    /// who takes a way out. Of sentences it matters which rules have the same.
    pub fn put_telling(&mut self, goal: Goal, proved: &Region) {
        let law = self.law;
        let asked = goal.some_day.map(|some_day| self.expr(some_day));
        let proved = proved.named(law);
        self.put(format_args!(
            "behind {:?} {asked:?} {proved:?}\n",
            goal.holding
        ));
        if let Some(waiting) = goal.waiting(law) {
            self.put_waiting(waiting);
            let throughout = waiting.throughout.and_then(|whole| law.waiting(whole));
            if let Some(throughout) = throughout {
                self.put_waiting(throughout);
            }
        }
        for door in &law.doors {
            let open = self.term(law[door.step].open);
            self.put(format_args!("open by {open:?}\n"));
        }
        self.put_grounds();
        self.put_exprs();
        let mut order: Vec<(ExprId, usize)> = Vec::new();
        for (place, id) in self.exprs.iter().enumerate() {
            if may_be_compared(law, *id) {
                order.push((*id, place));
            }
        }
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, place)| place).collect();
        self.put(format_args!("in this order {order:?}\n"));
        self.put_days();
    }

    fn put_waiting(&mut self, waiting: &Waiting) {
        let parts = self.each(&waiting.parts());
        let on = waiting.later.iter();
        let on: Vec<Vec<InputId>> = on
            .map(|later| later.on.iter().map(|(input, _)| *input).collect())
            .collect();
        let sizes = [waiting.turning.len(), waiting.order.len()];
        self.put(format_args!(
            "wait {:?} {parts:?} {sizes:?} {on:?} {}\n",
            waiting.holding,
            waiting.throughout.is_some()
        ));
    }

    /// Which rules of the files those of the kernel are made from, in the order of the files; and which
    /// of the sentences behind these, and behind the first day of their acts, are the same.
    fn put_grounds(&mut self) {
        let law = self.law;
        let of = |rule: &RuleId| law[*rule].written;
        let written: BTreeSet<WrittenId> = self.rules.iter().map(of).collect();
        let written: Vec<WrittenId> = written.into_iter().collect();
        let place = |rule: &RuleId| written.partition_point(|other| *other < of(rule));
        let places: Vec<usize> = self.rules.iter().map(place).collect();
        self.put(format_args!("written {places:?}\n"));
        for id in written {
            let own = self.each_ground(&law[id].grounds);
            let in_force = law[id].act.and_then(|act| law[act].in_force.as_ref());
            let in_force =
                in_force.map(|(first, grounds)| (self.expr(*first), self.each_ground(grounds)));
            self.put(format_args!("by {own:?} {in_force:?}\n"));
        }
    }

    fn each_ground(&mut self, grounds: &'l [Ground]) -> Vec<usize> {
        let each = grounds.iter();
        each.map(|ground| self.grounds.insert_full(ground).0)
            .collect()
    }

    /// The hash, and what its numbers stand for.
    pub fn numbering(self) -> (Sha256, Numbering<'l>) {
        let numbering = Numbering {
            law: self.law,
            exprs: self.exprs,
            terms: self.terms,
            grounds: self.grounds,
        };
        (self.hash.0, numbering)
    }
}
