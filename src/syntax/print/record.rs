use super::super::{Field, Measure, Name, Phrases};
use super::Printer;
use super::declaration::{Behind, head_end, phrase_parts, phrases_end};
use super::line::{Part, STEP, WIDTH, on_one_line, width};
use super::piece::Role;

impl Printer<'_> {
    /// What stands behind the type of a fact or field.
    pub fn measure(&self, measure: Option<&Measure>) -> String {
        match measure {
            None => String::new(),
            Some(Measure::Step(step, _)) => format!(" to {step}"),
            Some(Measure::Range(least, greatest)) => {
                format!(" from {} to {}", self.flat(least), self.flat(greatest))
            }
        }
    }

    /// A record: its fields one a line, as facts are written.
    pub fn record(&mut self, name: &Name, phrases: &Phrases, fields: &[Field], end: usize) {
        let about = format!("record {}", name.text);
        let name_end = name.span.end as usize;
        let first_end = head_end(phrases).unwrap_or(name_end);
        let words_end = phrases_end(phrases).unwrap_or(name_end);
        let brace = self.brace(words_end);
        let mut flat = vec![Part::Text(about.clone())];
        flat.extend(phrase_parts(phrases));
        flat.push(Part::Tight(" {"));
        let several = words_end > first_end;
        let fits = width(&on_one_line(&flat)) <= WIDTH;
        if fits && !(several && self.written.commented(first_end..brace)) {
            self.parts(Role::Opens, 0, &flat, brace);
        } else {
            let behind = Behind {
                text: " {",
                end: brace,
                role: Role::Opens,
            };
            self.broken_phrases(about, phrases, first_end, Some(behind));
        }
        for field in fields {
            let measure = self.measure(field.measure.as_ref());
            let mut parts = vec![Part::Text(format!(
                "{} : {}{measure}",
                field.name.text, field.ty.text
            ))];
            parts.extend(phrase_parts(&field.phrases));
            if let Some(usually) = &field.usually {
                parts.push(Part::Text(format!("usually {}", self.flat(usually))));
            }
            parts.push(Part::Tight(","));
            let usually = field.usually.as_ref();
            let end = usually
                .map(|expr| expr.span.end as usize)
                .or(phrases_end(&field.phrases))
                .unwrap_or(field.ty.span.end as usize);
            self.parts(Role::Own, STEP, &parts, end);
        }
        self.close(0, end);
    }
}
