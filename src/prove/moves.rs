//! Days moved by periods, each made once, and what is known of several from the same day.

use z3::ast::{Bool, Int};

use crate::calendar::{Day, Period, Rounding, Unit};

use super::dates::{self, Calendar, Moved, between, packed};
use super::encode::Encoder;
use super::formula::{all, any, not};

/// A move by a period that is not known before is compared with so many others from the same day.
const COMPARED: usize = 32;

impl Encoder<'_> {
    /// A day moved by a period. One unknown for each, whatever scope it is asked in: the calendar
    /// is by far the most expensive part of a question.
    pub(super) fn moved(&mut self, base: &Int, period: Period, rounding: Rounding) -> Moved {
        let key = (base.clone(), period, rounding);
        if let Some(known) = self.days.get(&key) {
            return known.clone();
        }
        let made = self.dated(|calendar, ties, near| {
            dates::moved(base, period, rounding, calendar, ties, near)
        });
        let (unit, count) = period.counted();
        self.compare(
            (base, unit, rounding),
            (&Int::from_i64(count), &made),
            false,
        );
        self.days.insert(key, made.clone());
        made
    }

    /// A day moved by a period that is not known before.
    pub(super) fn moved_by(
        &mut self,
        base: &Int,
        (unit, count): (Unit, &Int),
        rounding: Rounding,
    ) -> Moved {
        if let Some(count) = count.as_i64() {
            return match unit.period(count) {
                Some(period) => self.moved(base, period, rounding),
                None => Moved {
                    day: base.clone(),
                    exists: Bool::from_bool(false),
                },
            };
        }
        let key = (base.clone(), unit, count.clone(), rounding);
        if let Some(known) = self.moves.get(&key) {
            return known.clone();
        }
        let made = self.dated(|calendar, ties, near| {
            dates::moved_by(base, (unit, count), rounding, calendar, ties, near)
        });
        self.compare((base, unit, rounding), (count, &made), true);
        self.moves.insert(key, made.clone());
        made
    }

    /// Tells the solver that days lie in the order of the periods by which they are moved from the
    /// same day, which follows from the calendar and takes it long to find: of a written period
    /// beside those that are not known before, of one of these beside all others.
    fn compare(
        &self,
        (base, unit, rounding): (&Int, Unit, Rounding),
        (count, made): (&Int, &Moved),
        with_written: bool,
    ) {
        let unknown = self.moves.iter().rev();
        let unknown = unknown.filter(|((of, in_unit, _, rounded), _)| {
            of == base && *in_unit == unit && *rounded == rounding
        });
        let mut others: Vec<(Int, Moved)> = unknown
            .map(|((_, _, count, _), moved)| (count.clone(), moved.clone()))
            .take(COMPARED)
            .collect();
        if with_written {
            let written = self.days.iter().rev();
            let written = written.filter(|((of, period, rounded), _)| {
                of == base && period.counted().0 == unit && *rounded == rounding
            });
            let written = written
                .map(|((_, period, _), moved)| (Int::from_i64(period.counted().1), moved.clone()));
            others.extend(written.take(COMPARED));
            // A day that lies outside the calendar already is brought back by no period of no length.
            let unmoved = Moved {
                day: base.clone(),
                exists: between(base, packed(Day::MIN), packed(Day::MAX)),
            };
            others.push((Int::from_i64(0), unmoved));
        }
        for (other, moved) in others {
            let are = all([made.exists.clone(), moved.exists.clone()]);
            self.solver.assert(&count.eq(&other).implies(all([
                made.day.eq(&moved.day),
                made.exists.eq(&moved.exists),
            ])));
            for (less, more) in [
                (count.lt(&other), made.day.lt(&moved.day)),
                (count.gt(&other), made.day.gt(&moved.day)),
            ] {
                self.solver.assert(&any([not(&less), not(&are), more]));
            }
        }
    }

    /// A day that is made with the calendar, with what holds of it asserted: what is near in both
    /// solvers, what ties it to the calendar in the exact one.
    fn dated(
        &mut self,
        make: impl FnOnce(&mut Calendar, &mut Vec<Bool>, &mut Vec<Bool>) -> Moved,
    ) -> Moved {
        let (mut ties, mut near) = (Vec::new(), Vec::new());
        let made = make(&mut self.calendar, &mut ties, &mut near);
        near.iter().for_each(|one| self.solver.assert(one));
        self.solver.assert_calendar(&ties);
        made
    }
}
