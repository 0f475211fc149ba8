//! The smallest repairs of dead ends: on laws made by chance they are what trying every change of the
//! text comes to, and laid over a law they do what is said of them.

#![cfg(feature = "z3")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;

use assert_cmd::Command;
use kzrule::calendar::Day;
use kzrule::diagnostic::Severity;
use kzrule::eval::{Interpreter, Situation};
use kzrule::law::{ClaimId, InputId, InputKind, Law, Value};
use kzrule::prove::{Effort, prove_and_repair};
use kzrule::verdict::{Atom, Behind, Condition, Edit, Frees, Outcome, Repairs};
use serde_json::Value as Json;
use tempfile::TempDir;

use support::checked;

// ------------------------------------------------------------------------------ laws made by chance

const HOLDINGS: [&str; 3] = ["a", "b", "c"];
const FACTS: [&str; 2] = ["f", "g"];

/// Days on which the claim is about somebody: its first, and those around the ends of rules.
const DAYS: [&str; 4] = ["2025-01-01", "2025-12-31", "2026-01-01", "2199-12-31"];

/// The clauses of a rule.
#[derive(Clone)]
struct Clauses {
    /// The steps it is on, by the places of what they grant.
    on: Vec<usize>,
    lifts: Option<usize>,
    from: Option<&'static str>,
    until: Option<&'static str>,
    when: Option<&'static str>,
    effects: Vec<String>,
}

/// A law of three holdings with a step to each.
#[derive(Clone)]
struct Draft {
    /// What is claimed of `a`.
    claim: &'static str,
    open: [bool; 3],
    rules: Vec<Clauses>,
    /// Steps that a further rule opens.
    opened: Vec<usize>,
}

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn of<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.below(some.len())]
    }

    fn law(&mut self, claim: &'static str) -> Draft {
        let mut draft = Draft {
            claim,
            open: [0, 1, 2].map(|_| self.below(4) > 0),
            rules: Vec::new(),
            opened: Vec::new(),
        };
        for at in 0..self.below(3) + 4 {
            let rule = self.rule(&draft, at);
            draft.rules.push(rule);
        }
        draft
    }

    fn rule(&mut self, draft: &Draft, at: usize) -> Clauses {
        let step = self.below(3);
        // A circle to begin with: each takes the next.
        let (step, other) = match at < 3 {
            true => (at, (at + 1) % 3),
            false => (step, (step + 1 + self.below(2)) % 3),
        };
        let when = [None, None, None, Some("f"), Some("g"), Some("not f")];
        let mut rule = Clauses {
            on: vec![step],
            lifts: None,
            from: None,
            until: None,
            when: self.of(&when),
            effects: Vec::new(),
        };
        let need = format!("requires {}", HOLDINGS[other]);
        match self.below(if at < 3 { 5 } else { 9 }) {
            0 if !draft.open[step] => {
                rule.effects = vec!["open".to_owned(), need];
            }
            1 => {
                rule.on.push((step + 1) % 3);
                rule.effects = vec![format!("requires {}", HOLDINGS[(step + 2) % 3])];
            }
            2 => {
                rule.effects = vec![format!("must get_{}", HOLDINGS[other])];
            }
            5 if !draft.open[step] => {
                rule.effects = vec!["open".to_owned()];
                rule.until = self.of(&[None, Some("2026-01-01"), Some("2024-06-01")]);
            }
            5 => {
                rule.effects = vec!["closed".to_owned()];
                rule.from = self.of(&[None, Some("2026-01-01")]);
            }
            6..=8 => {
                let lifted = self.below(at);
                rule.on = Vec::new();
                rule.lifts = Some(lifted);
                rule.until = self.of(&[None, Some("2026-01-01"), Some("2024-06-01")]);
                rule.from = match rule.until {
                    None => self.of(&[None, Some("2026-01-01")]),
                    Some(_) => None,
                };
                // A lift without a condition or an end would leave nothing of the rule.
                if rule.until.is_none() && rule.from.is_none() && rule.when.is_none() {
                    rule.when = Some("g");
                }
            }
            _ => rule.effects = vec![need],
        }
        rule
    }
}

