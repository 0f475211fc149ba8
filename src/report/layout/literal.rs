//! Text that comes from files, made such that Markdown shows it as it is.

use super::printable::printable;
use super::wrap::NO_BREAK;

/// A space of no width. It is written as an entity, so that it is seen in the text.
const NOTHING: &str = "&#8203;";

/// The shortest beginning of a revision's hash that sites make a link of.
const HASH: usize = 7;

/// A text on one line in which nothing is markup. Sites that show Markdown also look for names of
/// people, numbers of threads, addresses, hashes and signs for small pictures in what is left when
/// markup is read, where no backslash is seen; these are broken by a space of no width.
pub fn literal(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|sign: char| sign.is_whitespace() && sign != NO_BREAK)
        .filter(|word| !word.is_empty())
        .collect();
    let line = printable(&words.join(" ").replace(NO_BREAK, " "));
    let signs: Vec<char> = line.trim().chars().collect();
    let mut shown = String::new();
    let number = signs
        .iter()
        .take_while(|sign| sign.is_ascii_digit())
        .count();
    let mut in_word = 0;
    for (at, sign) in signs.iter().copied().enumerate() {
        let (before, after) = signs.split_at(at);
        let next = after.get(1).copied();
        let begins = at == 0 && matches!(sign, '+' | '-' | '=');
        let counts = at == number
            && at > 0
            && matches!(sign, '.' | ')')
            && next.is_none_or(char::is_whitespace);
        match sign {
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            // Alone in an element it is no mark of a formula.
            '$' => shown.push_str("<span>&#36;</span>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '^' | '#' => {
                shown.push('\\');
                shown.push(sign);
            }
            _ => {
                if begins || counts {
                    shown.push('\\');
                }
                shown.push(sign);
            }
        }
        in_word = if sign.is_ascii_hexdigit() {
            in_word + 1
        } else {
            0
        };
        let hash = in_word > 0 && in_word % (HASH - 1) == 0 && is_hash(before, after);
        if hash || next.is_some_and(|next| is_sign_for_sites(before, sign, next)) {
            shown.push_str(NOTHING);
        }
    }
    shown
}

/// Whether a sign and the next may be the beginning or the middle of what sites make a link of.
fn is_sign_for_sites(before: &[char], sign: char, next: char) -> bool {
    let letter = |sign: &char| sign.is_alphabetic();
    match sign {
        '@' | '%' | '~' | ':' => !next.is_whitespace(),
        '#' | '^' => next.is_alphanumeric(),
        '!' | '&' => next.is_ascii_digit(),
        '-' => next.is_ascii_digit() && before.last().is_some_and(letter),
        '.' => {
            let ends = |sign: &&char| matches!(sign, 'w' | 'W');
            !next.is_whitespace() && before.iter().rev().take_while(ends).count() >= 3
        }
        _ => false,
    }
}

/// Whether the word around a place is written in signs of hashes alone, and as long as one.
fn is_hash(before: &[char], after: &[char]) -> bool {
    let in_word = |sign: &&char| sign.is_alphanumeric() || **sign == '_';
    let word = || {
        let behind = before.iter().rev().take_while(in_word);
        behind.chain(after.iter().take_while(in_word))
    };
    word().count() >= HASH && word().all(char::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn plain_words_stay() {
        let plain = "“A member’s fee, 10 crowns (Article 4.2): see lines 3–4.”";
        assert_eq!(literal(plain), plain);
        assert_eq!(literal("ә — “бала”"), "ә — “бала”");
        assert_eq!(literal(" two\n  lines "), "two lines");
    }

    #[test]
    fn marks_are_shown() {
        assert_eq!(
            literal("*a* _b_ `c` ~d~"),
            "\\*a\\* \\_b\\_ \\`c\\` \\~&#8203;d\\~"
        );
        assert_eq!(literal("[a](b) ![c]"), "\\[a\\](b) !\\[c\\]");
        assert_eq!(literal("<b>&amp;"), "&lt;b&gt;&amp;amp;");
        assert_eq!(literal("a | b\\"), "a \\| b\\\\");
        assert_eq!(literal("$5"), "<span>&#36;</span>5");
    }

    #[test]
    fn no_line_begins_a_block() {
        assert_eq!(literal("- a"), "\\- a");
        assert_eq!(literal("+ a"), "\\+ a");
        assert_eq!(literal("# a"), "\\# a");
        assert_eq!(literal("=== a"), "\\=== a");
        assert_eq!(literal("12. a 3. b"), "12\\. a 3. b");
        assert_eq!(literal("1) a"), "1\\) a");
        assert_eq!(literal("1.50 crowns"), "1.50 crowns");
        assert_eq!(literal("> a"), "&gt; a");
        assert_eq!(literal("a\n\n# b"), "a \\# b");
    }

    #[test]
    fn nothing_becomes_a_link() {
        assert_eq!(literal("@someone"), "@&#8203;someone");
        assert_eq!(literal("#12 GH-12"), "\\#&#8203;12 GH-&#8203;12");
        assert_eq!(literal("https://a.b"), "https:&#8203;//a.b");
        assert_eq!(literal("www.a.b"), "www.&#8203;a.b");
        assert_eq!(literal("a@b.c"), "a@&#8203;b.c");
        assert_eq!(literal(":tada:"), ":&#8203;tada:");
        assert_eq!(literal("deadbeef"), "deadbe&#8203;ef");
        assert_eq!(literal("deadbe deadbeeg"), "deadbe deadbeeg");
        assert_eq!(literal("law. No. 50-VIII"), "law. No. 50-VIII");
    }

    #[test]
    fn nothing_commands_the_reader() {
        assert_eq!(literal("a\u{1b}b\u{202e}c"), "a�b�c");
    }
}
