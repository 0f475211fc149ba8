//! Laws made by chance, with amendments: the law of a day, printed and read again, says the same of
//! that day as the law with all its amendments.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use kzrule::amend::{Alone, Consolidation, Written, alone, as_known, known_on as known_on_day};
use kzrule::calendar::Day;
use kzrule::check::{Checked, Symbol, check, question, slot, ties};
use kzrule::diagnostic::Code;
use kzrule::eval::{Interpreter, Outcome, Situation};
use kzrule::law::Value;
use kzrule::syntax::{Imports, Parsed, format, parse};
use kzrule::text::{FileId, Library};

use support::checked;

const FIXED: &str = r#"
fact p : bool "is p" no "is not p" ask "P?"
fact q : bool "is q" no "is not q" ask "Q?"
reading r "which" { first "the first", second "the second" }
procedure walk "walk" does "walks" open
term t : int "number" ask "Which?" otherwise 0
"#;

/// What asks of the law of another day.
const EARLIER: &str = r#"
define t_before "had a number" no "had no number" = t > 0 governed by 2024-06-01
rule looks_back { assumed "chance" when t_before then t = 1 }
"#;

/// What some rules are about: the elements of a list.
const CHILDREN: &str = r#"
record child "a child" { a : bool "is a" no "is not a", b : bool "is b" no "is not b" }
list children : child "children" ask "How many children have you?" up to 2
term n of child : int "number" otherwise 0
define of_one "has a one" no "has no one" = any children where (child.n = 1)
define of_two "has a two" no "has no two" = any children where (child.n = 2)
"#;

/// What some rules are about: a step with deadlines.
const STEP: &str = r#"
holding card "a card" short "card" yes "has a card" no "has no card" ask "Have you a card?"
procedure register "register" does "registers" grants card open
define late "is late" no "is not late" = register is overdue
"#;

/// How many laws are made for each test.
const LAWS: usize = 400;

/// How many acts a law has.
const ACTS: usize = 4;

const DAYS: [&str; 10] = [
    "2024-01-01",
    "2024-03-01",
    "2024-06-01",
    "2024-06-02",
    "2024-09-01",
    "2025-01-01",
    "2025-01-02",
    "2025-06-01",
    "2025-12-31",
    "2026-01-01",
];

const CONDITIONS: [&str; 6] = ["p", "q", "not p", "p or q", "r = first", "p and r = second"];

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

    fn day(&mut self) -> &'static str {
        DAYS[self.below(DAYS.len())]
    }

    /// One of the later days, most times: what ends has begun.
    fn end(&mut self) -> &'static str {
        let later = DAYS.len() / 2;
        DAYS[later + self.below(DAYS.len() - later)]
    }

    /// A day that may depend on a reading.
    fn bound(&mut self) -> String {
        match self.below(4) {
            0 => format!("if r = first then {} else {}", self.end(), self.end()),
            1 if self.below(3) == 0 => format!("commencement of a{}", self.below(ACTS)),
            _ => self.end().to_owned(),
        }
    }

    /// A day, or one or another by the reading.
    fn by_reading(&mut self, day: fn(&mut Self) -> &'static str) -> String {
        match self.below(3) {
            0 => format!("if r = first then {} else {}", day(self), day(self)),
            _ => day(self).to_owned(),
        }
    }

    /// The days and conditions of a rule.
    fn clauses(&mut self) -> String {
        let mut clauses = String::new();
        if self.below(3) == 0 {
            let day = DAYS[self.below(DAYS.len() / 2)];
            write!(clauses, " from {day}").unwrap();
        }
        match self.below(4) {
            0 => write!(clauses, " until {}", self.bound()).unwrap(),
            1 => write!(clauses, " through {}", self.bound()).unwrap(),
            _ => {}
        }
        if self.below(2) == 0 {
            let condition = CONDITIONS[self.below(CONDITIONS.len())];
            write!(clauses, " when {condition}").unwrap();
        }
        clauses
    }

    /// A rule of a kind and a place: rules are exceptions to earlier ones of their kind.
    fn rule(&mut self, kind: Kind, at: usize, act: usize) -> String {
        let Kind { letter, of, .. } = kind;
        let (head, lifts) = match self.below(8) {
            0 if at > 0 => (format!(" lifts {letter}{}", self.below(at)), true),
            1 if at > 0 => (format!(" despite {letter}{}", self.below(at)), false),
            2 if at > 1 => (
                format!(" despite {letter}{}, {letter}{}", at - 1, at - 2),
                false,
            ),
            3 if at > 0 => (format!(" subject to {letter}{}", self.below(at)), false),
            4 if letter == 'r' => (" on walk".to_owned(), false),
            _ => (String::new(), false),
        };
        let clauses = self.clauses();
        let clauses = match letter {
            'e' => clauses.replace('p', "child.a").replace('q', "child.b"),
            _ => clauses,
        };
        let effect = match letter {
            _ if lifts => String::new(),
            'e' => format!("then child.n = {}", 1 + self.below(2)),
            'd' => format!("then must register by {}", self.day()),
            _ => format!("then t = {}", 1 + self.below(3)),
        };
        // What is of an element stands before or behind the exception.
        let head = match self.below(2) {
            0 => format!("{of}{head} in a{act}"),
            _ => format!("{head}{of} in a{act}"),
        };
        format!("rule {letter}{at}{head} {{ assumed \"chance\"{clauses} {effect} }}\n")
    }

    fn amendment(&mut self, kinds: &[Kind]) -> String {
        let kind = kinds[self.below(kinds.len())];
        let (at, act) = (self.below(kind.rules), self.below(ACTS));
        let rule = format!("{}{at}", kind.letter);
        let from = match self.below(3) {
            0 => format!(" from {}", self.by_reading(Self::end)),
            _ => String::new(),
        };
        let to = self.bound();
        match self.below(8) {
            0 => format!("repeal {rule} in a{act} {{ assumed \"chance\"{from} }}\n"),
            1 => match self.below(2) {
                0 => format!("repeal inside in a{act} {{ assumed \"chance\"{from} }}\n"),
                _ => self.move_of_a_provision(&from, &to),
            },
            2 | 3 => {
                let other = self.below(ACTS);
                format!("repeal a{other} in a{act} {{ assumed \"chance\"{from} }}\n")
            }
            4 => format!("move until of {rule} in a{act} {{ assumed \"chance\"{from} to {to} }}\n"),
            5 => format!("move from of {rule} in a{act} {{ assumed \"chance\"{from} to {to} }}\n"),
            6 => format!(
                "move commencement of a{} in a{act} {{ assumed \"chance\" to {} }}\n",
                self.below(ACTS),
                self.by_reading(Self::end)
            ),
            _ => format!("restate {}", self.rule(kind, at, act)),
        }
    }

    fn move_of_a_provision(&mut self, from: &str, to: &str) -> String {
        let provision = ["inside", "inside", "deep"][self.below(3)];
        let act = self.below(ACTS);
        format!("move until of {provision} in a{act} {{ assumed \"chance\"{from} to {to} }}\n")
    }

    /// A parameter, of which some values are of acts.
    fn parameter(&mut self) -> String {
        let mut text = "parameter k : int \"number\" ask \"Which?\" {\n".to_owned();
        let mut at = self.below(3);
        for value in 1..=1 + self.below(3) {
            let act = match self.below(3) {
                0 => String::new(),
                _ => format!(" in a{}", self.below(ACTS)),
            };
            let day = DAYS[at];
            writeln!(text, "from {day}: {value}{act} assumed \"chance\"").unwrap();
            at += 1 + self.below(2);
        }
        if self.below(3) == 0 {
            writeln!(text, "until {}", DAYS[at]).unwrap();
        }
        text.push_str("}\n");
        text
    }

    /// A law with rules, some of them in a provision, and amendments.
    fn law(&mut self) -> String {
        let mut law = FIXED.to_owned();
        for act in 0..ACTS {
            let after = if act > 0 && self.below(2) == 0 {
                format!(" after a{}", act - 1)
            } else {
                String::new()
            };
            let later = (2 * act + 2).min(DAYS.len());
            let (one, other) = (DAYS[self.below(later)], DAYS[self.below(later)]);
            let day = match self.below(4) {
                0 => format!("if r = first then {one} else {other}"),
                _ => one.to_owned(),
            };
            writeln!(law, "act a{act} \"Act {act}\"{after} {{ in force {day} }}").unwrap();
        }
        let of_persons = Kind {
            letter: 'r',
            of: "",
            rules: 2 + self.below(5),
        };
        let mut kinds = vec![of_persons];
        if self.below(2) == 0 {
            law.push_str(CHILDREN);
            kinds.push(Kind {
                letter: 'e',
                of: " of child",
                rules: 2 + self.below(2),
            });
        }
        if self.below(2) == 0 {
            law.push_str(STEP);
            kinds.push(Kind {
                letter: 'd',
                of: "",
                rules: 1 + self.below(3),
            });
        }
        let first = self.below(of_persons.rules);
        let (mut inside, mut deep) = (String::new(), String::new());
        for kind in &kinds {
            for at in 0..kind.rules {
                let act = self.below(ACTS);
                let rule = self.rule(*kind, at, act);
                match kind.letter {
                    'r' if at == first => deep.push_str(&rule),
                    'r' if at == first + 1 => inside.push_str(&rule),
                    _ => law.push_str(&rule),
                }
            }
        }
        let [outer, inner] = [2, 3].map(|of| match self.below(of) {
            0 => format!("until {}", self.bound()),
            _ => String::new(),
        });
        let deep = format!("provision deep {{ {inner}\n{deep}}}\n");
        writeln!(
            law,
            "provision inside {{ when q or not q {outer}\n{inside}{deep}}}"
        )
        .unwrap();
        if self.below(3) == 0 {
            law.push_str(EARLIER);
        }
        if self.below(2) == 0 {
            let parameter = self.parameter();
            law.push_str(&parameter);
        }
        if self.below(3) == 0 {
            let off = self.below(of_persons.rules);
            let but_for = "\"is two\" no \"is not two\"";
            writeln!(law, "define but_for {but_for} = (t = 2) without r{off}").unwrap();
        }
        if self.below(4) == 0 {
            let (of, act) = (self.below(of_persons.rules), self.below(ACTS));
            let clauses = self.clauses();
            let clauses = match clauses.contains(" when ") {
                true => clauses.replace(" when ", " when (t without s0) = 1 and "),
                false => format!("{clauses} when (t without s0) = 1"),
            };
            writeln!(
                law,
                "rule s0 despite r{of} in a{act} {{ assumed \"chance\"{clauses} then t = 3 }}"
            )
            .unwrap();
        }
        // What is restated has the end to which that of its provision was moved.
        if self.below(4) == 0 {
            let (to, act) = (self.bound(), self.below(ACTS));
            let moved = self.move_of_a_provision("", &to);
            let at = (first + self.below(2)).min(of_persons.rules - 1);
            writeln!(law, "{moved}restate {}", self.rule(of_persons, at, act)).unwrap();
        }
        for _ in 0..1 + self.below(4) {
            let amendment = self.amendment(&kinds);
            law.push_str(&amendment);
        }
        law
    }
}

