//! JSON whose values know where they stand, and in which nothing is read over: members given
//! twice, numbers beyond 64 bits and half characters are told, not mended.

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};

/// A value as written.
#[derive(Debug, Clone, Copy)]
pub struct Json<'t> {
    /// The text of the value, without white space around it.
    raw: &'t str,
    /// Where it stands.
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// `"…"`
    Text(String),
    /// A number, as written.
    Number(String),
    /// `true` or `false`
    YesNo(bool),
    /// `null`
    Nothing,
}

/// A name in an object, and its value.
#[derive(Debug, Clone)]
pub struct Member<'t> {
    pub name: String,
    pub name_span: Span,
    pub value: Json<'t>,
}

impl<'t> Json<'t> {
    /// The one value that is all of a text.
    pub fn parse(file: FileId, text: &'t str) -> Result<Self, Diagnostic> {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let raw: &'t RawValue =
            serde_json::from_str(body).map_err(|error| syntax_error(file, text, body, &error))?;
        Ok(Self::at(file, text, raw))
    }

    fn at(file: FileId, text: &'t str, raw: &'t RawValue) -> Self {
        let start = place_in(text, raw.get());
        Self {
            raw: raw.get(),
            span: span(file, start, raw.get().len()),
        }
    }

    /// The value inside this one that serde has found.
    fn inside(&self, raw: &'t RawValue) -> Self {
        let start = self.span.start as usize + place_in(self.raw, raw.get());
        Self {
            raw: raw.get(),
            span: span(self.span.file, start, raw.get().len()),
        }
    }

    /// What it is.
    pub fn kind(&self) -> Result<Kind, Diagnostic> {
        Ok(match self.raw.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b'"') => Kind::Text(self.text()?),
            Some(b't') => Kind::YesNo(true),
            Some(b'f') => Kind::YesNo(false),
            Some(b'n') | None => Kind::Nothing,
            Some(_) => Kind::Number(self.raw.to_owned()),
        })
    }

    /// The members of an object, in the order written; none of any other value.
    pub fn members(&self) -> Result<Vec<Member<'t>>, Diagnostic> {
        let mut reader = serde_json::Deserializer::from_str(self.raw);
        let found = reader.deserialize_map(Pairs).unwrap_or_default();
        found
            .into_iter()
            .map(|(name, value)| {
                let name = self.inside(name);
                Ok(Member {
                    name: name.text()?,
                    name_span: name.span,
                    value: self.inside(value),
                })
            })
            .collect()
    }

    /// The values of a list; none of any other value.
    pub fn items(&self) -> Vec<Self> {
        let mut reader = serde_json::Deserializer::from_str(self.raw);
        let found = reader.deserialize_seq(Items).unwrap_or_default();
        found.into_iter().map(|raw| self.inside(raw)).collect()
    }

    fn text(&self) -> Result<String, Diagnostic> {
        serde_json::from_str(self.raw).map_err(|_| {
            Diagnostic::new(
                Code::Syntax,
                "half a character: `\\u…` without its other half",
            )
            .at(self.span, "")
        })
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        while let Some(entry) = map.next_entry()? {
            found.push(entry);
        }
        Ok(found)
    }
}

struct Items;

impl<'de> Visitor<'de> for Items {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        while let Some(item) = list.next_element()? {
            found.push(item);
        }
        Ok(found)
    }
}

/// Where a part of a text begins in it. Raw values are parts of the text they were read from.
fn place_in(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn span(file: FileId, start: usize, length: usize) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(file, offset(start), offset(start.saturating_add(length)))
}

fn syntax_error(file: FileId, text: &str, body: &str, error: &serde_json::Error) -> Diagnostic {
    let ends = body.trim_end().len();
    let at = place_in(text, body)
        + match error.is_eof() {
            true => ends,
            false => offset_of(body, error.line(), error.column()).min(ends),
        };
    let told = error.to_string();
    let told = told.split(" at line ").next().unwrap_or_default();
    let message = if body.trim().is_empty() {
        "the file is empty".to_owned()
    } else if error.is_eof() {
        "the file ends within a value".to_owned()
    } else if told.starts_with("trailing characters") {
        "more follows after the case".to_owned()
    } else {
        match told {
            "expected value" | "expected ident" => "this is no JSON value".to_owned(),
            "key must be a string" => "a name in quotation marks is wanted here".to_owned(),
            other => other.to_owned(),
        }
    };
    Diagnostic::new(Code::Syntax, message)
        .at(Span::at(file, u32::try_from(at).unwrap_or(u32::MAX)), "")
        .help(
            "a case is one JSON object: { \"given\": { … }, \"nothing_else\": true, \"step\": … }",
        )
}

/// The byte that serde names by its line and column, both counted from 1; a character that it cuts
/// is named by its first byte.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (before + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: FileId = FileId(0);

    #[test]
    fn values_know_their_places() {
        let text = "\u{feff} { \"a\": [1, \"қ\\n\"], \"a\": {\"b\": -1.5e3} }";
        let object = Json::parse(FILE, text).unwrap();
        let slice = |span: Span| text.get(span.start as usize..span.end as usize).unwrap();
        let members = object.members().unwrap();
        let names: Vec<&str> = members
            .iter()
            .map(|member| slice(member.name_span))
            .collect();
        assert_eq!(names, ["\"a\"", "\"a\""]);
        let items = members[0].value.items();
        assert_eq!(slice(items[1].span), "\"қ\\n\"");
        assert_eq!(items[1].kind(), Ok(Kind::Text("қ\n".to_owned())));
        let inner = members[1].value.members().unwrap();
        assert_eq!(slice(inner[0].value.span), "-1.5e3");
        assert_eq!(inner[0].value.kind(), Ok(Kind::Number("-1.5e3".to_owned())));
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        for (text, message, at) in [
            ("", "the file is empty", 0),
            ("{\"a\": tru}", "this is no JSON value", 9),
            ("{\"a\": 1", "the file ends within a value", 7),
            ("{}\n{}\n", "more follows after the case", 3),
            ("born,status\n", "this is no JSON value", 0),
            ("\u{feff}x", "this is no JSON value", 3),
            ("{\"a\": 1,}", "a name in quotation marks is wanted here", 8),
        ] {
            let error = Json::parse(FILE, text).unwrap_err();
            assert_eq!(error.message, message, "{text}");
            assert_eq!(error.labels[0].span, Span::at(FILE, at), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
        let object = Json::parse(FILE, &deep).unwrap();
        assert_eq!(object.kind(), Ok(Kind::List));
        assert_eq!(object.items().len(), 1);
        let cut = "{\"a\":".repeat(1_000_000);
        assert!(Json::parse(FILE, &cut).is_err());
    }

    #[test]
    fn half_a_character() {
        let object = Json::parse(FILE, "{\"a\": \"\\ud800\"}").unwrap();
        assert!(object.members().unwrap()[0].value.kind().is_err());
    }
}
