use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Source, SourceId};
use crate::syntax::{self, Words};
use crate::text::FileId;

use super::super::citations::source_path;
use super::super::context::Checker;
use super::super::phrases::folded;
use super::super::symbols::Symbol;

/// A hash may be abbreviated, but not to fewer digits than no accident meets.
const SHORTEST_HASH: usize = 16;

/// The digits of a whole hash.
const LONGEST_HASH: usize = 64;

/// So many digits are proposed.
const TOLD_HASH: usize = 32;

impl Checker<'_> {
    pub fn declare_source(&mut self, source: &syntax::Source) {
        let syntax::Source {
            name, title, path, ..
        } = source;
        let rule_file = self.library.path(name.span.file).to_owned();
        let full = path
            .as_ref()
            .and_then(|path| source_path(&rule_file, &path.text));
        let file = full.and_then(|full| self.library.find_path(&full));
        let id = SourceId::at(self.law.sources.len());
        self.law.sources.push(Source {
            name: self.symbols.full(name),
            title: folded(title),
            path: path.as_ref().map(|path| path.text.clone()),
            link: source.link.as_ref().map(folded),
            file: file.unwrap_or(name.span.file),
            reviewed: source.reviewed.as_ref().map(|(day, _)| *day),
            // Of one that only reports, nothing is left out: there is no text.
            excerpt: path.is_some() && (source.excerpt || file.is_none()),
        });
        self.declare_name(name, Symbol::Source(id));
        if let Some((_, hash)) = &source.reviewed {
            if path.is_none() {
                self.report(nothing_reviewed(hash));
            } else if !is_hash(&digits_of(hash)) {
                self.report(no_hash(hash));
            }
        }
        if let Some(file) = file {
            self.prepare_text(id);
            self.compare_with_review(source, file);
        } else if let Some(path) = path {
            self.report(
                Diagnostic::new(
                    Code::SourceMissing,
                    format!("the text of the source `{}` is missing", name.text),
                )
                .at(path.span, "no such file beside the rule file")
                .help("store the text in the folder of the rules, and name its path from the rule file"),
            );
        }
    }

    /// Says where the stored text is not the one that the rules were last compared with.
    fn compare_with_review(&mut self, source: &syntax::Source, file: FileId) {
        let Some((day, hash)) = &source.reviewed else {
            return;
        };
        let written = digits_of(hash);
        if !is_hash(&written) {
            return;
        }
        let text = self.library.text(file);
        let now: String = Sha256::digest(text.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        if !now.starts_with(&written) {
            let message = format!(
                "the text of `{}` is not the one that was reviewed on {day}",
                source.name.text
            );
            let now: String = now.chars().take(TOLD_HASH).collect();
            let help = format!(
                "compare the rules with what has changed, then write the day and\nsha256 \"{now}\""
            );
            let found = Diagnostic::new(Code::SourceChanged, message).at(hash.span, "");
            self.report(found.help(help));
        }
    }
}

/// The digits of a hash as written.
fn digits_of(hash: &Words) -> String {
    hash.text.trim().to_lowercase()
}

fn is_hash(digits: &str) -> bool {
    (SHORTEST_HASH..=LONGEST_HASH).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn no_hash(hash: &Words) -> Diagnostic {
    Diagnostic::new(Code::NoHash, "this is no SHA-256 hash")
        .at(hash.span, "")
        .help(format!(
            "write the first {SHORTEST_HASH} to {LONGEST_HASH} hexadecimal digits of the hash"
        ))
}

fn nothing_reviewed(hash: &Words) -> Diagnostic {
    let message = "there is no text to review: none of this source is stored";
    Diagnostic::new(Code::OtherKindOfSource, message)
        .at(hash.span, "")
        .help("store the text and name it in the source: text \"…\"; or leave out `reviewed`")
}
