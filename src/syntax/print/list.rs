use super::super::expr::Expr;
use super::super::{Choice, Name, Words};
use super::Printer;
use super::broken::{append, behind_text};
use super::declaration::{phrase_parts, phrases_end};
use super::line::{Part, STEP, WIDTH, blanks, on_one_line, width, wrapped};
use super::piece::Role;
use super::source::behind;

impl Printer<'_> {
    pub fn enumeration(&mut self, name: &Name, values: &[Choice], end: usize) {
        let heading = [Part::Text(format!("enum {} {{", name.text))];
        let brace = self.brace(name.span.end as usize);
        self.parts(Role::Opens, 0, &heading, brace);
        self.choices(values, end);
    }

    /// A reading; what it is given stands below its question where the line would be too long.
    pub fn reading(
        &mut self,
        name: &Name,
        question: &Words,
        given: Option<&Expr>,
        choices: &[Choice],
        end: usize,
    ) {
        let title = [
            Part::Text(format!("reading {}", name.text)),
            Part::Words(question),
        ];
        let head = match given {
            Some(given) => format!("given {} {{", self.flat(given)),
            None => "{".to_owned(),
        };
        let mut flat = title.to_vec();
        flat.push(Part::Text(head));
        let lines = match given {
            Some(given) if width(&on_one_line(&flat)) > WIDTH => {
                let keyword = "given ";
                let mut lines = wrapped(0, &title);
                let laid = self.laid(given, STEP + width(keyword), 0);
                lines.extend(behind_text(&format!("{}{keyword}", blanks(STEP)), laid));
                append(&mut lines, " {");
                lines
            }
            _ => wrapped(0, &flat),
        };
        let last = given.map_or(behind(question), |given| given.span.end as usize);
        let brace = self.brace(last);
        self.piece(Role::Opens, lines, brace);
        self.choices(choices, end);
    }

    /// The choices of a reading or the values of an enumeration, one a line, their words below
    /// one another.
    fn choices(&mut self, choices: &[Choice], end: usize) {
        let widest = choices.iter().map(|choice| width(&choice.name.text)).max();
        for choice in choices {
            let mut parts = phrase_parts(&choice.phrases);
            let mut name = choice.name.text.clone();
            if !parts.is_empty() {
                let missing = widest.unwrap_or(0).saturating_sub(width(&name));
                name.push_str(&blanks(missing));
            }
            parts.insert(0, Part::Text(name));
            parts.push(Part::Tight(","));
            let end = phrases_end(&choice.phrases).unwrap_or(choice.name.span.end as usize);
            self.parts(Role::Own, STEP, &parts, end);
        }
        self.close(0, end);
    }
}
