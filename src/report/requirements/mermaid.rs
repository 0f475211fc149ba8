use super::{Kind, MARK, Node, Requirements};

/// The graph in the language of Mermaid.
pub fn mermaid(drawn: &Requirements<'_>) -> String {
    let mut out = format!("%% {MARK}\nflowchart LR\n");
    for (number, node) in drawn.nodes.iter().enumerate() {
        let (open, close) = match node {
            Node::Holding(_) => ("[", "]"),
            Node::Step(_) => ("([", "])"),
            Node::Fact(_) => (">", "]"),
        };
        let words = escaped(&drawn.words(*node));
        out.push_str(&format!("    n{number}{open}\"{words}\"{close}\n"));
    }
    let mut circle = Vec::new();
    for (place, edge) in drawn.edges.iter().enumerate() {
        let (from, to) = (edge.from, edge.to);
        let arrow = match edge.kind {
            Kind::GivenBy | Kind::Requires => "-->",
            Kind::HangsOn => "-.->",
        };
        let label = match edge.place.as_str() {
            "" => String::new(),
            place => format!("|\"{}\"|", escaped(place)),
        };
        out.push_str(&format!("    n{from} {arrow}{label} n{to}\n"));
        if edge.in_circle {
            circle.push(place.to_string());
        }
    }
    if !circle.is_empty() {
        let places = circle.join(",");
        out.push_str(&format!(
            "    linkStyle {places} stroke:#b00020,stroke-width:3px\n"
        ));
    }
    out
}

/// Words between quotes. Mermaid knows no backslash but numbers of characters, and takes what is
/// left for Markdown and HTML: only letters, digits, spaces and a few harmless signs stay. A sign behind a
/// number at the beginning, or right there, would begin a list of Markdown.
fn escaped(words: &str) -> String {
    let begun = words.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let number = words.len() - begun.len();
    let one = |(at, sign): (usize, char)| match sign {
        ',' | '.' | '-' | '–' | '(' | ')' | '’' if at != number => sign.to_string(),
        sign if sign == ' ' || sign.is_alphanumeric() => sign.to_string(),
        sign => format!("#{};", u32::from(sign)),
    };
    words.char_indices().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_stay_words() {
        assert_eq!(escaped("а visa, (new)"), "а visa, (new)");
        assert_eq!(escaped("end"), "end");
        assert_eq!(escaped("рұқсат ал, 2.1"), "рұқсат ал, 2.1");
        assert_eq!(escaped("1. a"), "1#46; a");
        assert_eq!(escaped("12) a-b"), "12#41; a-b");
        assert_eq!(escaped("- a"), "#45; a");
        assert_eq!(escaped("\"]<b>`;#"), "#34;#93;#60;b#62;#96;#59;#35;");
    }
}
