use crate::calendar::Day;
use crate::text::Span;

use super::imports::parted;
use super::{Act, Became, Binding, Canon, Direction, Expr, Figure, Move, Repeal, Restate};

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Name {
    /// The name without the file that it says it is declared in.
    pub fn own(&self) -> &str {
        parted(&self.text).1
    }
}

/// A name with arguments, where it has some: `visa`, `visa(electronic)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The name.
    pub name: Name,
    /// The arguments; none where no brackets are written.
    pub arguments: Vec<Name>,
    /// Both, brackets included.
    pub span: Span,
}

/// Who takes a step, where it is not the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// Who it is.
    pub who: Words,
    /// Where it says that they do it whenever the person asks for it.
    pub on_request: Option<Span>,
}

/// The step that a case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The procedure or event, with its choices.
    pub step: Applied,
    /// What became of it, and where that stands.
    pub became: Option<(Became, Span)>,
}

/// The last day on which something can be done that must be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// `within 30 days of …`: how long after the day, and how that is rounded; else the day itself
    /// (`by …`).
    pub within: Option<(Expr, Option<Direction>)>,
    /// The day.
    pub day: Expr,
}

/// The time in which something holds: `since 2024-01-01 until 2025-01-01`.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// Its first day.
    pub since: Option<Expr>,
    /// Its end.
    pub end: Option<TimeEnd>,
}

/// The end of a time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeEnd {
    /// A day.
    pub day: Expr,
    /// The day is its last (`through`), not the first after it (`until`).
    pub through: bool,
}

impl Time {
    /// Where it ends in the text.
    pub fn text_end(&self) -> u32 {
        let end = self.end.as_ref().map(|end| &end.day);
        end.or(self.since.as_ref()).map_or(0, |day| day.span.end)
    }
}

/// A string with its place: `span` covers the words inside the quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words as written, line breaks included.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// Phrases for people that follow a name: `yes "…"`, `no "…"`, `ask "…"`, `short "…"`, `does "…"`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrases {
    /// The main words: a noun, a heading or an infinitive.
    pub main: Option<Words>,
    /// Said of a person for whom it holds: "has an IIN".
    pub yes: Option<Words>,
    /// Said of a person for whom it does not hold: "has no IIN".
    pub no: Option<Words>,
    /// A question: "Have you an IIN?".
    pub ask: Option<Words>,
    /// The noun without its article: "visa".
    pub short: Option<Words>,
    /// A verb in the third person: "obtains a visa".
    pub does: Option<Words>,
}

/// A value of an enumeration or a choice of a reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its name.
    pub name: Name,
    /// Its words.
    pub phrases: Phrases,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// `cites SOURCE "…"`, possibly `as remark`.
    Cites {
        /// The source.
        source: Name,
        /// The quoted words.
        quote: Words,
        /// A comment of the source's authors, not a provision.
        remark: bool,
    },
    /// `reported by SOURCE "…"`: a fact known at second hand, in our words.
    Reported {
        /// Who reports it.
        source: Name,
        /// What is reported.
        words: Words,
    },
    /// `assumed "…"`.
    Assumed(Words),
}

/// An expression introduced by a keyword, such as `when …` or `until …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Which clause.
    pub kind: ClauseKind,
    /// Its expression.
    pub expr: Expr,
    /// The keyword and the expression.
    pub span: Span,
}

/// The clauses of provisions and rules that carry an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// First day in force.
    From,
    /// First day no longer in force.
    Until,
    /// Last day in force.
    Through,
    /// A condition.
    When,
}

impl Rule {
    /// Whether it has a clause of a kind.
    pub fn says(&self, kind: ClauseKind) -> bool {
        self.clauses.iter().any(|clause| clause.kind == kind)
    }

    /// Where its head goes on in its file, behind its name and heading.
    pub fn head(&self) -> u32 {
        match &self.heading {
            Some(heading) => heading.span.end + 1,
            None => self.name.span.end,
        }
    }

    /// The stretches of the rule in which names stand for values: its clauses and effects.
    pub fn value_spans(&self) -> Vec<Span> {
        let clauses = self.clauses.iter().map(|clause| clause.span);
        let effects = self.effects.iter().filter_map(|effect| match effect {
            Effect::Open(_) | Effect::Close(_) => None,
            Effect::Requires(_, span) => Some(*span),
            Effect::Must(name, Some(deadline)) => Some(name.span.join(deadline.day.span)),
            Effect::Must(name, None) | Effect::May(name) | Effect::MustNot(name) => Some(name.span),
            Effect::Sets(target, expr) => Some(target.span().join(expr.span)),
        });
        clauses.chain(effects).collect()
    }
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The step is open.
    Open(Span),
    /// The step is closed.
    Close(Span),
    /// The step needs this.
    Requires(Expr, Span),
    /// The act is due.
    Must(Name, Option<Deadline>),
    /// The act is allowed.
    May(Name),
    /// The act is forbidden.
    MustNot(Name),
    /// The term has this value.
    Sets(Target, Expr),
}

