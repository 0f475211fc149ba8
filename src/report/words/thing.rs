//! Expressions as nouns: "the levy", "(the rate plus 1) times 2". Brackets stand where without
//! them something else would be read, and nowhere else.

use crate::calendar::{Period, Rounding, Unit};
use crate::law::{
    Expr, ExprId, FoldKind, InputId, InputKind, Law, Op, Ratio, RoundingMode, TermId, TermRole,
    Type, Value, plain,
};

use super::circumstance::circumstances;
use super::clause;
use super::condition::input_phrase;
use super::element::{bound_element, element, fold_noun};
use super::lasting::term_noun;
use super::names::{currency, figures, noun, value};
use super::scale::Scale;
use super::seen::{CUT, Seen, as_written, is_long, is_step, seen, within_limit};
use super::verb::is;
use super::{joined, question};

/// A noun that knows what may stand beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// The words.
    words: String,
    form: Form,
    /// What stands behind it would be read into it.
    open: bool,
    /// It ends with a list of several.
    list: bool,
    /// It has a comma that is closed by another where the sentence goes on.
    comma: bool,
}

/// How a noun is put together, what holds together least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Choice,
    Circumstance,
    Rounded,
    Sum,
    Product,
    One,
}

impl Noun {
    /// A noun that holds together. A comma in it is closed by another.
    pub(super) fn one(words: impl Into<String>) -> Self {
        let words = words.into();
        Self {
            form: Form::One,
            open: false,
            list: false,
            comma: words.contains(", "),
            words,
        }
    }

    /// A noun that ends with what is said of it.
    pub(super) fn open(words: impl Into<String>) -> Self {
        Self {
            open: true,
            ..Self::one(words)
        }
    }

    /// One or the other.
    pub(super) fn choice(words: String) -> Self {
        Self {
            form: Form::Choice,
            comma: true,
            ..Self::open(words)
        }
    }

