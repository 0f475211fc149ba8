//! Characters that are not seen, written so that they are: ⟨U+202E⟩.

use std::fmt::Write;

/// The text with the characters that its notations stand for.
#[allow(dead_code, reason = "the snapshots have escapes of their own")]
pub fn hidden(text: &str) -> String {
    let mut parts = text.split("⟨U+");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let written = part.split_once('⟩').and_then(|(code, rest)| {
            let code = u32::from_str_radix(code, 16).ok()?;
            Some((char::from_u32(code)?, rest))
        });
        match written {
            Some((character, rest)) => {
                out.push(character);
                out.push_str(rest);
            }
            None => {
                out.push_str("⟨U+");
                out.push_str(part);
            }
        }
    }
    out
}

/// The text with notations in place of the characters of these ranges that nobody sees.
#[allow(
    dead_code,
    reason = "only the snapshots show a text that was written with escapes"
)]
pub fn shown(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '\r'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' => {
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}
