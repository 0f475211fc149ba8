//! Writes a corpus into a folder, of so many rules or of so many documents:
//! `cargo run --example corpus -- rules 10000 FOLDER`, or `documents`.

use std::path::Path;
use std::{env, fs, io};

#[path = "../tests/support/corpus.rs"]
mod corpus;
#[path = "../tests/support/documents.rs"]
mod documents;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let wanted = || io::Error::other("three arguments: `rules` or `documents`, how many, a folder");
    let [what, count, folder] = arguments.as_slice() else {
        return Err(wanted());
    };
    let count = count.parse().map_err(io::Error::other)?;
    let files = match what.as_str() {
        "rules" => corpus::corpus(count),
        "documents" => documents::documents(count),
        _ => return Err(wanted()),
    };
    for (path, text) in files {
        let path = Path::new(folder).join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