    fn of_form(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// The words, at the end of a sentence or of a part of one.
    pub(super) fn words(self) -> String {
        self.words
    }

    /// Whether it has a comma that is closed by another where the sentence goes on.
    pub(super) fn wants_comma(&self) -> bool {
        self.comma
    }

    /// The words, where the sentence goes on.
    pub(super) fn followed(self) -> String {
        if self.comma {
            format!("{},", self.words)
        } else {
            self.words
        }
    }

    fn bracketed(self) -> Self {
        Self {
            comma: false,
            ..Self::one(format!("({})", self.words))
        }
    }

    fn bracketed_if(self, wanted: bool) -> Self {
        if wanted { self.bracketed() } else { self }
    }

    /// As the first of two operands.
    fn first(self, form: Form) -> Self {
        let wanted = self.form < form || self.open;
        self.bracketed_if(wanted)
    }

    /// As the second of two operands.
    fn second(self, form: Form) -> Self {
        let wanted = self.form < form;
        self.bracketed_if(wanted)
    }

    /// As something that holds together.
    pub(super) fn whole(self) -> Self {
        self.second(Form::One)
    }

    /// As something named within a noun: a sum may be.
    pub(super) fn within(self) -> Self {
        self.second(Form::Sum)
    }
}

/// An expression of any type as a noun.
pub fn thing(law: &Law, expr: ExprId) -> String {
    noun_of(law, expr).words()
}

/// The value of a term as a noun.
pub fn thing_called(law: &Law, term: TermId) -> String {
    noun_of_term(law, term).words()
}

/// A term, perhaps one of an element (" of the second child"), and its value: "the levy is 99.00
/// crowns".
pub fn term_comes_to(law: &Law, term: TermId, of: &str, to: Value) -> String {
    let named = noun_of_term(law, term).followed();
    let is = is(&named);
    format!("{named}{of} {is} {}", worth(law, term, to))
}

/// A part of what is told: what is too long for a reader is not.
pub(super) fn part(law: &Law, expr: ExprId) -> Noun {
    if is_long(law, expr) && !is_step(law, expr) {
        Noun::one(CUT)
    } else {
        noun_of(law, expr)
    }
}

/// An expression of any type as a noun that knows what may stand beside it.
pub(super) fn noun_of(law: &Law, expr: ExprId) -> Noun {
    let plain = match seen(law, expr) {
        Seen::Defined(term) => return noun_of_term(law, term),
        Seen::Extreme(kind, of) => return extreme(law, expr, kind, &of),
        Seen::Plain(plain) => plain,
    };
    match plain {
        Expr::Lit(of) => Noun {
            comma: false,
            ..Noun::one(figure(law, expr, *of))
        },
        Expr::In(input) => noun_of_input(law, *input),
        Expr::Call(term) if law[*term].ty != Type::Bool => noun_of_term(law, *term),
        Expr::Op(op, operands) if !matches!(op, Op::Equal | Op::Less) => {
            operation(law, *op, operands)
        }
        Expr::If(condition, yes, no) if law.type_of(expr) != Type::Bool => {
            let yes = part(law, *yes).within().followed();
            let no = part(law, *no);
            let chain = no.form == Form::Choice;
            let no = if chain { no } else { no.within() };
            let where_so = if is_long(law, *condition) && !is_step(law, *condition) {
                CUT.to_owned()
            } else {
                clause(law, *condition, true)
            };
            Noun::choice(format!("{yes} (where {where_so}), else {}", no.words))
        }
        Expr::With(bindings, inner) => {
            let of = part(law, *inner);
            if let Some((list, place)) = bound_element(law, bindings.iter().copied()) {
                let of = of.first(Form::One).followed();
                return Noun::one(format!("{of} of {}", element(law, list, place)));
            }
            let again = of.form == Form::Circumstance && !of.open;
            let of = if again { of } else { of.first(Form::One) };
            let under = circumstances(law, bindings);
            let joint = match under.begins_with_comma() {
                true => of.words,
                false => of.followed(),
            };
            Noun {
                open: under.is_supposed(),
                comma: under.wants_comma(),
                ..Noun::one(format!("{joint}{}", under.words())).of_form(Form::Circumstance)
            }
        }
        _ => Noun::open(format!("whether {}", clause(law, expr, true))).of_form(Form::Choice),
    }
}

/// A value of an expression; a constant as it was written: "8 %", "250.00 crowns".
pub fn figure(law: &Law, expr: ExprId, of: Value) -> String {
    match of {
        Value::Decimal(number) if law.is_percent(expr) => percent(number),
        _ => value(law, of),
    }
}

/// A number in hundredths: "8 %".
fn percent(number: Ratio) -> String {
    match number.times(Ratio::whole(100)) {
        Some(hundredths) => format!("{} %", figures(hundredths, 0)),
        None => figures(number, 0),
    }
}

/// What a term comes to: in hundredths where all its values are written so.
pub fn worth(law: &Law, term: TermId, of: Value) -> String {
    let mut values = law[term].rules.iter().filter_map(|rule| law[*rule].value());
    let otherwise = law[term].otherwise;
    let is_written = |expr: ExprId| law.is_percent(expr);
    match of {
        Value::Decimal(number)
            if !law[term].rules.is_empty()
                && values.all(is_written)
                && otherwise.is_none_or(is_written) =>
        {
            percent(number)
        }
        _ => value(law, of),
    }
}

fn noun_of_input(law: &Law, input: InputId) -> Noun {
    Noun::one(match law[input].kind {
        InputKind::Day => "the day".to_owned(),
        InputKind::LawDay => "the day of the law".to_owned(),
        InputKind::Holding => noun(law, input),
        InputKind::Reading => {
            return Noun {
                comma: false,
                ..Noun::one(format!("the answer to “{}”", question(law, input)))
            };
        }
        _ => format!("the {}", noun(law, input)),
    })
}

pub(super) fn noun_of_term(law: &Law, term: TermId) -> Noun {
    match law[term].role {
        TermRole::Fold(fold) => fold_noun(law, fold),
        TermRole::DaysHeld(held) => {
            let days = days_between(law, held.from, held.to, held.through).words;
            let holds = input_phrase(law, held.of, true);
            Noun::open(format!("{days} on which the person {holds}"))
        }
        _ => {
            let words = term_noun(law, term).or_else(|| law[term].phrases.main.clone());
            Noun::one(format!(
                "the {}",
                words.unwrap_or_else(|| plain(&law[term].name))
            ))
        }
    }
}

/// Where a day goes that does not exist; nothing where there is always one.
pub(super) fn where_lacking(period: Period, rounding: Rounding) -> &'static str {
    match (period, rounding) {
        (Period::Days(_), _) => "",
        // Whole years lead to no other day that there is not.
        (Period::Months(months), Rounding::Up) if months % 12 == 0 => {
            " (1 March where the year has no 29 February)"
        }
        (Period::Months(months), Rounding::Down) if months % 12 == 0 => {
            " (28 February where the year has no 29 February)"
        }
        (_, Rounding::Up) => " (the first of the next month where the month has no such day)",
        (_, Rounding::Down) => " (the last of the month where the month has no such day)",
    }
}

