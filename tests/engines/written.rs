//! Rule files made from numbers: small numbers, and fewer of them, make simpler files, so that
//! what fails is made small by making the numbers small.

use std::fmt::Write;
use std::slice::Iter;

/// Facts, holdings, readings and procedures that every file has.
pub const FIXED: &str = r#"
enum Kind { one "one", two "two", three "three" }
enum Gate { east "in the east", west "in the west" }
reading r "which" { first "the first", second "the second" }
fact p : bool "is p" no "is not p"
fact q : bool "is q" no "is not q"
fact kind : Kind "kind"
fact born : date "birth"
fact entry : date "entry"
fact n : int "number"
fact wait : days from 1 day to 30 days "wait"
fact term : months from 1 month to 14 months "term"
record child "a child" {
    c : bool "is c" no "is not c",
    made : date "making",
    w : int "weight",
    stay : days from 1 day to 3 weeks "stay",
}
list children : child "children" up to 3
term t_child of child : bool "counts" no "does not count" otherwise false
currency crown "crown" minor 2
currency mark "mark"
fact price : crown "price"
fact income : crown "income"
fact debt : mark "debt"
fact share : decimal to 0.1 "share"
parameter time : days "time" {
    from 2023-01-01: 30 days assumed "an example"
    from 2024-03-01: if q then 10 days else 2 weeks assumed "an example"
}
define span "span" = if p then 1 year else term
holding g "a g" short "g" yes "has a g" no "has no g"
holding h "an h" short "h" yes "has an h" no "has no h"
holding k "a k" short "k" yes "has a k" no "has no k"
holding v(gate: Gate) "a v" short "v" yes "has a v" no "has no v"
holding w "a w" short "w" yes "has a w" no "has no w" over time
fact f : bool "is f" no "is not f" over time
fact e(gate: Gate) : bool "is e" no "is not e" over time
fact pay(gate: Gate) : int "pay"
fact fare(gate: Gate) : crown "fare"
fact side : Gate "side"
procedure get_w "get a w" does "gets a w" grants w open
procedure get_g(gate: Gate) "get a g" does "gets a g" grants g open
procedure get_h "get an h" does "gets an h" grants h closed unless a rule opens it
procedure get_k(gate: Gate) "get a k" does "gets a k" grants k open
procedure get_v(gate: Gate) "get a v" does "gets a v" grants v(gate) open
procedure call_h "bring an h" by "the host" on request grants h open
procedure keep_k "keep a k" by "the host" grants k open
event seen(gate: Gate) "be seen" does "is seen"
rule deadline "deadline" {
    assumed "an example"
    when p and q
    then must get_w within time of entry
}
procedure get_both "get a g and a k" does "gets a g and a k" grants g, k closed unless a rule opens it
"#;

/// The choices of the second reading, which may be given the first.
const OF_THREE: &str = r#"{ first "the first", second "the second", third "the third" }"#;

const DAYS: [&str; 8] = [
    "2024-01-01",
    "2024-02-29",
    "2024-03-01",
    "2025-02-28",
    "2025-03-01",
    "2023-12-31",
    "2024-07-15",
    "2026-01-31",
];
const PERIODS: [&str; 9] = [
    "16 years",
    "1 month",
    "30 days",
    "1 year",
    "13 months",
    "1 day",
    "4 years",
    "365 days",
    "90000 days",
];
/// Acts, of which the first days may hang on readings.
const ACTS: [&str; 2] = ["act_a", "act_b"];
const NUMBERS: [&str; 6] = ["0", "1", "2", "16", "17", "9000000000000000000"];
const HOLDINGS: [&str; 6] = ["g", "h", "k", "v", "v(east)", "w"];
const STEPS: [&str; 8] = [
    "get_g", "get_h", "get_k", "get_v", "get_w", "get_both", "call_h", "keep_k",
];
/// The procedures and the event with a parameter.
const WITH_GATE: [&str; 4] = ["get_g", "get_k", "get_v", "seen"];
/// Terms, in the order in which they may use one another, with their types.
const TERMS: [(&str, Type); 9] = [
    ("t_bool", Type::Bool),
    ("t_int", Type::Int),
    ("t_kind", Type::Kind),
    ("t_days", Type::Days),
    ("t_months", Type::Months),
    ("t_date", Type::Date),
    ("t_rate", Type::Decimal),
    ("t_sum", Type::Money),
    ("t_held", Type::Bool),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Bool,
    Int,
    Date,
    Kind,
    Decimal,
    Money,
    Days,
    Months,
}

