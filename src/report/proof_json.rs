//! Verdicts for other programs: the same as [`super::proof`] tells, everything by name.

use serde_json::{Map, Value as Json, json};

use crate::calendar::{Day, Interval};
use crate::certify::Names;
use crate::eval::{Interpreter, Outcome as Found};
use crate::law::{
    Claim, DoorId, Form, Ground, InputId, Law, Relation, SourceId, Value, WrittenId, print_value,
};
use crate::report::given_json;
use crate::report::outcome_json::grounds;
use crate::report::proof::beside::Beside;
use crate::report::proof::considered::assumed;
use crate::report::proof::support::Support;
use crate::report::proof::what_matters;
use crate::report::proof::why_not;
use crate::report::words::{condition, does};
use crate::verdict::{
    Atom, Behind, Caught, Cause, Change, Column, Condition, DeadEnd, Edit, Frees, Further, Opening,
    OtherReading, Outcome, Refuted, Repair, Repairs, Requirement, RuleChange, Verdict, Wait,
    WayOut, Witness,
};

/// The verdicts, everything by name.
pub fn json(law: &Law, verdicts: &[Verdict]) -> Json {
    of_each(law, verdicts, false)
}

/// Those on what nobody asked for: of a person only so much matters as makes it so, as the text tells.
pub fn of_findings(law: &Law, verdicts: &[Verdict]) -> Json {
    of_each(law, verdicts, true)
}

fn of_each(law: &Law, verdicts: &[Verdict], shortest: bool) -> Json {
    let names = Names::new(law);
    let named = Named {
        law,
        names: &names,
        shortest,
    };
    verdicts.iter().map(|verdict| one(named, verdict)).collect()
}

/// A law and the names of its inputs: parameters of several steps may have one name, and then the
/// step is named with them.
#[derive(Clone, Copy)]
struct Named<'l> {
    law: &'l Law,
    names: &'l Names,
    /// Of a person only so much matters as makes it so.
    shortest: bool,
}

fn one(at: Named<'_>, verdict: &Verdict) -> Json {
    let claim = &at.law[verdict.claim];
    let behind = match &verdict.behind {
        Some(Behind::Told(found)) => dead_end(at, found),
        Some(Behind::As { claim, .. }) => json!({ "as": at.law[*claim].name }),
        Some(Behind::Untold(reason)) => json!({ "untold": reason }),
        Some(Behind::Nobody(_)) | None => Json::Null,
    };
    let support = Support::of(at.law, verdict);
    let remarks = support.remarks().into_iter().cloned();
    let remarks: Vec<Ground> = remarks.map(Ground::Cited).collect();
    let mut told = json!({
        "claim": claim.name,
        "heading": claim.heading,
        "verdict": match verdict.outcome() {
            Outcome::Proved => "proved",
            Outcome::Refuted => "refuted",
            Outcome::Split => "split",
            Outcome::Undecided => "undecided",
        },
        "as_expected": verdict.as_expected,
        "about_nobody": verdict.is_about_nobody(),
        "nobody": verdict.nobody.named(at.law),
        "undecided": verdict.undecided.as_ref().map(|reason| &reason.because),
        "days": days(claim.window()),
        "grounds": grounds(at.law, &claim.grounds),
        "form": claim.form.as_ref().map(form_name),
        "assumed": support.assumed(),
        "remarks": grounds(at.law, &remarks),
        "reported": reported(at.law, &support),
        "proved": verdict.proved.named(at.law),
        "refuted": verdict.refuted.iter().map(|found| refuted(at, claim, found)).collect::<Json>(),
        "dead_end": behind,
        "certified": verdict.certificate.is_ok(),
        "uncertified_because": verdict.certificate.as_ref().err(),
    });
    if let (Some(Behind::Nobody(assumptions)), Some(told)) = (&verdict.behind, told.as_object_mut())
    {
        let words = assumptions.iter().map(|one| assumed(at.law, one));
        told.insert("nobody_meets".to_owned(), words.collect());
    }
    told
}

/// What the verdict may rest on that is known at second hand.
fn reported(law: &Law, support: &Support) -> Json {
    let one = |(source, words): (SourceId, &str)| json!({ "reported_by": law[source].name, "words": words });
    support.reported().into_iter().map(one).collect()
}

