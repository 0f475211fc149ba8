//! Rules in words: what they are called, where they stand, and why they do not apply.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::eval::{Cause, Explanation, Fault, Life, Outcome, RuleStatus, Situation, Standing};
use crate::law::{
    Effect, Expr, ExprId, InputId, InputKind, Law, Op, Ratio, RecordId, RuleId, TermId, TermRole,
    Value, WrittenId,
};

use super::canons;
use super::layout::Note;
use super::parameter_words::values_are;
use super::proof::grounds::lines;
use super::values_seen::values_seen;
use super::which_elements::which_elements;
use super::words::{
    self, does_with, element, fold_thing, heading, infinitive, input_phrase, joined, needed, noun,
    noun_is, phrase, plain, question, reading_taken, several, step_to_do, sum_with, thing,
    thing_called,
};

/// Why a rule does not apply, as a phrase: "in force up to 30 June 2025", "is under 16". Empty for a rule
/// that applies.
pub fn why(law: &Law, case: &Situation, status: &RuleStatus) -> String {
    match &status.standing {
        Standing::Wins => String::new(),
        Standing::SwitchedOff => "the question leaves it out".to_owned(),
        Standing::NotInForce(life) => out_of_force(life),
        Standing::ConditionFalse { conditions } => {
            let phrases: Vec<String> = conditions
                .iter()
                .map(|condition| {
                    let mut met = status.conditions.iter();
                    denied(
                        law,
                        case,
                        *condition,
                        met.find(|one| one.expr == *condition),
                    )
                })
                .collect();
            joined(&phrases, "and")
        }
        Standing::Lifted { by } => format!("lifted by {}", headings(law, by)),
        Standing::Defeated { by } => {
            let headings = distinct_headings(law, by);
            let verb = if headings.len() == 1 {
                "prevails"
            } else {
                "prevail"
            };
            let prevails = format!("{} {verb}", joined(&headings, "and"));
            match canons::over(law, status.rule, by) {
                Some(canon) => format!("{prevails} as that of {}", canons::act(canon)),
                None => prevails,
            }
        }
        Standing::Open { missing } => depends(law, &lacking(law, case, missing)),
        Standing::Failed { causes } => {
            let causes: Vec<String> = causes.iter().map(|cause| cause_words(law, cause)).collect();
            causes.join("; ")
        }
    }
}

/// That a rule does not apply, to somebody or something where that is said: "“Visas” does not apply to the
/// first child".
pub(super) fn does_not_apply(law: &Law, rule: WrittenId, to: &str) -> String {
    format!("“{}” does not apply{to}", heading(law, rule))
}

/// For want of what something is open: what is given is so only while it is walked from step to step.
pub(super) fn lacking(
    law: &Law,
    case: &Situation,
    missing: &BTreeSet<InputId>,
) -> BTreeSet<InputId> {
    let unknown = missing.iter().filter(|input| case.get(**input).is_none());
    facts_first(law, &unknown.copied().collect())
}

/// The facts and holdings among what is missing; the readings where there are none.
pub fn facts_first(law: &Law, missing: &BTreeSet<InputId>) -> BTreeSet<InputId> {
    let (readings, facts) = missing
        .iter()
        .partition::<BTreeSet<InputId>, _>(|input| law[**input].kind == InputKind::Reading);
    if facts.is_empty() { readings } else { facts }
}

/// On what something depends: "depends on the date of birth and whether the person has a visa".
pub fn depends(law: &Law, missing: &BTreeSet<InputId>) -> String {
    format!("depends {}", on_what(law, missing))
}

/// The same of something that is named: "the dues depend on the payment".
pub fn depends_of(law: &Law, thing: &str, missing: &BTreeSet<InputId>) -> String {
    format!(
        "{thing} {} {}",
        words::depends(thing),
        on_what(law, missing)
    )
}

fn on_what(law: &Law, missing: &BTreeSet<InputId>) -> String {
    match missing.is_empty() {
        true => "on the step".to_owned(),
        false => format!("on {}", joined(&missing_words(law, missing), "and")),
    }
}

/// When a rule begins that has not begun, or its last day.
fn out_of_force(life: &Life) -> String {
    let day = |outcome: &Option<Outcome>| match outcome {
        Some(Outcome::Value(Value::Day(day))) => Some(*day),
        _ => None,
    };
    let law_day = match life.law_day {
        Outcome::Value(Value::Day(day)) => Some(day),
        _ => None,
    };
    let (from, earliest) = (day(&life.from), life.earliest);
    let begins = from.or(earliest);
    if from
        .zip(day(&life.until))
        .is_some_and(|(from, until)| until <= from)
    {
        return "never in force".to_owned();
    }
    let last = day(&life.until).or(life.latest).and_then(Day::previous);
    match (begins, last) {
        (Some(begins), _) if law_day.is_none_or(|day| day < begins) => {
            let at_least = if from.is_none() {
                " at the earliest"
            } else {
                ""
            };
            format!("in force from {}{at_least}", begins.in_words())
        }
        (_, Some(last)) => {
            let at_most = if life.latest.is_some() {
                " at the latest"
            } else {
                ""
            };
            format!("in force up to {}{at_most}", last.in_words())
        }
        _ => "not in force on this day".to_owned(),
    }
}