impl Draft {
    fn text(&self) -> String {
        let mut text = String::new();
        for fact in FACTS {
            text +=
                &format!("fact {fact} : bool \"is {fact}\" no \"is not {fact}\" ask \"{fact}?\"\n");
        }
        for (holding, open) in HOLDINGS.iter().zip(self.open) {
            let open = if open {
                "open"
            } else {
                "closed unless a rule opens it"
            };
            text += &format!(
                "holding {holding} \"a {holding}\" short \"{holding}\" yes \"has {holding}\" \
                 no \"has no {holding}\" ask \"{holding}?\"\n\
                 procedure get_{holding} \"get {holding}\" does \"gets {holding}\" grants {holding} {open}\n"
            );
        }
        // What is due comes first.
        for holding in HOLDINGS {
            for other in HOLDINGS.iter().filter(|other| **other != holding) {
                text += &format!(
                    "rule wait_{holding}_{other} on get_{holding} {{ assumed \"it waits\" \
                     when get_{other} is due then requires {other} }}\n"
                );
            }
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let on: Vec<String> = rule
                .on
                .iter()
                .map(|at| format!("get_{}", HOLDINGS[*at]))
                .collect();
            text += &format!("rule r{at}");
            if !on.is_empty() {
                text += &format!(" on {}", on.join(", "));
            }
            text += &rule
                .lifts
                .map_or_else(String::new, |lifted| format!(" lifts r{lifted}"));
            text += " { assumed \"so it is\"";
            text += &rule
                .from
                .map_or_else(String::new, |day| format!(" from {day}"));
            text += &rule
                .until
                .map_or_else(String::new, |day| format!(" until {day}"));
            text += &rule
                .when
                .map_or_else(String::new, |when| format!(" when {when}"));
            if !rule.effects.is_empty() {
                text += &format!(" then {}", rule.effects.join(", "));
            }
            text += " }\n";
        }
        for at in &self.opened {
            let holding = HOLDINGS[*at];
            text +=
                &format!("rule new_{holding} on get_{holding} {{ assumed \"new\" then open }}\n");
        }
        let claim = self.claim;
        text += &format!("prove stuck {{ for nothing held from 2025-01-01 claim a is {claim} }}\n");
        text
    }

    /// Every change of one rule, by a name: the changes of the text that a drafter could make. A
    /// rule that is changed in two ways is changed twice.
    fn changes(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            let opens = rule.effects.iter().any(|effect| effect == "open");
            let requires = rule
                .effects
                .iter()
                .any(|effect| effect.starts_with("requires"));
            match (opens, requires, rule.on.len() > 1 && rule.lifts.is_none()) {
                (true, true, _) => found.push(format!("without r{at}")),
                (true, false, _) => {}
                (false, true, true) => {
                    let steps = rule.on.iter();
                    found.extend(steps.map(|step| format!("not-on r{at} {step}")));
                }
                _ => found.push(format!("repeal r{at}")),
            }
            if rule.from.is_some() {
                found.push(format!("sooner r{at}"));
            }
            if rule.until.is_some() {
                found.push(format!("lasting r{at}"));
            }
        }
        for holding in HOLDINGS {
            for other in HOLDINGS.iter().filter(|other| **other != holding) {
                found.push(format!("repeal wait_{holding}_{other}"));
            }
        }
        let closed = (0..3).filter(|at| !self.open[*at]);
        found.extend(closed.map(|at| format!("open {at}")));
        found
    }

    fn changed(&self, changes: &[&String]) -> String {
        let mut draft = self.clone();
        let mut gone: Vec<&str> = Vec::new();
        for change in changes {
            let words: Vec<&str> = change.split(' ').collect();
            let rule = words[1]
                .strip_prefix('r')
                .and_then(|at| at.parse::<usize>().ok());
            match (words[0], rule) {
                ("open", _) => draft.opened.push(words[1].parse().unwrap()),
                ("without", Some(at)) => {
                    draft.rules[at]
                        .effects
                        .retain(|effect| !effect.starts_with("requires"));
                }
                ("not-on", Some(at)) => {
                    let step: usize = words[2].parse().unwrap();
                    draft.rules[at].on.retain(|own| *own != step);
                }
                ("sooner", Some(at)) => draft.rules[at].from = None,
                ("lasting", Some(at)) => draft.rules[at].until = None,
                _ => gone.push(words[1]),
            }
        }
        // What is repealed, or is about no step any longer, applies to nobody.
        let mut text = draft.text();
        for (at, rule) in draft.rules.iter().enumerate() {
            let name = format!("r{at}");
            let on_none = rule.on.is_empty() && rule.lifts.is_none();
            if on_none {
                text = text.replace(
                    &format!("rule {name} {{"),
                    &format!("rule {name} on get_a {{"),
                );
            }
            if on_none || gone.contains(&name.as_str()) {
                text = ended(&text, &name);
            }
        }
        for name in gone.iter().filter(|name| name.starts_with("wait")) {
            text = ended(&text, name);
        }
        text
    }
}

