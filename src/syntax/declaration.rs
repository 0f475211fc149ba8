//! Parts of what is declared: sources, facts, records, parameters and steps.

use crate::calendar::Day;
use crate::text::Span;

use super::{Expr, Figure, Ground, Name, Phrases, Words};

/// Who takes a step, where it is not the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// Who it is.
    pub who: Words,
    /// Where it says that they do it whenever the person asks for it.
    pub on_request: Option<Span>,
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
