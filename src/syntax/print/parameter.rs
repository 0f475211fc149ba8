use super::super::expr::Expr;
use super::super::{Dated, Name, Phrases};
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
    pub fn dated_values(&mut self, values: &[Dated], until: Option<&Expr>) {
        for dated in values {
            let Dated {
                from,
                value,
                act,
                grounds,
                span: _,
            } = dated;
            let before = format!("{}from ", blanks(STEP));
            let mut lines = behind_text(&before, self.laid(from, width(&before), 1));
            let day = lines.pop().map_or(before, |last| format!("{last}: "));
            let value_lines = self.laid(value, width(&day), 0);
            lines.extend(behind_text(&day, value_lines));
            let mut end = value.span.end as usize;
            if let Some(act) = act {
                let belongs = format!("in {}", act.text);
                match lines.last_mut() {
                    Some(last) if width(last) + 1 + width(&belongs) <= WIDTH => {
                        last.push_str(&format!(" {belongs}"));
                    }
                    _ => lines.push(format!("{}{belongs}", blanks(2 * STEP))),
                }
                end = act.span.end as usize;
            }
            self.with_grounds(lines, end, grounds);
        }
        if let Some(day) = until {
            let before = format!("{}until ", blanks(STEP));
            let lines = behind_text(&before, self.laid(day, width(&before), 0));
            self.piece(Role::Own, lines, day.span.end as usize);
        }
    }
}
