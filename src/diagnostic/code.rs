use std::fmt;

use crate::text::closest;

/// Whether a diagnostic stops the evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rules mean nothing certain: exit code 2.
    Error,
    /// The rules mean what they say, and something is missing: `check` ends with exit code 1, and
    /// everything else goes on.
    Finding,
    /// The rules work; somebody should look: exit code 0 unless lints are denied.
    Lint,
}

impl Severity {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Finding => "finding",
            Self::Lint => "lint",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $severity:ident, $page:literal;)*) => {
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

            /// What `kzrule explain` says of it, in Markdown: what it means, why it is an error or
            /// a lint, an example, and what to write instead.
            pub fn page(self) -> &'static str {
                match self { $(Code::$name => include_str!($page),)* }
            }
        }
    };
}

codes! {
    /// The text does not follow the grammar.
    Syntax = 1, Error, "pages/kz0001.md";
    /// A bracket or a quotation mark is opened and never closed, or closed and never opened.
    Unclosed = 2, Error, "pages/kz0002.md";
    /// Brackets or expressions nest deeper than the fixed limit.
    TooDeep = 3, Error, "pages/kz0003.md";
    /// A file or folder cannot be read, is no UTF-8, is too large, or holds no rules.
    Unreadable = 4, Error, "pages/kz0004.md";
    /// A number does not fit into 64 bits.
    NumberTooLarge = 5, Error, "pages/kz0005.md";
    /// A day that the calendar does not have.
    NoSuchDay = 6, Error, "pages/kz0006.md";
    /// A character that is not seen, or that changes the order in which the text is shown.
    HiddenCharacter = 7, Error, "pages/kz0007.md";
    /// A file or folder cannot be written to.
    Unwritable = 8, Error, "pages/kz0008.md";

    /// A name that nothing declares.
    UnknownName = 10, Error, "pages/kz0010.md";
    /// A name declared twice.
    DuplicateName = 11, Error, "pages/kz0011.md";
    /// A name of the wrong kind: a fact where a rule is wanted.
    WrongKind = 12, Error, "pages/kz0012.md";
    /// A value that the enumeration or reading does not have.
    UnknownValue = 13, Error, "pages/kz0013.md";
    /// Two names that look alike and are not the same.
    LookalikeNames = 14, Error, "pages/kz0014.md";
    /// A word of a name with letters of several scripts.
    MixedScripts = 15, Lint, "pages/kz0015.md";
    /// A name that several of the files seen declare.
    AmbiguousName = 16, Error, "pages/kz0016.md";
    /// An import of a file that is not there.
    NoSuchImport = 17, Error, "pages/kz0017.md";

    /// Two types that do not go together.
    TypeMismatch = 20, Error, "pages/kz0020.md";
    /// Months or years added to a date without saying how the end of a month is rounded.
    NoRounding = 21, Error, "pages/kz0021.md";
    /// A value that must be fixed when the rules are read, and is not.
    NotFixed = 22, Error, "pages/kz0022.md";
    /// The number of arguments differs from the declaration.
    WrongArguments = 23, Error, "pages/kz0023.md";
    /// What one may wait for hangs on a comparison that counts from the day itself.
    CountedFromTheDay = 24, Error, "pages/kz0024.md";

    /// A rule, act or claim that ends before it begins.
    EmptyInterval = 30, Error, "pages/kz0030.md";
    /// A region of readings with none in it.
    EmptyRegion = 31, Error, "pages/kz0031.md";

    /// A term defined by itself.
    CircularDefinition = 40, Error, "pages/kz0040.md";
    /// Rules that lift or prevail over one another in a circle.
    CircularException = 41, Error, "pages/kz0041.md";

    /// A rule without a quotation and without an assumption.
    NoGround = 50, Error, "pages/kz0050.md";
    /// A rule without an effect, or with one that its head forbids.
    BadEffect = 51, Error, "pages/kz0051.md";
    /// A clause given twice, or two clauses that exclude each other.
    DuplicateClause = 52, Error, "pages/kz0052.md";
    /// An exception to a rule that says nothing about the same thing.
    IdleException = 53, Error, "pages/kz0053.md";
    /// A step is made harder by holding something.
    NotMonotone = 54, Error, "pages/kz0054.md";
    /// More combinations than the fixed limit.
    TooMany = 55, Error, "pages/kz0055.md";
    /// A ground, title or reason in which nothing is said.
    EmptyWords = 56, Error, "pages/kz0056.md";

    /// A rule in force on days on which a parameter it uses has no value.
    ParameterTooLate = 60, Lint, "pages/kz0060.md";
    /// An exemption on days on which what it lifts is not in force.
    Clipped = 61, Lint, "pages/kz0061.md";
    /// A rule in force on days on which the provision around it is not.
    BeyondProvision = 62, Lint, "pages/kz0062.md";
    /// A rule that says the same twice.
    SaidTwice = 63, Lint, "pages/kz0063.md";
    /// A comment behind a number that reads like its divisor.
    DividedInComment = 64, Lint, "pages/kz0064.md";

    /// The quoted words are not in the source.
    QuoteNotFound = 101, Error, "pages/kz0101.md";
    /// The quoted words occur more than once in the source.
    QuoteAmbiguous = 102, Error, "pages/kz0102.md";
    /// The quotation begins or ends inside a word.
    QuoteInsideWord = 103, Error, "pages/kz0103.md";
    /// The text of a source is missing.
    SourceMissing = 104, Error, "pages/kz0104.md";
    /// The rule ends or begins on another day than the sentence it cites names.
    OtherDayThanCited = 107, Lint, "pages/kz0107.md";
    /// A character that is not seen in the text of a source.
    HiddenInSource = 108, Lint, "pages/kz0108.md";
    /// Words of a source that no rule quotes and nothing sets aside.
    Unclaimed = 109, Finding, "pages/kz0109.md";
    /// The stored text is not the one that the rules were last compared with.
    SourceChanged = 110, Lint, "pages/kz0110.md";
    /// What stands for the hash of a text is none.
    NoHash = 111, Error, "pages/kz0111.md";

    /// Two amendments of one rule on one day, or acts that repeal one another, and nothing says
    /// which goes first.
    AmendmentConflict = 120, Error, "pages/kz0120.md";
    /// A reference to what is repealed.
    Repealed = 121, Error, "pages/kz0121.md";
    /// A day that is past, or not there, and cannot be moved.
    TooLateToMove = 122, Error, "pages/kz0122.md";
    /// Acts that come after one another, or are special to one another, in a circle.
    CircularActs = 123, Error, "pages/kz0123.md";
    /// A source that is quoted and has no text, or reports and has one.
    OtherKindOfSource = 124, Error, "pages/kz0124.md";
    /// An act, rule or amendment in force before anybody could know it.
    Retroactive = 125, Lint, "pages/kz0125.md";
    /// Amounts of two currencies, added or compared.
    CurrenciesDiffer = 140, Error, "pages/kz0140.md";
    /// A value of a fact or term that is no whole number of the least units.
    NotWholeUnits = 141, Error, "pages/kz0141.md";
    /// A decimal fact that does not say to how many places it is given.
    NoLeastUnit = 142, Error, "pages/kz0142.md";
    /// An amount is rounded without a step of its type.
    NoStep = 143, Error, "pages/kz0143.md";
    /// A division by zero, or a number or day out of bounds, whatever the case.
    NoResult = 144, Lint, "pages/kz0144.md";
    /// A period that is given, without the periods between which it lies, or not between them.
    NoRange = 145, Error, "pages/kz0145.md";
    /// Something is said of an element, and no element is spoken of.
    NoElement = 160, Error, "pages/kz0160.md";
    /// Elements of one record are spoken of within one another.
    SameElement = 161, Error, "pages/kz0161.md";

    /// A name without words for people.
    NoWords = 201, Lint, "pages/kz0201.md";

    /// A rule applies to nobody, or always gives way.
    NeverApplies = 301, Finding, "pages/kz0301.md";
    /// A condition of a rule makes no difference beside its others.
    IdleCondition = 302, Finding, "pages/kz0302.md";
    /// An exception changes nothing.
    ExceptionChangesNothing = 303, Finding, "pages/kz0303.md";
    /// The rules on a term leave somebody without a value.
    Gap = 304, Finding, "pages/kz0304.md";
    /// Two rules give somebody two values.
    Conflict = 305, Finding, "pages/kz0305.md";
    /// Somebody must take a step and cannot.
    ImpossibleDuty = 306, Finding, "pages/kz0306.md";
    /// Somebody cannot have a holding because having it takes having it.
    DeadEnd = 307, Finding, "pages/kz0307.md";
    /// A rule in force asks for a parameter without a value.
    NoParameter = 308, Finding, "pages/kz0308.md";
    /// A sanction leads back to what it punishes.
    SanctionLoop = 309, Finding, "pages/kz0309.md";
    /// A comparison puts a bound on another side than the words quoted beside it.
    Threshold = 310, Finding, "pages/kz0310.md";
    /// No step to a holding is open to anybody.
    NeverGranted = 311, Finding, "pages/kz0311.md";
}

