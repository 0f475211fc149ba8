//! The heads of rules, without the names of what is not there, or over which they do not prevail.

use crate::syntax::{Name, Rule, signs};

use super::super::edits::Edits;
use super::Consolidation;
use super::standing::Standings;

impl Consolidation<'_> {
    /// Takes the names of such rules out of a head, and a list that is empty then with
    /// the words before it. Nothing else of the head is touched.
    pub(super) fn heads(&self, rule: &Rule, standings: &Standings<'_>, edits: &mut Edits) {
        let lists: [(&[&str], &[Name]); 3] = [
            (&["lifts"], &rule.lifts),
            (&["despite"], &rule.despite),
            (&["subject", "to"], &rule.subject_to),
        ];
        for (words, names) in lists {
            let stays = |name: &Name| standings.is_there(name) && !standings.is_idle(name);
            edits.shorten(self.library, words, names, stays, rule.head());
        }
    }

    /// Where the brace of a rule opens.
    pub(super) fn brace(&self, rule: &Rule) -> Option<u32> {
        let start = rule.head();
        let text = self.library.text(rule.name.span.file);
        let (at, _) = signs(text.get(start as usize..)?).find(|(_, sign)| *sign == "{")?;
        Some(start + u32::try_from(at).ok()?)
    }
}
