//! What is given of a person on a day.

use crate::calendar::Day;
use crate::law::{InputId, InputKind, Law, StepId, Type, Value};

/// What is given of a person on a day. What is not given is unknown, with these exceptions: the
/// step being taken is none unless it is left open, a rule is not switched off, and the law is that
/// of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    values: Vec<Option<Value>>,
    step_is_open: bool,
}

impl Situation {
    /// Nothing is given, not even a day.
    pub fn unknown(law: &Law) -> Self {
        Self {
            values: vec![None; law.inputs.len()],
            step_is_open: false,
        }
    }

    /// Nothing but the day is given.
    pub fn on(law: &Law, day: Day) -> Self {
        let mut situation = Self::unknown(law);
        if let Some(clock) = law.day() {
            situation.set(clock, Value::Day(day));
        }
        situation
    }

    /// The day and these values are given.
    pub fn of(law: &Law, day: Day, given: impl IntoIterator<Item = (InputId, Value)>) -> Self {
        let mut situation = Self::on(law, day);
        for (input, value) in given {
            situation.set(input, value);
        }
        situation
    }

    /// The same with one more input given, or given otherwise.
    #[must_use]
    pub fn with(mut self, input: InputId, value: Value) -> Self {
        self.set(input, value);
        self
    }

    /// The same, closed: every holding not mentioned is not held, every yes-or-no fact not
    /// mentioned is no, of elements of lists as well, and a list not mentioned is empty. Other
    /// facts stay unknown.
    #[must_use]
    pub fn close(mut self, law: &Law) -> Self {
        for list in &law.lists {
            if self.get(list.length).is_none() {
                self.set(list.length, Value::Int(0));
            }
        }
        let lengths = self.clone();
        for (input, value) in law.inputs.iter().zip(&mut self.values) {
            let closes = match input.kind {
                InputKind::Holding => true,
                InputKind::Fact => input.ty == Type::Bool,
                InputKind::Slot(list, place) => {
                    let length = lengths.get(law[list].length);
                    input.ty == Type::Bool
                        && matches!(length, Some(Value::Int(length)) if i64::from(place) < length)
                }
                _ => false,
            };
            // Whether something with a history holds is told by that.
            if closes && value.is_none() && input.history.is_none() {
                *value = Some(Value::Bool(false));
            }
        }
        self
    }

    /// The same while a step is taken. Its choices are given apart.
    #[must_use]
    pub fn taking(mut self, law: &Law, step: StepId) -> Self {
        if let Some(occasion) = law.occasion()
            && let Some(taken) = Value::at_place(law[occasion].ty, step.index() + 1)
        {
            self.set(occasion, taken);
        }
        self
    }

    /// The same with the step being taken left open, where it is not given.
    #[must_use]
    pub fn with_step_open(mut self) -> Self {
        self.step_is_open = true;
        self
    }

    /// Whether the step being taken is unknown.
    pub fn is_step_left_open(&self, law: &Law) -> bool {
        let is_given = || law.occasion().and_then(|occasion| self.get(occasion));
        self.step_is_open && is_given().is_none()
    }

    /// The step being taken, with the choices that are given; `None` where none is.
    pub fn step(&self, law: &Law) -> Option<(StepId, Vec<(InputId, Value)>)> {
        let step = law.step_of(self.get(law.occasion()?)?)?;
        let choices = law[step].choices.iter();
        let choices = choices.filter_map(|choice| Some((*choice, self.get(*choice)?)));
        Some((step, choices.collect()))
    }

    /// The same, every reading not mentioned taken by its first choice.
    #[must_use]
    pub fn first_choices(mut self, law: &Law) -> Self {
        for reading in law.readings() {
            if self.get(reading).is_none()
                && let Some(first) = Value::at_place(law[reading].ty, 0)
            {
                self.set(reading, first);
            }
        }
        self
    }

    /// Gives a value. An input of another law is ignored.
    pub fn set(&mut self, input: InputId, value: Value) {
        if let Some(place) = self.values.get_mut(input.index()) {
            *place = Some(value);
        }
    }

    /// Makes an input unknown.
    pub fn forget(&mut self, input: InputId) {
        if let Some(place) = self.values.get_mut(input.index()) {
            *place = None;
        }
    }

    /// The value given; `None` if it is unknown.
    pub fn get(&self, input: InputId) -> Option<Value> {
        self.values.get(input.index()).copied().flatten()
    }

    /// What is given, in the order declared.
    pub fn given(&self) -> impl Iterator<Item = (InputId, Value)> + '_ {
        let known = |(index, value): (usize, &Option<Value>)| Some((InputId::at(index), (*value)?));
        self.values.iter().enumerate().filter_map(known)
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;

    #[test]
    fn closing_leaves_what_is_given_and_other_facts() {
        let mut draft = Draft::new();
        let (given, silent) = (draft.fact("given"), draft.fact("silent"));
        let born = draft.input("born", InputKind::Fact, Type::Date);
        let visa = draft.holding("visa");
        let reading = draft.reading("reading", &["a", "b"]);
        let closed = draft.person(&[(given, true)]).close(&draft.law);
        assert_eq!(closed.get(given), Some(Value::Bool(true)));
        assert_eq!(closed.get(silent), Some(Value::Bool(false)));
        assert_eq!(closed.get(visa), Some(Value::Bool(false)));
        assert_eq!((closed.get(born), closed.get(reading)), (None, None));
        assert_eq!(closed.given().count(), 4);
    }

    #[test]
    fn first_choices_fill_what_is_not_mentioned() {
        let mut draft = Draft::new();
        let one = draft.reading("one", &["a", "b"]);
        let other = draft.reading("other", &["a", "b"]);
        let second = draft.value(one, 1);
        let filled = draft
            .person(&[])
            .with(one, second)
            .first_choices(&draft.law);
        assert_eq!(filled.get(one), Some(second));
        assert_eq!(filled.get(other), Some(draft.value(other, 0)));
    }

    #[test]
    fn the_step_taken_is_the_occasion() {
        let mut draft = Draft::new();
        draft.step("enter", &[]);
        let occasion = draft.law.occasion().unwrap();
        let entering = draft.person(&[]).taking(&draft.law, StepId::at(0));
        assert_eq!(entering.get(occasion), Some(draft.value(occasion, 1)));
        assert_eq!(entering.step(&draft.law), Some((StepId::at(0), vec![])));
        assert_eq!(draft.person(&[]).step(&draft.law), None);
    }

    #[test]
    fn inputs_of_another_law_are_ignored() {
        let draft = Draft::new();
        let far = InputId::at(99);
        assert_eq!(draft.person(&[(far, true)]).get(far), None);
    }
}