impl Code {
    /// Whether it is a finding of `kzrule audit`, not of `kzrule check`.
    pub fn is_of_audit(self) -> bool {
        self.number() >= 300
    }

    /// The heading of its page.
    pub fn title(self) -> &'static str {
        let heading = self.page().lines().next().unwrap_or_default();
        heading.split_once(": ").map_or(heading, |(_, title)| title)
    }

    /// The code that somebody means who writes `kz0101`, `KZ101` or `0101`.
    pub fn written(text: &str) -> Option<Code> {
        let number = digits(text)?.parse::<u16>().ok()?;
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.number() == number)
    }

    /// The code that comes nearest to one that does not exist.
    pub fn nearest(text: &str) -> Option<Code> {
        let wanted = match digits(text) {
            Some(digits) => format!("kz{digits:0>4}"),
            None => text.to_lowercase(),
        };
        let all: Vec<String> = Code::ALL.iter().map(Code::to_string).collect();
        closest(&wanted, all.iter().map(String::as_str)).and_then(Code::written)
    }
}

/// The digits of a written code, with or without `kz` before them.
fn digits(text: &str) -> Option<&str> {
    let letters = text.get(..2).filter(|two| two.eq_ignore_ascii_case("kz"));
    let digits = text.get(letters.map_or(0, str::len)..)?;
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then_some(digits)
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "kz{:04}", self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_ascend() {
        assert!(Code::ALL.is_sorted_by_key(|code| code.number()));
    }

    #[test]
    fn every_page_is_headed_by_its_code() {
        for code in Code::ALL {
            assert!(code.page().starts_with(&format!("# {code}: ")), "{code}");
            assert!(code.title().len() < 80, "{code}");
        }
    }

    #[test]
    fn codes_as_people_write_them() {
        for written in ["kz0101", "KZ0101", "Kz101", "0101", "101"] {
            assert_eq!(
                Code::written(written),
                Some(Code::QuoteNotFound),
                "{written}"
            );
        }
        for written in [
            "", "kz", "k0101", "kz00101", "kz0999", "kz-101", "+101", "қ01",
        ] {
            assert_eq!(Code::written(written), None, "{written}");
        }
    }

    #[test]
    fn the_nearest_code() {
        assert_eq!(Code::nearest("kz0105"), Some(Code::NumberTooLarge));
        assert_eq!(Code::nearest("2"), Some(Code::Unclosed));
        assert_eq!(Code::nearest("k0201"), Some(Code::NoWords));
        assert_eq!(Code::nearest("quotation"), None);
    }
}
