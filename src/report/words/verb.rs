//! The words about a noun that tell whether it is one or several: "the levy is", "the years of membership
//! are", "another interest", "other interests".

/// Where the first noun of a phrase ends: "years" in "the years of membership".
const BEHIND: [&str; 17] = [
    "above", "at", "by", "for", "from", "in", "on", "of", "over", "per", "since", "to", "under",
    "until", "where", "which", "with",
];

/// What is one and ends as if it were several.
const SINGULAR: [&str; 6] = ["gas", "lens", "means", "news", "series", "species"];

/// What is several and does not end so.
const PLURAL: [&str; 5] = ["children", "data", "men", "people", "women"];

/// "is" behind one, "are" behind several, as far as the words of the noun show it: a rule file does not say
/// which it is.
pub fn is(noun: &str) -> &'static str {
    by_number(noun, "is", "are")
}

/// "depends" behind one, "depend" behind several.
pub fn depends(noun: &str) -> &'static str {
    by_number(noun, "depends", "depend")
}

/// "another interest", "other interests".
pub(super) fn another(noun: &str) -> String {
    format!("{} {noun}", by_number(noun, "another", "other"))
}

/// "a shorter stay", "shorter days of stay".
pub(super) fn a_such(adjective: &str, noun: &str) -> String {
    format!("{}{adjective} {noun}", by_number(noun, "a ", ""))
}

fn by_number(noun: &str, one: &'static str, several: &'static str) -> &'static str {
    // What is computed with a part in brackets is one, as is what has the article of one.
    if ["(", "a ", "an "]
        .iter()
        .any(|start| noun.starts_with(start))
    {
        return one;
    }
    let own = noun.split_whitespace();
    let own = own.take_while(|word| !BEHIND.contains(word));
    // "the fees paid", "the years required"
    let own: Vec<&str> = own.collect();
    let head = own.iter().rfind(|word| !is_participle(word));
    let head = head.copied().unwrap_or_default();
    match is_several(head) {
        true => several,
        false => one,
    }
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || matches!(word, "due" | "given" | "left" | "lost" | "paid" | "spent")
}

fn is_several(head: &str) -> bool {
    let ends_as_one = ["ss", "us", "is"].iter().any(|end| head.ends_with(end));
    PLURAL.contains(&head) || (head.ends_with('s') && !ends_as_one && !SINGULAR.contains(&head))
}

#[cfg(test)]
mod tests {
    use super::{a_such, another, is};

    #[test]
    fn what_is_several_has_no_article() {
        assert_eq!(another("status"), "another status");
        assert_eq!(another("interests"), "other interests");
        assert_eq!(
            another("children of the host"),
            "other children of the host"
        );
        assert_eq!(a_such("shorter", "stay"), "a shorter stay");
        assert_eq!(a_such("shorter", "days of stay"), "shorter days of stay");
        assert_eq!(
            a_such("longer", "time of the visits"),
            "a longer time of the visits"
        );
    }

    #[test]
    fn the_first_noun_tells_how_many() {
        for one in [
            "the levy",
            "the number of years",
            "the sum of the fees",
            "the address",
            "the basis of the levy",
            "the means",
            "the year of the fees",
            "(the years of membership) plus 1",
            "a proof of address or papers",
            "",
        ] {
            assert_eq!(is(one), "is", "{one}");
        }
        for several in [
            "the years of membership",
            "the full years from a to b",
            "the fees",
            "the fees paid",
            "the years required",
            "the children",
            "the days until the goods spoil",
        ] {
            assert_eq!(is(several), "are", "{several}");
        }
    }
}
