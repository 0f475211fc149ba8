//! The page: text of 100 columns, prose to 98, quotations to 82, references flush right.
//!
//! A [`Page`] knows nothing of law. Every line is finished as it is added, so that the same parts
//! always make the same page.

mod page;
mod printable;
mod table;
mod wrap;

pub use page::{Ending, Page};
pub use printable::printable;
pub use table::{Row, Table};
pub use wrap::{NO_BREAK, width};

/// The columns of a page; references and bars end here.
pub const PAGE: usize = 100;

/// Prose ends here.
pub const PROSE: usize = 98;

/// Quotations end here.
pub const QUOTATION: usize = 82;

/// The columns of one level.
pub const LEVEL: usize = 2;
