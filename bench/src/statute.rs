//! One small statute, written in both languages from one description: eight permissions and four
//! prohibitions, each with one to four conditions.

use std::fmt::Write;

/// What kinds of persons there are.
pub const STATUSES: [&str; 4] = ["citizen", "guest", "member", "worker"];
/// What is asked with yes or no.
pub const FLAGS: [&str; 7] = [
    "paid",
    "accompanied",
    "invited",
    "insured",
    "registered",
    "convicted",
    "pardoned",
];
/// What is counted.
pub const COUNTS: [&str; 3] = ["age", "waiting", "owed"];

#[derive(Clone, Copy)]
pub enum Condition {
    Is(&'static str),
    Yes(&'static str),
    No(&'static str),
    AtLeast(&'static str, i64),
    Below(&'static str, i64),
}

use Condition::{AtLeast, Below, Is, No, Yes};

pub type Conditions = Vec<Condition>;

#[derive(Clone)]
pub struct Statute {
    pub permits: Vec<Conditions>,
    pub forbids: Vec<Conditions>,
}

/// The statute as it is.
pub fn statute() -> Statute {
    Statute {
        permits: vec![
            vec![Is("citizen")],
            vec![Is("guest"), AtLeast("age", 18), Yes("paid")],
            vec![Is("guest"), Below("age", 18), Yes("accompanied")],
            vec![Is("member"), AtLeast("waiting", 30)],
            vec![Is("member"), Yes("invited")],
            vec![
                Is("worker"),
                AtLeast("age", 16),
                Yes("insured"),
                AtLeast("waiting", 90),
            ],
            vec![Is("worker"), Yes("registered"), Yes("paid")],
            vec![AtLeast("age", 65)],
        ],
        forbids: vec![
            vec![Yes("convicted"), No("pardoned")],
            vec![Is("guest"), AtLeast("owed", 1_000), No("paid")],
            vec![Below("age", 7), No("accompanied")],
            vec![Is("worker"), No("insured"), Below("waiting", 10)],
        ],
    }
}

/// Another version that permits the same: its last permission is written as two.
pub fn rewritten() -> Statute {
    let mut other = statute();
    other.permits.pop();
    other.permits.push(vec![AtLeast("age", 65), Yes("invited")]);
    other.permits.push(vec![No("invited"), AtLeast("age", 65)]);
    other
}

/// Another version that permits something else: a prohibition begins a day later.
pub fn amended() -> Statute {
    let mut other = statute();
    other.forbids.pop();
    other
        .forbids
        .push(vec![Is("worker"), No("insured"), Below("waiting", 9)]);
    other
}

/// A permission that applies to nobody.
pub fn dead() -> Conditions {
    vec![
        Is("guest"),
        AtLeast("age", 18),
        Yes("paid"),
        Below("age", 16),
    ]
}

/// Two permissions that apply to nobody together.
pub fn disjoint() -> [Conditions; 2] {
    let permits = statute().permits;
    [permits[1].clone(), permits[2].clone()]
}

/// The schema of the persons in Cedar.
pub fn cedar_schema() -> String {
    let mut of = vec!["status: String".to_owned()];
    of.extend(FLAGS.iter().map(|name| format!("{name}: Bool")));
    of.extend(COUNTS.iter().map(|name| format!("{name}: Long")));
    format!(
        "entity Person {{ {} }};\nentity Gate;\n\
         action enter appliesTo {{ principal: [Person], resource: [Gate] }};\n",
        of.join(", ")
    )
}

/// One policy in Cedar.
pub fn cedar_policy(effect: &str, conditions: &[Condition]) -> String {
    let parts: Vec<String> = conditions.iter().map(cedar).collect();
    format!(
        "{effect}(principal, action == Action::\"enter\", resource) when {{ {} }};\n",
        parts.join(" && ")
    )
}

fn cedar(condition: &Condition) -> String {
    match condition {
        Is(status) => format!("principal.status == \"{status}\""),
        Yes(name) => format!("principal.{name}"),
        No(name) => format!("!principal.{name}"),
        AtLeast(name, count) => format!("principal.{name} >= {count}"),
        Below(name, count) => format!("principal.{name} < {count}"),
    }
}

/// The policies of a statute in Cedar.
pub fn cedar_policies(statute: &Statute) -> String {
    let permits = statute.permits.iter().map(|of| cedar_policy("permit", of));
    let forbids = statute.forbids.iter().map(|of| cedar_policy("forbid", of));
    permits.chain(forbids).collect()
}

/// The facts in kzrule.
pub fn facts() -> String {
    let members: Vec<String> = STATUSES
        .iter()
        .map(|of| format!("{of} \"a {of}\""))
        .collect();
    let mut out = format!(
        "enum Status {{ {} }}\nfact status : Status \"status\"\n",
        members.join(", ")
    );
    for name in FLAGS {
        let _ = writeln!(out, "fact {name} : bool \"is {name}\" no \"is not {name}\"");
    }
    for name in COUNTS {
        let _ = writeln!(out, "fact {name} : int \"{name}\"");
    }
    out
}

/// Conditions in kzrule.
pub fn condition(conditions: &[Condition]) -> String {
    let parts: Vec<String> = conditions.iter().map(kzrule).collect();
    parts.join(" and ")
}

fn kzrule(condition: &Condition) -> String {
    match condition {
        Is(status) => format!("status = {status}"),
        Yes(name) => (*name).to_owned(),
        No(name) => format!("not {name}"),
        AtLeast(name, count) => format!("{name} >= {count}"),
        Below(name, count) => format!("{name} < {count}"),
    }
}

/// The rules of a statute in kzrule, about a term of their own.
pub fn rules(term: &str, statute: &Statute) -> String {
    let mut out =
        format!("term {term} : bool \"may enter\" no \"may not enter\" otherwise false\n");
    let mut permits = Vec::new();
    for (at, of) in statute.permits.iter().enumerate() {
        let _ = writeln!(
            out,
            "rule {term}_permit{at} {{ assumed \"a benchmark\" when {} then {term} = true }}",
            condition(of)
        );
        permits.push(format!("{term}_permit{at}"));
    }
    for (at, of) in statute.forbids.iter().enumerate() {
        let _ = writeln!(
            out,
            "rule {term}_forbid{at} despite {} {{ assumed \"a benchmark\" when {} then {term} = false }}",
            permits.join(", "),
            condition(of)
        );
    }
    out
}
