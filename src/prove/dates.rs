//! Days for the solver: packed ordinals, on which months are always 31 and years always 372.
//!
//! For `X = P(birth) + 31·k` the day `birth + k months` is `X` itself where that day exists, so
//! that comparisons of days and birthdays are linear with one unknown each. Whether it exists
//! hangs on the place in the year alone, but for 29 February. Day numbers, with their many cases,
//! come in only for periods in days.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::{Bool, Int};

use crate::calendar::{Day, PACKED_YEAR, Period, Rounding, Unit};

use super::formula::{all, any, not};

/// Places in the packed year that no year has, and how far the last real day lies before them:
/// 30 and 31 February (in a leap year), 31 April, June, September, November.
const NEVER: [(i64, i64); 6] = [(60, 1), (61, 2), (123, 1), (185, 1), (278, 1), (340, 1)];

/// The place of 29 February and of 1 March.
const LEAP_DAY: i64 = 59;
const FIRST_OF_MARCH: i64 = 62;

/// A quarter of the years divisible by 4 that are no leap years: 1900, 2100, 2200.
const COMMON_CENTURIES: [i64; 3] = [475, 525, 550];

const YEAR: i64 = PACKED_YEAR as i64;

/// A day of the calendar in its parts.
#[derive(Clone)]
struct Parts {
    year: Int,
    /// The place in the packed year, from 0 to 371.
    place: Int,
    /// The year is four times this and `rest`, which is less than 4.
    fours: Int,
    rest: Int,
}

impl Parts {
    /// Fresh parts of an ordinal, tied to it.
    fn new(packed: &Int, ties: &mut Vec<Bool>) -> Self {
        let parts = Self {
            year: Int::fresh_const("year"),
            place: Int::fresh_const("place"),
            fours: Int::fresh_const("fours"),
            rest: Int::fresh_const("rest"),
        };
        ties.push(packed.eq(&(&parts.year * YEAR + &parts.place)));
        ties.push(between(&parts.place, 0, YEAR - 1));
        ties.push(parts.year.eq(&(&parts.fours * 4 + &parts.rest)));
        ties.push(between(&parts.rest, 0, 3));
        parts
    }

    /// Whether the year is a leap year, exact for 1801 to 2299.
    fn leap(&self) -> Bool {
        all(COMMON_CENTURIES
            .map(|century| self.fours.ne(century))
            .into_iter()
            .chain([self.rest.eq(0)]))
    }
}

/// The parts of ordinals and the numbers of days, each made once.
#[derive(Default)]
pub struct Calendar {
    parts: IndexMap<Int, Parts, FxBuildHasher>,
    numbers: IndexMap<Int, Int, FxBuildHasher>,
}

impl Calendar {
    fn parts(&mut self, packed: &Int, ties: &mut Vec<Bool>) -> Parts {
        let made = self.parts.entry(packed.clone());
        made.or_insert_with(|| Parts::new(packed, ties)).clone()
    }

    /// The number of a real day: exact with the calendar. Without it, it is known that numbers are
    /// in the order of the days, and about how far apart.
    fn number(&mut self, packed: &Int, ties: &mut Vec<Bool>, near: &mut Vec<Bool>) -> Int {
        if let Some(known) = self.numbers.get(packed) {
            return known.clone();
        }
        let made = Int::fresh_const("number");
        is_number(&made, &self.parts(packed, ties), ties);
        for (other, known) in self.numbers.iter().rev().take(NEIGHBOURS) {
            order(
                &(packed - other),
                &(&made - known),
                &Bool::from_bool(true),
                near,
            );
        }
        self.numbers.insert(packed.clone(), made.clone());
        made
    }
}

/// With so many numbers of days another one is compared.
const NEIGHBOURS: usize = 32;

/// How far apart two days are, in ordinals and in days, if they are days at all. In ordinals the way
/// is longer, by at most seven in each year that it touches.
fn order(way: &Int, days: &Int, are: &Bool, near: &mut Vec<Bool>) {
    let longer = |way: &Int, days: &Int| {
        let most = days * YEAR + 14 * 365;
        all([days.ge(1), days.le(way), (way * 365).le(&most)])
    };
    let (back, ago) = (Int::from_i64(0) - way, Int::from_i64(0) - days);
    near.push(any([
        not(are),
        all([way.eq(0), days.eq(0)]),
        longer(way, days),
        longer(&back, &ago),
    ]));
}

