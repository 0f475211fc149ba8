//! What stands in the place of a deadline or a requirement. Where nothing does, deadlines add up, and
//! requirements; so it must be seen in the law of a day.

use std::collections::BTreeSet;

use super::standing::Standings;
use super::ties::{Tied, Ties, VersionAt};

impl Standings<'_> {
    /// What must stand so that versions which stand take each other's place as they do in the whole law.
    pub(super) fn replaced<'t>(&self, ties: &'t Ties, tied: &mut Tied<'t>) {
        for of_step in &ties.in_place {
            for versions in of_step {
                let lowest = self.lowest(ties, versions);
                let is_seen = match lowest.as_slice() {
                    [] => true,
                    [one] => self.is_seen(ties, of_step, versions, one),
                    _ => false,
                };
                if !is_seen {
                    for version in lowest {
                        let below = below(ties, versions, version).last();
                        tied.extend(below.map(|below| (below, version.0.as_str())));
                    }
                }
            }
        }
    }

    /// The versions among some that stand and are there in the place of none that stands.
    fn lowest<'t>(&self, ties: &'t Ties, versions: &'t BTreeSet<VersionAt>) -> Vec<&'t VersionAt> {
        let stands = |one: &&VersionAt| self.stands(one);
        let is_lowest = |one: &&VersionAt| !below(ties, versions, one).any(|one| self.stands(one));
        versions.iter().filter(stands).filter(is_lowest).collect()
    }

    /// Whether versions say the same without those that do not stand: the lowest one sets the deadline
    /// itself then, or is alone, and is undisputed in the place of another.
    fn is_seen(
        &self,
        ties: &Ties,
        of_step: &[BTreeSet<VersionAt>],
        versions: &BTreeSet<VersionAt>,
        lowest: &VersionAt,
    ) -> bool {
        let is_other = |one: &&VersionAt| *one != lowest && self.stands(one);
        let elsewhere = of_step.iter().filter(|of| of.contains(lowest));
        let elsewhere = elsewhere.filter(|of| below(ties, of, lowest).any(|one| self.stands(one)));
        let mut elsewhere = elsewhere.peekable();
        elsewhere.peek().is_none()
            || !versions.iter().any(|one| is_other(&one))
                && elsewhere.any(|of| {
                    let below: BTreeSet<&VersionAt> = below(ties, of, lowest).collect();
                    of.iter().filter(is_other).all(|one| below.contains(one))
                })
    }
}

/// Those among some versions in the place of which one of them stands by what it says itself.
fn below<'t>(
    ties: &'t Ties,
    versions: &'t BTreeSet<VersionAt>,
    of: &VersionAt,
) -> impl Iterator<Item = &'t VersionAt> {
    let exception = ties.exceptions.get(of);
    let targets = exception.into_iter().flat_map(|one| &one.targets);
    targets.filter(|one| versions.contains(*one))
}
