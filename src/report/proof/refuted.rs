//! Persons for whom a claim fails, what happens to them, and where the claim does hold.

use crate::calendar::{Day, Interval};
use crate::eval::{Cause, Fault, Interpreter, Outcome as Found, Situation};
use crate::law::{Expr, InputId, Law};
use crate::report::layout::{Ending, Page};
use crate::report::words::{
    capitalized, choice_name, clause, noun, plain, said_of_person, term_noun,
};
use crate::verdict::{ReadingCube, Refuted, Region, Verdict};

use super::columns::unbounded;
use super::steps::Grounds;
use super::{bar, grounds, obstacles, region, steps, witness};

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
}

/// A claim that fails for persons.
const FAILS: Told = Told {
    one: "A person for whom it fails",
    several: "Persons for whom it fails",
    so: "it fails",
    otherwise: "holds",
};

/// What the regions on which a claim is refuted have in common is told once.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict) {
    persons(page, law, verdict, FAILS);
}

/// The same, in other words.
pub fn persons(page: &mut Page, law: &Law, verdict: &Verdict, how: Told) {
    let mut told: Vec<(String, Page, Region)> = Vec::new();
    for refuted in &verdict.refuted {
        let own = person(law, verdict, refuted, how);
        let text = own.clone().finish();
        match told.iter_mut().find(|(known, ..)| *known == text) {
            Some((.., region)) => region.0.push(refuted.cube.clone()),
            None => told.push((text, own, Region(vec![refuted.cube.clone()]))),
        }
    }
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
    for (_, own, region) in told {
        page.gap();
        readings(page, law, verdict, &region, alone);
        page.append(own);
    }
}

/// On which readings, where these are not all.
fn readings(page: &mut Page, law: &Law, verdict: &Verdict, refuted: &Region, alone: bool) {
    let refuted = &region::beside(law, &law[verdict.claim], refuted);
    if refuted.is_everything() {
        if !alone {
            page.paragraph(1, "With every answer:");
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
    let (sentence, called) = witness::described(law, stated, &refuted.witness);
    page.paragraph(1, &sentence);
    page.gap();
    let situation = Situation::of(law, refuted.witness.day, refuted.witness.values());
    let day = refuted.witness.day;
    let mut lacks = obstacles::Lacks::new();
    for (part, claimed) in steps::failing(law, &situation, stated.claim, true) {
        let found = Interpreter::new(law, &situation).evaluate(part);
        match (law.exprs.get(part), &found) {
            (_, Found::Fail(causes)) => {
                page.gap();
                for cause in causes {
                    page.paragraph(1, &unsettled(law, cause));
                }
                grounds::tell(
                    &mut page,
                    2,
                    law,
                    &steps::rules_behind(law, &situation, part),
                );
            }
            (Expr::Reach(goal), _) if !claimed => {
                if steps::plan(&mut page, law, &situation, (*goal, day), how).is_none() {
                    page.paragraph(
                        1,
                        &format!("{} is within reach.", capitalized(&noun(law, *goal))),
                    );
                }
            }
            (Expr::Reach(goal), _) => {
                if lacks.is_empty() {
                    page.gap();
                }
                obstacles::tell(&mut page, law, &situation, (*goal, day), &mut lacks);
            }
            _ => {
                page.gap();
                let words = if crate::report::words::is_about_things(law, part) {
                    clause(law, part, !claimed)
                } else {
                    format!("{called} {}", said_of_person(law, part, !claimed))
                };
                page.paragraph(1, &capitalized(&format!("{words}.")));
                grounds::tell(
                    &mut page,
                    2,
                    law,
                    &steps::rules_behind(law, &situation, part),
                );
            }
        }
    }
    days(&mut page, law, verdict, refuted, told);
    page
}

/// Why the rules give no answer.
fn unsettled(law: &Law, cause: &Cause) -> String {
    let name = |term: &crate::law::TermId| {
        let words = term_noun(law, *term).or_else(|| law[*term].phrases.main.clone());
        words.unwrap_or_else(|| plain(&law[*term].name))
    };
    match cause {
        Cause::Gap(term) => format!("In this text, no rule says: {}.", name(term)),
        Cause::Conflict(term, _) => {
            format!(
                "Rules contradict one another on this, and none comes first: {}.",
                name(term)
            )
        }
        Cause::Arithmetic(_, fault) => match fault {
            Fault::Overflow | Fault::TooLarge => "A number in it is too large to be computed.",
            Fault::DivisionByZero => "Something in it would be divided by zero.",
            Fault::NotWhole => {
                "An amount in it is no whole number of least units, and no rule says how it is \
                 rounded."
            }
            Fault::OutsideCalendar => "A day in it lies outside the calendar of 1801 to 2299.",
            Fault::BeforeBirth => "An age in it is that on a day ahead of the birth.",
            Fault::IllTyped => "The values in it do not go together.",
        }
        .to_owned(),
        Cause::ReachUndecided(holding) => format!(
            "Whether {} is within reach depends on the order of the steps.",
            noun(law, *holding)
        ),
        _ => "The rules give no answer.".to_owned(),
    }
}

/// On which days the claim fails, and on which it holds.
fn days(page: &mut Page, law: &Law, verdict: &Verdict, refuted: &Refuted, told: Told) {
    let (first, last) = refuted.days;
    let failing = unbounded(Interval {
        from: first,
        until: last.and_then(Day::next),
    });
    let window = law[verdict.claim].window();
    let before = window.intersect(&Interval {
        from: None,
        until: failing.from,
    });
    let after = window.intersect(&Interval {
        from: failing.until,
        until: None,
    });
    let mut holds = Vec::new();
    if failing.from.is_some() && !before.is_empty() {
        holds.push(before.in_words());
    }
    if failing.until.is_some() && !after.is_empty() {
        holds.push(after.in_words());
    }
    let fails = format!("{} {}", told.so, on_days(failing));
    page.gap();
    let first = if holds.is_empty() {
        String::new()
    } else {
        as_first_listed(page, law, refuted)
    };
    let fails = capitalized(&format!("{first}{fails}"));
    match holds.as_slice() {
        [] => page.paragraph(1, &format!("{fails}.")),
        [only] => page.paragraph(1, &format!("{fails}, and {} {only}.", told.otherwise)),
        _ => {
            page.paragraph(1, &format!("{fails}. It {}", told.otherwise));
            page.list(2, &holds, Ending::Joined("and", "."));
        }
    }
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
        region::tell(page, "The days with", 1, law, &Region(vec![others]));
    }
    match (open.is_empty(), refuted.cube.0.is_empty() && said) {
        (true, _) => String::new(),
        (false, true) => "with the first answer that the rules list to each question, ".to_owned(),
        (false, false) => {
            "with the first answer that the rules list to each other question, ".to_owned()
        }
    }
}

/// Days that are the first and the last of some, not each of them.
fn on_days(days: Interval) -> String {
    match (days.from, days.last_day()) {
        (None, None) => "on days with no first and no last one".to_owned(),
        (Some(from), Some(last)) if from == last => format!("on {} alone", from.in_words()),
        (Some(_), None) => format!("on days {}, with no last one", days.in_words()),
        _ => format!("on days {}", days.in_words_counted()),
    }
}
