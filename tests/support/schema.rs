//! A validator of the part of JSON Schema (2020-12) that the schemas of this repository are written
//! in. A keyword that it does not know is an error of the schema.

use serde_json::Value;

/// What is said of a schema without constraining anything.
const ANNOTATIONS: [&str; 5] = ["$schema", "$id", "title", "description", "$defs"];

/// All that is wrong with a value by a schema, each with its place.
pub fn mistakes(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(keywords) = schema.as_object() else {
        if schema == &Value::Bool(false) {
            found.push(format!("{at}: nothing may stand here"));
        }
        return;
    };
    for (keyword, says) in keywords {
        let mut wrong = |what: String| found.push(format!("{at}: {what}"));
        match keyword.as_str() {
            "type" => {
                let one = |name: &Value| is_of(name.as_str().unwrap_or_default(), value);
                let fits = says
                    .as_array()
                    .map_or_else(|| one(says), |all| all.iter().any(one));
                if !fits {
                    wrong(format!("{value} is not of type {says}"));
                }
            }
            "const" if says != value => wrong(format!("{value} is not {says}")),
            "enum" if !says.as_array().unwrap().contains(value) => {
                wrong(format!("{value} is none of {says}"));
            }
            "const" | "enum" => {}
            "minimum" => {
                if value
                    .as_i64()
                    .is_some_and(|number| number < says.as_i64().unwrap())
                {
                    wrong(format!("{value} is less than {says}"));
                }
            }
            "required" => {
                for name in says.as_array().unwrap() {
                    let name = name.as_str().unwrap();
                    if value
                        .as_object()
                        .is_some_and(|members| !members.contains_key(name))
                    {
                        wrong(format!("`{name}` is missing"));
                    }
                }
            }
            "properties" => {
                for (name, schema) in says.as_object().unwrap() {
                    if let Some(member) = value.get(name) {
                        check(root, schema, member, &format!("{at}/{name}"), found);
                    }
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (name, member) in value.as_object().into_iter().flatten() {
                    if known.is_none_or(|known| !known.contains_key(name)) {
                        check(root, says, member, &format!("{at}/{name}"), found);
                    }
                }
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, says, item, &format!("{at}/{place}"), found);
                }
            }
            "anyOf" => {
                let fits = |schema: &Value| {
                    let mut inner = Vec::new();
                    check(root, schema, value, at, &mut inner);
                    inner.is_empty()
                };
                if !says.as_array().unwrap().iter().any(fits) {
                    wrong("it is none of those allowed".to_owned());
                }
            }
            "$ref" => {
                let pointer = says.as_str().unwrap().trim_start_matches('#');
                check(root, root.pointer(pointer).unwrap(), value, at, found);
            }
            known if ANNOTATIONS.contains(&known) => {}
            unknown => wrong(format!("the schema has `{unknown}`")),
        }
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
