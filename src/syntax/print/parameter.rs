use crate::calendar::Day;
use crate::text::Span;

use super::super::item::{Dated, Name, Phrases};
use super::Printer;
use super::broken::behind_text;
use super::declaration::{Behind, head_end, phrase_parts, phrases_end};
use super::line::{Part, STEP, WIDTH, blanks, on_one_line, width};
use super::piece::Role;

impl Printer<'_> {
    /// The first line of a parameter; with each phrase on its own, if it does not fit.
    pub fn parameter(&mut self, name: &Name, ty: &Name, phrases: &Phrases) {
        let about = format!("parameter {} : {}", name.text, ty.text);
        let ty_end = ty.span.end as usize;
        let first_end = head_end(phrases).unwrap_or(ty_end);
        let words_end = phrases_end(phrases).unwrap_or(ty_end);
        let end = self.brace(words_end);
        let mut flat = vec![Part::Text(about.clone())];
        flat.extend(phrase_parts(phrases));
        flat.push(Part::Tight(" {"));
        let several = words_end > first_end;
        let fits = width(&on_one_line(&flat)) <= WIDTH;
        if fits && !(several && self.written.commented(first_end..end)) {
            self.parts(Role::Opens, 0, &flat, end);
        } else {
            let behind = Behind {
                text: " {",
                end,
                role: Role::Opens,
            };
            self.broken_phrases(about, phrases, first_end, Some(behind));
        }
    }

    /// The values of a parameter, each from its day on.
    pub fn dated_values(&mut self, values: &[Dated], until: Option<&(Day, Span)>) {
        for dated in values {
            let Dated {
                from,
                span: _,
                value,
                grounds,
            } = dated;
            let before = format!("{}from {from}: ", blanks(STEP));
            let lines = behind_text(&before, self.laid(value, width(&before), 0));
            self.with_grounds(lines, value.span.end as usize, grounds);
        }
        if let Some((day, span)) = until {
            let parts = [Part::Text(format!("until {day}"))];
            self.parts(Role::Own, STEP, &parts, span.end as usize);
        }
    }
}
