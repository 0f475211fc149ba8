//! What was not asked, in words.

use crate::eval::{Follows, Wanted};
use crate::law::{ExprId, Law};

use super::super::layout::{LEVEL, Note, Page};
use super::super::rule_words::rule_reference;
use super::super::words::capitalized;
use super::REMARK;
use super::choices::answered;
use super::needless::Needless;
use super::phrase::words;

/// What was not asked: because it follows from what was said, with what the law assumes; or because no
/// answer could change the result, with why not and the lines of the rule that asks for it. Nothing where all was.
pub fn not_asked(law: &Law, follows: &[Follows], needless: &[Needless]) -> String {
    let mut page = Page::new();
    if needless.is_empty() && follows.is_empty() {
        return page.finish();
    }
    page.wide_gap();
    page.line("");
    page.section("Not asked", None);
    if !follows.is_empty() {
        page.paragraph(1, "These follow from what was said.");
    }
    for one in follows {
        let asked = words(law, Wanted::Value(one.input));
        let told = format!(
            "{asked} {}",
            capitalized(&answered(law, one.input, one.value))
        );
        page.paragraph(2, &told);
        if let Some(why) = assumed(law, one.by) {
            page.noted(REMARK + LEVEL, &why, "assumed");
        }
    }
    if !needless.is_empty() {
        page.paragraph(1, "No answer to these could change the result.");
    }
    for Needless { inputs, because } in needless {
        page.gap();
        for why in because {
            page.paragraph(1, why);
        }
        for (input, rule) in inputs {
            let lines = rule.map_or_else(Note::none, |rule| rule_reference(law, rule));
            page.noted(REMARK, &words(law, Wanted::Value(*input)), lines);
        }
    }
    page.finish()
}

/// What is assumed of everybody, in the words of the rules.
pub(super) fn assumed(law: &Law, by: ExprId) -> Option<String> {
    let assumption = law.assumes.iter().find(|one| one.holds == by)?;
    assumption.words.clone()
}