/// A term that a rule gives a value: `fee`, or `child.fee` of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The element it is said of.
    pub of: Option<Name>,
    /// The term.
    pub name: Name,
}

impl Target {
    /// The place of the term and its element.
    pub fn span(&self) -> Span {
        self.of
            .as_ref()
            .map_or(self.name.span, |of| of.span.join(self.name.span))
    }
}

/// What the values of a fact are, behind its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// Of a decimal: the step of which it is a multiple, and where it stands.
    Step(Figure, Span),
    /// Of a period: the least and the greatest that it may be.
    Range(Box<Expr>, Box<Expr>),
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: Name,
    /// What its values are, beside its type.
    pub measure: Option<Measure>,
    /// Its words.
    pub phrases: Phrases,
    /// An ordinary value, for witnesses.
    pub usually: Option<Expr>,
}

/// A text that rules are taken from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name in citations.
    pub name: Name,
    /// Its title.
    pub title: Words,
    /// The stored text, relative to the rule file. Without one nothing can be quoted from it.
    pub path: Option<Words>,
    /// Where it was published.
    pub link: Option<Words>,
    /// When the rules were last compared with it, and the hash of the text on that day.
    pub reviewed: Option<(Day, Words)>,
    /// Only parts of it are encoded.
    pub excerpt: bool,
}

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name, stable over amendments.
    pub name: Name,
    /// Its heading.
    pub heading: Option<Words>,
    /// The element it is about.
    pub of: Option<Name>,
    /// The procedures it is about.
    pub on: Vec<Name>,
    /// What it lifts.
    pub lifts: Vec<Name>,
    /// What it prevails over.
    pub despite: Vec<Name>,
    /// What prevails over it.
    pub subject_to: Vec<Name>,
    /// The act it belongs to.
    pub act: Option<Name>,
    /// Where it comes from.
    pub grounds: Vec<Ground>,
    /// Dates and conditions.
    pub clauses: Vec<Clause>,
    /// What it does.
    pub effects: Vec<Effect>,
}

/// A value of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// Its first day.
    pub from: Expr,
    /// The value.
    pub value: Expr,
    /// The act that says so.
    pub act: Option<Name>,
    /// Where it comes from.
    pub grounds: Vec<Ground>,
    /// All of it.
    pub span: Span,
}

/// A provision: conditions and grounds shared by the rules in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Provision {
    /// Its name.
    pub name: Name,
    /// Its heading.
    pub heading: Option<Words>,
    /// The act it belongs to.
    pub act: Option<Name>,
    /// Where it comes from.
    pub grounds: Vec<Ground>,
    /// Dates and conditions.
    pub clauses: Vec<Clause>,
    /// The rules and provisions in it, in the order of the text.
    pub members: Vec<Item>,
}

/// What a case expects.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// Readings that hold for this expectation alone.
    pub under: Option<Expr>,
    /// What must come out true; where `undetermined`, what must be open.
    pub outcome: Expr,
    /// The outcome is expected to be open.
    pub undetermined: bool,
    /// The reasons that must stand in the explanation.
    pub by: Vec<Name>,
    /// The whole expectation.
    pub span: Span,
}

/// The verdict a claim expects.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// Proved wherever it is stated; with a region: there, and refuted everywhere else.
    Proved(Option<Expr>),
    /// Refuted wherever it is stated.
    Refuted,
}

/// What is claimed.
#[derive(Debug, Clone, PartialEq)]
pub enum Claimed {
    /// That this is so: `fee <= 10`
    So(Expr),
    /// `nobody loses pass is within reach by second_ordinance`
    Kept(Expr, NewLaw),
    /// `levy never rises by more than 10 crown when payment rises by 1 crown`
    Never {
        /// What does not move: a number, an amount, a day or a period.
        outcome: Expr,
        /// Which way.
        towards: Towards,
        /// By how much it may; none: not at all.
        limit: Option<Expr>,
        /// When.
        when: When,
    },
    /// `levy does not depend on lives_there, long_stay`
    Independent(Expr, Vec<Applied>),
}