fn operation(law: &Law, op: Op, operands: &[ExprId]) -> Noun {
    match (op, operands) {
        (Op::Widen | Op::Exact(_), [of]) => part(law, *of),
        (Op::Round(mode, step), [of]) => {
            let how = rounded(law, mode, step, law.type_of(*of));
            let of = part(law, *of).second(Form::Rounded).words;
            Noun {
                comma: true,
                ..Noun::one(format!("{of}, rounded {how}")).of_form(Form::Rounded)
            }
        }
        (Op::Plus(period, rounding), [of]) => {
            let rounded = where_lacking(period, rounding);
            let (period, back) = period.unsigned();
            let side = if back { "ahead of" } else { "after" };
            let of = part(law, *of).within();
            let (list, comma) = (of.list, of.comma && rounded.is_empty());
            let of = if rounded.is_empty() {
                of.words
            } else {
                of.followed()
            };
            Noun {
                list,
                comma,
                ..Noun::open(format!(
                    "the day {} {side} {of}{rounded}",
                    period.in_words()
                ))
            }
        }
        (Op::Move(unit, rounding), [of, by]) => {
            let lacking = match unit {
                Unit::Days => "",
                Unit::Months => where_lacking(Period::Months(1), rounding),
            };
            let moved = if let Expr::Op(Op::Subtract, operands) = as_written(law, *by)
                && let [none, by] = operands.as_slice()
                && is_no_period(law, *none)
            {
                arithmetic(law, Op::Subtract, *of, *by)
            } else {
                arithmetic(law, Op::Add, *of, *by)
            };
            Noun {
                words: format!("{}{lacking}", moved.words),
                ..moved
            }
        }
        (Op::Age, [birth, day]) => {
            let (birth, day) = (part(law, *birth).within(), part(law, *day).within());
            Noun::open(format!(
                "the full years from {} to {}",
                birth.followed(),
                day.words
            ))
        }
        (Op::Days, [from, to]) => days_between(law, *from, *to, false),
        (Op::Add, [days, one]) if is_one(law, *one) => match as_written(law, *days) {
            Expr::Op(Op::Days, window) => match window.as_slice() {
                [from, to] => days_between(law, *from, *to, true),
                _ => arithmetic(law, op, *days, *one),
            },
            _ => arithmetic(law, op, *days, *one),
        },
        (_, [left, right]) => arithmetic(law, op, *left, *right),
        _ => Noun::one(CUT),
    }
}

