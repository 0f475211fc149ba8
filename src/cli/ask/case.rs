//! The answers of an interview as a case of a rule file.

use std::path::Path;

use crate::calendar::Day;
use crate::diagnostic::Severity;
use crate::eval::{Outcome, Situation, by_reading, try_out};
use crate::law::{
    Effect, Expr, ExprId, InputId, Law, Ratio, RuleId, TermId, Type, Value, print_value,
};
use crate::report::outcome;
use crate::report::words::input_phrase;
use crate::syntax::format;
use crate::text::FileId;

use super::super::args;
use super::super::loader::load_with;
use super::super::read::Unreadable;
use super::super::written_case::WrittenCase;

/// So many values of an answer that is not determined are tried as that which it may be.
const VALUES_LIMIT: usize = 8;

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
    /// A rule file with one case of this name, in the style of the language, that stands with the rules of a command
    /// in a file at this path.
    ///
    /// # Errors
    /// In words, where a case cannot say what is given or what comes out: nothing is expected of a gap or
    /// a conflict. Where the rules do not stand with it, or something else comes out.
    pub fn written(&self, name: &str, rules: (&args::Corpus, &Path)) -> Result<String, String> {
        let outcome = self.outcome()?;
        let never = self.never();
        if let (Some(never), Outcome::Open(_)) = (&never, &outcome) {
            return Err(format!(
                "that a person {never}, a case says by `and nothing else` alone, and not all else is known"
            ));
        }
        let expected = self.expected(&outcome)?;
        if expected.is_empty() {
            return Err("no value is known that the answer may be".to_owned());
        }
        // The rules are read once, with all that may be expected, of which one is kept.
        let all = self.expecting(name, expected.clone(), never.is_some())?;
        let came_out = first_met(rules, name, &all)?;
        let Some(kept) = expected.into_iter().nth(came_out) else {
            return Err("what comes out is none of what may be expected".to_owned());
        };
        self.expecting(name, vec![kept], never.is_some())
    }

    fn expecting(&self, name: &str, expect: Vec<String>, closed: bool) -> Result<String, String> {
        // Where the outcome is certain, what else is not so takes nothing from it.
        let remark = "What is not mentioned was not asked or never was: the outcome is the same.";
        let case = WrittenCase {
            law: self.law,
            name: name.to_owned(),
            heading: format!("Answers to “{}”", self.goal.0),
            remarks: closed.then(|| remark.to_owned()).into_iter().collect(),
            day: self.day,
            readings: self.readings,
            given: self.given,
            closed,
            expect,
        };
        format(FileId(0), &case.text())
            .map_err(|_| format!("`{}` cannot be written as an expectation", self.goal.0))
    }

    /// What holds at no time: what a case says that is not, is not on its day alone, unless the case says all.
    fn never(&self) -> Option<String> {
        let mut given = self.given.iter();
        let (ever, _) = given.find(|(input, of)| {
            let history = self.law.history_of(*input);
            *of == Value::Bool(false) && history.is_some_and(|(_, history)| history.ever == *input)
        })?;
        Some(input_phrase(self.law, *ever, false))
    }

    /// Values that a term may come to: those that its rules give, and one of its type.
    fn some_values(&self, term: TermId, expr: ExprId) -> Vec<Value> {
        let law = self.law;
        let of = law.type_of(expr);
        let gives = |rule: &RuleId| match law[*rule].effect {
            Effect::Value(_, value) => law.exprs.branches(value),
            _ => Vec::new(),
        };
        let given = law[term].rules.iter().flat_map(gives);
        let given = given.filter_map(|branch| match law.exprs.get(branch) {
            Expr::Lit(value) if value.ty() == of => Some(*value),
            _ => None,
        });
        let mut values: Vec<Value> = Vec::new();
        for value in given.chain(self.some_value(of)) {
            if !values.contains(&value) && values.len() < VALUES_LIMIT {
                values.push(value);
            }
        }
        values
    }

    fn some_value(&self, of: Type) -> Option<Value> {
        Some(match of {
            Type::Int => Value::Int(0),
            Type::Decimal => Value::Decimal(Ratio::ZERO),
            Type::Money(currency) => Value::Money(currency, Ratio::ZERO),
            Type::Date => Value::Day(self.day),
            Type::Period(unit) => Value::Period(unit, 0),
            of => Value::at_place(of, 0)?,
        })
    }

    /// What comes out on the first choices of readings, as a case takes them; else why a case cannot say it.
    fn outcome(&self) -> Result<Outcome, String> {
        let (_, expr) = self.goal;
        let given = self.given.iter().chain(self.readings).copied();
        let situation = Situation::of(self.law, self.day, given).first_choices(self.law);
        let came_out = |situation: &Situation| {
            by_reading(self.law, situation, expr).map_err(|error| error.to_string())
        };
        if let Some((step, made)) = situation.step(self.law)
            && made.len() < self.law[step].choices.len()
        {
            return Err("it is not known how the step is taken, and a case says it".to_owned());
        }
        let branches = came_out(&situation)?;
        // A case without a step is one of a person who takes none.
        if branches != came_out(&situation.with_step_open())? {
            return Err(
                "it is not known what the person is about to do, and a case says it".to_owned(),
            );
        }
        // All readings are taken, so that there is one branch.
        match branches.as_slice() {
            [branch] => Ok(branch.outcome.clone()),
            _ => Err("the answer depends on readings".to_owned()),
        }
    }

    /// An outcome as an expectation, or one of these; else why a case cannot say it.
    fn expected(&self, outcome: &Outcome) -> Result<Vec<String>, String> {
        let (goal, expr) = self.goal;
        Ok(match outcome {
            Outcome::Value(Value::Bool(true)) => vec![goal.to_owned()],
            Outcome::Value(Value::Bool(false)) => vec![format!("not ({goal})")],
            Outcome::Value(value) => vec![format!("({goal}) = {}", print_value(self.law, *value))],
            Outcome::Open(_) if self.law.type_of(expr) == Type::Bool => {
                vec![format!("({goal}) is undetermined")]
            }
            // That it is undetermined is expected of what is yes or no alone: so it is whether a number that is
            // undetermined is this one or that.
            Outcome::Open(_) => {
                let Expr::Call(term) = self.law.exprs.get(expr) else {
                    return Err("the answer is not determined, and what is asked is no term".into());
                };
                let values = self.some_values(*term, expr).into_iter();
                let values = values.map(|value| print_value(self.law, value));
                values
                    .map(|value| format!("({goal}) = {value} is undetermined"))
                    .collect()
            }
            Outcome::Fail(_) => {
                return Err("the law gives no answer, and a case expects one".to_owned());
            }
        })
    }
}

