use super::super::item::{Choice, Name, Words};
use super::Printer;
use super::declaration::{phrase_parts, phrases_end};
use super::line::{Part, STEP, blanks, width};
use super::piece::Role;
use super::source::behind;

impl Printer<'_> {
    /// The choices of a reading or the values of an enumeration, one a line, their words below
    /// one another.
    pub fn list(
        &mut self,
        keyword: &str,
        name: &Name,
        question: Option<&Words>,
        choices: &[Choice],
        end: usize,
    ) {
        let mut heading = vec![Part::Text(format!("{keyword} {}", name.text))];
        heading.extend(question.map(Part::Words));
        heading.push(Part::Text("{".to_owned()));
        let brace = self.brace(question.map_or(name.span.end as usize, behind));
        self.parts(Role::Opens, 0, &heading, brace);
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