/// That a condition does not hold, and the values by which it does not.
fn denied(law: &Law, case: &Situation, condition: ExprId, met: Option<&Explanation>) -> String {
    let reading = match law.exprs.get(condition) {
        Expr::Op(Op::Equal, operands) => {
            operands
                .iter()
                .find_map(|operand| match law.exprs.get(*operand) {
                    Expr::In(input) if law[*input].kind == InputKind::Reading => Some(*input),
                    _ => None,
                })
        }
        _ => None,
    };
    match reading.and_then(|reading| Some((reading, case.get(reading)?))) {
        Some((reading, taken)) => reading_taken(law, reading, taken),
        None => {
            let denial = phrase(law, condition, false).alone();
            match met {
                Some(met) => {
                    let said = with_values(law, denial, met);
                    let which = which_elements(law, case, met);
                    [vec![said], which].concat().join("; ")
                }
                None => denial,
            }
        }
    }
}

/// What is said of a condition, with the values by which it is so: "is under 16: 16 from 15 June 2026".
pub(super) fn with_values(law: &Law, said: String, met: &Explanation) -> String {
    let seen = joined(&values_seen(law, met), "and");
    match seen.is_empty() {
        true => said,
        false => format!("{said}: {seen}"),
    }
}

/// Inputs that are missing: nouns, and readings by their questions.
pub fn missing_words<'i>(law: &Law, missing: impl IntoIterator<Item = &'i InputId>) -> Vec<String> {
    let word = |input: &InputId| match law[*input].kind {
        InputKind::Reading => format!("“{}”", question(law, *input)),
        InputKind::Day => "the day".to_owned(),
        InputKind::Fact
            if law
                .history_of(*input)
                .is_some_and(|(_, one)| one.ever == *input) =>
        {
            format!("whether the person {}", input_phrase(law, *input, true))
        }
        InputKind::Fact if law[*input].ty == crate::law::Type::Bool => {
            let yes = law[*input].phrases.yes.clone();
            format!(
                "whether the person {}",
                yes.unwrap_or_else(|| plain(&law[*input].name))
            )
        }
        InputKind::Slot(list, place) if law[*input].ty == crate::law::Type::Bool => {
            let field = &law[law.field(*input).unwrap_or(*input)];
            let yes = field.phrases.yes.clone();
            format!(
                "whether {} {}",
                element(law, list, place as usize),
                yes.unwrap_or_else(|| plain(&field.name))
            )
        }
        InputKind::Holding => {
            let yes = law[*input].phrases.yes.clone();
            format!(
                "whether the person {}",
                yes.unwrap_or_else(|| format!("has {}", noun(law, *input)))
            )
        }
        // A quotation within a sentence, which has a full stop of its own.
        InputKind::Unmodelled => {
            let quote = noun(law, *input);
            format!("what is not modelled: “{}”", quote.trim_end_matches('.'))
        }
        InputKind::Occasion => "what the person is about to do".to_owned(),
        InputKind::Choice(step) if law[*input].ty == crate::law::Type::Bool => {
            let so = does_with(law, step, &[(*input, Value::Bool(true))]);
            format!("whether the person {so}")
        }
        _ => format!("the {}", noun(law, *input)),
    };
    missing.into_iter().map(word).collect()
}

