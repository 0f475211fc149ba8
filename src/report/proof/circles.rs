//! The circles: requirements that lead from a holding back to itself.

use crate::law::Law;
use crate::report::layout::{Page, Step};
use crate::report::words::{capitalized, joined, noun, own_citation, reference};
use crate::verdict::{Circle, Column, DeadEnd, Region, Requirement};

use super::columns::{lasting, number, on_these, readings};
use super::grounds;

/// Where the arrow stands, the numbers, and the sentences.
const ARROW: usize = 2;
const NUMBER: usize = 5;
const SENTENCE: usize = 8;

/// The circles, column by column. A requirement is told with its grounds once, a circle that
/// several columns have in the first of them.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd) {
    let mut circles = found.columns.iter().flat_map(|column| &column.circles);
    let Some(first) = circles.next() else {
        if found.further.circles {
            page.section("The circles", None);
            further(
                page,
                "Whether requirements lead in a circle could not be seen",
            );
        }
        return;
    };
    let alone = circles.next().is_none() && found.deciding.is_empty();
    if alone {
        page.section("The circle", Some(&note(found, first)));
    } else {
        page.section("The circles", None);
    }
    let mut teller = Teller {
        law,
        found,
        told: Vec::new(),
        drawn: Vec::new(),
        headed: Vec::new(),
        alone,
    };
    for column in &found.columns {
        teller.column(page, column);
    }
    teller.elsewhere(page);
    teller.common(page);
    if found.further.circles {
        further(page, "There may be other circles");
    }
}

fn further(page: &mut Page, what: &str) {
    page.gap();
    page.paragraph(
        1,
        &format!("{what}: requirements lead along too many ways to follow all of them."),
    );
}

struct Teller<'a> {
    law: &'a Law,
    found: &'a DeadEnd,
    /// The requirements told with their grounds.
    told: Vec<usize>,
    /// The circles drawn, by their requirements.
    drawn: Vec<&'a [usize]>,
    /// The columns that the heading of each names, by their places.
    headed: Vec<(&'a [usize], Vec<usize>)>,
    /// There is one circle, and its days are told.
    alone: bool,
}

impl<'a> Teller<'a> {
    /// The first circle of a column, and those that bring a new requirement.
    fn column(&mut self, page: &mut Page, column: &'a Column) {
        for (at, circle) in column.circles.iter().enumerate() {
            let known = circle
                .requirements
                .iter()
                .all(|place| self.told.contains(place));
            if self.drawn.contains(&circle.requirements.as_slice()) || (known && at > 0) {
                continue;
            }
            let elsewhere =
                self.found.columns.iter().any(|other| {
                    other.circles.first() == Some(circle) && !std::ptr::eq(other, column)
                });
            // It is told where it comes first.
            if at > 0 && elsewhere {
                continue;
            }
            page.gap();
            let mut own = Page::new();
            self.heading(&mut own, circle);
            self.draw(&mut own, circle);
            page.append_on(self.readings(circle), own);
            self.drawn.push(&circle.requirements);
        }
    }

    /// The readings of the columns that have a circle.
    fn readings(&self, circle: &Circle) -> Region {
        let has = |column: &&Column| {
            let mut own = column.circles.iter();
            own.any(|own| own.requirements == circle.requirements)
        };
        readings(self.found.columns.iter().filter(has))
    }

    /// The readings on which there is just this circle, on the same days, and the days.
    fn heading(&mut self, page: &mut Page, circle: &'a Circle) {
        let columns = self.found.columns.iter().enumerate();
        let has = columns.filter(|(_, column)| column.circles.contains(circle));
        let places: Vec<usize> = has.map(|(place, _)| place).collect();
        if !self.alone {
            let is_same = self.headed.last().is_some_and(|(_, last)| *last == places);
            let named = self
                .found
                .columns
                .iter()
                .all(|column| !column.choices.is_empty());
            let on = match places.len() {
                _ if !named => String::new(),
                1 if is_same => "On the same reading".to_owned(),
                _ if is_same => "On the same readings".to_owned(),
                _ => capitalized(&on_these(self.law, self.found, &places)),
            };
            page.noted(ARROW, &on, note(self.found, circle));
            page.gap();
        }
        self.headed.push((&circle.requirements, places));
    }

    /// Whether a heading names a column for a circle.
    fn is_headed(&self, shape: &[usize], place: usize) -> bool {
        let mut headed = self.headed.iter();
        headed.any(|(known, places)| *known == shape && places.contains(&place))
    }

