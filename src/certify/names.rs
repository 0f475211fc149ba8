use std::collections::BTreeMap;

use crate::calendar::{Day, Period};
use crate::law::{
    DoorId, Expr, ExprId, Exprs, Input, InputId, InputKind, Law, Op, Ratio, Type, Value, print,
};

use super::Places;
use super::range::{day, packed};

/// The names that certificates use, and comparisons over inputs alone.
///
/// Inputs have the names of the law; where several have the same (parameters of steps), the step
/// is named with them: `place of register`.
#[derive(Debug, Clone)]
pub struct Names {
    /// The inputs under their names here, the enumerations, and the symbols as expressions.
    names: Law,
    by_name: BTreeMap<String, InputId>,
    doors: Vec<String>,
}

impl Names {
    /// The names in a law.
    pub fn new(law: &Law) -> Self {
        let mut count = BTreeMap::new();
        for input in &law.inputs {
            *count.entry(input.name.as_str()).or_insert(0_usize) += 1;
        }
        let mut by_name = BTreeMap::new();
        let mut inputs = Vec::new();
        for (index, input) in law.inputs.iter().enumerate() {
            let mut name = match input.kind {
                InputKind::Choice(step) if count.get(input.name.as_str()) != Some(&1) => {
                    format!("{} of {}", input.name, law[step].name)
                }
                _ => input.name.clone(),
            };
            if by_name.contains_key(&name) {
                name = format!("{name}#{index}");
            }
            by_name.insert(name.clone(), InputId::at(index));
            inputs.push(Input {
                name,
                ..input.clone()
            });
        }
        let names = Law {
            inputs,
            currencies: law.currencies.clone(),
            enums: law.enums.clone(),
            ..Law::default()
        };
        let mut found = Self {
            names,
            by_name,
            doors: Vec::new(),
        };
        found.doors = (0..law.doors.len())
            .map(|at| found.describe(law, DoorId::at(at)))
            .collect();
        found
    }

    /// Forgets the symbols: their order may decide what is said first.
    pub(super) fn begin(&mut self) {
        self.names.exprs = Exprs::default();
    }

    /// The name of an input.
    pub fn input(&self, input: InputId) -> &str {
        &self.names[input].name
    }

    /// The input of a name.
    pub fn find_input(&self, name: &str) -> Option<InputId> {
        self.by_name.get(name).copied()
    }

    /// The name of a value of an input: of a member, `true` or `false`, a day, a number, an amount
    /// (`value` is the ordinal of a day, and of an amount the number of its least units).
    pub fn value(&self, input: InputId, value: i64) -> String {
        let named = match self.names[input].ty {
            Type::Int => return value.to_string(),
            Type::Period(unit) => return unit.in_words(value),
            Type::Decimal | Type::Money(_) => {
                let places = self.places(input);
                let amount = Ratio::decimal(i128::from(value), places);
                return amount
                    .map_or_else(|| format!("#{value}"), |amount| amount.written(places, ""));
            }
            Type::Date => {
                return day(value).map_or_else(|| format!("#{value}"), |day| day.to_string());
            }
            ty => usize::try_from(value)
                .ok()
                .and_then(|place| Value::at_place(ty, place)),
        };
        match named {
            Some(Value::Bool(value)) => value.to_string(),
            Some(Value::Member(list, place)) => self.names[list]
                .members
                .get(place as usize)
                .map_or_else(|| format!("#{place}"), |(name, _)| name.clone()),
            _ => format!("#{value}"),
        }
    }

    /// The place of a named value of an enumerated input.
    pub fn find_place(&self, input: InputId, name: &str) -> Option<usize> {
        let size = self.names.size_of(self.names[input].ty);
        (0..size).find(|place| i64::try_from(*place).is_ok_and(|at| self.value(input, at) == name))
    }

