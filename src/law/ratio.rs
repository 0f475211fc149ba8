use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// An exact number: a fraction in lowest terms, its denominator positive. Numerator and
/// denominator are at most [`Ratio::LIMIT`]; what would be beyond it is `None`, never rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ratio {
    num: i128,
    den: i128,
}

/// How a number that lies between two multiples of a step is rounded to one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RoundingMode {
    /// To the greater one.
    Up,
    /// To the lesser one.
    Down,
    /// To the nearer one; from the middle to the greater.
    HalfUp,
    /// To the nearer one; from the middle to the even multiple.
    HalfToEven,
}

impl RoundingMode {
    /// As it is written in rule files.
    pub fn words(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::HalfUp => "half up",
            Self::HalfToEven => "half to even",
        }
    }
}

impl Ratio {
    /// The greatest numerator and denominator: 36 digits behind a one.
    pub const LIMIT: i128 = 1_000_000_000_000_000_000_000_000_000_000_000_000;

    /// Zero.
    pub const ZERO: Self = Self { num: 0, den: 1 };

    /// One.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// The least.
    pub const LEAST: Self = Self {
        num: -Self::LIMIT,
        den: 1,
    };

    /// The greatest.
    pub const GREATEST: Self = Self {
        num: Self::LIMIT,
        den: 1,
    };

    /// The number `num / den` in lowest terms; `None` for a denominator of zero, or beyond the
    /// limit before it is shortened.
    pub fn new(num: i128, den: i128) -> Option<Self> {
        let within = |part: i128| (-Self::LIMIT..=Self::LIMIT).contains(&part);
        if den == 0 || !within(num) || !within(den) {
            return None;
        }
        let common = gcd(num, den) * den.signum();
        Some(Self {
            num: num / common,
            den: den / common,
        })
    }

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self {
            num: i128::from(number),
            den: 1,
        }
    }

    /// So many units of the last of so many decimal places: 1250 with 2 places is 12.5.
    pub fn decimal(units: i128, places: u32) -> Option<Self> {
        Self::new(units, power_of_ten(places)?)
    }

    /// The numerator.
    pub fn num(self) -> i128 {
        self.num
    }

    /// The denominator, which is positive.
    pub fn den(self) -> i128 {
        self.den
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self {
            num: self.num.abs(),
            ..self
        }
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let common = gcd(self.den, other.den);
        let one = self.num.checked_mul(other.den / common)?;
        let two = other.num.checked_mul(self.den / common)?;
        let den = self.den.checked_mul(other.den / common)?;
        Self::new(one.checked_add(two)?, den)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            num: -other.num,
            ..other
        })
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        let (one, two) = (gcd(self.num, other.den), gcd(other.num, self.den));
        let num = (self.num / one).checked_mul(other.num / two)?;
        let den = (self.den / two).checked_mul(other.den / one)?;
        Self::new(num, den)
    }

    /// The quotient; `None` also where the divisor is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.num == 0 {
            return None;
        }
        let sign = other.num.signum();
        self.times(Self {
            num: other.den * sign,
            den: other.num * sign,
        })
    }

    /// Rounded to a multiple of a step, which is positive.
    pub fn rounded(self, mode: RoundingMode, step: Self) -> Option<Self> {
        let steps = self.over(step)?;
        let below = steps.num.div_euclid(steps.den);
        // Twice the distance to the lower multiple, in parts of which `den` are a step.
        let twice = 2 * steps.num.rem_euclid(steps.den);
        let up = match mode {
            RoundingMode::Up => twice > 0,
            RoundingMode::Down => false,
            RoundingMode::HalfUp => twice >= steps.den,
            RoundingMode::HalfToEven => {
                twice > steps.den || (twice == steps.den && below.rem_euclid(2) == 1)
            }
        };
        Self::new(below + i128::from(up), 1)?.times(step)
    }

    /// How many units of the last of so many decimal places it is; `None` where it is no whole
    /// number of them.
    pub fn units(self, places: u32) -> Option<i128> {
        let scale = power_of_ten(places)?;
        if scale % self.den != 0 {
            return None;
        }
        self.num.checked_mul(scale / self.den)
    }

    /// The decimal places that it takes; `None` where it is no finite decimal.
    pub fn places(self) -> Option<u32> {
        let (mut rest, mut twos, mut fives) = (self.den, 0, 0);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        (rest == 1).then_some(twos.max(fives))
    }

    /// With at least so many decimal places, its digits grouped by a sign; a number that is no
    /// finite decimal as a fraction.
    pub fn written(self, least: u32, group: &str) -> String {
        let fraction = || format!("{}/{}", grouped(self.num, group), grouped(self.den, group));
        let Some(places) = self.places().map(|places| places.max(least)) else {
            return fraction();
        };
        let (Some(units), Some(scale)) = (self.units(places), power_of_ten(places)) else {
            return fraction();
        };
        let sign = if units < 0 { "-" } else { "" };
        let whole = grouped(units.abs() / scale, group);
        if places == 0 {
            return format!("{sign}{whole}");
        }
        let width = usize::try_from(places).unwrap_or(usize::MAX);
        format!("{sign}{whole}.{:0width$}", units.abs() % scale)
    }

    /// What a text of digits with at most one point says, exactly; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(part) {
            return None;
        }
        let units: i128 = format!("{whole}{part}").parse().ok()?;
        Self::decimal(sign * units, u32::try_from(part.len()).ok()?)
    }
}

