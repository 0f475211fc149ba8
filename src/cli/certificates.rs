//! The proofs of verdicts, written to files.

use std::path::Path;

use crate::law::Law;
use crate::verdict::Verdict;

use super::args::Format;
use super::exit::Exit;
use super::output::fail;
use super::read::shown;
use super::write::write;

/// Writes the proofs to a folder, if one is named, and says how the verb ends, which without that
/// would end with `exit`. The verdicts stand, whether or not their proofs can be written.
pub fn keep(
    law: &Law,
    verdicts: &[Verdict],
    folder: Option<&Path>,
    verb: &str,
    exit: Exit,
) -> Exit {
    match folder.map(|folder| write_all(law, verdicts, folder)) {
        None | Some(Ok(())) => exit,
        Some(Err(message)) => {
            fail(Format::Text, Some(verb), &message);
            exit.and(Exit::Wrong)
        }
    }
}

fn write_all(law: &Law, verdicts: &[Verdict], folder: &Path) -> Result<(), String> {
    for verdict in verdicts {
        let Ok(certificate) = &verdict.certificate else {
            continue;
        };
        let path = folder.join(format!("{}.json", file_name(&law[verdict.claim].name)));
        let text = serde_json::to_string_pretty(certificate)
            .map_err(|error| format!("cannot write `{}`: {error}", shown(&path)))?;
        write(&path, &(text + "\n"))?;
    }
    Ok(())
}

/// The name of a claim as it is; that of a question of the audit, which has blanks, with strokes.
fn file_name(claim: &str) -> String {
    claim.replace(": ", "-").replace(' ', "-")
}
