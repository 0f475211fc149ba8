//! Regions said in few words.

use crate::law::{InputId, Law};

use super::{ReadingCube, Region};

/// Up to so many cubes it is tried whether one is covered by several others together.
const CUBES_LIMIT: usize = 48;

impl Region {
    /// The same region in fewer and wider cubes, which may overlap. `outside` are cubes of what
    /// does not belong to it; what belongs to neither may come to belong to it.
    #[must_use]
    pub fn widened(mut self, law: &Law, outside: &[ReadingCube]) -> Self {
        for cube in &mut self.0 {
            cube.widen(law, outside);
        }
        let mut kept: Vec<ReadingCube> = Vec::new();
        for cube in self.0 {
            if !kept.iter().any(|other| cube.lies_in(other)) {
                kept.retain(|other| !other.lies_in(&cube));
                kept.push(cube);
            }
        }
        drop_superfluous(law, &mut kept);
        kept.sort_by(|one, other| (one.0.len(), one).cmp(&(other.0.len(), other)));
        Self(kept)
    }
}

impl ReadingCube {
    /// Lets go of readings, else of single choices, as long as nothing outside comes in.
    fn widen(&mut self, law: &Law, outside: &[ReadingCube]) {
        let readings: Vec<InputId> = self.0.keys().copied().collect();
        for reading in &readings {
            let mut wider = self.clone();
            wider.0.remove(reading);
            if wider.meets_none(outside) {
                *self = wider;
            }
        }
        for reading in readings {
            for place in 0..law.size_of(law[reading].ty) {
                let mut wider = self.clone();
                let (Some(allowed), Ok(place)) = (wider.0.get_mut(&reading), u32::try_from(place))
                else {
                    continue;
                };
                if let Err(at) = allowed.binary_search(&place) {
                    allowed.insert(at, place);
                    if wider.meets_none(outside) {
                        *self = wider;
                    }
                }
            }
        }
    }

    fn meets_none(&self, cubes: &[ReadingCube]) -> bool {
        cubes.iter().all(|cube| !self.meets(cube))
    }

    /// Whether some readings are in both.
    pub(super) fn meets(&self, other: &ReadingCube) -> bool {
        self.0.iter().all(|(reading, allowed)| {
            other
                .0
                .get(reading)
                .is_none_or(|theirs| theirs.iter().any(|place| allowed.contains(place)))
        })
    }

    /// What others leave of it, in cubes that have nothing in common.
    #[must_use]
    pub fn without<'c>(&self, law: &Law, others: impl Iterator<Item = &'c Self>) -> Vec<Self> {
        let mut left = vec![self.clone()];
        for other in others {
            left = left
                .into_iter()
                .flat_map(|cube| cube.without_one(law, other))
                .collect();
        }
        left
    }

    fn without_one(mut self, law: &Law, other: &Self) -> Vec<Self> {
        if !self.meets(other) {
            return vec![self];
        }
        let mut left = Vec::new();
        for (reading, allowed) in &other.0 {
            let own = self.choices(law, *reading);
            let (inner, outer) = own.into_iter().partition(|place| allowed.contains(place));
            let outer: Vec<u32> = outer;
            if !outer.is_empty() {
                let mut part = self.clone();
                part.0.insert(*reading, outer);
                left.push(part);
            }
            self.0.insert(*reading, inner);
        }
        left
    }

    /// Whether all its readings are in the other.
    fn lies_in(&self, other: &ReadingCube) -> bool {
        other.0.iter().all(|(reading, allowed)| {
            self.0
                .get(reading)
                .is_some_and(|own| own.iter().all(|place| allowed.contains(place)))
        })
    }

    /// Whether all its readings are in some of the cubes.
    fn is_covered(&self, law: &Law, cubes: &[ReadingCube]) -> bool {
        if cubes.iter().any(|cube| self.lies_in(cube)) {
            return true;
        }
        let met: Vec<ReadingCube> = cubes
            .iter()
            .filter(|cube| self.meets(cube))
            .cloned()
            .collect();
        // What one of them divides is looked at choice by choice.
        let dividing = met
            .iter()
            .flat_map(|cube| &cube.0)
            .find(|(reading, allowed)| {
                self.choices(law, **reading)
                    .iter()
                    .any(|place| !allowed.contains(place))
            });
        let Some((reading, _)) = dividing else {
            return false;
        };
        self.choices(law, *reading).into_iter().all(|place| {
            let mut part = self.clone();
            part.0.insert(*reading, vec![place]);
            part.is_covered(law, &met)
        })
    }

    fn choices(&self, law: &Law, reading: InputId) -> Vec<u32> {
        self.0.get(&reading).cloned().unwrap_or_else(|| {
            (0..law.size_of(law[reading].ty))
                .filter_map(|place| u32::try_from(place).ok())
                .collect()
        })
    }
}

