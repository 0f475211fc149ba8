use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Cone, Effect, ExprId, Law, TermId, TermRole, cone};

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
    /// What something other than a case uses. A fold that only a case asks for is left out.
    fn beyond_cases(&self) -> Cone {
        let claims = self.claims.iter().flat_map(|claim| {
            let both = [claim.under, claim.claim];
            both.into_iter().chain(claim.for_whom.iter().copied())
        });
        let rules = self.rules.iter().flat_map(super::Rule::exprs);
        let terms = self
            .terms
            .iter()
            .filter(|term| !matches!(term.role, TermRole::Fold(_) | TermRole::Nothing(_)))
            .filter_map(|term| term.otherwise);
        let roots = claims
            .chain(rules)
            .chain(terms)
            .chain(self.doors.iter().map(|door| door.gate))
            .chain(self.assumes.iter().map(|one| one.holds))
            .chain(self.histories().map(|(_, history)| history.life));
        cone(self, roots)
    }

    /// The fingerprint. Words for people, spans, citations and worked cases do not enter into it.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hash = Sha256::new();
        let mut put = |line: String| hash.update(line.as_bytes());
        let matters = self.beyond_cases();
        // Operands come before what uses them.
        let last = matters.exprs.last().map_or(0, |id: &ExprId| id.index() + 1);
        for (id, expr) in self.exprs.iter().take(last) {
            put(format!("expr {id:?} {expr:?}\n"));
        }
        for list in &self.enums {
            put(format!("enum {:?}", list.name));
            for (name, _) in &list.members {
                put(format!(" {name:?}"));
            }
            put("\n".to_owned());
        }
        for record in &self.records {
            put(format!("record {:?} {:?}\n", record.name, record.fields));
        }
        for list in &self.lists {
            put(format!(
                "list {:?} {:?} {:?} {:?} {:?} {:?}\n",
                list.name, list.record, list.most, list.bounded, list.length, list.slots
            ));
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
            if let Some(range) = input.range {
                put(format!("range {range:?}\n"));
            }
            if let Some(history) = input.history {
                put(format!("history {history:?}\n"));
            }
        }
        for (at, term) in self.terms.iter().enumerate() {
            let of_list = matches!(term.role, TermRole::Fold(_) | TermRole::Nothing(_));
            if of_list && !matters.terms.contains(&TermId::at(at)) {
                continue;
            }
            put(format!(
                "term {:?} {:?} {:?} {:?} {:?} {:?}\n",
                term.name, term.of, term.role, term.ty, term.otherwise, term.rules
            ));
        }
        for rule in &self.rules {
            let effect = match rule.effect {
                Effect::Value(term, value) => format!("{term:?} := {value:?}"),
                Effect::Lift => "lift".to_owned(),
            };
            put(format!(
                "rule {:?} {:?} {:?} {:?} {effect} lifted by {:?} below {:?}\n",
                self.switches.get(&rule.written),
                rule.from,
                rule.until,
                rule.conditions,
                rule.lifted_by,
                rule.below
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

#[cfg(test)]
mod tests {
    use super::super::Type;
    use super::super::draft::Draft;

    #[test]
    fn it_tells_apart_of_which_term_a_switch_turns_a_rule_off() {
        let of_rule = |place: usize| {
            let mut draft = Draft::new();
            let terms = ["x", "y"].map(|name| draft.term(name, Type::Int, None));
            let one = draft.int(1);
            let rules = terms.map(|term| draft.rule("one", term, one, &[]));
            draft.switch(rules[place]);
            draft.law.fingerprint()
        };
        assert_ne!(of_rule(0), of_rule(1));
    }
}
