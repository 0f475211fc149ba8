//! Parts as Markdown, as sites that host changes of files show it.

use super::literal::literal;
use super::{Note, Part, Row, Table};

/// The Markdown of parts: the words are those of the text, each paragraph, item and row on a line.
pub fn markdown(parts: &[Part]) -> String {
    let mut blocks = Blocks::default();
    blocks.parts(parts);
    let mut text = blocks.0.join("\n\n");
    text.push('\n');
    text
}

/// Blocks, of which an empty line stands between two.
#[derive(Default)]
struct Blocks(Vec<String>);

impl Blocks {
    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Gap | Part::WideGap => {}
            Part::Line(line) => self.block(literal(line)),
            Part::Bar => self.block("---".to_owned()),
            Part::Banner { verdict, name } => {
                let heading = [verdict.as_str(), name].join(" ");
                self.block(format!("## {}", literal(&heading)));
            }
            Part::Section { title, note } => {
                self.block(format!("### {}", noted(title, note)));
            }
            Part::Words {
                label, text, note, ..
            } => self.block(labelled(label, &noted(text, note))),
            Part::Quotation { quote, note, .. } => {
                let mut lines = format!("> {}", literal(&format!("“{quote}”")));
                if !note.is_empty() {
                    lines.push_str(&format!(" — {}", literal(&note.words())));
                }
                self.block(lines);
            }
            Part::List { items, .. } => {
                let items = items.iter().map(|item| format!("- {}", literal(item)));
                self.block(items.collect::<Vec<_>>().join("\n"));
            }
            Part::Table { table, .. } => self.block(rows(table)),
            Part::Circle { steps, .. } => {
                for step in steps {
                    self.parts(&step.told);
                }
            }
            Part::On { parts, .. } => self.parts(parts),
        }
    }

    fn block(&mut self, block: String) {
        if !block.is_empty() {
            self.0.push(block);
        }
    }
}

/// A text, and what stands beside it in the text of the terminal.
fn noted(text: &str, note: &Note) -> String {
    match note.is_empty() {
        true => literal(text),
        false => format!("{} ({})", literal(text), literal(&note.words())),
    }
}

/// A text with a label before it.
fn labelled(label: &str, text: &str) -> String {
    match label {
        "" => text.to_owned(),
        _ => format!("**{}** {text}", literal(label)),
    }
}

/// A table under the names of its columns; without such names it is a list.
fn rows(table: &Table) -> String {
    let all = table.without_strokes();
    let Some((first, rest)) = all.split_first() else {
        return String::new();
    };
    let names_columns = first.head || first.cells.first().is_some_and(String::is_empty);
    let lines: Vec<String> = if names_columns {
        let rule = format!("|{}", "---|".repeat(first.cells.len()));
        let rest = rest.iter().map(across);
        [across(first), rule].into_iter().chain(rest).collect()
    } else {
        all.iter().map(item).collect()
    };
    lines.join("\n")
}

fn across(row: &Row) -> String {
    let last = row.cells.len().saturating_sub(1);
    let cell = |(at, words): (usize, &String)| match at == last {
        true => noted(words, &row.note),
        false => literal(words),
    };
    let cells: Vec<String> = row.cells.iter().enumerate().map(cell).collect();
    format!("| {} |", cells.join(" | "))
}

fn item(row: &Row) -> String {
    let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
    match cells.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => {
            format!("- {}", labelled(first, &noted(&rest.join(" "), &row.note)))
        }
        _ => format!("- {}", noted(&cells.join(" "), &row.note)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Ending, Page};
    use super::*;

    #[test]
    fn parts_are_blocks() {
        let mut page = Page::new();
        page.hanging(0, "Text", 10, "Rules of the club.");
        page.banner("From one\nto two", "");
        page.section("Rules", None);
        page.quotation(4, "1. A member\npays.", "line 1");
        page.list(
            3,
            &["a".to_owned(), "b".to_owned()],
            Ending::Joined("and", ""),
        );
        page.bar();
        let told = "**Text** Rules of the club.\n\n## From one to two\n\n### Rules\n\n\
                    > “1. A member pays.” — line 1\n\n- a, and\n- b\n\n---\n";
        assert_eq!(markdown(&page.into_parts()), told);
    }

    #[test]
    fn tables_have_a_head_or_are_lists() {
        let mut table = Table::new();
        table.row(["", "one", "two"], "");
        table.row(["a | b", "yes", "no"], "line 3");
        let across = "|  | one | two |\n|---|---|---|\n| a \\| b | yes | no (line 3) |";
        assert_eq!(rows(&table), across);

        let mut table = Table::new();
        table.row(["Who is meant?", "members"], "");
        table.row(["or"], "");
        assert_eq!(rows(&table), "- **Who is meant?** members\n- or");
        assert_eq!(rows(&Table::new()), "");
    }
}
