//! `kzrule test --generate`: the days on which outcomes change, and cases of them to review.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde_json::json;

use crate::calendar::Day;
use crate::eval::{Interpreter, Outcome, Situation, unlike_any};
use crate::law::{
    History, InputId, InputKind, Law, List, ListId, Moment, Term, TermId, Value, print_value,
};
use crate::prove;
use crate::report::boundaries::{self as words, moment, rules, sides};
use crate::report::counted;
use crate::syntax::{ItemKind, format, parse};
use crate::text::{FileId, Library};
use crate::verdict::{Affected, Boundaries, DayChange, Turn};

use super::args::{Format, Test};
use super::disagreement;
use super::exit::Exit;
use super::folder::is_for_cases;
use super::loader::Corpus;
use super::output::{JSON_VERSION, fail, say, say_found};
use super::progress::Progress;
use super::read::shown;
use super::unwritten::Unwritten;
use super::write::write;
use super::written_case::{WrittenCase, step_with};
use super::written_over::is_of_the_rules;

/// What begins all files that are written.
const MARK: &str = "// Cases to review, written by `kzrule test --generate`:";

/// Tells the days on which outcomes change, and writes the day before and the day itself as cases.
pub fn run(verb: &Test, corpus: Corpus) -> Exit {
    let format = verb.corpus.rules.format;
    let path = verb.output.clone().unwrap_or_else(|| beside(verb));
    if let Err(unwritten) = is_for_cases(&path) {
        return unwritten.refuse(format, "test");
    }
    if let Err(unwritten) = takes_no_rules(&path, &corpus.library) {
        return unwritten.refuse(format, "test");
    }
    // Names that are in the file already are taken again.
    let own = shown(&path);
    let taken = taken(&corpus, &own);
    let mut law = corpus.checked.law;
    let found = {
        let progress = Progress::new("trying");
        prove::boundaries(&mut law, verb.solver.run(&progress))
    };
    let found = match found {
        Ok(found) => found,
        Err(disagreement) => {
            return disagreement::stop(format, "test", (&verb.corpus, None), &disagreement);
        }
    };
    let (text, names) = match Generated::of(&law, &found, taken) {
        Ok(generated) => generated,
        Err(message) => {
            fail(format, Some("test"), &message);
            return Exit::Internal;
        }
    };
    let count: usize = names.iter().flatten().collect::<BTreeSet<_>>().len();
    let same = fs::read_to_string(&path).ok().map(|known| known == text);
    if same == Some(false) && !verb.force {
        let unwritten = Unwritten::new(
            format!("`{own}` has something else in it"),
            "name another file by -o, or write over it with --force",
        );
        return unwritten.refuse(format, "test");
    }
    if same != Some(true)
        && let Err(unwritten) = write(&path, &text)
    {
        return unwritten.refuse(format, "test");
    }
    let written = format!(
        "{}. {} to review in {own}.",
        words::summary(&law, &found),
        crate::report::words::capitalized(&counted(count, "case", "cases"))
    );
    match format {
        Format::Text => say(&words::text(&law, &found, &written)),
        Format::Json => say_found(
            &law,
            json!({
                "version": JSON_VERSION,
                "verb": "test",
                "boundaries": words::json::json(&law, &found, &names),
                "written": { "path": own, "cases": count },
            }),
        ),
    }
    if found.unsettled.is_empty() {
        Exit::Holds
    } else {
        Exit::Open
    }
}

/// That a file is none that the rules are read from, or has nothing in it but cases that were generated before.
fn takes_no_rules(path: &Path, library: &Library) -> Result<(), Unwritten> {
    if !is_of_the_rules(path, library) {
        return Ok(());
    }
    let there = fs::read_to_string(path).unwrap_or_default();
    let parsed = parse(FileId(0), &there);
    let mut items = parsed.items.iter();
    if there.starts_with(MARK) && items.all(|item| matches!(item.kind, ItemKind::Case { .. })) {
        return Ok(());
    }
    Err(Unwritten::new(
        format!(
            "`{}` is one of the files that the rules are read from, and not of generated cases alone",
            shown(path)
        ),
        "name another file by -o; this one is not written over, also not with --force",
    ))
}

/// The file beside the rules.
fn beside(verb: &Test) -> PathBuf {
    let path = &verb.corpus.rules.path;
    let folder = if path.is_file() {
        path.parent().map(PathBuf::from).unwrap_or_default()
    } else {
        path.clone()
    };
    folder.join("generated.kzrule")
}

/// The names of the cases of other files.
fn taken(corpus: &Corpus, own: &str) -> BTreeSet<String> {
    let cases = corpus.checked.law.cases.iter();
    cases
        .filter(|case| corpus.library.path(case.span.file) != own)
        .map(|case| case.name.clone())
        .collect()
}

/// What is given in two cases, one of a day and one of the day before it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Person {
    day: Day,
    given: Vec<(InputId, Value)>,
    readings: Vec<(InputId, Value)>,
}

