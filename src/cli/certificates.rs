//! The proofs of verdicts, written to files.

use std::fs;
use std::path::Path;

use crate::law::Law;
use crate::verdict::{Certificate, Verdict};

use super::exit::Exit;
use super::read::shown;
use super::unwritten::Unwritten;
use super::write::write_all;

/// Writes the proofs to a folder, if one is named, all or none. The verdicts stand either way.
///
/// # Errors
///
/// Where they cannot be written, or a file that is no proof is in the place of one.
pub fn write(law: &Law, verdicts: &[&Verdict], folder: Option<&Path>) -> Result<(), Unwritten> {
    folder.map_or(Ok(()), |folder| write_to(law, verdicts, folder))
}

/// How a verb ends that would end with `exit`, were the proofs written.
pub fn end(written: Result<(), Unwritten>, exit: Exit) -> Exit {
    match written {
        Ok(()) => exit,
        Err(unwritten) => exit.and(unwritten.complain()),
    }
}

fn write_to(law: &Law, verdicts: &[&Verdict], folder: &Path) -> Result<(), Unwritten> {
    let mut files = Vec::new();
    for verdict in verdicts {
        let Ok(certificate) = &verdict.certificate else {
            continue;
        };
        let path = folder.join(format!("{}.json", file_name(&law[verdict.claim].name)));
        if is_no_proof(&path) {
            return Err(Unwritten::new(
                format!(
                    "cannot write `{}`: a file that is no proof is there",
                    shown(&path)
                ),
                "move it, or name another folder",
            ));
        }
        let text = serde_json::to_string_pretty(certificate)
            .map_err(|error| Unwritten::by_system(&path, &error.into()))?;
        files.push((path, text + "\n"));
    }
    write_all(files)
}

/// Whether something else than a proof is in the place of one.
fn is_no_proof(path: &Path) -> bool {
    fs::read(path).is_ok_and(|there| serde_json::from_slice::<Certificate>(&there).is_err())
}

/// The name of a claim as it is; that of a question of the audit, which has blanks, with strokes.
fn file_name(claim: &str) -> String {
    claim.replace(": ", "-").replace(' ', "-")
}
