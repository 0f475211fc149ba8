//! Sets of readings on which other persons are touched, each reading in one of them.

use crate::calendar::{Day, Interval};
use crate::law::{Choices, InputId, Law, Value};
use crate::verdict::{ReadingCube, Refuted, Region, Witness};

use super::super::classes::Cube;

/// Readings that no other cell has, and who is touched under one choice of each.
pub(super) struct Cell {
    pub(super) region: Region,
    pub(super) choices: Choices,
    pub(super) kinds: Vec<Cube>,
}

/// Kinds of persons who are touched in the same cells.
pub(super) struct Group {
    pub(super) region: Region,
    /// The first of them in which nobody else is touched for whom less must be so: somebody of the group
    /// who is touched there is so in all.
    pub(super) cell: usize,
    pub(super) kinds: Vec<Cube>,
}

/// Where regions overlap, what is so on the wider one is told of what the narrower leaves.
pub(super) fn narrowest_first(refuted: &[Refuted]) -> Vec<&Refuted> {
    let mut all: Vec<&Refuted> = refuted.iter().collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.cube.0.len()));
    all
}

/// One choice of each reading within a cube: that of a witness, if it lies there.
pub(super) fn choices(within: &ReadingCube, witness: &Witness) -> Choices {
    let choices = witness.readings.iter().filter_map(|(reading, of)| {
        let own = u32::try_from(of.place()?).ok()?;
        let allowed = within.0.get(reading);
        let place = match allowed {
            Some(allowed) if !allowed.contains(&own) => *allowed.first()?,
            _ => own,
        };
        Some((*reading, place))
    });
    choices.collect()
}

pub(super) fn readings(law: &Law, choices: &Choices) -> Vec<(InputId, Value)> {
    let choices = choices.iter().filter_map(|(reading, place)| {
        let place = usize::try_from(*place).ok()?;
        Some((*reading, Value::at_place(law[*reading].ty, place)?))
    });
    choices.collect()
}

/// The kinds of all cells, each once, those together that are touched in the same cells; some of them
/// are told alone. Quadratic in the number of kinds.
pub(super) fn groups(
    law: &Law,
    cells: &[Cell],
    proved: &Region,
    is_alone: impl Fn(&Cube) -> bool,
) -> Vec<Group> {
    let mut kinds: Vec<(Vec<usize>, Cube)> = Vec::new();
    for kind in cells.iter().flat_map(|cell| &cell.kinds) {
        if kinds.iter().any(|(_, known)| known == kind) {
            continue;
        }
        let has = |cell: &Cell| cell.kinds.iter().any(|other| lies_in(kind, other));
        let own = cells.iter().enumerate();
        let own = own.filter(|(_, cell)| has(cell)).map(|(at, _)| at);
        kinds.push((own.collect(), kind.clone()));
    }
    let mut all: Vec<(Vec<usize>, Vec<Cube>)> = Vec::new();
    for (own, kind) in &kinds {
        let wider = kinds.iter().filter(|(other, _)| {
            other.len() > own.len() && own.iter().all(|cell| other.contains(cell))
        });
        let mut left = kind.clone();
        wider.for_each(|(_, other)| leave_out(&mut left, other));
        if left.days.is_empty() {
            continue;
        }
        let together = |(known, kinds): &&mut (Vec<usize>, Vec<Cube>)| {
            known == own && !kinds.iter().any(&is_alone)
        };
        match all.iter_mut().find(together) {
            Some((_, kinds)) => kinds.push(left),
            None => all.push((own.clone(), vec![left])),
        }
    }
    let region = |own: &[usize]| {
        let (mut inner, mut outer) = (Vec::new(), proved.0.clone());
        for (at, cell) in cells.iter().enumerate() {
            let side = if own.contains(&at) {
                &mut inner
            } else {
                &mut outer
            };
            side.extend(cell.region.0.clone());
        }
        Region(inner).widened(law, &outer)
    };
    let has_all = |at: usize, kinds: &[Cube]| {
        let of = cells.get(at).map(|cell| &cell.kinds);
        of.is_some_and(|of| kinds.iter().all(|kind| of.contains(kind)))
    };
    let groups = all.into_iter().map(|(own, kinds)| {
        let narrow = own.iter().copied().find(|at| has_all(*at, &kinds));
        Group {
            region: region(&own),
            cell: narrow.or(own.first().copied()).unwrap_or_default(),
            kinds,
        }
    });
    groups.collect()
}

/// Whether every person of a kind is of another as well.
fn lies_in(kind: &Cube, other: &Cube) -> bool {
    let says = |said| kind.conditions.contains(said);
    let days = [other.days, kind.days].map(|days| (days.from, days.until.unwrap_or(Day::MAX)));
    let [(first, end), (own_first, own_end)] = days;
    other.conditions.iter().all(says) && first <= own_first && own_end <= end
}

/// Leaves out of a kind the days on which it is told with another, where they are its first or its last.
fn leave_out(kind: &mut Cube, other: &Cube) {
    if !other
        .conditions
        .iter()
        .all(|said| kind.conditions.contains(said))
    {
        return;
    }
    let end = |days: Interval| days.until.unwrap_or(Day::MAX);
    let (own, others) = (kind.days, other.days);
    if others.from <= own.from && own.from.unwrap_or(Day::MIN) < end(others) {
        kind.days.from = others.until.or(Some(Day::MAX));
    } else if end(own) <= end(others) && others.from.is_some_and(|from| from < end(own)) {
        kind.days.until = others.from;
    }
}
