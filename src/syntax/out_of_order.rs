//! A clause in the wrong place is told where it belongs.

use super::clause_order::{MEMBERS, order};
use super::layout::{ITEM_WORDS, goes_on, item_word};
use super::scan::{Sign, scan};

/// Clauses of one word.
const ALONE: &[&str] = &["open", "closed", "excerpt"];

/// Items whose first words, a heading or noun, stand before all clauses.
const WITH_WORDS: &[&str] = &[
    "source",
    "act",
    "canon",
    "reading",
    "fact",
    "holding",
    "record",
    "list",
    "define",
    "term",
    "parameter",
    "procedure",
    "event",
    "rule",
    "restate",
    "provision",
    "case",
    "prove",
];

/// An item as far as it was read.
struct Begun<'t> {
    word: &'static str,
    depth: usize,
    /// Its braces were opened.
    opened: bool,
    /// Conditions of which `then` is still to come.
    conditions: usize,
    /// Its first words were read.
    has_words: bool,
    /// The sign read last.
    last: &'t str,
    /// The clauses at hand, each with its row.
    seen: Vec<(usize, &'t str)>,
}

impl<'t> Begun<'t> {
    /// Where a word stands among the clauses of this part of the item.
    fn row(&self, word: &str) -> Option<usize> {
        let order = order(self.word);
        let rows = if self.opened { order.body } else { order.head };
        rows.iter().position(|row| row.contains(&word))
    }

    /// The first of the clauses at hand before which one of this word belongs.
    fn behind(&self, word: &str) -> Option<&(usize, &'t str)> {
        let row = self.row(word)?;
        self.seen.iter().find(|(other, _)| *other > row)
    }

    fn take(&mut self, word: &'t str) {
        self.has_words |= !self.opened && self.seen.is_empty() && is_words(word);
        self.last = word;
        if word == "if" {
            self.conditions += 1;
        }
        if word == "then" && self.conditions > 0 {
            self.conditions -= 1;
            return;
        }
        let Some(row) = self.row(word) else { return };
        // Each value of a parameter has clauses of its own.
        if self.word == "parameter" && word == "from" {
            self.seen.retain(|(_, word)| *word == "until");
        }
        self.seen.push((row, word));
    }
}

/// What to say of a sign behind a text in which its clause should have come earlier.
pub fn out_of_order(before: &str, sign: &str) -> Option<String> {
    let (mut all, depth) = begun(before);
    let begun = all.pop()?;
    let stands_before = |other: &str| Some(format!("`{}` stands before `{other}`", shown(sign)));
    let inside = depth == begun.depth + 1;
    if is_words(sign) {
        // Behind other words there are too many, and not in the wrong place; behind a word that wants
        // something else, it is that which is wrong.
        let last = begun.seen.last().map(|(_, word)| *word);
        let wanting = last == Some(begun.last) && !ALONE.contains(&begun.last);
        let lacks = WITH_WORDS.contains(&begun.word) && !begun.has_words && !is_words(begun.last);
        return match begun.seen.first() {
            _ if !lacks || wanting => None,
            _ if begun.opened && (inside || depth == begun.depth) => stands_before("{"),
            Some((_, other)) if !begun.opened && depth == begun.depth => stands_before(other),
            _ => None,
        };
    }
    if (inside || !begun.opened && depth == begun.depth)
        && let Some((_, other)) = begun.behind(sign)
    {
        let of_act = begun.word == "act" && *other == "in";
        return stands_before(if of_act { "in force" } else { other });
    }
    let closed = begun.opened && depth == begun.depth;
    let around = all.last().filter(|_| closed);
    if let Some((_, other)) = around.and_then(|item| item.behind(sign)) {
        return stands_before(other);
    }
    let order = order(begun.word);
    let of_head = order.head.iter().any(|row| row.contains(&sign));
    let within = begun.opened && inside && !order.body.is_empty() && begun.row(sign).is_none();
    if of_head && (closed || within) {
        return stands_before("{");
    }
    None
}

/// The word of the item that the end of a text is in, though it be no more than its word; of a rule
/// that is restated, `rule`.
pub fn item_around(before: &str) -> Option<&'static str> {
    let (begun, _) = begun(before);
    let word = match begun.last() {
        Some(item) => item.word,
        None => {
            let first = scan(before).next()?.text;
            *ITEM_WORDS.iter().find(|word| **word == first)?
        }
    };
    Some(if word == "restate" { "rule" } else { word })
}

/// The items that the end of a text is in, the innermost last, which may end there, and how deep in
/// brackets the end is.
fn begun(text: &str) -> (Vec<Begun<'_>>, usize) {
    let signs: Vec<Sign<'_>> = scan(text).collect();
    let mut begun: Vec<Begun<'_>> = Vec::new();
    let mut depth = 0_usize;
    for (place, sign) in signs.iter().enumerate() {
        match sign.text {
            "{" | "(" | "[" => {
                if let Some(item) = begun.last_mut()
                    && item.depth == depth
                    && sign.text == "{"
                {
                    item.opened = true;
                    item.seen.clear();
                }
                depth += 1;
                continue;
            }
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                begun.retain(|item| item.depth <= depth);
                continue;
            }
            _ => {}
        }
        let earlier = signs.get(..place).unwrap_or_default();
        if let Some(word) = item_word(sign, signs.get(place + 1))
            && (depth == 0 || MEMBERS.contains(&word))
            && !goes_on(word, earlier)
        {
            begun.retain(|item| item.depth < depth);
            if let Some(around) = begun.last_mut() {
                around.take(word);
            }
            begun.push(Begun {
                word,
                depth,
                opened: false,
                conditions: 0,
                has_words: false,
                last: "",
                seen: Vec::new(),
            });
        } else if let Some(item) = begun.last_mut()
            && depth == item.depth + usize::from(item.opened)
        {
            item.take(sign.text);
        }
    }
    (begun, depth)
}

