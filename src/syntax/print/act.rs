use crate::calendar::Day;

use super::super::item::{Ground, Name, Words};
use super::Printer;
use super::line::{Part, STEP, WIDTH, blanks, on_one_line, width};
use super::piece::Role;
use super::source::{behind, ground_parts};

/// How many signs a date has: `2024`, `-`, `01`, `-`, `01`.
pub const DATE: usize = 5;

impl Printer<'_> {
    /// An act. The one ground of a day stands beside it, if the line holds it.
    pub fn act(
        &mut self,
        name: &Name,
        title: &Words,
        adopted: Option<&(Day, Vec<Ground>)>,
        in_force: Option<&(Day, Vec<Ground>)>,
        end: usize,
    ) {
        let heading = [
            Part::Text(format!("act {}", name.text)),
            Part::Words(title),
            Part::Text("{".to_owned()),
        ];
        let brace = self.brace(behind(title));
        self.parts(Role::Opens, 0, &heading, brace);
        if let Some(adopted) = adopted {
            let keyword = if in_force.is_some() {
                "adopted "
            } else {
                "adopted"
            };
            self.dated(keyword, 1 + DATE, adopted);
        }
        if let Some(in_force) = in_force {
            self.dated("in force", 2 + DATE, in_force);
        }
        self.close(0, end);
    }

    fn dated(&mut self, keyword: &str, signs: usize, (day, grounds): &(Day, Vec<Ground>)) {
        let end = self.written.behind(self.read, signs);
        self.with_grounds(
            vec![format!("{}{keyword} {day}", blanks(STEP))],
            end,
            grounds,
        );
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
