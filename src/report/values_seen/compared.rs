use crate::calendar::{Day, Period};
use crate::eval::{Explanation, Outcome};
use crate::law::{Expr, History, InputId, InputKind, Law, Op, TermRole, Type, Value};
use crate::report::counted;
use crate::report::words::{comes_to, is as verb_is, noun, noun_is, value};

use super::{Seen, inner};

/// A comparison that decides a condition.
pub(super) struct Compared<'e> {
    pub law: &'e Law,
    pub op: Op,
    pub left: &'e Explanation,
    pub right: &'e Explanation,
    /// The condition fails.
    pub fails: bool,
    /// It is the condition itself.
    pub alone: bool,
    /// The condition asks for nothing but of what kind one thing is.
    pub of_one_kind: bool,
}

impl Compared<'_> {
    /// What it met.
    pub fn words(&self) -> Vec<Seen> {
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
    pub fn counted_day(&self) -> Vec<Seen> {
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
                Seen::Words(format!("the {} {}", noun_is(law, *input), is.in_words()))
            }
            _ if self.op == Op::Equal => Seen::Words(format!("that day is {}", is.in_words())),
            (_, Some((years, born))) => {
                let when = if turn <= at { "since" } else { "from" };
                let of = noun(law, born);
                Seen::Years {
                    stem: format!("{years} {when}"),
                    after: format!("{years} years after the {of} is"),
                    birthday: is,
                    days: vec![turn],
                    // Whether somebody is so old on the day itself is another question than this one.
                    is_on_it: later == 0,
                    either: None,
                }
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
            // What has no end has no last day to tell.
            Expr::In(_) if is == Value::Day(History::NO_END) => false,
            // Elsewhere it says no more than that an element is there.
            Expr::In(input) if matches!(law[*input].kind, InputKind::Length(_)) => self.alone,
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
            Expr::In(input) => {
                let noun = noun(law, *input);
                let verb = verb_is(&noun);
                format!("the {noun} {verb} {}", value(law, is))
            }
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

/// The years after which a birthday is reached, and the birth, where an expression is the day of that.
fn reached(law: &Law, expr: &Expr) -> Option<(i32, InputId)> {
    let Expr::Op(Op::Plus(Period::Months(months), _), of) = expr else {
        return None;
    };
    let [of] = of.as_slice() else { return None };
    let is_born = |input: InputId| {
        let field = law.field(input).unwrap_or(input);
        law[field].ty == Type::Date && law[field].phrases.yes.is_some()
    };
    match law.exprs.get(*of) {
        Expr::In(born) if is_born(*born) && *months > 0 && months % 12 == 0 => {
            Some((months / 12, *born))
        }
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
    let unit = if is == Value::Int(1) { "year" } else { "years" };
    format!("{years} {unit} old{}", born.unwrap_or_default())
}
