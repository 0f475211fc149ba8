use crate::calendar::Day;
use crate::text::Span;

use super::{
    Act, Applied, Bearer, Binding, Canon, Choice, Claimed, Dated, Expectation, Expected, Expr,
    Field, FindingKind, Ground, Measure, Move, Name, Phrases, Provision, Repeal, Restate, Rule,
    Source, Taken, Words,
};

/// An item of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it declares.
    pub kind: ItemKind,
    /// The whole item.
    pub span: Span,
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
