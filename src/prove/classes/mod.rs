//! Exactly who: persons told apart in the law's own words.

mod primes;
mod vocabulary;

pub use primes::{Kinds, Most, Persons, first_primes, primes};
pub use vocabulary::{Cube, Vocabulary, changes_with_days, may_be_compared};

use super::untold::Untold;

/// Tells persons apart in the law's own defines; where these do not suffice, in what they are made
/// of as well. `words` makes the plain vocabulary, or the one that is not.
pub fn in_words<T>(
    words: impl Fn(bool) -> Vocabulary,
    mut tell: impl FnMut(&Vocabulary) -> Result<T, Untold>,
) -> Result<T, Untold> {
    match tell(&words(true)) {
        Err(Untold::WordsTooFew) => tell(&words(false)),
        found => found,
    }
}
