//! What is wrong with amendments, in words.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::Name;
use crate::text::Span;

/// Two amendments of one thing on one day, and nothing says which goes first.
pub fn conflict(name: &str, day: Day, second: Span, first: Span) -> Diagnostic {
    let message = format!("two amendments of `{name}` take effect on {day}");
    Diagnostic::new(Code::AmendmentConflict, message)
        .at(second, "")
        .note("the other amendment", first, "")
        .help("say which act goes first: act … after …; or write one amendment for both")
}

/// An amendment of which nobody knows from when it takes effect.
pub fn no_day(name: &Name, act: bool) -> Diagnostic {
    let (message, help) = if act {
        (
            format!("`{}` does not say since when it is in force", name.text),
            "write `in force DAY` in the act, or `from DAY` in the amendment",
        )
    } else {
        (
            "the amendment does not say from when it takes effect".to_owned(),
            "name the act that amends: in ACT; or write `from DAY`",
        )
    };
    Diagnostic::new(Code::NotFixed, message)
        .at(name.span, "")
        .help(help)
}

/// An amendment whose day depends on something.
pub fn not_one_day(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotFixed, "an amendment takes effect on one day")
        .at(span, "")
        .help("write a day, or the day of an act: commencement of ACT")
}

/// An amendment in a corpus in which a name has more than one meaning.
pub fn shared(name: &Name, shared: &str) -> Diagnostic {
    let message = format!("rules are amended, and several files declare `{shared}`");
    Diagnostic::new(Code::AmbiguousName, message)
        .at(name.span, "")
        .help("where there are amendments, give everything a name of its own")
}

/// A bound of a rule that is no fixed day; `check` says the same of it.
pub fn not_fixed(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotFixed, "a rule begins and ends on fixed days")
        .at(span, "")
        .help("write a day, or `if READING = CHOICE then DAY else DAY`; what depends on the person is a condition: `when day < …`")
}

/// Something that is repealed, used as if it were not.
pub fn repealed(name: &Name, day: Day, repeal: Span, help: &str) -> Diagnostic {
    let message = format!("`{}` is repealed from {day}", name.text);
    Diagnostic::new(Code::Repealed, message)
        .at(name.span, "")
        .note("the repeal", repeal, "")
        .help(help)
}
