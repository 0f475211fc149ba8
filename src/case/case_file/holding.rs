//! Holdings and facts with attributes in a case: `"visa(electronic)": true`, and `"visa": false`
//! for all.

use crate::check::Symbol;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputId, Value};
use crate::text::closest;

use super::Reader;
use crate::case::json_text::{Kind, Member};

impl Reader<'_> {
    /// The holdings or facts that are given by a name with attributes, or by one that has some and is
    /// written without; `None` where the name is of nothing like this.
    pub(super) fn family(&mut self, member: &Member<'_>) -> Option<Vec<(InputId, Value)>> {
        let (name, attributes) = match member.name.split_once('(') {
            Some((name, rest)) => (name.trim_end(), Some(rest)),
            None => (member.name.as_str(), None),
        };
        let symbol = self.checked.symbols.get(name)?;
        let (at, what, is) = match symbol {
            Symbol::Family(at) => (at, "holding", "held"),
            Symbol::Facts(at) => (at, "fact", "given"),
            _ => return None,
        };
        let law = &self.checked.law;
        let family = self.checked.symbols.family(at)?;
        let all = || family.members.iter().map(|(_, input)| *input);
        let names = || all().map(|input| law[input].name.as_str());
        let denied = matches!(member.value.kind(), Ok(Kind::YesNo(false)));
        let given: Vec<InputId> = match attributes {
            Some(_) => {
                let written: String = member.name.split_whitespace().collect();
                let is_it = |input: &InputId| written == law[*input].name.replace(' ', "");
                all().filter(is_it).collect()
            }
            None if denied => all().collect(),
            None => Vec::new(),
        };
        if given.is_empty() {
            let (code, message, near) = match attributes {
                Some(_) => (
                    Code::UnknownName,
                    format!("there is no {what} `{}`", member.name),
                    closest(&member.name, names()),
                ),
                None => (
                    Code::WrongArguments,
                    format!("which `{name}` is {is} must be said"),
                    None,
                ),
            };
            let first = names().next().unwrap_or_default();
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("such as \"{first}\""),
            };
            self.mistake(
                Diagnostic::new(code, message)
                    .at(member.name_span, "")
                    .help(help),
            );
        }
        let given = given.into_iter();
        Some(
            given
                .flat_map(|input| self.given_as(input, &member.value))
                .collect(),
        )
    }
}
