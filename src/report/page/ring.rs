//! A circle of requirements, drawn: the holdings on a ring, each arrow with its number and sentence.

use maud::{Markup, html};

use crate::report::layout::{Note, Step, width, wrap};

use super::blocks::linked;
use super::sine::place;

/// The width of the drawing, in its units.
const WIDTH: i32 = 932;
/// The middle of the ring.
const MIDDLE: i32 = WIDTH / 2;
/// From one line of text to the next.
const LINE: i32 = 20;
/// How wide a column of text is, about.
const COLUMN: i32 = 8;
/// Columns in a box.
const BOX: usize = 16;
/// Longer quotations stand below the drawing alone.
const QUOTE: usize = 220;

/// The drawing, and a smaller one without sentences for narrow screens.
pub fn ring(id: &str, steps: &[Step]) -> Markup {
    let Some(ring) = Ring::new(steps) else {
        return html! {};
    };
    let labels = ring.labels(steps);
    let top = labels.iter().map(|label| label.top).min();
    let bottom = labels.iter().map(Label::bottom).max();
    let edge = ring.radius + 50;
    let top = top.unwrap_or(0).min(-edge);
    let height = bottom.unwrap_or(0).max(edge) + LINE - top;
    let sentences: Vec<&str> = steps.iter().map(|step| step.sentence.as_str()).collect();
    let around = ring.radius + 90;
    html! {
        figure .ring {
            svg .wide viewBox={ "0 " (top) " " (WIDTH) " " (height) } role="group"
                aria-labelledby={ (id) "-title" } aria-describedby={ (id) "-desc" } {
                title id={ (id) "-title" } { "The circle of requirements" }
                desc id={ (id) "-desc" } { (sentences.join(". ")) "." }
                (ring.drawn(steps))
                @for label in &labels { (label.drawn()) }
            }
            svg .narrow viewBox={ (MIDDLE - around) " " (-edge) " " (2 * around) " " (2 * edge) }
                aria-hidden="true" { (ring.drawn(steps)) }
        }
    }
}

/// Where everything stands.
struct Ring {
    radius: i32,
    /// Degrees from one box to the next.
    turn: i32,
    boxes: Vec<Node>,
}

/// A holding.
struct Node {
    lines: Vec<String>,
    width: i32,
    height: i32,
    /// Degrees from the top.
    angle: i32,
}

impl Ring {
    fn new(steps: &[Step]) -> Option<Self> {
        let count = i32::try_from(steps.len()).ok().filter(|count| *count > 0)?;
        let turn = 360 / count;
        let boxes = steps.iter().zip(0..).map(|(step, at)| {
            let lines = wrap(&step.from, BOX, BOX);
            let widest = lines.iter().map(|line| width(line)).max();
            Node {
                width: number(widest.unwrap_or_default()) * 9 + 34,
                height: number(lines.len()) * LINE + 24,
                lines,
                angle: at * turn,
            }
        });
        Some(Self {
            radius: 178 + (count - 4).max(0) * 26,
            turn,
            boxes: boxes.collect(),
        })
    }

    /// Arrows with their numbers, then boxes over their ends.
    fn drawn(&self, steps: &[Step]) -> Markup {
        let next = self.boxes.iter().cycle().skip(1);
        html! {
            @for ((node, next), step) in self.boxes.iter().zip(next).zip(steps) {
                (self.arrow(node, next, &step.number))
            }
            @for node in &self.boxes {
                @let (x, y) = place(node.angle, self.radius);
                rect .node x=(MIDDLE + x - node.width / 2) y=(y - node.height / 2)
                    width=(node.width) height=(node.height) rx="22" {}
                @for (at, line) in (0..).zip(&node.lines) {
                    text .nd x=(MIDDLE + x) y=(y - node.height / 2 + 27 + at * LINE) { (line) }
                }
            }
        }
    }

