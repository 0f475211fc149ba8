//! Laws and questions made by dice, for tests.

use super::testing::Draft;
use crate::calendar::{Period, Rounding, Unit};
use crate::law::{
    Expr, ExprId, InputId, InputKind, Law, Op, Ratio, RoundingMode, RuleId, Step, TermId, Type,
    Value,
};

/// Numbers that look random and are always the same.
pub(super) struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    pub fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

pub(super) const DAYS: [&str; 12] = [
    "1900-01-01",
    "2000-01-31",
    "2008-02-28",
    "2008-02-29",
    "2008-03-01",
    "2023-12-31",
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2025-02-28",
    "2025-03-01",
    "2199-12-31",
];

/// Makes a law.
pub(super) struct Maker {
    draft: Draft,
    dice: Dice,
    list: Type,
    money: Type,
    /// Terms made so far: expressions may call these.
    terms: Vec<(TermId, Type)>,
    reaches: bool,
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        let mut draft = Draft::bare();
        let list = Type::Enum(draft.list("S", &["x", "y", "z"]));
        for (name, ty) in [
            ("a", Type::Bool),
            ("b", Type::Bool),
            ("s", list),
            ("born", Type::Date),
            ("entry", Type::Date),
            ("n", Type::Int),
            ("m", Type::Int),
        ] {
            draft.typed_fact(name, ty);
        }
        let money = draft.currency("crown", 2);
        for (name, ty, places) in [
            ("price", money, 2),
            ("income", money, 2),
            ("share", Type::Decimal, 1),
            ("rate", Type::Decimal, 3),
        ] {
            let input = draft.typed_fact(name, ty);
            draft.law[input].places = places;
        }
        for (name, unit, range) in [
            ("months", Unit::Months, (1, 24)),
            ("days", Unit::Days, (-5, 400)),
        ] {
            let input = draft.typed_fact(name, Type::Period(unit));
            draft.law[input].range = Some(range);
        }
        draft.reading("r", &["one", "two"]);
        for name in ["h", "i", "j"] {
            draft.holding(name);
        }
        draft.history("j");
        let dice = Dice(seed.wrapping_mul(7919).wrapping_add(13));
        Self {
            draft,
            dice,
            list,
            money,
            terms: Vec::new(),
            reaches: false,
        }
    }

    /// The law, and yes-or-no questions on it.
    pub fn law(mut self) -> (Law, Vec<ExprId>) {
        for _ in 0..4 {
            let ty = self.dice.of(&[
                Type::Bool,
                Type::Int,
                Type::Bool,
                Type::Date,
                Type::Decimal,
                self.money,
                Type::Period(Unit::Months),
                Type::Period(Unit::Days),
            ]);
            self.make_term(ty);
        }
        for _ in 0..2 {
            let meaning = self.expr(Type::Bool, 3);
            let id = self.draft.define("define", meaning);
            self.terms.push((id, Type::Bool));
        }
        for (index, name) in ["h", "i", "j"].into_iter().enumerate() {
            let granted = self.draft.find(name);
            let open = self.expr(Type::Bool, 2);
            let need = self.dice.of(&["h", "i", "j"]);
            let need = self.draft.named(need);
            self.draft
                .gated_step(&format!("step {index}"), &[granted], open, &[need]);
            let open = self.expr(Type::Bool, 1);
            let Step {
                open: term, norm, ..
            } = self.draft.law.steps[0];
            let step = self.draft.add_step("another way", term, norm, &[granted]);
            self.draft.gated_door(step, &[], open, &[]);
        }
        self.reaches = true;
        let questions = (0..6).map(|_| self.expr(Type::Bool, 3)).collect();
        (self.draft.law, questions)
    }

    fn make_term(&mut self, ty: Type) {
        let otherwise = (!self.dice.one_in(3)).then(|| self.expr(ty, 1));
        let id = self.draft.term("t", ty, otherwise);
        let mut rules: Vec<RuleId> = Vec::new();
        let mut lifts: Vec<RuleId> = Vec::new();
        for _ in 0..self.dice.below(4) {
            let lifts_only = self.dice.one_in(4);
            let conditions = [self.expr(Type::Bool, 2)];
            let effect = (!lifts_only).then(|| (id, self.expr(ty, 1)));
            let rule = match effect {
                Some((term, value)) => self.draft.rule("rule", term, value, &conditions),
                None => self.draft.lift("rule", &[], &conditions),
            };
            for clock in 0..2 {
                if self.dice.one_in(4) {
                    let text = self.dice.of(&DAYS);
                    let bound = Some(self.draft.date(text));
                    let rule = &mut self.draft.law[rule];
                    if clock == 0 {
                        rule.from = bound
                    } else {
                        rule.until = bound
                    }
                }
            }
            if self.dice.one_in(3) {
                self.draft.switch(rule);
            }
            for other in &lifts {
                if self.dice.one_in(2) {
                    self.draft.law[rule].lifted_by.push(*other);
                }
            }
            if lifts_only {
                lifts.push(rule);
            } else {
                // Above: some earlier rule, and all that are above that.
                if !rules.is_empty() && self.dice.one_in(2) {
                    let above = self.dice.of(&rules);
                    let mut all: Vec<RuleId> = vec![above];
                    all.extend(self.draft.law[above].below.clone());
                    self.draft.law[rule].below = all;
                }
                rules.push(rule);
            }
        }
        self.terms.push((id, ty));
    }

    fn expr(&mut self, ty: Type, depth: usize) -> ExprId {
        if depth == 0 || self.dice.one_in(6) {
            return self.simple(ty);
        }
        match self.dice.below(if ty == Type::Bool { 9 } else { 4 }) {
            0 => self.bound(ty, depth),
            1 => {
                let condition = self.expr(Type::Bool, depth - 1);
                let (yes, no) = (self.expr(ty, depth - 1), self.expr(ty, depth - 1));
                self.draft.law.exprs.add(Expr::If(condition, yes, no))
            }
            2 => self.call(ty),
            3 if ty == Type::Bool => {
                let inner = self.expr(ty, depth - 1);
                self.draft.not(inner)
            }
            3 => self.arithmetic(ty, depth),
            4 | 5 => {
                let parts: Vec<ExprId> = (0..=self.dice.below(3))
                    .map(|_| self.expr(ty, depth - 1))
                    .collect();
                if self.dice.one_in(2) {
                    self.draft.and(&parts)
                } else {
                    self.draft.or(&parts)
                }
            }
            6 if self.reaches => {
                let name = self.dice.of(&["h", "i", "j"]);
                self.draft.reach(name)
            }
            _ => {
                let of = self.dice.of(&[
                    Type::Date,
                    Type::Date,
                    Type::Int,
                    self.list,
                    Type::Bool,
                    Type::Decimal,
                    self.money,
                    Type::Period(Unit::Months),
                    Type::Period(Unit::Days),
                ]);
                let (left, right) = (self.expr(of, depth - 1), self.expr(of, depth - 1));
                let orders = !matches!(of, Type::Bool | Type::Enum(_)) && !self.dice.one_in(4);
                self.draft
                    .op(if orders { Op::Less } else { Op::Equal }, &[left, right])
            }
        }
    }

    fn simple(&mut self, ty: Type) -> ExprId {
        let constant = self.dice.one_in(3);
        match ty {
            Type::Bool if constant => {
                let value = self.dice.one_in(2);
                self.draft.bool(value)
            }
            Type::Bool => {
                let name = self.dice.of(&["a", "b", "h", "i", "j"]);
                match self.dice.below(3) {
                    0 => self.draft.named(name),
                    1 => {
                        let member = self.dice.of(&["x", "y", "z"]);
                        self.draft.has_value("s", member)
                    }
                    _ => self.draft.has_value("r", "one"),
                }
            }
            Type::Int if constant => {
                let value = self.dice.of(&[0, 1, 16, -5, 100, i64::MAX]);
                self.draft.int(value)
            }
            Type::Int => {
                let name = self.dice.of(&["n", "m"]);
                self.draft.named(name)
            }
            Type::Date if constant => {
                let text = self.dice.of(&DAYS);
                self.draft.date(text)
            }
            Type::Date => {
                let name =
                    self.dice
                        .of(&["day", "born", "entry", "law day", "j since", "j through"]);
                self.draft.named(name)
            }
            Type::Period(unit) if constant => {
                let count = self.dice.of(&[0, 1, 13, -12, 30, 192, i64::MAX]);
                self.draft.law.exprs.lit(Value::Period(unit, count))
            }
            Type::Period(Unit::Months) => self.draft.named("months"),
            Type::Period(Unit::Days) => self.draft.named("days"),
            Type::Decimal if constant => {
                let value = Value::Decimal(self.number());
                self.draft.law.exprs.lit(value)
            }
            Type::Decimal => {
                let name = self.dice.of(&["share", "rate"]);
                self.draft.named(name)
            }
            Type::Money(currency) if constant => {
                let value = Value::Money(currency, self.number());
                self.draft.law.exprs.lit(value)
            }
            Type::Money(_) => {
                let name = self.dice.of(&["price", "income"]);
                self.draft.named(name)
            }
            Type::Enum(list) if constant => self.draft.law.exprs.lit(Value::Member(list, 1)),
            Type::Enum(_) => self.draft.named("s"),
        }
    }

    fn number(&mut self) -> Ratio {
        let (num, den) = self.dice.of(&[
            (0, 1),
            (1, 1),
            (-1, 3),
            (1, 8),
            (1, 10),
            (17, 100),
            (1_000_000, 1),
            (Ratio::LIMIT, 1),
        ]);
        Ratio::new(num, den).unwrap()
    }

    /// An operation on decimals and amounts.
    fn exact(&mut self, ty: Type, depth: usize) -> ExprId {
        let choice = self.dice.below(9);
        let operand = match (ty, choice) {
            (Type::Decimal, 0) => Type::Int,
            (Type::Decimal, 1) => self.money,
            _ => ty,
        };
        let one = self.expr(operand, depth - 1);
        match (ty, choice) {
            (Type::Decimal, 0) => return self.draft.op(Op::Widen, &[one]),
            (_, 2) => {
                let places = self.dice.below(3);
                return self
                    .draft
                    .op(Op::Exact(u32::try_from(places).unwrap()), &[one]);
            }
            (_, 3 | 4) => {
                let mode = self.dice.of(&[
                    RoundingMode::Up,
                    RoundingMode::Down,
                    RoundingMode::HalfUp,
                    RoundingMode::HalfToEven,
                ]);
                let (num, den) = self.dice.of(&[(1, 1), (1, 100), (5, 1), (1, 3)]);
                let step = Ratio::new(num, den).unwrap();
                return self.draft.op(Op::Round(mode, step), &[one]);
            }
            _ => {}
        }
        let op = match (ty, choice) {
            (Type::Decimal, 1) => Op::Divide,
            (_, 5) => Op::Divide,
            (_, 6) => Op::Multiply,
            (_, 7) => Op::Subtract,
            _ => Op::Add,
        };
        let other = match (ty, op, choice) {
            (Type::Decimal, _, 1) => self.money,
            (_, Op::Divide | Op::Multiply, _) => Type::Decimal,
            _ => ty,
        };
        let two = self.expr(other, depth - 1);
        if op == Op::Multiply && self.dice.one_in(2) {
            return self.draft.op(op, &[two, one]);
        }
        self.draft.op(op, &[one, two])
    }

    fn call(&mut self, ty: Type) -> ExprId {
        let fitting: Vec<TermId> = self
            .terms
            .iter()
            .filter(|(_, of)| *of == ty)
            .map(|(term, _)| *term)
            .collect();
        if fitting.is_empty() {
            return self.simple(ty);
        }
        let term = self.dice.of(&fitting);
        let rules = self.draft.law[term].rules.clone();
        if ty == Type::Bool && !rules.is_empty() && self.dice.one_in(4) {
            let rule = self.dice.of(&rules);
            return self.draft.law.exprs.add(Expr::Stands(rule));
        }
        self.draft.call(term)
    }

    fn arithmetic(&mut self, ty: Type, depth: usize) -> ExprId {
        match ty {
            Type::Enum(_) => return self.simple(ty),
            Type::Decimal | Type::Money(_) => return self.exact(ty, depth),
            Type::Period(_) => return self.length(ty, depth),
            Type::Bool | Type::Int | Type::Date => {}
        }
        let (one, two) = (
            self.expr(Type::Date, depth - 1),
            self.expr(Type::Date, depth - 1),
        );
        if ty == Type::Date && self.dice.one_in(2) {
            let unit = self.dice.of(&[Unit::Months, Unit::Days]);
            let period = self.expr(Type::Period(unit), depth - 1);
            let rounding = self.dice.of(&[Rounding::Up, Rounding::Down]);
            return self.draft.op(Op::Move(unit, rounding), &[one, period]);
        }
        if ty == Type::Date {
            let period = self.dice.of(&[
                Period::Months(192),
                Period::Months(1),
                Period::Months(-13),
                Period::Days(30),
                Period::Days(-400),
                Period::Days(365),
                Period::Months(12),
                Period::Days(1),
            ]);
            let rounding = self.dice.of(&[Rounding::Up, Rounding::Down]);
            return self.draft.op(Op::Plus(period, rounding), &[one]);
        }
        if self.dice.one_in(2) {
            let op = self.dice.of(&[Op::Age, Op::Days]);
            return self.draft.op(op, &[one, two]);
        }
        let (one, two) = (
            self.expr(Type::Int, depth - 1),
            self.expr(Type::Int, depth - 1),
        );
        let op = self.dice.of(&[Op::Add, Op::Subtract, Op::Multiply]);
        self.draft.op(op, &[one, two])
    }

    /// A sum, difference or multiple of periods.
    fn length(&mut self, ty: Type, depth: usize) -> ExprId {
        let one = self.expr(ty, depth - 1);
        let op = self.dice.of(&[Op::Add, Op::Subtract, Op::Multiply]);
        let other = if op == Op::Multiply { Type::Int } else { ty };
        let two = self.expr(other, depth - 1);
        self.draft.op(op, &[one, two])
    }

    /// On another day, with another time of what holds over time.
    fn another_time(&mut self, inner: ExprId, depth: usize) -> ExprId {
        let (holding, clock) = (self.draft.find("j"), self.draft.find("day"));
        let mut times = vec![(self.draft.find("j ever"), self.expr(Type::Bool, depth - 1))];
        for name in ["j since", "j through"] {
            times.push((self.draft.find(name), self.expr(Type::Date, depth - 1)));
        }
        let life = self.draft.law[holding].history.unwrap().life;
        let life = self.draft.with(&times, life);
        let day = self.expr(Type::Date, depth - 1);
        let inner = self.draft.with(&[(clock, day)], inner);
        times.push((holding, life));
        self.draft.with(&times, inner)
    }

    fn bound(&mut self, ty: Type, depth: usize) -> ExprId {
        let inner = self.expr(ty, depth - 1);
        if self.dice.one_in(6) {
            return self.another_time(inner, depth);
        }
        let inputs: Vec<(InputId, Type)> = self
            .draft
            .law
            .inputs
            .iter()
            .enumerate()
            .filter(|(_, input)| input.kind != InputKind::Reading)
            .map(|(index, input)| (InputId::at(index), input.ty))
            .collect();
        let mut bindings = Vec::new();
        for _ in 0..=self.dice.below(2) {
            let (input, ty) = self.dice.of(&inputs);
            if bindings.iter().all(|(other, _)| *other != input) {
                bindings.push((input, self.expr(ty, depth - 1)));
            }
        }
        self.draft.with(&bindings, inner)
    }
}
