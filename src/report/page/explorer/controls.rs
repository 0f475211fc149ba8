//! The controls for what may be said of a person. Each carries the name by which a case file gives it.

use maud::{Markup, html};

use crate::calendar::Unit;
use crate::law::{InputId, InputKind, Law, ListId, StepId, Type};
use crate::report::counted;
use crate::report::layout::unbroken;
use crate::report::proof_json::value_name;
use crate::report::words::{
    capitalized, does_with, input_phrase, noun, several, step_does, value, words_or_name,
};

use super::taken;

/// More controls nobody reads; a list is one.
const LIMIT: usize = 300;

/// All controls.
pub fn all(law: &Law) -> Markup {
    let facts: Vec<InputId> = of_kind(law, |kind| matches!(kind, InputKind::Fact));
    let holdings: Vec<InputId> = of_kind(law, |kind| matches!(kind, InputKind::Holding));
    let offered = facts.iter().take(LIMIT);
    let held = holdings.iter().take(LIMIT.saturating_sub(facts.len()));
    let left = facts.len() + holdings.len() - offered.len() - held.len();
    html! {
        (step(law))
        label .close { input type="checkbox" name="nothing_else"; span { "Nothing else holds, and nothing else is held" } }
        fieldset { legend { "The person" } @for fact in offered { (labelled(law, *fact)) } }
        @for list in (0..law.lists.len()).map(ListId::at) { (elements(law, list)) }
        @if held.len() > 0 {
            fieldset { legend { "What the person has" } @for holding in held { (labelled(law, *holding)) } }
        }
        @if left > 0 {
            p .soft { (counted(left, "further fact is", "further facts are")) " not offered here." }
        }
        button type="reset" { "Nothing said" }
    }
}

/// What a case can give; the parts of a history are given with what they belong to.
fn of_kind(law: &Law, wanted: fn(&InputKind) -> bool) -> Vec<InputId> {
    let inputs = law.inputs_of(wanted);
    inputs
        .filter(|input| law.history_of(*input).is_none())
        .collect()
}

fn labelled(law: &Law, input: InputId) -> Markup {
    let (words, name) = (label(law, input), &law[input].name);
    html! {
        @if law[input].history.is_some() {
            div .fact { (time(&words, name)) }
        } @else {
            label .fact { span { (unbroken(&words)) } (control(law, input, Some(name), None)) }
        }
    }
}

fn label(law: &Law, input: InputId) -> String {
    capitalized(&match law[input].ty {
        Type::Bool => input_phrase(law, input, true),
        _ => noun(law, input),
    })
}

/// A control for a value, of a fact or of a field of an element.
fn control(law: &Law, input: InputId, fact: Option<&str>, field: Option<&str>) -> Markup {
    html! {
        @match law[input].ty {
            Type::Bool => select data-fact=[fact] data-field=[field] data-type="yes_or_no" {
                option value="" { "not said" } option value="true" { "yes" } option value="false" { "no" }
            },
            Type::Enum(list) => select data-fact=[fact] data-field=[field] data-type="text" {
                option value="" { "not said" }
                @for place in 0..law[list].members.len() {
                    @if let Some(of) = crate::law::Value::at_place(law[input].ty, place) {
                        option value=(name_of(law, of)) { (unbroken(&value(law, of))) }
                    }
                }
            },
            Type::Date => input type="date" data-fact=[fact] data-field=[field] data-type="text";,
            Type::Int => input type="text" inputmode="numeric" pattern="-?[0-9]+" placeholder="not said"
                data-fact=[fact] data-field=[field] data-type="number";,
            Type::Decimal => input type="text" inputmode="decimal" placeholder="not said"
                data-fact=[fact] data-field=[field] data-type="text";,
            Type::Money(currency) => span .amount {
                input type="text" inputmode="decimal" placeholder="not said"
                    data-fact=[fact] data-field=[field] data-type="text";
                " " (words_or_name(law[currency].phrases.short.as_ref(), &law[currency].name))
            },
            Type::Period(unit) => input type="text" data-fact=[fact] data-field=[field] data-type="text"
                placeholder=(match unit { Unit::Months => "such as 18 months", Unit::Days => "such as 10 days" });,
        }
    }
}

fn name_of(law: &Law, of: crate::law::Value) -> String {
    value_name(law, of).as_str().unwrap_or_default().to_owned()
}

/// What holds over time: on the day at hand, or from one day through another.
fn time(words: &str, name: &str) -> Markup {
    html! {
        label { span { (unbroken(words)) }
            select data-fact=(name) data-type="time" {
                option value="" { "not said" } option value="true" { "yes, on the day" }
                option value="time" { "yes, with its days" } option value="false" { "no, never" }
            }
        }
        div .time hidden {
            label { "from " input type="date" data-since=""; } " "
            label { "through " input type="date" data-through=""; }
        }
    }
}

fn elements(law: &Law, list: ListId) -> Markup {
    let declared = &law[list];
    let record = &law[declared.record];
    html! {
        fieldset .list data-list=(declared.name) data-most=(declared.most) {
            legend { (capitalized(&several(law, list))) }
            label .fact { span { "How many" }
                select data-length="" {
                    option value="" { "not said" }
                    @for length in 0..=declared.most { option value=(length) { (length) } }
                }
            }
            template {
                fieldset .element {
                    legend {}
                    @for field in &record.fields {
                        @let name = law.own_name(*field);
                        label .fact { span { (unbroken(&label(law, *field))) } (control(law, *field, None, Some(name))) }
                    }
                }
            }
        }
    }
}

/// The step being taken, and what became of it.
fn step(law: &Law) -> Markup {
    let events = (0..law.steps.len()).map(StepId::at);
    let events = events.filter(|step| law[*step].is_event());
    html! {
        @if !law.steps.is_empty() {
            fieldset { legend { "The step being taken" }
                label .fact { span { "The person" }
                    select name="step" {
                        option value="" { "takes none" }
                        @for door in &law.doors {
                            option value=(taken(law, door.step, &door.choices)) {
                                (unbroken(&does_with(law, door.step, &door.choices)))
                            }
                        }
                        @for event in events {
                            option value=(taken(law, event, &[])) { (unbroken(&step_does(law, event))) }
                        }
                    }
                }
                @if law.became().is_some() {
                    label .fact { span { "It is" }
                        select name="became" {
                            @for became in ["performed", "refused", "failed"] { option value=(became) { (became) } }
                        }
                    }
                }
            }
        }
    }
}
