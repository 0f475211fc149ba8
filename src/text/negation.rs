//! Names of which one denies the other: `nonmember` and `member`.

/// What begins or ends a word that denies another.
const PREFIXES: &[&str] = &["un", "in", "im", "ir", "il", "dis", "non", "not", "no"];

/// Words of fewer letters are denied by chance: `note` is no denial of `te`.
const SHORTEST: usize = 4;

/// So many letters may be a slip in a word that denies another.
const SLIP: usize = 1;

/// Whether two names mean the opposite of each other, slips of the pen apart: one of them is no slip
/// for the other.
pub fn opposites(name: &str, other: &str) -> bool {
    let (long, short) = match name.chars().count() < other.chars().count() {
        true => (other, name),
        false => (name, other),
    };
    let (long, short) = (long.to_lowercase(), short.to_lowercase());
    let nearer = |plain: &str| {
        let apart = strsim::damerau_levenshtein(plain, &short);
        apart <= SLIP && apart < strsim::damerau_levenshtein(&long, &short)
    };
    affirmed(&long).any(|plain| plain.chars().count() >= SHORTEST && nearer(&plain))
}

/// What a name may say without what denies it, at each of its words: `member` of `nonmember`.
pub fn affirmed(name: &str) -> impl Iterator<Item = String> {
    let words = name.char_indices().filter_map(move |(at, _)| {
        let before = name.get(..at)?;
        (before.is_empty() || before.ends_with(['_', '-'])).then_some((before, name.get(at..)?))
    });
    words.flat_map(|(before, word)| {
        PREFIXES.iter().filter_map(move |prefix| {
            let rest = word.strip_prefix(prefix)?;
            let plain = rest.strip_prefix(['_', '-']).unwrap_or(rest);
            match plain.is_empty() {
                true => Some(before.trim_end_matches(['_', '-']).to_owned()),
                false => Some(format!("{before}{plain}")),
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_denies_another() {
        for (name, other) in [
            ("nonmember", "member"),
            ("non_member", "member"),
            ("not-member", "member"),
            ("unmarried", "married"),
            ("is_not_member", "is_member"),
            ("member_not", "member"),
            ("impossible", "possible"),
        ] {
            assert!(affirmed(name).any(|plain| plain == other), "{name}");
            assert!(opposites(name, other) && opposites(other, name), "{name}");
        }
        assert!(opposites("unmaried", "married"));
    }

    #[test]
    fn slips_of_the_pen_deny_nothing() {
        for (name, other) in [
            ("foriegner", "foreigner"),
            ("notcie", "notice"),
            ("incom", "income"),
            ("ag", "age"),
            ("member", "members"),
            ("unt", "t"),
        ] {
            assert!(!opposites(name, other), "{name}");
        }
    }
}
