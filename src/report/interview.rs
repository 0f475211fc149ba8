//! The questions of an interview, in words.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::calendar::Day;
use crate::eval::{Follows, Interview, RuleStatus, Situation, Standing, Wanted, explain};
use crate::law::{
    Expr, ExprId, Ground, InputId, InputKind, Law, Op, Rule, Type, Value, WrittenId, cone,
    cone_with_gates,
};

use super::answer::{Answer, Says};
use super::given_json;
use super::layout::{LEVEL, Note, PROSE, Page, width};
use super::proof::grounds;
use super::proof_json::value_name;
use super::rule_words::{self, rule_reference};
use super::rules_told::statuses;
use super::words::{
    capitalized, comes_to, element, heading, input_phrase, noun, plain, several, step_to_do, value,
};

/// The column at which questions begin, and that of what is said of them.
const QUESTION: usize = 2;
const REMARK: usize = 4;

/// So many rules are shown where it is asked why something is asked.
const RULES_LIMIT: usize = 3;

/// So many questions that are not asked are listed.
const NOT_ASKED_LIMIT: usize = 12;

/// What is asked about, the day, and how to answer.
pub fn opening(law: &Law, goal: &str, expr: ExprId, day: Option<Day>) -> String {
    let asked = match law.exprs.get(expr) {
        Expr::Reach(holding) => format!("Is {} within reach?", noun(law, *holding)),
        Expr::Call(term) => match &law[*term].phrases.ask {
            Some(ask) => ask.clone(),
            None => goal.to_owned(),
        },
        _ => goal.to_owned(),
    };
    let mut page = Page::new();
    let day = day.map(Day::weekday_in_words).unwrap_or_default();
    page.noted(0, &asked, &day);
    let amount = match law.currencies.is_empty() {
        true => "Type a number or a day.",
        false => "Type a number, a day or an amount.",
    };
    page.line(format!("{amount} Enter: not known. ?: why this is asked."));
    page.line("back: the question before. Ctrl-D: no more questions.");
    page.finish()
}

/// A question with its choices, and the sentence behind it.
pub fn question(law: &Law, case: &Situation, expr: ExprId, wanted: Wanted) -> String {
    let mut page = Page::new();
    page.line("");
    asked(&mut page, &words(law, wanted), &choices(law, expr, wanted));
    // Of the step it is asked for all rules alike.
    let is_step = law[wanted.input()].kind == InputKind::Occasion;
    if !is_step && let Some(rule) = rules(law, case, expr, wanted).first() {
        let shown = behind(law, *rule).get(..1).unwrap_or_default();
        grounds::tell_at(&mut page, REMARK, law, shown);
    }
    page.finish()
}

/// The sentences for which a rule asks something. What a rounded value says by itself may be how it is
/// rounded: what it is a value of stands in its provision.
fn behind(law: &Law, rule: WrittenId) -> &[Ground] {
    let of_rule = law.rules.iter().filter(|one| one.written == rule);
    let mut values = of_rule.filter_map(Rule::value);
    let is_rounded = |value: ExprId| matches!(law.exprs.get(value), Expr::Op(Op::Round(..), _));
    match values.any(is_rounded) {
        true => &law[rule].grounds,
        false => law.own_grounds(rule),
    }
}

/// The question for the day, where the command does not name it.
pub fn day_question() -> String {
    let mut page = Page::new();
    page.line("");
    asked(&mut page, "On which day?", &[]);
    page.finish()
}

fn asked(page: &mut Page, words: &str, choices: &[String]) {
    let mut line = words.to_owned();
    for (number, choice) in (1..).zip(choices) {
        line.push_str(&format!("    {number}  {choice}"));
    }
    if choices.is_empty() || QUESTION + width(&line) > PROSE {
        page.hanging(QUESTION, "", QUESTION, words);
        for (number, choice) in (1..).zip(choices) {
            page.hanging(REMARK, &number.to_string(), REMARK + 4, choice);
        }
    } else {
        page.line(format!("{}{line}", " ".repeat(QUESTION)));
    }
}

