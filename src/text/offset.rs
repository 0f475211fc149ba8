//! Conversions between the sizes of memory and the `u32` offsets kept in spans.

/// The offset as a `u32`; what lies beyond 4 GiB is taken to the last one.
pub(super) fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The offset as an index.
pub(super) fn index(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for number in [0, 1, 50_000_000, u32::MAX] {
            assert_eq!(offset(index(number)), number);
        }
    }

    #[test]
    fn beyond_the_last_offset() {
        assert_eq!(offset(usize::MAX), u32::MAX);
    }
}
