use crate::calendar::{Day, Period, Rounding};
use crate::law::{
    ClaimId, Expected, Expr, ExprId, InputId, Law, Moment, Moments, Op, Own, Value, moments,
};
use crate::verdict::{Affected, Turn};

use super::outcomes::{Outcome, outcomes};

/// Whether an outcome changes on a day for somebody, and the claim that it does so for nobody.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// What may change.
    pub about: Affected,
    /// Which way.
    pub turn: Turn,
    /// On which day: one on which nothing else falls that might matter; on none of those asked
    /// for, where there is none.
    pub moment: Option<Moment>,
    /// The claim.
    pub claim: ClaimId,
    /// The expression that comes to it.
    pub is: ExprId,
}

/// An outcome and the days on which it may change.
#[derive(Debug, Clone)]
pub struct Dated {
    /// The outcome.
    pub outcome: Outcome,
    /// Its days.
    pub moments: Moments,
}

/// Every outcome with the days on which it may change by the form of the law, those within
/// `first` and `last`.
pub fn dated(law: &mut Law, first: Day, last: Day) -> Vec<Dated> {
    let all = outcomes(law).into_iter();
    all.map(|outcome| {
        let mut moments = moments(law, outcome.is);
        moments.days.retain(|day| first < *day && *day <= last);
        Dated { outcome, moments }
    })
    .collect()
}

/// Asks of each outcome and each of its days whether it changes on it.
pub fn changes(law: &mut Law, dated: &[Dated]) -> Vec<Change> {
    let Some(mut put) = Changes::new(law) else {
        return Vec::new();
    };
    for one in dated {
        for day in &one.moments.days {
            put.on(one, *day);
        }
        let days = &one.moments.days;
        for (at, own) in one.moments.own.iter().enumerate() {
            let all = one.moments.own.iter().enumerate();
            let others: Vec<&Own> = all
                .filter(|(of, _)| *of != at)
                .map(|(_, own)| own)
                .collect();
            put.own(one, own, days, &others);
        }
    }
    put.put
}

/// A further question on an outcome.
#[derive(Debug, Clone)]
pub struct Elsewhere<'d> {
    /// The outcome.
    pub of: &'d Dated,
    /// Which way it may change.
    pub turn: Turn,
    /// On this day, even if others fall on it; on any day where there is none.
    pub on: Option<Moment>,
    /// On none of these.
    pub known: Vec<Moment>,
}

/// Puts further questions, one change for each.
pub fn elsewhere(law: &mut Law, asked: &[Elsewhere<'_>]) -> Vec<Change> {
    let Some(mut put) = Changes::new(law) else {
        return Vec::new();
    };
    for one in asked {
        put.elsewhere(one);
    }
    put.put
}

struct Changes<'l> {
    law: &'l mut Law,
    clocks: [InputId; 2],
    /// The day at hand, and another day of which nothing is known.
    day: ExprId,
    other: ExprId,
    /// The day before it, as the calendar has it.
    eve: ExprId,
    put: Vec<Change>,
}

impl<'l> Changes<'l> {
    fn new(law: &'l mut Law) -> Option<Self> {
        let clocks = [law.day()?, law.law_day()?];
        let other = law.twin(clocks[0]);
        let other = law.exprs.add(Expr::In(other));
        let day = law.exprs.add(Expr::In(clocks[0]));
        let back = Op::Plus(Period::Days(-1), Rounding::Down);
        let eve = law.exprs.add(Expr::Op(back, vec![day]));
        Some(Self {
            law,
            clocks,
            day,
            other,
            eve,
            put: Vec::new(),
        })
    }

    /// An expression on a day, by the law of that day.
    fn at(&mut self, day: ExprId, expr: ExprId) -> ExprId {
        if day == self.day {
            return expr;
        }
        let bound = self.clocks.map(|clock| (clock, day)).to_vec();
        self.law.exprs.add(Expr::With(bound, expr))
    }

    /// One of these days is the day of a pair.
    fn falls(&mut self, [eve, day]: [ExprId; 2], own: &Own) -> ExprId {
        let mut any = Vec::new();
        for of in &own.of {
            let on = match own.moment {
                Moment::Own(_) | Moment::Day(_) => Some(day),
                Moment::After(_) => Some(eve),
                Moment::Turning(_) => None,
            };
            any.push(match on {
                Some(on) => {
                    let is = vec![self.day, *of];
                    let is = self.law.exprs.add(Expr::Op(Op::Equal, is));
                    self.at(on, is)
                }
                None => {
                    let sides = [eve, day].map(|day| self.at(day, *of)).to_vec();
                    let same = self.law.exprs.add(Expr::Op(Op::Equal, sides));
                    self.law.exprs.not(same)
                }
            });
        }
        self.law.exprs.or(any)
    }

