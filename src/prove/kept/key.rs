//! Under which a verdict, or what is told behind it, is kept: a hash of what it hangs on.
//!
//! All inputs, enumerations, lists and currencies of the law are in it, so that a value or input of
//! one law is the same value or input of another with the same key. What else is, is [`Content`].

use std::fmt;

use sha2::{Digest, Sha256};

use crate::calendar::Day;
use crate::law::{Claim, InputKind, Law, Waiting};
use crate::verdict::{CERTIFICATE_VERSION, Region};

use super::super::Effort;
use super::super::dead_end::Goal;
use super::content::{Content, Hash};
use super::numbering::Numbering;

/// The version of what is kept: another one, and nothing that was kept before is found.
const VERSION: u32 = 2;

/// The program that decides: its version, and what it was built from.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("KZRULE_SOURCE"));

/// Under which a verdict is kept: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the keys of all claims of a law have in common.
#[derive(Clone)]
pub struct Common {
    hash: Sha256,
    /// The days of the law: on which rules begin or end. Not all keys have them.
    days: String,
}

impl Key {
    /// The key of a claim.
    pub(super) fn of(common: &Common, law: &Law, claim: &Claim) -> Self {
        let Common { hash, days } = common.clone();
        let mut content = Content::new(law, claim, (hash, days), &[]);
        content.put_claim();
        Self(hex(content.hash()))
    }

    /// The key of what is told behind a claim that is proved on some readings, and what its numbers
    /// stand for.
    pub(super) fn of_telling<'l>(
        common: &Common,
        law: &'l Law,
        (claim, goal): (&'l Claim, Goal),
        proved: &Region,
    ) -> (Self, Numbering<'l>) {
        let Common { hash, days } = common.clone();
        let waited = goal.waiting(law).map(Waiting::parts).unwrap_or_default();
        let mut content = Content::new(law, claim, (hash, days), &waited);
        content.put_claim();
        content.put_telling(goal, proved);
        let (hash, numbering) = content.numbering();
        (Self(hex(hash)), numbering)
    }
}

pub(super) fn hex(hash: Sha256) -> String {
    let bytes = hash.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Common {
    /// Of a law on whose `boundaries` rules begin or end.
    pub(super) fn of(law: &Law, effort: Effort, boundaries: &[Day]) -> Self {
        let mut hash = Hash(Sha256::new());
        let mut put = |line: fmt::Arguments<'_>| hash.put(line);
        put(format_args!(
            "{VERSION} {PROGRAM} {CERTIFICATE_VERSION} {} {}\n",
            effort.steps, effort.seed
        ));
        for list in &law.enums {
            put(format_args!("enum {:?}", list.name));
            for (name, _) in &list.members {
                put(format_args!(" {name:?}"));
            }
            put(format_args!("\n"));
        }
        for record in &law.records {
            put(format_args!(
                "record {:?} {:?}\n",
                record.name, record.fields
            ));
        }
        for list in &law.lists {
            put(format_args!(
                "list {:?} {:?} {} {} {:?} {:?}\n",
                list.name, list.record, list.most, list.bounded, list.length, list.slots
            ));
        }
        for currency in &law.currencies {
            put(format_args!(
                "currency {:?} {}\n",
                currency.name, currency.places
            ));
        }
        for input in &law.inputs {
            put(format_args!("input {:?} ", input.name));
            match input.kind {
                InputKind::Choice(step) => put(format_args!("choice of {:?}", law[step].name)),
                InputKind::Switch(_) => put(format_args!("switch")),
                kind => put(format_args!("{kind:?}")),
            }
            let history = input.history.map(|history| history.inputs());
            put(format_args!(
                " {:?} {} {:?} {:?} {history:?}\n",
                input.ty, input.places, input.range, input.usually
            ));
        }
        let mut days = Hash(Sha256::new());
        days.put(format_args!("{boundaries:?}"));
        Self {
            hash: hash.0,
            days: hex(days.0),
        }
    }
}