/// Why something is asked: what an answer would settle, and the sentences behind the question.
pub fn why(
    law: &Law,
    case: &Situation,
    expr: ExprId,
    interview: &Interview<'_>,
    wanted: Wanted,
) -> String {
    let mut page = Page::new();
    if let Wanted::Value(input) = wanted {
        let ty = law[input].ty;
        let mut all: Vec<Value> = values(law, expr, input);
        if ty == Type::Bool {
            all.reverse();
        }
        for of in all {
            let mut supposed = case.clone();
            for (input, value) in law.given(input, of) {
                supposed.set(input, value);
            }
            if interview.next(&supposed).is_some() {
                continue;
            }
            let answer = Answer::new(law, &supposed, String::new(), expr);
            let settled = match answer.parts.as_deref() {
                Ok([part]) => match part.says {
                    Says::Is(to) => format!(": {}", comes_to(law, expr, to)),
                    Says::Undetermined(_) | Says::Unsettled(_) => String::new(),
                },
                _ => String::new(),
            };
            let told = format!("“{}” settles it{settled}.", answered(law, input, of));
            page.paragraph(REMARK / LEVEL, &told);
        }
    }
    let rules = rules(law, case, expr, wanted);
    for rule in rules.iter().take(RULES_LIMIT) {
        page.hanging(REMARK, "", REMARK, &format!("{}:", heading(law, *rule)));
        grounds::tell_at(&mut page, REMARK + LEVEL, law, law.own_grounds(*rule));
    }
    let told = page.finish();
    if told.is_empty() {
        return remark("The answer is part of the question asked.");
    }
    told
}

/// A few words of the program to the person: what was understood, what is wrong with an answer.
pub fn remark(words: &str) -> String {
    let mut page = Page::new();
    page.hanging(REMARK, "", REMARK, words);
    page.finish()
}

/// What was not asked: because it follows from what was said, with what the law assumes; or because no
/// answer could change the result, with the lines of the rule that asks for it, and why it does not apply. Nothing where
/// all was.
pub fn not_asked(
    law: &Law,
    (case, expr): (&Situation, ExprId),
    follows: &[Follows],
    inputs: &[InputId],
) -> String {
    let mut page = Page::new();
    if inputs.is_empty() && follows.is_empty() {
        return page.finish();
    }
    page.wide_gap();
    page.line("");
    page.section("Not asked", None);
    if !follows.is_empty() {
        page.paragraph(1, "These follow from what was said.");
    }
    for one in follows {
        let asked = words(law, Wanted::Value(one.input));
        let told = format!(
            "{asked} {}",
            capitalized(&answered(law, one.input, one.value))
        );
        page.paragraph(2, &told);
        if let Some(why) = assumed(law, one.by) {
            page.noted(REMARK + LEVEL, &why, "assumed");
        }
    }
    if !inputs.is_empty() {
        page.paragraph(1, "No answer to these could change the result.");
    }
    let explanation = explain(law, case, expr);
    let met = statuses(law, &explanation);
    for input in inputs.iter().take(NOT_ASKED_LIMIT) {
        let wanted = Wanted::Value(*input);
        let asking = rules(law, case, expr, wanted);
        let out = asking.iter().find_map(|rule| {
            let status = met.iter().find(|one| law[one.rule].written == *rule)?;
            is_out(status).then_some((*rule, *status))
        });
        let rule = out.map(|(rule, _)| rule).or(asking.first().copied());
        let lines = rule.map_or_else(Note::none, |rule| rule_reference(law, rule));
        page.noted(REMARK, &words(law, wanted), lines);
        if let Some((rule, status)) = out {
            let why = rule_words::why(law, case, status);
            let told = format!("“{}” does not apply: {why}.", heading(law, rule));
            page.hanging(REMARK + LEVEL, "", REMARK + LEVEL, &told);
        }
    }
    if let Some(more) = inputs
        .len()
        .checked_sub(NOT_ASKED_LIMIT)
        .filter(|more| *more > 0)
    {
        page.paragraph(2, &format!("… and {more} more"));
    }
    page.finish()
}

