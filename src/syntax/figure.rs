use std::fmt;

/// A number as it is written, with its decimal places: `12500.50` is not `12500.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// How many units of its last place it is.
    pub units: i128,
    /// Its decimal places.
    pub places: u32,
}

impl Figure {
    /// The most digits.
    pub const DIGITS: usize = 30;

    /// Reads digits with `_` between them and at most one point. `None` for too many.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.replace('_', "");
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = format!("{whole}{part}");
        if digits.len() > Self::DIGITS {
            return None;
        }
        Some(Self {
            units: digits.parse().ok()?,
            places: u32::try_from(part.len()).ok()?,
        })
    }

    /// What may be meant where all places beyond so many are zeros: the number without these, or, where the
    /// point stands before three digits, as between thousands, the digits without it. Empty where it has no
    /// more places, or other digits in them.
    pub fn without_further_zeros(self, places: u32) -> Vec<String> {
        let further = self
            .places
            .checked_sub(places)
            .filter(|further| *further > 0);
        let Some(scale) = further.and_then(|further| 10_i128.checked_pow(further)) else {
            return Vec::new();
        };
        if self.units % scale != 0 {
            return Vec::new();
        }
        let units = self.units / scale;
        let one = 10_i128.checked_pow(places).unwrap_or(1);
        let shortened = match units % one {
            0 => (units / one).to_string(),
            _ => format!("{}.{:02$}", units / one, units % one, places as usize),
        };
        let mut meant = vec![shortened];
        if self.places == 3 && (1..1000).contains(&(units / one)) {
            meant.push(self.units.to_string());
        }
        meant
    }

    /// As in "2 decimal places".
    pub fn places_in_words(places: u32) -> String {
        match places {
            0 => "no decimal places".to_owned(),
            1 => "1 decimal place".to_owned(),
            _ => format!("{places} decimal places"),
        }
    }
}

/// What to write in place of a number that begins with a zero which counts nothing, each number shown in the
/// same way: without the zero, or, where it may have one, with a point behind it. `None` of what is no such
/// number.
pub fn without_zero(
    written: &str,
    may_have_point: bool,
    shown: impl Fn(&str) -> String,
) -> Option<String> {
    let rest = written.strip_prefix('0')?;
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '_' | '.');
    let further = rest.starts_with(|c: char| c.is_ascii_digit() || c == '_');
    if !further || !rest.chars().all(is_number) || rest.matches('.').count() > 1 {
        return None;
    }
    let plain = written.trim_start_matches(['0', '_']);
    let digits = rest.trim_start_matches('_');
    Some(match plain {
        "" => format!("write {}", shown("0")),
        _ if plain.starts_with('.') => format!("write {}", shown(&format!("0{plain}"))),
        _ if plain.contains('.') || !may_have_point || digits.starts_with('0') => {
            format!("write {}", shown(plain))
        }
        _ => {
            let (plain, point) = (shown(plain), shown(&format!("0.{digits}")));
            match digits == rest {
                true => {
                    let further = shown(&format!("0.{written}"));
                    format!("write {plain}, or with a point {point} or {further}")
                }
                false => format!("write {plain}, or with a point {point}"),
            }
        }
    })
}

impl fmt::Display for Figure {
    /// With `_` between groups of three digits before the point, from five digits on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places as usize;
        let digits = format!("{:0least$}", self.units, least = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        f.write_str(&grouped(whole))?;
        if !part.is_empty() {
            write!(f, ".{part}")?;
        }
        Ok(())
    }
}

/// Digits in groups of three, from five digits on.
pub fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_written() {
        for (text, printed) in [
            ("0.05", "0.05"),
            ("12500.50", "12_500.50"),
            ("1_000_000", "1_000_000"),
            ("9999.0", "9999.0"),
            ("007", "7"),
        ] {
            let figure = Figure::parse(text).unwrap();
            assert_eq!(figure.to_string(), printed);
            assert_eq!(Figure::parse(printed), Some(figure));
        }
        assert_eq!(Figure::parse(&"9".repeat(31)), None);
    }

    #[test]
    fn zeros_beyond_the_last_place() {
        for (text, places, meant) in [
            ("40.000", 2, "40 40000"),
            ("1.050", 2, "1.05 1050"),
            ("1.500", 2, "1.50 1500"),
            ("1.0", 0, "1"),
            ("5.000", 0, "5 5000"),
            ("0.500", 2, "0.50"),
            ("1_000.000", 2, "1000"),
            ("1.0000", 2, "1"),
            ("1.005", 2, ""),
            ("1.00", 2, ""),
            ("7", 2, ""),
        ] {
            let figure = Figure::parse(text).unwrap();
            assert_eq!(
                figure.without_further_zeros(places).join(" "),
                meant,
                "{text}"
            );
        }
    }

    #[test]
    fn zeros_that_count_nothing() {
        let told = |text, point| without_zero(text, point, str::to_owned);
        for (text, help) in [
            ("05", "write 5, or with a point 0.5 or 0.05"),
            ("0_5", "write 5, or with a point 0.5"),
            ("007", "write 7"),
            ("00.5", "write 0.5"),
            ("05.5", "write 5.5"),
            ("00", "write 0"),
        ] {
            assert_eq!(told(text, true).as_deref(), Some(help), "{text}");
        }
        assert_eq!(told("05", false).as_deref(), Some("write 5"));
        for text in ["0", "0.5", "5", "05x", "01.02.2024", "-05"] {
            assert_eq!(told(text, true), None, "{text}");
        }
    }
}