/// What a claim of a form of its own says of two outcomes.
fn form_name(form: &Form) -> &'static str {
    match form.relation {
        Relation::Same => "does_not_depend",
        Relation::Kept => "nobody_loses",
        Relation::NeverRises(_) => "never_rises",
        Relation::NeverFalls(_) => "never_falls",
    }
}

/// The two sides of a person for whom a claim of a form of its own fails; null of another claim.
fn beside(at: Named<'_>, claim: &Claim, witness: &Witness) -> Json {
    let Some(form) = &claim.form else {
        return Json::Null;
    };
    let sides = Beside::of(at.law, form, witness);
    let differs = sides.differs.iter().map(|(input, one, other)| {
        json!({
            "what": at.law[*input].name,
            "one": value_name(at.law, *one),
            "other": value_name(at.law, *other),
        })
    });
    let outcome = |side| match Interpreter::new(at.law, side).evaluate(form.outcome) {
        Found::Value(value) => value_name(at.law, value),
        Found::Open(_) | Found::Fail(_) => Json::Null,
    };
    json!({
        "differs": differs.collect::<Json>(),
        "outcome": { "one": outcome(&sides.one), "other": outcome(&sides.other) },
    })
}

fn refuted(at: Named<'_>, claim: &Claim, refuted: &Refuted) -> Json {
    let (first, last) = refuted.days;
    json!({
        "readings": refuted.cube.named(at.law),
        "witness": witness(at, &refuted.witness),
        "matters": matters(at, claim, &refuted.witness),
        "does_not_apply": does_not_apply(at, claim, &refuted.witness),
        "neighbours": beside(at, claim, &refuted.witness),
        "days": { "first": first.map(day), "last": last.map(day) },
    })
}

/// The rules that could have made so what is claimed of the person, and do not apply.
fn does_not_apply(at: Named<'_>, claim: &Claim, witness: &Witness) -> Json {
    let rule = |id: WrittenId| at.law[id].name.as_str();
    let one = |one: why_not::DoesNotApply| {
        let by: Vec<&str> = one.by.into_iter().map(rule).collect();
        json!({ "rule": rule(one.rule), "words": one.words, "set_aside_by": by })
    };
    let all = why_not::of_witness(at.law, claim, witness).into_iter();
    all.map(one).collect()
}

/// The names of what is given of a person that makes the claim fail, whatever else is so.
fn matters(at: Named<'_>, claim: &Claim, witness: &Witness) -> Json {
    let given = what_matters(at.law, claim, witness, at.shortest);
    match given_json::given(at.law, &given) {
        Json::Object(given) => given.into_iter().map(|(name, _)| name).collect(),
        _ => Json::Null,
    }
}

fn witness(at: Named<'_>, witness: &Witness) -> Json {
    json!({
        "day": day(witness.day),
        "given": given_json::given(at.law, &witness.given),
        "step": given_json::step(at.law, &witness.given),
        "readings": named(at, &witness.readings),
    })
}

fn dead_end(at: Named<'_>, found: &DeadEnd) -> Json {
    let mut told = json!({
        "holding": at.law[found.goal].name,
        "for_good": found.for_good.is_some(),
        "deciding": found.deciding.iter().map(|reading| name(at, *reading)).collect::<Json>(),
        "columns": found.columns.iter().map(|one| column(at, one)).collect::<Json>(),
        "held": named(at, &found.held),
        "requirements": found.requirements.iter().map(|one| requirement(at.law, one)).collect::<Json>(),
        "ways": found.ways.iter().map(|one| way(at, one)).collect::<Json>(),
        "others": found.others.iter().map(|one| other(at, one)).collect::<Json>(),
        "complete": found.complete,
        "repairs": repairs(at, found),
    });
    let Further {
        circles,
        caught,
        not_eligible,
        ways,
    } = found.further;
    if let Some(told) = told.as_object_mut()
        && (circles || caught || not_eligible || ways)
    {
        told.insert(
            "further".to_owned(),
            json!({ "circles": circles, "caught": caught, "not_eligible": not_eligible, "ways": ways }),
        );
    }
    told
}

