use super::super::{FindingKind, Ground, Name, Source, Words};
use super::Printer;
use super::line::{Part, STEP, list};
use super::piece::Role;

impl Printer<'_> {
    /// A source. Path and link are printed as they are written: every blank of them counts.
    pub fn source(&mut self, source: &Source, end: usize) {
        let Source {
            name,
            title,
            path,
            link,
            reviewed,
            excerpt,
        } = source;
        let heading = [
            Part::Text(format!("source {}", name.text)),
            Part::Words(title),
            Part::Text("{".to_owned()),
        ];
        let brace = self.brace(behind(title));
        self.parts(Role::Opens, 0, &heading, brace);
        let mut last = title;
        if let Some(path) = path {
            self.exactly("text".to_owned(), path);
            last = path;
        }
        if let Some(link) = link {
            self.exactly("link".to_owned(), link);
            last = link;
        }
        if let Some((day, hash)) = reviewed {
            self.exactly(format!("reviewed {day} sha256"), hash);
            last = hash;
        }
        if *excerpt {
            let end = self.written.behind_the("excerpt", behind(last));
            self.parts(Role::Own, STEP, &[Part::Text("excerpt".to_owned())], end);
        }
        self.close(0, end);
    }

    fn exactly(&mut self, keyword: String, words: &Words) {
        let parts = [Part::Text(keyword), Part::Exactly(words)];
        self.parts(Role::Own, STEP, &parts, behind(words));
    }

    /// The files whose names are seen.
    pub fn import(&mut self, files: &[Words]) {
        let mut parts = vec![Part::Text("import".to_owned())];
        for (at, file) in files.iter().enumerate() {
            if at > 0 {
                parts.push(Part::Tight(","));
            }
            parts.push(Part::Exactly(file));
        }
        let end = files.last().map_or(self.read, behind);
        self.parts(Role::Own, 0, &parts, end);
    }

    /// A passage that is not encoded, the reason on a line of its own.
    pub fn not_encoded(&mut self, ground: &Ground, because: &Words) {
        let mut parts = vec![Part::Text("not encoded".to_owned())];
        parts.extend(ground_parts(ground));
        let end = self.ground_end(ground);
        self.parts(Role::Own, 0, &parts, end);
        let parts = [Part::Text("because".to_owned()), Part::Words(because)];
        self.parts(Role::Continues, STEP, &parts, behind(because));
    }

    /// A passage that is not modelled: the reason and what it taints on lines of their own.
    pub fn unmodelled(&mut self, name: &Name, ground: &Ground, because: &Words, taints: &[Name]) {
        let mut parts = vec![Part::Text(format!("unmodelled {}", name.text))];
        parts.extend(ground_parts(ground));
        let end = self.ground_end(ground);
        self.parts(Role::Own, 0, &parts, end);
        let parts = [Part::Text("because".to_owned()), Part::Words(because)];
        self.parts(Role::Continues, STEP, &parts, behind(because));
        let end = taints
            .last()
            .map_or(self.read, |last| last.span.end as usize);
        let taints: Vec<String> = taints.iter().map(|name| name.text.clone()).collect();
        self.piece(Role::Continues, list(STEP, "taints ", &taints, 0), end);
    }

    /// A finding that is intended, the reason on a line of its own.
    pub fn intended(&mut self, finding: FindingKind, names: &[Name], because: &Words) {
        let end = names
            .last()
            .map_or(self.read, |last| last.span.end as usize);
        let names: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
        let about = format!("intended {} ", finding.as_str());
        self.piece(Role::Own, list(0, &about, &names, 0), end);
        let parts = [Part::Text("because".to_owned()), Part::Words(because)];
        self.parts(Role::Continues, STEP, &parts, behind(because));
    }

    /// A ground on lines of its own.
    pub fn ground(&mut self, indent: usize, ground: &Ground) {
        let end = self.ground_end(ground);
        self.parts(Role::Own, indent, &ground_parts(ground), end);
    }

    /// Where a ground ends in the text.
    pub fn ground_end(&self, ground: &Ground) -> usize {
        match ground {
            Ground::Cites { quote, remark, .. } => {
                let marked = if *remark { 2 } else { 0 };
                self.written.behind(behind(quote), marked)
            }
            Ground::Reported { words, .. } | Ground::Assumed(words) => behind(words),
        }
    }
}

/// The parts of a ground.
pub fn ground_parts(ground: &Ground) -> Vec<Part<'_>> {
    match ground {
        Ground::Cites {
            source,
            quote,
            remark,
        } => {
            let mut parts = vec![
                Part::Text(format!("cites {}", source.text)),
                Part::Words(quote),
            ];
            if *remark {
                parts.push(Part::Text("as remark".to_owned()));
            }
            parts
        }
        Ground::Reported { source, words } => vec![
            Part::Text(format!("reported by {}", source.text)),
            Part::Words(words),
        ],
        Ground::Assumed(words) => vec![Part::Text("assumed".to_owned()), Part::Words(words)],
    }
}

/// Where a string ends with its quotation mark.
pub fn behind(words: &Words) -> usize {
    words.span.end as usize + 1
}
