//! The certificate checker: small, without a solver, and apart from the interpreter by intent.
//!
//! A certificate is a decision tree. The checker follows each branch with what is decided there (a
//! [`Path`]): the values still possible of enumerated inputs, an interval for each day and number,
//! the truth of comparisons and of yes-or-no defines. In each leaf it evaluates the law on all that
//! is still possible at once ([`Evaluator`]): an outcome is the set of outcomes that a person of
//! the leaf may have, or a larger set, never a smaller one. A claim that can only be true on such a
//! set is proved for the leaf; since the splits are exhaustive, it is proved for all.
//!
//! **What is trusted:** this folder, the checked law, the calendar. **What is not:** the
//! certificate, whoever made it, Z3. The builder of trees in `prove` uses the evaluator as its
//! guide, and keeps what a split does not touch ([`Memory`]); a mistake there makes a tree that is
//! rejected here, where each path is evaluated anew.
//!
//! **The proof is bounded** by the domains in [`bounds`], which are printed with it.

pub mod bounds;

mod amounts;
mod atom;
mod check;
mod compare;
mod connective;
mod context;
mod define;
mod difference;
mod evaluator;
mod ground;
mod input_set;
mod linear;
mod memory;
mod names;
mod operation;
mod outcome;
mod outcomes;
mod partition;
mod path;
mod persons;
mod places;
mod question;
mod range;
mod reach;
mod reach_found;
mod reasons;
mod refutation;
mod rejected;
mod rounding;
mod support;
mod term;
mod tree;

#[cfg(test)]
mod concrete;
#[cfg(test)]
mod random_law;
#[cfg(test)]
mod remembered;
#[cfg(test)]
mod soundness;
#[cfg(test)]
pub(crate) mod testing;

pub use amounts::Amounts;
pub use atom::Atom;
pub use check::{Checker, check};
pub use evaluator::Evaluator;
pub use ground::Ground;
pub use input_set::InputSet;
pub use memory::{Left, Memory};
pub use names::Names;
pub use outcome::{Outcome, Values};
pub use partition::Partition;
pub use path::{Domain, Path};
pub use persons::{about, comparison};
pub use places::Places;
pub use question::{Question, Readings, readings_of};
pub use range::Range;
pub use reach::{Proof, Reason};
pub use reasons::Reasons;
pub use rejected::{Accepted, Rejected};

pub(crate) use difference::contradict;
pub(crate) use operation::symbol_outcome;
