//! The sentences that move a day on which outcomes change.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::law::{ActId, ExprId, Ground, Law, Moment, WrittenId};
use crate::report::first_few;
use crate::report::layout::Page;
use crate::report::proof::grounds;
use crate::report::words::{heading, joined};

/// So many sentences are told of one day, and so many rules with each.
const SENTENCES: usize = 6;
const RULES: usize = 4;

/// What a day does to rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Does {
    Begins,
    Ends,
    /// It ends because it is repealed.
    Repealed,
    /// The rule begins and ends on other days, and what it asks turns.
    Turns,
}

/// A sentence, and the rules that it moves.
struct Moved<'l> {
    grounds: &'l [Ground],
    does: Does,
    /// By which act, where the law has several.
    act: Option<ActId>,
    rules: Vec<WrittenId>,
}

/// What a day does to a rule, by which sentences and which act.
type Sentence<'l> = (Does, &'l [Ground], Option<ActId>);

/// The rules that begin or end on a day.
pub(super) fn on_day(law: &Law, day: Day) -> Vec<WrittenId> {
    let all = (0..law.written.len()).map(WrittenId::at);
    let moves = |rule: &WrittenId| {
        let written = &law[*rule];
        written.from != written.until
            && (is_on(law, written.from, day) || is_on(law, written.until, day))
    };
    all.filter(moves).collect()
}

fn is_on(law: &Law, bound: Option<ExprId>, day: Day) -> bool {
    let days = bound.and_then(|bound| law.exprs.days_of(bound));
    days.is_some_and(|days| days.contains(&day))
}

/// The sentences behind the rules that make the changes of a day, each once, with the rules.
pub(super) fn tell(page: &mut Page, law: &Law, moment: Moment, made: &BTreeSet<WrittenId>) {
    let mut all: Vec<Moved<'_>> = Vec::new();
    for rule in made {
        for (does, grounds, act) in sentences(law, *rule, moment) {
            let act = act.filter(|_| law.acts.len() > 1);
            match all
                .iter_mut()
                .find(|known| (known.does, known.act) == (does, act) && known.grounds == grounds)
            {
                Some(known) => known.rules.push(*rule),
                None => all.push(Moved {
                    grounds,
                    does,
                    act,
                    rules: vec![*rule],
                }),
            }
        }
    }
    // What moves most comes first.
    all.sort_by_key(|moved| std::cmp::Reverse(moved.rules.len()));
    for moved in all.iter().take(SENTENCES) {
        page.gap();
        grounds::tell(page, 1, law, moved.grounds);
        let does = match moved.does {
            Does::Begins => "begins:",
            Does::Ends => "ended the day before:",
            Does::Repealed => "repealed from this day on:",
            Does::Turns => "on the day hangs:",
        };
        let by = moved.act.map(|act| format!(", by “{}”", law[act].title));
        let told = format!("{}{}", named(law, &moved.rules), by.unwrap_or_default());
        page.hanging(4, does, 5 + does.len(), &told);
    }
    let rest: BTreeSet<WrittenId> = all
        .iter()
        .skip(SENTENCES)
        .flat_map(|moved| moved.rules.iter().copied())
        .collect();
    if !rest.is_empty() {
        let rest = Vec::from_iter(rest);
        page.gap();
        page.paragraph(
            1,
            &format!("By further sentences also {}.", named(law, &rest)),
        );
    }
}

fn named(law: &Law, rules: &[WrittenId]) -> String {
    let mut words: Vec<String> = Vec::new();
    for rule in rules {
        let heading = format!("“{}”", heading(law, *rule));
        if !words.contains(&heading) {
            words.push(heading);
        }
    }
    joined(&first_few(words, RULES), "and")
}

/// What a day does to a rule, and by which sentence: that of its first or last day, else its own.
fn sentences(law: &Law, rule: WrittenId, moment: Moment) -> Vec<Sentence<'_>> {
    let written = &law[rule];
    let own = law.own_grounds(rule);
    let Moment::Day(day) = moment else {
        return vec![(Does::Turns, own, None)];
    };
    let mut found: Vec<Sentence<'_>> = Vec::new();
    if is_on(law, written.from, day) {
        let amended = written.begins_by.map(|by| law[by].grounds.as_slice());
        let of_act = written.act.and_then(|act| law[act].in_force.as_ref());
        let of_act = of_act
            .filter(|(first, _)| is_on(law, Some(*first), day))
            .map(|(_, grounds)| grounds.as_slice());
        let grounds = amended.or(of_act).filter(|grounds| !grounds.is_empty());
        let act = law.begins_by_act(rule);
        found.push((Does::Begins, grounds.unwrap_or(own), act));
    }
    if is_on(law, written.until, day) {
        let amended = written.ends_by.map(|by| &law[by]);
        let does = match amended {
            Some(by) if by.repeals => Does::Repealed,
            _ => Does::Ends,
        };
        let grounds = amended.map(|by| by.grounds.as_slice());
        let grounds = grounds.filter(|grounds| !grounds.is_empty());
        found.push((does, grounds.unwrap_or(own), law.ends_by_act(rule)));
    }
    if found.is_empty() {
        found.push((Does::Turns, own, None));
    }
    found
}
