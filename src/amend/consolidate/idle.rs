//! Names behind `despite` of which only other words stand than those over which the rule prevails:
//! where a rule was restated, its new words may be about something else.

use std::collections::BTreeSet;

use crate::text::Span;

use super::Consolidation;
use super::standing::Standings;
use super::ties::{Ties, VersionAt};

/// A name under which there is nothing to prevail over.
pub(super) struct Idle<'t> {
    /// Where it stands.
    pub name: Span,
    /// The rule in whose head it stands.
    pub above: &'t str,
    /// The last of what it names over which this rule prevails.
    pub below: Option<&'t VersionAt>,
    /// The rule may have its steps from what stands under the name, which must stay then.
    pub gives_steps: bool,
}

impl<'c> Standings<'c> {
    /// The names under which rules that stand have nothing to prevail over.
    pub(super) fn idle<'t>(&self, of: &Consolidation<'c>, ties: &'t Ties) -> Vec<Idle<'t>> {
        let mut idle = Vec::new();
        for (version, exception) in &ties.exceptions {
            let (above, place) = version;
            let rule = of.version_of(above, *place);
            let rule = rule.filter(|_| self.stands(version));
            for name in rule.into_iter().flat_map(|rule| &rule.despite) {
                let is_named = |one: &&VersionAt| of.is_named(name, one);
                let named = exception.targets.iter().filter(is_named);
                let there: Vec<&VersionAt> = named.filter(|one| self.stands(one)).collect();
                if there.is_empty() || there.iter().any(|one| exception.prevails.contains(*one)) {
                    continue;
                }
                idle.push(Idle {
                    name: name.span,
                    above,
                    below: exception.prevails.iter().rfind(is_named),
                    gives_steps: there.iter().any(|one| exception.steps.contains(*one)),
                });
            }
        }
        idle
    }

    /// Notes the names that go.
    pub(super) fn drop_idle_names(&mut self, of: &Consolidation<'c>, ties: &Ties) {
        let idle = self.idle(of, ties).into_iter();
        let gone: BTreeSet<Span> = idle
            .filter(|one| !one.gives_steps)
            .map(|one| one.name)
            .collect();
        self.idle_names = gone;
    }
}
