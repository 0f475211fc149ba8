use crate::calendar::Day;

/// Items in a sentence: "a", "a and b", "a, b, and c".
pub fn joined(items: &[impl AsRef<str>], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [one, two] => format!("{} {word} {}", one.as_ref(), two.as_ref()),
        [items @ .., last] => {
            let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
            format!("{}, {word} {}", items.join(", "), last.as_ref())
        }
    }
}

/// Days of which it is one, by readings: "30 June 2025 or 1 July 2025".
pub fn either_day<'d>(days: impl IntoIterator<Item = &'d Day>) -> String {
    let days: Vec<String> = days.into_iter().map(|day| day.in_words()).collect();
    joined(&days, "or")
}

/// A text that begins a sentence.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