/// The first expectation of a case that is met, as `kzrule test` would find, where the rules of a command stand with
/// it in a file at this path.
///
/// # Errors
/// In words, where they do not, or none is met.
fn first_met(
    (named, path): (&args::Corpus, &Path),
    name: &str,
    text: &str,
) -> Result<usize, String> {
    let corpus = load_with(named, (path, text)).map_err(|Unreadable(message)| message)?;
    let mut found = corpus.checked.diagnostics.iter();
    if let Some(mistake) = found.find(|found| found.severity() == Severity::Error) {
        return Err(mistake.message.clone());
    }
    let law = &corpus.checked.law;
    let Some(case) = law.cases.iter().find(|case| case.name == name) else {
        return Err("the rules do not have it by its name".to_owned());
    };
    for (at, expectation) in case.expect.iter().enumerate() {
        let tried = try_out(law, case, expectation, &[]);
        if !tried.unlike_any.is_empty() {
            return Err(outcome::speaks_only_of(law, &tried.unlike_any));
        }
        if tried.passed() {
            return Ok(at);
        }
    }
    Err("as a case the answers come to something else".to_owned())
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
    // There are fewer cases than numbers.
    let mut number = 2;
    loop {
        let numbered = format!("{own}_{number}");
        if !taken(&numbered) {
            return numbered;
        }
        number += 1;
    }
}
