/// A new segment of stack is taken when less than this is left; Z3 needs some of it, too.
const RED_ZONE: usize = 256 * 1024;

/// The size of a new segment of stack.
const SEGMENT: usize = 16 * 1024 * 1024;

/// Runs one level of a recursion, on a new segment of stack where the present one is short: the
/// law may nest as deep as `check` allows, a tree as deep as a certificate may be.
pub(super) fn with_stack<T>(level: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(RED_ZONE, SEGMENT, level)
}
