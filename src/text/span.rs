//! Places in the texts of a library.

use serde::{Deserialize, Serialize};

/// Which text of a [`Library`](super::Library): its number in the order of loading, from 0.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct FileId(pub u32);

/// A stretch of one text, from byte `start` (included) to byte `end` (not included).
///
/// Ordered by file, then by place.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// Byte offset of its first character.
    pub start: u32,
    /// Byte offset after its last character.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` to `end`; where `end` is before `start`, the empty one at `start`.
    #[must_use]
    pub const fn new(file: FileId, start: u32, end: u32) -> Span {
        Span {
            file,
            start,
            end: if end < start { start } else { end },
        }
    }

    /// The empty stretch at a place.
    #[must_use]
    pub const fn at(file: FileId, offset: u32) -> Span {
        Span {
            file,
            start: offset,
            end: offset,
        }
    }

    /// The shortest stretch with both in it. Spans of different files have none: then `self`.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Its length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it has no bytes.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: FileId = FileId(1);

    #[test]
    fn joined_over_the_gap() {
        let (one, two) = (Span::new(FILE, 2, 4), Span::new(FILE, 8, 9));
        assert_eq!(one.join(two), Span::new(FILE, 2, 9));
        assert_eq!(two.join(one), Span::new(FILE, 2, 9));
        assert_eq!(one.join(Span::at(FILE, 3)), one);
    }

    #[test]
    fn not_joined_over_files() {
        let one = Span::new(FILE, 2, 4);
        assert_eq!(one.join(Span::new(FileId(2), 0, 9)), one);
    }

    #[test]
    fn lengths() {
        assert_eq!(Span::new(FILE, 2, 4).len(), 2);
        assert_eq!(Span::new(FILE, 4, 2), Span::at(FILE, 4));
        assert!(
            Span {
                file: FILE,
                start: 4,
                end: 2
            }
            .is_empty()
        );
    }

    #[test]
    fn ordered_by_file_then_place() {
        assert!(Span::at(FILE, 9) < Span::at(FileId(2), 0));
        assert!(Span::new(FILE, 1, 9) < Span::new(FILE, 2, 3));
    }
}
