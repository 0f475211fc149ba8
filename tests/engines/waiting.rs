//! Small laws about what one may wait for, made from numbers: windows of some weeks, days counted from
//! one fact, documents that require one another, one of which a person may hold for a time.

use std::fmt::Write;

const FIXED: &str = r#"
reading r "which" { first "the first", second "the second" }
fact p : bool "is p" no "is not p"
fact entry : date "entry"
holding a "an a" short "a" yes "has an a" no "has no a"
holding b "a b" short "b" yes "has a b" no "has no b"
holding c "a c" short "c" yes "has a c" no "has no c"
holding w "a w" short "w" yes "has a w" no "has no w" over time
procedure get_a "get an a" does "gets an a" grants a open
procedure get_b "get a b" does "gets a b" grants b open
procedure get_c "get a c" does "gets a c" grants c closed unless a rule opens it
procedure get_w "get a w" does "gets a w" grants w open
procedure get_ab "get an a and a b" does "gets an a and a b" grants a, b closed unless a rule opens it
assume of_a_year = entry >= 2024-01-01 and entry < 2024-04-01
"#;

const STEPS: [&str; 5] = ["get_a", "get_b", "get_c", "get_w", "get_ab"];
pub const HOLDINGS: [&str; 4] = ["a", "b", "c", "w"];
const DAYS: [&str; 7] = [
    "2024-01-15",
    "2024-01-31",
    "2024-02-01",
    "2024-02-29",
    "2024-03-01",
    "2024-03-20",
    "2024-04-01",
];
const CONDITIONS: [&str; 10] = [
    "p",
    "not p",
    "r = first",
    "day < entry + 10 days",
    "day >= entry + 1 month rounded up",
    "day <= entry + 1 month rounded down",
    "day > entry",
    "(if r = first then day >= entry + 1 month rounded down else day > entry + 1 month rounded up)",
    "day < 2024-03-10",
    "age of entry < 1",
];

struct Numbers<'n>(std::slice::Iter<'n, u16>);

impl Numbers<'_> {
    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % bound
    }

    fn of(&mut self, list: &[&'static str]) -> &'static str {
        list.get(self.below(list.len()))
            .copied()
            .unwrap_or_default()
    }
}

/// A law of these rules, with claims on what is within reach some day.
pub fn rule_file(rules: &[Vec<u16>], claims: &[Vec<u16>]) -> String {
    let mut text = FIXED.to_owned();
    for (at, numbers) in rules.iter().enumerate() {
        let mut numbers = Numbers(numbers.iter());
        let step = numbers.of(&STEPS);
        let effect = match numbers.below(3) {
            0 => "closed".to_owned(),
            1 if matches!(step, "get_c" | "get_ab") => "open".to_owned(),
            _ => format!("requires {}", numbers.of(&HOLDINGS)),
        };
        let mut clauses = String::new();
        if numbers.below(3) == 1 {
            write!(clauses, " from {}", numbers.of(&DAYS[..3])).unwrap();
        }
        if numbers.below(3) == 1 {
            write!(clauses, " until {}", numbers.of(&DAYS[3..])).unwrap();
        }
        if numbers.below(2) == 1 {
            write!(clauses, " when {}", numbers.of(&CONDITIONS)).unwrap();
        }
        writeln!(
            text,
            "rule rule_{at} \"rule {at}\" on {step} {{ assumed \"an example\"{clauses} then {effect} }}"
        )
        .unwrap();
    }
    for (at, numbers) in claims.iter().enumerate() {
        let mut numbers = Numbers(numbers.iter());
        let (goal, other) = (numbers.of(&HOLDINGS), numbers.of(&HOLDINGS));
        let persons = match numbers.below(3) {
            0 => " for nothing held".to_owned(),
            1 => format!(" for nothing held and {}", numbers.of(&CONDITIONS)),
            _ => String::new(),
        };
        let from = match numbers.below(3) {
            0 => String::new(),
            _ => format!(" from {}", numbers.of(&DAYS)),
        };
        let claim = match numbers.below(6) {
            0 | 1 => format!("{goal} is out of reach for good"),
            2 => format!("{goal} is within reach some day"),
            3 => format!("{goal} is out of reach implies {goal} is out of reach for good"),
            4 => format!("({goal} is within reach some day) with {{{other}}}"),
            _ => {
                format!("{goal} is within reach some day implies {other} is within reach some day")
            }
        };
        writeln!(
            text,
            "prove claim_{at} \"{at}\" {{{persons}{from} claim {claim} }}"
        )
        .unwrap();
    }
    // Of everybody of whom it is so, so that it is told who that is: of small laws, since that is said of
    // many.
    let goal = HOLDINGS[rules.len() % HOLDINGS.len()];
    if rules.len() < 7 {
        let out = format!("{goal} is out of reach for good");
        writeln!(text, "prove caught \"caught\" {{ for {out} claim {out} }}").unwrap();
        let out = format!("{goal} is out of reach");
        writeln!(text, "prove today \"today\" {{ for {out} claim {out} }}").unwrap();
    }
    for holding in HOLDINGS {
        writeln!(
            text,
            "prove of_{holding} \"of\" {{ claim {holding} is within reach some day }}"
        )
        .unwrap();
    }
    text
}
