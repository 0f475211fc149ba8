//! Parts as lines of text.

use super::printable::printable;
use super::wrap::{width, wrap};
use super::{LEVEL, Note, PAGE, PROSE, Part, QUOTATION, Step};

/// The text of parts, each line with its end, nothing at the ends of lines.
pub fn text(parts: &[Part]) -> String {
    let mut lines = Lines::default();
    lines.parts(parts);
    let mut text = String::new();
    for line in lines.0 {
        text.push_str(printable(&line).trim_end());
        text.push('\n');
    }
    text
}

#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Line(line) => self.line(line.clone()),
            Part::Gap => self.gap(),
            Part::WideGap => {
                if !self.0.is_empty() {
                    self.gap();
                    self.line(String::new());
                }
            }
            Part::Banner { verdict, name } => self.banner(verdict, name),
            Part::Bar => self.line("━".repeat(PAGE)),
            Part::Section { title, note } => {
                self.gap();
                self.words((0, ""), 0, &title.to_uppercase(), note);
                self.gap();
            }
            Part::Words {
                label_at,
                label,
                text_at,
                text,
                note,
            } => self.words((*label_at, label), *text_at, text, note),
            Part::Quotation {
                column,
                quote,
                note,
            } => {
                let room = QUOTATION.saturating_sub(*column);
                let lines = wrap(&format!("“{quote}”"), room, room);
                self.labelled((*column, ""), *column, lines);
                self.note(note);
            }
            Part::List { level, items } => {
                let column = level * LEVEL;
                for item in items {
                    self.words((column, "–"), column + 3, item, &Note::none());
                }
            }
            Part::Table { level, table } => self.0.extend(table.lines(level * LEVEL)),
            Part::Circle { column, steps } => self.circle(*column, steps),
            Part::On { parts, .. } => self.parts(parts),
        }
    }

    fn line(&mut self, line: String) {
        self.0.push(line);
    }

    /// An empty line, unless the page begins or there is one already.
    fn gap(&mut self) {
        if self.0.last().is_some_and(|last| !last.is_empty()) {
            self.line(String::new());
        }
    }

    /// The heavy bar with a verdict and the name of what it is about.
    fn banner(&mut self, verdict: &str, name: &str) {
        let mut lines = wrap(verdict, PAGE - 6, PAGE - 6);
        let last = lines.pop().unwrap_or_default();
        for line in lines {
            self.line(format!("━━ {line}"));
        }
        let room = PAGE.checked_sub(width(&last) + width(name) + 8);
        match room.filter(|room| *room > 0) {
            Some(room) if !name.is_empty() => {
                self.line(format!("━━ {last} {} {name} ━━", "━".repeat(room)));
            }
            _ => {
                let bar = PAGE.saturating_sub(width(&last) + 4);
                self.line(format!("━━ {last} {}", "━".repeat(bar)));
                if !name.is_empty() {
                    let bar = PAGE.saturating_sub(width(name) + 4);
                    self.line(format!("{} {name} ━━", "━".repeat(bar)));
                }
            }
        }
        self.gap();
    }

    fn words(&mut self, label: (usize, &str), text_at: usize, text: &str, note: &Note) {
        // Where there is a note, its column is kept free if half of the line is left.
        let kept = match width(&note.words()) {
            0 => PROSE,
            taken => {
                let half = text_at.midpoint(PAGE);
                PAGE.saturating_sub(taken + 2).max(half).min(PROSE)
            }
        };
        let room = kept.saturating_sub(text_at);
        self.labelled(label, text_at, wrap(text, room, room));
        self.note(note);
    }

    /// A note flush right on the last line, or on a line of its own where it does not fit.
    fn note(&mut self, note: &Note) {
        let note = note.words();
        if note.is_empty() {
            return;
        }
        let fits = |line: &String| width(line) + 2 + width(&note) <= PAGE;
        if let Some(last) = self.0.last_mut()
            && fits(last)
        {
            let gap = PAGE - width(last) - width(&note);
            last.push_str(&" ".repeat(gap));
            last.push_str(&note);
        } else {
            for line in wrap(&note, PROSE, PROSE) {
                let gap = PAGE.saturating_sub(width(&line));
                self.line(format!("{}{line}", " ".repeat(gap)));
            }
        }
    }

    fn labelled(&mut self, (label_at, label): (usize, &str), text_at: usize, lines: Vec<String>) {
        let mut start = format!("{}{label}", " ".repeat(label_at));
        for line in lines {
            // A label that is too long has a line of its own.
            if width(&start) > text_at.saturating_sub(usize::from(!label.is_empty())) {
                self.line(std::mem::take(&mut start));
            }
            let gap = text_at.saturating_sub(width(&start));
            self.line(format!("{start}{}{line}", " ".repeat(gap)));
            start.clear();
        }
    }

    /// Steps with an arrow at their left, from the last to the first.
    fn circle(&mut self, column: usize, steps: &[Step]) {
        let start = self.0.len();
        let mut last = start;
        for (at, step) in steps.iter().enumerate() {
            if at > 0 {
                self.line(String::new());
            }
            last = self.0.len();
            self.parts(&step.told);
        }
        if last == start {
            last = self.0.len().saturating_sub(1);
        }
        self.draw(start..start + 1, column, "╭▶");
        self.draw(start + 1..last, column, "│");
        self.draw(last..last + 1, column, "╰─");
    }

    /// Writes characters over the empty columns at the left of lines. What is not empty stays.
    fn draw(&mut self, lines: std::ops::Range<usize>, column: usize, drawing: &str) {
        for line in self.0.get_mut(lines).unwrap_or_default() {
            let mut chars: Vec<char> = line.chars().collect();
            while chars.len() < column + drawing.chars().count() {
                chars.push(' ');
            }
            for (place, stroke) in chars.iter_mut().skip(column).zip(drawing.chars()) {
                if *place == ' ' {
                    *place = stroke;
                }
            }
            *line = chars.into_iter().collect();
        }
    }
}
