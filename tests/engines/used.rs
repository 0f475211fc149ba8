//! Rule files without what nothing in them uses: a small law costs less, so that more of them are
//! compared.

use std::collections::BTreeSet;

/// A rule file of its rules, its claims and what these use, directly or by what they use.
pub fn of_what_is_used(file: &str) -> String {
    let items = items(file);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    loop {
        let before = kept.len();
        for (at, item) in items.iter().enumerate() {
            let is_used = match declared(item) {
                None => true,
                Some(name) => used.contains(name),
            };
            if is_used && kept.insert(at) {
                used.extend(words(item));
            }
        }
        if kept.len() == before {
            break;
        }
    }
    let kept = items.iter().enumerate().filter(|(at, _)| kept.contains(at));
    kept.map(|(_, item)| item.as_str()).collect()
}

/// Items begin in the first column and end with what is before the next one.
fn items(file: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in file.split_inclusive('\n') {
        match items.last_mut() {
            Some(item) if !line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                item.push_str(line)
            }
            _ => items.push(line.to_owned()),
        }
    }
    items
}

/// What an item declares; none of what is there for itself: rules made by chance, and claims.
fn declared(item: &str) -> Option<&str> {
    let mut words = words(item);
    match (words.next()?, words.next()?) {
        // The rule of all files, on this step.
        ("rule", "deadline") => Some("get_w"),
        ("rule" | "prove", _) => None,
        (_, name) => Some(name),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split(move |c| !is_word(c))
        .filter(|word| !word.is_empty())
}
