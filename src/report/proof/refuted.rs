//! Persons for whom a claim fails, what happens to them, and where the claim does hold.

use std::collections::BTreeSet;

use crate::calendar::{Day, Interval};
use crate::eval::{
    Cause, Explanation, Interpreter, Outcome as Found, Reason, RuleStatus, Situation, explain,
};
use crate::law::{Between, Expr, ExprId, InputId, Law};
use crate::report::layout::Page;
use crate::report::met::met;
use crate::report::rule_words::why;
use crate::report::words::{
    capitalized, choice_name, clause, constant, is_about_things, joined, noun_is, said_of_person,
};
use crate::verdict::{ReadingCube, Refuted, Region, Verdict};

use super::columns::unbounded;
use super::steps::Grounds;
use super::{
    bar, beside, first_and_last, grounds, obstacles, persons, region, steps, unsettled, waiting,
    why_not, witness,
};

/// How persons are told of whom something is so.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The title over one person.
    pub one: &'static str,
    /// The title over several.
    pub several: &'static str,
    /// What is so of them on some days: "it fails".
    pub so: &'static str,
    /// What is said of the other days.
    pub otherwise: &'static str,
    /// Of a person only so much is told as makes it so.
    pub shortest: bool,
    /// Beside the person it is told what comes of the claim, and why.
    pub why: bool,
}

/// A claim that fails for persons.
const FAILS: Told = Told {
    one: "A person for whom it fails",
    several: "Persons for whom it fails",
    so: "it fails",
    otherwise: "holds",
    shortest: false,
    why: true,
};

/// What the regions on which a claim is refuted have in common is told once.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict) {
    persons(page, law, verdict, FAILS);
}

/// The same, in other words.
pub fn persons(page: &mut Page, law: &Law, verdict: &Verdict, how: Told) {
    let each = verdict.refuted.iter();
    let each = each.map(|refuted| (&refuted.cube, person(law, verdict, refuted, how)));
    let told = persons::told_once(each);
    if told.is_empty() {
        return;
    }
    let title = if told.len() == 1 {
        how.one
    } else {
        how.several
    };
    page.section(title, None);
    let alone = told.len() == 1;
    for (own, region) in told {
        page.gap();
        let mut all = Page::new();
        readings(&mut all, law, verdict, &region, alone);
        all.append(own);
        page.append_on(region, all);
    }
}

