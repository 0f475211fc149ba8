use super::Ground;

/// A canon by which rules of two acts are ordered, where nothing else orders them.
#[derive(Debug, Clone)]
pub struct Canon {
    /// Which act prevails.
    pub prevails: Prevails,
    /// The ranks of acts, the highest first; of the canon on higher acts alone.
    pub ranks: Vec<String>,
    /// Where it comes from.
    pub grounds: Vec<Ground>,
}

/// Which of two acts prevails, in the order in which it is asked: the higher one; else the one that
/// is special to the other; else the later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prevails {
    /// The higher act.
    Higher,
    /// The more special act.
    Special,
    /// The act adopted later.
    Later,
}