/// What an expression may be about.
#[derive(Debug, Clone, Copy)]
struct Scope {
    /// So many of the terms.
    terms: usize,
    /// Holdings.
    holdings: bool,
    /// The parameter of a procedure.
    gate: bool,
    /// What is due.
    norms: bool,
    /// What is within reach, open and possible.
    questions: bool,
    /// A child of the list; else the list as a whole.
    child: bool,
}

impl Scope {
    const FACTS: Self = Self {
        terms: 0,
        holdings: false,
        gate: false,
        norms: false,
        questions: false,
        child: false,
    };
    const CHILD: Self = Self {
        child: true,
        ..Self::FACTS
    };
    const CLAIM: Self = Self {
        terms: TERMS.len(),
        holdings: true,
        gate: false,
        norms: true,
        questions: true,
        child: false,
    };
}

/// A rule that an exception may name.
struct Written {
    name: String,
    /// The term it determines, or else the procedures it is on.
    about: Result<usize, &'static str>,
    /// Its effect on the procedure: requirements, opening and duties do not compete.
    effect: usize,
}

/// A rule file: each list of numbers makes one item.
pub fn rule_file(rules: &[Vec<u16>], claims: &[Vec<u16>]) -> String {
    let mut file = FIXED.to_owned();
    let mut written = Vec::new();
    let mut terms = Tape::new(rules.first().map_or(&[], Vec::as_slice));
    let given = match terms.below(3) {
        0 | 1 => "",
        _ => "given r = second ",
    };
    writeln!(file, "reading s \"which of three\" {given}{OF_THREE}").unwrap();
    for act in ACTS {
        let first = terms.first_day();
        writeln!(file, "act {act} \"{act}\" {{ in force {first} }}").unwrap();
    }
    let (first, second) = (terms.first_day(), terms.bound(4));
    writeln!(
        file,
        "parameter rate : int \"rate\" {{
             from {first}: 1 assumed \"an example\"
             from {second}: 2 in {} assumed \"an example\" }}",
        ACTS[0]
    )
    .unwrap();
    for (at, (name, ty)) in TERMS.iter().enumerate() {
        let scope = Scope {
            terms: at,
            ..Scope::FACTS
        };
        let words = if *ty == Type::Bool {
            "\"holds\" no \"does not hold\""
        } else {
            "\"a term\""
        };
        let ty_name = match ty {
            Type::Bool => "bool",
            Type::Int => "int",
            Type::Date => "date",
            Type::Kind => "Kind",
            Type::Decimal => "decimal",
            Type::Money => "crown",
            Type::Days => "days",
            Type::Months => "months",
        };
        let otherwise = match terms.below(4) {
            3 => String::new(),
            depth => format!(" otherwise {}", terms.expr(*ty, scope, depth / 2)),
        };
        writeln!(file, "term {name} : {ty_name} {words}{otherwise}").unwrap();
    }
    for (at, numbers) in rules.iter().skip(1).enumerate() {
        let mut tape = Tape::new(numbers);
        let (rule, known) = tape.rule(&format!("rule_{at}"), &written);
        file += &rule;
        written.extend(known);
    }
    for (at, numbers) in claims.iter().enumerate() {
        file += &Tape::new(numbers).claim(&format!("claim_{at}"), rules.len().saturating_sub(1));
    }
    file
}

/// Numbers that decide what is written; where there are no more, all are 0.
struct Tape<'t> {
    left: Iter<'t, u16>,
}