/// Whether it is the period that leads nowhere, from which another is taken to lead back.
fn is_no_period(law: &Law, expr: ExprId) -> bool {
    matches!(law.exprs.get(expr), Expr::Lit(Value::Period(_, 0)))
}

fn is_one(law: &Law, expr: ExprId) -> bool {
    matches!(law.exprs.get(expr), Expr::Lit(Value::Int(1)))
}

fn arithmetic(law: &Law, op: Op, left: ExprId, right: ExprId) -> Noun {
    let (left, right) = match op {
        Op::Multiply if law.is_percent(right) => (right, left),
        _ => (left, right),
    };
    let (word, form, second) = match op {
        Op::Multiply if law.is_percent(left) => ("of", Form::Product, Form::Product),
        Op::Subtract => ("minus", Form::Sum, Form::Product),
        Op::Multiply => ("times", Form::Product, Form::Product),
        Op::Divide => ("divided by", Form::Product, Form::One),
        _ => ("plus", Form::Sum, Form::Sum),
    };
    let left = part(law, left).first(form).followed();
    let right = part(law, right).second(second);
    Noun {
        words: format!("{left} {word} {}", right.words),
        form,
        ..right
    }
}

/// "the number of days from 1 March 2024 up to but not including the day"
fn days_between(law: &Law, from: ExprId, to: ExprId, through: bool) -> Noun {
    let word = match through {
        true => "up to and including",
        false => "up to but not including",
    };
    let (from, to) = (part(law, from).within(), part(law, to).within());
    Noun::open(format!(
        "the number of days from {} {word} {}",
        from.followed(),
        to.words
    ))
}

/// "the lesser of the levy and the cap", "the latest of a, b, and c"
fn extreme(law: &Law, whole: ExprId, kind: FoldKind, of: &[ExprId]) -> Noun {
    let mut all = Vec::new();
    let mut open: Vec<ExprId> = of.iter().rev().copied().collect();
    // The least of the least of some and of others is the least of all. Shared parts are told
    // as often as they stand there, up to the limit.
    while let Some(next) = open.pop() {
        match seen(law, next) {
            Seen::Extreme(other, of) if other == kind && !is_long(law, next) => {
                open.extend(of.iter().rev());
            }
            _ => all.push(next),
        }
    }
    let told = within_limit(law, &all);
    let several = all.len() > 2;
    let mut items: Vec<Noun> = told
        .iter()
        .map(|(id, cut)| {
            let item = if *cut {
                Noun::one(CUT)
            } else {
                noun_of(law, *id)
            };
            let wanted = item.list || (several && item.comma);
            item.within().bracketed_if(wanted)
        })
        .collect();
    if told.len() < all.len() {
        items.push(Noun::one(CUT));
    }
    let comma = items.last().is_some_and(|item| item.comma);
    let last = items.pop().map(|item| item.words);
    let items: Vec<String> = items.into_iter().map(Noun::followed).chain(last).collect();
    let word = Scale::of(law.type_of(whole)).extreme(kind, several);
    Noun {
        list: true,
        comma,
        ..Noun::open(format!("the {word} of {}", joined(&items, "and")))
    }
}

/// How something is rounded: "down to a multiple of 0.01", "up to whole crowns".
pub fn rounded(law: &Law, mode: RoundingMode, step: Ratio, of: Type) -> String {
    let side = match mode {
        RoundingMode::Up => "up",
        RoundingMode::Down => "down",
        RoundingMode::HalfUp => "to the nearest, from the middle up,",
        RoundingMode::HalfToEven => "to the nearest, from the middle to the even one,",
    };
    match of {
        Type::Money(id) if step == Ratio::ONE => format!("{side} to whole {}", currency(law, id)),
        Type::Money(id) => {
            let step = value(law, Value::Money(id, step));
            format!("{side} to a multiple of {step}")
        }
        _ if step == Ratio::ONE => format!("{side} to a whole number"),
        _ => format!("{side} to a multiple of {}", step.written(0, ",")),
    }
}
