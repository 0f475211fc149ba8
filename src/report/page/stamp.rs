//! Outcomes as stamps.

use maud::{Markup, html};

use crate::law::Law;
use crate::report::layout::unbroken;
use crate::report::proof::bar_words;
use crate::verdict::{Outcome, Region, Verdict};

use super::readings::written;

/// The words of a verdict, the outcomes in capitals as stamps.
pub fn stamped(words: &str) -> Markup {
    if !words.chars().any(char::is_lowercase) {
        return stamp(words);
    }
    let mut runs: Vec<(bool, Vec<&str>)> = Vec::new();
    for word in words.split(' ') {
        let is_outcome = is_outcome(word);
        match runs.last_mut() {
            Some((known, run)) if *known == is_outcome => run.push(word),
            _ => runs.push((is_outcome, vec![word])),
        }
    }
    html! {
        @for (at, (is_outcome, run)) in runs.iter().enumerate() {
            @if at > 0 { " " }
            @if *is_outcome { (stamp(&run.join(" "))) } @else { span { (unbroken(&run.join(" "))) } }
        }
    }
}

fn is_outcome(word: &str) -> bool {
    let letters = || word.chars().filter(|sign| sign.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

/// An outcome.
pub fn stamp(words: &str) -> Markup {
    let class = match words.trim_end_matches(',') {
        "PROVED" => "stamp full",
        "REFUTED" => "stamp",
        _ => "stamp red",
    };
    html! { span class=(class) { (words.trim_end_matches(',')) } }
}

fn proved(verdict: &Verdict) -> Markup {
    stamp(match verdict.is_about_nobody() {
        true => "PROVED, BUT ABOUT NOBODY",
        false => "PROVED",
    })
}

/// A verdict that follows the readings chosen on the page.
pub fn verdict(law: &Law, verdict: &Verdict) -> Markup {
    let refuted = verdict.refuted.iter().map(|found| found.cube.clone());
    let refuted = Region(refuted.collect());
    let follows = verdict.outcome() != Outcome::Undecided && law.readings().next().is_some();
    html! {
        span .verdict data-proved=[follows.then(|| written(&verdict.proved))]
            data-refuted=[follows.then(|| written(&refuted))] {
            span .any { (stamped(&bar_words(law, verdict))) }
            @if follows {
                span .proved hidden { (proved(verdict)) " " span { "on the answers chosen" } }
                span .refuted hidden { (stamp("REFUTED")) " " span { "on the answers chosen" } }
                span .both hidden {
                    (stamp("PROVED")) " " span { "or" } " " (stamp("REFUTED")) " "
                    span { "by the questions left open" }
                }
                span .none hidden { span { "not claimed for the answers chosen" } }
                @if !verdict.as_expected {
                    span .proved.refuted.both.none hidden { " " (stamp("NOT AS EXPECTED")) }
                }
            }
        }
    }
}
