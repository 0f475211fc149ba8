//! Sets of readings on which other persons are touched, each reading in one of them.

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
    /// The first of them.
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
    let mut all: Vec<(Vec<usize>, Vec<Cube>)> = Vec::new();
    for kind in cells.iter().flat_map(|cell| &cell.kinds) {
        if all.iter().any(|(_, known)| known.contains(kind)) {
            continue;
        }
        let has = |at: &usize| cells.get(*at).is_some_and(|cell| cell.kinds.contains(kind));
        let own: Vec<usize> = (0..cells.len()).filter(has).collect();
        let together = |(known, kinds): &&mut (Vec<usize>, Vec<Cube>)| {
            *known == own && !kinds.iter().any(&is_alone)
        };
        match all.iter_mut().find(together) {
            Some((_, kinds)) => kinds.push(kind.clone()),
            None => all.push((own, vec![kind.clone()])),
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
    let groups = all.into_iter().map(|(own, kinds)| Group {
        region: region(&own),
        cell: own.first().copied().unwrap_or_default(),
        kinds,
    });
    groups.collect()
}