/// The smallest repairs; null where they were not asked for.
fn repairs(at: Named<'_>, found: &DeadEnd) -> Json {
    let repairs = match &found.repairs {
        None => return Json::Null,
        Some(Err(reason)) => return json!({ "untold": reason }),
        Some(Ok(repairs)) => repairs,
    };
    let names = |holdings: &[InputId]| -> Json {
        holdings
            .iter()
            .map(|one| json!(at.law[*one].name))
            .collect()
    };
    let one = |repair: &Repair| {
        let changes: Vec<&RuleChange> = repair
            .changes
            .iter()
            .filter_map(|place| repairs.changes.get(*place))
            .collect();
        json!({
            "changes": changes.iter().map(|one| edit(at, one)).collect::<Json>(),
            "frees": repair.frees.iter().map(|one| frees(at.law, one)).collect::<Json>(),
            "sentences": repair.sentences,
            "takes": names(&repair.takes),
            "gives": names(&repair.gives),
            "amendment": amendment(repairs, &changes),
        })
    };
    let opening = |opening: &Opening| {
        let cause = |cause: &Cause| {
            json!({
                "rule": at.law[cause.rule].name,
                "act": at.law[cause.rule].act.map(|act| &at.law[act].name),
                "begins": cause.begins,
                "grounds": grounds(at.law, at.law.own_grounds(cause.rule)),
            })
        };
        json!({
            "day": day(opening.day),
            "opens": opening.opens,
            "columns": opening.columns,
            "causes": opening.causes.iter().map(cause).collect::<Json>(),
        })
    };
    json!({
        "openings": repairs.openings.iter().map(opening).collect::<Json>(),
        "day": day(repairs.day),
        "together": repairs.together,
        "further": repairs.further,
        "found": repairs.found.iter().map(one).collect::<Json>(),
    })
}

fn edit(at: Named<'_>, change: &RuleChange) -> Json {
    let law = at.law;
    let rule = change.edit.rule().map(|rule| &law[rule].name);
    let (kind, step) = match &change.edit {
        Edit::Repeal(_) => ("repeal", Json::Null),
        Edit::Without(..) => ("restate", Json::Null),
        Edit::NotOn(_, step) => ("restate", json!(law[*step].name)),
        Edit::Lasting(_) => ("move until", Json::Null),
        Edit::Sooner(_) => ("move from", Json::Null),
        Edit::Open(id) => ("open", door(at, *id)),
    };
    json!({
        "kind": kind,
        "rule": rule,
        "step": step,
        "from": day(change.from),
        "words": super::proof::repairs::words(law, &change.edit),
    })
}

fn frees(law: &Law, frees: &Frees) -> Json {
    match frees {
        Frees::All => json!({ "who": "all" }),
        Frees::Nobody => json!({ "who": "nobody" }),
        Frees::Some(Err(reason)) => json!({ "who": "some", "persons": [], "untold": reason }),
        Frees::Some(Ok(persons)) => {
            let one = |one: &Caught| json!({ "conditions": conditions(law, &one.conditions), "days": days(one.days) });
            json!({ "who": "some", "persons": persons.iter().map(one).collect::<Json>() })
        }
    }
}

/// The whole layer that makes a repair; null where one of its changes is not written.
fn amendment(repairs: &Repairs, changes: &[&RuleChange]) -> Json {
    let mut parts = vec![repairs.act.as_str()];
    for change in changes {
        match &change.written {
            Some(Ok(written)) => parts.push(written),
            _ => return Json::Null,
        }
    }
    json!(format!("{}\n", parts.join("\n\n")))
}

fn column(at: Named<'_>, column: &Column) -> Json {
    let circle = |circle: &crate::verdict::Circle| json!({ "requirements": numbers(&circle.requirements), "days": days(circle.days) });
    let caught = |caught: &crate::verdict::Caught| json!({ "conditions": conditions(at.law, &caught.conditions), "days": days(caught.days) });
    json!({
        "readings": named(at, &column.choices),
        "circles": column.circles.iter().map(circle).collect::<Json>(),
        "caught": column.caught.iter().map(caught).collect::<Json>(),
        "not_eligible": column.not_eligible.iter().map(caught).collect::<Json>(),
    })
}

