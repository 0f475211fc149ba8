//! Tells the linker where the programs of this package find the Z3 library when they run, and the
//! program what it was built from.
//!
//! `make setup` decides which Z3 is used and writes its library folder, as `KZRULE_Z3_LIB_DIR`,
//! into `.cargo/config.toml`. Without the feature `z3` nothing is linked and nothing is needed.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script is told what to do by the environment"
)]

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::Path;
use std::{env, fs, io};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=KZRULE_Z3_LIB_DIR");
    println!("cargo::rustc-env=KZRULE_SOURCE={:016x}", source());

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

/// A hash of what the program is built from: verdicts that another program kept are not those of this
/// one.
fn source() -> u64 {
    let mut hash = DefaultHasher::new();
    let paths = ["Cargo.lock", "grammar", "src"].map(Path::new);
    for path in paths.into_iter().filter(|path| path.exists()) {
        println!("cargo::rerun-if-changed={}", path.display());
        // What cannot be read here cannot be built from, either.
        let _ = add(path, &mut hash);
    }
    hash.finish()
}

fn add(path: &Path, hash: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        hash.write(path.as_os_str().as_encoded_bytes());
        hash.write(&fs::read(path)?);
        return Ok(());
    }
    let mut inside: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
    inside.sort_by_key(fs::DirEntry::path);
    inside.iter().try_for_each(|entry| add(&entry.path(), hash))
}
