//! Text that comes from files, made safe for a terminal.

/// The text with signs replaced that a terminal would obey or that would change the order in
/// which it is read: control characters other than line ends, and directional overrides.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|sign| match sign {
            '\n' => sign,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
            _ if sign.is_control() => char::REPLACEMENT_CHARACTER,
            _ => sign,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn nothing_commands_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}c\r\n"), "a�[2Jb�c�\n");
        assert_eq!(printable("ә — “бала”"), "ә — “бала”");
    }
}
