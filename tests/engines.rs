//! The engines against each other, on laws made by chance: what `prove` says of all persons, days
//! and readings is what the interpreter says of each of them, and what the checker of certificates
//! accepts. More laws: `cases = 5000` in a proptest.toml, or PROPTEST_CASES.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod support;