fn is_words(sign: &str) -> bool {
    sign.starts_with('"')
}

/// A clause by its first words.
fn shown(word: &str) -> String {
    match word {
        "reported" => "reported by …".to_owned(),
        "subject" | "special" | "leads" | "up" => format!("{word} to …"),
        "over" => "over time".to_owned(),
        _ if is_words(word) => "\"…\"".to_owned(),
        _ if ALONE.contains(&word) => word.to_owned(),
        _ => format!("{word} …"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_told_where_they_belong() {
        for (before, sign, wanted) in [
            (
                "rule r in z { then t = 1",
                "assumed",
                "`assumed …` stands before `then`",
            ),
            (
                "rule r { then t = 1",
                "when",
                "`when …` stands before `then`",
            ),
            (
                "provision p \"P\" { rule r { then t = 1",
                "cites",
                "`cites …` stands before `then`",
            ),
            (
                "provision p \"P\" { rule r { then t = 1 }",
                "in",
                "`in …` stands before `{`",
            ),
            (
                "rule r { assumed \"x\"",
                "despite",
                "`despite …` stands before `{`",
            ),
            (
                "provision p \"P\" { rule r { then t = 1 } }",
                "in",
                "`in …` stands before `{`",
            ),
            (
                "provision p { assumed \"x\" rule r { then t = 1 }",
                "when",
                "`when …` stands before `rule`",
            ),
            (
                "restate rule r { then open",
                "reported",
                "`reported by …` stands before `then`",
            ),
            (
                "repeal r in z { from 2024-05-01",
                "assumed",
                "`assumed …` stands before `from`",
            ),
            (
                "move until of p { to 2024-05-01",
                "from",
                "`from …` stands before `to`",
            ),
            (
                "parameter p : int { from 2024-01-01: 1 assumed \"x\"",
                "in",
                "`in …` stands before `assumed`",
            ),
            (
                "parameter p : int { until 2024-01-01",
                "from",
                "`from …` stands before `until`",
            ),
            (
                "act z \"Z\" rank l",
                "after",
                "`after …` stands before `rank`",
            ),
            (
                "act z \"Z\" { in force 2024-01-01",
                "adopted",
                "`adopted …` stands before `in force`",
            ),
            (
                "act z \"Z\" { in force 2024-01-01 }",
                "rank",
                "`rank …` stands before `{`",
            ),
            (
                "prove q { from 2024-01-01",
                "for",
                "`for …` stands before `from`",
            ),
            (
                "case c { expect t = 1",
                "given",
                "`given …` stands before `expect`",
            ),
            (
                "fact n : int \"n\" usually 3",
                "ask",
                "`ask …` stands before `usually`",
            ),
            ("define d \"d\" = n > 3", "no", "`no …` stands before `=`"),
            ("rule r in z", "\"R\"", "`\"…\"` stands before `in`"),
            ("rule r { ", "\"R\"", "`\"…\"` stands before `{`"),
            ("rule r { then t = 1", "\"R\"", "`\"…\"` stands before `{`"),
            (
                "case c { on 2024-01-01",
                "\"C\"",
                "`\"…\"` stands before `{`",
            ),
            (
                "holding h short \"h\" over time",
                "\"a h\"",
                "`\"…\"` stands before `short`",
            ),
            (
                "procedure p open",
                "\"do p\"",
                "`\"…\"` stands before `open`",
            ),
        ] {
            assert_eq!(
                out_of_order(before, sign).as_deref(),
                Some(wanted),
                "{before} {sign}"
            );
        }
    }

    #[test]
    fn what_is_in_order_is_not_told() {
        for (before, sign) in [
            ("", "in"),
            ("rule r { when a", "then"),
            ("rule r { when if a then b else c", "from"),
            ("rule r { then t = 1 }", "when"),
            ("prove q { under a", "claim"),
            ("rule r { when if a then b", "from"),
            (
                "parameter p : int { from 2024-01-01: 1 in a assumed \"x\" from 2024-02-01: 2",
                "in",
            ),
            ("procedure p \"p\" closed unless a", "rule"),
            ("rule r { then t = 1 } fact a : bool", "in"),
            ("rule r \"R\" in z", "\"S\""),
            ("rule r { assumed \"x\"", "\"y\""),
            ("rule r { cites", "\"x\""),
            ("case c { on", "\"2024-01-01\""),
            ("holding h short", "\"h\""),
        ] {
            assert_eq!(out_of_order(before, sign), None, "{before} {sign}");
        }
    }
}
