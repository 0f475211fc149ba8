//! The answers of an interview as a case of a rule file.

use crate::calendar::Day;
use crate::eval::{Outcome, Situation, by_reading};
use crate::law::{ExprId, History, InputId, InputKind, Law, ListId, Value, print_value};
use crate::syntax::format;
use crate::text::FileId;

/// What was answered, and what was asked.
pub struct Answered<'a> {
    /// The law.
    pub law: &'a Law,
    /// The day.
    pub day: Day,
    /// What was given.
    pub given: &'a [(InputId, Value)],
    /// The readings fixed.
    pub readings: &'a [(InputId, Value)],
    /// The question, as it was put, and its expression.
    pub goal: (&'a str, ExprId),
}

impl Answered<'_> {
    /// A rule file with one case of this name, in the style of the language.
    ///
    /// # Errors
    /// In words, where a case cannot say what comes out: nothing is expected of a gap or a conflict.
    pub fn written(&self, name: &str) -> Result<String, String> {
        let law = self.law;
        let heading = format!("Answers to “{}”", self.goal.0.replace('"', "”"));
        let mut text = format!("case {name} \"{heading}\" {{\non {}\n", self.day);
        let choices: Vec<String> = self
            .readings
            .iter()
            .map(|(reading, choice)| {
                format!("{} = {}", law[*reading].name, print_value(law, *choice))
            })
            .collect();
        if !choices.is_empty() {
            text.push_str(&format!("under {}\n", choices.join(" and ")));
        }
        let bindings = self.bindings();
        if !bindings.is_empty() {
            text.push_str(&format!("given {}\n", bindings.join(", ")));
        }
        text.push_str(&format!("expect {}\n}}\n", self.expected()?));
        format(FileId(0), &text)
            .map_err(|_| format!("`{}` cannot be written as an expectation", self.goal.0))
    }

    /// What comes out on the first choices of readings, as a case takes them.
    fn expected(&self) -> Result<String, String> {
        let (goal, expr) = self.goal;
        let given = self.given.iter().chain(self.readings).copied();
        let situation = Situation::of(self.law, self.day, given).first_choices(self.law);
        // All readings are taken, so that there is one branch.
        let branches = by_reading(self.law, &situation, expr).unwrap_or_default();
        let outcome = branches.into_iter().next().map(|branch| branch.outcome);
        match outcome {
            Some(Outcome::Value(Value::Bool(true))) => Ok(goal.to_owned()),
            Some(Outcome::Value(Value::Bool(false))) => Ok(format!("not ({goal})")),
            Some(Outcome::Value(value)) => {
                Ok(format!("({goal}) = {}", print_value(self.law, value)))
            }
            Some(Outcome::Open(_)) => Ok(format!("({goal}) is undetermined")),
            Some(Outcome::Fail(_)) | None => {
                Err("no case is saved: the law gives no answer, and a case expects one".to_owned())
            }
        }
    }

    fn value(&self, wanted: InputId) -> Option<Value> {
        let found = self.given.iter().find(|(input, _)| *input == wanted);
        found.map(|(_, value)| *value)
    }

    fn bindings(&self) -> Vec<String> {
        let law = self.law;
        let mut bindings = Vec::new();
        for (input, of) in self.given {
            let declared = &law[*input];
            let holds = match declared.kind {
                InputKind::Holding => "holds ",
                _ => "",
            };
            match (declared.kind, law.history_of(*input)) {
                // The days say more than that it holds at all.
                (_, Some((owner, history)))
                    if *input == history.ever && self.value(owner).is_none() =>
                {
                    let holds = match law[owner].kind {
                        InputKind::Holding => "holds ",
                        _ => "",
                    };
                    bindings.push(self.time(owner, holds, history));
                }
                (_, Some(_)) => {}
                (InputKind::Length(list), None) => bindings.push(self.elements(list)),
                (InputKind::Fact | InputKind::Holding, None) => {
                    bindings.push(binding(law, holds, &declared.name, *of));
                }
                _ => {}
            }
        }
        bindings
    }

    fn time(&self, owner: InputId, holds: &str, history: History) -> String {
        let name = &self.law[owner].name;
        if self.value(history.ever) != Some(Value::Bool(true)) {
            return format!("not {holds}{name}");
        }
        let mut text = format!("{holds}{name}");
        if let Some(Value::Day(since)) = self.value(history.since) {
            text.push_str(&format!(" since {since}"));
        }
        match self.value(history.through) {
            Some(Value::Day(through)) if through < Day::MAX => {
                text.push_str(&format!(" through {through}"));
            }
            _ => {}
        }
        text
    }

    fn elements(&self, list: ListId) -> String {
        let law = self.law;
        let length = match self.value(law[list].length) {
            Some(Value::Int(length)) => usize::try_from(length).unwrap_or_default(),
            _ => 0,
        };
        let fields = &law[law[list].record].fields;
        let elements: Vec<String> = law[list]
            .slots
            .iter()
            .take(length)
            .map(|slots| {
                let known = fields.iter().zip(slots).filter_map(|(field, slot)| {
                    let name = law[*field].name.rsplit('.').next().unwrap_or_default();
                    Some(binding(law, "", name, self.value(*slot)?))
                });
                format!("{{{}}}", known.collect::<Vec<_>>().join(", "))
            })
            .collect();
        format!("{} = [{}]", law[list].name, elements.join(", "))
    }
}

fn binding(law: &Law, holds: &str, name: &str, of: Value) -> String {
    match of {
        Value::Bool(true) => format!("{holds}{name}"),
        Value::Bool(false) => format!("not {holds}{name}"),
        _ => format!("{name} = {}", print_value(law, of)),
    }
}

/// A name for a case: that of its file, as far as it is a name, and one that no case has.
pub fn name(law: &Law, file: &str) -> String {
    let sign = |sign: char| match sign {
        'a'..='z' | '0'..='9' => sign,
        'A'..='Z' => sign.to_ascii_lowercase(),
        _ => '_',
    };
    let own: String = file.chars().map(sign).collect();
    let own = format!("answers_{}", own.trim_matches('_'));
    let own = own.trim_end_matches('_');
    let taken = |name: &str| law.cases.iter().any(|case| case.name == name);
    if !taken(own) {
        return own.to_owned();
    }
    let numbered = (2..).map(|number| format!("{own}_{number}"));
    let mut free = numbered.filter(|name| !taken(name));
    free.next().unwrap_or_default()
}
