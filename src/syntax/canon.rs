use crate::text::Span;

use super::{Ground, Name, Words};

/// A canon by which rules of two acts are ordered.
#[derive(Debug, Clone, PartialEq)]
pub struct Canon {
    /// Which act prevails.
    pub prevails: Prevails,
    /// The word that says so.
    pub span: Span,
    /// Its title.
    pub title: Option<Words>,
    /// Where it comes from.
    pub grounds: Vec<Ground>,
}

/// Which of two acts prevails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prevails {
    /// The higher one, of these ranks, the highest first.
    Higher(Vec<Name>),
    /// The one that is special to the other.
    Special,
    /// The one adopted later.
    Later,
}
