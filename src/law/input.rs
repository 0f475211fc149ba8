use crate::calendar::Day;
use crate::text::Span;

use super::{ExprId, InputId, ListId, Phrases, RecordId, StepId, Type, Value, WrittenId};

/// Something that may vary from case to case.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// Its place in the files; none for clocks and other inputs of the kernel itself.
    pub span: Option<Span>,
    /// What it is.
    pub kind: InputKind,
    /// Its type.
    pub ty: Type,
    /// The decimal places of its last unit, of which its value is a whole number: of money those
    /// of the currency, of a decimal those declared, else none.
    pub places: u32,
    /// Of a period, the least and the greatest that it may be, both included; else none.
    pub range: Option<(i64, i64)>,
    /// Its words for people.
    pub phrases: Phrases,
    /// An ordinary value, for witnesses.
    pub usually: Option<Value>,
    /// When it holds, of an input of yes or no that is given with its time.
    pub history: Option<History>,
}

impl Input {
    /// An input of the kernel itself, of which the files and people know nothing.
    pub fn of_kernel(name: impl Into<String>, kind: InputKind, ty: Type) -> Self {
        Self {
            name: name.into(),
            span: None,
            kind,
            ty,
            places: 0,
            range: None,
            phrases: Phrases::default(),
            usually: None,
            history: None,
        }
    }
}

/// When something holds: from one day through another, or never; never, too, where it would end
/// before it begins.
///
/// A value of the input itself, whether given, bound or found on the way through doors, is one on
/// the day at hand. Where there is none it is `life`, and so it is wherever the day is bound anew:
/// of another day the history tells, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// Whether it holds on any day at all; of yes or no.
    pub ever: InputId,
    /// The first day on which it holds, if it ever does.
    pub since: InputId,
    /// The last one.
    pub through: InputId,
    /// Whether it holds on the day: a yes-or-no expression over these three and the day.
    pub life: ExprId,
}

impl History {
    /// The last day of what goes on without an end: the last one that a proof covers, so that who is
    /// given so is among the persons of a proof.
    pub const NO_END: Day = match Day::new(2199, 12, 31) {
        Some(day) => day,
        None => Day::MAX,
    };

    /// What is given of something that holds from one day through another: without a first day that
    /// is not known, without a last one it goes on. `None` where it ends before it begins.
    pub fn lasting(&self, since: Option<Day>, last: Option<Day>) -> Option<Vec<(InputId, Value)>> {
        let first = since.unwrap_or(Day::MIN);
        let last = last.unwrap_or(Self::NO_END.max(first));
        if last < first {
            return None;
        }
        let since = since.map(|since| (self.since, Value::Day(since)));
        let rest = [
            (self.ever, Value::Bool(true)),
            (self.through, Value::Day(last)),
        ];
        Some(since.into_iter().chain(rest).collect())
    }

    /// The inputs that the history is given by.
    pub fn inputs(&self) -> [InputId; 3] {
        [self.ever, self.since, self.through]
    }

    /// Whether it holds on a day, as far as what is given of it tells.
    pub fn holds_on(&self, day: Day, given: impl Fn(InputId) -> Option<Value>) -> Option<bool> {
        let date = |input| match given(input) {
            Some(Value::Day(date)) => Some(date),
            _ => None,
        };
        let (since, through) = (date(self.since), date(self.through));
        let outside =
            since.is_some_and(|since| day < since) || through.is_some_and(|through| through < day);
        match given(self.ever) {
            Some(Value::Bool(false)) => Some(false),
            _ if outside => Some(false),
            Some(Value::Bool(true)) if since.is_some() && through.is_some() => Some(true),
            // What holds through a day holds on that day, whenever it began.
            Some(Value::Bool(true)) if through == Some(day) => Some(true),
            _ => None,
        }
    }
}

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputKind {
    /// True or known of a person.
    Fact,
    /// Held or not at the start; steps may grant it. Boolean.
    Holding,
    /// An unclear phrase. Its type is the enumeration of its choices.
    Reading,
    /// A parameter of a step: chosen by the person.
    Choice(StepId),
    /// The step being taken, if any: an enumeration of `no step` (place 0) and then all steps.
    Occasion,
    /// What became of the step being taken: performed, refused or failed, in this order. Unless
    /// given it is performed. Only laws in which something hangs on it have this input.
    Became,
    /// The day of the facts.
    Day,
    /// The day whose rules are in force. Unless bound by itself it is the day of the facts.
    LawDay,
    /// A field of the element that is spoken of. It is bound wherever it is read.
    Field(RecordId),
    /// How many elements a list has: a number from 0 to the most it may have.
    Length(ListId),
    /// A field of the element at this place of a list, counted from 0.
    Slot(ListId, u32),
    /// What a passage that is not modelled would settle. Never given; of any type.
    Unmodelled,
    /// Which of two versions of a law is asked: no is the older, yes the newer. Boolean; bound
    /// wherever it is read (`diff::versions`), absent means no.
    Version,
    /// Another input, of a neighbour: of somebody who is like the person but for this. Only claims
    /// of a form of their own have it; a proof ranges over it, and no case gives it.
    Twin(InputId),
    /// A rule is switched off, with all its effects. Boolean; absent means no.
    Switch(WrittenId),
}