impl Ord for Ratio {
    /// By whole parts, then by the turned-over rests: products of the parts would not fit.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut two) = (*self, *other);
        loop {
            let wholes = one
                .num
                .div_euclid(one.den)
                .cmp(&two.num.div_euclid(two.den));
            let rests = (one.num.rem_euclid(one.den), two.num.rem_euclid(two.den));
            match (wholes, rests) {
                (Ordering::Equal, (0, 0)) => return Ordering::Equal,
                (Ordering::Equal, (0, _)) => return Ordering::Less,
                (Ordering::Equal, (_, 0)) => return Ordering::Greater,
                (Ordering::Equal, (rest, other_rest)) => {
                    let turned = |num, den| Self { num, den };
                    (one, two) = (turned(two.den, other_rest), turned(one.den, rest));
                }
                (unequal, _) => return unequal,
            }
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(0, ""))
    }
}

/// A power of ten; `None` beyond the limit.
pub fn power_of_ten(places: u32) -> Option<i128> {
    10_i128
        .checked_pow(places)
        .filter(|power| *power <= Ratio::LIMIT)
}

/// The greatest common divisor; that of zero and zero is one.
pub fn gcd(one: i128, two: i128) -> i128 {
    let (mut a, mut b) = (one.abs(), two.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// A whole number with its digits in groups of three.
fn grouped(number: i128, group: &str) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut written = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push_str(group);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(num: i128, den: i128) -> Ratio {
        Ratio::new(num, den).unwrap()
    }

    #[test]
    fn exact_and_in_lowest_terms() {
        let third = ratio(1, 3);
        assert_eq!(ratio(-2, -6), third);
        assert_eq!(third.plus(ratio(1, 6)), Some(ratio(1, 2)));
        assert_eq!(third.minus(third), Some(Ratio::ZERO));
        assert_eq!(third.times(Ratio::whole(3)), Some(Ratio::whole(1)));
        assert_eq!(third.over(ratio(-2, 3)), Some(ratio(-1, 2)));
        assert_eq!(third.over(Ratio::ZERO), None);
    }

    #[test]
    fn nothing_beyond_the_limit() {
        let most = ratio(Ratio::LIMIT, 1);
        assert_eq!(most.plus(Ratio::whole(1)), None);
        assert_eq!(most.times(Ratio::whole(2)), None);
        assert_eq!(Ratio::whole(1).over(most), Some(ratio(1, Ratio::LIMIT)));
        assert_eq!(ratio(1, Ratio::LIMIT).times(ratio(1, 10)), None);
        assert_eq!(Ratio::new(Ratio::LIMIT + 1, 1), None);
    }

    #[test]
    fn ordered_without_products() {
        let (a, b) = (
            ratio(Ratio::LIMIT - 1, Ratio::LIMIT),
            ratio(Ratio::LIMIT - 2, Ratio::LIMIT - 1),
        );
        assert!(b < a);
        for (num, den) in [
            (-7_i128, 3_i128),
            (-2, 1),
            (0, 1),
            (1, 3),
            (2, 6),
            (5, 7),
            (7, 5),
        ] {
            for (other, by) in [(-7_i128, 3_i128), (-5, 2), (0, 1), (1, 3), (3, 7), (12, 5)] {
                assert_eq!(
                    ratio(num, den).cmp(&ratio(other, by)),
                    (num * by).cmp(&(other * den)),
                    "{num}/{den} {other}/{by}"
                );
            }
        }
    }

    #[test]
    fn rounding_to_a_step() {
        use RoundingMode::{Down, HalfToEven, HalfUp, Up};
        let cent = ratio(1, 100);
        for (mode, thousandths, hundredths) in [
            (Up, 12_341, 1_235),
            (Up, 12_340, 1_234),
            (Up, -12_341, -1_234),
            (Down, 12_349, 1_234),
            (Down, -12_341, -1_235),
            (HalfUp, 12_345, 1_235),
            (HalfUp, 12_344, 1_234),
            (HalfUp, -12_345, -1_234),
            (HalfToEven, 12_345, 1_234),
            (HalfToEven, 12_355, 1_236),
            (HalfToEven, -12_345, -1_234),
            (HalfToEven, 12_346, 1_235),
        ] {
            assert_eq!(
                ratio(thousandths, 1_000).rounded(mode, cent),
                Some(ratio(hundredths, 100)),
                "{mode:?} {thousandths}"
            );
        }
        assert_eq!(
            Ratio::whole(1_234).rounded(Down, Ratio::whole(500)),
            Some(Ratio::whole(1_000))
        );
    }

    #[test]
    fn written_exactly() {
        assert_eq!(ratio(25_001, 2).to_string(), "12500.5");
        assert_eq!(ratio(25_001, 2).written(2, ","), "12,500.50");
        assert_eq!(ratio(-1, 8).written(2, ","), "-0.125");
        assert_eq!(ratio(-100, 1).written(0, ","), "-100");
        assert_eq!(ratio(1, 3).written(2, ","), "1/3");
        assert_eq!(Ratio::parse("12500.50"), Some(ratio(25_001, 2)));
        assert_eq!(Ratio::parse("-3"), Some(Ratio::whole(-3)));
        for wrong in ["", "1.", ".5", "1e3", "1,000", "+1", "1.2.3", "--1"] {
            assert_eq!(Ratio::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn whole_numbers_of_minor_units() {
        assert_eq!(ratio(25_001, 2).units(2), Some(1_250_050));
        assert_eq!(ratio(1, 8).units(2), None);
        assert_eq!(ratio(1, 3).units(6), None);
    }
}
