use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{ActId, EnumId, InputId, ProvisionId, SourceId, StepId, TermId, WrittenId};
use crate::syntax::Name;
use crate::text::{Span, closest, composed, letters_apart, look_alike};

use super::lookalikes::in_words;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// A source.
    Source(SourceId),
    /// An act.
    Act(ActId),
    /// An enumeration.
    Enum(EnumId),
    /// A fact, holding or reading.
    Input(InputId),
    /// A define or a term.
    Term(TermId),
    /// A procedure.
    Step(StepId),
    /// A provision.
    Provision(ProvisionId),
    /// A rule.
    Rule(WrittenId),
    /// An assumption on all persons.
    Assumption,
    /// A passage that is not modelled.
    Unmodelled,
}

impl Symbol {
    /// What it is, with its article, for messages.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Source(_) => "a source",
            Self::Act(_) => "an act",
            Self::Enum(_) => "an enumeration",
            Self::Input(_) => "a fact, holding or reading",
            Self::Term(_) => "a term",
            Self::Step(_) => "a procedure",
            Self::Provision(_) => "a provision",
            Self::Rule(_) => "a rule",
            Self::Assumption => "an assumption",
            Self::Unmodelled => "a passage that is not modelled",
        }
    }
}

/// All names of a law, in the order declared. Cases and claims have names of their own.
#[derive(Debug, Clone, Default)]
pub struct Symbols {
    known: IndexMap<String, Known>,
    broken: BTreeSet<String>,
}

/// A declared name.
#[derive(Debug, Clone, Copy)]
struct Known {
    symbol: Symbol,
    /// What it is, with its article, more exactly than the symbol tells.
    kind: &'static str,
    place: Span,
}

impl Symbols {
    /// Names that broken items seem to declare: a reference to them is no second mistake.
    pub fn note_broken(&mut self, names: impl IntoIterator<Item = String>) {
        self.broken.extend(names);
    }

    /// Whether a broken item seems to declare the name.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name)
    }

    /// Declares a name of a kind (with its article); a diagnostic where it is declared already.
    pub fn declare(
        &mut self,
        name: &Name,
        symbol: Symbol,
        kind: &'static str,
    ) -> Result<(), Diagnostic> {
        if let Some(known) = self.known.get(&name.text) {
            return Err(duplicate(name, known.place));
        }
        let place = name.span;
        let known = Known {
            symbol,
            kind,
            place,
        };
        self.known.insert(name.text.clone(), known);
        Ok(())
    }

    /// What a name stands for, if it is declared. It may come from outside the rule files, with its
    /// accents encoded otherwise.
    pub fn get(&self, name: &str) -> Option<Symbol> {
        self.known
            .get(composed(name).as_ref())
            .map(|known| known.symbol)
    }

    /// What a declared name is, with its article.
    pub fn kind(&self, name: &str) -> &'static str {
        self.known.get(name).map_or("unknown", |known| known.kind)
    }

    /// Where a name is declared.
    pub fn place(&self, name: &str) -> Option<Span> {
        self.known.get(name).map(|known| known.place)
    }

    /// The declared names for which `wanted` holds.
    pub fn names(&self, wanted: impl Fn(Symbol) -> bool) -> impl Iterator<Item = &str> {
        self.known
            .iter()
            .filter(move |(_, known)| wanted(known.symbol))
            .map(|(name, _)| name.as_str())
    }

    /// Looks a name up where something of one kind is wanted (`what` with its article). Reports
    /// an unknown name, or one of another kind; stays silent where a broken item declares it.
    pub fn find<T>(
        &self,
        name: &Name,
        what: &str,
        found: &mut Vec<Diagnostic>,
        pick: impl Fn(Symbol) -> Option<T>,
    ) -> Option<T> {
        match self.get(&name.text) {
            Some(symbol) => {
                let picked = pick(symbol);
                if picked.is_none() {
                    let message = format!(
                        "`{}` is {}, and {what} is wanted here",
                        name.text,
                        self.kind(&name.text)
                    );
                    let mut diagnostic =
                        Diagnostic::new(Code::WrongKind, message).at(name.span, "");
                    if let Some(place) = self.place(&name.text) {
                        diagnostic = diagnostic.note("declared here", place, "");
                    }
                    found.push(diagnostic);
                }
                picked
            }
            None => {
                if !self.is_broken(&name.text) {
                    let names = self.names(|symbol| pick(symbol).is_some());
                    found.push(unknown(name, what, near(&name.text, names, found.len())));
                }
                None
            }
        }
    }
}

/// The name that was perhaps meant. After many mistakes none is looked for any more: a file of
/// names that nothing declares would take a time that grows with the square of its length.
pub fn near<'n>(
    name: &str,
    mut candidates: impl Iterator<Item = &'n str>,
    mistakes: usize,
) -> Option<&'n str> {
    const MISTAKES_LIMIT: usize = 100;
    if mistakes >= MISTAKES_LIMIT {
        None
    } else if name.chars().count() > 1 {
        closest(name, candidates)
    } else {
        // Every name of one letter is one letter away from every other.
        candidates.find(|other| look_alike(name, other))
    }
}

/// A name that nothing declares, with the nearest one that would do.
pub fn unknown(name: &Name, what: &str, near: Option<&str>) -> Diagnostic {
    let message = match what.trim_start_matches("an ").trim_start_matches("a ") {
        "name" | "reason" => format!("nothing is called `{}`", name.text),
        kind => format!("there is no {kind} `{}`", name.text),
    };
    let diagnostic = Diagnostic::new(Code::UnknownName, message).at(name.span, "");
    match near {
        Some(near) if look_alike(&name.text, near) => diagnostic.help(format!(
            "did you mean `{near}`? It looks the same and has other letters: {}",
            in_words(&letters_apart(near, &name.text))
        )),
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("declare {what} of this name, or correct the name")),
    }
}

/// A name declared twice; the second of the two places is the culprit.
pub fn duplicate(name: &Name, other: Span) -> Diagnostic {
    let (first, second) = (name.span.min(other), name.span.max(other));
    Diagnostic::new(
        Code::DuplicateName,
        format!("`{}` is declared twice", name.text),
    )
    .at(second, "the second time")
    .note("the first time", first, "")
    .help("give one of them another name")
}
