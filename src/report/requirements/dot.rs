use super::{Kind, MARK, Node, Requirements};

/// The graph in the language of Graphviz.
pub fn dot(drawn: &Requirements<'_>) -> String {
    let mut out = format!("// {MARK}\n");
    out.push_str(
        "digraph requirements {\n    rankdir = LR;\n    node [fontname = \"sans-serif\"];\n    edge [fontname = \"sans-serif\", fontsize = 10];\n",
    );
    for (number, node) in drawn.nodes.iter().enumerate() {
        let shape = match node {
            Node::Holding(_) => "box",
            Node::Step(_) => "ellipse",
            Node::Fact(_) => "plaintext",
        };
        let words = quoted(&drawn.words(*node));
        out.push_str(&format!(
            "    n{number} [shape = {shape}, label = {words}];\n"
        ));
    }
    for edge in &drawn.edges {
        let (from, to) = (edge.from, edge.to);
        let style = match edge.kind {
            Kind::GivenBy | Kind::Requires => "solid",
            Kind::HangsOn => "dashed",
        };
        let mut more = format!("style = {style}");
        if !edge.place.is_empty() {
            more.push_str(&format!(", label = {}", quoted(&edge.place)));
        }
        if edge.in_circle {
            more.push_str(", penwidth = 3, color = \"#b00020\"");
        }
        out.push_str(&format!("    n{from} -> n{to} [{more}];\n"));
    }
    out.push_str("}\n");
    out
}

/// A string in quotes. A backslash would begin an escape of Graphviz, an ampersand the name of a sign.
fn quoted(words: &str) -> String {
    let escaped = words.replace('&', "&amp;");
    let escaped = escaped.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_stay_words() {
        assert_eq!(quoted(r#"a "b" \n"#), r#""a \"b\" \\n""#);
        assert_eq!(quoted(r#"\"]; evil"#), r#""\\\"]; evil""#);
        assert_eq!(quoted("виза &lt; R&D"), "\"виза &amp;lt; R&amp;D\"");
    }
}
