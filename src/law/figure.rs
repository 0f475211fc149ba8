use std::fmt::Display;

/// A number as people read it: "20,000,000".
pub fn figure(number: impl Display) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three_digits() {
        let written = [1, 999, 1_000, 20_000_000_u32].map(figure);
        assert_eq!(written, ["1", "999", "1,000", "20,000,000"]);
    }
}
