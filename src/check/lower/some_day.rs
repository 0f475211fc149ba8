//! What is within reach some day: reach on one day after another, each with what was got before.
//!
//! Between two days on which nothing that a gate looks at turns (`law::moments`), every gate stays as
//! it is, so that it is enough to go through these days in their order. What a step grants lasts; what
//! is held with a history of its own ends with that, unless a step has granted it anew.
//! These are the segments of a person's days, as expressions of the kernel: interpreter, encoder and
//! checker need to know nothing of waiting.

use std::collections::BTreeMap;

use crate::calendar::{Day, Period, Rounding, Unit};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    Expr, ExprId, Exprs, History, InputId, InputKind, Later, Moment, Needs, Op, Told, Value,
    Waiting, cone, moments,
};
use crate::text::Span;

use super::Lower;

/// The most days that the law names or the person has, on which something may change.
const DAYS_LIMIT: usize = 64;

/// The most of them that are a person's own: each is put in its place among all others.
const OWN_LIMIT: usize = 6;

/// A day on which something may change. That it is behind the day at hand is said of each day of which
/// it may be one, so that it takes no order between them to see that all are past.
#[derive(Clone, Copy)]
struct Turning {
    day: ExprId,
    is_later: ExprId,
}

impl Lower<'_> {
    /// That a holding is within reach on the day or on a later one.
    pub(super) fn some_day(&mut self, holding: InputId, span: Span) -> Option<ExprId> {
        let reach = self.law.exprs.add(Expr::Reach(holding));
        let days = self.turning_days(reach, span)?;
        let needs = Needs::new(self.law);
        let mut walk = Walk::new(self, &needs, holding);
        let today = walk.within.get(&holding).copied()?;
        let mut later = Vec::new();
        for day in days {
            later.push(walk.go_to(self, day, holding)?);
        }
        let within = later.last().map_or(today, |last| last.within);
        // An expression of its own, also where there is no day to wait for.
        let some_day = self.law.exprs.add(Expr::With(Vec::new(), within));
        let waiting = Waiting {
            holding,
            today,
            later,
        };
        self.law.told.insert(some_day, Told::SomeDay(waiting));
        Some(some_day)
    }

    /// The clock of the law bound to the day, where the day was moved and the law does not follow it.
    fn law_of_the_day(&mut self) -> Bindings {
        let clocks = (self.law.day(), self.law.law_day());
        match clocks {
            (Some(day), Some(law_day)) if self.clocks.moved && !self.clocks.governed => {
                vec![(law_day, self.law.exprs.add(Expr::In(day)))]
            }
            _ => Vec::new(),
        }
    }

    /// The days on which what is within reach may change, in their order.
    fn turning_days(&mut self, reach: ExprId, span: Span) -> Option<Vec<Turning>> {
        let found = moments(self.law, reach);
        let mut own = Vec::new();
        for moment in &found.own {
            // A day that hangs on the law of the day, or on what holds on it, is another one later.
            let turns = matches!(moment.moment, Moment::Turning(_));
            let mut days = moment.of.iter().filter(|_| !turns);
            if let Some(of) = days.find(|of| self.hangs_on_the_day(**of)) {
                let help = "ask on single days, `… on 2030-01-01 governed by 2030-01-01`, or write a rule for each value that it may have";
                self.not_one_day(*of, span, help);
                return None;
            }
            for of in &moment.of {
                match moment.moment {
                    Moment::Day(_) | Moment::Own(_) => own.push(self.of_somebody(*of)?),
                    Moment::After(_) => {
                        let next = Op::Plus(Unit::Days.period(1)?, Rounding::Up);
                        let next = self.law.exprs.add(Expr::Op(next, vec![*of]));
                        own.push(self.of_somebody(next)?);
                    }
                    Moment::Turning(comparison) => {
                        let help = "compare the day with a day: `arrival + 30 days <= day` for `day - 30 days >= arrival`";
                        self.not_one_day(comparison, span, help);
                        return None;
                    }
                }
            }
        }
        own.sort_unstable();
        own.dedup();
        let since = self.clocks.since;
        let is_behind = |day: &Day| since.is_none_or(|since| since < *day);
        let law_days = found.days.into_iter().filter(is_behind);
        let law_days = law_days.filter(|day| *day <= History::NO_END);
        let days: Vec<ExprId> = law_days
            .map(|day| self.law.exprs.lit(Value::Day(day)))
            .collect();
        let all = days.len() + own.len();
        if own.len() > OWN_LIMIT || all > DAYS_LIMIT {
            let message = if own.len() > OWN_LIMIT {
                format!(
                    "it hangs on {} days of the person’s own whether it is within reach, and \
                     {OWN_LIMIT} are the most",
                    own.len()
                )
            } else {
                format!(
                    "it may change on {all} days whether it is within reach, and {DAYS_LIMIT} are the most"
                )
            };
            let help =
                "ask what is within reach on single days: `… on 2030-01-01 governed by 2030-01-01`";
            self.mistake(Code::TooMany, message, span, help);
            return None;
        }
        let mut turning = Vec::new();
        for day in days {
            turning.push(self.turning(day)?);
        }
        for one in own {
            let one = self.turning(one)?;
            turning = self.put_among(one, &turning);
        }
        Some(turning)
    }

    /// Whether something may come to another value on another day, or by the law of one.
    fn hangs_on_the_day(&self, of: ExprId) -> bool {
        let cone = cone(self.law, [of]);
        let clocks = [self.law.day(), self.law.law_day()];
        let asks = clocks
            .into_iter()
            .flatten()
            .any(|clock| cone.inputs.contains(&clock));
        let mut rules = cone.rules.iter();
        asks || rules.any(|rule| self.law[*rule].bounds().next().is_some())
    }

    /// A day of an element is one of somebody only where the list has the element; where it has not,
    /// there is nothing to wait for.
    fn of_somebody(&mut self, day: ExprId) -> Option<ExprId> {
        let today = self.law.day()?;
        let today = self.law.exprs.add(Expr::In(today));
        let mut found = day;
        for input in cone(self.law, [day]).inputs {
            let InputKind::Slot(list, place) = self.law[input].kind else {
                continue;
            };
            let length = self.law[list].length;
            let place = self.law.exprs.lit(Value::Int(i64::from(place)));
            let length = self.law.exprs.add(Expr::In(length));
            let present = self.law.exprs.add(Expr::Op(Op::Less, vec![place, length]));
            found = self.law.exprs.add(Expr::If(present, found, today));
        }
        // Waiting ends with the last day of what goes on without an end.
        let end = self.law.exprs.lit(Value::Day(History::NO_END));
        let is_beyond = self.less(end, found);
        Some(self.law.exprs.choice(is_beyond, end, found))
    }

    fn turning(&mut self, day: ExprId) -> Option<Turning> {
        let today = self.law.day()?;
        let today = self.law.exprs.add(Expr::In(today));
        let is_later = self.op(Op::Less, today, day);
        Some(Turning { day, is_later })
    }

    /// Days in their order, with one more put in its place.
    fn put_among(&mut self, one: Turning, days: &[Turning]) -> Vec<Turning> {
        let mut found = Vec::new();
        let mut before = None;
        for day in days {
            let earlier = self.earlier(one, *day);
            found.push(match before {
                Some(before) => self.later(before, earlier),
                None => earlier,
            });
            before = Some(*day);
        }
        found.push(match before {
            Some(before) => self.later(before, one),
            None => one,
        });
        found
    }

    fn earlier(&mut self, a: Turning, b: Turning) -> Turning {
        let less = self.less(a.day, b.day);
        Turning {
            day: self.law.exprs.choice(less, a.day, b.day),
            is_later: self.law.exprs.and([a.is_later, b.is_later]),
        }
    }

    fn later(&mut self, a: Turning, b: Turning) -> Turning {
        let less = self.less(a.day, b.day);
        Turning {
            day: self.law.exprs.choice(less, b.day, a.day),
            is_later: self.law.exprs.or([a.is_later, b.is_later]),
        }
    }

    /// A comparison, with conditions drawn out of it; none of days whose order is known.
    fn less(&mut self, a: ExprId, b: ExprId) -> ExprId {
        let drawn = match (self.law.exprs.get(a), self.law.exprs.get(b)) {
            (Expr::If(condition, yes, no), _) => Some((*condition, (*yes, b), (*no, b))),
            (_, Expr::If(condition, yes, no)) => Some((*condition, (a, *yes), (a, *no))),
            _ => None,
        };
        if let Some((condition, yes, no)) = drawn {
            let (yes, no) = (self.less(yes.0, yes.1), self.less(no.0, no.1));
            return self.law.exprs.choice(condition, yes, no);
        }
        let exprs = &mut self.law.exprs;
        match (Counted::of(exprs, a), Counted::of(exprs, b)) {
            (Some(one), Some(other)) if one.from == other.from => {
                exprs.lit(Value::Bool(one < other))
            }
            _ => self.plain_op(Op::Less, a, b),
        }
    }

    fn not_one_day(&mut self, of: ExprId, span: Span, help: &str) {
        let printed = crate::law::print(self.law, of);
        self.found.push(
            Diagnostic::new(
                Code::CountedFromTheDay,
                format!(
                    "it cannot be told on which days it changes, since `{printed}` hangs on the day"
                ),
            )
            .at(span, "hangs on it")
            .help(help),
        );
    }
}

