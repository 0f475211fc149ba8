//! What is asked of two sides of a law, two days of it or two versions: whether anything comes out
//! otherwise for somebody, on the same facts. Each question is put as a claim, that it does so for
//! nobody.

mod boundaries;
mod element;
mod frozen;
mod outcomes;
mod own_law;
mod questions;
mod sides;
mod versions;

pub use boundaries::{Change, Dated, Elsewhere, changes, dated, elsewhere};
pub use element::OneElement;
pub use frozen::frozen;
pub use outcomes::Outcome;
pub use own_law::says_its_law;
pub use questions::{Question, questions};
pub use sides::{Bindings, Sides};
pub use versions::{Basis, Incomparable, TermChange, Versions, versions};
