use std::collections::{BTreeMap, BTreeSet};

use crate::law::{InputId, InputKind, Law, Type, Value};

use super::Cube;

/// A set of readings: a union of cubes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Region(pub Vec<ReadingCube>);

/// For each constrained reading the places of the choices allowed, ascending. The twin of
/// [`Cube`] in terms of one law.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadingCube(pub BTreeMap<InputId, Vec<u32>>);

/// A cube that says nothing in terms of a law, or says it in a roundabout way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCube {
    /// No reading has this name.
    #[error("there is no reading `{0}`")]
    NoReading(String),
    /// The reading has no choice of this name.
    #[error("the reading `{0}` has no choice `{1}`")]
    NoChoice(String, String),
    /// A reading is constrained twice.
    #[error("the reading `{0}` is in the same group twice")]
    ReadingTwice(String),
    /// A choice is named twice.
    #[error("the choice `{1}` of the reading `{0}` is named twice")]
    ChoiceTwice(String, String),
    /// No choice is allowed.
    #[error("no choice of the reading `{0}` is left")]
    NoneLeft(String),
}

impl Region {
    /// All readings.
    pub fn everything() -> Self {
        Self(vec![ReadingCube::default()])
    }

    /// No reading.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Whether it is written as all readings. (A union of cubes may cover all without being
    /// written so.)
    pub fn is_everything(&self) -> bool {
        self.0.iter().any(|cube| cube.0.is_empty())
    }

    /// Whether there is no cube in it.
    pub fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether readings with these choices are in it. A constrained reading that is not given is
    /// not.
    pub fn contains(&self, choices: &[(InputId, u32)]) -> bool {
        self.0.iter().any(|cube| cube.contains(choices))
    }

    /// The readings in both.
    pub fn meet(&self, other: &Self) -> Self {
        let with = |one| {
            other
                .0
                .iter()
                .filter_map(move |other| ReadingCube::meet(one, other))
        };
        Self(self.0.iter().flat_map(with).collect())
    }

    /// The same without choices with which no reading is among those `stated`, whatever else of its cube it
    /// has. A reading that a cube does not name stays unnamed.
    #[must_use]
    pub fn among(mut self, stated: &Self) -> Self {
        self.0.retain_mut(|cube| {
            let rest = cube.clone();
            cube.0.iter_mut().all(|(reading, places)| {
                let mut rest = rest.clone();
                rest.0.remove(reading);
                if let Some(taken) = stated.taken(*reading, &rest) {
                    places.retain(|place| taken.contains(place));
                }
                !places.is_empty()
            })
        });
        self
    }

    /// The choices of a reading that are in it, beside a cube; `None` where these are all.
    fn taken(&self, reading: InputId, beside: &ReadingCube) -> Option<BTreeSet<u32>> {
        let met = self.0.iter().filter(|own| beside.meets(own));
        let places = met.map(|own| own.0.get(&reading));
        let places: Option<Vec<&Vec<u32>>> = places.collect();
        Some(places?.into_iter().flatten().copied().collect())
    }

    /// The readings that are constrained in some cube, in the order declared.
    pub fn constrained(&self) -> BTreeSet<InputId> {
        self.0
            .iter()
            .flat_map(|cube| cube.0.keys().copied())
            .collect()
    }

    /// How many choices for these readings are in it, which are all that are constrained; `None`
    /// where there are more than `most` to go through.
    pub fn count(&self, law: &Law, readings: &BTreeSet<InputId>, most: usize) -> Option<usize> {
        let sizes = readings.iter().map(|reading| law.size_of(law[*reading].ty));
        let all = sizes.clone().try_fold(1_usize, usize::checked_mul)?;
        if all > most {
            return None;
        }
        let choices = |mut at: usize| -> Vec<(InputId, u32)> {
            let places = sizes.clone().map(move |size| {
                let place = at.checked_rem(size).unwrap_or_default();
                at = at.checked_div(size).unwrap_or_default();
                u32::try_from(place).unwrap_or(u32::MAX)
            });
            readings.iter().copied().zip(places).collect()
        };
        Some((0..all).filter(|at| self.contains(&choices(*at))).count())
    }

