use crate::law::Law;
use crate::report::layout;
use crate::report::words::capitalized;

use super::{Compared, Sided, page};

/// The differences as Markdown, for the description of a change: what the text says, in its order.
pub fn markdown(law: &Law, compared: &Compared, found: &[Sided<'_>]) -> String {
    let page = page(law, compared, &capitalized(&compared.title), found);
    layout::markdown(&page.into_parts())
}