/// A rule that applies to nobody, in its place.
fn ended(text: &str, name: &str) -> String {
    let head = format!("rule {name} ");
    let line = text.lines().find(|line| line.starts_with(&head)).unwrap();
    let changed = match line.contains(" then ") {
        true => line.replace(" then ", " when false then "),
        false => line.replace(" }", " when false }"),
    };
    text.replace(line, &changed)
}

/// The law of a text; the first mistake, where it has one.
fn law(text: &str) -> Result<Law, String> {
    let (_, checked) = checked([("law.kzrule", text)]);
    let mut found = checked.diagnostics.iter();
    match found.find(|found| found.code.severity() == Severity::Error) {
        Some(mistake) => Err(format!("{}:\n{text}", mistake.message)),
        None => Ok(checked.law),
    }
}

/// Whether the interpreter finds somebody with nothing, on some day, who cannot get `a`, or not even by
/// waiting.
fn leaves_somebody(law: &Law) -> bool {
    let find = |name: &str| {
        let mut inputs = law.inputs.iter();
        InputId::at(inputs.position(|input| input.name == name).unwrap())
    };
    for day in DAYS {
        for person in 0..4 {
            let mut situation = Situation::on(law, day.parse::<Day>().unwrap());
            for (at, fact) in FACTS.iter().enumerate() {
                situation.set(find(fact), Value::Bool(person & (1 << at) != 0));
            }
            for holding in law.holdings() {
                situation.set(holding, Value::Bool(false));
            }
            if let Some(occasion) = law.occasion() {
                situation.set(occasion, Value::at_place(law[occasion].ty, 0).unwrap());
            }
            let claim = law.claims.first().unwrap().claim;
            if !Interpreter::new(law, &situation).evaluate(claim).is_false() {
                return true;
            }
        }
    }
    false
}

/// The repairs of the only claim, where it is proved.
fn repairs(law: &Law) -> Option<Repairs> {
    let mut verdicts = prove_and_repair(law, &[ClaimId::at(0)], Effort::default()).unwrap();
    let verdict = verdicts.pop().unwrap();
    if verdict.outcome() != Outcome::Proved {
        return None;
    }
    match verdict.behind {
        Some(Behind::Told(found)) => Some(found.repairs.unwrap().unwrap()),
        _ => None,
    }
}

/// What a change is called here.
fn named(law: &Law, edit: &Edit) -> String {
    let rule = edit.rule().map_or("", |rule| law[rule].name.as_str());
    let place = |name: &str| {
        let holding = name.strip_prefix("get_").unwrap();
        HOLDINGS.iter().position(|known| *known == holding).unwrap()
    };
    match edit {
        Edit::Repeal(_) => format!("repeal {rule}"),
        Edit::Without(..) => format!("without {rule}"),
        Edit::NotOn(_, step) => format!("not-on {rule} {}", place(&law[*step].name)),
        Edit::Lasting(_) => format!("lasting {rule}"),
        Edit::Sooner(_) => format!("sooner {rule}"),
        Edit::Open(door) => format!("open {}", place(&law[law[*door].step].name)),
    }
}

type Sets = BTreeSet<BTreeSet<String>>;

/// The sets of up to so many changes that free everybody, as the program tells them.
fn told(law: &Law, repairs: &Repairs, together: usize) -> Sets {
    let all = repairs.found.iter().filter(|one| one.frees == [Frees::All]);
    let all = all.filter(|one| one.changes.len() <= together);
    all.map(|one| {
        let changes = one.changes.iter().map(|at| &repairs.changes[*at].edit);
        changes.map(|edit| named(law, edit)).collect()
    })
    .collect()
}

