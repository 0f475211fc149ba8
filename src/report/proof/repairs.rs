//! The smallest changes that lead out of a dead end.

use crate::law::{Effect, Ground, InputId, Law, RuleId, TermRole};
use crate::report::layout::{Ending, Page, Table};
use crate::report::words::{
    Phrase, capitalized, condition_phrase, heading, infinitive, joined, noun, plain, step_does,
    to_do,
};
use crate::verdict::{
    Caught, Condition, DeadEnd, Edit, Frees, Region, Repair, Repairs, Requirement,
};

use super::columns::{lasting, name, number, on_these, readings};
use super::grounds::lines;
use super::openings;

/// The repairs, if they were asked for: what is changed and whom that frees, then the amendments.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd) {
    let repairs = match &found.repairs {
        None => return,
        Some(Ok(repairs)) => repairs,
        Some(Err(reason)) => {
            page.section("Smallest repairs", None);
            page.paragraph(1, &format!("They could not be found: {reason}."));
            return;
        }
    };
    openings::tell(page, law, found, repairs);
    let harmless = repairs.found.iter().all(|repair| repair.takes.is_empty());
    let note = "none of them takes a possibility from anybody";
    let note = (harmless && !repairs.found.is_empty()).then_some(note);
    page.section("Smallest repairs", note);
    let tried = number(repairs.together);
    if repairs.found.is_empty() {
        let none = format!("No change of up to {tried} rules frees anybody who is caught.");
        page.paragraph(1, &none);
        return;
    }
    page.table(1, &table(law, found, repairs));
    page.gap();
    page.paragraph(
        1,
        "All are the persons whom the claim is about. Some are not all of them, but somebody who is \
         caught.",
    );
    for (at, repair) in repairs.found.iter().enumerate() {
        for_some(page, law, found, at, repair);
    }
    others(page, law, repairs, "other persons get as well", |repair| {
        &repair.gives
    });
    others(page, law, repairs, "some persons lose", |repair| {
        &repair.takes
    });
    let further = if repairs.further {
        " Not all were tried: there may be further repairs."
    } else {
        ""
    };
    page.paragraph(
        1,
        &format!("Changes of up to {tried} rules together were tried.{further}"),
    );
    amendments(page, repairs);
}

fn table(law: &Law, found: &DeadEnd, repairs: &Repairs) -> Table {
    let mut table = Table::new();
    if found
        .columns
        .iter()
        .any(|column| !column.choices.is_empty())
    {
        let columns = found.columns.iter();
        let names = columns.map(|column| (name(law, column), readings([column])));
        let empty = [(); 2].map(|()| (String::new(), Region::everything()));
        table.head(empty.into_iter().chain(names));
    }
    for (at, repair) in repairs.found.iter().enumerate() {
        let edits: Vec<&Edit> = edits(repairs, repair).collect();
        let told = edits
            .iter()
            .map(|edit| words(law, edit) + &of_requirements(law, found, edit));
        let told: Vec<String> = told.collect();
        let mut grounds: Vec<Ground> = Vec::new();
        for rule in edits.iter().filter_map(|edit| edit.rule()) {
            grounds.extend(law.own_grounds(rule).iter().cloned());
        }
        let label = [(at + 1).to_string(), capitalized(&joined(&told, "and"))];
        let frees = repair
            .frees
            .iter()
            .map(|frees| frees_words(frees).to_owned());
        table.row(label.into_iter().chain(frees), lines(law, &grounds));
    }
    table
}

/// Which of the numbered requirements rest on the rule that is changed: " (requirement 1)".
fn of_requirements(law: &Law, found: &DeadEnd, edit: &Edit) -> String {
    let grounds = edit.rule().map_or(&[][..], |rule| law.own_grounds(rule));
    // What is changed of one step leaves what others require.
    let is_of_step = |holding: InputId| match edit {
        Edit::NotOn(_, step) => {
            let mut doors = law.doors.iter();
            doors.any(|door| door.step == *step && door.grants.contains(&holding))
        }
        _ => true,
    };
    let rests = |requirement: &Requirement| {
        let mut own = requirement.grounds.iter();
        is_of_step(requirement.holding) && own.any(|ground| grounds.contains(ground))
    };
    let numbered = (1..).zip(&found.requirements);
    let numbers = numbered.filter(|(_, requirement)| rests(requirement));
    let numbers: Vec<String> = numbers.map(|(number, _)| number.to_string()).collect();
    match numbers.as_slice() {
        [] => String::new(),
        [one] => format!(" (requirement {one})"),
        _ => format!(" (requirements {})", joined(&numbers, "and")),
    }
}

fn edits<'a>(repairs: &'a Repairs, repair: &'a Repair) -> impl Iterator<Item = &'a Edit> {
    let changes = repair
        .changes
        .iter()
        .filter_map(|at| repairs.changes.get(*at));
    changes.map(|change| &change.edit)
}

fn frees_words(frees: &Frees) -> &'static str {
    match frees {
        Frees::All => "frees all",
        Frees::Some(_) => "frees some",
        Frees::Nobody => "frees nobody",
    }
}

