//! Tells the linker where the programs of this package find the Z3 library when they run.
//!
//! `make setup` decides which Z3 is used and writes its library folder, as `KZRULE_Z3_LIB_DIR`,
//! into `.cargo/config.toml`. Without the feature `z3` nothing is linked and nothing is needed.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script is told what to do by the environment"
)]

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=KZRULE_Z3_LIB_DIR");

    if env::var_os("CARGO_FEATURE_Z3").is_none() {
        return;
    }
    match env::var("KZRULE_Z3_LIB_DIR") {
        Ok(dir) => {
            // Binaries, tests, benches and examples, in every profile.
            println!("cargo::rustc-link-arg=-Wl,-rpath,{dir}");
        }
        Err(_) => {
            println!(
                "cargo::warning=kzrule is not set up, so the Z3 that gets linked is whatever is \
                 found: run `make setup`, or build with `--no-default-features --features cli`"
            );
        }
    }
}
