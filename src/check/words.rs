//! The lint on names without words for people.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputKind, Phrases, TermRole, Type};
use crate::text::Span;

use super::context::Checker;

impl Checker<'_> {
    /// Reports each name that has no words, or lacks one that the texts for people need.
    pub fn lint_words(&mut self) {
        let mut missing: Vec<(Span, String, String)> = Vec::new();
        let mut want = |name: &str, span: Option<Span>, absent: &[&str]| {
            if let (Some(span), false) = (span, absent.is_empty()) {
                missing.push((span, name.to_owned(), absent.join(" and ")));
            }
        };
        for input in &self.law.inputs {
            let absent = match input.kind {
                InputKind::Holding => lacking(&input.phrases, &["main", "short", "yes", "no"]),
                InputKind::Fact if input.ty == Type::Bool => {
                    lacking(&input.phrases, &["yes", "no"])
                }
                InputKind::Fact => lacking(&input.phrases, &["main"]),
                _ => Vec::new(),
            };
            want(&input.name, input.span, &absent);
        }
        for term in self.law.terms.iter().filter(|term| term.ty == Type::Bool) {
            if matches!(term.role, TermRole::Define | TermRole::Value) {
                want(
                    &term.name,
                    term.span,
                    &lacking(&term.phrases, &["yes", "no"]),
                );
            }
        }
        for step in &self.law.steps {
            want(
                &step.name,
                step.span,
                &lacking(&step.phrases, &["main", "does"]),
            );
        }
        for (span, name, absent) in missing {
            self.report(
                Diagnostic::new(
                    Code::NoWords,
                    format!("`{name}` has no words for people: {absent}"),
                )
                .at(span, "")
                .help("proofs and explanations say the bare name where words are missing"),
            );
        }
    }
}

fn lacking(phrases: &Phrases, wanted: &[&str]) -> Vec<&'static str> {
    let mut absent = Vec::new();
    let mut need = |kind: &str, words: &Option<String>, told: &'static str| {
        if wanted.contains(&kind) && words.is_none() {
            absent.push(told);
        }
    };
    need("main", &phrases.main, "a noun or verb (\"…\")");
    need(
        "short",
        &phrases.short,
        "a noun without article (short \"…\")",
    );
    need(
        "yes",
        &phrases.yes,
        "what is said where it holds (yes \"…\")",
    );
    need(
        "no",
        &phrases.no,
        "what is said where it does not (no \"…\")",
    );
    need(
        "does",
        &phrases.does,
        "the verb in the third person (does \"…\")",
    );
    absent
}