/// A day so many months after another, or the day after it. Of two that are counted from one day the
/// order is that of what is counted: rounding moves a day by three at the most, and no month is so
/// short.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Counted {
    from: ExprId,
    months: i32,
    next: bool,
    rounded_up: bool,
}

impl Counted {
    fn of(exprs: &Exprs, day: ExprId) -> Option<Self> {
        let counted = |day: ExprId| match exprs.get(day) {
            Expr::Op(Op::Plus(Period::Months(months), rounding), from) => Some(Self {
                from: *from.first()?,
                months: *months,
                next: false,
                rounded_up: *rounding == Rounding::Up,
            }),
            _ => None,
        };
        match exprs.get(day) {
            Expr::Op(Op::Plus(Period::Days(1), _), before) => {
                let before = *before.first()?;
                let counted = counted(before).unwrap_or(Self {
                    from: before,
                    months: 0,
                    next: false,
                    rounded_up: false,
                });
                let next = true;
                Some(Self { next, ..counted })
            }
            Expr::In(_) => Some(Self {
                from: day,
                months: 0,
                next: false,
                rounded_up: false,
            }),
            _ => counted(day),
        }
    }
}

/// The way from one day to the next.
struct Walk<'n> {
    needs: &'n Needs,
    /// What can matter for the holding asked for, itself included.
    behind: Vec<InputId>,
    /// That each is within reach by the last day gone to.
    within: BTreeMap<InputId, ExprId>,
    /// Of those with a history, that a step grants it by the last day gone to.
    granted: BTreeMap<InputId, ExprId>,
}

