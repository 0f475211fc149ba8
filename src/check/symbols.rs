use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    ActId, CurrencyId, EnumId, InputId, ListId, ProvisionId, RecordId, SourceId, StepId, TermId,
    WrittenId,
};
use crate::syntax::{Imports, Name, parted};
use crate::text::{Span, closest, composed, letters_apart, look_alike};

use super::attributes::Family;
use super::lookalikes::in_words;

/// So many ways of writing an ambiguous name are told.
const WAYS: usize = 8;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// A source.
    Source(SourceId),
    /// An act.
    Act(ActId),
    /// An enumeration.
    Enum(EnumId),
    /// A record.
    Record(RecordId),
    /// A list.
    List(ListId),
    /// A currency.
    Currency(CurrencyId),
    /// A fact, holding or reading.
    Input(InputId),
    /// A holding with attributes, by its place among these.
    Family(usize),
    /// A fact with attributes, by its place among these and such holdings.
    Facts(usize),
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
            Self::Record(_) => "a record",
            Self::List(_) => "a list",
            Self::Currency(_) => "a currency",
            Self::Input(_) => "a fact, holding or reading",
            Self::Family(_) => "a holding",
            Self::Facts(_) => "a fact",
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
    /// For each name what it declares, in one file or several.
    known: IndexMap<String, Vec<Known>>,
    imports: Imports,
    broken: BTreeSet<String>,
    /// Procedures to which a rule with a mistake may give a deadline.
    timed: BTreeSet<String>,
    families: Vec<Family>,
    /// Of each input with a history the terms for the first and the last day of its time.
    borders: BTreeMap<InputId, (TermId, TermId)>,
    /// The later versions of a rule, by its first.
    versions: IndexMap<WrittenId, Vec<WrittenId>>,
    /// For each version the one that follows it.
    following: BTreeMap<WrittenId, WrittenId>,
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
    /// No names yet, of files that see one another as these imports say.
    pub fn new(imports: Imports) -> Self {
        Self {
            imports,
            ..Self::default()
        }
    }

    /// Names that broken items seem to declare: a reference to them is no second mistake.
    pub fn note_broken(&mut self, names: impl IntoIterator<Item = String>) {
        self.broken.extend(names);
    }

    /// Notes procedures to which a rule with a mistake may give a deadline.
    pub fn note_timed(&mut self, names: impl IntoIterator<Item = String>) {
        self.timed.extend(names);
    }

    /// Whether a rule with a mistake may give a procedure a deadline: that none does is no second one.
    pub fn may_be_timed(&self, procedure: &str) -> bool {
        self.timed.contains(parted(procedure).1)
    }

    /// Whether a broken item seems to declare the name.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(parted(name).1)
    }

    /// Whether it is no mistake of its own that a name is not known: a broken item seems to declare
    /// it, or a file that is not there.
    pub fn is_excused(&self, name: &Name) -> bool {
        self.is_broken(&name.text) || self.imports.lacks_files(name.span.file)
    }

    /// Joins a version of a rule to its first.
    pub fn add_version(&mut self, first: WrittenId, version: WrittenId) {
        let later = self.versions.entry(first).or_default();
        let last = later.last().copied().unwrap_or(first);
        later.push(version);
        self.following.insert(last, version);
    }

    /// All versions of a rule, of which this is the first: its name stands for each of them.
    pub fn versions(&self, first: WrittenId) -> impl Iterator<Item = WrittenId> + '_ {
        let later = self.versions.get(&first).into_iter().flatten();
        std::iter::once(first).chain(later.copied())
    }

    /// The version of a rule that follows one.
    pub fn next_version(&self, version: WrittenId) -> Option<WrittenId> {
        self.following.get(&version).copied()
    }

    /// Declares a name of a kind (with its article); a diagnostic where it is declared already, in
    /// this file or in one of which either sees the other.
    pub fn declare(
        &mut self,
        name: &Name,
        symbol: Symbol,
        kind: &'static str,
    ) -> Result<(), Diagnostic> {
        plain(name)?;
        let (imports, file) = (&self.imports, name.span.file);
        let others = self.known.entry(name.text.clone()).or_default();
        let clash = others.iter().find(|other| {
            let there = other.place.file;
            let seen = imports.sees(file, there) || imports.sees(there, file);
            seen || imports.called(file) == imports.called(there)
        });
        if let Some(other) = clash {
            // Who means the second of them makes no further mistake.
            self.broken.insert(name.text.clone());
            let there = other.place.file;
            let seen = imports.sees(file, there) || imports.sees(there, file);
            let mut twice = duplicate(name, other.place);
            if let (Symbol::Rule(_), Symbol::Rule(_)) = (symbol, other.symbol) {
                let help = "give one of them another name, or write `restate rule` where a later act has the rule in other words";
                twice = twice.help(help);
            }
            return Err(if seen {
                twice
            } else {
                let called = imports.called(file);
                twice.help(format!(
                    "neither file sees the other, and both are called `{called}`: rename one of \
                     them, so that `{called}::{}` means one thing",
                    name.text
                ))
            });
        }
        let place = name.span;
        others.push(Known {
            symbol,
            kind,
            place,
        });
        Ok(())
    }

    /// The name by which everybody knows what a name declares.
    pub fn full(&self, name: &Name) -> String {
        self.imports.full(name)
    }

    /// Keeps a holding or fact with attributes; its place is returned.
    pub fn add_family(&mut self, family: Family) -> usize {
        self.families.push(family);
        self.families.len() - 1
    }

    /// A holding or fact with attributes.
    pub fn family(&self, at: usize) -> Option<&Family> {
        self.families.get(at)
    }

    /// Keeps the terms for the first and the last day on which something holds.
    pub fn note_borders(&mut self, of: InputId, first: TermId, last: TermId) {
        self.borders.insert(of, (first, last));
    }

    /// The terms for the first and the last day on which something holds.
    pub fn borders_of(&self, of: InputId) -> Option<(TermId, TermId)> {
        self.borders.get(&of).copied()
    }

    /// What a name from outside the rule files stands for, if there is one such thing. Its accents
    /// may be encoded otherwise.
    pub fn get(&self, name: &str) -> Option<Symbol> {
        self.known_outside(name).map(|known| known.symbol)
    }

    fn known_outside(&self, name: &str) -> Option<&Known> {
        let name = composed(name);
        let (before, name) = parted(&name);
        match self.declared(name, before).as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// What a name stands for where it stands, if it is declared in one file that is seen there.
    pub fn of(&self, name: &Name) -> Option<Symbol> {
        self.one(name).map(|known| known.symbol)
    }

    /// What a name from outside the rule files is, with its article.
    pub fn kind_of(&self, name: &str) -> Option<&'static str> {
        self.known_outside(name).map(|known| known.kind)
    }

    /// What a name is where it stands, with its article.
    pub fn kind(&self, name: &Name) -> &'static str {
        self.one(name).map_or("unknown", |known| known.kind)
    }

    /// Where what a name stands for is declared.
    pub fn place(&self, name: &Name) -> Option<Span> {
        self.one(name).map(|known| known.place)
    }

    /// The name by which everybody knows what a name stands for where it stands, declared or not.
    pub fn key(&self, name: &Name) -> String {
        self.imports.key(name).to_owned()
    }

    /// The name by which everybody knows what a name stands for where it stands.
    pub fn known_as(&self, name: &Name) -> String {
        let (_, own) = parted(&name.text);
        let place = self.place(name).unwrap_or(name.span);
        self.imports.full(&Name {
            text: own.to_owned(),
            span: place,
        })
    }

    fn one(&self, name: &Name) -> Option<&Known> {
        match self.seen(name).as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// What a name may stand for where it stands.
    fn seen(&self, name: &Name) -> Vec<&Known> {
        let (before, base) = parted(&name.text);
        let mut known: Vec<&Known> = self.known.get(base).into_iter().flatten().collect();
        known.retain(|known| self.imports.sees(name.span.file, known.place.file));
        self.meant(known, before)
    }

    /// What a name stands for anywhere, or in the files that are meant by what is before it.
    fn declared(&self, name: &str, before: Option<&str>) -> Vec<&Known> {
        let known: Vec<&Known> = self.known.get(name).into_iter().flatten().collect();
        self.meant(known, before)
    }

    /// Of what has a name, that in the files that are meant by what stands before it.
    fn meant<'k>(&self, known: Vec<&'k Known>, before: Option<&str>) -> Vec<&'k Known> {
        match before {
            Some(before) => self.imports.meant(before, known, |known| known.place.file),
            None => known,
        }
    }

    /// Why a name that is declared means nothing where it stands: in a file that is not seen there,
    /// or in several.
    pub fn unclear(&self, name: &Name) -> Option<Diagnostic> {
        let written = |known: &Known| {
            let file = self.imports.called(known.place.file);
            format!("`{file}::{}`", parted(&name.text).1)
        };
        let seen = self.seen(name);
        if let [first, second, ..] = seen.as_slice() {
            let message = format!("several files declare `{}`", name.text);
            let mut ways: Vec<String> = seen.iter().take(WAYS).copied().map(written).collect();
            if seen.len() > WAYS {
                ways.push("…".to_owned());
            }
            return Some(
                Diagnostic::new(Code::AmbiguousName, message)
                    .at(name.span, "")
                    .note("in one", first.place, "")
                    .note("in another", second.place, "")
                    .help(format!("write {}", ways.join(" or "))),
            );
        }
        let (before, base) = parted(&name.text);
        let Some(hidden) = self.declared(base, before).first().copied() else {
            return self.elsewhere(name);
        };
        let message = format!("`{}` is declared in a file that is not imported", name.text);
        let there = self.imports.path(name.span.file, hidden.place.file);
        Some(
            Diagnostic::new(Code::UnknownName, message)
                .at(name.span, "")
                .note("declared here", hidden.place, "")
                .help(format!("write `import \"{there}\"` in this file")),
        )
    }

    /// Says where a name is declared, if not in the file that stands before it.
    fn elsewhere(&self, name: &Name) -> Option<Diagnostic> {
        let (before, base) = parted(&name.text);
        let (before, other) = (before?, self.known.get(base)?.first()?);
        let message = format!("no file `{before}` declares `{base}`");
        let there = self.imports.called(other.place.file);
        Some(
            Diagnostic::new(Code::UnknownName, message)
                .at(name.span, "")
                .note("declared here", other.place, "")
                .help(format!("write `{there}::{base}`, if this one is meant")),
        )
    }

    /// Where a name is declared, file by file.
    pub fn places(&self, name: &str) -> Vec<Span> {
        let known = self.known.get(name).into_iter().flatten();
        known.map(|known| known.place).collect()
    }

    /// The declared names for which `wanted` holds.
    pub fn names(&self, wanted: impl Fn(Symbol) -> bool) -> impl Iterator<Item = &str> {
        self.known
            .iter()
            .filter(move |(_, known)| known.iter().any(|known| wanted(known.symbol)))
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
        if let Some(known) = self.one(name) {
            let picked = pick(known.symbol);
            if picked.is_none() {
                let message = format!(
                    "`{}` is {}, and {what} is wanted here",
                    name.text, known.kind
                );
                found.push(
                    Diagnostic::new(Code::WrongKind, message)
                        .at(name.span, "")
                        .note("declared here", known.place, ""),
                );
            }
            return picked;
        }
        if !self.is_excused(name) {
            let names = self.names(|symbol| pick(symbol).is_some());
            let nothing = || unknown(name, what, near(&name.text, names, found.len()));
            let diagnostic = self.unclear(name).unwrap_or_else(nothing);
            found.push(diagnostic);
        }
        None
    }
}

/// What is declared has a name of its own file.
pub fn plain(name: &Name) -> Result<(), Diagnostic> {
    let (Some(_), own) = parted(&name.text) else {
        return Ok(());
    };
    Err(
        Diagnostic::new(Code::Syntax, "`::` does not belong into what is declared")
            .at(name.span, "")
            .help(format!(
                "declare `{own}`; other files write `FILE::{own}` where it is needed"
            )),
    )
}

/// After so many mistakes no hint is looked for that takes a walk through all names.
pub const MISTAKES_LIMIT: usize = 100;

/// The name that was perhaps meant. After many mistakes none is looked for any more: a file of
/// names that nothing declares would take a time that grows with the square of its length.
pub fn near<'n>(
    name: &str,
    mut candidates: impl Iterator<Item = &'n str>,
    mistakes: usize,
) -> Option<&'n str> {
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
        Some(near) => diagnostic.help(meant(near)),
        None => diagnostic.help(format!("declare {what} of this name, or correct the name")),
    }
}

/// Asks whether a name was meant.
pub fn meant(near: &str) -> String {
    format!("did you mean `{near}`?")
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
