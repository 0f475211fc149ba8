use std::fmt;

/// Whether a diagnostic stops the evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rules mean nothing certain: exit code 2.
    Error,
    /// The rules work; somebody should look: exit code 0 unless lints are denied.
    Lint,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $severity:ident;)*) => {
        /// The stable codes of all diagnostics. A number is never reused for another meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the numbers.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The number behind `kz`.
            pub fn number(self) -> u16 {
                match self { $(Code::$name => $number,)* }
            }

            /// Error or lint.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The text does not follow the grammar.
    Syntax = 1, Error;
    /// A bracket or a quotation mark is opened and never closed, or closed and never opened.
    Unclosed = 2, Error;
    /// Brackets or expressions nest deeper than the fixed limit.
    TooDeep = 3, Error;
    /// A file or folder cannot be read, is no UTF-8, is too large, or holds no rules.
    Unreadable = 4, Error;
    /// A number does not fit into 64 bits.
    NumberTooLarge = 5, Error;
    /// A day that the calendar does not have.
    NoSuchDay = 6, Error;

    /// A name that nothing declares.
    UnknownName = 10, Error;
    /// A name declared twice.
    DuplicateName = 11, Error;
    /// A name of the wrong kind: a fact where a rule is wanted.
    WrongKind = 12, Error;
    /// A value that the enumeration or reading does not have.
    UnknownValue = 13, Error;

    /// Two types that do not go together.
    TypeMismatch = 20, Error;
    /// Months or years added to a date without saying how the end of a month is rounded.
    NoRounding = 21, Error;
    /// A value that must be fixed when the rules are read, and is not.
    NotFixed = 22, Error;
    /// The number of arguments differs from the declaration.
    WrongArguments = 23, Error;

    /// A rule, act or claim that ends before it begins.
    EmptyInterval = 30, Error;
    /// A region of readings with none in it.
    EmptyRegion = 31, Error;

    /// A term defined by itself.
    CircularDefinition = 40, Error;
    /// Rules that lift or prevail over one another in a circle.
    CircularException = 41, Error;

    /// A rule without a quotation and without an assumption.
    NoGround = 50, Error;
    /// A rule without an effect, or with one that its head forbids.
    BadEffect = 51, Error;
    /// A clause given twice, or two clauses that exclude each other.
    DuplicateClause = 52, Error;
    /// An exception to a rule that says nothing about the same thing.
    IdleException = 53, Error;
    /// A step is made harder by holding something.
    NotMonotone = 54, Error;
    /// More combinations than the fixed limit.
    TooMany = 55, Error;

    /// A rule in force on days on which a parameter it uses has no value yet.
    ParameterTooLate = 60, Lint;

    /// The quoted words are not in the source.
    QuoteNotFound = 101, Error;
    /// The quoted words occur more than once in the source.
    QuoteAmbiguous = 102, Error;
    /// The quotation begins or ends inside a word.
    QuoteInsideWord = 103, Error;
    /// The text of a source is missing.
    SourceMissing = 104, Error;
    /// The rule ends or begins on another day than the sentence it cites names.
    OtherDayThanCited = 107, Lint;

    /// A name without words for people.
    NoWords = 201, Lint;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "kz{:04}", self.number())
    }
}