    /// The ordinal of a named day, the number, or the units of an amount, for an input of such a type. Only the usual way
    /// to write it is understood.
    pub fn find_number(&self, input: InputId, name: &str) -> Option<i64> {
        match self.names[input].ty {
            Type::Date => Day::parse_iso(name).map(packed),
            Type::Int => name
                .parse()
                .ok()
                .filter(|value: &i64| value.to_string() == name),
            Type::Decimal | Type::Money(_) => {
                let units = Ratio::parse(name)?.units(self.places(input))?;
                let units = i64::try_from(units).ok()?;
                (self.value(input, units) == name).then_some(units)
            }
            Type::Period(unit) => {
                let (of, count) = Period::parse(name)?.counted();
                (of == unit && unit.in_words(count) == name).then_some(count)
            }
            Type::Bool | Type::Enum(_) => None,
        }
    }

    /// The names of places of an input.
    pub fn values(&self, input: InputId, places: Places) -> Vec<String> {
        let places = places.iter().filter_map(|place| i64::try_from(place).ok());
        places.map(|place| self.value(input, place)).collect()
    }

    /// The name of a door: its step, and its choices in brackets.
    pub fn door(&self, door: DoorId) -> &str {
        self.doors.get(door.index()).map_or("", String::as_str)
    }

    /// The door of a name.
    pub fn find_door(&self, name: &str) -> Option<DoorId> {
        self.doors
            .iter()
            .position(|known| known == name)
            .map(DoorId::at)
    }

    /// The symbol of an expression over inputs; its operands are symbols.
    pub fn symbol(&mut self, expr: Expr) -> ExprId {
        self.names.exprs.add(expr)
    }

    /// The symbol of `left < right` or `left = right`. Equality has no sides.
    pub fn comparison(&mut self, op: Op, left: ExprId, right: ExprId) -> ExprId {
        let sides = match op {
            Op::Equal if right < left => vec![right, left],
            _ => vec![left, right],
        };
        self.symbol(Expr::Op(op, sides))
    }

    /// The expression of a symbol.
    pub fn expr(&self, symbol: ExprId) -> &Expr {
        self.names.exprs.get(symbol)
    }

    /// A symbol as it would stand in a rule file.
    pub fn print(&self, symbol: ExprId) -> String {
        print(&self.names, symbol)
    }

    /// What certificates call it that an operation has a result.
    pub fn print_result(&self, operation: ExprId) -> String {
        format!("{} has a result", self.print(operation))
    }

    /// The type of an input.
    pub fn ty(&self, input: InputId) -> Type {
        self.names[input].ty
    }

    /// The decimal places of the least unit of an amount.
    pub fn places(&self, input: InputId) -> u32 {
        self.names[input].places
    }

    /// The inputs in a symbol, in the order of their places.
    pub fn inputs_of(&self, symbol: ExprId) -> Vec<InputId> {
        let mut found = Vec::new();
        let mut left = vec![symbol];
        while let Some(symbol) = left.pop() {
            match self.expr(symbol) {
                Expr::In(input) => found.push(*input),
                Expr::Op(_, operands) => left.extend(operands),
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a symbol has one input alone in it, at several places.
    pub fn counts_one_input_twice(&self, symbol: ExprId) -> bool {
        let mut left = vec![symbol];
        let (mut one, mut count) = (None, 0);
        while let Some(symbol) = left.pop() {
            match self.expr(symbol) {
                Expr::In(input) if *one.get_or_insert(*input) == *input => count += 1,
                Expr::In(_) => return false,
                Expr::Op(_, operands) => left.extend(operands),
                _ => {}
            }
        }
        count > 1
    }

    fn describe(&self, law: &Law, id: DoorId) -> String {
        let door = &law[id];
        let step = &law[door.step].name;
        if door.choices.is_empty() {
            return step.clone();
        }
        let choices: Vec<String> = door
            .choices
            .iter()
            .map(|(input, value)| {
                let place = value.place().and_then(|place| i64::try_from(place).ok());
                let value = match (value, place) {
                    (Value::Int(value), _) => value.to_string(),
                    (Value::Day(day), _) => day.to_string(),
                    (Value::Period(unit, count), _) => unit.in_words(*count),
                    (Value::Decimal(number) | Value::Money(_, number), _) => number.to_string(),
                    (_, place) => self.value(*input, place.unwrap_or(-1)),
                };
                format!("{} = {value}", law[*input].name)
            })
            .collect();
        format!("{step} ({})", choices.join(", "))
    }
}