/// Whether what is said already keeps a rule from applying.
fn is_out(status: &RuleStatus) -> bool {
    matches!(
        status.standing,
        Standing::NotInForce(_)
            | Standing::ConditionFalse { .. }
            | Standing::Lifted { .. }
            | Standing::Defeated { .. }
    )
}

/// What is assumed of everybody, in the words of the rules.
fn assumed(law: &Law, by: ExprId) -> Option<String> {
    let assumption = law.assumes.iter().find(|one| one.holds == by)?;
    assumption.words.clone()
}

/// A question and what it gave; nothing where it is not known.
pub type Asked = (Wanted, Vec<(InputId, Value)>);

/// The questions and answers for other programs: `null` is what was not known.
pub fn json(
    law: &Law,
    goal: &str,
    (asked, follows): (&[Asked], &[Follows]),
    not_asked: &[InputId],
    finished: bool,
) -> Json {
    let asked: Vec<Json> = asked
        .iter()
        .map(|(wanted, given)| {
            json!({
                "of": name(law, wanted.input()),
                "question": words(law, *wanted),
                "answer": answer(law, wanted.input(), given),
            })
        })
        .collect();
    let follows = follows.iter().map(|one| {
        json!({
            "of": name(law, one.input),
            "question": words(law, Wanted::Value(one.input)),
            "answer": value_name(law, one.value),
            "because": assumed(law, one.by),
        })
    });
    let follows: Vec<Json> = follows.collect();
    json!({
        "goal": goal,
        "asked": asked,
        "follows": follows,
        "not_asked": not_asked.iter().map(|input| name(law, *input)).collect::<Vec<_>>(),
        "finished": finished,
    })
}

/// What was said of an input: its value, or of what holds over time, its time. Nothing is given where
/// it was not known.
fn answer(law: &Law, of: InputId, given: &[(InputId, Value)]) -> Json {
    let value = |wanted: InputId| {
        let found = given.iter().find(|(input, _)| *input == wanted);
        found.map(|(_, value)| *value)
    };
    match (value(of), law[of].history) {
        (Some(value), _) => value_name(law, value),
        (None, Some(history)) if !given.is_empty() => given_json::time(history, value),
        (None, _) => Json::Null,
    }
}

/// A fact or holding by its name; a field of an element with the number of the element.
fn name(law: &Law, input: InputId) -> String {
    match law[input].kind {
        InputKind::Length(list) => law[list].name.clone(),
        InputKind::Occasion => "step".to_owned(),
        InputKind::Slot(list, place) => {
            let field = law.field(input).unwrap_or(input);
            let field = law.own_name(field);
            format!("{}[{}].{field}", law[list].name, place + 1)
        }
        _ => law[input].name.clone(),
    }
}

/// A question in words.
pub fn words(law: &Law, wanted: Wanted) -> String {
    let input = wanted.input();
    if let Wanted::Time(of) = wanted {
        return format!(
            "When is it so that the person {}? (since DAY, through DAY, since DAY through DAY, or never)",
            input_phrase(law, of, true)
        );
    }
    let field = law.field(input).unwrap_or(input);
    let declared = &law[field];
    let asked = match (law[input].kind, &declared.phrases.ask) {
        (InputKind::Length(list), _) => match &law[list].phrases.ask {
            Some(ask) => ask.clone(),
            None => format!("How many {} are there?", several(law, list)),
        },
        (_, Some(ask)) => ask.clone(),
        (InputKind::Slot(..), None) if declared.ty == Type::Bool => {
            let yes = declared
                .phrases
                .yes
                .as_ref()
                .or(declared.phrases.main.as_ref());
            let yes = yes.cloned().unwrap_or_else(|| plain(&declared.name));
            format!("Is it so: {yes}?")
        }
        (InputKind::Occasion, None) => "What is the person about to do?".to_owned(),
        (InputKind::Choice(_), None) if declared.ty == Type::Bool => {
            format!("Is it done so: {}?", plain(law.own_name(input)))
        }
        (InputKind::Choice(_), None) => format!("Which {} is it?", noun(law, input)),
        _ if declared.ty == Type::Bool => {
            format!(
                "Is it so that the person {}?",
                input_phrase(law, input, true)
            )
        }
        _ => format!("What is the {}?", noun(law, field)),
    };
    match law[input].kind {
        InputKind::Slot(list, place) => {
            let of = element(law, list, place as usize);
            format!("{}: {asked}", capitalized(&of))
        }
        _ => asked,
    }
}

