use crate::verdict::Region;

use super::{Note, Table};

/// A part of a page. Columns are those of the text; another medium takes from them what belongs
/// below what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A line that is as it is to be.
    Line(String),
    /// A distance to what comes before.
    Gap,
    /// A wide distance.
    WideGap,
    /// A verdict, and the name of what it is about.
    Banner {
        /// The verdict, the outcome in capitals.
        verdict: String,
        /// The name in the files.
        name: String,
    },
    /// A heavy bar.
    Bar,
    /// A heading.
    Section {
        /// Its words.
        title: String,
        /// What stands beside it.
        note: Note,
    },
    /// A paragraph, perhaps behind a label.
    Words {
        /// Where the label begins.
        label_at: usize,
        /// The label, or nothing.
        label: String,
        /// Where the text begins.
        text_at: usize,
        /// The text.
        text: String,
        /// What stands beside it.
        note: Note,
    },
    /// A quotation, without its marks, and where it stands.
    Quotation {
        /// Where it begins.
        column: usize,
        /// The source's words.
        quote: String,
        /// Where they stand.
        note: Note,
    },
    /// Items behind dashes, as they are printed.
    List {
        /// Its level.
        level: usize,
        /// The items.
        items: Vec<String>,
    },
    /// A table.
    Table {
        /// Its level.
        level: usize,
        /// The rows.
        table: Table,
    },
    /// Steps of which the last leads to the first.
    Circle {
        /// Where the arrow stands.
        column: usize,
        /// The steps.
        steps: Vec<Step>,
    },
    /// Parts that are so on these readings.
    On {
        /// The readings.
        readings: Region,
        /// The parts.
        parts: Vec<Part>,
    },
}

/// A step of a circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// From what it leads on: "a visa".
    pub from: String,
    /// Its number.
    pub number: String,
    /// What it says.
    pub sentence: String,
    /// A sentence of a source that says it, short enough to stand beside an arrow, and where it
    /// stands.
    pub quote: Option<(String, Note)>,
    /// The step as it is told.
    pub told: Vec<Part>,
}
