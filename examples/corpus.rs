//! Writes a corpus of so many rules into a folder: `cargo run --example corpus -- 10000 FOLDER`.

use std::path::Path;
use std::{env, fs, io};

#[path = "../tests/support/corpus.rs"]
mod generator;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [rules, folder] = arguments.as_slice() else {
        return Err(io::Error::other(
            "two arguments: how many rules, and a folder",
        ));
    };
    let rules = rules.parse().map_err(io::Error::other)?;
    for (path, text) in generator::corpus(rules) {
        let path = Path::new(folder).join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
