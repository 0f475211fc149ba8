//! Trees compared.

use kzrule::syntax::Item;

/// What items say: their tree without places, and with the blanks of quotations folded, which are
/// the style's to choose.
pub fn meaning(items: &[Item]) -> String {
    let shown = format!("{items:?}");
    let mut tree = String::with_capacity(shown.len());
    let mut rest = shown.as_str();
    while let Some((before, place)) = rest.split_once("Span {") {
        tree.push_str(before);
        rest = place.split_once('}').unwrap().1;
    }
    tree.push_str(rest);
    let tree = tree
        .replace("\\n", " ")
        .replace("\\r", " ")
        .replace("\\t", " ");
    let words: Vec<&str> = tree.split_whitespace().collect();
    words.join(" ").replace("\" ", "\"").replace(" \"", "\"")
}
