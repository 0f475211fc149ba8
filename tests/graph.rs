//! `kzrule report --graph`: what is drawn, in both languages.

#![cfg(feature = "z3")]
#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::collections::BTreeMap;
use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

/// Two procedures that need one another’s holding, and one more each. Every name tries to be something
/// else in the language of the graph.
const RULES: &str = r#"source law "Law" { text "law.txt" }
fact rich : bool "is rich" no "is poor" ask "Are you rich?"
holding visa "a <script>visa</script>" short "visa" yes "has a visa" no "has no visa" ask "A visa?"
holding number "a [number] \n {no} | #35; `x`" short "number"
    yes "has a number" no "has no number" ask "A number?"
holding stamp "a
    stamp &amp; (“good”); stamp -> visa" short "stamp" yes "has a stamp" no "has no stamp" ask "A stamp?"
procedure get_visa "obtain a visa]; n9 [label=no" does "obtains a visa" grants visa open
procedure get_number "1. obtain a number" does "obtains a number" grants number open
procedure get_stamp "obtain a stamp" does "obtains a stamp" grants stamp open
rule visas "Visas" on get_visa {
    cites law "1. A visa requires a number and a stamp."
    then requires number and stamp
}
rule numbers "Numbers" on get_number {
    cites law "2. A number requires a visa."
    then requires visa
}
rule stamps "Stamps" on get_stamp {
    cites law "3. The poor do not get stamps."
    then requires rich
}
"#;

const LAW: &str = "1. A visa requires a number and a stamp.
2. A number requires a visa.
3. The poor do not get stamps.
";

const VISA: &str = "A <script>visa</script>";
const NUMBER: &str = r"A [number] \n {no} | #35; `x`";
const STAMP: &str = "A stamp &amp; (“good”); stamp -> visa";
const GET_NUMBER: &str = "1. obtain a number";
const GET_VISA: &str = "Obtain a visa]; n9 [label=no";

/// Each requirement, with the line of its sentence, and whether it is on the circle.
const EDGES: [(&str, &str, &str, bool); 7] = [
    (VISA, GET_VISA, "", true),
    (GET_VISA, NUMBER, "line 1", true),
    (GET_VISA, STAMP, "line 1", false),
    (NUMBER, GET_NUMBER, "", true),
    (GET_NUMBER, VISA, "line 2", true),
    (STAMP, "Obtain a stamp", "", false),
    ("Obtain a stamp", "Is rich", "line 3", false),
];

fn graph(rules: &str, language: &str) -> (i32, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
    fs::write(folder.path().join("law.txt"), LAW).unwrap();
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(["report", "--on", "2025-01-01", "--graph", language])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), said)
}

/// An arrow as it is read: from, to, its words, and whether it is on a circle.
type Arrow = (String, String, String, bool);

fn expected() -> Vec<Arrow> {
    let arrow = |(from, to, place, in_circle): &(&str, &str, &str, bool)| {
        ((*from).into(), (*to).into(), (*place).into(), *in_circle)
    };
    let mut all: Vec<Arrow> = EDGES.iter().map(arrow).collect();
    all.sort();
    all
}

/// The string that begins a text, as Graphviz reads it, and what is behind it.
fn of_dot(text: &str) -> (String, &str) {
    let mut words = String::new();
    let mut signs = text.strip_prefix('"').unwrap().char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return (words.replace("&amp;", "&"), &text[at + 2..]),
            '\\' => words.push(signs.next().unwrap().1),
            sign => words.push(sign),
        }
    }
    panic!("a string without an end: {text}")
}

