//! Two versions of a law as one: what both have stands in it once, and what they differ in is told
//! apart by a side. So every question about both is a claim on one law, and whatever works on a law
//! works on it: the solver, the interpreter, the certificates.
//!
//! A rule that only one version has is switched off on the other side, by the switch of the kernel.
//! What a switch does not reach (the meaning of a define, what a step grants) asks for the input
//! [`InputKind::Version`], which is bound on either side and free nowhere.

mod basis;
mod correspondence;
mod declared;
mod expressions;
mod rules;
mod steps;
mod terms;

use std::collections::BTreeMap;

use crate::check::depends_on_itself;
use crate::law::{Assumption, Expr, Ground, Law, TermId, Value, WrittenId};
use crate::text::FileId;

use super::sides::{Bindings, Sides};
pub use basis::Basis;
use correspondence::Correspondence;

/// Two versions of a law as one, of which each side is a list of bindings.
#[derive(Debug)]
pub struct Versions {
    /// The law that has both; of words where both have some, those of the newer version.
    pub law: Law,
    /// What binds an expression to its meaning in the older version.
    pub old: Bindings,
    /// To that in the newer one.
    pub new: Bindings,
    /// The rules that only the older version has as they are.
    pub only_old: Vec<WrittenId>,
    /// Those that only the newer one has.
    pub only_new: Vec<WrittenId>,
    /// What became of defines, and of what terms have where no rule applies.
    pub terms: Vec<(TermId, TermChange)>,
    /// What the rules that both have as they are rest on in the older version.
    pub older_bases: BTreeMap<WrittenId, Basis>,
    /// What the terms that both have rest on in the older version.
    pub older_grounds: BTreeMap<TermId, Vec<Ground>>,
}

/// What became of a term that is no matter of its rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermChange {
    /// A define of the newer version alone.
    New,
    /// A define of the older version alone.
    LeftOut,
    /// A define that means something else.
    Redefined,
    /// A term with another value where no rule applies.
    Otherwise,
}

/// Why two versions cannot be put into one law, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomparable(pub String);

/// Puts two versions of a law into one, without their cases and claims. `same_text` says of two
/// stored texts whether they are one. Linear in the size of both, times the length of the chains in
/// which rules ask whether other rules apply.
///
/// # Errors
/// [`Incomparable`] where a fact, a holding or a list is declared otherwise in the two, or where
/// what one version decides by another thing, the other decides the other way round.
pub fn versions(
    old: &Law,
    new: Law,
    same_text: impl Fn(FileId, FileId) -> bool,
) -> Result<Versions, Incomparable> {
    let mut both = Correspondence::of(old, new, same_text)?;
    both.pair_rules();
    both.expressions();
    both.fill_acts();
    both.fill_inputs();
    both.fill_terms();
    both.fill_rules();
    both.fill_steps();
    both.finish()
}

impl Versions {
    /// The two versions as sides of the law of both; examples are looked for on the last day on
    /// which a rule that only one of them has begins or ends.
    pub fn sides(&self) -> Sides {
        let law = &self.law;
        let rules = self.only_old.iter().chain(&self.only_new);
        let bounds = rules.flat_map(|rule| [law[*rule].from, law[*rule].until]);
        let days = bounds
            .flatten()
            .filter_map(|bound| law.exprs.days_of(bound));
        Sides {
            before: self.old.clone(),
            after: self.new.clone(),
            near: days.flatten().max(),
        }
    }
}

impl Correspondence<'_> {
    fn finish(mut self) -> Result<Versions, Incomparable> {
        let (only_old, only_new) = (self.only_old(), self.only_new());
        let (older_bases, older_grounds) = (self.older_bases(), self.older_grounds());
        let version = self.version;
        let law = &mut self.law;
        let mut side = |is_new: bool, off: &[WrittenId]| -> Bindings {
            let which = law.exprs.lit(Value::Bool(is_new));
            let yes = law.exprs.lit(Value::Bool(true));
            let off = off.iter().map(|rule| (law.switch(*rule), yes));
            std::iter::once((version, which)).chain(off).collect()
        };
        let (old, new) = (side(false, &only_new), side(true, &only_old));
        // What holds of every person does so by the version that says it.
        let of_new = law.assumes.iter().map(|one| (one.clone(), &new));
        let of_old = self.old.assumes.iter().map(|one| {
            let holds = self.exprs.get(one.holds.index()).copied();
            let holds = holds.unwrap_or(one.holds);
            (
                Assumption {
                    holds,
                    ..one.clone()
                },
                &old,
            )
        });
        let mut assumes: Vec<Assumption> = Vec::new();
        for (assumed, side) in of_new.chain(of_old).collect::<Vec<_>>() {
            let inner = assumed.holds;
            let holds = law.exprs.add(Expr::With(side.clone(), inner));
            assumes.push(Assumption { holds, ..assumed });
        }
        law.assumes = assumes;
        (law.cases, law.claims) = (Vec::new(), Vec::new());
        if let Some(name) = depends_on_itself(law) {
            return Err(Incomparable(format!(
                "what `{name}` depends on in one version depends on it in the other, so that the two \
                 cannot be looked at as one law; give it another name in one of them"
            )));
        }
        Ok(Versions {
            law: self.law,
            old,
            new,
            only_old,
            only_new,
            terms: self.changed_terms,
            older_bases,
            older_grounds,
        })
    }
}