/// Ties an ordinal to real days: the place exists, and 29 February only in leap years.
pub fn real(packed: &Int, calendar: &mut Calendar, ties: &mut Vec<Bool>) {
    let parts = calendar.parts(packed, ties);
    ties.extend(NEVER.map(|(place, _)| parts.place.ne(place)));
    ties.push(any([parts.place.ne(LEAP_DAY), parts.leap()]));
}

/// `low <= value <= high`.
pub fn between(value: &Int, low: i64, high: i64) -> Bool {
    all([value.ge(low), value.le(high)])
}

/// The ordinal of a day.
pub fn packed(day: Day) -> i64 {
    i64::from(day.packed())
}

/// The real day of an ordinal.
pub fn as_day(packed: i64) -> Option<Day> {
    i32::try_from(packed).ok().and_then(Day::from_packed)
}

/// A day moved by a period.
#[derive(Clone)]
pub struct Moved {
    /// Its ordinal, where it exists.
    pub day: Int,
    /// It lies within the calendar.
    pub exists: Bool,
}

/// The real day `base` moved by a period: what holds with the calendar goes into `ties`, what is
/// known without it into `near`.
pub fn moved(
    base: &Int,
    period: Period,
    rounding: Rounding,
    calendar: &mut Calendar,
    ties: &mut Vec<Bool>,
    near: &mut Vec<Bool>,
) -> Moved {
    match period {
        Period::Months(months) => {
            let sum = base + i64::from(months) * 31;
            let years = months % 12 == 0;
            nearest_day(&sum, years, rounding, calendar, ties, near)
        }
        // The next day is the next ordinal that is a day: numbers of days are not needed.
        Period::Days(1) => nearest_day(&(base + 1), false, Rounding::Up, calendar, ties, near),
        Period::Days(-1) => nearest_day(&(base - 1), false, Rounding::Down, calendar, ties, near),
        Period::Days(days) => days_later(base, i64::from(days), calendar, ties, near),
    }
}

/// The real day `base` moved by so many months or days, of which nothing is known: as `moved`.
pub fn moved_by(
    base: &Int,
    (unit, count): (Unit, &Int),
    rounding: Rounding,
    calendar: &mut Calendar,
    ties: &mut Vec<Bool>,
    near: &mut Vec<Bool>,
) -> Moved {
    match unit {
        Unit::Months => {
            let sum = base + count * 31;
            nearest_day(&sum, false, rounding, calendar, ties, near)
        }
        Unit::Days => {
            let Moved { day, exists } = counted(base, count, calendar, ties, near);
            order(&(&day - base), count, &exists, near);
            // The way out of the calendar is not longer in ordinals than so many days may be.
            let (first, last) = (packed(Day::MIN), packed(Day::MAX));
            let (to_first, to_last) = ((base - first) * 365, (base * -1 + last) * 365);
            let farthest = count * YEAR;
            near.push(exists.implies(between(&day, first, last)));
            near.push(any([
                exists.clone(),
                to_last.le(&farthest + 14 * 365),
                to_first.le(&farthest * -1 + 14 * 365),
            ]));
            Moved { day, exists }
        }
    }
}

/// The day in the place of an ordinal that may be none, and that it lies near it; `years` as in
/// [`months_later`].
fn nearest_day(
    sum: &Int,
    years: bool,
    rounding: Rounding,
    calendar: &mut Calendar,
    ties: &mut Vec<Bool>,
    near: &mut Vec<Bool>,
) -> Moved {
    let day = months_later(sum, years, rounding, calendar, ties);
    near.push(match rounding {
        Rounding::Down => all([day.le(sum), day.ge(sum - 3)]),
        Rounding::Up => all([day.ge(sum), day.le(sum + 3)]),
    });
    let exists = between(&day, packed(Day::MIN), packed(Day::MAX));
    Moved { day, exists }
}