/// Rules about one thing.
#[derive(Clone, Copy)]
struct Kind {
    /// How their names begin.
    letter: char,
    /// Of what they are, in their heads.
    of: &'static str,
    /// How many there are.
    rules: usize,
}

/// What is asked of a law, so far as it speaks of it: something, and what of it.
const QUESTIONS: [(&str, &str); 13] = [
    ("t", " = 0"),
    ("t", " = 1"),
    ("t", " = 2"),
    ("t", " = 3"),
    ("k", " = 1"),
    ("k", " = 2"),
    ("k", " = 3"),
    ("t_before", ""),
    ("but_for", ""),
    ("of_one", ""),
    ("of_two", ""),
    ("late", ""),
    ("walk", " is possible"),
];

/// What else a law may speak of.
const OTHER_NAMES: [&str; 2] = ["card", "children"];

/// How a law calls what a file has a name for, if it has.
type Names = BTreeMap<(&'static str, &'static str), String>;

/// What a law says of persons on a day: the number of each of them on each reading, and the like.
fn answers(library: &mut Library, checked: &mut Checked, names: &Names, day: Day) -> Vec<String> {
    let file = library.add("question".to_owned(), "t = 1".to_owned());
    let mut questions = Vec::new();
    for ((_, known), name) in names {
        for (asked, what) in QUESTIONS {
            if asked == *known {
                let asked = format!("{name}{what}");
                questions.push(question(checked, file, &asked, None, &[]).unwrap().expr);
            }
        }
    }
    let law = &checked.law;
    let input = |name: &str| checked.input(name).unwrap();
    let called = |wanted: &'static str| {
        let all = names.iter().filter(move |((_, known), _)| *known == wanted);
        all.map(|(_, name)| name.as_str())
    };
    let mut all = Vec::new();
    for case in 0..8_u32 {
        let yes = |bit: u32| Value::Bool(case & (1 << bit) != 0);
        let reading = Value::at_place(law[input("r")].ty, (case >> 2) as usize).unwrap();
        let mut given = vec![
            (input("p"), yes(0)),
            (input("q"), yes(1)),
            (input("r"), reading),
        ];
        given.extend(called("card").map(|card| (input(card), yes(0))));
        for list in called("children") {
            let Some(Symbol::List(list)) = checked.symbols.get(list) else {
                continue;
            };
            given.push((law[list].length, Value::Int(1)));
            given.push((slot(law, list, 0, "a").unwrap(), yes(0)));
            given.push((slot(law, list, 0, "b").unwrap(), yes(1)));
        }
        let situation = Situation::of(law, day, given);
        for question in &questions {
            let said = match Interpreter::new(law, &situation).evaluate(*question) {
                Outcome::Value(value) => format!("{value:?}"),
                Outcome::Open(_) => "open".to_owned(),
                Outcome::Fail(_) => "failed".to_owned(),
            };
            all.push(said);
        }
    }
    all
}

/// A rule file in the style of the language.
fn styled(text: &str) -> Option<String> {
    let mut library = Library::new();
    let file = library.add("style.kzrule".to_owned(), text.to_owned());
    format(file, library.text(file)).ok()
}

/// A law without errors, and what is needed to write it down as it stands on a day.
struct Whole {
    text: String,
    library: Library,
    checked: Checked,
    files: Vec<(FileId, Parsed)>,
    /// The files with what was not known on a day, and the day.
    whole: Option<(Vec<(FileId, Parsed)>, Day)>,
    /// The files that declare what is asked for.
    asked: &'static [&'static str],
}

impl Whole {
    /// `None` where the law has errors.
    fn of(text: &str) -> Option<Self> {
        Self::of_files(&[("law", text)], &["law"], None)
    }

