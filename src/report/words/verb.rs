//! The verb behind a noun: "the levy is", "the years of membership are".

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
    // What is computed with a part in brackets is one.
    if noun.starts_with('(') {
        return "is";
    }
    let own = noun.split_whitespace();
    let own = own.take_while(|word| !BEHIND.contains(word));
    // "the fees paid", "the years required"
    let own: Vec<&str> = own.collect();
    let head = own.iter().rfind(|word| !is_participle(word));
    let head = head.copied().unwrap_or_default();
    match is_several(head) {
        true => "are",
        false => "is",
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
    use super::is;

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
