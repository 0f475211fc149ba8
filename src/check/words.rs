//! The lint on names without words for people.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputKind, Phrases, TermRole, Type};
use crate::text::Span;

use super::context::Checker;

impl Checker<'_> {
    /// Reports each name that has no words, or lacks one that the texts for people need.
    pub fn lint_words(&mut self) {
        let mut found = Vec::new();
        let mut want = |name: &str, span: Option<Span>, absent: Vec<&str>| {
            // A define with a mistake has no type, on which the words depend.
            if let Some(span) = span
                && !absent.is_empty()
                && !self.symbols.is_broken(name)
            {
                found.push(lint(name, span, &absent));
            }
        };
        for input in &self.law.inputs {
            let words = &input.phrases;
            let absent = match input.kind {
                InputKind::Holding => lacking([
                    (&words.main, "\"…\": a noun with its article"),
                    (&words.short, "short \"…\": the noun without its article"),
                    (&words.yes, "yes \"…\": what is said of a person who has it"),
                    (
                        &words.no,
                        "no \"…\": what is said of a person who has it not",
                    ),
                ]),
                InputKind::Fact | InputKind::Field(_) if input.ty == Type::Bool => {
                    yes_and_no(words)
                }
                InputKind::Length(_) => {
                    lacking([(&words.main, "\"…\": a noun for several: \"children\"")])
                }
                InputKind::Fact | InputKind::Field(_) => lacking([(&words.main, "\"…\": a noun")]),
                _ => Vec::new(),
            };
            // Holdings with attributes have their words in common; a field is named after its record.
            let name = input.name.split('(').next().unwrap_or_default();
            let own = name.rsplit_once('.').map_or(name, |(_, own)| own);
            want(own, input.span, absent);
        }
        for term in self.law.terms.iter().filter(|term| term.ty == Type::Bool) {
            if matches!(
                term.role,
                TermRole::Define | TermRole::Value | TermRole::Parameter
            ) {
                want(&term.name, term.span, yes_and_no(&term.phrases));
            }
        }
        for record in &self.law.records {
            let absent = lacking([(&record.phrases.main, "\"…\": a noun with its article")]);
            want(&record.name, Some(record.span), absent);
        }
        for step in &self.law.steps {
            let words = &step.phrases;
            let mut absent = lacking([(&words.main, "\"…\": a verb in the infinitive")]);
            // Of a step of somebody else it is told in the infinitive alone.
            if step.bearer().is_none() {
                let does = "does \"…\": the verb in the third person";
                absent.extend(lacking([(&words.does, does)]));
            }
            want(&step.name, step.span, absent);
        }
        self.diagnostics.append(&mut found);
    }
}

fn lint(name: &str, span: Span, absent: &[&str]) -> Diagnostic {
    let message = format!("`{name}` lacks words for people");
    Diagnostic::new(Code::NoWords, message)
        .at(span, "")
        .help(format!("add behind it\n{}", absent.join("\n")))
}

fn yes_and_no(words: &Phrases) -> Vec<&'static str> {
    lacking([
        (
            &words.yes,
            "\"…\": what is said of a person for whom it holds",
        ),
        (
            &words.no,
            "no \"…\": what is said of a person for whom it does not hold",
        ),
    ])
}

fn lacking<const N: usize>(words: [(&Option<String>, &'static str); N]) -> Vec<&'static str> {
    words
        .into_iter()
        .filter(|(words, _)| words.is_none())
        .map(|(_, told)| told)
        .collect()
}
