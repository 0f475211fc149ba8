use crate::calendar::Day;

use super::super::item::{Ground, Name, Words};
use super::Printer;
use super::line::{Part, STEP, WIDTH, on_one_line, width};
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
        let day_end = self.written.behind(self.read, signs);
        let day = Part::Text(format!("{keyword} {day}"));
        if let [ground] = grounds.as_slice() {
            let mut parts = vec![day.clone()];
            parts.extend(ground_parts(ground));
            let end = self.ground_end(ground);
            let fits = STEP + width(&on_one_line(&parts)) <= WIDTH;
            if fits && !self.written.commented(day_end..end) {
                self.parts(Role::Own, STEP, &parts, end);
                return;
            }
        }
        self.parts(Role::Own, STEP, &[day], day_end);
        for ground in grounds {
            self.ground(2 * STEP, ground);
        }
    }
}