    /// The cubes by names.
    pub fn named(&self, law: &Law) -> Vec<Cube> {
        self.0.iter().map(|cube| cube.named(law)).collect()
    }

    /// The region of cubes given by names.
    ///
    /// # Errors
    /// The first cube that means nothing in this law.
    pub fn from_named(law: &Law, cubes: &[Cube]) -> Result<Self, BadCube> {
        cubes
            .iter()
            .map(|cube| ReadingCube::from_named(law, cube))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl ReadingCube {
    /// Whether readings with these choices are in it. A constrained reading that is not given is
    /// not.
    pub fn contains(&self, choices: &[(InputId, u32)]) -> bool {
        self.0.iter().all(|(reading, allowed)| {
            choices
                .iter()
                .any(|(given, place)| given == reading && allowed.contains(place))
        })
    }

    /// Whether no readings with these choices are in it, whatever the other choices.
    pub fn lacks(&self, choices: &[(InputId, u32)]) -> bool {
        choices.iter().any(|(reading, place)| {
            self.0
                .get(reading)
                .is_some_and(|allowed| !allowed.contains(place))
        })
    }

    /// The readings in both; `None` where there are none.
    pub fn meet(&self, other: &Self) -> Option<Self> {
        let mut met = self.clone();
        for (reading, places) in &other.0 {
            let allowed = met.0.entry(*reading).or_insert_with(|| places.clone());
            allowed.retain(|place| places.contains(place));
            if allowed.is_empty() {
                return None;
            }
        }
        Some(met)
    }

    /// The cube by names, readings and choices in the order declared.
    pub fn named(&self, law: &Law) -> Cube {
        let choices = |reading: InputId, allowed: &[u32]| {
            allowed
                .iter()
                .map(|place| choice_name(law, law[reading].ty, *place))
                .collect()
        };
        Cube(
            self.0
                .iter()
                .map(|(reading, allowed)| (law[*reading].name.clone(), choices(*reading, allowed)))
                .collect(),
        )
    }

    /// The cube given by names.
    ///
    /// # Errors
    /// A name that means nothing in this law, a name given twice, a reading without a choice.
    pub fn from_named(law: &Law, cube: &Cube) -> Result<Self, BadCube> {
        let mut constraints = BTreeMap::new();
        for (name, choices) in &cube.0 {
            let reading = law
                .readings()
                .find(|reading| law[*reading].name == *name)
                .ok_or_else(|| BadCube::NoReading(name.clone()))?;
            let mut allowed = Vec::new();
            for choice in choices {
                let place = choice_place(law, law[reading].ty, choice)
                    .ok_or_else(|| BadCube::NoChoice(name.clone(), choice.clone()))?;
                if allowed.contains(&place) {
                    return Err(BadCube::ChoiceTwice(name.clone(), choice.clone()));
                }
                allowed.push(place);
            }
            if allowed.is_empty() {
                return Err(BadCube::NoneLeft(name.clone()));
            }
            allowed.sort_unstable();
            if constraints.insert(reading, allowed).is_some() {
                return Err(BadCube::ReadingTwice(name.clone()));
            }
        }
        Ok(Self(constraints))
    }

    /// Whether all its inputs are readings of the law and all its places exist.
    pub fn fits(&self, law: &Law) -> bool {
        self.0.iter().all(|(reading, allowed)| {
            law.inputs.get(reading.index()).is_some_and(|input| {
                let size = law.size_of(input.ty);
                input.kind == InputKind::Reading
                    && !allowed.is_empty()
                    && allowed.iter().all(|place| (*place as usize) < size)
            })
        })
    }
}

fn choice_name(law: &Law, ty: Type, place: u32) -> String {
    match Value::at_place(ty, place as usize) {
        Some(Value::Bool(value)) => value.to_string(),
        Some(Value::Member(list, place)) => law[list]
            .members
            .get(place as usize)
            .map_or_else(|| format!("#{place}"), |(name, _)| name.clone()),
        _ => format!("#{place}"),
    }
}

fn choice_place(law: &Law, ty: Type, name: &str) -> Option<u32> {
    (0..law.size_of(ty))
        .filter_map(|place| u32::try_from(place).ok())
        .find(|place| choice_name(law, ty, *place) == name)
}
