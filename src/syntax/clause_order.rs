//! The order in which the clauses of an item stand.

const PHRASES: &[&str] = &["yes", "no", "ask", "short", "does"];
const GROUNDS: &[&str] = &["cites", "reported", "assumed"];

const CLAUSES: &[&str] = &[
    "cites", "reported", "assumed", "from", "until", "through", "when",
];

/// What a provision has in it, behind its own clauses.
pub const MEMBERS: &[&str] = &["rule", "provision"];

/// Words of one row stand in whichever order, and all before those of the next.
pub type Rows = &'static [&'static [&'static str]];

/// The clauses of a kind of item, in their order.
pub struct Order {
    /// Before the braces, in an item without braces all of it.
    pub head: Rows,
    /// Within the braces.
    pub body: Rows,
}

/// Those of an item by its word.
pub fn order(item: &str) -> Order {
    let (head, body): (Rows, Rows) = match item {
        "source" => (&[], &[&["text"], &["link"], &["reviewed"], &["excerpt"]]),
        "act" => (
            &[&["after"], &["rank"], &["special"]],
            &[&["adopted"], &["published"], &["in"]],
        ),
        "reading" => (&[&["given"]], &[]),
        "fact" => (&[PHRASES, &["over"], &["usually"]], &[]),
        "holding" => (&[PHRASES, &["over"]], &[]),
        "list" => (&[PHRASES, &["up"]], &[]),
        "define" => (&[&["of"], PHRASES, &["="], GROUNDS], &[]),
        "term" => (&[&["of"], PHRASES, &["leads"], &["otherwise"]], &[]),
        "parameter" => (&[PHRASES], &[&["from"], &["in"], GROUNDS, &["until"]]),
        "procedure" => (&[PHRASES, &["by"], &["grants"], &["open", "closed"]], &[]),
        "rule" | "restate" => (
            &[&["of", "on", "lifts", "despite", "subject", "in"]],
            &[CLAUSES, &["then"]],
        ),
        "provision" => (&[&["in"]], &[CLAUSES, MEMBERS]),
        "repeal" => (&[&["in"]], &[GROUNDS, &["from"]]),
        "move" => (&[&["in"]], &[GROUNDS, &["from"], &["to"]]),
        "case" => (
            &[],
            &[
                GROUNDS,
                &["on"],
                &["under"],
                &["given"],
                &["step"],
                &["expect"],
            ],
        ),
        "prove" => (
            &[],
            &[
                GROUNDS,
                &["under"],
                &["for"],
                &["from"],
                &["until"],
                &["claim"],
                &["expect"],
            ],
        ),
        _ => (&[], &[]),
    };
    Order { head, body }
}

/// Whether a word begins a clause within the braces of an item, or what stands in these.
pub fn begins_clause(item: &str, word: &str) -> bool {
    order(item).body.iter().any(|row| row.contains(&word))
}

/// Whether a clause within the braces of an item stands before another, by the words with which they
/// begin.
pub fn stands_before(item: &str, word: &str, other: &str) -> bool {
    let body = order(item).body;
    let row = |word: &str| body.iter().position(|row| row.contains(&word));
    matches!((row(word), row(other)), (Some(one), Some(other)) if one < other)
}
