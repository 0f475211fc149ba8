//! A case as it stands in a rule file, made of what is given of a person.

use crate::calendar::Day;
use crate::law::{History, InputId, InputKind, Law, ListId, StepId, Value, print_value};
use crate::syntax::quoted;

/// A case that is to be written.
#[derive(Debug)]
pub struct WrittenCase<'a> {
    /// The law it is a case of.
    pub law: &'a Law,
    /// Its name.
    pub name: String,
    /// Its heading.
    pub heading: String,
    /// Remarks above it, a line each.
    pub remarks: Vec<String>,
    /// The day of the facts and of the law.
    pub day: Day,
    /// The readings that it names.
    pub readings: &'a [(InputId, Value)],
    /// What is given, the step being taken and its choices included.
    pub given: &'a [(InputId, Value)],
    /// Whether what is not given is no and not held.
    pub closed: bool,
    /// What is expected, in the language of the rules.
    pub expect: Vec<String>,
}

impl WrittenCase<'_> {
    /// Its text, not yet in the style of the language.
    pub fn text(&self) -> String {
        let law = self.law;
        let mut text = String::new();
        for remark in &self.remarks {
            text.push_str(&format!("// {remark}\n"));
        }
        let (name, heading) = (&self.name, quoted(&self.heading));
        text.push_str(&format!("case {name} {heading} {{\non {}\n", self.day));
        let choices = self.readings.iter().map(|(reading, choice)| {
            format!("{} = {}", law[*reading].name, print_value(law, *choice))
        });
        let choices: Vec<String> = choices.collect();
        if !choices.is_empty() {
            text.push_str(&format!("under {}\n", choices.join(" and ")));
        }
        let given = self.bindings();
        match (given.is_empty(), self.closed) {
            (true, true) => text.push_str("given nothing else\n"),
            (true, false) => {}
            (false, true) => {
                text.push_str(&format!("given {}, and nothing else\n", given.join(", ")))
            }
            (false, false) => text.push_str(&format!("given {}\n", given.join(", "))),
        }
        if let Some(step) = self.step() {
            text.push_str(&format!("step {step}\n"));
        }
        for expected in &self.expect {
            text.push_str(&format!("expect {expected}\n"));
        }
        text.push_str("}\n");
        text
    }

    fn value(&self, wanted: InputId) -> Option<Value> {
        let found = self.given.iter().find(|(input, _)| *input == wanted);
        found.map(|(_, value)| *value)
    }

    fn step(&self) -> Option<String> {
        let law = self.law;
        let step = law.step_of(self.value(law.occasion()?)?)?;
        let choices = law[step].choices.iter();
        let choices: Vec<(InputId, Value)> = choices
            .filter_map(|choice| Some((*choice, self.value(*choice)?)))
            .collect();
        let became = law.became().and_then(|became| self.value(became));
        let became = match became.and_then(Value::place) {
            Some(1) => " refused",
            Some(2) => " failed",
            _ => "",
        };
        Some(format!("{}{became}", step_with(law, step, &choices)))
    }

    fn bindings(&self) -> Vec<String> {
        let law = self.law;
        let mut bindings = Vec::new();
        for (input, of) in self.given {
            let declared = &law[*input];
            match (declared.kind, law.history_of(*input)) {
                // The days say more than that it holds at all.
                (_, Some((owner, history)))
                    if *input == history.ever && self.value(owner).is_none() =>
                {
                    bindings.push(self.time(owner, history));
                }
                (_, Some(_)) => {}
                (InputKind::Length(list), None) => match of {
                    Value::Int(length) => bindings.push(self.elements(list, *length)),
                    other => bindings.push(binding(law, "", &law[list].name, *other)),
                },
                (InputKind::Fact | InputKind::Holding, None) => {
                    let holds = holds(law, *input);
                    bindings.push(binding(law, holds, &declared.name, *of));
                }
                // With the length of the list; `under`; `step`; `on`.
                (
                    InputKind::Slot(..)
                    | InputKind::Reading
                    | InputKind::Choice(_)
                    | InputKind::Occasion
                    | InputKind::Became
                    | InputKind::Day
                    | InputKind::LawDay,
                    None,
                ) => {}
                // No case gives these.
                (
                    InputKind::Field(_)
                    | InputKind::Unmodelled
                    | InputKind::Version
                    | InputKind::Twin(_)
                    | InputKind::Switch(_),
                    None,
                ) => {}
            }
        }
        bindings
    }

    fn time(&self, owner: InputId, history: History) -> String {
        let (holds, name) = (holds(self.law, owner), &self.law[owner].name);
        if self.value(history.ever) != Some(Value::Bool(true)) {
            return format!("not {holds}{name}");
        }
        let mut text = format!("{holds}{name}");
        if let Some(Value::Day(since)) = self.value(history.since) {
            text.push_str(&format!(" since {since}"));
        }
        match self.value(history.through) {
            Some(Value::Day(through)) if through < History::NO_END => {
                text.push_str(&format!(" through {through}"));
            }
            _ => {}
        }
        text
    }

    fn elements(&self, list: ListId, length: i64) -> String {
        let law = self.law;
        let fields = &law[law[list].record].fields;
        let elements: Vec<String> = law[list]
            .slots
            .iter()
            .zip(0..length)
            .map(|(slots, _)| {
                let known = fields.iter().zip(slots).filter_map(|(field, slot)| {
                    let name = law.own_name(*field);
                    Some(binding(law, "", name, self.value(*slot)?))
                });
                format!("{{{}}}", known.collect::<Vec<_>>().join(", "))
            })
            .collect();
        format!("{} = [{}]", law[list].name, elements.join(", "))
    }
}

/// A step with its choices: `obtain_visa(electronic)`, `notify(yes)`.
pub fn step_with(law: &Law, step: StepId, choices: &[(InputId, Value)]) -> String {
    let choices: Vec<String> = choices
        .iter()
        .map(|(_, choice)| match choice {
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) => "no".to_owned(),
            _ => print_value(law, *choice),
        })
        .collect();
    if choices.is_empty() {
        return law[step].name.clone();
    }
    format!("{}({})", law[step].name, choices.join(", "))
}

fn holds(law: &Law, input: InputId) -> &'static str {
    match law[input].kind {
        InputKind::Holding => "holds ",
        _ => "",
    }
}

fn binding(law: &Law, holds: &str, name: &str, of: Value) -> String {
    match of {
        Value::Bool(true) => format!("{holds}{name}"),
        Value::Bool(false) => format!("not {holds}{name}"),
        _ => format!("{name} = {}", print_value(law, of)),
    }
}
