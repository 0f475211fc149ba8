use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Effect, Law};

/// A hash of everything in a law that can change a verdict. A certificate names the law it was
/// made for by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint(String);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Law {
    /// How many expressions there are from the first to the last one that something other than a
    /// case uses; operands come before what uses them.
    fn beyond_cases(&self) -> usize {
        let claims = self.claims.iter().flat_map(|claim| {
            let both = [claim.under, claim.claim];
            both.into_iter().chain(claim.for_whom.iter().copied())
        });
        let rules = self.rules.iter().flat_map(|rule| {
            let value = match rule.effect {
                Effect::Value(_, value) => Some(value),
                Effect::Lift => None,
            };
            let life = rule.from.into_iter().chain(rule.until).chain(value);
            life.chain(rule.conditions.iter().copied())
        });
        claims
            .chain(rules)
            .chain(self.terms.iter().filter_map(|term| term.otherwise))
            .chain(self.doors.iter().map(|door| door.gate))
            .chain(self.assumes.iter().map(|one| one.holds))
            .chain(self.histories().map(|(_, history)| history.life))
            .map(|id| id.index() + 1)
            .max()
            .unwrap_or(0)
    }

    /// The fingerprint. Words for people, spans, citations and worked cases do not enter into it.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hash = Sha256::new();
        let mut put = |line: String| hash.update(line.as_bytes());
        let matters = self.beyond_cases();
        for (id, expr) in self.exprs.iter().take(matters) {
            put(format!("expr {id:?} {expr:?}\n"));
        }
        for list in &self.enums {
            put(format!("enum {:?}", list.name));
            for (name, _) in &list.members {
                put(format!(" {name:?}"));
            }
            put("\n".to_owned());
        }
        for currency in &self.currencies {
            put(format!(
                "currency {:?} {}\n",
                currency.name, currency.places
            ));
        }
        for input in &self.inputs {
            put(format!(
                "input {:?} {:?} {:?} {}\n",
                input.name, input.kind, input.ty, input.places
            ));
            if let Some(history) = input.history {
                put(format!("history {history:?}\n"));
            }
        }
        for term in &self.terms {
            put(format!(
                "term {:?} {:?} {:?} {:?} {:?}\n",
                term.name, term.role, term.ty, term.otherwise, term.rules
            ));
        }
        for rule in &self.rules {
            let effect = match rule.effect {
                Effect::Value(term, value) => format!("{term:?} := {value:?}"),
                Effect::Lift => "lift".to_owned(),
            };
            put(format!(
                "rule {:?} {:?} {:?} {effect} lifted by {:?} below {:?}\n",
                rule.from, rule.until, rule.conditions, rule.lifted_by, rule.below
            ));
        }
        for door in &self.doors {
            put(format!(
                "door {:?} {:?} {:?} grants {:?}\n",
                door.step, door.choices, door.gate, door.grants
            ));
        }
        for assumption in &self.assumes {
            put(format!("assume {:?}\n", assumption.holds));
        }
        for claim in &self.claims {
            put(format!(
                "claim {:?} {:?} {:?} {:?} {:?} {:?}\n",
                claim.name, claim.under, claim.for_whom, claim.from, claim.until, claim.claim
            ));
        }
        Fingerprint(
            hash.finalize()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }
}
