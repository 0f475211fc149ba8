//! Readings: how parts say on which they are so, and the form in which they are chosen.

use maud::{Markup, html};

use crate::law::{InputId, Law, Value};
use crate::report::layout::unbroken;
use crate::report::words::{choice, choice_name, question};
use crate::verdict::{ReadingCube, Region};

/// The readings of a part as its attribute `data-on`; `None` where it is so on all.
pub fn on(region: &Region) -> Option<String> {
    (!region.is_everything() && !region.is_nothing()).then(|| written(region))
}

/// A region for the script: alternatives apart by `|`, readings by `&`, choices by `,`. Readings
/// are named by their inputs, choices by their places. Everything is `*`, nothing is empty.
pub fn written(region: &Region) -> String {
    if region.is_everything() {
        return "*".to_owned();
    }
    let cubes: Vec<String> = region.0.iter().map(cube).collect();
    cubes.join("|")
}

fn cube(cube: &ReadingCube) -> String {
    let readings = cube.0.iter().map(|(reading, places)| {
        let places: Vec<String> = places.iter().map(u32::to_string).collect();
        format!("{}={}", reading.index(), places.join(","))
    });
    readings.collect::<Vec<_>>().join("&")
}

/// The choices of a reading, by their places.
pub fn choices(law: &Law, reading: InputId) -> Vec<Value> {
    let ty = law[reading].ty;
    (0..law.size_of(ty))
        .filter_map(|place| Value::at_place(ty, place))
        .collect()
}

/// The form in the bar; it is of use with the script alone.
pub fn chooser(law: &Law) -> Markup {
    html! {
        @if law.readings().next().is_some() {
            details #chooser hidden {
                summary { span .long { "Readings: " } span #chosen aria-live="polite" { "all questions left open" } }
                form {
                    p .soft { "What is chosen here holds for the whole page." }
                    p { button type="reset" { "Leave all questions open" } }
                    @for reading in law.readings() { (asked(law, reading)) }
                }
            }
        }
    }
}

fn asked(law: &Law, reading: InputId) -> Markup {
    let name = reading.index();
    html! {
        fieldset {
            legend { (unbroken(&question(law, reading))) }
            label { input type="radio" name=(name) value="" checked; span { "left open" } }
            @for (place, of) in choices(law, reading).into_iter().enumerate() {
                label {
                    input type="radio" name=(name) value=(place);
                    span { b { (choice_name(law, of)) } " " (unbroken(&choice(law, of))) }
                }
            }
        }
    }
}

/// The questions with their choices, for who prints the page or reads it without the script.
pub fn section(law: &Law) -> Markup {
    html! {
        @if law.readings().next().is_some() {
            section #readings {
                h2 { "Readings" }
                p .intro {
                    "Where the text can be read in more than one way, the rules ask a question. No answer is \
                     called right: what is proved says on which answers it is."
                }
                @for reading in law.readings() {
                    div .reading {
                        h3 { (unbroken(&question(law, reading))) }
                        dl {
                            @for (place, of) in choices(law, reading).into_iter().enumerate() {
                                div data-choice={ (reading.index()) "=" (place) } {
                                    dt { (choice_name(law, of)) }
                                    dd { (unbroken(&choice(law, of))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The answers of a region in words, where it is not everything.
pub fn in_words(law: &Law, region: &Region) -> String {
    crate::report::words::region(law, region).join(", or ")
}