/// Drops cubes that others cover together, the narrowest first.
fn drop_superfluous(law: &Law, cubes: &mut Vec<ReadingCube>) {
    if cubes.len() > CUBES_LIMIT {
        return;
    }
    cubes.sort_by_key(|cube| cube.0.len());
    for at in (0..cubes.len()).rev() {
        let cube = cubes.remove(at);
        if !cube.is_covered(law, cubes) {
            cubes.insert(at, cube);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::law::{EnumId, EnumType, Input, InputKind, Phrases, Type};

    /// Three readings with three choices each.
    fn law() -> Law {
        let mut law = Law::default();
        law.enums.push(EnumType {
            name: "list".to_owned(),
            span: None,
            members: ["a", "b", "c"]
                .map(|name| (name.to_owned(), Phrases::default()))
                .into(),
        });
        for name in ["one", "two", "three"] {
            law.inputs.push(Input {
                name: name.to_owned(),
                span: None,
                kind: InputKind::Reading,
                ty: Type::Enum(EnumId::at(0)),
                places: 0,
                range: None,
                phrases: Phrases::default(),
                usually: None,
                history: None,
            });
        }
        law
    }

    fn cube(constraints: &[(usize, &[u32])]) -> ReadingCube {
        ReadingCube(BTreeMap::from_iter(
            constraints
                .iter()
                .map(|(at, places)| (InputId::at(*at), places.to_vec())),
        ))
    }

    #[test]
    fn the_branches_of_a_tree_become_alternatives() {
        let inside = vec![
            cube(&[(0, &[0])]),
            cube(&[(0, &[1]), (1, &[2])]),
            cube(&[(0, &[2]), (1, &[2])]),
        ];
        let outside = [
            cube(&[(0, &[1]), (1, &[0])]),
            cube(&[(0, &[1]), (1, &[1])]),
            cube(&[(0, &[2]), (1, &[0, 1])]),
        ];
        let found = Region(inside).widened(&law(), &outside);
        assert_eq!(found.0, [cube(&[(0, &[0])]), cube(&[(1, &[2])])]);
    }

    #[test]
    fn everything_is_everything() {
        let parts = [0, 1, 2].map(|place| cube(&[(1, &[place])])).to_vec();
        assert!(Region(parts).widened(&law(), &[]).is_everything());
    }

    #[test]
    fn single_choices_are_joined() {
        let inside = vec![cube(&[(2, &[0])]), cube(&[(2, &[2])])];
        let found = Region(inside).widened(&law(), &[cube(&[(2, &[1])])]);
        assert_eq!(found.0, [cube(&[(2, &[0, 2])])]);
    }

    #[test]
    fn what_others_cover_is_dropped() {
        let inside = vec![
            cube(&[(0, &[0]), (1, &[0])]),
            cube(&[(1, &[0]), (2, &[0])]),
            cube(&[(0, &[1, 2]), (2, &[0])]),
        ];
        let outside = [
            cube(&[(0, &[0]), (1, &[1, 2])]),
            cube(&[(0, &[1, 2]), (2, &[1, 2])]),
        ];
        let found = Region(inside).widened(&law(), &outside);
        assert_eq!(found.0.len(), 2);
    }
}
