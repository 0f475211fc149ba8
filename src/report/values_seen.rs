//! The values by which a condition fails or holds: an age, an amount, a day that has passed.

use crate::calendar::{Day, Period};
use crate::eval::{Explanation, Outcome, Reason};
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, TermRole, Type, Value};

use super::counted;
use super::words::{bound_element, comes_to, joined, noun, value};

/// So many values are told of one condition.
const LIMIT: usize = 4;

/// What the comparisons that decide a condition met, where the condition does not say it itself:
/// "42 square metres", "16 since 15 June 2001", "last day 5 March 2025, 12 days late". What rules say
/// is told by themselves.
pub fn values_seen(law: &Law, condition: &Explanation) -> Vec<String> {
    seen(law, condition, |compared| compared.words())
}

/// Of that, the days that are counted from a fact: "16 since 15 June 2001".
pub fn days_seen(law: &Law, condition: &Explanation) -> Vec<String> {
    seen(law, condition, |compared| compared.counted_day())
}

fn seen(law: &Law, condition: &Explanation, told: fn(&Compared<'_>) -> Vec<Seen>) -> Vec<String> {
    let fails = condition.outcome.is_false();
    let alone = stripped(law, condition.expr);
    let mut found: Vec<Seen> = Vec::new();
    let of_one_kind = is_of_one_kind(law, condition);
    let mut next = vec![condition];
    while let Some(part) = next.pop() {
        match law.exprs.get(part.expr) {
            Expr::Op(op @ (Op::Less | Op::Equal), _) => {
                let sides: Vec<&Explanation> = part.because.iter().filter_map(inner).collect();
                let [left, right] = sides.as_slice() else {
                    continue;
                };
                let compared = Compared {
                    law,
                    op: *op,
                    left,
                    right,
                    fails,
                    alone: part.expr == alone,
                    of_one_kind,
                };
                // That something is this value is said already.
                let says_it = *op == Op::Equal && part.outcome.is_true();
                for seen in told(&compared).into_iter().filter(|_| !says_it) {
                    add(&mut found, seen);
                }
            }
            Expr::Op(..) => {}
            // What is so of one element and not of another is told by what is said of the list.
            Expr::With(bindings, _) if bound_element(law, bindings.iter().copied()).is_some() => {}
            _ => next.extend(part.because.iter().rev().filter_map(inner)),
        }
    }
    found.into_iter().map(Seen::words).collect()
}

/// What a comparison met.
#[derive(PartialEq, Eq)]
enum Seen {
    /// A day, or several by readings left open: "16 since 15 June 2001", "last day 5 March 2025, 12 days
    /// late".
    Day {
        /// "16 since", "last day".
        stem: String,
        days: Vec<Day>,
        /// "12 days late", of one day.
        distance: String,
    },
    /// Something else, in words.
    Words(String),
}

impl Seen {
    fn day(stem: impl Into<String>, day: Day, distance: String) -> Self {
        Self::Day {
            stem: stem.into(),
            days: vec![day],
            distance,
        }
    }

    fn words(self) -> String {
        match self {
            Self::Day {
                stem,
                days,
                distance,
            } => {
                let days: Vec<String> = days.into_iter().map(Day::in_words).collect();
                let tail = match days.len() {
                    1 if !distance.is_empty() => format!(", {distance}"),
                    _ => String::new(),
                };
                format!("{stem} {}{tail}", joined(&days, "or"))
            }
            Self::Words(words) => words,
        }
    }

    /// Takes in the days of another, which is the same on other readings.
    fn takes_in(&mut self, other: &Self) -> bool {
        let (
            Self::Day { stem, days, .. },
            Self::Day {
                stem: same,
                days: more,
                ..
            },
        ) = (self, other)
        else {
            return false;
        };
        if stem != same {
            return false;
        }
        days.extend(more);
        days.sort();
        days.dedup();
        true
    }
}

/// One more.
fn add(found: &mut Vec<Seen>, seen: Seen) {
    let is_known = found.iter_mut().any(|known| known.takes_in(&seen)) || found.contains(&seen);
    if !is_known && found.len() < LIMIT {
        found.push(seen);
    }
}

fn inner(reason: &Reason) -> Option<&Explanation> {
    match reason {
        Reason::Operand(inner) | Reason::Bound(_, inner) | Reason::Define(_, inner) => Some(inner),
        _ => None,
    }
}

/// Whether a condition asks for nothing but of what kind one thing is, be it of one kind or of another.
fn is_of_one_kind(law: &Law, condition: &Explanation) -> bool {
    let mut of: Option<InputId> = None;
    let mut next = vec![condition];
    while let Some(part) = next.pop() {
        let inner: Vec<&Explanation> = part.because.iter().filter_map(inner).collect();
        match law.exprs.get(part.expr) {
            Expr::Op(Op::Equal, sides) => {
                let mut inputs = sides.iter().filter_map(|side| match law.exprs.get(*side) {
                    Expr::In(input) => Some(*input),
                    _ => None,
                });
                let input = inputs.next();
                if input.is_none() || of.is_some_and(|of| Some(of) != input) {
                    return false;
                }
                of = input;
            }
            _ if inner.is_empty() => return false,
            _ => next.extend(inner),
        }
    }
    true
}

/// A condition without what denies it.
fn stripped(law: &Law, mut expr: ExprId) -> ExprId {
    while let Expr::Not(inner) = law.exprs.get(expr) {
        expr = *inner;
    }
    expr
}

/// A comparison that decides a condition.
struct Compared<'e> {
    law: &'e Law,
    op: Op,
    left: &'e Explanation,
    right: &'e Explanation,
    /// The condition fails.
    fails: bool,
    /// It is the condition itself.
    alone: bool,
    /// The condition asks for nothing but of what kind one thing is.
    of_one_kind: bool,
}

