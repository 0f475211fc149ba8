//! Every word of a source is claimed: by a rule, a provision, an act or a define that quotes it,
//! or by a passage that is set aside with a reason. What cases and claims quote is not claimed by
//! that: they say what follows, not what the text provides.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Citation, Ground, SourceId};
use crate::text::{Span, unclaimed};

use super::context::Checker;
use super::unseen::{self, unquotable};

/// The most passages reported of one source; the rest is counted.
const PASSAGES_LIMIT: usize = 20;

/// A passage of more bytes is not written out in the help.
const QUOTED_LIMIT: usize = 200;

impl Checker<'_> {
    /// Reports the passages of all sources that nothing claims, but for excerpts.
    pub fn find_unclaimed(&mut self) {
        let mut claimed: BTreeMap<SourceId, Vec<Range<usize>>> = BTreeMap::new();
        for citation in self.claiming() {
            let ranges = citation
                .spans
                .iter()
                .map(|span| span.start as usize..span.end as usize);
            claimed.entry(citation.source).or_default().extend(ranges);
        }
        for at in 0..self.law.sources.len() {
            let id = SourceId::at(at);
            if self.law[id].path.is_some() && !self.law[id].excerpt {
                let ranges = claimed.get(&id).map_or(&[][..], Vec::as_slice);
                self.find_unclaimed_in(id, ranges);
            }
        }
    }

    /// The quotations of what makes the law.
    fn claiming(&self) -> impl Iterator<Item = &Citation> {
        let law = &self.law;
        let acts = law.acts.iter().flat_map(|act| {
            let said = act.adopted.iter().chain(&act.published);
            let said = said.map(|(_, grounds)| grounds);
            said.chain(act.in_force.iter().map(|(_, grounds)| grounds))
        });
        let grounds = law
            .written
            .iter()
            .flat_map(|written| &written.grounds)
            .chain(
                law.provisions
                    .iter()
                    .flat_map(|provision| &provision.grounds),
            )
            .chain(law.terms.iter().flat_map(|term| &term.grounds))
            .chain(acts.flatten())
            .chain(law.amendments.iter().flat_map(|one| &one.grounds))
            .chain(law.canons.iter().flat_map(|canon| &canon.grounds));
        let cited = grounds.filter_map(|ground| match ground {
            Ground::Cited(citation) => Some(citation),
            Ground::Reported(..) | Ground::Assumed(_) => None,
        });
        let set_aside = law.not_encoded.iter().map(|(citation, _)| citation);
        let unmodelled = law.unmodelled.iter().map(|passage| &passage.citation);
        cited.chain(set_aside).chain(unmodelled)
    }

    fn find_unclaimed_in(&mut self, id: SourceId, claimed: &[Range<usize>]) {
        let (file, name) = (self.law[id].file, self.law[id].name.clone());
        let text = self.library.text(file);
        let passages = unclaimed(text, claimed);
        let beyond = passages.len().saturating_sub(PASSAGES_LIMIT);
        for (at, passage) in passages.into_iter().take(PASSAGES_LIMIT).enumerate() {
            let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let span = Span::new(file, clip(passage.start), clip(passage.end));
            let message = if at + 1 == PASSAGES_LIMIT && beyond > 0 {
                format!("no rule claims these words of `{name}`, nor {beyond} further passages")
            } else {
                format!("no rule claims these words of `{name}`")
            };
            let words = text.get(passage.clone()).unwrap_or_default();
            let help = match (unquotable(words), self.proposal(id, text, &passage)) {
                (Some(_), _) => unseen::ADVICE.to_owned(),
                (None, Some(quote)) => format!(
                    "quote them in a rule, or set them aside:\n\
                     not encoded cites {name} \"{quote}\" because \"…\""
                ),
                (None, None) => "quote them in a rule, with the words around them".to_owned(),
            };
            self.report(
                Diagnostic::new(Code::Unclaimed, message)
                    .at(span, "")
                    .help(help),
            );
        }
    }

    /// The words of a passage as they can be quoted, with the mark that ends them; where they are
    /// many, a gap. `None` where such a quotation would not be found once.
    fn proposal(&self, id: SourceId, text: &str, passage: &Range<usize>) -> Option<String> {
        let rest = text.get(passage.end..)?;
        let mark = rest
            .find(|sign: char| sign.is_whitespace() || sign == '"')
            .unwrap_or(rest.len());
        let words = text.get(passage.start..passage.end + mark)?;
        if words.len() > QUOTED_LIMIT {
            return Some("…".to_owned());
        }
        let quote = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = self.texts.get(&id)?.find(&quote).len();
        (found == 1 && !quote.contains('"')).then_some(quote)
    }
}
