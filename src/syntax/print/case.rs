use crate::calendar::Day;

use super::super::expr::Binding;
use super::super::{Expectation, Taken};
use super::Printer;
use super::act::DATE;
use super::broken::{append, behind_text};
use super::expression::{applied, names};
use super::line::{Part, STEP, WIDTH, blanks, list, width};
use super::piece::Role;

impl Printer<'_> {
    pub fn case_day(&mut self, on: Day) {
        let end = self.written.behind(self.next(), 1 + DATE);
        self.parts(Role::Own, STEP, &[Part::Text(format!("on {on}"))], end);
    }

    /// What is given: as much on a line as it holds, or one a line where comments stand between.
    pub fn given(&mut self, given: &[Binding], closed: bool) {
        let mut things: Vec<(String, usize)> = given
            .iter()
            .map(|binding| (self.binding(binding), binding_end(binding)))
            .collect();
        if closed {
            let (words, end) = match things.last() {
                Some((_, end)) => ("and nothing else", self.written.behind_the("else", *end)),
                None => {
                    let given = self.next();
                    ("nothing else", self.written.behind_the("else", given))
                }
            };
            things.push((words.to_owned(), end));
        }
        let (Some((_, first_end)), Some((_, end))) = (things.first(), things.last()) else {
            return;
        };
        if !self.written.commented(*first_end..*end) {
            let end = *end;
            let things: Vec<String> = things.into_iter().map(|(thing, _)| thing).collect();
            self.piece(Role::Own, list(STEP, "given ", &things, 0), end);
            return;
        }
        let last = things.len().saturating_sub(1);
        for (place, (thing, end)) in things.into_iter().enumerate() {
            let (role, before) = match place {
                0 => (Role::Own, "given "),
                _ => (Role::Continues, "      "),
            };
            let comma = if place == last { "" } else { "," };
            let line = format!("{}{before}{thing}{comma}", blanks(STEP));
            self.piece(role, vec![line], end);
        }
    }

    pub fn binding(&self, binding: &Binding) -> String {
        let not = |positive: bool| if positive { "" } else { "not " };
        match binding {
            Binding::NothingHeld(_) => "nothing held".to_owned(),
            Binding::Holds(held, positive) => format!("{}holds {}", not(*positive), applied(held)),
            Binding::Lasts(given, held, time) => {
                let holds = if *held { "holds " } else { "" };
                let since = time.since.iter();
                let since = since.map(|day| format!(" since {}", self.flat(day)));
                let end = time.end.iter().map(|end| {
                    let word = if end.through { "through" } else { "until" };
                    format!(" {word} {}", self.flat(&end.day))
                });
                let time: String = since.chain(end).collect();
                format!("{holds}{}{time}", applied(given))
            }
            Binding::Equals(given, expr) => format!("{} = {}", applied(given), self.flat(expr)),
            Binding::Flag(flag, positive) => format!("{}{}", not(*positive), applied(flag)),
            Binding::Elements(name, elements, _) => {
                let elements: Vec<String> = elements
                    .iter()
                    .map(|element| {
                        let fields = element.fields.iter().map(|field| self.binding(field));
                        format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
                    })
                    .collect();
                format!("{} = [{}]", name.text, elements.join(", "))
            }
        }
    }

    pub fn step(&mut self, taken: &Taken) {
        let mut text = format!("step {}", applied(&taken.step));
        let mut end = taken.step.span.end;
        if let Some((became, span)) = &taken.became {
            text.push_str(&format!(" {}", became.word()));
            end = span.end;
        }
        self.parts(Role::Own, STEP, &[Part::Text(text)], end as usize);
    }

    /// An expectation: on one line; else the reasons on the next; else what is expected, too.
    pub fn expectation(&mut self, expectation: &Expectation) {
        let Expectation {
            under,
            outcome,
            undetermined,
            by,
            span,
        } = expectation;
        let undetermined = if *undetermined {
            " is undetermined"
        } else {
            ""
        };
        let before = match under {
            Some(under) => format!("expect under {}: ", self.flat(under)),
            None => "expect ".to_owned(),
        };
        let what = format!("{before}{}{undetermined}", self.flat(outcome));
        let reasons = if by.is_empty() {
            String::new()
        } else {
            format!(" by {}", names(by))
        };
        let end = span.end as usize;
        if STEP + width(&what) + width(&reasons) <= WIDTH {
            let line = format!("{}{what}{reasons}", blanks(STEP));
            self.piece(Role::Own, vec![line], end);
            return;
        }
        let mut lines = if STEP + width(&what) <= WIDTH {
            vec![format!("{}{what}", blanks(STEP))]
        } else {
            let mut lines = Vec::new();
            let mut before = format!("{}expect ", blanks(STEP));
            if let Some(under) = under {
                before.push_str("under ");
                lines = behind_text(&before, self.laid(under, width(&before), 1));
                append(&mut lines, ":");
                before = blanks(2 * STEP);
            }
            let laid = self.laid(outcome, width(&before), undetermined.len());
            lines.append(&mut behind_text(&before, laid));
            append(&mut lines, undetermined);
            lines
        };
        if !by.is_empty() {
            let by: Vec<String> = by.iter().map(|name| name.text.clone()).collect();
            lines.append(&mut list(2 * STEP, "by ", &by, 0));
        }
        self.piece(Role::Own, lines, end);
    }
}

fn binding_end(binding: &Binding) -> usize {
    let end = match binding {
        Binding::NothingHeld(span) | Binding::Elements(_, _, span) => span.end,
        Binding::Holds(given, _) | Binding::Flag(given, _) => given.span.end,
        Binding::Lasts(_, _, time) => time.text_end(),
        Binding::Equals(_, expr) => expr.span.end,
    };
    end as usize
}
