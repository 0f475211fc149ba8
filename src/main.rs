//! The command line of kzrule.

fn main() {}