fn days_later(
    base: &Int,
    days: i64,
    calendar: &mut Calendar,
    ties: &mut Vec<Bool>,
    near: &mut Vec<Bool>,
) -> Moved {
    let Moved { day, exists } = counted(base, &Int::from_i64(days), calendar, ties, near);
    // In ordinals the way is at least as long as in days, and longer by what short months lack:
    // at most seven in each year that it touches. Without this the solver searches.
    let (least, most) = (days.abs(), days.abs() + 7 * (days.abs() / 365 + 2));
    let (low, high, farthest) = if days >= 0 {
        (base + least, base + most, base + most)
    } else {
        (base - most, base - least, base - most)
    };
    let sum = all([day.ge(&low), day.le(&high)]);
    let (first, last) = (packed(Day::MIN), packed(Day::MAX));
    near.push(any([exists.not(), all([sum, between(&day, first, last)])]));
    near.push(any([exists.clone(), farthest.lt(first), farthest.gt(last)]));
    Moved { day, exists }
}

/// A day so many days later: exact with the calendar.
fn counted(
    base: &Int,
    days: &Int,
    calendar: &mut Calendar,
    ties: &mut Vec<Bool>,
    near: &mut Vec<Bool>,
) -> Moved {
    let day = Int::fresh_const("moved");
    let exists = Bool::fresh_const("exists");
    real(&day, calendar, ties);
    let sum = calendar.number(base, ties, near) + days;
    let inside = between(&sum, Day::MIN.number().into(), Day::MAX.number().into());
    ties.push(exists.eq(&inside));
    let is_sum = calendar.number(&day, ties, near).eq(&sum);
    near.push(exists.implies(is_sum));
    Moved { day, exists }
}

/// The number of days from one real day to another.
pub fn days_between(
    from: &Int,
    to: &Int,
    calendar: &mut Calendar,
    ties: &mut Vec<Bool>,
    near: &mut Vec<Bool>,
) -> Int {
    calendar.number(to, ties, near) - calendar.number(from, ties, near)
}

/// The day in the place of an ordinal that may be none; `years` where the place in the year is that
/// of a real day.
fn months_later(
    shifted: &Int,
    years: bool,
    rounding: Rounding,
    calendar: &mut Calendar,
    ties: &mut Vec<Bool>,
) -> Int {
    let parts = calendar.parts(shifted, ties);
    let leap = parts.leap();
    let mut result = shifted.clone();
    for (place, behind) in NEVER {
        // Years keep the place, so that only 29 February may be missing after them.
        if years {
            break;
        }
        let moved = match rounding {
            Rounding::Down if place < FIRST_OF_MARCH => {
                leap.ite(&(shifted - behind), &(shifted - (behind + 1)))
            }
            Rounding::Down => shifted - behind,
            Rounding::Up if place < FIRST_OF_MARCH => shifted + (FIRST_OF_MARCH - place),
            Rounding::Up => shifted + 1,
        };
        result = parts.place.eq(place).ite(&moved, &result);
    }
    let moved = match rounding {
        Rounding::Down => shifted - 1,
        Rounding::Up => shifted + (FIRST_OF_MARCH - LEAP_DAY),
    };
    all([parts.place.eq(LEAP_DAY), leap.not()]).ite(&moved, &result)
}

/// Ties a number to a real day: that of the days since 1970-01-01, exact for 1801 to 2299.
fn is_number(number: &Int, parts: &Parts, ties: &mut Vec<Bool>) {
    let one = |condition: Bool| condition.ite(&Int::from_i64(1), &Int::from_i64(0));
    let Parts {
        year, place, fours, ..
    } = parts;
    let centuries = one(year.le(1900)) - one(year.gt(2100)) - one(year.gt(2200));
    // Leap years before this one: those divisible by 4, less the centuries that are none.
    let leap_years = fours - one(parts.rest.eq(0)) - 492 + centuries;
    let start_of_year = (year - 1970) * 365 + leap_years;
    let mut months = Vec::new();
    let mut start = 0;
    for (month, length) in (0_i64..).zip([31_i64, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        let first = 31 * month;
        let is_month = between(place, first, first + 30);
        let mut day = &start_of_year + place + (start - first);
        if month >= 2 {
            day += one(parts.leap());
        }
        months.push(all([is_month, number.eq(&day)]));
        start += length;
    }
    ties.push(any(months));
}
