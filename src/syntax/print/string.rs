/// Words as a string of the language, which has no quotation mark in it.
pub fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "”"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_string_ends_at_its_end() {
        assert_eq!(quoted("a card"), "\"a card\"");
        assert_eq!(quoted("a \"card\""), "\"a ”card”\"");
    }
}
