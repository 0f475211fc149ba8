//! What holds over time: `true`, `false`, or `{ "since": DAY, "until": DAY }`.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputId, Value};
use crate::text::closest;

use super::Reader;
use crate::case::json_text::{Json, Kind};

/// What may stand in a time.
const KEYS: [&str; 3] = ["since", "until", "through"];

impl Reader<'_> {
    /// What is given of a fact or holding by a value.
    pub(super) fn given_as(&mut self, input: InputId, value: &Json<'_>) -> Vec<(InputId, Value)> {
        let law = &self.checked.law;
        let is_time = matches!(value.kind(), Ok(Kind::Object));
        if law[input].history.is_some() && is_time {
            return self.time(input, value).unwrap_or_default();
        }
        let value = self.value(input, value);
        value.map_or_else(Vec::new, |value| law.given(input, value))
    }

    fn time(&mut self, input: InputId, value: &Json<'_>) -> Option<Vec<(InputId, Value)>> {
        let history = self.checked.law[input].history?;
        let (mut since, mut end) = (None, None);
        let mistakes = self.found.len();
        for member in self.members(value) {
            let kind = member.value.kind();
            let name = member.name.as_str();
            let Some(key) = KEYS.iter().find(|key| **key == name) else {
                let help = match closest(name, KEYS.into_iter()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("a time has `{}`", KEYS.join("`, `")),
                };
                let mistake = Diagnostic::new(Code::UnknownName, format!("a time has no `{name}`"));
                self.mistake(mistake.at(member.name_span, "").help(help));
                continue;
            };
            let Some(Kind::Text(written)) = self.noted(kind) else {
                let mistake = Diagnostic::new(Code::TypeMismatch, format!("`{key}` is a day"));
                self.mistake(
                    mistake
                        .at(member.value.span, "")
                        .help("write \"YYYY-MM-DD\""),
                );
                continue;
            };
            let Some(Value::Day(day)) = self.day(&written, member.value.span) else {
                continue;
            };
            match *key {
                "since" => since = Some(day),
                _ if end.is_some() => {
                    let mistake = Diagnostic::new(Code::DuplicateClause, "a time ends once");
                    let help = "`until` excludes its day, `through` includes it; write one of them";
                    self.mistake(mistake.at(member.name_span, "").help(help));
                }
                "until" => end = day.previous(),
                _ => end = Some(day),
            }
        }
        if since.is_none() && end.is_none() {
            if self.found.len() > mistakes {
                return None;
            }
            let name = &self.checked.law[input].name;
            let message = format!("the time of `{name}` has no day");
            let mistake = Diagnostic::new(Code::TypeMismatch, message).at(value.span, "");
            let help = "write true, or { \"since\": \"YYYY-MM-DD\" }";
            self.mistake(mistake.help(help));
            return None;
        }
        let given = history.lasting(since, end);
        if given.is_none() {
            let mistake = Diagnostic::new(Code::EmptyInterval, "it ends before it begins");
            let help = "`until` names the first day on which it holds no longer";
            self.mistake(mistake.at(value.span, "").help(help));
        }
        given
    }
}
