/// A new segment of stack is taken when less than this is left; Z3 needs some of it, too.
const RED_ZONE: usize = 256 * 1024;

/// The size of a new segment of stack.
const SEGMENT: usize = 16 * 1024 * 1024;

/// Runs one level of a recursion, on a new segment of stack where the present one is short: how deep
/// a law, a tree or a proof may be has limits of its own, and the stack is not to be one.
pub fn with_stack<T>(level: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(RED_ZONE, SEGMENT, level)
}
