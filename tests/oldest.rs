//! The oldest compiler that Cargo.toml names is enough for what is locked. That our own code calls
//! nothing newer is for clippy (`incompatible_msrv`).

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::process::Command;

use serde_json::Value as Json;

/// What a run prints, here in the folder of the project.
fn printed(program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(arguments);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {complaint}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// "1.88" and "1.88.0" as numbers.
fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}

#[test]
fn the_oldest_compiler_builds_what_is_locked() {
    let about = printed("rustc", &["-vV"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let arguments = [
        "metadata",
        "--locked",
        "--offline",
        "--format-version=1",
        "--filter-platform",
        host.unwrap(),
    ];
    let metadata: Json = serde_json::from_str(&printed(env!("CARGO"), &arguments)).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours = packages.iter().find(|package| package["name"] == "kzrule");
    let oldest = version(ours.unwrap()["rust_version"].as_str().unwrap());
    for package in packages {
        if let Some(needed) = package["rust_version"].as_str() {
            let (name, at) = (&package["name"], &package["version"]);
            assert!(version(needed) <= oldest, "{name} {at} needs {needed}");
        }
    }
}
