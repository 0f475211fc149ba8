/// The words for people that a name carries. Nothing is inflected by program: a form that is
/// missing is a lint, and the name stands in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// A noun ("a visa"), a heading, a question of a reading, or an infinitive ("obtain a visa").
    pub main: Option<String>,
    /// Said of a person for whom it holds: "has an IIN".
    pub yes: Option<String>,
    /// Said of a person for whom it does not hold: "has no IIN".
    pub no: Option<String>,
    /// A question: "Have you an IIN?".
    pub ask: Option<String>,
    /// The noun without its article: "visa".
    pub short: Option<String>,
    /// A verb in the third person: "obtains a visa".
    pub does: Option<String>,
}

/// A name as it stands in the files, with spaces.
pub fn plain(name: &str) -> String {
    name.replace('_', " ")
}
