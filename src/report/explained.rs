//! The pages of `kzrule explain`, for a terminal.

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Severity};

use super::layout::{Page, Table};

/// So many codes are named at the foot of a run; who has more begins with these.
const FOOT_LIMIT: usize = 3;

/// The pages of these codes, one after another.
pub fn text(codes: &[Code]) -> String {
    let mut page = Page::new();
    for code in codes {
        page.wide_gap();
        one(*code, &mut page);
    }
    page.finish()
}

/// Every code with its title.
pub fn list() -> String {
    let mut table = Table::new();
    for code in Code::ALL {
        let lint = match code.severity() {
            Severity::Error => "",
            Severity::Lint => " (lint)",
        };
        table.row([code.to_string(), format!("{}{lint}", code.title())], "");
    }
    let mut page = Page::new();
    page.table(0, &table);
    page.gap();
    page.paragraph(
        0,
        "`kzrule explain CODE` shows the page of one, with an example.",
    );
    page.finish()
}

/// The same for other programs; the pages stay Markdown.
pub fn json(codes: &[Code], with_pages: bool) -> Value {
    let one = |code: &Code| {
        let mut told = json!({
            "code": code.to_string(),
            "severity": code.severity().as_str(),
            "title": code.title(),
        });
        if with_pages && let Some(told) = told.as_object_mut() {
            told.insert("page".to_owned(), code.page().into());
        }
        told
    };
    codes.iter().map(one).collect()
}

/// The line at the foot of a run: how to read more on what was reported, errors first. Nothing
/// where nothing was reported.
pub fn foot(reported: &[Diagnostic]) -> String {
    let mut codes: Vec<Code> = Vec::new();
    for severity in [Severity::Error, Severity::Lint] {
        for found in reported.iter().filter(|found| found.severity() == severity) {
            if codes.len() < FOOT_LIMIT && !codes.contains(&found.code) {
                codes.push(found.code);
            }
        }
    }
    if codes.is_empty() {
        return String::new();
    }
    let codes: Vec<String> = codes.iter().map(Code::to_string).collect();
    format!("More on this: kzrule explain {}\n", codes.join(" "))
}

/// Markdown as our pages have it: headings, paragraphs, and blocks of text with the name of a file.
fn one(code: Code, page: &mut Page) {
    let mut lines = code.page().lines();
    let mut paragraph = String::new();
    while let Some(line) = lines.next() {
        let block = line.strip_prefix("```");
        if let Some(title) = line.strip_prefix("# ") {
            page.line(title);
        } else if let Some(title) = line.strip_prefix("## ") {
            page.section(title, None);
        } else if block.is_none() && !line.is_empty() {
            paragraph.push_str(line);
            paragraph.push(' ');
            continue;
        }
        if !paragraph.is_empty() {
            page.paragraph(1, &std::mem::take(&mut paragraph));
        }
        page.gap();
        if let Some(info) = block {
            if let Some((_, file)) = info.split_once(' ') {
                page.paragraph(1, &format!("{file}:"));
                page.gap();
            }
            for line in lines.by_ref().take_while(|line| *line != "```") {
                page.line(format!("    {line}"));
            }
        }
    }
    if !paragraph.is_empty() {
        page.paragraph(1, &paragraph);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_markup_is_left() {
        let all = text(Code::ALL);
        assert!(!all.contains("```") && !all.contains("\n#"), "{all}");
    }

    #[test]
    fn the_foot_names_a_few_codes_once_and_errors_first() {
        let found = |code| Diagnostic::new(code, "");
        let reported = [
            Code::NoWords,
            Code::Syntax,
            Code::NoGround,
            Code::Syntax,
            Code::TooDeep,
            Code::Unclosed,
        ]
        .map(found);
        assert_eq!(
            foot(&reported),
            "More on this: kzrule explain kz0001 kz0050 kz0003\n"
        );
        assert_eq!(foot(&[]), "");
    }
}