/// Which way something moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// `rises`
    Up,
    /// `falls`
    Down,
}

/// When an outcome does not move.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// `by second_ordinance`
    Law(NewLaw),
    /// `when payment rises by 1 crown`: the fact, and by how much, which may be left open.
    Rises(Applied, Option<Expr>),
}

/// The law of one day, against that of the day before.
#[derive(Debug, Clone, PartialEq)]
pub enum NewLaw {
    /// `by second_ordinance`: of the first day of an act.
    Act(Name),
    /// `by the law of 2025-07-01`
    Day(Expr),
}

/// An item of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it declares.
    pub kind: ItemKind,
    /// The whole item.
    pub span: Span,
}

/// What an audit finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// A term without a value.
    Gap,
    /// Two rules that contradict one another.
    Conflict,
    /// A rule that applies to nobody; a condition or an exception that changes nothing.
    Idle,
    /// A duty that cannot be fulfilled.
    Duty,
    /// A holding that is caught in a circle.
    DeadEnd,
    /// A sanction that leads back to what it punishes.
    Sanction,
    /// Words on a bound, and a comparison that puts the bound on the other side.
    Boundary,
}

impl FindingKind {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Conflict => "conflict",
            Self::Idle => "idle",
            Self::Duty => "duty",
            Self::DeadEnd => "dead end",
            Self::Sanction => "sanction",
            Self::Boundary => "boundary",
        }
    }
}

