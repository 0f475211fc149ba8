use super::super::item::{Ground, Name, Words};
use super::Printer;
use super::line::{Part, STEP};
use super::piece::Role;

impl Printer<'_> {
    /// A source. Path and link are printed as they are written: every blank of them counts.
    pub fn source(
        &mut self,
        name: &Name,
        title: &Words,
        path: &Words,
        link: Option<&Words>,
        end: usize,
    ) {
        let heading = [
            Part::Text(format!("source {}", name.text)),
            Part::Words(title),
            Part::Text("{".to_owned()),
        ];
        let brace = self.brace(behind(title));
        self.parts(Role::Opens, 0, &heading, brace);
        self.exactly("text", path);
        if let Some(link) = link {
            self.exactly("link", link);
        }
        self.close(0, end);
    }

    fn exactly(&mut self, keyword: &str, words: &Words) {
        let parts = [Part::Text(keyword.to_owned()), Part::Exactly(words)];
        self.parts(Role::Own, STEP, &parts, behind(words));
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

    /// The grounds of an item, one below the other.
    pub fn grounds(&mut self, grounds: &[Ground]) {
        for ground in grounds {
            self.ground(STEP, ground);
        }
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
            Ground::Assumed(words) => behind(words),
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
        Ground::Assumed(words) => vec![Part::Text("assumed".to_owned()), Part::Words(words)],
    }
}

/// Where a string ends with its quotation mark.
pub fn behind(words: &Words) -> usize {
    words.span.end as usize + 1
}
