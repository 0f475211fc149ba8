//! Words in which nothing stands: a ground, a title or a reason that says nothing is none.

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{Found, Ground, Item, ItemKind, Parsed, Words, visit};
use crate::text::{FileId, Span};

/// Reports the grounds, titles and reasons of all files that say nothing.
pub fn empty_words(files: &[(FileId, Parsed)], found: &mut Vec<Diagnostic>) {
    for item in files.iter().flat_map(|(_, parsed)| &parsed.items) {
        visit(item, &mut |part| {
            if let Found::Ground(ground) = part {
                found.extend(empty_ground(ground));
            }
        });
        of_item(item, found);
    }
}

/// What of an item are no grounds that are visited: its title, its reason, and the grounds of what
/// asks of the law.
fn of_item(item: &Item, found: &mut Vec<Diagnostic>) {
    match &item.kind {
        ItemKind::Rule(rule) => found.extend(empty_title(rule.heading.as_ref())),
        ItemKind::Restate(restate) => found.extend(empty_title(restate.rule.heading.as_ref())),
        ItemKind::Provision(provision) => {
            found.extend(empty_title(provision.heading.as_ref()));
            for member in &provision.members {
                of_item(member, found);
            }
        }
        ItemKind::Act(act) => found.extend(empty_title(Some(&act.title))),
        ItemKind::Source(source) => found.extend(empty_title(Some(&source.title))),
        ItemKind::Case {
            heading, grounds, ..
        }
        | ItemKind::Prove {
            heading, grounds, ..
        } => {
            found.extend(empty_title(heading.as_ref()));
            found.extend(grounds.iter().filter_map(empty_ground));
        }
        ItemKind::NotEncoded { because, .. }
        | ItemKind::Unmodelled { because, .. }
        | ItemKind::Intended { because, .. } => found.extend(empty(
            because,
            "the reason is empty",
            "say why behind `because`",
        )),
        _ => {}
    }
}

fn empty_ground(ground: &Ground) -> Option<Diagnostic> {
    match ground {
        Ground::Cites { quote, .. } => quotes_nothing(quote).then(|| {
            told(
                quote,
                "the quotation is empty",
                "quote words of the source; `…` stands for words left out between them",
            )
        }),
        Ground::Reported { words, .. } => empty(
            words,
            "the report is empty",
            "say in your own words what the source reports",
        ),
        Ground::Assumed(words) => empty(words, "the assumption is empty", "say what is assumed"),
    }
}

/// Whether no word is quoted.
pub fn quotes_nothing(quote: &Words) -> bool {
    quote
        .text
        .chars()
        .all(|sign| sign.is_whitespace() || sign == '…')
}

fn empty_title(title: Option<&Words>) -> Option<Diagnostic> {
    empty(
        title?,
        "the title is empty",
        "write the title, or leave out the quotation marks",
    )
}

fn empty(words: &Words, message: &str, help: &str) -> Option<Diagnostic> {
    words
        .text
        .trim()
        .is_empty()
        .then(|| told(words, message, help))
}

/// Marks the quotation marks as well: between them there may be nothing to mark.
fn told(words: &Words, message: &str, help: &str) -> Diagnostic {
    let span = Span::new(
        words.span.file,
        words.span.start.saturating_sub(1),
        words.span.end.saturating_add(1),
    );
    Diagnostic::new(Code::EmptyWords, message)
        .at(span, "")
        .help(help)
}