    fn is_day(&mut self, day: Day) -> ExprId {
        let other = self.law.exprs.lit(Value::Day(day));
        let sides = vec![self.day, other];
        self.law.exprs.add(Expr::Op(Op::Equal, sides))
    }

    /// On a day that the law names.
    fn on(&mut self, one: &Dated, day: Day) {
        let Some(eve) = Day::from_number(day.number() - 1) else {
            return;
        };
        let pair = [eve, day].map(|day| self.law.exprs.lit(Value::Day(day)));
        let own: Vec<ExprId> = one
            .moments
            .own
            .iter()
            .map(|own| self.falls(pair, own))
            .collect();
        self.ask(one, pair, Some(Moment::Day(day)), None, &own, None);
        let Some(next) = Day::from_number(day.number() + 1) else {
            return;
        };
        for change in self.put.iter().rev() {
            if change.moment != Some(Moment::Day(day)) || change.about != one.outcome.about {
                break;
            }
            let claim = &mut self.law[change.claim];
            (claim.from, claim.until) = (Some(day), Some(next));
        }
    }

    /// The day at hand and the day before it, and what must not be so for them to be that.
    ///
    /// The day before is one between which and the day at hand nothing lies that the day is compared
    /// with: more than that cannot be told apart by comparisons, and the solver need not know the
    /// calendar for it. The nearest such day is sought, which is the day before. Where something is
    /// counted from the day itself it has to be that day in any case.
    fn pair(&mut self, one: &Dated) -> ([ExprId; 2], Vec<ExprId>) {
        let mut bounds: Vec<ExprId> = Vec::new();
        for own in &one.moments.own {
            match own.moment {
                Moment::Turning(_) => return ([self.eve, self.day], Vec::new()),
                _ => bounds.extend(&own.of),
            }
        }
        for day in &one.moments.days {
            bounds.push(self.law.exprs.lit(Value::Day(*day)));
        }
        let exprs = &mut self.law.exprs;
        let mut less = |one, other| exprs.add(Expr::Op(Op::Less, vec![one, other]));
        let forwards = less(self.other, self.day);
        let within: Vec<[ExprId; 2]> = bounds
            .into_iter()
            .map(|bound| [less(self.other, bound), less(bound, self.day)])
            .collect();
        let mut no_pair = vec![exprs.not(forwards)];
        no_pair.extend(within.into_iter().map(|parts| exprs.and(parts)));
        ([self.other, self.day], no_pair)
    }

    /// On a day of a person's own.
    fn own(&mut self, one: &Dated, own: &Own, days: &[Day], others: &[&Own]) {
        let (pair, no_pair) = self.pair(one);
        let falls = self.falls(pair, own);
        let mut aside = no_pair;
        aside.extend(days.iter().map(|day| self.is_day(*day)));
        aside.extend(others.iter().map(|own| self.falls(pair, own)));
        self.ask(one, pair, Some(own.moment), Some(falls), &aside, None);
    }

    /// Whether a moment is that of a pair of days; `None` of one that is not of the outcome.
    fn is(&mut self, pair: [ExprId; 2], one: &Dated, moment: Moment) -> Option<ExprId> {
        if let Moment::Day(day) = moment {
            return Some(self.is_day(day));
        }
        let own = one.moments.own.iter().find(|own| own.moment == moment)?;
        Some(self.falls(pair, own))
    }

    /// On no day that is known.
    fn elsewhere(&mut self, asked: &Elsewhere<'_>) {
        let one = asked.of;
        let (pair, mut aside) = self.pair(one);
        let falls = asked.on.and_then(|on| self.is(pair, one, on));
        let known = asked.known.iter();
        aside.extend(known.filter_map(|of| self.is(pair, one, *of)));
        self.ask(one, pair, asked.on, falls, &aside, Some(asked.turn));
    }

    /// Asks for somebody for whom the outcome changes on the day, on which nothing falls that is
    /// left `aside`.
    fn ask(
        &mut self,
        one: &Dated,
        [eve, day]: [ExprId; 2],
        moment: Option<Moment>,
        falls: Option<ExprId>,
        aside: &[ExprId],
        only: Option<Turn>,
    ) {
        let [before, after] = [eve, day].map(|day| self.at(day, one.outcome.is));
        for turning in one.outcome.turnings(self.law, before, after) {
            if only.is_some_and(|only| only != turning.turn) {
                continue;
            }
            let name = format!("boundary {}", self.law.claims.len() + 1);
            let whom = falls.into_iter().chain([turning.whom]).collect();
            let claim = aside.iter().copied().chain([turning.claim]);
            let claim = self.law.exprs.or(claim);
            let named = (name, one.outcome.span);
            let claim = self.law.put(named, whom, claim, Expected::Proved);
            self.put.push(Change {
                about: one.outcome.about,
                turn: turning.turn,
                moment,
                claim,
                is: one.outcome.is,
            });
        }
    }
}
