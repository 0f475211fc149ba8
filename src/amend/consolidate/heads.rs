//! The heads of rules, without the names of what is not there.

use crate::syntax::{Name, Rule, signs};
use crate::text::Span;

use super::Consolidation;
use super::edits::Edits;
use super::standing::Standings;

impl Consolidation<'_> {
    /// Takes the names of rules that are not there out of a head, and a list that is empty then with
    /// the words before it. Nothing else of the head is touched.
    pub(super) fn heads(&self, rule: &Rule, standings: &Standings<'_>, edits: &mut Edits) {
        let lists: [(&[&str], &[Name]); 3] = [
            (&["lifts"], &rule.lifts),
            (&["despite"], &rule.despite),
            (&["subject", "to"], &rule.subject_to),
        ];
        for (words, names) in lists {
            let there = names.iter().filter(|name| standings.is_there(name));
            let there: Vec<&str> = there.map(|name| name.own()).collect();
            let mut spans = names.iter().map(|name| name.span);
            let Some(first) = spans.next().filter(|_| there.len() < names.len()) else {
                continue;
            };
            let span = spans.fold(first, Span::join);
            if there.is_empty() {
                edits.replace(self.with_words(words, span, self.head(rule)), "");
            } else {
                edits.replace(span, there.join(", "));
            }
        }
    }

    /// Where the head of a rule begins, behind its name and heading.
    fn head(&self, rule: &Rule) -> u32 {
        match &rule.heading {
            Some(heading) => heading.span.end + 1,
            None => rule.name.span.end,
        }
    }

    /// Where the brace of a rule opens.
    pub(super) fn brace(&self, rule: &Rule) -> Option<u32> {
        let start = self.head(rule);
        let text = self.library.text(rule.name.span.file);
        let (at, _) = signs(text.get(start as usize..)?).find(|(_, sign)| *sign == "{")?;
        Some(start + u32::try_from(at).ok()?)
    }

    /// A stretch with the words right before it, if they stand there, behind a place.
    pub(super) fn with_words(&self, words: &[&str], span: Span, behind: u32) -> Span {
        let text = self.library.slice(Span::new(span.file, behind, span.start));
        let before: Vec<(usize, &str)> = signs(text).collect();
        let last = before.len().checked_sub(words.len());
        let last = last.and_then(|at| before.get(at..)).unwrap_or_default();
        let same = last.iter().map(|(_, sign)| sign).eq(words);
        let first = last.first().filter(|_| same).map(|(at, _)| *at);
        match first.and_then(|at| u32::try_from(at).ok()) {
            Some(at) => Span::new(span.file, behind + at, span.end),
            None => span,
        }
    }
}