type Bindings = Vec<(InputId, ExprId)>;

impl<'n> Walk<'n> {
    fn new(lower: &mut Lower<'_>, needs: &'n Needs, holding: InputId) -> Self {
        let behind: Vec<InputId> = needs
            .holdings_behind(lower.law, [holding])
            .into_iter()
            .collect();
        let mut walk = Self {
            needs,
            behind,
            within: BTreeMap::new(),
            granted: BTreeMap::new(),
        };
        let today = lower.law_of_the_day();
        walk.within = walk.reach_of_each(lower, &today);
        for one in walk.with_history(lower) {
            let granted = walk.grants(lower, one, &walk.within, &today);
            walk.granted.insert(one, granted);
        }
        walk
    }

    fn with_history(&self, lower: &Lower<'_>) -> Vec<InputId> {
        let all = self.behind.iter().copied();
        all.filter(|one| lower.law[*one].history.is_some())
            .collect()
    }

    /// That each holding is within reach where this is bound.
    fn reach_of_each(&self, lower: &mut Lower<'_>, on: &Bindings) -> BTreeMap<InputId, ExprId> {
        let mut found = BTreeMap::new();
        for one in &self.behind {
            let reach = lower.law.exprs.add(Expr::Reach(*one));
            let reach = if on.is_empty() {
                reach
            } else {
                lower.law.exprs.add(Expr::With(on.clone(), reach))
            };
            found.insert(*one, reach);
        }
        found
    }

    /// That a step grants a holding, on the day of these clocks, to whoever has all that is within
    /// reach on it.
    fn grants(
        &self,
        lower: &mut Lower<'_>,
        holding: InputId,
        within: &BTreeMap<InputId, ExprId>,
        clocks: &[(InputId, ExprId)],
    ) -> ExprId {
        let held = within.iter().map(|(one, within)| (*one, *within));
        let bound: Bindings = clocks.iter().copied().chain(held).collect();
        let mut ways = Vec::new();
        for door in self.needs.granting(holding) {
            let gate = lower.law[*door].gate;
            ways.push(lower.law.exprs.add(Expr::With(bound.clone(), gate)));
        }
        lower.law.exprs.or(ways)
    }

    /// What is held at the beginning of a day: what was within reach before it and lasts.
    fn start(&self, lower: &mut Lower<'_>, clocks: &[(InputId, ExprId)]) -> Bindings {
        let mut on = clocks.to_vec();
        for (one, within) in &self.within {
            let start = match self.granted.get(one) {
                Some(granted) => {
                    let held = lower.law.exprs.add(Expr::In(*one));
                    let held = lower.law.exprs.add(Expr::With(clocks.to_vec(), held));
                    lower.law.exprs.or([held, *granted])
                }
                None => *within,
            };
            on.push((*one, start));
        }
        on
    }

    fn go_to(
        &mut self,
        lower: &mut Lower<'_>,
        Turning { day, is_later }: Turning,
        holding: InputId,
    ) -> Option<Later> {
        let mut clocks = vec![(lower.law.day()?, day)];
        if !lower.clocks.governed {
            clocks.push((lower.law.law_day()?, day));
        }
        let on = self.start(lower, &clocks);
        let then = self.reach_of_each(lower, &on);
        for one in self.with_history(lower) {
            let anew = self.grants(lower, one, &then, &clocks);
            let before = self.granted.get(&one).copied();
            let granted = lower.law.exprs.or(before.into_iter().chain([anew]));
            let granted = self.where_later(lower, is_later, granted, before);
            self.granted.insert(one, granted);
        }
        for (one, then) in then {
            let before = self.within.get(&one).copied();
            // What is held for a time may have been there before, and be gone.
            let ends = self.granted.contains_key(&one);
            let then = match before.filter(|_| ends) {
                Some(before) => lower.law.exprs.or([then, before]),
                None => then,
            };
            let within = self.where_later(lower, is_later, then, before);
            self.within.insert(one, within);
        }
        Some(Later {
            day,
            on,
            within: *self.within.get(&holding)?,
        })
    }

    fn where_later(
        &self,
        lower: &mut Lower<'_>,
        is_later: ExprId,
        then: ExprId,
        before: Option<ExprId>,
    ) -> ExprId {
        match before {
            Some(before) => lower.law.exprs.add(Expr::If(is_later, then, before)),
            None => then,
        }
    }
}