/// On which readings, where these are not all.
fn readings(page: &mut Page, law: &Law, verdict: &Verdict, refuted: &Region, alone: bool) {
    let refuted = &region::beside(law, &law[verdict.claim], refuted);
    if refuted.is_everything() {
        if !alone {
            page.paragraph(1, "On every reading:");
            page.gap();
        }
        return;
    }
    let named = bar::single_reading(law, verdict)
        .map(|reading| bar::choices(law, reading, refuted))
        .and_then(|choices| match choices.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
    if let Some(of) = named {
        page.paragraph(1, &format!("On the {} reading:", choice_name(law, of)));
    } else {
        region::tell(page, "With", 1, law, refuted);
    }
    page.gap();
}

/// One person, the steps, and the days.
fn person(law: &Law, verdict: &Verdict, refuted: &Refuted, told: Told) -> Page {
    let stated = &law[verdict.claim];
    let mut page = Page::new();
    // Beside a proof that has the sentences, their lines suffice.
    let how = if verdict.proved.is_nothing() {
        Grounds::Quoted
    } else {
        Grounds::Located
    };
    let described = match told.shortest {
        true => witness::described_shortly,
        false => witness::described,
    };
    let (sentence, called) = described(law, stated, &refuted.witness, told.so);
    page.paragraph(1, &sentence);
    if told.why {
        page.gap();
    }
    if let Some(form) = &stated.form {
        beside::tell(&mut page, law, form, &refuted.witness, (&called, how));
    } else if told.why {
        let situation = Situation::of(law, refuted.witness.day, refuted.witness.values());
        let claim = (stated.claim, called.as_str());
        parts(
            &mut page,
            law,
            (&situation, refuted.witness.day),
            claim,
            how,
        );
    }
    days(&mut page, law, verdict, refuted, told);
    page
}

/// What is not as claimed in a situation, and why.
pub fn parts(
    page: &mut Page,
    law: &Law,
    (situation, day): (&Situation, Day),
    (claim, called): (ExprId, &str),
    how: Grounds,
) {
    let mut lacks = obstacles::Lacks::new();
    let mut causes_told: BTreeSet<Cause> = BTreeSet::new();
    for (part, claimed) in steps::failing(law, situation, claim, true) {
        let found = Interpreter::new(law, situation).evaluate(part);
        match (law.exprs.get(part), &found) {
            (_, Found::Fail(causes)) => {
                let fresh: Vec<Cause> = causes.difference(&causes_told).cloned().collect();
                if !fresh.is_empty() {
                    unsettled::tell(page, law, situation, part, &fresh);
                    causes_told.extend(fresh);
                }
            }
            (Expr::Reach(goal), _) if !claimed => {
                if steps::plan(page, law, situation, (*goal, day), how).is_none() {
                    page.paragraph(
                        1,
                        &format!("{} within reach.", capitalized(&noun_is(law, *goal))),
                    );
                }
            }
            (Expr::Reach(goal), _) => {
                if lacks.is_empty() {
                    page.gap();
                }
                let day = day.in_words();
                obstacles::tell(
                    page,
                    law,
                    situation,
                    (*goal, &day, "out of reach"),
                    &mut lacks,
                );
            }
            // That what is claimed is so of nobody says nothing of this person.
            _ if constant(law, part).is_some() => {}
            _ if let Some(waiting) = law.waiting(part) => {
                page.gap();
                if claimed {
                    waiting::for_good(page, law, situation, (waiting, day), &mut lacks);
                } else {
                    let told = explain(law, situation, part);
                    waiting::plan(page, law, &told, day, how);
                }
            }
            _ => {
                page.gap();
                let words = stated(law, part, !claimed, called);
                let explanation = explain(law, situation, part);
                if let Some(status) = rule_of(&explanation)
                    && claimed
                {
                    let why = why(law, situation, status);
                    page.paragraph(1, &capitalized(&format!("{words}: {why}.")));
                    let written = law[status.rule].written;
                    grounds::tell(page, 2, law, &law[written].grounds);
                    continue;
                }
                let met = met(law, &explanation);
                let words = if met.is_empty() {
                    words
                } else {
                    format!("{words}: {}", joined(&met, "and"))
                };
                page.paragraph(1, &capitalized(&format!("{words}.")));
                if !claimed || !why_not::tell(page, law, situation, &explanation) {
                    grounds::tell(page, 2, law, &steps::rules_behind(law, situation, part));
                }
            }
        }
    }
}

/// That something is so of the person; of parts that are about things, these last, as sentences of their
/// own: "the foreigner cannot register, and dactyloscopy registration is out of reach".
fn stated(law: &Law, expr: ExprId, holds: bool, called: &str) -> String {
    if is_about_things(law, expr) {
        return clause(law, expr, holds);
    }
    let parts = match (law.exprs.get(expr), holds) {
        (Expr::Not(inner), _) => return stated(law, *inner, !holds, called),
        (Expr::And(parts), true) | (Expr::Or(parts), false) => parts.as_slice(),
        _ => &[],
    };
    let (things, others): (Vec<ExprId>, Vec<ExprId>) =
        parts.iter().partition(|part| is_about_things(law, **part));
    if things.is_empty() || others.is_empty() {
        return format!("{called} {}", said_of_person(law, expr, holds));
    }
    let others: Vec<String> = others
        .iter()
        .map(|part| said_of_person(law, *part, holds))
        .collect();
    let things = things.iter().map(|part| clause(law, *part, holds));
    let things: Vec<String> = things.collect();
    let stop = match (others.len(), things.len()) {
        (1, 1) => ", and",
        _ => ";",
    };
    let things = joined(&things, "and");
    format!("{called} {}{stop} {things}", joined(&others, "and"))
}

/// The rule that a part is about, where it says no more than that it applies.
fn rule_of(explanation: &Explanation) -> Option<&RuleStatus> {
    match explanation.because.as_slice() {
        [Reason::Rule(status)] => Some(status),
        _ => None,
    }
}

/// Of so many sets of answers the days are told one by one.
const SETS_LIMIT: usize = 3;

/// On which days a claim fails, and with which answers, without the persons.
pub fn when(page: &mut Page, law: &Law, verdict: &Verdict) {
    let bounded = verdict.refuted.iter().filter(|refuted| {
        let (first, last) = refuted.days;
        unbounded(Interval::from_to(first, last)) != Interval::ALWAYS
    });
    let told = persons::told_once(bounded.map(|refuted| {
        let mut own = Page::new();
        let without = Told {
            why: false,
            ..FAILS
        };
        days(&mut own, law, verdict, refuted, without);
        (&refuted.cube, own)
    }));
    if told.len() > SETS_LIMIT {
        return;
    }
    let alone = told.len() == 1;
    for (own, region) in told {
        page.gap();
        readings(page, law, verdict, &region, alone);
        page.append(own);
    }
}

/// On which days the claim fails first and last, and on which it holds for certain.
fn days(page: &mut Page, law: &Law, verdict: &Verdict, refuted: &Refuted, told: Told) {
    let (first, last) = refuted.days;
    let form = law[verdict.claim].form.as_ref();
    let of_laws = form.is_some_and(|form| matches!(form.between, Between::Laws { .. }));
    // What is said of two laws hangs on the day of the facts only where it has bounds.
    if of_laws && first.is_none() && last.is_none() {
        return;
    }
    let failing = Interval::from_to(first, last);
    let holds = first_and_last::outside(failing, law[verdict.claim].window());
    page.gap();
    // Where no day tells for whom it fails, what is so of the person does.
    let claim = &law[verdict.claim];
    if told.why
        && form.is_none()
        && unbounded(failing) == Interval::ALWAYS
        && let Some(whom) = witness::whoever(law, claim, refuted)
    {
        let day = refuted.witness.day.in_words();
        page.paragraph(1, &format!("On {day}, it fails for whoever {whom}."));
    }
    let among = if holds.is_empty() {
        String::new()
    } else {
        as_first_listed(page, law, refuted)
    };
    let fails = format!("{among}{} {}", told.so, first_and_last::words(failing));
    let holds = match holds.as_slice() {
        [] => String::new(),
        holds => format!(", and {} {}", told.otherwise, joined(holds, "and")),
    };
    page.paragraph(1, &format!("{}{holds}.", capitalized(&fails)));
}

/// The days are those under one choice for each reading; where the refutation leaves readings
/// open, it is said which: the first of each, unless others are told.
fn as_first_listed(page: &mut Page, law: &Law, refuted: &Refuted) -> String {
    let open: Vec<(InputId, u32)> = refuted
        .witness
        .readings
        .iter()
        .filter(|(reading, _)| !refuted.cube.0.contains_key(reading))
        .filter_map(|(reading, of)| Some((*reading, u32::try_from(of.place()?).ok()?)))
        .collect();
    let others = open.iter().filter(|(_, place)| *place != 0);
    let others: ReadingCube = ReadingCube(
        others
            .map(|(reading, place)| (*reading, vec![*place]))
            .collect(),
    );
    let said = others.0.is_empty();
    if !said {
        region::tell(
            page,
            "The days below are those with",
            1,
            law,
            &Region(vec![others]),
        );
    }
    match (open.is_empty(), refuted.cube.0.is_empty() && said) {
        (true, _) => String::new(),
        (false, true) => "with the first answer that the rules list to each question, ".to_owned(),
        (false, false) => {
            "with the first answer that the rules list to each other question, ".to_owned()
        }
    }
}
