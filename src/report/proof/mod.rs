//! Verdicts and proofs in words.

use std::path::Path;

use crate::law::Law;
use crate::verdict::Verdict;

use super::layout::Page;

/// The verdicts as a page of text. `certificates` is the folder they are written to, if any.
pub fn text(law: &Law, verdicts: &[Verdict], certificates: Option<&Path>) -> String {
    let _ = certificates;
    let mut page = Page::new();
    for verdict in verdicts {
        page.banner("", &law[verdict.claim].name);
    }
    page.finish()
}
