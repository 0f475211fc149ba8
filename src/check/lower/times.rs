//! The time in which something holds: its first and last day, and how many of its days lie between
//! two others.

use crate::calendar::{Period, Rounding};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{
    DaysHeld, ExprId, History, InputId, Op, Phrases, Term, TermId, TermRole, Type, Value, print,
};
use crate::syntax::{Applied, Border, Expr, Time};
use crate::text::Span;

use super::super::Symbol;
use super::super::history::holds_ever;
use super::{Lower, Lowered, Wanted};

/// From one day until another, or with `true` through it.
type Window = (ExprId, ExprId, bool);

impl Lower<'_> {
    /// Something that is given with its time, and its history; reports what is not.
    pub fn lasting(&mut self, of: &Applied) -> Option<(InputId, History)> {
        let input = match self.symbols.of(&of.name) {
            Some(Symbol::Input(input)) if of.arguments.is_empty() => input,
            _ => match self.given_as(of, true, Wanted::Given)?.as_slice() {
                [(input, ..)] => *input,
                _ => return None,
            },
        };
        let history = self.law[input].history;
        if history.is_none() {
            let name = &of.name.text;
            let mut found = Diagnostic::new(
                Code::WrongKind,
                format!("`{name}` is not given with its time"),
            )
            .at(of.span, "");
            if let Some(declared) = self.law[input].span {
                found = found.note("it is declared here", declared, "");
            }
            let help = "write `over time` behind the words of a holding or of a fact of yes or no";
            self.found.push(found.help(help));
        }
        Some((input, history?))
    }

    /// The first or last day on which something holds; where it never does there is none.
    pub(super) fn border(&mut self, which: Border, of: &Applied) -> Lowered {
        let (input, _) = self.lasting(of)?;
        let (first, last) = self.symbols.borders_of(input)?;
        let border = match which {
            Border::Start => first,
            Border::End => last,
        };
        let border = self.law.exprs.add(Kernel::Call(border));
        Some((border, Type::Date))
    }

    /// How many days there are from one day until another, or of them those on which something
    /// holds.
    pub(super) fn days(
        &mut self,
        of: Option<&Applied>,
        (from, to): (&Expr, &Expr),
        through: bool,
    ) -> Lowered {
        let history = of.map(|of| self.lasting(of));
        let (from, to) = (self.of_type(from, Type::Date), self.of_type(to, Type::Date));
        let (from, to) = (from?, to?);
        let days = match history {
            None => self.counted(from, to, through),
            Some(history) => {
                let (input, history) = history?;
                self.days_held(input, history, (from, to, through))
            }
        };
        Some((days, Type::Int))
    }

    /// The term for the days of a window on which something holds.
    fn days_held(&mut self, of: InputId, history: History, window: Window) -> ExprId {
        let (from, to, through) = window;
        let held = DaysHeld {
            of,
            from,
            to,
            through,
        };
        let term = match self.law.days_held.get(&held) {
            Some(known) => *known,
            None => {
                let overlap = self.overlap(history, window);
                let law = &mut self.law;
                law.terms.push(Term {
                    name: format!(
                        "days of {} from {} {} {}",
                        law[of].name,
                        print(law, from),
                        if through { "through" } else { "until" },
                        print(law, to),
                    ),
                    span: None,
                    of: None,
                    role: TermRole::DaysHeld(held),
                    ty: Type::Int,
                    phrases: Phrases::default(),
                    otherwise: Some(overlap),
                    rules: Vec::new(),
                    grounds: Vec::new(),
                });
                let term = TermId::at(law.terms.len() - 1);
                law.days_held.insert(held, term);
                term
            }
        };
        self.law.exprs.add(Kernel::Call(term))
    }

    /// The days of a window on which something holds. Conditions stand outside, so that what is
    /// counted lies between inputs and constants.
    fn overlap(&mut self, history: History, (from, to, through): Window) -> ExprId {
        let exprs = &mut self.law.exprs;
        let [since, last] =
            [history.since, history.through].map(|input| exprs.add(Kernel::In(input)));
        let later = self.op(Op::Less, from, since);
        let earlier = self.op(Op::Less, last, to);
        let [neither, end, start, both] = [
            (from, to, through),
            (from, last, true),
            (since, to, through),
            (since, last, true),
        ]
        .map(|window| self.counted_if_any(window));
        let exprs = &mut self.law.exprs;
        let from_since = exprs.add(Kernel::If(earlier, both, start));
        let from_from = exprs.add(Kernel::If(earlier, end, neither));
        let days = exprs.add(Kernel::If(later, from_since, from_from));
        let none = exprs.lit(Value::Int(0));
        // Of what never holds no day is counted, whatever the window is.
        let ever = holds_ever(self.law, history);
        self.law.exprs.add(Kernel::If(ever, days, none))
    }

    /// The days of a window, none where it ends before it begins.
    fn counted_if_any(&mut self, (from, to, through): Window) -> ExprId {
        let backwards = self.op(Op::Less, to, from);
        let days = self.counted(from, to, through);
        let exprs = &mut self.law.exprs;
        let none = exprs.lit(Value::Int(0));
        exprs.add(Kernel::If(backwards, none, days))
    }

    /// The days from one day until or through another.
    fn counted(&mut self, from: ExprId, to: ExprId, through: bool) -> ExprId {
        let days = self.op(Op::Days, from, to);
        if !through {
            return days;
        }
        let exprs = &mut self.law.exprs;
        let one = exprs.lit(Value::Int(1));
        exprs.add(Kernel::Op(Op::Add, vec![days, one]))
    }

    fn next(&mut self, day: ExprId, days: i32) -> ExprId {
        self.moved(day, Period::Days(days), Rounding::Down)
    }

    /// The inputs that a time gives, with their values, which `value` makes of what is written.
    /// What has no end goes on, see [`History::NO_END`]; where no first day is written, it is not
    /// known.
    pub fn times(
        &mut self,
        of: &Applied,
        time: &Time,
        mut value: impl FnMut(&mut Self, &Expr) -> Option<ExprId>,
    ) -> Option<(InputId, Vec<(InputId, ExprId)>)> {
        let (input, history) = self.lasting(of)?;
        let since = match &time.since {
            Some(since) => Some(value(self, since)?),
            None => None,
        };
        let through = match &time.end {
            Some(end) => {
                let day = value(self, &end.day)?;
                if end.through { day } else { self.next(day, -1) }
            }
            None => self.law.exprs.lit(Value::Day(History::NO_END)),
        };
        let fixed = |id| match self.law.exprs.get(id) {
            Kernel::Lit(Value::Day(day)) => Some(*day),
            _ => None,
        };
        if let (Some(since), Some(first), Some(last), Some(end)) = (
            &time.since,
            since.and_then(fixed),
            fixed(through),
            &time.end,
        ) && last < first
        {
            self.found.push(
                Diagnostic::new(Code::EmptyInterval, "it ends before it begins")
                    .at(end.day.span, "it ends here")
                    .at(since.span, "it begins here")
                    .help("`until` names the first day on which it holds no longer"),
            );
            return None;
        }
        let yes = self.law.exprs.lit(Value::Bool(true));
        let mut given = vec![(history.ever, yes)];
        given.extend(since.map(|since| (history.since, since)));
        given.push((history.through, through));
        Some((input, given))
    }

    /// A supposition that something holds from a day on or up to one: then the history tells
    /// whether it holds on the day. Without a first day it began when it did, on the last day at the
    /// latest.
    pub(super) fn supposed_time(
        &mut self,
        of: &Applied,
        time: &Time,
    ) -> Option<Vec<(InputId, ExprId, Span)>> {
        let (input, mut given) =
            self.times(of, time, |this, day| this.supposed(day, Type::Date))?;
        let history = self.law[input].history?;
        let unbegun = match (&time.since, self.law.day()) {
            (None, Some(day)) => {
                let mut given = given.iter();
                let last = given.find(|(input, _)| *input == history.through);
                last.map(|(_, last)| (*last, day))
            }
            _ => None,
        };
        if let Some((last, _)) = unbegun {
            let since = self.law.exprs.add(Kernel::In(history.since));
            let later = self.op(Op::Less, last, since);
            let since = self.law.exprs.add(Kernel::If(later, last, since));
            given.push((history.since, since));
        }
        let life = Kernel::With(given.clone(), history.life);
        let mut holds = self.law.exprs.add(life);
        // So that this is seen without looking at what lies between which bounds.
        if let Some((last, day)) = unbegun {
            let exprs = &mut self.law.exprs;
            let day = exprs.add(Kernel::In(day));
            let is_last = exprs.add(Kernel::Op(Op::Equal, vec![day, last]));
            holds = exprs.or([holds, is_last]);
        }
        given.push((input, holds));
        Some(
            given
                .into_iter()
                .map(|(input, value)| (input, value, of.span))
                .collect(),
        )
    }
}
