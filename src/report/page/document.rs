//! The document around the sections: it loads nothing, and runs no script but its own.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::back::Back;
use super::encoded::base64;
use super::period::Periods;
use super::{Content, claims, data, explorer, overview, readings, rules, texts, time};

const STYLE: &str = include_str!("page.css");
/// What every page has, and nothing that others wrote: by it the program knows its own page again.
pub const MARK: &str = r#"<meta name="generator" content="kzrule">"#;

/// What the page does by itself, and what it does with the evaluator.
const SCRIPT: &str = concat!(include_str!("page.js"), include_str!("explorer.js"));

/// The whole document.
pub fn document(content: Content<'_>) -> Markup {
    let law = content.law;
    let mut back = Back::default();
    let periods = Periods::of(law);
    // The rules are first among what cites a line.
    let rules = rules::section(law, &periods, &mut back);
    let overview = overview::section(content, &mut back);
    let claims = claims::claims(content, &mut back);
    let findings = claims::findings(content, &mut back);
    let rests = claims::rest(content, &mut back);
    let time = time::section(content, &periods, &mut back);
    let texts = texts::section(content, &back);
    let title = overview::title(law);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                (PreEscaped(MARK))
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) ": what the rules prove" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a .skip href="#overview" { "To the verdicts" }
                header .top { div .bar {
                    a .name href="#overview" { (title) }
                    (readings::chooser(law))
                    button #theme type="button" hidden { "Dark" }
                } }
                div .page {
                    (contents(content, &periods))
                    main {
                        (overview) (explorer::section(content, &periods)) (claims) (findings) (readings::section(law))
                        (time) (rules) (rests) (texts)
                        (footer(content))
                    }
                }
                (explorer::parts(content))
                script #data type="application/json" { (PreEscaped(data::data(content, &periods))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn contents(content: Content<'_>, periods: &Periods) -> Markup {
    let entries = [
        ("overview", "Overview", true),
        ("case", "Try a case", true),
        ("claims", "Claims", !content.verdicts.is_empty()),
        ("findings", "Unasked", true),
        (
            "readings",
            "Readings",
            content.law.readings().next().is_some(),
        ),
        ("time", "Periods", !periods.days.is_empty()),
        ("law", "The law on a day", true),
        ("rests", "What it rests on", !content.verdicts.is_empty()),
        ("texts", "The text", true),
    ];
    html! {
        nav .toc aria-label="Contents" {
            @for (id, name, _) in entries.into_iter().filter(|(.., there)| *there) {
                a href={ "#" (id) } { (name) }
            }
        }
    }
}

fn footer(content: Content<'_>) -> Markup {
    let law = content.law;
    html! {
        footer {
            p { "Rules: " code { (content.rules) } "." }
            @for source in &law.sources {
                @if let Some(path) = &source.path {
                    p { (source.title) ": " code { (path) }
                        @if let Some(day) = source.reviewed { ", compared on " (day.in_words()) }
                        "." }
                }
            }
            p { "Made by kzrule " (env!("CARGO_PKG_VERSION")) ". The page loads nothing and sends nothing." }
        }
    }
}

/// Nothing is loaded; of scripts and styles, those of this room alone are run, and the module of the
/// evaluator, also beside the page.
fn policy() -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(SCRIPT)),
        base64(&Sha256::digest(STYLE))
    )
}