#[test]
fn every_requirement_is_an_arrow_of_graphviz() {
    let (code, text) = graph(RULES, "dot");
    assert_eq!(code, 0, "{text}");
    let (mut names, mut arrows) = (BTreeMap::new(), Vec::new());
    for line in text.lines().map(str::trim) {
        let label = |line: &str| match line.split_once("label = ") {
            Some((_, label)) => of_dot(label).0,
            None => String::new(),
        };
        let (node, rest) = line.split_once(' ').unwrap_or((line, ""));
        if !node.starts_with('n') || node == "node" {
            continue;
        }
        match rest.strip_prefix("-> ") {
            None => {
                let (_, words) = rest.split_once("label = ").unwrap();
                let (words, behind) = of_dot(words);
                assert_eq!(behind, "];", "{line}");
                names.insert(node.to_owned(), words);
            }
            Some(rest) => {
                let to = rest.split(' ').next().unwrap();
                let in_circle = rest.contains("penwidth");
                let name = |node: &str| names[node].clone();
                arrows.push((name(node), name(to), label(rest), in_circle));
            }
        }
    }
    arrows.sort();
    assert_eq!(arrows, expected(), "{text}");
}

/// What is written in Mermaid as it is read: only numbers of signs are escaped.
fn of_mermaid(text: &str) -> String {
    let mut parts = text.split('#');
    let mut words = parts.next().unwrap().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';').unwrap();
        words.push(char::from_u32(number.parse().unwrap()).unwrap());
        words.push_str(rest);
    }
    words
}

#[test]
fn every_requirement_is_an_arrow_of_mermaid() {
    let (code, text) = graph(RULES, "mermaid");
    assert_eq!(code, 0, "{text}");
    let (mut names, mut arrows) = (BTreeMap::new(), Vec::new());
    let mut circle = Vec::new();
    for line in text.lines().skip(2).map(str::trim) {
        if let Some(style) = line.strip_prefix("linkStyle ") {
            let places = style.split(' ').next().unwrap().split(',');
            circle.extend(places.map(|place| place.parse::<usize>().unwrap()));
            continue;
        }
        // Between quotes stand harmless signs alone, and no list of Markdown begins.
        let quoted = line.split('"').nth(1).unwrap_or_default();
        assert!(!quoted.starts_with("1."), "{line}");
        assert!(
            !quoted.contains(['<', '>', '[', ']', '`', '|', '{', '\\']),
            "{line}"
        );
        let words = of_mermaid(quoted);
        match line.split_once("-->").or(line.split_once("-.->")) {
            None => {
                let node = line.split(['[', '(', '>']).next().unwrap();
                names.insert(node.to_owned(), words);
            }
            Some((from, rest)) => {
                let to = rest.rsplit(['|', ' ']).next().unwrap().trim();
                let name = |node: &str| names[node.trim()].clone();
                arrows.push((name(from), name(to), words, false));
            }
        }
    }
    for place in circle {
        arrows[place].3 = true;
    }
    arrows.sort();
    assert_eq!(arrows, expected(), "{text}");
}

#[test]
fn a_law_without_procedures_has_no_graph() {
    let rules = "fact rich : bool \"is rich\" no \"is poor\" ask \"Are you rich?\"\n";
    for language in ["dot", "mermaid"] {
        let (code, said) = graph(rules, language);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("the law has no procedures"), "{said}");
    }
}

#[test]
fn a_procedure_that_gives_nothing_is_drawn() {
    let rules = format!(
        "{RULES}
procedure pay \"pay the toll\" does \"pays the toll\" open
procedure leave \"leave the town\" does \"leaves the town\" open
rule tolls \"Tolls\" on pay {{ assumed \"an example\" then requires number }}
"
    );
    for (language, arrow) in [("dot", "->"), ("mermaid", "-->")] {
        let (code, text) = graph(&rules, language);
        assert_eq!(code, 0, "{text}");
        assert!(text.contains("Leave the town"), "{text}");
        let named = |words: &str| {
            let line = text.lines().find(|line| line.contains(words)).unwrap();
            let name = line.trim().split(['[', '(', ' ']).next().unwrap();
            format!("{name} {arrow}")
        };
        assert!(text.contains(&named("Pay the toll")), "{text}");
    }
}
