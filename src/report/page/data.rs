//! What is on the page, for programs: the readings, the verdicts by readings, the days of change.

use serde_json::{Value as Json, json};

use crate::law::Law;
use crate::report::words::{choice, choice_name, question};
use crate::verdict::{Outcome, Verdict};

use super::Content;
use super::period::Periods;
use super::readings::choices;

/// The version of the data.
const VERSION: u32 = 1;

/// The data as JSON that can stand in a script element: no sign in it begins or ends one.
pub fn data(content: Content<'_>, periods: &Periods) -> String {
    let Content { law, verdicts, .. } = content;
    let data = json!({
        "version": VERSION,
        "readings": law.readings().map(|reading| {
            json!({
                "input": reading.index(),
                "name": law[reading].name,
                "question": question(law, reading),
                "choices": choices(law, reading).into_iter().map(|of| {
                    json!({ "name": choice_name(law, of), "words": choice(law, of) })
                }).collect::<Json>(),
            })
        }).collect::<Json>(),
        "claims": verdicts.iter().map(|verdict| claim(law, verdict)).collect::<Json>(),
        "days": periods.days.keys().map(ToString::to_string).collect::<Json>(),
    });
    escaped(&data.to_string())
}

fn claim(law: &Law, verdict: &Verdict) -> Json {
    let refuted = verdict.refuted.iter().map(|found| found.cube.named(law));
    json!({
        "name": law[verdict.claim].name,
        "verdict": match verdict.outcome() {
            Outcome::Proved => "proved",
            Outcome::Refuted => "refuted",
            Outcome::Split => "split",
            Outcome::Undecided => "undecided",
        },
        "proved": verdict.proved.named(law),
        "refuted": refuted.collect::<Vec<_>>(),
    })
}

/// JSON with the signs that mean something in HTML, or that the page shows otherwise, written as escapes
/// of JSON.
pub fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for sign in json.chars() {
        match sign {
            '<'
            | '>'
            | '&'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{7F}'..='\u{9F}' => {
                text.push_str(&format!("\\u{:04x}", u32::from(sign)));
            }
            _ => text.push(sign),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_sign_ends_the_element() {
        let hostile = json_of("</script><!-- & \u{2028}");
        assert!(!hostile.contains(['<', '>', '&', '\u{2028}']), "{hostile}");
        let back: String = serde_json::from_str(&hostile).unwrap();
        assert_eq!(back, "</script><!-- & \u{2028}");
    }

    fn json_of(words: &str) -> String {
        escaped(&serde_json::to_string(words).unwrap())
    }
}