impl Compared<'_> {
    fn words(&self) -> Vec<Seen> {
        match (self.clock(self.left), self.clock(self.right)) {
            (Some(day), None) => self.against_the_day(day, self.right, 0),
            (None, Some(day)) => self.against_the_day(day, self.left, 1),
            (None, None) => {
                let sides = [self.left, self.right];
                let known = sides.map(|side| self.known(side));
                let one = known.iter().flatten().count() == 1;
                let words = sides.into_iter().zip(known);
                let words = words.filter_map(|(side, known)| self.side(side, known?, one));
                words.map(Seen::Words).collect()
            }
            (Some(_), Some(_)) => Vec::new(),
        }
    }

    /// The day that is counted, where it is compared with the day at hand.
    fn counted_day(&self) -> Vec<Seen> {
        let is_counted = |side: &Explanation| {
            let expr = self.law.exprs.get(side.expr);
            !matches!(expr, Expr::Lit(_) | Expr::In(_) | Expr::Call(_))
        };
        match (self.clock(self.left), self.clock(self.right)) {
            (Some(_), None) if is_counted(self.right) => self.words(),
            (None, Some(_)) if is_counted(self.left) => self.words(),
            _ => Vec::new(),
        }
    }

    /// The day of the facts or of the law, where a side is it.
    fn clock(&self, side: &Explanation) -> Option<Day> {
        match (self.law.exprs.get(side.expr), side.outcome.value()) {
            (Expr::In(input), Some(Value::Day(day))) => {
                let kind = self.law[*input].kind;
                matches!(kind, InputKind::Day | InputKind::LawDay).then_some(day)
            }
            _ => None,
        }
    }

    /// How a day that is computed or given lies to the day at hand, where the answer turns on it, or so
    /// many days later.
    fn against_the_day(&self, at: Day, side: &Explanation, later: i32) -> Vec<Seen> {
        let law = self.law;
        let Some(Value::Day(is)) = side.outcome.value() else {
            return Vec::new();
        };
        let turn = Day::from_number(is.number().saturating_add(later)).unwrap_or(is);
        let expr = law.exprs.get(side.expr);
        vec![match (expr, reached(law, expr)) {
            (Expr::Lit(_), _) => return Vec::new(),
            (Expr::In(input), _) if !self.is_told(*input) => return Vec::new(),
            (Expr::In(input), _) => {
                Seen::Words(format!("the {} is {}", noun(law, *input), is.in_words()))
            }
            _ if self.op == Op::Equal => Seen::Words(format!("that day is {}", is.in_words())),
            (_, Some(years)) => {
                let when = if turn <= at { "since" } else { "from" };
                Seen::day(format!("{years} {when}"), turn, String::new())
            }
            (_, None) => self.turned(at, turn),
        }]
    }

    /// How the day lies to one from which on it is otherwise.
    fn turned(&self, at: Day, turn: Day) -> Seen {
        let last = turn.previous().unwrap_or(turn);
        let days = |from: Day, to: Day| {
            let days = usize::try_from(from.days_until(to)).unwrap_or_default();
            counted(days, "day", "days")
        };
        match (turn <= at, self.fails) {
            (true, true) => Seen::day("last day", last, format!("{} late", days(last, at))),
            (false, true) => Seen::day("first day", turn, format!("{} early", days(at, turn))),
            (true, false) => Seen::day("since", turn, String::new()),
            (false, false) => Seen::day("last day", last, String::new()),
        }
    }

    /// What a side comes to, where that is not written in the condition.
    fn known(&self, side: &Explanation) -> Option<Value> {
        let law = self.law;
        let Outcome::Value(is) = side.outcome else {
            return None;
        };
        let told = match law.exprs.get(side.expr) {
            Expr::Lit(_) => false,
            Expr::In(input) => self.is_told(*input),
            Expr::Call(term) => !matches!(law[*term].role, TermRole::Norm(_)),
            _ => true,
        };
        (told && !matches!(is, Value::Bool(_))).then_some(is)
    }

    fn side(&self, side: &Explanation, is: Value, one: bool) -> Option<String> {
        let law = self.law;
        Some(match law.exprs.get(side.expr) {
            Expr::Op(Op::Age, _) => age(law, side, is),
            Expr::In(input) if matches!(law[*input].ty, Type::Enum(_)) => {
                return self.of_one_kind.then(|| value(law, is));
            }
            _ if self.alone && one => value(law, is),
            Expr::In(input) => format!("the {} is {}", noun(law, *input), value(law, is)),
            _ => comes_to(law, side.expr, is),
        })
    }

    /// Whether it is a fact; a step taken, a day asked about and a reading are told by themselves.
    fn is_told(&self, input: InputId) -> bool {
        matches!(
            self.law[input].kind,
            InputKind::Fact | InputKind::Length(_) | InputKind::Slot(..) | InputKind::Field(_)
        )
    }
}

/// The years after which a birthday is reached, where an expression is the day of that.
fn reached(law: &Law, expr: &Expr) -> Option<i32> {
    let Expr::Op(Op::Plus(Period::Months(months), _), of) = expr else {
        return None;
    };
    let [of] = of.as_slice() else { return None };
    let is_born = |input: InputId| {
        let field = law.field(input).unwrap_or(input);
        law[field].ty == Type::Date && law[field].phrases.yes.is_some()
    };
    match law.exprs.get(*of) {
        Expr::In(born) if is_born(*born) && *months > 0 && months % 12 == 0 => Some(months / 12),
        _ => None,
    }
}

/// "17 years old, born on 3 March 2008".
fn age(law: &Law, side: &Explanation, is: Value) -> String {
    let years = value(law, is);
    let born = side.because.iter().filter_map(inner).next();
    let born = born.and_then(|born| match law.exprs.get(born.expr) {
        Expr::In(input) => Some(format!(
            ", {} {}",
            law[*input].phrases.yes.as_deref()?,
            value(law, born.outcome.value()?)
        )),
        _ => None,
    });
    format!("{years} years old{}", born.unwrap_or_default())
}
