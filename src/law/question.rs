use crate::calendar::{Day, Interval};
use crate::text::Span;

use super::{ClaimId, ExprId, Form, Ground, InputId, Law, StepId, Value};

/// What holds of every possible person.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// In words, a sentence.
    pub words: Option<String>,
    /// A Boolean expression.
    pub holds: ExprId,
}

/// A worked example.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// Its heading.
    pub heading: Option<String>,
    /// The place of its name.
    pub span: Span,
    /// Sentences it illustrates.
    pub grounds: Vec<Ground>,
    /// The day of the facts and of the law.
    pub day: Day,
    /// What is given, readings of `under` included. The rest is unknown.
    pub given: Vec<(InputId, Value)>,
    /// What is not mentioned is "no" and not held; other facts stay unknown.
    pub closed: bool,
    /// The step being taken.
    pub step: Option<StepId>,
    /// What must come out.
    pub expect: Vec<Expectation>,
}

/// What a case expects.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// Its place in the files.
    pub span: Span,
    /// Readings that hold for this expectation alone; they replace those of the case.
    pub under: Vec<(InputId, Value)>,
    /// A Boolean expression that must come out true, or open where `undetermined`.
    pub outcome: ExprId,
    /// The outcome is expected to be open.
    pub undetermined: bool,
    /// Names of rules, provisions, acts, defines or inputs that must stand among the reasons.
    pub by: Vec<(String, Span)>,
}

/// The verdict a claim expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Proved on all readings it is stated for.
    Proved,
    /// Proved exactly on these readings, refuted on all others it is stated for.
    ProvedUnder(ExprId),
    /// Refuted on all readings it is stated for.
    Refuted,
}

/// A claim on all persons and days.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// Its heading.
    pub heading: Option<String>,
    /// The place of its name.
    pub span: Span,
    /// Sentences it is about.
    pub grounds: Vec<Ground>,
    /// The region of readings it is stated for: a Boolean expression over readings.
    pub under: ExprId,
    /// The persons it is about: conjuncts, in the order written.
    pub for_whom: Vec<ExprId>,
    /// Its first day.
    pub from: Option<Day>,
    /// The day after its last.
    pub until: Option<Day>,
    /// What must hold.
    pub claim: ExprId,
    /// The verdict expected.
    pub expected: Expected,
    /// Its form, where it has one of its own.
    pub form: Option<Form>,
}

impl Claim {
    /// The conditions that say whom it is about, without those that its form adds.
    #[must_use]
    pub fn stated_for(&self) -> &[ExprId] {
        let stated = self.form.as_ref().map(|form| form.stated);
        let stated = stated.and_then(|stated| self.for_whom.get(..stated));
        stated.unwrap_or(&self.for_whom)
    }

    /// The days it is about.
    #[must_use]
    pub const fn window(&self) -> Interval {
        Interval {
            from: self.from,
            until: self.until,
        }
    }
}

impl Law {
    /// Puts a question that no file puts: a claim behind all others, on every day and reading. Its
    /// name has a blank in it, as no name of a file has.
    pub fn put(
        &mut self,
        (name, span): (String, Span),
        for_whom: Vec<ExprId>,
        claim: ExprId,
        expected: Expected,
    ) -> ClaimId {
        let under = self.exprs.lit(Value::Bool(true));
        self.claims.push(Claim {
            name,
            heading: None,
            span,
            grounds: Vec::new(),
            under,
            for_whom,
            from: None,
            until: None,
            claim,
            expected,
            form: None,
        });
        ClaimId::at(self.claims.len() - 1)
    }
}
