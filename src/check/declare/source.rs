use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Source, SourceId};
use crate::syntax::{Name, Words};

use super::super::citations::source_path;
use super::super::context::Checker;
use super::super::phrases::folded;
use super::super::symbols::Symbol;

impl Checker<'_> {
    pub fn declare_source(
        &mut self,
        name: &Name,
        title: &Words,
        path: &Words,
        link: Option<&Words>,
        excerpt: bool,
    ) {
        let rule_file = self.library.path(name.span.file).to_owned();
        let file = match source_path(&rule_file, &path.text) {
            Some(full) => self.library.find_path(&full),
            None => None,
        };
        let id = SourceId::at(self.law.sources.len());
        self.law.sources.push(Source {
            name: name.text.clone(),
            title: folded(title),
            path: path.text.clone(),
            link: link.map(folded),
            file: file.unwrap_or(name.span.file),
            excerpt: excerpt || file.is_none(),
        });
        self.declare_name(name, Symbol::Source(id));
        if file.is_some() {
            self.prepare_text(id);
        } else {
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
}
