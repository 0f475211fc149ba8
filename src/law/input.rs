use crate::text::Span;

use super::{ListId, Phrases, RecordId, StepId, Type, Value, WrittenId};

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
    /// Its words for people.
    pub phrases: Phrases,
    /// An ordinary value, for witnesses.
    pub usually: Option<Value>,
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
    /// A rule is switched off, with all its effects. Boolean; absent means no.
    Switch(WrittenId),
}