struct Generated<'l> {
    law: &'l Law,
    taken: BTreeSet<String>,
}

impl<'l> Generated<'l> {
    /// The text of a file with two cases for each change, those of one person together, and their
    /// names; none where the language has no question for it, or none that is answered on either
    /// day.
    ///
    /// # Errors
    /// In words, where what was made is no rule file: a mistake of this program.
    fn of(
        law: &'l Law,
        found: &Boundaries,
        taken: BTreeSet<String>,
    ) -> Result<(String, Vec<Vec<String>>), String> {
        let mut this = Self { law, taken };
        let mut persons: IndexMap<Person, Vec<usize>> = IndexMap::new();
        for (at, one) in found.found.iter().enumerate() {
            if let Some(person) = person(law, one) {
                persons.entry(person).or_default().push(at);
            }
        }
        let mut names = vec![Vec::new(); found.found.len()];
        let mut text = format!(
            "{MARK} for each day on which an outcome changes,\n// the day before and the day itself, \
             with what the rules say of them.\n"
        );
        for (person, changes) in &persons {
            let changes: Vec<(usize, &DayChange)> = changes
                .iter()
                .filter_map(|at| Some((*at, found.found.get(*at)?)))
                .collect();
            let Some((_, first)) = changes.first() else {
                continue;
            };
            let name = this.name(first);
            for (is_eve, day) in [(true, person.day.previous()), (false, Some(person.day))] {
                let Some(day) = day else { continue };
                let mut expect: Vec<String> = Vec::new();
                let mut about = Vec::new();
                for (at, one) in &changes {
                    if let Some(expected) = expected(law, one, person, day) {
                        if !expect.contains(&expected) {
                            expect.push(expected);
                        }
                        about.push(*at);
                    }
                }
                if expect.is_empty() {
                    continue;
                }
                let (name, the) = if is_eve {
                    (format!("{name}_eve"), "The day before ")
                } else {
                    (name.clone(), "")
                };
                let when = moment(law, first.moment);
                for at in about {
                    if let Some(names) = names.get_mut(at) {
                        names.push(name.clone());
                    }
                }
                let case = WrittenCase {
                    law,
                    name,
                    heading: crate::report::words::capitalized(&format!("{the}{when}")),
                    remarks: changes.iter().map(|(_, one)| remark(law, one)).collect(),
                    day,
                    readings: &person.readings,
                    given: &person.given,
                    closed: true,
                    expect,
                };
                text.push('\n');
                text.push_str(&case.text());
            }
        }
        let text = format(FileId(0), &text)
            .map_err(|_| "the generated cases are no rule file".to_owned())?;
        Ok((text, names))
    }

    /// A name that no case has, neither with nor without what is added for the day before.
    fn name(&mut self, one: &DayChange) -> String {
        let (_, about) = crate::report::diff::json::about(self.law, one.about);
        let about = match one.about {
            Affected::Possible(door) => self.law[self.law[door].step].name.clone(),
            _ => about,
        };
        let when = match one.moment {
            Moment::Day(day) => day.to_string(),
            _ => "own_day".to_owned(),
        };
        let turn = crate::report::diff::json::turn(one.turn);
        let sign = |sign: char| if sign.is_alphanumeric() { sign } else { '_' };
        let own: String = format!("{about}_{turn}_{when}").chars().map(sign).collect();
        let mut number = 1;
        loop {
            let name = match number {
                1 => own.clone(),
                _ => format!("{own}_{number}"),
            };
            let eve = format!("{name}_eve");
            if !self.taken.contains(&name) && !self.taken.contains(&eve) {
                self.taken.extend([name.clone(), eve]);
                return name;
            }
            number += 1;
        }
    }
}

