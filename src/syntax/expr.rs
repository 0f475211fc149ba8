use crate::calendar::{Day, Period};
use crate::text::Span;

use super::{Applied, Figure, Name, Time};

/// An expression as written, with its place in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What is written.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// `=`, `<` and their relatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// As it is written.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// Arithmetic between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// To which side something is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `up`
    Up,
    /// `down`
    Down,
    /// `half up`
    HalfUp,
    /// `half to even`
    HalfToEven,
}

impl Direction {
    /// As it is written.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::HalfUp => "half up",
            Self::HalfToEven => "half to even",
        }
    }
}

/// Which of several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extreme {
    /// `min`
    Least,
    /// `max`
    Greatest,
}

/// What is said of a procedure or a holding: `register is due`, `visa is out of reach`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The step must be taken.
    Due,
    /// It must be taken, and a deadline for it has passed.
    Overdue,
    /// The step is open to the person.
    Open,
    /// The step is open and everything it needs is held.
    Possible,
    /// It is being done, and this became of it.
    Became(Became),
    /// The holding is within reach by steps open to the person.
    WithinReach,
    /// It is not.
    OutOfReach,
    /// The holding is within reach on that day or on a later one, by steps taken on any of them.
    SomeDay,
    /// It is not, however long one waits.
    ForGood,
}

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is done.
    Performed,
    /// The person refused to do it, or was refused.
    Refused,
    /// It was tried, and did not succeed.
    Failed,
}

impl Became {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Performed, Self::Refused, Self::Failed];

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::Performed => "performed",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// What is given of the person: in a case, or for one expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Binding {
    /// `nothing held`
    NothingHeld(Span),
    /// `holds visa`, `not holds visa`
    Holds(Applied, bool),
    /// `holds visa since 2024-01-01`; with `false`: `registered since 2024-01-01`
    Lasts(Applied, bool, Time),
    /// `status = foreigner`, `income(salary) = 500 crown`
    Equals(Applied, Expr),
    /// `needs_visa`, `not needs_visa`
    Flag(Applied, bool),
    /// `children = [{born = 2015-03-01}, {…}]`
    Elements(Name, Vec<Element>, Span),
}

/// Which day of the time in which something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// The first.
    Start,
    /// The last.
    End,
}

/// What is given of one element of a list: [`Binding::Equals`] and [`Binding::Flag`] alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its fields.
    pub fields: Vec<Binding>,
    /// The element with its braces.
    pub span: Span,
}

/// What a list comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    /// Whether there is an element.
    Any,
    /// Whether something holds of all.
    All,
    /// How many elements there are.
    Count,
    /// The sum of something over them.
    Sum,
    /// The least of something among them.
    Min,
    /// The greatest.
    Max,
}

/// `sum of child.income for children where child.minor`
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    /// What the list comes to.
    pub kind: FoldKind,
    /// The list.
    pub list: Name,
    /// Which elements count; none: all.
    pub condition: Option<Expr>,
    /// What is summed, compared, or holds of all.
    pub of: Option<Expr>,
    /// The least or greatest of none.
    pub otherwise: Option<Expr>,
}

/// Which day of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActDay {
    /// The day on which it was adopted.
    Adoption,
    /// The day on which it was published.
    Publication,
    /// Its first day in force.
    Commencement,
}

/// The forms of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `true`, `false`
    Bool(bool),
    /// `16`
    Int(i64),
    /// `12.5`
    Decimal(Figure),
    /// `12.5 %`
    Percent(Figure),
    /// `12500.50 tenge`
    Money(Figure, Name),
    /// `2025-07-01`
    Day(Day),
    /// `16 years`
    Period(Period),
    /// A fact, reading, define, term, parameter, value, holding or procedure.
    Name(Name),
    /// `day`: the day of the facts.
    Clock,
    /// `commencement of law_50_viii`, `publication of law_50_viii`: a day of an act.
    ActDay(ActDay, Name),
    /// `obtain_visa(electronic)`
    Call(Name, Vec<Name>),
    /// `not a`
    Not(Box<Expr>),
    /// `a and b and c`
    And(Vec<Expr>),
    /// `a or b or c`
    Or(Vec<Expr>),
    /// `a implies b`
    Implies(Box<Expr>, Box<Expr>),
    /// `a >= b`
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// `a in {x, y}`
    Among(Box<Expr>, Vec<Name>),
    /// `a + b`
    Arithmetic(Operator, Box<Expr>, Box<Expr>),
    /// `-a`
    Negative(Box<Expr>),
    /// `a + 16 years rounded down`, `a * b rounded half up to 1 tenge`
    Rounded(Box<Expr>, Direction, Option<Box<Expr>>),
    /// `min(a, b)`
    Extreme(Extreme, Vec<Expr>),
    /// `if a then b else c`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `age of born`
    Age(Box<Expr>),
    /// `start of visa`, `end of visa`
    Border(Border, Box<Applied>),
    /// `days from a until b`, `days of visa from a through b`: of these days, or those of them on
    /// which something holds; with `true` the last one included.
    Days(Option<Box<Applied>>, Box<Expr>, Box<Expr>, bool),
    /// `holds visa`
    Holds(Box<Applied>),
    /// `nothing held`
    NothingHeld,
    /// `adult on 2024-01-01`: on another day of the facts.
    On(Box<Expr>, Box<Expr>),
    /// `adult governed by 2024-01-01`: by the law of another day.
    Governed(Box<Expr>, Box<Expr>),
    /// `register is due with {visa}`: if this were so.
    With(Box<Expr>, Vec<Binding>),
    /// `fee without surcharge`: if this rule did not exist.
    Without(Box<Expr>, Name),
    /// `register is due`, and with `true`: `register is not due`
    State(Box<Expr>, State, bool),
    /// `child.born`: of the element spoken of.
    Field(Box<Name>, Name),
    /// `count children where child.minor`
    Fold(Box<Fold>),
}