/// The same by trying every set of up to so many changes.
fn by_trying(draft: &Draft, together: usize) -> Sets {
    let changes = draft.changes();
    let mut found = Sets::new();
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..together {
        let mut larger = Vec::new();
        for set in &sets {
            let next = set.last().map_or(0, |last| last + 1);
            larger.extend((next..changes.len()).map(|at| [set.as_slice(), &[at]].concat()));
        }
        sets = larger;
        for set in &sets {
            let own: Vec<&String> = set.iter().map(|at| &changes[*at]).collect();
            let named: BTreeSet<String> = own.iter().map(|one| (*one).clone()).collect();
            if found.iter().any(|known| known.is_subset(&named)) {
                continue;
            }
            let changed = law(&draft.changed(&own)).unwrap();
            if !leaves_somebody(&changed) {
                found.insert(named);
            }
        }
    }
    found
}

/// Compares so many laws made by chance, and of each the sets of up to so many changes.
fn compare(claim: &'static str, laws: u64, together: usize) {
    let (mut compared, mut told_of) = (0, 0);
    for seed in 0..laws {
        let draft = Dice(seed.wrapping_mul(7919) + 1).law(claim);
        let text = draft.text();
        let Ok(law) = law(&text) else { continue };
        let Some(repairs) = repairs(&law) else {
            continue;
        };
        compared += 1;
        told_of += repairs.found.len();
        assert!(!repairs.further);
        assert_eq!(
            told(&law, &repairs, together),
            by_trying(&draft, together),
            "seed {seed}:\n{text}"
        );
    }
    assert!(compared > 5 && told_of > 20, "{compared} {told_of}");
}

#[test]
fn repairs_are_what_trying_every_change_comes_to() {
    compare("out of reach", 16, 2);
}

#[test]
fn repairs_for_good_are_what_trying_every_change_comes_to() {
    compare("out of reach for good", 16, 2);
}

/// More of them: `cargo test --test repairs -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn repairs_of_many_laws_are_what_trying_every_change_comes_to() {
    compare("out of reach", 300, 3);
    compare("out of reach for good", 300, 3);
}

// ---------------------------------------------------------------------------------- small laws

/// Rules with the words for their facts and holdings.
fn written(rules: &str) -> String {
    let mut text = String::from(
        "fact f : bool \"is f\" no \"is not f\" ask \"f?\"\n\
         fact g : bool \"is g\" no \"is not g\" ask \"g?\"\n",
    );
    for holding in ["a", "b", "c", "d"] {
        text += &format!(
            "holding {holding} \"a {holding}\" short \"{holding}\" yes \"has {holding}\" \
             no \"has no {holding}\" ask \"{holding}?\"\n"
        );
    }
    text + rules
}

/// The repairs of a written law: the changes of each, and whom it frees.
fn of(rules: &str) -> Vec<(String, Frees)> {
    let law = law(&written(rules)).unwrap();
    let repairs = repairs(&law).unwrap();
    repairs
        .found
        .into_iter()
        .map(|one| {
            let changes = one
                .changes
                .iter()
                .map(|at| match &repairs.changes[*at].edit {
                    Edit::Repeal(rule) => law[*rule].name.clone(),
                    Edit::Without(rule, _) => format!("{} without", law[*rule].name),
                    Edit::NotOn(rule, step) => {
                        format!("{} not on {}", law[*rule].name, law[*step].name)
                    }
                    Edit::Lasting(rule) => format!("{} lasting", law[*rule].name),
                    Edit::Sooner(rule) => format!("{} sooner", law[*rule].name),
                    Edit::Open(door) => format!("open {}", law[law[*door].step].name),
                });
            let changes: Vec<String> = changes.collect();
            let [frees] = one.frees.try_into().unwrap();
            (changes.join(" + "), frees)
        })
        .collect()
}

fn all(names: &[&str]) -> Vec<(String, Frees)> {
    names
        .iter()
        .map(|name| ((*name).to_owned(), Frees::All))
        .collect()
}

