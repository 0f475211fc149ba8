/// The first of some names, and how many others there are; one more is named as well.
pub fn first_few(mut names: Vec<String>, most: usize) -> Vec<String> {
    let more = names.len().saturating_sub(most);
    if more > 1 {
        names.truncate(most);
        names.push(format!("{more} others"));
    }
    names
}

/// A number with its noun: "no conflicts", "1 conflict", "2 conflicts".
pub fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
