//! A telling with its parts put into other words: as places, or as parts of another law.

use crate::law::{Ground, InputId, Value};
use crate::verdict::{
    Atom, Change, Condition, DeadEnd, OtherReading, Requirement, Wait, WayOut, Witness,
};

use super::numbering::Restate;

/// Restates everything that a telling names, but for its sentences; `None` where a part is none, or
/// where it refers to what it has not.
pub fn restate(told: &mut DeadEnd, by: &dyn Restate) -> Option<()> {
    by.input(told.goal)?;
    told.deciding
        .iter()
        .try_for_each(|input| by.input(*input))?;
    given(&told.held, by)?;
    let requirements = told.requirements.len();
    for column in &mut told.columns {
        given(&column.choices, by)?;
        let circles = column.circles.iter();
        let mut places = circles.flat_map(|circle| &circle.requirements);
        places.all(|place| *place < requirements).then_some(())?;
        for caught in column.caught.iter_mut().chain(&mut column.not_eligible) {
            conditions(&mut caught.conditions, by)?;
        }
    }
    for Requirement {
        holding,
        needs,
        alternatives,
        ..
    } in &told.requirements
    {
        let others = alternatives.iter().map(|other| other.holding);
        let mut all = others.chain([*holding, *needs]);
        all.try_for_each(|holding| by.input(holding))?;
    }
    for one in &mut told.unanswered {
        *one = atom(*one, by)?;
    }
    let (columns, ways) = (told.columns.len(), told.ways.len());
    for one in &mut told.ways {
        way(one, columns, by)?;
    }
    for OtherReading {
        reading,
        held,
        other,
        change,
    } in &mut told.others
    {
        given(&[(*reading, *held), (*reading, *other)], by)?;
        if let Change::Ways {
            closed,
            narrowed,
            freed,
            ..
        } = change
        {
            let mut places = closed.iter().chain(&*narrowed);
            places.all(|place| *place < ways).then_some(())?;
            for one in freed {
                way(one, 1, by)?;
            }
        }
    }
    Some(())
}

/// The sentences behind each part, in a fixed order.
pub fn grounds(told: &mut DeadEnd) -> Vec<&mut Vec<Ground>> {
    let mut found = Vec::new();
    for requirement in &mut told.requirements {
        found.push(&mut requirement.grounds);
        let others = requirement.alternatives.iter_mut();
        found.extend(others.map(|other| &mut other.grounds));
    }
    found.extend(told.ways.iter_mut().map(|way| &mut way.grounds));
    for other in &mut told.others {
        if let Change::Ways { freed, .. } = &mut other.change {
            found.extend(freed.iter_mut().map(|way| &mut way.grounds));
        }
    }
    found
}

fn way(told: &mut WayOut, columns: usize, by: &dyn Restate) -> Option<()> {
    conditions(&mut told.conditions, by)?;
    told.plan.iter().try_for_each(|door| by.door(*door))?;
    if let Some(Wait { steps, ends, .. }) = &told.wait {
        let mut doors = steps.iter().flat_map(|(_, doors)| doors);
        doors.try_for_each(|door| by.door(*door))?;
        ends.iter().try_for_each(|(input, _)| by.input(*input))?;
    }
    told.columns
        .iter()
        .all(|place| *place < columns)
        .then_some(())?;
    let Witness {
        given: own,
        readings,
        ..
    } = &told.person;
    given(own, by)?;
    given(readings, by)
}

fn given(values: &[(InputId, Value)], by: &dyn Restate) -> Option<()> {
    let mut values = values.iter();
    values.try_for_each(|(input, value)| by.value(*input, *value))
}

fn conditions(conditions: &mut [Condition], by: &dyn Restate) -> Option<()> {
    for condition in conditions {
        condition.atom = atom(condition.atom, by)?;
    }
    Some(())
}

fn atom(atom: Atom, by: &dyn Restate) -> Option<Atom> {
    Some(match atom {
        Atom::Define(term) => Atom::Define(by.term(term)?),
        Atom::Compare(expr) => Atom::Compare(by.expr(expr)?),
        Atom::Flag(input) => {
            by.input(input)?;
            atom
        }
        Atom::Member(input, value) => {
            by.value(input, value)?;
            atom
        }
    })
}
