//! How the audit grows with the law, and what dominates.

use std::time::{Duration, Instant};

use kzrule::audit::questions;
use kzrule::prove::{Effort, audit};
use kzrule::verdict::Subject;

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

/// The generated corpus of so many rules, asked all but dead ends.
pub fn rules(count: usize) -> Result<Point, Failure> {
    let is_asked = |about: &Subject| !matches!(about, Subject::DeadEnd(_));
    point(format!("{count} rules"), corpus::corpus(count), is_asked)
}

/// The generated corpus of so many documents that require one another.
pub fn documents(count: usize) -> Result<Point, Failure> {
    let files = documents::documents(count);
    point(format!("{count} documents"), files, |_| true)
}

fn point(
    of: String,
    files: Vec<(String, String)>,
    is_asked: impl Fn(&Subject) -> bool,
) -> Result<Point, Failure> {
    let start = Instant::now();
    let mut law = checked(files)?.law;
    let read = start.elapsed();
    let start = Instant::now();
    let mut questions = questions(&mut law);
    questions.retain(|question| is_asked(&question.about));
    let found = audit(&law, &questions, Effort::default())?;
    Ok(Point {
        of,
        read,
        audited: start.elapsed(),
        questions: questions.len(),
        findings: found.len(),
    })
}
