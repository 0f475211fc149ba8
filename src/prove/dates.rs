//! Days for the solver: packed ordinals, on which months are always 31 and years always 372.
//!
//! For `X = P(birth) + 31·k` the day `birth + k months` is `X` itself where that day exists, so
//! that comparisons of days and birthdays are linear with one unknown each. Whether it exists
//! hangs on the place in the year alone, but for 29 February. Day numbers, with their many cases,
//! come in only for periods in days.

use z3::ast::{Bool, Int};

use crate::calendar::{Day, PACKED_YEAR, Period, Rounding};

use super::solver::{all, any};

/// Places in the packed year that no year has, and how far the last real day lies before them:
/// 30 and 31 February (in a leap year), 31 April, June, September, November.
const NEVER: [(i64, i64); 6] = [(60, 1), (61, 2), (123, 1), (185, 1), (278, 1), (340, 1)];

/// The place of 29 February and of 1 March.
const LEAP_DAY: i64 = 59;
const FIRST_OF_MARCH: i64 = 62;

/// A quarter of the years divisible by 4 that are no leap years: 1900, 2100, 2200.
const COMMON_CENTURIES: [i64; 3] = [475, 525, 550];

const YEAR: i64 = PACKED_YEAR as i64;

/// A day of the calendar in two parts.
struct Parts {
    year: Int,
    /// The place in the packed year, from 0 to 371.
    place: Int,
}

/// Fresh parts of an ordinal, tied to it.
fn parts(packed: &Int, ties: &mut Vec<Bool>) -> Parts {
    let parts = Parts {
        year: Int::fresh_const("year"),
        place: Int::fresh_const("place"),
    };
    ties.push(packed.eq(&(&parts.year * YEAR + &parts.place)));
    ties.push(between(&parts.place, 0, YEAR - 1));
    parts
}

/// Whether a year is a leap year, exact for 1801 to 2299.
fn leap(year: &Int, ties: &mut Vec<Bool>) -> Bool {
    let (fours, rest) = (Int::fresh_const("fours"), Int::fresh_const("rest"));
    ties.push(year.eq(&(&fours * 4 + &rest)));
    ties.push(between(&rest, 0, 3));
    all(COMMON_CENTURIES
        .map(|century| fours.ne(century))
        .into_iter()
        .chain([rest.eq(0)]))
}

/// Ties an ordinal to real days: the place exists, and 29 February only in leap years.
pub fn real(packed: &Int, ties: &mut Vec<Bool>) {
    let parts = parts(packed, ties);
    ties.extend(NEVER.map(|(place, _)| parts.place.ne(place)));
    let leap = leap(&parts.year, ties);
    ties.push(any([parts.place.ne(LEAP_DAY), leap]));
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
    ties: &mut Vec<Bool>,
    near: &mut Vec<Bool>,
) -> Moved {
    match period {
        Period::Months(months) => {
            let day = months_later(base, i64::from(months), rounding, ties);
            let sum = base + i64::from(months) * 31;
            near.push(match rounding {
                Rounding::Down => all([day.le(&sum), day.ge(&(&sum - 3))]),
                Rounding::Up => all([day.ge(&sum), day.le(&(&sum + 3))]),
            });
            let exists = between(&day, packed(Day::MIN), packed(Day::MAX));
            Moved { day, exists }
        }
        Period::Days(days) => days_later(base, i64::from(days), ties, near),
    }
}

fn days_later(base: &Int, days: i64, ties: &mut Vec<Bool>, near: &mut Vec<Bool>) -> Moved {
    let day = Int::fresh_const("moved");
    let exists = Bool::fresh_const("exists");
    real(&day, ties);
    let sum = number(base, ties) + days;
    let inside = between(&sum, Day::MIN.number().into(), Day::MAX.number().into());
    ties.push(exists.eq(&inside));
    let is_sum = number(&day, ties).eq(&sum);
    ties.push(exists.implies(is_sum));
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

fn months_later(base: &Int, months: i64, rounding: Rounding, ties: &mut Vec<Bool>) -> Int {
    let shifted = base + months * 31;
    let parts = parts(&shifted, ties);
    let leap = leap(&parts.year, ties);
    let mut result = shifted.clone();
    for (place, behind) in NEVER {
        // Years keep the place, so that only 29 February may be missing after them.
        if months % 12 == 0 {
            break;
        }
        let moved = match rounding {
            Rounding::Down if place < FIRST_OF_MARCH => {
                leap.ite(&(&shifted - behind), &(&shifted - (behind + 1)))
            }
            Rounding::Down => &shifted - behind,
            Rounding::Up if place < FIRST_OF_MARCH => &shifted + (FIRST_OF_MARCH - place),
            Rounding::Up => &shifted + 1,
        };
        result = parts.place.eq(place).ite(&moved, &result);
    }
    let moved = match rounding {
        Rounding::Down => &shifted - 1,
        Rounding::Up => &shifted + (FIRST_OF_MARCH - LEAP_DAY),
    };
    all([parts.place.eq(LEAP_DAY), leap.not()]).ite(&moved, &result)
}

/// The number of days since 1970-01-01 of a real day, exact for 1801 to 2299.
fn number(packed: &Int, ties: &mut Vec<Bool>) -> Int {
    let parts = parts(packed, ties);
    let (month, day) = (Int::fresh_const("month"), Int::fresh_const("day"));
    ties.push(parts.place.eq(&(&month * 31 + &day)));
    ties.push(between(&month, 0, 11));
    ties.push(between(&day, 0, 30));
    let leap = leap(&parts.year, ties);
    let (fours, rest) = (Int::fresh_const("fours"), Int::fresh_const("rest"));
    let before = &parts.year - 1;
    ties.push(before.eq(&(&fours * 4 + &rest)));
    ties.push(between(&rest, 0, 3));
    let one = |condition: Bool| condition.ite(&Int::from_i64(1), &Int::from_i64(0));
    let year = &parts.year;
    let centuries = one(year.le(1900)) - one(year.gt(2100)) - one(year.gt(2200));
    let mut start = Int::from_i64(0);
    let mut sum = 0;
    for (at, length) in (1_i64..).zip([31_i64, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30]) {
        sum += length;
        start = month.ge(at).ite(&Int::from_i64(sum), &start);
    }
    let leap_day = one(all([leap, month.ge(2)]));
    (before - 1969) * 365 + fours - 492 + centuries + start + leap_day + day
}