/// The kinds of items.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// A canon by which rules of two acts are ordered.
    Canon(Canon),
    /// Files of which this one sees the names, without `.kzrule`, relative to it.
    Import(Vec<Words>),
    /// A text that rules are taken from.
    Source(Source),
    /// An act with its dates.
    Act(Act),
    /// An unclear phrase with its alternatives.
    Reading {
        /// Its name.
        name: Name,
        /// The question it answers.
        question: Words,
        /// Where the question arises: a condition on other readings.
        given: Option<Expr>,
        /// The alternatives, in the order declared.
        choices: Vec<Choice>,
    },
    /// A closed list of values.
    Enum {
        /// Its name.
        name: Name,
        /// The values.
        values: Vec<Choice>,
    },
    /// A currency.
    Currency {
        /// Its name.
        name: Name,
        /// Its words.
        phrases: Phrases,
        /// The decimal places of its minor unit, and where they stand; none if it has none.
        minor: Option<(i64, Span)>,
    },
    /// Something true or known of a person.
    Fact {
        /// Its name.
        name: Name,
        /// Its attributes, each with its type.
        params: Vec<(Name, Name)>,
        /// Its type.
        ty: Name,
        /// What its values are, beside its type.
        measure: Option<Measure>,
        /// Its words.
        phrases: Phrases,
        /// Where it says that it is given with its time.
        over_time: Option<Span>,
        /// An ordinary value, for witnesses.
        usually: Option<Expr>,
    },
    /// Something a person may hold.
    Holding {
        /// Its name.
        name: Name,
        /// Its attributes and their types.
        params: Vec<(Name, Name)>,
        /// Its words.
        phrases: Phrases,
        /// Where it says that it is given with its time.
        over_time: Option<Span>,
    },
    /// What is known of each element of a list.
    Record {
        /// Its name, by which rules speak of an element.
        name: Name,
        /// Its words.
        phrases: Phrases,
        /// Its fields.
        fields: Vec<Field>,
    },
    /// A list of a person.
    List {
        /// Its name.
        name: Name,
        /// What its elements are.
        record: Name,
        /// Its words.
        phrases: Phrases,
        /// How many elements there are at most, and where that stands.
        most: Option<(i64, Span)>,
    },
    /// A name for an expression.
    Define {
        /// Its name.
        name: Name,
        /// The element it is said of.
        of: Option<Name>,
        /// Its words.
        phrases: Phrases,
        /// Its meaning.
        expr: Expr,
        /// Where it comes from.
        grounds: Vec<Ground>,
    },
    /// A value that rules determine.
    Term {
        /// Its name.
        name: Name,
        /// The element it is said of.
        of: Option<Name>,
        /// Its type.
        ty: Name,
        /// Its words.
        phrases: Phrases,
        /// The procedures and events that it brings about, where it is a sanction.
        leads_to: Vec<Name>,
        /// Its value where no rule applies.
        otherwise: Option<Expr>,
    },
    /// A value with a life: one after the other, each from a day on.
    Parameter {
        /// Its name.
        name: Name,
        /// Its type.
        ty: Name,
        /// Its words.
        phrases: Phrases,
        /// The values, in the order of their days.
        values: Vec<Dated>,
        /// The day from which there is no value any more.
        until: Option<Expr>,
    },
    /// What holds of every possible person.
    Assume {
        /// Its name.
        name: Name,
        /// Its words.
        heading: Option<Words>,
        /// The constraint.
        expr: Expr,
    },
    /// A step a person can take.
    Procedure {
        /// Its name.
        name: Name,
        /// Its parameters and their types.
        params: Vec<(Name, Name)>,
        /// Its words.
        phrases: Phrases,
        /// Who takes it, where it is not the person.
        bearer: Option<Bearer>,
        /// The holdings it grants.
        grants: Vec<Applied>,
        /// Open unless a rule closes it; otherwise closed unless a rule opens it.
        open: bool,
    },
    /// Something that is done to a person or befalls one.
    Event {
        /// Its name.
        name: Name,
        /// Its parameters and their types.
        params: Vec<(Name, Name)>,
        /// Its words.
        phrases: Phrases,
    },
    /// A provision with its rules.
    Provision(Provision),
    /// A rule.
    Rule(Rule),
    /// A new version of a rule.
    Restate(Restate),
    /// The end of rules.
    Repeal(Repeal),
    /// Another day in the place of one.
    Move(Move),
    /// A passage that is deliberately not encoded.
    NotEncoded {
        /// The passage.
        ground: Ground,
        /// Why.
        because: Words,
    },
    /// A passage that states a rule which is not modelled.
    Unmodelled {
        /// Its name.
        name: Name,
        /// The passage.
        ground: Ground,
        /// Why it is not modelled.
        because: Words,
        /// The terms, defines, rules, provisions and procedures of which it leaves the outcome
        /// unknown.
        taints: Vec<Name>,
    },
    /// Something that an audit finds, and that is as it should be.
    Intended {
        /// What is found.
        finding: FindingKind,
        /// Of what.
        names: Vec<Name>,
        /// Why it is as it should be.
        because: Words,
    },
    /// A worked example.
    Case {
        /// Its name.
        name: Name,
        /// Its heading.
        heading: Option<Words>,
        /// Sentences that it illustrates.
        grounds: Vec<Ground>,
        /// The day.
        on: Day,
        /// The readings it is about.
        under: Option<Expr>,
        /// What is given.
        given: Vec<Binding>,
        /// What is not mentioned is "no" and not held.
        closed: bool,
        /// The step taken, with its choices.
        step: Option<Taken>,
        /// What must come out.
        expect: Vec<Expectation>,
    },
    /// A claim on all persons and days.
    Prove {
        /// Its name.
        name: Name,
        /// Its heading.
        heading: Option<Words>,
        /// Sentences it is about.
        grounds: Vec<Ground>,
        /// The region of readings it is stated for.
        under: Option<Expr>,
        /// The persons it is about.
        for_whom: Option<Expr>,
        /// Its first day.
        from: Option<Expr>,
        /// The day after its last.
        until: Option<Expr>,
        /// What must hold.
        claim: Box<Claimed>,
        /// The verdict expected.
        expected: Expected,
    },
}

impl ItemKind {
    /// The name the item declares, if any.
    pub fn name(&self) -> Option<&Name> {
        match self {
            Self::Reading { name, .. }
            | Self::Enum { name, .. }
            | Self::Currency { name, .. }
            | Self::Fact { name, .. }
            | Self::Holding { name, .. }
            | Self::Record { name, .. }
            | Self::List { name, .. }
            | Self::Define { name, .. }
            | Self::Term { name, .. }
            | Self::Parameter { name, .. }
            | Self::Assume { name, .. }
            | Self::Procedure { name, .. }
            | Self::Event { name, .. }
            | Self::Case { name, .. }
            | Self::Prove { name, .. } => Some(name),
            Self::Act(act) => Some(&act.name),
            Self::Provision(provision) => Some(&provision.name),
            Self::Rule(rule) => Some(&rule.name),
            Self::Source(source) => Some(&source.name),
            Self::Unmodelled { name, .. } => Some(name),
            // They declare no names: what they name is declared elsewhere.
            Self::Restate(_)
            | Self::Repeal(_)
            | Self::Move(_)
            | Self::NotEncoded { .. }
            | Self::Intended { .. }
            | Self::Canon(_)
            | Self::Import(_) => None,
        }
    }
}
