//! Lists: an array of objects, each with the fields of an element.

use crate::check::{field_names, slot, too_many};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputId, ListId, Value};
use crate::text::closest;

use super::Reader;
use crate::case::json_text::{Json, Kind, Member};

impl Reader<'_> {
    /// The length of a list and what is known of its elements.
    pub(super) fn list(
        &mut self,
        list: ListId,
        value: &Json<'_>,
        given: &mut Vec<(InputId, Value)>,
    ) {
        let law = &self.checked.law;
        let name = &law[list].name;
        let message = format!("`{name}` is a list: [{{ \"FIELD\": VALUE, … }}, …]");
        if !self.is(value, &Kind::List, &message) {
            return;
        }
        let elements = value.items();
        if let Some(beyond) = elements.get(law[list].most) {
            let diagnostic = too_many(law, list).at(beyond.span, "one too many");
            self.mistake(diagnostic);
            return;
        }
        let length = i64::try_from(elements.len()).unwrap_or(i64::MAX);
        given.push((law[list].length, Value::Int(length)));
        for (place, element) in elements.iter().enumerate() {
            let message = format!("an element of `{name}` is an object {{ … }}");
            if !self.is(element, &Kind::Object, &message) {
                continue;
            }
            for member in self.members(element) {
                if let Some(field) = self.field(list, place, &member)
                    && let Some(value) = self.value(field, &member.value)
                {
                    given.push((field, value));
                }
            }
        }
    }

    fn field(&mut self, list: ListId, place: usize, member: &Member<'_>) -> Option<InputId> {
        let law = &self.checked.law;
        let found = slot(law, list, place, &member.name);
        if found.is_none() {
            let fields = field_names(law, list);
            let record = &law[law[list].record].name;
            let message = format!("a `{record}` has no field `{}`", member.name);
            let help = match closest(&member.name, fields.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its fields are `{}`", fields.join("`, `")),
            };
            self.mistake(
                Diagnostic::new(Code::UnknownName, message)
                    .at(member.name_span, "")
                    .help(help),
            );
        }
        found
    }
}