    /// A law of several files, perhaps as it was known on a day.
    fn of_files(
        files: &[(&str, &str)],
        asked: &'static [&'static str],
        known_on: Option<Day>,
    ) -> Option<Self> {
        let mut library = Library::new();
        let mut parsed = Vec::new();
        let mut text = String::new();
        for (name, of_file) in files {
            let file = library.add(format!("{name}.kzrule"), (*of_file).to_owned());
            parsed.push((file, parse(file, library.text(file))));
            text.push_str(&format!("// {name}\n{of_file}\n"));
        }
        let mut whole = None;
        if let Some(day) = known_on {
            whole = Some((parsed.clone(), day));
            let imports = Imports::of(&library, &parsed, &mut Vec::new());
            (parsed, _) = known_on_day(&library, &imports, parsed, day);
        }
        let checked = check(&library, parsed.clone());
        (!checked.has_errors()).then_some(Self {
            text,
            library,
            checked,
            files: parsed,
            whole,
            asked,
        })
    }

    /// The law of a day as it is printed, with the names that were given to what several files have
    /// a name for.
    fn on(&self, day: Day) -> (String, BTreeMap<String, String>) {
        let known;
        let (library, files) = match &self.whole {
            Some((whole, known_on)) => {
                let imports = Imports::of(&self.library, whole, &mut Vec::new());
                known = as_known(&self.library, &imports, whole, &self.files, *known_on);
                (&known.library, &known.parsed)
            }
            None => (&self.library, &self.files),
        };
        let imports = Imports::of(library, files, &mut Vec::new());
        let Alone { written, renamed } = alone(library, &imports, files).unwrap();
        let Written { library, parsed } = &written;
        let checked = check(library, parsed.clone());
        assert!(
            !checked.has_errors(),
            "{}\n{:?}",
            self.text,
            checked.diagnostics
        );
        let imports = Imports::of(library, parsed, &mut Vec::new());
        let law = Consolidation::new(library, &imports, parsed, day);
        let found = law.text(&ties(&checked.law), str::to_owned).text;
        let text = styled(&found).unwrap_or_else(|| unsound(&self.text, &found));
        (text, renamed)
    }

    /// What may be asked, by its full name.
    fn names(&self) -> Names {
        let names = QUESTIONS.iter().map(|(name, _)| *name).chain(OTHER_NAMES);
        let all = names.flat_map(|name| self.asked.iter().map(move |file| (*file, name)));
        let full = all.map(|(file, name)| ((file, name), format!("{file}::{name}")));
        full.filter(|(_, full)| self.checked.symbols.get(full).is_some())
            .collect()
    }

    /// The law of a day as it is printed: it checks, and says the same of that day.
    fn same_on(&mut self, day: Day) -> String {
        let (text, (printed, renamed)) = (self.text.clone(), self.on(day));
        assert_eq!(styled(&printed), Some(printed.clone()), "{day}\n{text}");
        let (mut library, mut again) = checked([("day.kzrule", printed.as_str())]);
        assert!(
            !again.has_errors(),
            "{day}\n{text}\n{printed}\n{:?}",
            again.diagnostics
        );
        let beyond = |checked: &Checked| {
            let mut found = checked.diagnostics.iter();
            found.any(|one| one.code == Code::BeyondProvision)
        };
        assert!(
            beyond(&self.checked) || !beyond(&again),
            "{day}\n{text}\n{printed}"
        );
        let here = self.names();
        let there = here.iter().map(|((file, name), full)| {
            let new = renamed.iter().find(|(_, known)| *known == full);
            let new = new.map_or(*name, |(new, _)| new.as_str());
            ((*file, *name), new.to_owned())
        });
        let there: Names = there.collect();
        let one = answers(&mut self.library, &mut self.checked, &here, day);
        let other = answers(&mut library, &mut again, &there, day);
        assert_eq!(one, other, "{day}\n{text}\n{printed}");
        assert!(!one.is_empty());
        printed
    }
}

#[test]
fn the_law_of_a_day_says_the_same_of_that_day() {
    let mut dice = Dice(7);
    let (mut sound, mut compared, mut amended) = (0, 0, 0);
    for _ in 0..LAWS {
        let text = dice.law();
        let Some(mut whole) = Whole::of(&text) else {
            continue;
        };
        sound += 1;
        let written = &whole.checked.law.written;
        amended += usize::from(written.iter().any(|one| one.ends_by.is_some()));
        for day in DAYS.iter().step_by(1 + dice.below(3)) {
            whole.same_on(day.parse().unwrap());
            compared += 1;
        }
    }
    assert!(
        sound > 40 && amended > 20 && compared > 200,
        "{sound} {amended} {compared}"
    );
}