const CIRCLE: &str = r#"
    procedure get_a "get a" does "gets a" grants a open
    procedure get_b "get b" does "gets b" grants b open
    procedure get_c "get c" does "gets c" grants c open
    rule a_takes_b on get_a { assumed "a takes b" then requires b }
    rule b_takes_c on get_b { assumed "b takes c" then requires c }
    rule c_takes_a on get_c { assumed "c takes a" then requires a }
    prove stuck { for nothing held claim a is out of reach }
"#;

#[test]
fn each_requirement_of_a_circle_is_a_repair() {
    assert_eq!(of(CIRCLE), all(&["a_takes_b", "b_takes_c", "c_takes_a"]));
}

#[test]
fn of_two_circles_the_shared_requirement_or_one_of_each() {
    let two = r#"
        procedure get_d "get d" does "gets d" grants d open
        rule b_takes_d on get_b { assumed "b takes d" then requires d }
        rule d_takes_a on get_d { assumed "d takes a" then requires a }
    "#;
    let found = of(&format!("{CIRCLE}{two}"));
    let (free, some) = found.split_at(5);
    assert_eq!(
        free,
        all(&[
            "a_takes_b",
            "b_takes_c + b_takes_d",
            "b_takes_c + d_takes_a",
            "c_takes_a + b_takes_d",
            "c_takes_a + d_takes_a",
        ])
    );
    // Whoever has d takes c alone, and whoever has c takes d alone.
    let some: Vec<&str> = some.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(some, ["b_takes_c", "c_takes_a", "b_takes_d", "d_takes_a"]);
}

#[test]
fn what_frees_some_alone_is_told_with_whom() {
    let beside = r#"
        rule those_of_f on get_a lifts a_takes_b { assumed "not of those" through 2025-06-30 when f }
        rule those_of_g on get_b lifts b_takes_c { assumed "nor of these" from 2026-01-01 when g }
        prove not_yet { claim a is within reach }
    "#;
    let rules = CIRCLE.replace("claim a is", "from 2025-07-01 until 2025-10-01 claim a is");
    let rules = format!("{rules}{beside}");
    let found = of(&rules);
    let law = law(&written(&rules)).unwrap();
    let facts: Vec<InputId> = law.inputs_of(|kind| *kind == InputKind::Fact).collect();
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "a_takes_b",
            "b_takes_c",
            "c_takes_a",
            "those_of_f lasting",
            "those_of_g sooner"
        ]
    );
    // Whoever is f, and whoever is g: on all days of the claim, since all are caught on them.
    for (place, fact) in [(3, 0), (4, 1)] {
        let Frees::Some(Ok(persons)) = &found[place].1 else {
            unreachable!("it frees some")
        };
        for one in persons {
            assert_eq!(one.days.in_words(), "from 1 July 2025 to 30 September 2025");
            let said = |one: &Condition| matches!(one.atom, Atom::Flag(of) if of == facts[fact]);
            assert!(
                one.conditions
                    .iter()
                    .any(|condition| condition.holds && said(condition))
            );
        }
    }
}

/// Those who are freed are told where they are of few kinds; else why they are not.
#[test]
fn where_it_cannot_be_told_whom_it_frees_it_is_said_why() {
    let of_kinds = |count: usize| {
        let numbers = (0..count).map(|at| format!("number = {}", 2 * at + 1));
        let numbers: Vec<String> = numbers.collect();
        let beside = format!(
            r#"
            fact number : int "number" ask "Which number?"
            rule some on get_a lifts a_takes_b {{ assumed "some" through 2025-06-30 when {} }}
            "#,
            numbers.join(" or ")
        );
        let rules = CIRCLE.replace("claim a is", "from 2025-07-01 until 2025-10-01 claim a is");
        let found = of(&format!("{rules}{beside}"));
        let lasting = found.into_iter().find(|(name, _)| name == "some lasting");
        lasting.unwrap().1
    };
    assert!(matches!(of_kinds(3), Frees::Some(Ok(persons)) if persons.len() == 3));
    let Frees::Some(Err(reason)) = of_kinds(60) else {
        unreachable!("they are of too many kinds")
    };
    assert_eq!(
        reason,
        "there are more kinds of persons than can be told apart"
    );
}

