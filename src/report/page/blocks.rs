//! The parts of a page of text as elements of a page for a browser.

use maud::{Markup, html};

use crate::report::layout::{Note, Part, Piece, Row, Step, Table, unbroken};

use super::back::{Back, Place, line_id};
use super::readings::on;
use super::ring::ring;
use super::stamp::stamped;

/// The column at which the text of a page begins.
const MARGIN: usize = 2;

/// Puts parts into elements, and notes which lines they refer to.
pub struct Blocks<'b> {
    back: &'b mut Back,
    place: Place,
    circles: usize,
}

impl<'b> Blocks<'b> {
    /// For parts that stand at a place of the page.
    pub fn at(back: &'b mut Back, place: Place) -> Self {
        Self {
            back,
            place,
            circles: 0,
        }
    }

    /// All parts in their order.
    pub fn all(&mut self, parts: &[Part]) -> Markup {
        let parts: Vec<Markup> = parts.iter().map(|part| self.part(part)).collect();
        html! { @for part in parts { (part) } }
    }

    fn part(&mut self, part: &Part) -> Markup {
        match part {
            Part::Line(line) => html! { pre { (line) } },
            Part::Gap | Part::WideGap => html! { div .gap {} },
            Part::Bar => html! { hr; },
            Part::Banner { verdict, name } => {
                html! { p .banner { (stamped(verdict)) " " span .name { (name) } } }
            }
            Part::Section { title, note } => html! {
                h4 { (title) @if !note.is_empty() { " " span .note { (self.note(note)) } } }
            },
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
            } => html! {
                blockquote .(from(*column)) {
                    p { "“" (unbroken(quote)) "”" }
                    (self.reference(note))
                }
            },
            Part::List { level, items } => html! {
                ul .(from(level * 2)) { @for item in items { li { (unbroken(item)) } } }
            },
            Part::Table { level, table } => self.table(*level, table),
            Part::Circle { steps, .. } => self.circle(steps),
            Part::On { readings, parts } => html! {
                div data-on=[on(readings)] { (self.all(parts)) }
            },
        }
    }

    fn words(
        &mut self,
        (label_at, label): (usize, &str),
        text_at: usize,
        text: &str,
        note: &Note,
    ) -> Markup {
        let label_from = if label.is_empty() { text_at } else { label_at };
        html! {
            div .w .(from(label_from)) .(to(text_at)) {
                @if !label.is_empty() { span .label { (unbroken(label)) } }
                p { (unbroken(text)) }
                (self.reference(note))
            }
        }
    }

    /// A note that stands beside words.
    pub fn reference(&mut self, note: &Note) -> Markup {
        html! { @if !note.is_empty() { span .ref { (self.note(note)) } } }
    }

    fn note(&mut self, note: &Note) -> Markup {
        if !self.place.name.is_empty() {
            self.back.note(&self.place, note);
        }
        linked(note)
    }

    fn table(&mut self, level: usize, table: &Table) -> Markup {
        let columns = table.rows().iter().map(|row| row.cells.len()).max();
        let columns = columns.unwrap_or_default();
        let notes = table.rows().iter().any(|row| !row.note.is_empty());
        html! {
            table .(from(level * 2)) {
                @for row in table.rows() { (self.row(row, table, columns, notes)) }
            }
        }
    }

    fn row(&mut self, row: &Row, table: &Table, columns: usize, notes: bool) -> Markup {
        let on = |at: usize| table.column(at).and_then(on);
        // On a narrow screen each cell is below the other, and says which column it is of.
        let mut heads = table.rows().iter().filter(|row| row.head);
        let heads = heads.next().map_or(&[][..], |head| head.cells.as_slice());
        let of = |at: usize| heads.get(at).filter(|name| !name.is_empty());
        let alone = row.cells.len() == 1 && columns > 1;
        html! {
            @if row.head {
                tr .head { @for (at, cell) in row.cells.iter().enumerate() {
                    th scope="col" data-on=[on(at)] { (unbroken(cell)) }
                } }
            } @else if alone {
                tr .alone {
                    @for cell in &row.cells {
                        th scope="row" colspan=(columns + usize::from(notes)) { (unbroken(cell)) }
                    }
                }
            } @else {
                tr {
                    @for (at, cell) in row.cells.iter().enumerate() {
                        @if at == 0 {
                            th scope="row" { (unbroken(cell)) }
                        } @else {
                            td data-on=[on(at)] data-of=[of(at)] { (unbroken(cell)) }
                        }
                    }
                    @if notes { td .ref { (self.note(&row.note)) } }
                }
            }
        }
    }

    fn circle(&mut self, steps: &[Step]) -> Markup {
        self.circles += 1;
        let id = format!("{}-circle-{}", self.place.id, self.circles);
        for (_, note) in steps.iter().filter_map(|step| step.quote.as_ref()) {
            self.back.note(&self.place, note);
        }
        html! {
            (ring(&id, steps))
            ol .steps {
                @for step in steps { li { (self.all(&step.told)) } }
            }
        }
    }
}

/// A note, its lines led to.
pub fn linked(note: &Note) -> Markup {
    html! {
        @for piece in note.pieces() {
            @match piece {
                Piece::Words(words) => (words),
                Piece::Lines(words, source, first, _) => {
                    a href={ "#" (line_id(*source, *first)) } { (words) }
                }
            }
        }
    }
}

/// Where something begins, counted from the margin.
fn from(column: usize) -> String {
    format!("f{}", column.saturating_sub(MARGIN).min(LAST))
}

/// Where the text behind a label begins.
fn to(column: usize) -> String {
    format!("t{}", column.saturating_sub(MARGIN).min(LAST))
}

/// The last column that the style knows.
const LAST: usize = 24;
