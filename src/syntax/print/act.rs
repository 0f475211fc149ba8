use super::super::Ground;
use super::super::act::{Act, FirstDay};
use super::super::canon::{Canon, Prevails};
use super::super::expr::ActDay;
use super::Printer;
use super::broken::behind_text;
use super::expression::names;
use super::line::{Part, STEP, WIDTH, blanks, on_one_line, width};
use super::piece::Role;
use super::source::{behind, ground_parts};

/// How many signs a date has: `2024`, `-`, `01`, `-`, `01`.
pub const DATE: usize = 5;

impl Printer<'_> {
    /// An act. The one ground of a day stands beside it, if the line holds it.
    pub fn act(&mut self, act: &Act, end: usize) {
        let Act {
            name,
            title,
            after,
            rank,
            special_to,
            adopted,
            published,
            in_force,
        } = act;
        let mut heading = vec![
            Part::Text(format!("act {}", name.text)),
            Part::Words(title),
            Part::Text("{".to_owned()),
        ];
        let rank = rank.as_slice();
        let heads = [
            ("after", after.as_slice()),
            ("rank", rank),
            ("special to", special_to),
        ];
        let heads = heads.iter().filter(|(_, named)| !named.is_empty());
        let mut head_end = behind(title);
        for (at, (keyword, named)) in heads.enumerate() {
            heading.insert(2 + at, Part::Text(format!("{keyword} {}", names(named))));
            head_end = named.last().map_or(head_end, |n| n.span.end as usize);
        }
        let brace = self.brace(head_end);
        self.parts(Role::Opens, 0, &heading, brace);
        let said = [
            ("adopted", adopted.is_some()),
            ("published", published.is_some()),
            ("in force", in_force.is_some()),
        ];
        let said = said.iter().filter(|(_, said)| *said);
        let widest = said.map(|(keyword, _)| keyword.len()).max().unwrap_or(0);
        for (keyword, dated) in [("adopted", adopted), ("published", published)] {
            if let Some((day, grounds)) = dated {
                let end = self.written.behind(self.read, 1 + DATE);
                self.day_of_act(&format!("{keyword:widest$} {day}"), end, grounds);
            }
        }
        if let Some(in_force) = in_force {
            let end = in_force.span.end as usize;
            let keyword = format!("{}{:widest$} ", blanks(STEP), "in force");
            let lines = match &in_force.first {
                FirstDay::On(said) => behind_text(&keyword, self.laid(said, width(&keyword), 0)),
                counted => vec![format!("{keyword}{}", counted_day(counted))],
            };
            self.with_grounds(lines, end, &in_force.grounds);
        }
        self.close(0, end);
    }

    /// A canon.
    pub fn canon(&mut self, canon: &Canon, end: usize) {
        let which = match &canon.prevails {
            Prevails::Higher(ranks) => format!("canon higher among {}", names(ranks)),
            Prevails::Special => "canon special".to_owned(),
            Prevails::Later => "canon later".to_owned(),
        };
        let mut heading = vec![Part::Text(which)];
        heading.extend(canon.title.as_ref().map(Part::Words));
        heading.push(Part::Text("{".to_owned()));
        let head_end = canon.title.as_ref().map_or(canon.span.end as usize, behind);
        let brace = self.brace(head_end);
        self.parts(Role::Opens, 0, &heading, brace);
        self.grounds(&canon.grounds);
        self.close(0, end);
    }

    fn day_of_act(&mut self, day: &str, end: usize, grounds: &[Ground]) {
        self.with_grounds(vec![format!("{}{day}", blanks(STEP))], end, grounds);
    }

    /// Lines that end at a place of the text, and their grounds: one beside them, if it fits and
    /// no comment stands between; else each below.
    pub fn with_grounds(&mut self, lines: Vec<String>, end: usize, grounds: &[Ground]) {
        if let ([line], [ground]) = (lines.as_slice(), grounds) {
            let mut parts = vec![Part::Text(line.clone())];
            parts.extend(ground_parts(ground));
            let ground_end = self.ground_end(ground);
            let fits = width(&on_one_line(&parts)) <= WIDTH;
            if fits && !self.written.commented(end..ground_end) {
                self.parts(Role::Own, 0, &parts, ground_end);
                return;
            }
        }
        self.piece(Role::Own, lines, end);
        for ground in grounds {
            self.ground(2 * STEP, ground);
        }
    }
}

/// A first day that is counted from another.
fn counted_day(first: &FirstDay) -> String {
    let named = |event| match event {
        ActDay::Publication => "publication",
        ActDay::Adoption | ActDay::Commencement => "adoption",
    };
    match first {
        FirstDay::On(_) => String::new(),
        FirstDay::With(event) => format!("on {}", named(*event)),
        FirstDay::OnExpiry(days, event) => {
            let unit = if *days == 1 { "day" } else { "days" };
            format!("on expiry of {days} {unit} after {}", named(*event))
        }
    }
}