/// Why the law gives no answer.
pub fn cause_words(law: &Law, cause: &Cause) -> String {
    match cause {
        Cause::Gap(term) => match law[*term].role {
            TermRole::Nothing(list) => {
                format!(
                    "among no {}, none is the least or the greatest",
                    several(law, list)
                )
            }
            // That it never was is a fact: the rules are silent on what follows from it.
            TermRole::Never(of) => {
                let ever = law[of].history.map_or(of, |history| history.ever);
                let never = input_phrase(law, ever, false);
                format!("the person {never}, and no rule of this text says what holds then")
            }
            _ => match values_are(law, *term) {
                Some(values) => {
                    let term = term_words(law, *term);
                    format!("there is no value then for {term}: {values}")
                }
                None => format!("no rule of this text says {}", term_words(law, *term)),
            },
        },
        Cause::Conflict(term, rules) => format!(
            "{} apply, give different answers on {}, and no rule says which comes first",
            headings(law, rules),
            term_words(law, *term)
        ),
        Cause::Arithmetic(site, Fault::NotWhole) => {
            let (of, unit) = match law.exprs.get(*site) {
                Expr::Op(Op::Exact(places), operands) => (
                    operands.first().unwrap_or(site),
                    Ratio::decimal(1, *places).unwrap_or(Ratio::ONE),
                ),
                _ => (site, Ratio::ONE),
            };
            let of = thing(law, *of);
            format!("“{of}” is no whole number of {unit}, and no rule says how it is rounded")
        }
        Cause::Arithmetic(site, fault) => {
            let fault = match fault {
                Fault::Overflow => {
                    "it is beyond whole numbers, which go from −9,223,372,036,854,775,808 \
                     to 9,223,372,036,854,775,807"
                }
                Fault::TooLarge => "the number has more than 36 digits",
                Fault::DivisionByZero => "it would be divided by zero",
                Fault::NotWhole => "it is no whole number",
                Fault::OutsideCalendar => "the day lies outside the calendar of 1801 to 2299",
                Fault::BeforeBirth => "the age of a person on a day ahead of the birth",
                Fault::IllTyped => "the values do not go together",
            };
            let of = match element_of(law, *site) {
                Some(record) => format!("of {}, ", one_of(law, record)),
                None => String::new(),
            };
            let what = sum_with(law, *site).unwrap_or_else(|| thing(law, *site));
            format!("{of}“{what}” has no result: {fault}")
        }
        Cause::NestedReach(holding) => format!(
            "whether {} within reach depends on what is within reach",
            noun_is(law, *holding)
        ),
        Cause::ReachUndecided(holding) => format!(
            "whether {} within reach depends on the order of the steps",
            noun_is(law, *holding)
        ),
        Cause::NoClock => "the rules have days, and there is no day of the law".to_owned(),
        Cause::TooDeep => "the rules are nested too deep".to_owned(),
    }
}

/// Of which element an operation is that speaks of the element at hand.
fn element_of(law: &Law, site: ExprId) -> Option<RecordId> {
    let mut next = vec![site];
    while let Some(expr) = next.pop() {
        match law.exprs.get(expr) {
            Expr::In(input) => {
                if let InputKind::Field(record) = law[*input].kind {
                    return Some(record);
                }
            }
            Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => next.extend(parts),
            Expr::Not(inner) => next.push(*inner),
            Expr::If(a, b, c) => next.extend([a, b, c]),
            _ => {}
        }
    }
    None
}

/// An element of a kind: "a child".
fn one_of(law: &Law, record: RecordId) -> &str {
    let record = &law[record];
    record.phrases.main.as_deref().unwrap_or(&record.name)
}

/// What a rule gives a term: "“Members” says 10", "“Members” requires a card".
pub fn given(law: &Law, rule: RuleId) -> String {
    let name = heading(law, law[rule].written);
    match law[rule].effect {
        Effect::Value(term, value) if matches!(law[term].role, TermRole::Requirement(_)) => {
            format!("“{name}” requires {}", needed(law, value))
        }
        Effect::Value(_, value) => format!("“{name}” says {}", thing(law, value)),
        Effect::Lift => format!("“{name}” applies"),
    }
}

/// What a term is about: "whether the person must undergo registration", "the fee".
pub fn term_words(law: &Law, term: TermId) -> String {
    match law[term].role {
        TermRole::Norm(step) => {
            let who = law[step].bearer().unwrap_or("the person");
            format!("whether {who} must {}", infinitive(law, step))
        }
        TermRole::Overdue(step) | TermRole::Deadline(step) => {
            let who = law[step].bearer().unwrap_or("the person");
            format!("whether {who} is overdue to {}", infinitive(law, step))
        }
        TermRole::Open(step) => format!("whether the way is open to {}", step_to_do(law, step)),
        TermRole::Requirement(step) => format!("what is required to {}", step_to_do(law, step)),
        TermRole::DaysHeld(_) => thing_called(law, term),
        TermRole::Fold(fold) => fold_thing(law, fold),
        TermRole::Nothing(list) => {
            format!("the least or the greatest of no {}", several(law, list))
        }
        TermRole::Border(_) | TermRole::Never(_) => thing_called(law, term),
        TermRole::Define | TermRole::Value | TermRole::Parameter => {
            let term = &law[term];
            match (&term.phrases.yes, &term.phrases.main) {
                (Some(yes), _) => format!("whether the person {yes}"),
                (None, Some(main)) => format!("the {main}"),
                (None, None) => format!("the {}", plain(&term.name)),
            }
        }
    }
}

/// Rules by their headings, each once.
pub(super) fn headings(law: &Law, rules: &[RuleId]) -> String {
    joined(&distinct_headings(law, rules), "and")
}

fn distinct_headings(law: &Law, rules: &[RuleId]) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for rule in rules {
        let heading = format!("“{}”", heading(law, law[*rule].written));
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    headings
}

/// The lines that a rule rests on, or that it is assumed.
pub fn rule_reference(law: &Law, written: WrittenId) -> Note {
    lines(law, &law[written].grounds)
}