fn requirement(law: &Law, requirement: &Requirement) -> Json {
    json!({
        "holding": law[requirement.holding].name,
        "needs": law[requirement.needs].name,
        "alternatives": requirement.alternatives.iter().map(|one| json!({
            "holding": law[one.holding].name,
            "grounds": grounds(law, &one.grounds),
        })).collect::<Json>(),
        "grounds": grounds(law, &requirement.grounds),
    })
}

fn way(at: Named<'_>, way: &WayOut) -> Json {
    json!({
        "conditions": conditions(at.law, &way.conditions),
        "days": days(way.days),
        "by_person": way.by_person,
        "plan": way.plan.iter().map(|one| door(at, *one)).collect::<Json>(),
        "plan_varies": way.varies,
        "wait": way.wait.as_ref().map(|one| wait(at, one)),
        "grounds": grounds(at.law, &way.grounds),
        "columns": way.columns,
        "person": witness(at, &way.person),
    })
}

fn wait(at: Named<'_>, wait: &Wait) -> Json {
    let of_day = |(on, doors): &(Day, Vec<DoorId>)| json!({ "day": day(*on), "plan": doors.iter().map(|one| door(at, *one)).collect::<Json>() });
    let end = |(holding, last): &(InputId, Day)| json!({ "holding": at.law[*holding].name, "last": day(*last) });
    json!({
        "steps": wait.steps.iter().map(of_day).collect::<Json>(),
        "last_safe_day": wait.last_safe_day.map(day),
        "ends": wait.ends.iter().map(end).collect::<Json>(),
    })
}

fn other(at: Named<'_>, other: &OtherReading) -> Json {
    let law = at.law;
    let change = match &other.change {
        Change::NoCircle => json!({ "no_circle": true }),
        Change::Fails(on) => json!({ "fails": days(*on) }),
        Change::Ways {
            closed,
            narrowed,
            freed,
            eligibility,
        } => {
            let opened = freed.iter().map(|one| way(at, one)).collect::<Json>();
            json!({
                "ways_closed": numbers(closed),
                "ways_narrowed": numbers(narrowed),
                "ways_opened": opened,
                "eligibility": eligibility,
            })
        }
    };
    json!({
        "reading": law[other.reading].name,
        "held": value_name(law, other.held),
        "other": value_name(law, other.other),
        "change": change,
    })
}

/// Places as the numbers that are printed.
fn numbers(places: &[usize]) -> Vec<usize> {
    places.iter().map(|place| place + 1).collect()
}

fn door(at: Named<'_>, id: DoorId) -> Json {
    let door = &at.law[id];
    json!({
        "step": at.law[door.step].name,
        "choices": named(at, &door.choices),
        "words": does(at.law, id),
    })
}

fn conditions(law: &Law, all: &[Condition]) -> Json {
    all.iter()
        .map(|one| {
            let about = match one.atom {
                Atom::Define(term) => json!({ "define": law[term].name }),
                Atom::Flag(input) => json!({ "input": law[input].name }),
                Atom::Member(input, of) => {
                    json!({ "input": law[input].name, "value": value_name(law, of) })
                }
                Atom::Compare(expr) => json!({ "comparison": crate::law::print(law, expr) }),
            };
            json!({ "about": about, "holds": one.holds, "words": condition(law, *one) })
        })
        .collect()
}

fn named(at: Named<'_>, values: &[(InputId, Value)]) -> Json {
    let all: Map<String, Json> = values
        .iter()
        .map(|(input, of)| (name(at, *input), value_name(at.law, *of)))
        .collect();
    Json::Object(all)
}

fn name(at: Named<'_>, input: InputId) -> String {
    at.names.input(input).to_owned()
}

pub(super) fn value_name(law: &Law, of: Value) -> Json {
    match of {
        Value::Bool(of) => json!(of),
        Value::Int(of) => json!(of),
        Value::Decimal(_) | Value::Money(..) | Value::Period(..) => json!(print_value(law, of)),
        Value::Day(of) => day(of),
        Value::Member(list, place) => law[list]
            .members
            .get(place as usize)
            .map_or(Json::Null, |(name, _)| json!(name)),
    }
}

fn day(day: Day) -> Json {
    json!(day.to_string())
}

/// The first and the last day; null where there is none.
fn days(days: Interval) -> Json {
    json!({ "first": days.from.map(day), "last": days.last_day().map(day) })
}
