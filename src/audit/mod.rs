//! What is asked of a law without being asked for: each question put as a claim, so that it is
//! decided, certified and checked again like any other.
//!
//! A claim of the audit stands behind those of the files, in an order that depends on the law
//! alone, so that a certificate finds it again.

mod about;
mod alternatives;
mod asked;
mod conditions;
mod conflicts;
mod day_range;
mod dead_ends;
mod duties;
mod exceptions;
mod gaps;
mod never_granted;
mod operations;
mod parameters;
mod questions;
mod rules;
mod sanctions;
mod sought;
mod threshold;

pub use questions::{Question, Questions};

use crate::law::Law;

/// Puts all questions, and adds their claims to the law. Quadratic in the number of rules on one
/// term, linear in everything else.
pub fn questions(law: &mut Law) -> Vec<Question> {
    let mut questions = Questions::new(law);
    rules::ask(&mut questions);
    conditions::ask(&mut questions);
    exceptions::ask(&mut questions);
    gaps::ask(&mut questions);
    operations::ask(&mut questions);
    conflicts::ask(&mut questions);
    parameters::ask(&mut questions);
    duties::ask(&mut questions);
    sanctions::ask(&mut questions);
    never_granted::ask(&mut questions);
    dead_ends::ask(&mut questions);
    threshold::ask(&mut questions);
    questions.put
}