impl<'t> Tape<'t> {
    fn new(numbers: &'t [u16]) -> Self {
        Self {
            left: numbers.iter(),
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::from(*self.left.next().unwrap_or(&0)) % bound
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        *list.get(self.below(list.len())).unwrap()
    }

    /// One of so many times, and never without numbers.
    fn rarely(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    fn rule(&mut self, name: &str, written: &[Written]) -> (String, Option<Written>) {
        let mut heads = String::new();
        let mut effects = Vec::new();
        let mut known = None;
        let mut scope = Scope::FACTS;
        match self.below(9) {
            // Whether a child counts.
            8 => {
                scope = Scope::CHILD;
                write!(heads, " of child").unwrap();
                effects.push(format!(
                    "child.t_child = {}",
                    self.expr(Type::Bool, scope, 1)
                ));
            }
            // A value of a term, perhaps in spite of another rule.
            0..=2 => {
                let term = self.below(TERMS.len());
                let (target, ty) = TERMS[term];
                scope = Scope {
                    terms: term,
                    holdings: term + 1 == TERMS.len(),
                    ..scope
                };
                let others: Vec<&str> = written
                    .iter()
                    .filter(|other| other.about == Ok(term))
                    .map(|other| other.name.as_str())
                    .collect();
                if !others.is_empty() && self.below(2) == 1 {
                    write!(heads, " despite {}", self.of(&others)).unwrap();
                }
                // What the term would be without this rule, or something else.
                let value = match self.below(6) {
                    4 => format!("({target} without {name})"),
                    5 => format!(
                        "if {} without {name} then {} else ({target} without {name})",
                        self.expr(Type::Bool, scope, 1),
                        self.expr(ty, scope, 1)
                    ),
                    _ => self.expr(ty, scope, 1),
                };
                effects.push(format!("{target} = {value}"));
                known = Some(Written {
                    name: name.to_owned(),
                    about: Ok(term),
                    effect: 0,
                });
            }
            // An exemption.
            3 | 4 if !written.is_empty() => {
                let other = &written[self.below(written.len())];
                write!(heads, " lifts {}", other.name).unwrap();
                scope = match other.about {
                    Ok(term) => Scope {
                        terms: term,
                        holdings: term + 1 == TERMS.len(),
                        ..scope
                    },
                    Err(step) => Scope {
                        terms: TERMS.len() - 1,
                        gate: WITH_GATE.contains(&step),
                        holdings: self.rarely(4),
                        ..scope
                    },
                };
            }
            // Something about a procedure.
            _ => {
                let effect = self.below(7);
                let step = match effect {
                    4.. if self.rarely(4) => "seen",
                    _ => self.of(&STEPS),
                };
                write!(heads, " on {step}").unwrap();
                scope = Scope {
                    terms: TERMS.len() - 1,
                    gate: WITH_GATE.contains(&step),
                    ..scope
                };
                effects.push(match effect {
                    0 | 1 => format!("requires {}", self.needs(2, scope.gate)),
                    2 => "open".to_owned(),
                    3 => "closed".to_owned(),
                    4 => {
                        let due = self.of(&STEPS);
                        match self.below(4) {
                            3 if self.rarely(3) => {
                                format!("must {due} within (wait * 2 + time) of entry")
                            }
                            3 => format!("must {due} by {}", self.of(&DAYS)),
                            2 => format!("must {due} within 1 month rounded up of born"),
                            _ => format!("must {due}"),
                        }
                    }
                    5 => format!("may {}", self.of(&STEPS)),
                    _ => format!("must not {}", self.of(&STEPS)),
                });
                scope.norms = effect < 2;
                let others: Vec<&str> = written
                    .iter()
                    .filter(|other| other.about == Err(step) && other.effect == effect / 2)
                    .map(|other| other.name.as_str())
                    .collect();
                if !others.is_empty() && self.below(2) == 1 {
                    write!(heads, " despite {}", self.of(&others)).unwrap();
                }
                let about = Err(step);
                known = Some(Written {
                    name: name.to_owned(),
                    about,
                    effect: effect / 2,
                });
            }
        }
        if self.rarely(3) {
            write!(heads, " in {}", self.of(&ACTS)).unwrap();
        }
        let mut text = format!("rule {name} \"{name}\"{heads} {{\n    assumed \"an example\"\n");
        let (from, until) = (self.below(4), self.below(4));
        if from == 3 {
            writeln!(text, "    from {}", self.bound(0)).unwrap();
        }
        if until == 3 {
            writeln!(text, "    until {}", self.bound(4)).unwrap();
        }
        for _ in 0..self.below(3) {
            writeln!(text, "    when {}", self.expr(Type::Bool, scope, 2)).unwrap();
        }
        if !effects.is_empty() {
            writeln!(text, "    then {}", effects.join(", ")).unwrap();
        }
        (text + "}\n", known)
    }

    /// The first day of an act or value, perhaps by one reading or by two.
    fn first_day(&mut self) -> String {
        match self.below(3) {
            1 => format!(
                "if s in {{first, third}} then 2024-01-01 else {}",
                self.bound(0)
            ),
            _ => self.bound(0),
        }
    }

    /// A day on which a rule begins or ends, perhaps by reading; ends are later than beginnings.
    fn bound(&mut self, later: usize) -> String {
        const EARLY: [&str; 4] = ["2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01"];
        const LATE: [&str; 4] = ["2025-02-28", "2025-03-01", "2026-01-31", "2024-07-15"];
        let days = if later == 0 { EARLY } else { LATE };
        match self.below(3) {
            2 => format!(
                "if r = first then {} else {}",
                self.of(&days),
                self.of(&days)
            ),
            _ => self.of(&days).to_owned(),
        }
    }

    /// What a procedure takes.
    fn needs(&mut self, depth: usize, gate: bool) -> String {
        match self.below(if depth == 0 { 1 } else { 5 }) {
            3 => format!(
                "({} or {})",
                self.needs(depth - 1, gate),
                self.needs(depth - 1, gate)
            ),
            4 => format!(
                "({} and {})",
                self.needs(depth - 1, gate),
                self.needs(depth - 1, gate)
            ),
            _ if gate && self.rarely(4) => "v(gate)".to_owned(),
            _ => self.of(&HOLDINGS).to_owned(),
        }
    }

    fn claim(&mut self, name: &str, rules: usize) -> String {
        let mut text = format!("prove {name} \"{name}\" {{\n");
        if self.rarely(4) {
            let under = self.of(&["r = first", "s != third", "r = second or s = second"]);
            writeln!(text, "    under {under}").unwrap();
        }
        let persons = match self.below(4) {
            0 => String::new(),
            1 => "nothing held".to_owned(),
            2 => self.expr(Type::Bool, Scope::CLAIM, 1),
            _ => format!(
                "nothing held and {}",
                self.expr(Type::Bool, Scope::CLAIM, 1)
            ),
        };
        if !persons.is_empty() {
            writeln!(text, "    for {persons}").unwrap();
        }
        if self.rarely(3) {
            writeln!(text, "    from {}", self.of(&["2024-01-01", "2024-02-29"])).unwrap();
        }
        if self.rarely(3) {
            writeln!(text, "    until {}", self.of(&["2025-03-01", "2024-07-15"])).unwrap();
        }
        let claim = match self.below(4) {
            0 | 1 => self.question(),
            2 => self.expr(Type::Bool, Scope::CLAIM, 2),
            _ => format!(
                "{} implies {}",
                self.expr(Type::Bool, Scope::CLAIM, 1),
                self.question()
            ),
        };
        let without = match rules {
            0 => String::new(),
            _ if self.rarely(4) => format!(" without rule_{}", self.below(rules)),
            _ => String::new(),
        };
        writeln!(text, "    claim ({claim}){without}\n}}").unwrap();
        text
    }

    fn question(&mut self) -> String {
        let (holding, step) = (self.of(&HOLDINGS), self.of(&STEPS));
        let door = match step {
            step if WITH_GATE.contains(&step) => format!("{step}({})", self.of(&["east", "west"])),
            _ => step.to_owned(),
        };
        match self.below(6) {
            0 | 1 => format!("{holding} is out of reach"),
            2 => format!("{holding} is within reach"),
            3 => format!("{step} is not due"),
            4 => format!("{door} is possible"),
            _ => format!("{door} is not open"),
        }
    }

    fn expr(&mut self, ty: Type, scope: Scope, depth: usize) -> String {
        if depth == 0 {
            return self.simple(ty, scope);
        }
        match ty {
            Type::Bool => self.formula(scope, depth - 1),
            _ => match self.below(4) {
                0 | 1 => self.simple(ty, scope),
                2 => {
                    let condition = self.expr(Type::Bool, scope, depth - 1);
                    let (yes, no) = (self.simple(ty, scope), self.simple(ty, scope));
                    format!("(if {condition} then {yes} else {no})")
                }
                _ => self.arithmetic(ty, scope, depth - 1),
            },
        }
    }

    fn formula(&mut self, scope: Scope, depth: usize) -> String {
        let part = |tape: &mut Self| tape.expr(Type::Bool, scope, depth);
        match self.below(14) {
            0 => self.simple(Type::Bool, scope),
            1 => format!("({} and {})", part(self), part(self)),
            2 => format!("({} or {})", part(self), part(self)),
            3 => format!("not ({})", part(self)),
            4 => format!("({} implies {})", part(self), part(self)),
            5 if scope.questions => format!("({})", self.question()),
            5 | 6 => {
                let sign = self.of(&["<", "<=", ">=", ">", "=", "!="]);
                let (left, right) = (
                    self.expr(Type::Date, scope, 1),
                    self.expr(Type::Date, scope, depth.min(1)),
                );
                format!("{left} {sign} {right}")
            }
            7 => {
                let sign = self.of(&["<", "<=", ">=", ">", "=", "!="]);
                let (left, right) = (
                    self.expr(Type::Int, scope, 1),
                    self.expr(Type::Int, scope, depth.min(1)),
                );
                format!("{left} {sign} {right}")
            }
            12 | 13 => {
                let of = self.of(&[
                    Type::Money,
                    Type::Days,
                    Type::Money,
                    Type::Months,
                    Type::Decimal,
                ]);
                let sign = self.of(&["<", "<=", ">=", ">", "=", "!="]);
                let (left, right) = (self.expr(of, scope, 1), self.expr(of, scope, depth.min(1)));
                format!("{left} {sign} {right}")
            }
            9 => format!("({} on {})", part(self), self.simple(Type::Date, scope)),
            8 => format!(
                "({} on {} with {{f since {}}})",
                part(self),
                self.simple(Type::Date, scope),
                self.simple(Type::Date, scope)
            ),
            10 => format!("({} governed by {})", part(self), self.of(&DAYS)),
            11 => format!("({} with {{{}}})", part(self), self.supposed(scope)),
            _ => {
                let sign = self.of(&["=", "!="]);
                let (left, right) = (
                    self.simple(Type::Kind, scope),
                    self.of(&["one", "two", "kind"]),
                );
                // A value alone has no type.
                let left = if ["one", "two", "three"].contains(&left.as_str()) {
                    "kind"
                } else {
                    &left
                };
                format!("{left} {sign} {right}")
            }
        }
    }

    /// What the list comes to.
    fn fold(&mut self, ty: Type) -> Option<String> {
        let condition = |tape: &mut Self| match tape.below(4) {
            0 => String::new(),
            1 => " where child.t_child".to_owned(),
            2 => " where not child.c".to_owned(),
            _ => format!(" where ({})", tape.expr(Type::Bool, Scope::CHILD, 1)),
        };
        let members = format!("children{}", condition(self));
        Some(match ty {
            Type::Bool => match self.below(3) {
                0 => format!("(any {members})"),
                1 => format!("(count {members} >= {})", self.below(4)),
                _ => {
                    let all = self.expr(Type::Bool, Scope::CHILD, 1);
                    format!("(all {members}: ({all}))")
                }
            },
            Type::Int => match self.below(4) {
                0 => format!("(count {members})"),
                1 => format!("(sum of child.w for {members})"),
                2 => format!("(max of child.w for {members} otherwise 2)"),
                _ => format!("(min of (age of child.made) for {members})"),
            },
            Type::Days => match self.below(2) {
                0 => format!("(sum of child.stay for {members})"),
                _ => format!("(max of child.stay for {members} otherwise 5 days)"),
            },
            Type::Date => match self.below(2) {
                0 => format!("(min of child.made for {members} otherwise 2024-02-29)"),
                _ => format!("(max of child.made for {members})"),
            },
            Type::Kind | Type::Decimal | Type::Money | Type::Months => return None,
        })
    }

    /// What is supposed of the person, each thing once.
    fn supposed(&mut self, scope: Scope) -> String {
        let day = self.simple(Type::Date, scope);
        match self.below(8) {
            6 => "not e, pay(west) = 3".to_owned(),
            7 => format!("e(east) since {day}, not e(west), fare(east) = 1 crown"),
            1 => "not q, kind = two".to_owned(),
            2 => format!("born = {day}"),
            3 => format!("p = q, entry = {day}"),
            4 if scope.holdings => {
                let held = [
                    "holds g, not v(east), holds v(west)",
                    "holds w since 2024-02-29 until 2025-03-01",
                    "not w, f through 2024-07-15",
                    "w since entry",
                ];
                self.of(&held).to_owned()
            }
            5 => self
                .of(&[
                    "r = second, price = 2.50 crown",
                    "wait = 1 week, term = 1 year",
                ])
                .to_owned(),
            _ => "p".to_owned(),
        }
    }

    fn arithmetic(&mut self, ty: Type, scope: Scope, depth: usize) -> String {
        match ty {
            Type::Date if self.rarely(3) => {
                let sign = self.of(&["+", "+", "-"]);
                let day = self.simple(ty, scope);
                match self.below(2) {
                    0 => format!("({day} {sign} {})", self.expr(Type::Days, scope, depth)),
                    _ => format!(
                        "({day} {sign} {}{})",
                        self.expr(Type::Months, scope, depth),
                        self.of(&[" rounded down", " rounded up"])
                    ),
                }
            }
            Type::Date => {
                let (sign, period) = (self.of(&["+", "+", "-"]), self.of(&PERIODS));
                let rounded = match period.ends_with("days") || period.ends_with("day") {
                    true => "",
                    false => self.of(&[" rounded down", " rounded up"]),
                };
                format!("({} {sign} {period}{rounded})", self.simple(ty, scope))
            }
            Type::Int => match self.below(3) {
                0 => format!("(age of {})", self.of(&["born", "entry"])),
                _ => {
                    let sign = self.of(&["+", "-", "*"]);
                    format!(
                        "({} {sign} {})",
                        self.simple(ty, scope),
                        self.expr(ty, scope, depth)
                    )
                }
            },
            Type::Money | Type::Decimal => self.exact(ty, scope, depth),
            Type::Days | Type::Months => {
                let (one, two) = (self.simple(ty, scope), self.expr(ty, scope, depth));
                match self.below(5) {
                    0 => format!("({one} + {two})"),
                    1 => format!("({one} - {two})"),
                    2 => format!("({two} * {})", self.of(&["2", "-1", "0", "n"])),
                    3 => format!("min({one}, {two})"),
                    _ => format!("max({one}, {two})"),
                }
            }
            Type::Bool | Type::Kind => self.simple(ty, scope),
        }
    }

    /// A sum, product, quotient, rounding, least or greatest of decimals or amounts.
    fn exact(&mut self, ty: Type, scope: Scope, depth: usize) -> String {
        let (one, two) = (self.simple(ty, scope), self.expr(ty, scope, depth));
        let rounded = self.of(&["up", "down", "half up", "half to even"]);
        let money = ty == Type::Money;
        match self.below(9) {
            0 => format!("({one} + {two})"),
            1 => format!("({one} - {two})"),
            2 => format!("(({}) * ({}))", self.rate(), two),
            3 => format!("(({two}) / ({}))", self.rate()),
            4 => format!("min({one}, {two})"),
            5 => format!("max({one}, {two})"),
            6 if money => format!("({two} rounded {rounded} to 1 crown)"),
            6 => format!("({two} rounded {rounded} to 0.5)"),
            7 if money => format!(
                "(({}) * {two} rounded {rounded} to 0.05 crown)",
                self.rate()
            ),
            7 => format!(
                "({} / {})",
                self.simple(Type::Money, scope),
                self.of(&["3 crown", "price"])
            ),
            _ if money => format!("({one} * {})", self.simple(Type::Decimal, scope)),
            _ => format!("(debt / {})", self.of(&["7 mark", "-1 mark"])),
        }
    }

    /// One of a few constants.
    fn rate(&mut self) -> &'static str {
        self.of(&[
            "12.5 %",
            "if p then 10 % else 15 %",
            "-2",
            "3",
            "0",
            "0.001",
        ])
    }

    fn simple(&mut self, ty: Type, scope: Scope) -> String {
        let terms: Vec<&str> = TERMS
            .iter()
            .take(scope.terms)
            .filter(|(_, of)| *of == ty)
            .map(|(name, _)| *name)
            .collect();
        if !terms.is_empty() && self.below(3) == 1 {
            return self.of(&terms).to_owned();
        }
        let of_child = matches!(ty, Type::Bool | Type::Int | Type::Date | Type::Days);
        if scope.child && self.below(2) == 0 && of_child {
            return match ty {
                Type::Bool => "child.c",
                Type::Int => self.of(&["child.w", "(age of child.made)"]),
                Type::Days => "child.stay",
                _ => "child.made",
            }
            .to_owned();
        }
        if !scope.child
            && self.rarely(5)
            && let Some(fold) = self.fold(ty)
        {
            return fold;
        }
        let written = match ty {
            Type::Bool => match self.below(13) {
                11 => "f",
                12 => self.of(&["e", "e(east)", "e(side)", "not e(west)"]),
                0 => "p",
                1 => "q",
                7 => self.of(&["r = first", "s != second"]),
                2 if self.rarely(4) => {
                    self.of(&["kind = one", "kind in {one, two}", "kind != two"])
                }
                3 => self.of(&["r = first", "s = third", "s in {first, second}"]),
                4 if scope.gate => "gate = west",
                5 if scope.norms => self.of(&[
                    "get_g is due",
                    "get_h is not due",
                    "get_both is due",
                    "get_g is refused",
                    "get_v(west) is not performed",
                    "keep_k is due",
                ]),
                6 | 10 if scope.holdings => self.of(&[
                    "holds g",
                    "holds h",
                    "holds k",
                    "holds v(west)",
                    "v",
                    "holds w",
                    "w",
                ]),
                8 => self.of(&["age of born >= 16", "day >= born + 16 years rounded up"]),
                9 => self.of(&["true", "false"]),
                _ => "p",
            },
            Type::Int => match self.below(6) {
                4 => self.of(&["pay(east)", "pay(side)", "pay(west)"]),
                5 => "rate",
                0 => "n",
                1 => "age of born",
                2 if self.rarely(16) => self.of(&[
                    "days from born until entry",
                    "days of f from born until day",
                    "days of f from 2024-02-28 through entry",
                    "days of e(east) from entry until 2025-03-01",
                    "days of w from entry through (day + 30 days)",
                    "days from (day - time) until entry",
                ]),
                _ => self.of(&NUMBERS),
            },
            Type::Date => match self.below(5) {
                0 => "day",
                1 => "born",
                2 => "entry",
                3 if self.rarely(3) => self.of(&[
                    "(start of f)",
                    "(end of f)",
                    "(start of w)",
                    "(end of e(west))",
                ]),
                4 if self.rarely(3) => {
                    self.of(&["(commencement of act_a)", "(commencement of act_b)"])
                }
                _ => self.of(&DAYS),
            },
            Type::Decimal => match self.below(3) {
                0 => "share",
                1 => "0.5",
                _ => self.of(&["1", "0", "n", "age of born", "33.3 %", "-0.25"]),
            },
            Type::Money => match self.below(4) {
                3 => self.of(&["fare(east)", "fare(side)", "fare(west)"]),
                0 => "price",
                1 => "income",
                _ => self.of(&["1000.50 crown", "0 crown", "-1 crown", "0.01 crown"]),
            },
            Type::Days => match self.below(4) {
                0 => "wait",
                1 => "time",
                _ => self.of(&["30 days", "1 week", "0 days", "90000 days"]),
            },
            Type::Months => match self.below(4) {
                0 => "term",
                1 => "span",
                _ => self.of(&["16 years", "1 month", "13 months", "0 months"]),
            },
            Type::Kind => self.of(&["kind", "one", "two"]),
        };
        match ty {
            Type::Bool if written.contains(' ') => format!("({written})"),
            Type::Int | Type::Decimal | Type::Money if written.contains(' ') => {
                format!("({written})")
            }
            _ => written.to_owned(),
        }
    }
}
