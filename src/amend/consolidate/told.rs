//! What became of a rule, as comments above it.

use super::super::aside::ground;
use super::because::Because;
use super::events::{Days, Event, What};

/// The longest line of a comment.
const WIDTH: usize = 96;

/// What became of a rule, in the order of the days.
pub fn told(name: &str, events: &[Event]) -> String {
    let versions = |event: &&Event| matches!(event.what, What::Enacted(_) | What::Restated(_));
    let several = events.iter().filter(versions).count() > 1;
    let mut out = String::new();
    for event in events {
        let by = match &event.act {
            Some((_, title)) => format!(" by {title}"),
            None => String::new(),
        };
        let words = match &event.what {
            What::Enacted(days) if event.act.is_none() => format!("of no act, {}", lived(days)),
            What::Enacted(days) => format!("enacted{by}, {}", lived(days)),
            What::Restated(days) => format!("restated{by}, {}", lived(days)),
            What::Moved(on, to) => {
                let on = on
                    .as_ref()
                    .map_or(String::new(), |day| format!(" on {day}"));
                format!("moved{by}{on}: {to}")
            }
            What::Lifted(rule, days) => format!("lifted by {rule}{}, {}", of(event), lived(days)),
            What::Repealed(day) => format!("repealed{by} from {day}"),
        };
        let here = match several && event.stands {
            true => ", as below",
            false => "",
        };
        comment(&format!("{name}: {words}{here}."), "// ", &mut out);
        for one in &event.grounds {
            comment(&ground(one), "//     ", &mut out);
        }
    }
    out
}

fn of(event: &Event) -> String {
    match &event.act {
        Some((_, title)) => format!(" of {title}"),
        None => String::new(),
    }
}

/// From when to when, in the notation of the language.
pub fn lived(days: &Days) -> String {
    match days {
        Days::Between(Some(from), Some(until)) => format!("in force from {from} until {until}"),
        Days::Between(Some(from), None) => format!("in force from {from}"),
        Days::Between(None, Some(until)) => format!("no first day told, in force until {until}"),
        Days::Between(None, None) => "no first day told".to_owned(),
        Days::Never => "never in force".to_owned(),
    }
}

/// Why a rule stands that is not in force.
pub fn reason(because: &Because<'_>) -> String {
    match because {
        Because::OtherDay => "something asks for the law of another day".to_owned(),
        Because::Named(Some(by)) => format!("{by} names it"),
        Because::Named(None) => "something names it".to_owned(),
        Because::Overdue(step) => format!("it is asked whether {step} is overdue"),
        Because::Exception(rule) => format!("{rule} is an exception to it"),
        Because::Subject(rule) => format!("{rule} is subject to it"),
        Because::Lifted(by) => format!("{by} lifts it"),
        Because::GivesWay(rule) => format!("they are subject to {rule}"),
        Because::Placed => "a canon asks in which act it stands".to_owned(),
        Because::Beyond => {
            "its days go beyond those of its provision, which others need".to_owned()
        }
        Because::Readings => "it depends on readings which of its words are in force".to_owned(),
    }
}

/// Words as comment lines, further ones indented.
pub fn comment(words: &str, first: &str, out: &mut String) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in words.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = "//     ".to_owned();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(&line);
    out.push('\n');
}
