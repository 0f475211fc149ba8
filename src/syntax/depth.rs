//! A bound on the depth of the parser's recursion, checked before parsing.

use super::layout::item_word;
use super::scan::scan;

/// How deep brackets and conditionals may nest.
pub const NESTING_LIMIT: usize = 100;

/// The first bracket or `if` of a text that nests deeper than the limit. Linear.
pub fn too_deep(text: &str) -> Option<usize> {
    // For each open bracket, and for the file, how many `if` stand in one expression there.
    let mut levels: Vec<usize> = vec![0];
    let mut depth = 0;
    let mut signs = scan(text).peekable();
    while let Some(sign) = signs.next() {
        let ends_expression = sign.is_string()
            || matches!(sign.text, "," | "when")
            || item_word(&sign, signs.peek()).is_some();
        if ends_expression && let Some(level) = levels.last_mut() {
            depth -= std::mem::take(level);
        }
        match sign.text {
            "{" | "(" | "[" => {
                levels.push(0);
                depth += 1;
            }
            "}" | ")" | "]" if levels.len() > 1 => {
                depth -= levels.pop().map_or(0, |inner| inner + 1);
            }
            "if" => {
                if let Some(level) = levels.last_mut() {
                    *level += 1;
                    depth += 1;
                }
            }
            _ => {}
        }
        if depth > NESTING_LIMIT {
            return Some(sign.at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_conditionals_add_up() {
        let nested =
            |count: usize| format!("define a = {}1{}", "(".repeat(count), ")".repeat(count));
        assert_eq!(too_deep(&nested(NESTING_LIMIT)), None);
        assert_eq!(
            too_deep(&nested(NESTING_LIMIT + 1)),
            Some(11 + NESTING_LIMIT)
        );
        assert!(too_deep(&"if a then b else ".repeat(NESTING_LIMIT + 1)).is_some());
        assert!(too_deep(&"(if a then ".repeat(NESTING_LIMIT / 2 + 1)).is_some());
    }

    #[test]
    fn expressions_beside_one_another_do_not() {
        for text in [
            "when if a then b else c ",
            "define a = if a then b else c ",
            "(if a then b else c)",
            "if a then b else c, ",
            "if a then b else c expect ",
        ] {
            let deep = too_deep(&text.repeat(NESTING_LIMIT + 1)).is_some();
            assert_eq!(deep, text.ends_with("expect "), "{text}");
        }
    }
}
