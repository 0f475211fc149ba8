//! The page: text of 100 columns, prose to 98, quotations to 82, references flush right.
//!
//! A [`Page`] is a list of parts. It knows of law no more than that words stand on lines of texts,
//! and on which readings a part is so. Its parts are made lines of text ([`Page::finish`]) or Markdown
//! ([`markdown()`]) here, and a page for a browser by [`super::page`]: the same words in three media.

mod lines;
mod literal;
mod markdown;
mod note;
mod page;
mod part;
mod printable;
mod table;
mod wrap;

pub use markdown::markdown;
pub use note::{Note, Piece};
pub use page::{Ending, Page};
pub use part::{Part, Step};
pub use printable::printable;
pub use table::{Row, STROKE, Table};
pub use wrap::{NO_BREAK, unbroken, width, wrap};

/// The columns of a page; references and bars end here.
pub const PAGE: usize = 100;

/// Prose ends here.
pub const PROSE: usize = 98;

/// Quotations end here.
pub const QUOTATION: usize = 82;

/// The columns of one level.
pub const LEVEL: usize = 2;
