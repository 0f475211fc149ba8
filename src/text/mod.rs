//! Texts handed to the program, places in them, and quotations found in them.
//!
//! Nothing here reads files: a [`Library`] keeps the texts it is given, a [`Span`] points into
//! one, and a [`SearchText`] finds quotations whatever their line breaks and spaces. Offsets are
//! bytes of UTF-8 in a `u32`; a text longer than 4 GiB is not addressed beyond that.

mod alignment;
mod cost;
mod difference;
mod ellipsis;
mod hidden;
mod library;
mod lines;
mod lookalike;
mod markless;
mod nearest;
mod negation;
mod normal;
mod occurrences;
mod offset;
mod passage;
mod quote;
mod regions;
mod similar;
mod span;
mod token;
mod unclaimed;
mod window;
mod word;
mod word_index;

pub use difference::Difference;
pub use hidden::{Hidden, hidden};
pub use library::Library;
pub use lookalike::{Letters, composed, letters_apart, look, look_alike, mixed, plain, variants};
pub use markless::markless;
pub use nearest::{Nearest, QUOTE_WORDS_LIMIT};
pub use negation::affirmed;
pub use passage::Passage;
pub use quote::{PASSAGES_LIMIT, SearchText};
pub use similar::{closest, is_slip};
pub use span::{FileId, Span};
pub use unclaimed::unclaimed;
pub use word::whole_words;
