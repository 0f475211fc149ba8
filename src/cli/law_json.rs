//! The law of a day, for other programs.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::amend::{Because, Consolidated, Days, Event, What};
use crate::calendar::Day;
use crate::law::Law;
use crate::report::consolidated;
use crate::syntax::Ground;

use super::output::JSON_VERSION;

/// The text, every version of every rule, and what became of the rules. `renamed` says how the files
/// call what several of them have a name for.
pub fn json(
    law: &Law,
    day: Day,
    found: &Consolidated<'_>,
    renamed: &BTreeMap<String, String>,
    text: &str,
) -> Json {
    let history: Map<String, Json> = found
        .events
        .iter()
        .map(|(rule, events)| (rule.clone(), events.iter().map(event).collect()))
        .collect();
    let because = found.because.iter();
    let because = because
        .map(|(rule, because)| (rule.clone(), reason(because)))
        .collect();
    json!({
        "version": JSON_VERSION,
        "verb": "law",
        "on": day.to_string(),
        "text": text,
        "rules": consolidated::json(law, day, &found.kept, &because),
        "history": history,
        "renamed": renamed,
    })
}

/// Why words of a rule stand that are not in force.
fn reason(because: &Because<'_>) -> Json {
    match because {
        Because::OtherDay => json!({ "why": "other day" }),
        Because::Named(by) => json!({ "why": "named", "by": by }),
        Because::Overdue(step) => json!({ "why": "overdue", "step": step }),
        Because::Exception(rule) => json!({ "why": "exception", "by": rule }),
        Because::Subject(rule) => json!({ "why": "subject", "by": rule }),
        Because::Lifted(by) => json!({ "why": "lifted", "by": by }),
        Because::GivesWay(rule) => json!({ "why": "gives way", "by": rule }),
        Because::Placed => json!({ "why": "canon" }),
        Because::Beyond => json!({ "why": "provision" }),
        Because::Readings => json!({ "why": "readings" }),
    }
}

fn event(event: &Event) -> Json {
    let (what, more) = match &event.what {
        What::Enacted(between) => ("enacted", days(between)),
        What::Restated(between) => ("restated", days(between)),
        What::Moved(on, to) => ("moved", json!({ "on": on, "to": to })),
        What::Lifted(rule, between) => {
            let mut more = days(between);
            if let Some(members) = more.as_object_mut() {
                members.insert("rule".to_owned(), rule.clone().into());
            }
            ("lifted", more)
        }
        What::Repealed(from) => ("repealed", json!({ "from": from.to_string() })),
    };
    let grounds: Vec<Json> = event.grounds.iter().map(ground).collect();
    let mut all = json!({
        "what": what,
        "act": event.act.as_ref().map(|(name, _)| name),
        "title": event.act.as_ref().map(|(_, title)| title),
        "grounds": grounds,
    });
    if let (Some(members), Json::Object(more)) = (all.as_object_mut(), more) {
        members.extend(more);
    }
    all
}

/// From when until when; null for both where it is in force on no day, which `never` says.
fn days(days: &Days) -> Json {
    match days {
        Days::Between(from, until) => json!({ "from": from, "until": until, "never": false }),
        Days::Never => json!({ "from": null, "until": null, "never": true }),
    }
}

fn ground(ground: &Ground) -> Json {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match ground {
        Ground::Cites {
            source,
            quote,
            remark,
        } => json!({ "source": source.text, "quote": folded(&quote.text), "remark": remark }),
        Ground::Reported { source, words } => {
            json!({ "reported_by": source.text, "words": folded(&words.text) })
        }
        Ground::Assumed(words) => json!({ "assumed": folded(&words.text) }),
    }
}