    fn draw(&mut self, page: &mut Page, circle: &Circle) {
        let mut steps = Vec::new();
        for place in &circle.requirements {
            let Some(requirement) = self.found.requirements.get(*place) else {
                continue;
            };
            let number = (place + 1).to_string();
            let again = self.told.contains(place);
            let mut told = Page::new();
            let said = sentence(self.law, requirement);
            let end = if again { ", as above." } else { "." };
            told.hanging(NUMBER, &number, SENTENCE, &format!("{said}{end}"));
            if !again {
                self.grounds(&mut told, requirement);
                self.told.push(*place);
            }
            steps.push(Step {
                from: capitalized(&noun(self.law, requirement.holding)),
                number,
                sentence: said,
                quote: own_citation(self.law, &requirement.grounds)
                    .map(|own| (own.quote.clone(), reference(self.law, &[own]))),
                told: told.into_parts(),
            });
        }
        page.circle(ARROW, steps);
        page.gap();
    }

    /// The sentences behind a requirement, and behind what would do in its place.
    fn grounds(&self, page: &mut Page, requirement: &Requirement) {
        grounds::tell_at(page, SENTENCE, self.law, &requirement.grounds);
        for other in &requirement.alternatives {
            let other_way = capitalized(&noun(self.law, other.holding));
            let out = format!("{other_way} is out of reach as well:");
            page.hanging(SENTENCE, "", SENTENCE, &out);
            grounds::tell_at(page, SENTENCE, self.law, &other.grounds);
        }
    }

    /// The circles that are not drawn under their own column.
    fn elsewhere(&self, page: &mut Page) {
        let mut shapes: Vec<(&[usize], Vec<usize>)> = Vec::new();
        for (place, column) in self.found.columns.iter().enumerate() {
            for circle in &column.circles {
                let shape = circle.requirements.as_slice();
                if self.is_headed(shape, place) {
                    continue;
                }
                match shapes.iter_mut().find(|(known, _)| *known == shape) {
                    Some((_, places)) => places.push(place),
                    None => shapes.push((shape, vec![place])),
                }
            }
        }
        if shapes.is_empty() {
            return;
        }
        page.gap();
        for (shape, places) in shapes {
            let numbers: Vec<String> = shape.iter().map(|place| (place + 1).to_string()).collect();
            let which = format!("the circle of requirements {}", joined(&numbers, "and"));
            let again = if self.drawn.contains(&shape) {
                " as well"
            } else {
                ""
            };
            let sentence = match self.found.columns.len() {
                1 => format!("{which} exists{again}."),
                _ => format!(
                    "{}, {which} exists{again}.",
                    on_these(self.law, self.found, &places)
                ),
            };
            page.paragraph(1, &capitalized(&sentence));
        }
    }

    /// The requirements that all drawn circles have in common.
    fn common(&self, page: &mut Page) {
        let Some((first, rest)) = self.drawn.split_first() else {
            return;
        };
        let mut shared: Vec<usize> = first
            .iter()
            .filter(|place| rest.iter().all(|shape| shape.contains(place)))
            .map(|place| place + 1)
            .collect();
        shared.sort_unstable();
        if rest.is_empty() || shared.is_empty() {
            return;
        }
        let circles = if rest.len() == 1 {
            "both circles"
        } else {
            "all these circles"
        };
        let numbers: Vec<String> = shared.iter().map(usize::to_string).collect();
        page.paragraph(
            1,
            &match numbers.as_slice() {
                [only] => format!("Requirement {only} is in {circles}."),
                _ => format!("Requirements {} are in {circles}.", joined(&numbers, "and")),
            },
        );
    }
}

fn requirements(count: usize) -> String {
    let noun = if count == 1 {
        "requirement"
    } else {
        "requirements"
    };
    format!("{} {noun}", number(count))
}

/// "three requirements, complete since 1 January 2024", "three requirements, complete for good since
/// 1 January 2024"
fn note(found: &DeadEnd, circle: &Circle) -> String {
    let count = requirements(circle.requirements.len());
    let complete = match found.for_good {
        Some(_) => "complete for good",
        None => "complete",
    };
    format!("{count}, {complete} {}", lasting(circle.days))
}

/// "A visa requires dactyloscopy registration"
fn sentence(law: &Law, requirement: &Requirement) -> String {
    let holding = capitalized(&noun(law, requirement.holding));
    let needs: Vec<String> = std::iter::once(&requirement.needs)
        .chain(requirement.alternatives.iter().map(|one| &one.holding))
        .map(|needed| noun(law, *needed))
        .collect();
    format!("{holding} requires {}", joined(&needs, "or"))
}
