use std::collections::BTreeMap;

use crate::law::{Ground, ProvisionId, TermId, Written, WrittenId};

use super::correspondence::Correspondence;

/// What a rule rests on in one version, and where it stands there.
#[derive(Debug, Clone)]
pub struct Basis {
    /// Its grounds: those of its provisions, outermost first, then its own.
    pub grounds: Vec<Ground>,
    /// The provision it stands in.
    pub provision: Option<ProvisionId>,
    /// The rules and provisions that it prevails over, by their names.
    pub despite: Vec<String>,
    /// Those that do not apply where it does.
    pub lifts: Vec<String>,
}

impl Basis {
    /// Whether a rule is an exception to the same rules and provisions, as they are named.
    pub fn is_exception_as(&self, rule: &Written) -> bool {
        (&self.despite, &self.lifts) == (&rule.despite, &rule.lifts)
    }
}

impl Correspondence<'_> {
    /// Of the rules that both versions have as they are, what each rests on in the older one: two
    /// rules are one whatever they quote.
    pub(super) fn older_bases(&self) -> BTreeMap<WrittenId, Basis> {
        let numbered = self.old.written.iter().enumerate();
        let shared = numbered.filter_map(|(at, rule)| {
            let id = self.written_rule(WrittenId::at(at));
            let provision = rule
                .provision
                .and_then(|around| self.provisions.get(around.index()).copied());
            let basis = Basis {
                grounds: self.grounds(&rule.grounds),
                provision,
                despite: rule.despite.clone(),
                lifts: rule.lifts.clone(),
            };
            (id.index() < self.known.written).then_some((id, basis))
        });
        shared.collect()
    }

    /// Of the terms that both versions have, what each rests on in the older one.
    pub(super) fn older_grounds(&self) -> BTreeMap<TermId, Vec<Ground>> {
        let numbered = self.old.terms.iter().enumerate();
        let shared = numbered.filter_map(|(at, term)| {
            let id = self.known_term(TermId::at(at));
            (id.index() < self.known.terms).then(|| (id, self.grounds(&term.grounds)))
        });
        shared.collect()
    }
}