    fn arrow(&self, node: &Node, next: &Node, number: &str) -> Markup {
        let start = node.angle + self.clear(node);
        let end = node.angle + self.turn - self.clear(next) - 4;
        let (from_x, from_y) = place(start, self.radius);
        let (to_x, to_y) = place(end, self.radius);
        let large = i32::from(end - start > 180);
        let (tip_x, tip_y) = place(end + 3, self.radius);
        let (x, y) = place(node.angle + self.turn / 2, self.radius);
        let radius = self.radius;
        html! {
            path .e d={
                "M" (MIDDLE + from_x) " " (from_y) " A" (radius) " " (radius) " 0 " (large) " 1 "
                (MIDDLE + to_x) " " (to_y)
            } {}
            path .ah transform={ "translate(" (MIDDLE + tip_x) " " (tip_y) ") rotate(" (end + 3) ")" }
                d="M2 0 L-12 -7 L-9 0 L-12 7 Z" {}
            circle .b cx=(MIDDLE + x) cy=(y) r="13" {}
            text .bn x=(MIDDLE + x) y=(y + 5) { (number) }
        }
    }

    /// Degrees along the ring from the middle of a box to beyond its border.
    fn clear(&self, node: &Node) -> i32 {
        // The ring runs through the box in the direction of its tangent.
        let (across, down) = place(node.angle + 90, 1000);
        let reach = |half: i32, part: i32| match part.abs() {
            0 => i32::MAX,
            part => half * 1000 / part,
        };
        let far = reach(node.width / 2, across).min(reach(node.height / 2, down));
        (far + 8) * 57 / self.radius
    }

    fn labels(&self, steps: &[Step]) -> Vec<Label> {
        let label = |(node, step): (&Node, &Step)| {
            Label::new(node.angle + self.turn / 2, self.radius + 30, step)
        };
        self.boxes.iter().zip(steps).map(label).collect()
    }
}

/// What stands beside an arrow.
struct Label {
    x: i32,
    top: i32,
    anchor: &'static str,
    sentence: Vec<String>,
    quote: Vec<String>,
    note: Note,
}

impl Label {
    fn new(angle: i32, radius: i32, step: &Step) -> Self {
        let (right, down) = place(angle, radius);
        let side = match right {
            right if right > radius / 4 => 1,
            right if right < -radius / 4 => -1,
            _ => 0,
        };
        let room = if side == 0 { MIDDLE } else { MIDDLE - radius };
        let room = usize::try_from(room / COLUMN).unwrap_or(BOX).max(BOX);
        let (quote, note) = match &step.quote {
            Some((words, note)) if width(words) <= QUOTE => {
                (wrap(&format!("“{words}”"), room, room), note.clone())
            }
            Some((_, note)) => (Vec::new(), note.clone()),
            None => (Vec::new(), Note::none()),
        };
        let mut label = Self {
            x: MIDDLE,
            top: down,
            anchor: if side == 0 { "middle" } else { "start" },
            sentence: wrap(&step.sentence, room, room),
            quote,
            note,
        };
        let height = label.bottom() - label.top;
        label.top = match side {
            0 if down < 0 => down - height,
            0 => down + LINE,
            _ => down - height / 2,
        };
        if side != 0 {
            // It stands clear of the ring at its height.
            let nearest = match (label.top, label.bottom()) {
                (top, _) if top > 0 => top,
                (_, bottom) if bottom < 0 => bottom,
                _ => 0,
            };
            let clear = (radius * radius - nearest * nearest).max(0).isqrt();
            let lines = label.sentence.iter().chain(&label.quote);
            let widest = lines.map(|line| width(line)).max().unwrap_or_default();
            label.x = match side {
                1 => MIDDLE + clear,
                _ => (MIDDLE - clear - number(widest) * COLUMN).max(0),
            };
        }
        label
    }

    fn bottom(&self) -> i32 {
        let lines = self.sentence.len() + self.quote.len() + usize::from(!self.note.is_empty());
        self.top + number(lines) * LINE
    }

    fn drawn(&self) -> Markup {
        let lines = self.sentence.iter().map(|line| ("st", line));
        let lines = lines.chain(self.quote.iter().map(|line| ("qt", line)));
        let foot = self.bottom();
        html! {
            g text-anchor=(self.anchor) {
                @for (at, (class, line)) in (1..).zip(lines) {
                    text class=(class) x=(self.x) y=(self.top + at * LINE - 5) { (line) }
                }
                @if !self.note.is_empty() {
                    text .rf x=(self.x) y=(foot - 5) { (linked(&self.note)) }
                }
            }
        }
    }
}

/// A number of lines or columns, for reckoning with the units of the drawing.
fn number(count: usize) -> i32 {
    i32::try_from(count.min(9999)).unwrap_or_default()
}
