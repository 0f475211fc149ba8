//! Words as a string of a rule file can quote them: none has a quotation mark in it.

/// The words with a gap, `…`, in place of each straight quotation mark, so that all of them are
/// still quoted. Signs that stand alone beside a mark are no words and are left out with it.
pub fn markless(words: &str) -> String {
    let beside = |sign: char| matches!(sign, ',' | ';' | ':' | '.' | '(' | ')' | '…');
    let mut kept: Vec<String> = Vec::new();
    let mut pieces = words.split('"').peekable();
    let mut first = true;
    while let Some(piece) = pieces.next() {
        let mut piece = piece.trim();
        if !first {
            piece = piece.trim_start_matches(beside).trim_start();
        }
        if pieces.peek().is_some() {
            piece = piece.trim_end_matches(beside).trim_end();
        }
        first = false;
        if !piece.is_empty() {
            kept.push(piece.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    kept.join(" … ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stand_for_marks() {
        for (words, wanted) in [
            (
                "The term \"foreigner\" means",
                "The term … foreigner … means",
            ),
            (
                "\"Foreigner\", in this law,\n means",
                "Foreigner … in this law, means",
            ),
            ("It is a (\"pass\").", "It is a … pass"),
            ("\"pass\"", "pass"),
            ("no  mark.", "no mark."),
            ("\"", ""),
        ] {
            assert_eq!(markless(words), wanted, "{words}");
        }
    }
}