/// A law with canons, by which acts are special to others and later than they.
fn with_canons(law: &str) -> String {
    let mut text = String::new();
    for line in law.lines() {
        let line = match line
            .strip_prefix("act a")
            .and_then(|rest| rest.chars().next())
        {
            Some(act) => {
                let special = if act == '1' { " special to a0" } else { "" };
                let adopted = format!("{special} {{ adopted 201{act}-01-01 in force");
                line.replace(" { in force", &adopted)
            }
            None => line.replace("provision inside {", "provision inside in a0 {"),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("canon special { assumed \"x\" } canon later { assumed \"x\" }\n");
    text
}

/// Canons ask in which act a rule stands, also where the law of a day gives it other words.
#[test]
fn the_law_of_a_day_says_the_same_by_canons() {
    let mut dice = Dice(21);
    let (mut by_canon, mut compared) = (0, 0);
    for _ in 0..LAWS {
        let Some(mut whole) = Whole::of(&with_canons(&dice.law())) else {
            continue;
        };
        if whole.checked.law.ordered.is_empty() {
            continue;
        }
        by_canon += 1;
        for day in DAYS.iter().step_by(1 + dice.below(3)) {
            whole.same_on(day.parse().unwrap());
            compared += 1;
        }
    }
    assert!(by_canon > 20 && compared > 60, "{by_canon} {compared}");
}

/// A law as it would be written by who reads it in one way: each day that the reading says is the
/// one or the other.
fn as_read(law: &str, first: bool) -> String {
    let mut parts = law.split("if r = first then ");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (one, rest) = part.split_once(" else ").unwrap();
        let end = rest.find([' ', '\n', '}']).unwrap();
        let (other, behind) = rest.split_at(end);
        text.push_str(if first { one } else { other });
        text.push_str(behind);
    }
    text
}

/// Days that hang on a reading are on each choice of it what they would be without the reading:
/// first days of acts, days of rules and of amendments, and days that are moved.
#[test]
fn days_that_hang_on_a_reading_are_those_of_each_choice() {
    let mut dice = Dice(11);
    let (mut by_reading, mut compared) = (0, 0);
    for _ in 0..LAWS {
        let text = dice.law();
        let Some(mut whole) = Whole::of(&text).filter(|_| text.contains("if r = first")) else {
            continue;
        };
        by_reading += 1;
        for first in [true, false] {
            // A rule that is over before it begins, or a day moved too late, is a mistake only
            // where no reading says otherwise.
            let Some(mut read) = Whole::of(&as_read(&text, first)) else {
                continue;
            };
            for day in DAYS.iter().step_by(1 + dice.below(3)) {
                let day = day.parse().unwrap();
                let names = whole.names();
                let all = answers(&mut whole.library, &mut whole.checked, &names, day);
                let (of_first, of_second) = all.split_at(all.len() / 2);
                let same = if first { of_first } else { of_second };
                let names = read.names();
                let all = answers(&mut read.library, &mut read.checked, &names, day);
                let (of_first, of_second) = all.split_at(all.len() / 2);
                let other = if first { of_first } else { of_second };
                assert_eq!(same, other, "{day}, {first}\n{text}\n{}", read.text);
                compared += 1;
            }
        }
    }
    assert!(by_reading > 30 && compared > 200, "{by_reading} {compared}");
}

/// What the laws of two offices share.
const BASE: &str = r#"
fact p : bool "is p" no "is not p" ask "P?"
fact q : bool "is q" no "is not q" ask "Q?"
reading r "which" { first "the first", second "the second" }
"#;

/// What is of each office alone.
const OFFICE: &str = r#"
import "base"
procedure walk "walk" does "walks" open
term t : int "number" ask "Which?" otherwise 0
"#;

impl Dice {
    /// What the law of a third office makes of those of two others.
    fn reform(&mut self) -> String {
        let mut law = "import \"base\", \"north\", \"south\"\n".to_owned();
        for at in 0..1 + self.below(3) {
            let offices = ["north", "south"];
            let (office, other) = (offices[self.below(2)], offices[self.below(2)]);
            let act = format!("{other}::a{}", self.below(ACTS));
            let rule = format!("{office}::r{}", self.below(2));
            let to = self.bound().replace(" of a", &format!(" of {office}::a"));
            let amendment = match self.below(5) {
                0 => format!("repeal {rule} in {act} {{ assumed \"chance\" }}"),
                1 => format!("move until of {rule} in {act} {{ assumed \"chance\" to {to} }}"),
                2 => format!(
                    "rule x{at} lifts {rule} in {act} {{ assumed \"chance\" when p until {to} }}"
                ),
                3 => format!("define x{at} \"x\" no \"not x\" = ({office}::t = 2) without {rule}"),
                _ => format!(
                    "restate rule {rule} in {act} {{ assumed \"chance\" when p then {office}::t = 2 }}"
                ),
            };
            law.push_str(&amendment);
            law.push('\n');
        }
        law
    }
}

#[test]
fn the_law_of_files_that_share_names_says_the_same_in_one_file() {
    let mut dice = Dice(17);
    let (mut compared, mut amended) = (0, 0);
    for _ in 0..LAWS {
        let mut office = || loop {
            // Two laws of which one is wrong say little of the other.
            let law = dice.law();
            if Whole::of(&law).is_some() {
                return law.replace(FIXED, OFFICE);
            }
        };
        let (north, south) = (office(), office());
        let reform = dice.reform();
        let files = [
            ("base", BASE),
            ("north", north.as_str()),
            ("reform", reform.as_str()),
            ("south", south.as_str()),
        ];
        let Some(mut whole) = Whole::of_files(&files, &["north", "south"], None) else {
            continue;
        };
        let written = &whole.checked.law.written;
        amended += usize::from(written.iter().any(|one| one.ends_by.is_some()));
        for day in DAYS.iter().step_by(3 + dice.below(3)) {
            whole.same_on(day.parse().unwrap());
            compared += 1;
        }
        if compared > 100 {
            break;
        }
    }
    assert!(compared > 100 && amended > 10, "{compared} {amended}");
}

#[test]
fn the_law_as_it_was_known_says_the_same() {
    let mut dice = Dice(19);
    let known_on: Day = "2024-10-01".parse().unwrap();
    let (mut compared, mut left_out) = (0, 0);
    for _ in 0..LAWS {
        let mut text = dice.law();
        for act in 0..ACTS {
            if dice.below(2) == 0 {
                let published = DAYS[dice.below(DAYS.len())];
                let head = format!("act a{act} \"Act {act}\"");
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                for line in lines.iter_mut().filter(|line| line.starts_with(&head)) {
                    *line = line.replace("{ in", &format!("{{ published {published} in"));
                }
                text = lines.join("\n");
            }
        }
        let Some(mut whole) = Whole::of_files(&[("law", &text)], &["law"], Some(known_on)) else {
            continue;
        };
        left_out += usize::from(whole.checked.law.acts.len() < ACTS);
        for day in DAYS.iter().step_by(3 + dice.below(3)) {
            whole.same_on(day.parse().unwrap());
            compared += 1;
        }
        if compared > 100 {
            break;
        }
    }
    assert!(compared > 100 && left_out > 10, "{compared} {left_out}");
}

/// What was not known is not meant by a value that is called the same.
#[test]
fn a_value_is_known_whatever_it_is_called() {
    let text = format!(
        "{FIXED}
         act a0 \"Act 0\" {{ adopted 2024-01-01 in force 2024-01-01 }}
         act a1 \"Act 1\" {{ adopted 2024-06-01 in force 2024-06-01 }}
         enum status {{ special \"special\", plain \"plain\" }}
         fact s : status \"status\" ask \"Which?\"
         fact visa(kind: status) : bool \"a visa\" no \"no visa\"
         term u : status \"other status\" otherwise plain
         define special \"is so\" no \"is not so\" = p on commencement of a1
         rule r0 in a0 {{ assumed \"x\" when special then t = 1 }}
         rule r1 in a0 {{ assumed \"x\" when s = special then t = 1 }}
         rule r2 in a0 {{ assumed \"x\" when s in {{special}} then t = 1 }}
         rule r3 in a0 {{ assumed \"x\" when p then u = if q then special else plain }}
         rule r4 in a0 {{ assumed \"x\" when visa(special) then t = 1 }}
         holding pass(kind: status) \"a pass\"
         rule r5 in a0 {{ assumed \"x\" when holds pass(special) then t = 1 }}
         record one \"one of them\" {{
             sort : status \"its sort\" usually special,
             special : int \"its number\"
         }}
         list young : one \"young\" up to 2
         rule r6 in a0 {{ assumed \"x\" when any young where (one.sort = special) then t = 1 }}
         rule r7 in a0 {{ assumed \"x\" when any young where (one.special = 1) then t = 1 }}
         case special {{ on 2025-02-01 given s = special, young = [{{sort = special, special = 1}}]
             expect u = special }}
         case later {{ on 2025-02-01 given special expect t = 1 }}
         prove only_special {{ for s = special claim u = special }}
         prove by_a_later_act {{ claim nobody loses p by a1 }}"
    );
    let known_on = "2024-03-01".parse().unwrap();
    let whole = Whole::of_files(&[("law", &text)], &["law"], Some(known_on));
    let mut whole = whole.unwrap_or_else(|| unsound(&text, ""));
    let printed = whole.same_on("2025-02-01".parse().unwrap());
    let rules = (0..8).filter(|at| printed.contains(&format!("rule r{at} in a0")));
    assert_eq!(
        rules.collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6, 7],
        "{printed}"
    );

    let mut library = Library::new();
    let file = library.add("law.kzrule".to_owned(), text);
    let files = vec![(file, parse(file, library.text(file)))];
    let (_, left_out) = known_on_day(&library, &Imports::default(), files, known_on);
    assert_eq!(left_out.names, ["special", "r0"]);
    assert_eq!(left_out.cases, ["later"]);
    assert_eq!(left_out.claims, ["by_a_later_act"]);
}

/// The law of 1 February 2025 of a law with acts `a0` to `a3` of 1 January 2024, 1 June 2024,
/// 1 January 2025 and 1 January 2026.
fn law_of_february(text: &str) -> String {
    let days = ["2024-01-01", "2024-06-01", "2025-01-01", "2026-01-01"];
    let acts = days.iter().enumerate();
    let acts: String = acts
        .map(|(at, day)| format!("act a{at} \"Act {at}\" {{ in force {day} }}\n"))
        .collect();
    let text = format!("{FIXED}{acts}{text}");
    let mut whole = Whole::of(&text).unwrap_or_else(|| unsound(&text, ""));
    whole.same_on("2025-02-01".parse().unwrap())
}

#[expect(clippy::panic, reason = "a test that fails")]
fn unsound<T>(text: &str, found: &str) -> T {
    panic!("there are mistakes:\n{text}\n{found}")
}

/// An act that repeals another undoes what this would have amended.
#[test]
fn an_amendment_that_came_to_nothing_is_not_kept() {
    let asks = [
        "define t_before \"had\" no \"had not\" = t > 0 governed by 2024-03-01",
        "define but_for \"is two\" no \"is not two\" = (t = 2) without r0",
    ];
    for asked in asks {
        let printed = law_of_february(&format!(
            "rule r0 in a0 {{ assumed \"x\" then t = 1 }}
             rule r1 in a0 {{ assumed \"x\" when not p then t = 1 }}
             {asked}
             repeal r0 in a2 {{ assumed \"x\" }}
             repeal a2 in a1 {{ assumed \"x\" }}"
        ));
        assert!(printed.contains("rule r0"), "{printed}");
        assert!(!printed.contains("\nrepeal"), "{printed}");
        assert!(
            printed.contains("// a2: repealed by Act 1 from 2024-06-01."),
            "{printed}"
        );
    }
}

/// A rule that was restated is one of the act that did so and of the one that enacted it, and goes
/// with either.
#[test]
fn a_repeal_of_the_act_that_restated_a_rule_is_kept() {
    let printed = law_of_february(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         restate rule r0 in a1 { assumed \"x\" then t = 2 }
         repeal a1 in a2 { assumed \"x\" }
         define t_before \"had\" no \"had not\" = t > 0 governed by 2024-07-01",
    );
    assert!(printed.contains("repeal a1 in a2"), "{printed}");
    let printed = law_of_february(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         restate rule r0 in a1 { assumed \"x\" then t = 2 }
         repeal a0 in a2 { assumed \"x\" }
         define t_before \"had\" no \"had not\" = t > 0 governed by 2024-07-01",
    );
    assert!(printed.contains("repeal a0 in a2"), "{printed}");
    // Of an act that restated it in between, nothing is left to repeal.
    let printed = law_of_february(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         restate rule r0 in a1 { assumed \"x\" then t = 2 }
         restate rule r0 in a2 { assumed \"x\" then t = 3 }
         repeal a1 in a3 { assumed \"x\" }
         define t_before \"had\" no \"had not\" = t > 0 governed by 2024-07-01",
    );
    assert!(!printed.contains("repeal a1"), "{printed}");
}

/// The value of a parameter ends with its act, and so the repeal of the act stands.
#[test]
fn a_repeal_of_the_act_of_a_value_is_kept() {
    let values = "parameter k : int \"number\" ask \"Which?\" {
        from 2024-01-01: 1 in a0 assumed \"x\"
        from 2024-07-01: 2 in a1 assumed \"x\"
    }\n";
    let printed = law_of_february(&format!("{values}repeal a1 in a2 {{ assumed \"x\" }}"));
    assert!(printed.contains("repeal a1 in a2"), "{printed}");
    assert!(
        printed.contains("// a1: not in force on 1 February 2025; kept because k refers to it."),
        "{printed}"
    );
    let printed = law_of_february(&format!("{values}repeal a2 in a1 {{ assumed \"x\" }}"));
    assert!(!printed.contains("\nrepeal"), "{printed}");
}

/// What stands without being in force says why.
#[test]
fn what_is_kept_says_why() {
    let kept = [
        (
            "define but_for \"is\" no \"is not\" = (t = 2) without r0",
            "but_for names it",
        ),
        (
            "define before \"was\" no \"was not\" = t > 0 governed by 2024-02-01",
            "something asks for the law of another day",
        ),
        (
            "term u : int \"other number\" ask \"Which?\" otherwise 0
             rule s0 in a1 { assumed \"x\" when (t without r0) = 1 then u = 3 }",
            "s0 names it",
        ),
    ];
    for (asks, why) in kept {
        let printed = law_of_february(&format!(
            "rule r0 in a0 {{ assumed \"x\" then t = 1 }}
             repeal r0 in a1 {{ assumed \"x\" }}
             {asks}"
        ));
        let told = format!("// r0: not in force on 1 February 2025; kept because {why}.");
        assert!(printed.contains(&told), "{told}\n{printed}");
    }
    // So do words of other days beside those that are in force.
    let printed = law_of_february(
        "provision p0 \"P\" in a0 {
             assumed \"x\"
             until 2025-06-01
             rule r0 { then t = 1 }
             rule r1 despite r0 { when p then t = 2 }
         }
         restate rule r0 in a1 { assumed \"x\" then t = 3 }
         move until of r0 in a2 { assumed \"x\" to 2025-09-01 }
         define but_for \"is two\" no \"is not two\" = (t = 2) without r1",
    );
    let why = "// r0: its words of other days are kept because its days go beyond those of its provision,";
    assert!(printed.contains(why), "{printed}");
    let later = "if r = first then 2025-01-15 else 2025-03-01";
    let printed = law_of_february(&format!(
        "rule r0 in a0 {{ assumed \"x\" then t = 1 }}
         restate rule r0 in a1 {{ assumed \"x\" then t = 2 }}
         restate rule r0 in a2 {{ assumed \"x\" from {later} then t = 3 }}"
    ));
    let why = "// r0: its words of other days are kept because it depends on readings which of its words are";
    assert!(printed.contains(why), "{printed}");
    // What may be in force says nothing.
    let printed = law_of_february("rule r0 in a0 { assumed \"x\" then t = 1 }");
    assert!(!printed.contains("kept because"), "{printed}");
}

/// A choice may be called as a rule is, and asks for no rule.
#[test]
fn a_choice_keeps_no_rule_of_its_name() {
    let printed = law_of_february(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         repeal r0 in a1 { assumed \"x\" }
         reading s \"which one\" { r0 \"the first\", r9 \"the ninth\" }
         rule r1 in a0 { assumed \"x\" when s = r0 then t = 2 }
         define t_before \"is so\" no \"is not so\" = s = r0",
    );
    assert!(!printed.contains("rule r0"), "{printed}");
}

#[test]
fn a_rule_of_an_element_stays_one() {
    for head in ["of child despite e0", "despite e0 of child"] {
        let printed = law_of_february(&format!(
            "{CHILDREN}
             rule e0 of child in a0 {{ assumed \"x\" until 2024-06-01 when child.a then child.n = 1 }}
             rule e1 {head} in a0 {{ assumed \"x\" when child.b then child.n = 2 }}"
        ));
        assert!(printed.contains("rule e1 of child in a0 {"), "{printed}");
    }
}

/// What is asked whether it is overdue keeps a deadline, with its days; what is not does not.
#[test]
fn a_deadline_that_is_over_stays_where_it_is_asked_for() {
    let rule = "rule d0 in a0 { assumed \"x\" until 2024-06-01 then must register by 2024-03-01 }";
    let printed = law_of_february(&format!("{STEP}{rule}"));
    assert!(printed.contains("until 2024-06-01"), "{printed}");
    let why = "kept because it is asked whether register is overdue.";
    assert!(printed.contains(why), "{printed}");
    let another = "rule d1 in a1 { assumed \"x\" then must register by 2024-03-01 }";
    let printed = law_of_february(&format!("{STEP}{rule}{another}"));
    assert!(!printed.contains("rule d0"), "{printed}");
    let never = "rule d0 in a1 { assumed \"x\" then must register by 2024-03-01 }
                 repeal d0 in a0 { assumed \"x\" }";
    let printed = law_of_february(&format!("{STEP}{never}"));
    assert!(printed.contains("repeal d0 in a0"), "{printed}");
}

/// What stands in the place of a rule that is not in force stands by itself, and adds up: the law of the
/// day needs that rule no longer.
#[test]
fn what_is_in_the_place_of_no_rule_in_force_adds_up() {
    let heads = [
        ("r0 in a3", "r1 subject to r0 in a0", "r2 despite r0 in a0"),
        ("r0 in a3", "r1 despite r0 in a0", "r2 despite r0 in a0"),
        ("r0 in a0", "r1 despite r0 in a3", "r2 despite r1 in a0"),
    ];
    for (first, second, third) in heads {
        let of_deadlines = law_of_february(&format!(
            "{STEP}
             rule {first} {{ assumed \"x\" then must register by 2024-06-01 }}
             rule {second} {{ assumed \"x\" when p then must register by 2024-06-01 }}
             rule {third} {{ assumed \"x\" then must register by 2025-03-01 }}"
        ));
        let of_step = |head: &str| head.replacen(' ', " on walk ", 1);
        let [first, second, third] = [first, second, third].map(of_step);
        let of_requirements = law_of_february(&format!(
            "rule {first} {{ assumed \"x\" then requires p }}
             rule {second} {{ assumed \"x\" then requires p }}
             rule {third} {{ assumed \"x\" then requires q }}"
        ));
        for printed in [of_deadlines, of_requirements] {
            assert!(!printed.contains("kept because"), "{printed}");
            assert!(!printed.contains("despite r"), "{printed}");
        }
    }
    let printed = law_of_february(
        "rule r0 on walk in a0 { assumed \"x\" then requires r = first }
         rule r1 on walk in a3 { assumed \"x\" then requires r = first }
         rule r2 on walk despite r0, r1 in a0 { assumed \"x\" then requires p }
         rule r3 on walk despite r0 in a0 { assumed \"x\" then requires q }",
    );
    assert!(!printed.contains("kept because"), "{printed}");
}

/// An order by way of a rule ends with this rule.
#[test]
fn a_rule_between_two_others_that_is_over_is_left_out() {
    let printed = law_of_february(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         rule r1 despite r0 in a0 { assumed \"x\" until 2024-06-01 when p then t = 2 }
         rule r2 despite r1 in a0 { assumed \"x\" when q then t = 3 }",
    );
    assert!(!printed.contains("despite"), "{printed}");
    // Nothing lies below it.
    let printed = law_of_february(
        "rule r1 in a0 { assumed \"x\" until 2024-06-01 when p then t = 2 }
         rule r2 despite r1 in a0 { assumed \"x\" when q then t = 3 }",
    );
    assert!(!printed.contains("despite"), "{printed}");
}

#[test]
fn a_rule_is_on_the_steps_of_what_it_prevails_over() {
    let printed = law_of_february(
        "rule r1 on walk in a0 { assumed \"x\" until 2024-06-01 then t = 2 }
         rule r2 despite r1 in a0 { assumed \"x\" when q then t = 3 }",
    );
    assert!(printed.contains("rule r2 despite r1"), "{printed}");
    let why = "kept because r2 is an exception to it.";
    assert!(printed.contains(why), "{printed}");
    // The step of what it prevails over may come from a third.
    let printed = law_of_february(
        "rule r0 on walk in a0 { assumed \"x\" until 2024-06-01 then t = 1 }
         rule r1 despite r0 in a0 { assumed \"x\" until 2024-06-01 then t = 2 }
         rule r2 despite r1 in a0 { assumed \"x\" when q then t = 3 }",
    );
    assert!(printed.contains("rule r0 on walk"), "{printed}");
}

/// That a rule is subject to another is said of the rule, whichever version says so.
#[test]
fn a_rule_stays_subject_to_another() {
    let printed = law_of_february(
        "rule r0 in a0 { assumed \"x\" when q then t = 1 }
         rule r1 subject to r0 in a0 { assumed \"x\" then t = 2 }
         restate rule r1 in a1 { assumed \"x\" then t = 3 }",
    );
    assert!(printed.contains("rule r1 subject to r0"), "{printed}");
}

/// An exception to other words of a rule than those that are in force is one to nothing of it.
#[test]
fn an_exception_names_nothing_that_says_nothing_about_the_same() {
    let printed = law_of_february(
        "term u : int \"other number\" ask \"Which?\" otherwise 0
         rule r0 in a0 { assumed \"x\" then t = 1 }
         restate rule r0 in a1 { assumed \"x\" then u = 1 }
         rule r1 despite r0 in a0 { assumed \"x\" when p then t = 3 }",
    );
    assert!(printed.contains("rule r1 in a0 {"), "{printed}");
    assert!(!printed.contains("restate rule"), "{printed}");
    let printed = law_of_february(
        "rule r1 in a0 { assumed \"x\" then t = 2 }
         rule r2 in a0 { assumed \"x\" then t = 2 }
         rule r3 in a0 { assumed \"x\" when not p then t = 3 }
         rule r4 despite r3, r2 in a0 { assumed \"x\" when q then t = 1 }
         restate rule r2 lifts r1 in a1 { assumed \"x\" when p }",
    );
    assert!(printed.contains("rule r4 despite r3 in a0 {"), "{printed}");
}

/// Where such an exception has its steps from there, it needs something to prevail over.
#[test]
fn an_exception_keeps_something_to_prevail_over() {
    let printed = law_of_february(
        "rule r0 on walk in a0 { assumed \"x\" then t = 1 }
         rule r1 lifts r0 in a0 { assumed \"x\" when q }
         rule r2 in a0 { assumed \"x\" when p then t = 3 }
         rule r3 despite r2, r1 in a0 { assumed \"x\" then t = 2 }
         restate rule r1 in a3 { assumed \"x\" when p then t = 1 }",
    );
    assert!(
        printed.contains("rule r3 despite r2, r1 in a0 {"),
        "{printed}"
    );
    let why = "its words of other days are kept because r3 is an exception to it.";
    assert!(printed.contains(why), "{printed}");
    let printed = law_of_february(
        "rule r0 lifts r1 in a0 { assumed \"x\" when p }
         rule r1 in a0 { assumed \"x\" until 2024-06-01 then t = 1 }
         define but_for \"is two\" no \"is not two\" = (t = 2) without r0",
    );
    assert!(printed.contains("rule r0 lifts r1"), "{printed}");
}

/// A rule that lasts longer than its provision says has its days itself, and so have the others.
#[test]
fn a_provision_of_which_the_end_was_moved_hands_its_days_down() {
    let printed = law_of_february(
        "provision p0 \"P\" in a0 {
             assumed \"x\"
             from 2024-02-01
             until 2025-06-01
             rule r0 { then t = 1 }
             rule r1 despite r0 { when p until 2025-05-01 then t = 2 }
             rule r2 despite r0 { from 2024-07-01 when q then t = 3 }
         }
         move until of r0 in a1 { assumed \"y\" to 2025-09-01 }",
    );
    // The end of the provision is gone, its beginning is not.
    let (provision, rules) = printed.split_once("// r0").unwrap();
    assert!(provision.contains("from 2024-02-01\n"), "{printed}");
    assert!(!provision.contains("until"), "{printed}");
    let (r0, others) = rules.split_once("rule r1").unwrap();
    let (r1, r2) = others.split_once("rule r2").unwrap();
    assert!(r0.contains("until 2025-09-01\n"), "{printed}");
    assert!(
        r1.contains("until 2025-05-01\n") && !r1.contains("2025-06-01\n"),
        "{printed}"
    );
    assert!(r2.contains("from  2024-07-01\n"), "{printed}");
    assert!(r2.contains("until 2025-06-01\n"), "{printed}");
}

/// What asks for the law of another day keeps the amendments of a provision.
#[test]
fn a_provision_whose_rules_are_kept_keeps_its_days() {
    let printed = law_of_february(
        "provision p0 \"P\" in a0 {
             assumed \"x\"
             until 2025-06-01
             rule r0 { then t = 1 }
             rule r1 despite r0 { when p then t = 2 }
         }
         move until of p0 in a1 { assumed \"y\" to 2025-09-01 }
         define but_for \"is two\" no \"is not two\" = (t = 2) without r1",
    );
    assert!(printed.contains("    until 2025-06-01\n"), "{printed}");
    assert!(printed.contains("move until of p0"), "{printed}");
}

/// The names of the rules that are in force on each of some days.
fn in_force(text: &str, days: &[&str]) -> Vec<String> {
    let acts = "act a0 \"A\" { in force 2021-01-01 }
        act a1 \"B\" { in force 2023-01-01 }
        act a2 \"C\" { in force 2024-02-01 }
        act a3 \"D\" { in force 2024-06-01 }\n";
    let text = format!("{FIXED}{acts}{text}");
    let whole = Whole::of(&text).unwrap_or_else(|| unsound(&text, ""));
    let law = &whole.checked.law;
    let names = |day: &&str| {
        let situation = Situation::of(law, day.parse().unwrap(), []);
        let mut alive: Vec<String> = Vec::new();
        for written in &law.written {
            let mut interpreter = Interpreter::new(law, &situation);
            let mut bound = |of: Option<_>| match of.map(|of| interpreter.evaluate(of)) {
                Some(Outcome::Value(Value::Day(day))) => Some(day),
                _ => None,
            };
            let on: Day = day.parse().unwrap();
            if bound(written.from).is_none_or(|from| from <= on)
                && bound(written.until).is_none_or(|until| on < until)
            {
                alive.push(written.name.clone());
            }
        }
        alive.sort_unstable();
        alive.join(" ")
    };
    days.iter().map(names).collect()
}

/// The days of an inner provision are its own, as those of a rule are.
#[test]
fn a_move_of_a_provision_leaves_the_days_of_an_inner_one_alone() {
    let law = "provision p0 in a0 {
            assumed \"x\"
            from 2023-03-01
            until 2024-03-01
            rule r0 { then t = 1 }
            rule r1 { until 2024-01-15 then t = 1 }
            provision p1 { from 2023-02-01 until 2024-01-01 rule r2 { then t = 1 } }
            provision p2 { rule r3 { then t = 1 } }
        }
        move until of p0 in a1 { assumed \"y\" to 2025-01-01 }
        move from of p0 in a1 { assumed \"y\" to 2023-04-01 }";
    let days = [
        "2023-01-31",
        "2023-02-01",
        "2023-03-31",
        "2023-04-01",
        "2023-12-31",
        "2024-01-01",
        "2024-01-15",
        "2024-12-31",
        "2025-01-01",
    ];
    let alive = [
        "",
        "r2",
        "r2",
        "r0 r1 r2 r3",
        "r0 r1 r2 r3",
        "r0 r1 r3",
        "r0 r3",
        "r0 r3",
        "",
    ];
    assert_eq!(in_force(law, &days), alive);
}

/// A new version that says no end has that of its provision, as it is by then.
#[test]
fn what_is_restated_has_the_end_to_which_that_of_its_provision_was_moved() {
    let law = |until: &str, restated: &str, act: &str| {
        format!(
            "provision p0 in a0 {{
                 assumed \"x\"
                 until 2024-09-01
                 rule r0 {{ {until} then t = 1 }}
                 rule r1 {{ then t = 1 }}
             }}
             move until of p0 in a1 {{ assumed \"y\" to 2025-01-01 }}
             restate rule r0 in {act} {{ assumed \"z\" {restated} then t = 1 }}"
        )
    };
    let days = ["2024-08-31", "2024-09-01", "2024-12-31", "2025-01-01"];
    // Also where the words before said an end of their own.
    for until in ["", "until 2024-08-01"] {
        let alive = in_force(&law(until, "", "a2"), &days);
        assert_eq!(alive, ["r0 r1", "r0 r1", "r0 r1", ""]);
    }
    let own = in_force(&law("", "until 2024-10-01", "a2"), &days);
    assert_eq!(own, ["r0 r1", "r0 r1", "r1", ""]);
    // A day that is moved to an earlier one stays there, and may be moved again.
    let shorter = "provision p0 in a0 {
            assumed \"x\"
            until 2025-09-01
            rule r0 { then t = 1 }
            rule r1 { then t = 1 }
        }
        move until of p0 in a1 { assumed \"y\" to 2025-01-01 }
        restate rule r0 in a2 { assumed \"z\" then t = 1 }";
    assert_eq!(in_force(shorter, &days), ["r0 r1", "r0 r1", "r0 r1", ""]);
    let again = format!("{shorter} move through of p0 in a3 {{ assumed \"x\" to 2024-12-30 }}");
    assert_eq!(in_force(&again, &days), ["r0 r1", "r0 r1", "", ""]);
    // The old end is past when the new version begins.
    let past = law("", "", "a3").replace("2024-09-01", "2024-03-01");
    assert_eq!(in_force(&past, &days), ["r0 r1", "r0 r1", "r0 r1", ""]);
}

/// What an act enacts falls with it, in whatever words.
#[test]
fn the_repeal_of_an_act_ends_its_rules_in_the_words_of_others() {
    let law = |repeal: &str| {
        format!(
            "rule r0 in a0 {{ assumed \"x\" then t = 1 }}
             rule r1 in a1 {{ assumed \"x\" then t = 1 }}
             restate rule r0 in a1 {{ assumed \"y\" then t = 1 }}
             restate rule r1 in a2 {{ assumed \"y\" then t = 1 }}
             repeal {repeal} in a3 {{ assumed \"z\" }}"
        )
    };
    let days = ["2024-05-31", "2024-06-01"];
    assert_eq!(in_force(&law("a0"), &days), ["r0 r1", "r1"]);
    assert_eq!(in_force(&law("a1"), &days), ["r0 r1", ""]);
    assert_eq!(in_force(&law("a2"), &days), ["r0 r1", "r0"]);
}

/// What several files have a name for is called by its file in days as well.
#[test]
fn days_name_acts_and_readings_of_other_files() {
    let files = [
        ("base", BASE),
        (
            "north",
            "import \"base\"
             act reform \"North\" { published 2024-05-20 in force 2024-06-01 }",
        ),
        (
            "south",
            "import \"base\"
             act reform \"South\" { published 2024-05-21 in force publication of reform + 20 days }",
        ),
        (
            "fees",
            "import \"base\", \"north\", \"south\"
             parameter k : int \"number\" ask \"Which?\" {
                 from 2024-01-01: 1 assumed \"x\"
                 from commencement of north::reform: 2 assumed \"y\"
                 from if base::r = first then 2024-09-01 else commencement of south::reform:
                     3 assumed \"z\"
             }",
        ),
    ];
    let mut whole = Whole::of_files(&files, &["fees"], None).unwrap();
    // The law of the south begins on 10 June.
    let days = [
        "2024-05-31",
        "2024-06-01",
        "2024-06-09",
        "2024-06-10",
        "2024-09-01",
    ];
    for day in days {
        let printed = whole.same_on(day.parse().unwrap());
        let own_day = "in force  publication of south_reform + 20 days";
        assert!(printed.contains(own_day), "{printed}");
        assert!(
            printed.contains("from commencement of north_reform: 2"),
            "{printed}"
        );
    }
}

/// A rule that asks what would be without it needs no other rule of its name.
#[test]
fn a_rule_that_asks_without_itself_is_there_when_it_is_in_force() {
    let rule = |act| {
        format!(
            "rule r0 in a0 {{ assumed \"x\" then t = 1 }}
             rule r1 despite r0 in {act} {{ assumed \"x\" when (t without r1) = 1 then t = 2 }}"
        )
    };
    let printed = law_of_february(&rule("a3"));
    assert!(!printed.contains("rule r1"), "{printed}");
    assert!(
        printed.contains("// r1: enacted by Act 3, in force from 2026-01-01."),
        "{printed}"
    );
    let printed = law_of_february(&rule("a1"));
    assert!(printed.contains("rule r1 despite r0"), "{printed}");
    // Of its versions one stands, and the amendment does not.
    let restated =
        "restate rule r1 despite r0 in a2 { assumed \"x\" when (t without r1) = 1 then t = 3 }";
    let printed = law_of_february(&format!("{} {restated}", rule("a1")));
    assert!(
        printed.contains("then t = 3") && !printed.contains("then t = 2"),
        "{printed}"
    );
    assert!(!printed.contains("restate rule"), "{printed}");
}

/// The lives of the versions of a rule on no day meet.
#[test]
fn versions_have_disjoint_lives() {
    let mut dice = Dice(11);
    let mut pairs = 0;
    for _ in 0..LAWS {
        let text = dice.law();
        let (_, full) = checked([("law.kzrule", text.as_str())]);
        if full.has_errors() {
            continue;
        }
        let law = &full.law;
        for day in DAYS {
            let day: Day = day.parse().unwrap();
            for case in 0..2 {
                let reading = full.input("r").unwrap();
                let value = Value::at_place(law[reading].ty, case).unwrap();
                let situation = Situation::of(law, day, [(reading, value)]);
                let mut alive = BTreeSet::new();
                for written in &law.written {
                    let mut interpreter = Interpreter::new(law, &situation);
                    let mut days =
                        [written.from, written.until].into_iter().map(|bound| {
                            match bound.map(|bound| interpreter.evaluate(bound)) {
                                Some(Outcome::Value(Value::Day(day))) => Some(day),
                                _ => None,
                            }
                        });
                    let (from, until) = (days.next().unwrap(), days.next().unwrap());
                    let lives = from.is_none_or(|from| from <= day)
                        && until.is_none_or(|until| day < until);
                    if lives {
                        pairs += 1;
                        assert!(
                            alive.insert(&written.name),
                            "{day} {}\n{text}",
                            written.name
                        );
                    }
                }
            }
        }
    }
    assert!(pairs > 200, "{pairs}");
}

#[test]
fn what_amendments_do_wrong_is_told_and_nothing_else() {
    let mut dice = Dice(13);
    let mut told = BTreeSet::new();
    for _ in 0..LAWS {
        let text = dice.law();
        let (_, full) = checked([("law.kzrule", text.as_str())]);
        told.extend(full.diagnostics.iter().map(|one| one.code));
    }
    for code in [Code::AmendmentConflict, Code::Repealed, Code::TooLateToMove] {
        assert!(told.contains(&code), "{code}");
    }
}

/// A rule that is subject to another keeps the version that decides the same, if what is in force of
/// it says nothing about that.
#[test]
fn a_rule_keeps_what_it_is_subject_to() {
    let printed = law_of_february(
        "term u : int \"other number\" ask \"Which?\" otherwise 0
         rule r0 in a0 { assumed \"x\" when p then t = 3 }
         rule r1 subject to r0 in a0 { assumed \"x\" then t = 1 }
         restate rule r0 in a1 { assumed \"x\" when p then u = 1 }",
    );
    assert!(printed.contains("rule r1 subject to r0"), "{printed}");
    assert!(printed.contains("restate rule r0"), "{printed}");
}

/// What lifts a provision has something left of it that was not repealed before.
#[test]
fn a_lifted_provision_keeps_a_rule_that_is_not_repealed() {
    let printed = law_of_february(
        "term u : int \"other number\" ask \"Which?\" otherwise 0
         provision v0 \"V\" in a0 {
             assumed \"x\"
             rule r3 \"R\" { then t = 4 }
             rule r4 \"R\" { until 2024-09-01 then u = 1 }
         }
         rule r0 lifts v0 in a1 { assumed \"x\" when q }
         repeal r3 in a1 { assumed \"x\" }
         define t_before \"had\" no \"had not\" = t > 0 governed by 2024-03-01",
    );
    assert!(printed.contains("kept because r0 lifts it."), "{printed}");
}

/// Nothing stands below a heading that has nothing to tell.
#[test]
fn what_is_not_in_force_has_a_heading_only_if_something_is_told() {
    let printed = law_of_february(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         restate rule r0 in a1 { assumed \"x\" when p then t = 3 }",
    );
    assert!(!printed.contains("Not in force"), "{printed}");
}

/// What is told of a law, besides its acts `a0` of 2020, `a1` of 2021 and `a2` of 2022.
fn told(text: &str) -> Vec<String> {
    let acts = "fact p : bool \"is p\" no \"is not p\" ask \"P?\"
        term t : int \"number\" ask \"Which?\" otherwise 0
        act a0 \"A0\" { in force 2020-01-01 }
        act a1 \"A1\" { in force 2021-01-01 }
        act a2 \"A2\" { in force 2022-01-01 }";
    let (_, full) = checked([("law.kzrule", format!("{acts}\n{text}").as_str())]);
    let told = full.diagnostics.iter();
    told.map(|one| {
        format!(
            "{} {}; {}",
            one.code,
            one.message,
            one.help.as_deref().unwrap_or_default()
        )
    })
    .collect()
}

#[test]
fn a_rule_is_not_put_into_a_provision_that_is_repealed() {
    let law = |act: &str| {
        told(&format!(
            "provision v0 \"V\" in a0 {{
                 assumed \"x\"
                 rule r0 \"R\" {{ then t = 1 }}
                 rule r1 \"R\" in {act} {{ when p then t = 1 }}
             }}
             repeal v0 in a1 {{ assumed \"x\" }}"
        ))
    };
    let too_late = "kz0121 `r1` is put into `v0`, which is repealed from 2021-01-01";
    assert!(matches!(law("a2").as_slice(), [one] if one.starts_with(too_late)));
    assert_eq!(law("a0"), [""; 0]);
}

#[test]
fn an_end_that_is_moved_before_the_act_that_moves_it_is_told() {
    let law = |bound: &str, day: &str| {
        told(&format!(
            "rule r in a0 {{ assumed \"x\" {bound} 2023-01-01 then t = 1 }}
             move {bound} of r in a1 {{ assumed \"x\" to {day} }}"
        ))
    };
    let early =
        "kz0125 the move ends `r` from 2020-06-01 on, before its act came into force on 2021-01-01";
    assert!(matches!(law("until", "2020-06-01").as_slice(), [one] if one.starts_with(early)));
    assert!(matches!(law("through", "2020-05-31").as_slice(), [one] if one.starts_with(early)));
    assert_eq!(law("until", "2021-01-01"), [""; 0]);
    assert_eq!(law("through", "2020-12-31"), [""; 0]);
}

/// One reading has one choice, so that what holds by one of them does not by another.
#[test]
fn amendments_have_an_order_where_one_is_first_on_each_reading() {
    let law = |first: &str, second: &str| {
        told(&format!(
            "reading ra \"First?\" {{ x1 \"x one\", x2 \"x two\" }}
             reading rb \"Second?\" {{ y1 \"y one\", y2 \"y two\" }}
             act a3 \"A3\" {{ in force if {first} then 2021-03-01 else 2021-01-01 }}
             act a4 \"A4\" {{ in force if {second} then 2021-02-01 else 2021-06-01 }}
             rule r in a0 {{ assumed \"x\" then t = 1 }}
             restate rule r in a3 {{ assumed \"x\" then t = 2 }}
             restate rule r in a4 {{ assumed \"x\" then t = 3 }}"
        ))
    };
    assert_eq!(law("ra = x2", "ra = x1"), [""; 0]);
    assert_eq!(law("ra = x2", "not (ra != x1)"), [""; 0]);
    assert_eq!(law("ra = x2 and rb = y2", "ra = x1"), [""; 0]);
    for (first, second) in [("ra = x2", "rb = y1"), ("ra = x2 or rb = y2", "ra = x1")] {
        let told = law(first, second);
        assert!(
            matches!(told.as_slice(), [one] if one.starts_with("kz0120")),
            "{told:?}"
        );
    }
}

/// An act may turn round which of two rules prevails: no two versions of a circle of their names are
/// in force together. Where two are, it is said what to write instead.
#[test]
fn a_circle_through_versions_says_what_to_write_instead() {
    let turned = told(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         rule r1 despite r0 in a0 { assumed \"x\" then t = 2 }
         restate rule r0 despite r1 in a1 { assumed \"x\" then t = 3 }
         restate rule r1 in a1 { assumed \"x\" then t = 4 }",
    );
    assert_eq!(turned, [""; 0]);
    let circle = told(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         rule r1 despite r0 in a0 { assumed \"x\" then t = 2 }
         restate rule r0 despite r1 in a1 { assumed \"x\" then t = 3 }",
    );
    let instead = "write `restate rule r1 … subject to r0` instead of `despite r1`";
    assert!(
        matches!(circle.as_slice(), [one] if one.ends_with(instead)),
        "{circle:?}"
    );
    let as_told = told(
        "rule r0 in a0 { assumed \"x\" then t = 1 }
         rule r1 despite r0 in a0 { assumed \"x\" then t = 2 }
         restate rule r0 in a1 { assumed \"x\" then t = 3 }
         restate rule r1 subject to r0 in a1 { assumed \"x\" then t = 4 }",
    );
    assert_eq!(as_told, [""; 0]);
}

/// What is repealed of a provision has no end left; what is not keeps that of the provision, also
/// where it is moved afterwards.
#[test]
fn the_end_of_a_provision_is_moved_for_what_is_not_repealed() {
    let provision = "provision v in a0 { assumed \"x\" until 2025-01-01
        rule r0 { then t = 1 }
        provision w { rule r1 { then t = 1 } }
    }\n";
    for repeal in ["repeal r1 in a1", "repeal w in a1"] {
        let amended = format!(
            "{provision}{repeal} {{ assumed \"x\" }}
             move until of v in a2 {{ assumed \"x\" to 2026-01-01 }}"
        );
        let days = ["2022-12-31", "2023-01-01", "2025-06-01", "2026-01-01"];
        let found = in_force(&amended, &days);
        assert_eq!(found, ["r0 r1", "r0", "r0", ""], "{repeal}");
    }
    // One act is one text, whatever stands first in it.
    let repeal = "repeal r1 in a1 { assumed \"x\" }\n";
    let moved = "move until of v in a1 { assumed \"x\" to 2026-01-01 }\n";
    for amendments in [[repeal, moved], [moved, repeal]] {
        let amended = format!("{provision}{}", amendments.concat());
        let found = in_force(&amended, &["2022-12-31", "2023-01-01", "2025-06-01"]);
        assert_eq!(found, ["r0 r1", "r0", "r0"], "{amendments:?}");
    }
}

/// Where nothing is left of a provision that has its end, there is none to be moved.
#[test]
fn the_end_of_a_provision_that_is_repealed_is_not_moved() {
    let found = told(
        "provision v in a0 { assumed \"x\" until 2025-01-01 rule r0 { then t = 1 } }
         repeal r0 in a1 { assumed \"x\" }
         move until of v in a2 { assumed \"x\" to 2026-01-01 }",
    );
    assert_eq!(
        found,
        [
            "kz0121 `v` is repealed from 2021-01-01; what is repealed has no days any more: write a new rule"
        ]
    );
}

/// The words about a rule begin lines of their own, also behind a day that is taken out.
#[test]
fn what_became_of_a_rule_stands_before_it() {
    let printed = law_of_february(
        "provision v in a0 { assumed \"x\"
           when p through 2025-12-31
           rule r0 { then t = 1 }
         }
         move through of v in a2 { assumed \"x\" to 2026-12-31 }",
    );
    let mut lines = printed.lines().filter(|line| line.contains("// r0:"));
    assert!(
        lines.all(|line| line.trim_start().starts_with("//")),
        "{printed}"
    );
}

/// An exception that is in force before what it lifts is not called something else.
#[test]
fn an_exception_with_nothing_to_lift_is_told_by_itself() {
    let printed = law_of_february(
        "rule r0 in a3 { assumed \"x\" then t = 1 }
         rule r1 lifts r0 in a2 { assumed \"x\" when p }",
    );
    let idle = "// In force on 1 February 2025, and lifts nothing on that day.";
    let told = printed.split_once(idle).map(|(_, told)| told);
    assert!(
        told.is_some_and(|told| told.contains("// r1: enacted by Act 2")),
        "{printed}"
    );
}
