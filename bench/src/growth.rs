//! How the audit grows with the law, and what dominates.

use std::time::{Duration, Instant};

use kzrule::audit::questions;
use kzrule::prove::{Effort, audit};

use crate::kz::checked;

#[path = "../../tests/support/corpus.rs"]
mod corpus;
#[path = "../../tests/support/documents.rs"]
mod documents;

type Failure = Box<dyn std::error::Error>;

/// What a corpus was made of and what it took.
pub struct Point {
    pub of: String,
    pub read: Duration,
    pub audited: Duration,
    pub questions: usize,
    pub findings: usize,
}

/// The generated corpus of so many rules, without its badges: each of them is a dead end of its own.
pub fn rules(count: usize) -> Result<Point, Failure> {
    point(format!("{count} rules"), corpus::corpus(count))
}

/// The generated corpus of so many documents that require one another.
pub fn documents(count: usize) -> Result<Point, Failure> {
    point(format!("{count} documents"), documents::documents(count))
}

fn point(of: String, files: Vec<(String, String)>) -> Result<Point, Failure> {
    let start = Instant::now();
    let mut law = checked(files)?.law;
    let read = start.elapsed();
    let start = Instant::now();
    let questions = questions(&mut law);
    let found = audit(&law, &questions, Effort::default())?;
    Ok(Point {
        of,
        read,
        audited: start.elapsed(),
        questions: questions.len(),
        findings: found.len(),
    })
}
