use crate::law::{ExprId, InputId, InputKind};

use super::bounds::{CUBES_LIMIT, READING_SPLITS_LIMIT};
use super::question::{Readings, meets};
use super::{Atom, Evaluator, Ground, Path, Places, Reason, Reasons, Rejected};

/// Checks that cubes are a partition of the readings that a claim is stated for.
#[derive(Debug)]
pub struct Partition<'g, 'l> {
    ground: &'g mut Ground<'l>,
    /// A formula over readings.
    under: ExprId,
    splits: usize,
}

impl<'g, 'l> Partition<'g, 'l> {
    /// For the readings on which a formula is true.
    pub fn new(ground: &'g mut Ground<'l>, under: ExprId) -> Self {
        Self {
            ground,
            under,
            splits: 0,
        }
    }

    /// Each reading is in exactly one cube; no cube, and no choice or reading named in one, is
    /// idle.
    ///
    /// # Errors
    /// What of this is not so, or that it takes too much work to see.
    pub fn check(&mut self, cubes: &[Readings]) -> Result<(), Rejected> {
        if cubes.len() > CUBES_LIMIT {
            return Err(Rejected::TooManyCubes(cubes.len()));
        }
        for (index, cube) in cubes.iter().enumerate() {
            for other in cubes.iter().skip(index + 1) {
                let path = self.path(cube);
                if meets(&path, other) {
                    let both = other
                        .iter()
                        .fold(path, |path, (at, of)| path.within(*at, *of));
                    if self.is_inhabited(both.clone())? {
                        return Err(Rejected::CubesOverlap(both.describe(self.ground)));
                    }
                }
            }
            for (reading, allowed) in cube {
                let name = |this: &Self| this.ground.names.input(*reading).to_owned();
                for place in allowed.iter() {
                    if !self.has(cube, *reading, Places::one(place))? {
                        let choice = self
                            .ground
                            .names
                            .values(*reading, Places::one(place))
                            .concat();
                        return Err(Rejected::IdleChoice(name(self), choice));
                    }
                }
                if !self.has(cube, *reading, self.all(*reading).minus(*allowed))? {
                    return Err(Rejected::IdleReading(name(self)));
                }
            }
        }
        self.check_cover(cubes)
    }

    /// Whether the claim is stated for a reading of the cube in which one reading has another set
    /// of choices.
    ///
    /// # Errors
    /// That it takes too much work to see.
    pub fn has(
        &mut self,
        cube: &Readings,
        reading: InputId,
        places: Places,
    ) -> Result<bool, Rejected> {
        let mut changed = cube.clone();
        changed.insert(reading, places);
        self.has_any(&changed)
    }

    /// Whether the claim is stated for a reading of the cube.
    ///
    /// # Errors
    /// That it takes too much work to see.
    pub fn has_any(&mut self, cube: &Readings) -> Result<bool, Rejected> {
        if cube.values().any(|places| places.is_empty()) {
            return Ok(false);
        }
        let path = self.path(cube);
        self.is_inhabited(path)
    }

    /// All choices of a reading.
    pub fn all(&self, reading: InputId) -> Places {
        Places::first(self.ground.law.size_of(self.ground.law[reading].ty))
    }

    fn path(&self, cube: &Readings) -> Path {
        let start = Path::start(self.ground.law);
        cube.iter().fold(start, |path, (reading, allowed)| {
            path.within(*reading, *allowed)
        })
    }

    fn is_inhabited(&mut self, path: Path) -> Result<bool, Rejected> {
        let mut left = vec![path];
        while let Some(path) = left.pop() {
            self.count()?;
            let outcome = Evaluator::new(self.ground, &path, Reason::Found).truth(self.under);
            if outcome.is_true() {
                return Ok(true);
            }
            if outcome.can_be_true() {
                left.extend(split_reading(self.ground, &path, outcome.why)?);
            }
        }
        Ok(false)
    }

    fn check_cover(&mut self, cubes: &[Readings]) -> Result<(), Rejected> {
        let mut left = vec![Path::start(self.ground.law)];
        while let Some(path) = left.pop() {
            self.count()?;
            let mut covers = false;
            let mut next = None;
            for cube in cubes.iter().filter(|cube| meets(&path, cube)) {
                let partial = cube.iter().find(|(reading, allowed)| {
                    path.places(**reading)
                        .is_some_and(|now| !now.is_within(**allowed))
                });
                covers |= partial.is_none();
                next = next.or(partial);
            }
            if covers {
                continue;
            }
            match next {
                Some((reading, allowed)) => {
                    let others = self.all(*reading).minus(*allowed);
                    left.push(path.within(*reading, others));
                    left.push(path.within(*reading, *allowed));
                }
                None => {
                    if self.is_inhabited(path.clone())? {
                        return Err(Rejected::NotCovered(path.describe(self.ground)));
                    }
                }
            }
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), Rejected> {
        self.splits += 1;
        if self.splits > READING_SPLITS_LIMIT {
            Err(Rejected::TooMuchWork)
        } else {
            Ok(())
        }
    }
}

/// Splits a path on the first of these atoms that is about a reading.
pub(super) fn split_reading(
    ground: &Ground,
    path: &Path,
    why: Reasons,
) -> Result<Vec<Path>, Rejected> {
    for atom in ground.atoms(why) {
        let (reading, parts) = match atom {
            Atom::Member(input, places) => {
                let now = path.places(input).unwrap_or(Places::NONE);
                (input, vec![now.intersection(places), now.minus(places)])
            }
            Atom::Value(input) => {
                let now = path.places(input).unwrap_or(Places::NONE);
                (input, now.iter().map(Places::one).collect())
            }
            Atom::Compare(_) | Atom::Define(_) | Atom::Failing(_) => continue,
        };
        let splits = parts.iter().filter(|part| !part.is_empty()).count() > 1;
        if splits && ground.law[reading].kind == InputKind::Reading {
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            return Ok(parts.map(|part| path.within(reading, part)).collect());
        }
    }
    Err(Rejected::Undecided(path.describe(ground)))
}
