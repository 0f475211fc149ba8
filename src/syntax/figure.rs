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
}