#[test]
fn a_door_is_opened_by_a_new_rule_and_a_rule_keeps_what_it_opens() {
    let found = of(r#"
        procedure get_a "get a" does "gets a" grants a closed unless a rule opens it
        procedure get_b "get b" does "gets b" grants b open
        procedure find_b "find b" does "finds b" grants b closed unless a rule opens it
        rule way on get_a { assumed "a takes b" then open, requires b }
        rule b_takes_a on get_b { assumed "b takes a" then requires a }
        prove stuck { for nothing held claim a is out of reach }
    "#);
    assert_eq!(found, all(&["way without", "b_takes_a", "open find_b"]));
}

#[test]
fn a_rule_on_several_steps_stays_on_the_others() {
    let found = of(r#"
        procedure get_a "get a" does "gets a" grants a open
        procedure get_b "get b" does "gets b" grants b open
        rule both on get_a, get_b { assumed "both take c" then requires c }
        procedure get_c "get c" does "gets c" grants c open
        rule c_takes_b on get_c { assumed "c takes b" then requires b }
        prove stuck { for nothing held claim a is out of reach }
    "#);
    assert_eq!(
        found,
        all(&["both not on get_a", "both not on get_b", "c_takes_b"])
    );
}

#[test]
fn what_a_repair_takes_from_others_is_told() {
    let rules = r#"
        procedure get_a "get a" does "gets a" grants a open
        procedure get_b "get b" does "gets b" grants b open
        procedure get_d "get d" does "gets d" grants d closed unless a rule opens it
        rule b_is_due on get_a, get_d { assumed "b is due" then must get_b }
        rule a_waits on get_a { assumed "a waits" when get_b is due then requires b }
        rule b_takes_a on get_b { assumed "b takes a" then requires a }
        rule d_is_for_those on get_d { assumed "d is for those" when get_b is due then open }
        prove stuck { for nothing held claim a is out of reach }
    "#;
    let law = law(&written(rules)).unwrap();
    let repairs = repairs(&law).unwrap();
    let takes: Vec<Vec<&str>> = repairs
        .found
        .iter()
        .map(|one| {
            one.takes
                .iter()
                .map(|holding| law[*holding].name.as_str())
                .collect()
        })
        .collect();
    // Those that take nothing come first.
    assert_eq!(of(rules), all(&["a_waits", "b_takes_a", "b_is_due"]));
    assert_eq!(takes, [vec![], vec![], vec!["d"]]);
}

// ------------------------------------------------------------------------------------ the laws

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn run(line: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("kzrule").unwrap();
    let output = command.current_dir(ROOT).args(line).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text)
}

fn json(line: &[&str]) -> Json {
    let (_, text) = run(&[line, &["--format", "json"]].concat());
    serde_json::from_str(&text).unwrap()
}

/// Lays each repair of so many changes of a claim over its law, and asks in each column of the persons
/// the claim is about: `whom` are its own words for them. How many there are.
fn laid_over(law: &str, claim: &str, whom: &str, goal: &str, changes: usize) -> usize {
    let answer = json(&["prove", law, claim, "--repairs"]);
    let dead_end = &answer["verdicts"][0]["dead_end"];
    let columns = dead_end["columns"].as_array().unwrap();
    let mut tried = 0;
    for repair in dead_end["repairs"]["found"].as_array().unwrap() {
        if repair["changes"].as_array().unwrap().len() != changes {
            continue;
        }
        tried += 1;
        let mut layer = repair["amendment"].as_str().unwrap().to_owned();
        let (mut names, mut wanted) = (Vec::new(), Vec::new());
        for (at, column) in columns.iter().enumerate() {
            let held = dead_end["held"].as_object().unwrap().iter();
            let readings: Vec<String> = held
                .chain(column["readings"].as_object().unwrap())
                .map(|(reading, choice)| format!("{reading} = {}", choice.as_str().unwrap()))
                .collect();
            // Who is freed of those who are caught need not be one of the claim.
            let (stated, verdict) = match repair["frees"][at]["who"].as_str().unwrap() {
                "all" => (format!("{goal} is within reach"), "proved"),
                "nobody" => (format!("not {goal} and {goal} is out of reach"), "proved"),
                _ => (format!("{goal} is within reach"), "refuted"),
            };
            let under = readings.join(" and ");
            layer +=
                &format!("\nprove column_{at} {{ under {under} for {whom} claim {stated} }}\n");
            names.push(format!("column_{at}"));
            wanted.push(verdict);
        }
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("repair.kzrule"), &layer).unwrap();
        let path = folder.path().to_str().unwrap();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let answer = json(&[&["prove", law], names.as_slice(), &["--with", path]].concat());
        assert!(answer["verdicts"].is_array(), "{answer}\n{layer}");
        for (at, wanted) in wanted.into_iter().enumerate() {
            let verdict = answer["verdicts"][at]["verdict"].as_str().unwrap();
            assert_eq!(verdict, wanted, "in column {at}:\n{layer}");
        }
    }
    tried
}