/// Why there is a case: the change and the rules that make it, on one line.
fn remark(law: &Law, one: &DayChange) -> String {
    let (label, [before, after, _]) = sides(law, one);
    let rules: Vec<&str> = rules(law, one)
        .into_iter()
        .map(|rule| law[rule].name.as_str())
        .collect();
    let by = if rules.is_empty() {
        String::new()
    } else {
        format!(" (by {})", rules.join(", "))
    };
    let line = format!("To review: {label}: {before}, then {after}{by}.");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The person of a case, as the case gives it: closed, and with the first choice of each reading
/// that it does not name.
fn situation(law: &Law, person: &Person, day: Day) -> Situation {
    let given = person.given.iter().chain(&person.readings).copied();
    let mut situation = Situation::of(law, day, given);
    // Without an end, what is over time goes on.
    for (_, history) in law.histories() {
        if situation.get(history.ever) == Some(Value::Bool(true))
            && situation.get(history.through).is_none()
        {
            situation.set(history.through, Value::Day(History::NO_END));
        }
    }
    situation.close(law).first_choices(law)
}

fn outcome(law: &Law, one: &DayChange, person: &Person, day: Day) -> Outcome {
    let situation = situation(law, person, day);
    Interpreter::new(law, &situation).evaluate(one.is)
}

/// What is left of the person of an example where everything goes that the change does not hang
/// on; `None` where a case cannot say what the example says.
fn person(law: &Law, one: &DayChange) -> Option<Person> {
    let day = one.example.day;
    let eve = day.previous()?;
    let wanted: Vec<Outcome> = [eve, day]
        .into_iter()
        .map(|day| {
            let situation = Situation::of(law, day, one.example.values());
            Interpreter::new(law, &situation).evaluate(one.is)
        })
        .collect();
    let as_wanted = |person: &Person| {
        let same = |day: Day, wanted: &Outcome| {
            let found = outcome(law, one, person, day);
            let like = match wanted {
                Outcome::Fail(_) => matches!(found, Outcome::Fail(_)),
                _ => found.value() == wanted.value() && wanted.value().is_some(),
            };
            like && unlike_any(law, &situation(law, person, day)).is_empty()
        };
        [eve, day]
            .into_iter()
            .zip(&wanted)
            .all(|(day, wanted)| same(day, wanted))
    };
    let no = Value::Bool(false);
    let given = one.example.given.iter().copied();
    let mut person = Person {
        day,
        given: given.filter(|(_, value)| *value != no).collect(),
        readings: one.example.readings.clone(),
    };
    if !as_wanted(&person) {
        return None;
    }
    let parts: Vec<InputId> = person.given.iter().map(|(input, _)| *input).collect();
    let readings: Vec<InputId> = person.readings.iter().map(|(input, _)| *input).collect();
    // Most can go together: as many as possible are tried at once, then halves of them.
    let mut open = vec![readings.as_slice(), parts.as_slice()];
    while let Some(parts) = open.pop() {
        let fewer = without(law, &person, parts);
        if as_wanted(&fewer) {
            person = fewer;
        } else if parts.len() > 1 {
            let (first, second) = parts.split_at(parts.len().div_ceil(2));
            open.extend([second, first]);
        }
    }
    Some(person)
}

/// A person of whom some things are not said, nor what is part of them.
fn without(law: &Law, person: &Person, inputs: &[InputId]) -> Person {
    let mut parts: BTreeSet<InputId> = inputs.iter().copied().collect();
    for input in inputs {
        if let Some((_, history)) = law.history_of(*input)
            && history.ever == *input
        {
            parts.extend(history.inputs());
        }
        if let InputKind::Length(list) = law[*input].kind {
            parts.extend(law[list].slots.iter().flatten());
        }
        if law.occasion() == Some(*input) {
            let taken = person.given.iter().find(|(known, _)| known == input);
            let step = taken.and_then(|(_, value)| law.step_of(*value));
            parts.extend(step.iter().flat_map(|step| &law[*step].choices));
            parts.extend(law.became());
        }
    }
    let mut person = person.clone();
    person.given.retain(|(known, _)| !parts.contains(known));
    person.readings.retain(|(known, _)| !parts.contains(known));
    person
}

/// What a case of a day expects, in the language of the rules; nothing where there is no answer, or
/// no question for it.
fn expected(law: &Law, one: &DayChange, person: &Person, day: Day) -> Option<String> {
    let value = outcome(law, one, person, day).value()?;
    let yes = value == Value::Bool(true);
    let is = |name: &str, so: &str| {
        let not = if yes { "" } else { "not " };
        format!("{name} is {not}{so}")
    };
    Some(match one.about {
        Affected::Due(step) => {
            let due = match one.turn {
                Turn::Lapses | Turn::Arises => value.place() == Some(Term::MUST as usize),
                _ => yes,
            };
            let not = if due { "" } else { "not " };
            format!("{} is {not}due", law[step].name)
        }
        Affected::Allowed(_) | Affected::Forbidden(_) => return None,
        Affected::Overdue(step) => is(&law[step].name, "overdue"),
        Affected::Possible(door) => {
            let door = &law[door];
            is(&step_with(law, door.step, &door.choices), "possible")
        }
        Affected::Reach(holding) => {
            let reach = if yes { "within reach" } else { "out of reach" };
            format!("{} is {reach}", law[holding].name)
        }
        Affected::Holds(term, list) => {
            let not = if yes { "" } else { "not " };
            said(law, term, list, |name| format!("{not}{name}"))
        }
        Affected::Value(term, list) => said(law, term, list, |name| {
            format!("{name} = {}", print_value(law, value))
        }),
    })
}

/// What is said of a term, in the language of the rules; of one of an element, that it is so of one.
fn said(law: &Law, term: TermId, list: Option<ListId>, said: impl Fn(&str) -> String) -> String {
    let name = &law[term].name;
    match list {
        Some(list) => {
            let List {
                name: several,
                record,
                ..
            } = &law[list];
            let said = said(&format!("{}.{name}", law[*record].name));
            format!("any {several} where ({said})")
        }
        None => said(name),
    }
}
