//! Rules and provisions: where they come from, when they apply, and what they do.

use crate::text::Span;

use super::{Direction, Expr, Item, Name, Words};

/// The last day on which something can be done that must be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// `within 30 days of …`: how long after the day, and how that is rounded; else the day itself
    /// (`by …`).
    pub within: Option<(Expr, Option<Direction>)>,
    /// The day.
    pub day: Expr,
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
