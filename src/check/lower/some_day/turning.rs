//! The days on which what is within reach may change, in their order.

use crate::calendar::{Day, Rounding, Unit};
use crate::diagnostic::Code;
use crate::law::{
    BRANCHES_LIMIT, Expr, ExprId, History, InputId, InputKind, Moment, Op, Value, cone, moments,
};
use crate::text::Span;

use super::super::Lower;
use super::counted::Counted;

/// The most days that the law names or the person has, on which something may change.
const DAYS_LIMIT: usize = 64;

/// The most of them that are a person's own: each is put in its place among all others.
const OWN_LIMIT: usize = 6;

/// A day on which something may change. That it is behind the day at hand is said of each day of which
/// it may be one, so that it takes no order between them to see that all are past.
#[derive(Clone, Copy)]
pub struct Turning {
    pub day: ExprId,
    pub is_later: ExprId,
}

/// The days on which something may change.
pub struct Turnings {
    /// In their order.
    pub days: Vec<Turning>,
    /// The days of which each of these is one.
    pub each: Vec<ExprId>,
    /// That the last day that one may wait for is ahead of none of them on which something may begin,
    /// and that nothing ends before it begins.
    pub covered: ExprId,
    /// Of two that are counted from one day, that the first is not later than the second.
    pub order: Vec<(ExprId, ExprId)>,
}

impl Lower<'_> {
    /// The days on which what is within reach may change.
    pub(super) fn turning_days(&mut self, holding: InputId, span: Span) -> Option<Turnings> {
        let reach = self.law.exprs.add(Expr::Reach(holding));
        let asked = self.by_one_law(reach);
        let found = moments(self.law, asked);
        if found.cut {
            let message = format!(
                "it cannot be told on which days it changes whether it is within reach: a day or number \
                 that it hangs on may be one of more than {BRANCHES_LIMIT}, and so many are the most"
            );
            self.too_many(message, span);
            return None;
        }
        let (mut own, mut each, mut covered) = (Vec::new(), Vec::new(), Vec::new());
        for moment in &found.own {
            if let Moment::Turning(_) = moment.moment {
                self.counts_from_the_day(holding, span);
                return None;
            }
            // A day that hangs on the law of the day, or on what holds on it, is another one later.
            if moment.of.iter().any(|of| self.hangs_on_the_day(*of)) {
                self.hangs_on_the_law(holding, span);
                return None;
            }
            for of in &moment.of {
                let day = match moment.moment {
                    Moment::After(_) => {
                        let next = Op::Plus(Unit::Days.period(1)?, Rounding::Up);
                        self.law.exprs.add(Expr::Op(next, vec![*of]))
                    }
                    _ => *of,
                };
                each.push(day);
                let (day, is_beyond) = self.of_somebody(day)?;
                own.push(day);
                if !self.is_an_end(*of) {
                    covered.push(self.law.exprs.not(is_beyond));
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
            self.too_many(
                if own.len() > OWN_LIMIT {
                    format!(
                        "it hangs on {} days of the person’s own whether it is within reach, and \
                         {OWN_LIMIT} are the most",
                        own.len()
                    )
                } else {
                    format!(
                        "it may change on {all} days whether it is within reach, and {DAYS_LIMIT} are \
                         the most"
                    )
                },
                span,
            );
            return None;
        }
        each.extend(&days);
        let mut turning = Vec::new();
        for day in days {
            turning.push(self.turning(day)?);
        }
        for one in own {
            let one = self.turning(one)?;
            turning = self.put_among(one, &turning);
        }
        covered.extend(self.in_order(&each));
        let covered = self.law.exprs.and(covered);
        let order = Counted::in_order(&self.law.exprs, &each);
        Some(Turnings {
            days: turning,
            each,
            covered,
            order,
        })
    }

    /// The last day of something that is held for a time: where it lies behind all others, it goes on.
    fn is_an_end(&self, day: ExprId) -> bool {
        let Expr::In(input) = self.law.exprs.get(day) else {
            return false;
        };
        let of = self.law.history_of(*input);
        of.is_some_and(|(_, history)| history.through == *input)
    }

    /// That what is held for a time, of which these are the days, does not end before it begins.
    fn in_order(&mut self, days: &[ExprId]) -> Vec<ExprId> {
        let mut found = Vec::new();
        for input in cone(self.law, days.iter().copied()).inputs {
            let of = self.law.history_of(input).map(|(_, history)| history);
            if let Some(history) = of.filter(|history| history.through == input) {
                let [since, through] =
                    [history.since, input].map(|day| self.law.exprs.add(Expr::In(day)));
                let backwards = self.plain_op(Op::Less, through, since);
                found.push(self.law.exprs.not(backwards));
            }
        }
        found
    }

    /// What is asked, by one law where it is asked by the law of a day that is said: then no rule
    /// begins or ends. Whichever law that is, its days are none on which anything changes.
    fn by_one_law(&mut self, reach: ExprId) -> ExprId {
        match self.law.law_day().filter(|_| self.clocks.governed) {
            Some(clock) => {
                let some = self.law.exprs.lit(Value::Day(Day::MIN));
                self.law.exprs.add(Expr::With(vec![(clock, some)], reach))
            }
            None => reach,
        }
    }

    fn too_many(&mut self, message: String, span: Span) {
        let help =
            "ask what is within reach on single days: `… on 2030-01-01 governed by 2030-01-01`";
        self.mistake(Code::TooMany, message, span, help);
    }

    /// Whether something may come to another value on another day, or by the law of one.
    pub(super) fn hangs_on_the_day(&self, of: ExprId) -> bool {
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
    /// there is nothing to wait for. Second, that it lies behind the last day that one may wait for.
    fn of_somebody(&mut self, day: ExprId) -> Option<(ExprId, ExprId)> {
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
        let day = self.law.exprs.choice(is_beyond, end, found);
        Some((day, is_beyond))
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
}