const CAUGHT: &str = "alien and adult and needs_visa and nothing held from 2025-07-01";

#[test]
fn single_changes_do_to_the_dead_end_what_is_said_of_them() {
    // Three free all on both readings, four on one of them, and three free some.
    assert_eq!(laid_over("rules/kz", "dead_end", CAUGHT, "visa", 1), 10);
}

#[test]
fn two_changes_do_to_the_dead_end_what_is_said_of_them() {
    assert_eq!(laid_over("rules/kz", "dead_end", CAUGHT, "visa", 2), 13);
}

#[test]
fn the_repairs_of_the_invented_circle_do_what_is_said_of_them() {
    let whom = "nothing held and age of born >= 25 and relative != parent from 2025-10-01";
    assert_eq!(
        laid_over("rules/dwelling", "newcomers", whom, "lease", 1),
        5
    );
}

/// Lays every repair of a written law over it: none is refused, and none leaves the dead end as it is.
/// How many there are.
fn each_laid_over(rules: &str) -> usize {
    let folder = TempDir::new().unwrap();
    let [law, layer] = ["law", "layer"].map(|name| folder.path().join(name));
    fs::create_dir(&law).unwrap();
    fs::create_dir(&layer).unwrap();
    fs::write(law.join("law.kzrule"), written(rules)).unwrap();
    let [law, path] = [&law, &layer].map(|path| path.to_str().unwrap());
    let answer = json(&["prove", law, "--repairs"]);
    let found = &answer["verdicts"][0]["dead_end"]["repairs"]["found"];
    let found = found.as_array().unwrap();
    for repair in found {
        let amendment = repair["amendment"].as_str().unwrap();
        fs::write(layer.join("repair.kzrule"), amendment).unwrap();
        let answer = json(&["prove", law, "--with", path]);
        let verdict = &answer["verdicts"][0]["verdict"];
        assert_eq!(*verdict, "refuted", "{answer}\n{amendment}");
    }
    found.len()
}

#[test]
fn a_rule_that_has_ended_is_restated_without_its_end() {
    let ended = r#"
        procedure get_a "get a" does "gets a" grants a open
        procedure get_b "get b" does "gets b" grants b closed unless a rule opens it
        rule a_takes_b on get_a { assumed "a takes b" then requires b }
        rule way on get_b { assumed "b takes a" until 2025-02-28 then open, requires a }
        prove stuck { for nothing held from 2025-06-15 until 2025-06-16 claim a is out of reach }
    "#;
    let found: Vec<String> = of(ended).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        found,
        ["a_takes_b", "open get_b", "way without + way lasting"]
    );
    assert_eq!(each_laid_over(ended), 3);
}

#[test]
fn a_rule_is_restated_as_an_exception_to_what_it_still_speaks_of_alone() {
    for on in ["on get_a ", ""] {
        let opened = format!(
            r#"
            procedure get_a "get a" does "gets a" grants a closed unless a rule opens it
            procedure get_b "get b" does "gets b" grants b open
            rule a_takes_b on get_a {{ assumed "a takes b" then requires b }}
            rule way {on}despite a_takes_b {{ assumed "a takes c" then open, requires c }}
            prove stuck {{ for nothing held claim a is out of reach }}
            "#
        );
        assert_eq!(of(&opened), all(&["way without"]));
        assert_eq!(each_laid_over(&opened), 1);
    }
}