/// A change in words: "“Visas” is repealed".
pub fn words(law: &Law, edit: &Edit) -> String {
    let rule = |id| format!("“{}”", heading(law, id));
    match edit {
        Edit::Repeal(id) => format!("{} is repealed", rule(*id)),
        Edit::Without(id, dropped) => {
            format!("{} stays without {}", rule(*id), without(law, dropped))
        }
        Edit::NotOn(id, step) => format!(
            "{} does not apply to whoever {}",
            rule(*id),
            step_does(law, *step)
        ),
        Edit::Lasting(id) => format!("{} does not end", rule(*id)),
        Edit::Sooner(id) => format!("{} begins earlier", rule(*id)),
        Edit::Open(door) => format!("a new rule lets everybody {}", to_do(law, *door)),
    }
}

/// What is dropped of a rule.
fn without(law: &Law, dropped: &[RuleId]) -> String {
    let mut told: Vec<String> = Vec::new();
    for rule in dropped {
        let Effect::Value(term, _) = law[*rule].effect else {
            continue;
        };
        let words = match law[term].role {
            TermRole::Requirement(_) => "its requirement".to_owned(),
            TermRole::Open(_) => "closing the way".to_owned(),
            TermRole::Norm(step) | TermRole::Deadline(step) => {
                format!("what it says of the duty: {}", infinitive(law, step))
            }
            _ => format!("what it says of “{}”", plain(&law[term].name)),
        };
        if !told.contains(&words) {
            told.push(words);
        }
    }
    joined(&told, "and")
}

/// Persons who are freed, in words; or why they could not be told.
type Freed<'r> = Result<Vec<String>, &'r String>;

/// Whom a repair frees that does not free all, in columns with the same persons together.
fn for_some(page: &mut Page, law: &Law, found: &DeadEnd, at: usize, repair: &Repair) {
    let mut told: Vec<(Freed<'_>, Vec<usize>)> = Vec::new();
    for (column, frees) in repair.frees.iter().enumerate() {
        let Frees::Some(persons) = frees else {
            continue;
        };
        let common = common(found, column);
        let words = |all: &Vec<Caught>| all.iter().map(|one| who(law, one, &common)).collect();
        let own = persons.as_ref().map(words);
        match told.iter_mut().find(|(known, _)| *known == own) {
            Some((_, columns)) => columns.push(column),
            None => told.push((own, vec![column])),
        }
    }
    for (persons, columns) in told {
        let on = match columns.len() == found.columns.len() {
            true => String::new(),
            false => format!(", {}", on_these(law, found, &columns)),
        };
        let number = at + 1;
        match persons {
            Ok(persons) => {
                let stem = format!("Repair {number} frees{on}, of those who are caught, whoever");
                page.paragraph(1, &stem);
                page.list(2, &persons, Ending::Apart);
            }
            Err(reason) => {
                let told =
                    format!("Exactly whom repair {number} frees{on} could not be told: {reason}.");
                page.paragraph(1, &told);
            }
        }
    }
}

/// Persons who are freed, and on which days, beside what is so of all who are caught.
fn who(law: &Law, persons: &Caught, common: &[Condition]) -> String {
    let own = persons
        .conditions
        .iter()
        .filter(|one| !common.contains(one));
    let own: Vec<Phrase> = own.map(|one| condition_phrase(law, *one)).collect();
    let words = match own.is_empty() {
        true => "is caught".to_owned(),
        false => Phrase::all(own).words(),
    };
    format!("{words}: {}", lasting(persons.days))
}

/// The conditions that everybody meets who is caught in a column.
fn common(found: &DeadEnd, column: usize) -> Vec<Condition> {
    let caught = found.columns.get(column).map(|column| &column.caught);
    let mut caught = caught.into_iter().flatten();
    let mut common = match caught.next() {
        Some(first) => first.conditions.clone(),
        None => Vec::new(),
    };
    for one in caught {
        common.retain(|condition| one.conditions.contains(condition));
    }
    common
}

/// What repairs change for persons who are not caught, those together that change the same.
fn others(
    page: &mut Page,
    law: &Law,
    repairs: &Repairs,
    what: &str,
    of: fn(&Repair) -> &Vec<InputId>,
) {
    let mut told: Vec<(&[InputId], Vec<String>)> = Vec::new();
    for (at, repair) in repairs.found.iter().enumerate() {
        let changed = of(repair);
        let number = (at + 1).to_string();
        match told.iter_mut().find(|(known, _)| known == changed) {
            _ if changed.is_empty() => {}
            Some((_, numbers)) => numbers.push(number),
            None => told.push((changed, vec![number])),
        }
    }
    for (holdings, numbers) in told {
        let nouns: Vec<String> = holdings.iter().map(|one| noun(law, *one)).collect();
        let with = match numbers.as_slice() {
            [one] => format!("repair {one}"),
            _ => format!("repairs {}", joined(&numbers, "and")),
        };
        let sentence = format!("by {with}, {what}: {}.", joined(&nouns, "and"));
        page.paragraph(1, &capitalized(&sentence));
    }
}

/// The changes in the language of the rules.
fn amendments(page: &mut Page, repairs: &Repairs) {
    if repairs.act.is_empty() {
        return;
    }
    page.gap();
    page.paragraph(
        1,
        "In the language of the rules, to be laid over them by --with: the act, and each change that \
         a repair is made of.",
    );
    page.gap();
    code(page, &repairs.act);
    for change in &repairs.changes {
        page.gap();
        match &change.written {
            Some(Ok(written)) => code(page, written),
            Some(Err(reason)) => page.paragraph(2, &format!("One cannot be written: {reason}.")),
            None => {}
        }
    }
}

fn code(page: &mut Page, text: &str) {
    for line in text.lines() {
        page.line(format!("    {line}"));
    }
}