/// The answers to choose from for a question, in the order of their numbers; none where it is a day or a
/// number.
pub fn choices(law: &Law, expr: ExprId, wanted: Wanted) -> Vec<String> {
    let Wanted::Value(input) = wanted else {
        return Vec::new();
    };
    values(law, expr, input)
        .into_iter()
        .map(|of| answered(law, input, of))
        .collect()
}

/// A value as an answer.
fn answered(law: &Law, input: InputId, of: Value) -> String {
    match (law[input].kind, law.step_of(of)) {
        (InputKind::Occasion, Some(step)) => step_to_do(law, step),
        (InputKind::Occasion, None) => "none of these".to_owned(),
        _ => value(law, of),
    }
}

/// The values to choose from for a question, in the order of their numbers. Of the steps these are those that
/// some rule behind the question names.
pub fn values(law: &Law, expr: ExprId, input: InputId) -> Vec<Value> {
    let ty = law[input].ty;
    let mut values: Vec<Value> = (0..law.size_of(ty))
        .filter_map(|place| Value::at_place(ty, place))
        .collect();
    match law[input].kind {
        // That it is none of the steps is said behind them.
        InputKind::Occasion if !values.is_empty() => {
            let named = steps_named(law, expr, input);
            values.retain(|of| law.step_of(*of).is_none() || named.contains(of));
            values.rotate_left(1);
        }
        _ if ty == Type::Bool => values.reverse(),
        _ => {}
    }
    values
}

/// The steps with which the one that is about to be taken is compared.
fn steps_named(law: &Law, expr: ExprId, occasion: InputId) -> Vec<Value> {
    let mut named = Vec::new();
    for id in cone(law, [expr]).exprs {
        let Expr::Op(Op::Equal, sides) = law.exprs.get(id) else {
            continue;
        };
        let is_occasion =
            |side: &ExprId| matches!(law.exprs.get(*side), Expr::In(of) if *of == occasion);
        if sides.iter().any(is_occasion) {
            named.extend(sides.iter().filter_map(|side| match law.exprs.get(*side) {
                Expr::Lit(step) => Some(*step),
                _ => None,
            }));
        }
    }
    named
}

/// The rules for which it is asked: those that may apply and hang on it, before those that name it;
/// those that ask for least else first.
fn rules(law: &Law, case: &Situation, expr: ExprId, wanted: Wanted) -> Vec<WrittenId> {
    let input = wanted.input();
    let parts: BTreeSet<InputId> = match law[input].history {
        Some(history) => history.inputs().into_iter().chain([input]).collect(),
        None => [Some(input), law.field(input)]
            .into_iter()
            .flatten()
            .collect(),
    };
    // Of an element that is spoken of, rules name the field.
    let names = |rule: WrittenId| -> Option<usize> {
        let exprs = law
            .rules
            .iter()
            .filter(|one| one.written == rule)
            .flat_map(|one| one.exprs());
        let inputs = cone(law, exprs).inputs;
        let named = inputs.iter().any(|one| parts.contains(one));
        named.then_some(inputs.len())
    };
    let explanation = explain(law, case, expr);
    let mut found: Vec<(usize, WrittenId)> = statuses(law, &explanation)
        .into_iter()
        .filter(|status| match &status.standing {
            Standing::Open { missing } => missing.iter().any(|one| parts.contains(one)),
            _ => false,
        })
        .filter_map(|status| {
            let rule = law[status.rule].written;
            Some((names(rule)?, rule))
        })
        .collect();
    if found.is_empty() {
        let behind = cone_with_gates(law, [expr]).rules.into_iter();
        let written: BTreeSet<WrittenId> = behind.map(|rule| law[rule].written).collect();
        found = written
            .into_iter()
            .filter_map(|rule| Some((names(rule)?, rule)))
            .collect();
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, rule)| rule).collect()
}
