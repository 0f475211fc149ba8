//! The order among exceptions to exceptions.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::law::{Expr as Kernel, ExprId, Law, Op, RuleId, Value};

use super::super::context::Checker;
use super::super::days::on_some_reading;

impl Checker<'_> {
    /// What prevails over a rule prevails over all that this one prevails over, as long as this one
    /// is in force: `below` comes to list all rules above one, not only the nearest.
    ///
    /// Where the rules between are not in force on all days of both, the upper one stands above by a
    /// stand-in, which says the same while they are.
    pub(super) fn close_orders(&mut self) {
        let rules = self.law.rules.iter();
        let nearest: Vec<Vec<RuleId>> = rules.map(|rule| rule.below.clone()).collect();
        let mut ways = Ways {
            nearest,
            known: BTreeMap::new(),
        };
        let mut partly: Vec<(RuleId, RuleId)> = Vec::new();
        for at in 0..self.law.rules.len() {
            let lower = RuleId::at(at);
            let (mut throughout, at_times): (Vec<RuleId>, Vec<RuleId>) = ways
                .above(lower)
                .into_iter()
                .partition(|upper| ways.is_throughout(&self.law, *upper, lower));
            throughout.sort_unstable();
            self.law[lower].below = throughout;
            partly.extend(at_times.into_iter().map(|upper| (upper, lower)));
        }
        let stand_ins: Vec<RuleId> = partly
            .iter()
            .map(|(upper, lower)| self.stand_in(&mut ways, *upper, *lower))
            .collect();
        for ((_, lower), rule) in partly.iter().zip(&stand_ins) {
            self.law[*lower].below.push(*rule);
        }
        for ((upper, _), rule) in partly.iter().zip(&stand_ins) {
            self.law[*rule].below = self.law[*upper].below.clone();
        }
    }

    /// A rule that says what the upper one says where it stands, while it is above the lower one.
    fn stand_in(&mut self, ways: &mut Ways, upper: RuleId, lower: RuleId) -> RuleId {
        let way = ways.way(&mut self.law, upper, lower);
        let stands = self.law.exprs.add(Kernel::Stands(upper));
        let (written, effect) = (self.law[upper].written, self.law[upper].effect);
        let step = self.step_of.get(&upper).copied();
        self.add_rule(written, step, vec![stands, way], effect, &[])
    }
}

/// The ways from a rule up to those above it.
struct Ways {
    /// The rules that a rule gives way to itself, by their places.
    nearest: Vec<Vec<RuleId>>,
    /// Whether a rule between an upper and a lower one is in force, of those asked for.
    known: BTreeMap<(RuleId, RuleId), ExprId>,
}

impl Ways {
    fn nearest(&self, rule: RuleId) -> &[RuleId] {
        self.nearest.get(rule.index()).map_or(&[], Vec::as_slice)
    }

    /// All rules above one, each once.
    fn above(&self, lower: RuleId) -> Vec<RuleId> {
        self.through(lower, |_| true)
    }

    /// The rules above one to which a way leads through none but such rules.
    fn through(&self, lower: RuleId, is_such: impl Fn(RuleId) -> bool) -> Vec<RuleId> {
        let mut above: Vec<RuleId> = Vec::new();
        let mut open = self.nearest(lower).to_vec();
        while let Some(next) = open.pop() {
            if !above.contains(&next) {
                above.push(next);
                if is_such(next) {
                    open.extend(self.nearest(next));
                }
            }
        }
        above
    }

    /// Whether some way leads up through rules that are in force on all days of both.
    fn is_throughout(&self, law: &Law, upper: RuleId, lower: RuleId) -> bool {
        self.nearest(lower).contains(&upper)
            || self
                .through(lower, |between| covers(law, between, upper, lower))
                .contains(&upper)
    }

    /// That the rules of some way are in force. As many expressions as rules between the two.
    fn way(&mut self, law: &mut Law, upper: RuleId, lower: RuleId) -> ExprId {
        if let Some(known) = self.known.get(&(upper, lower)) {
            return *known;
        }
        let way = if self.nearest(lower).contains(&upper) {
            law.exprs.lit(Value::Bool(true))
        } else {
            let between: Vec<RuleId> = self.nearest(lower).to_vec();
            let leads = |rule: &RuleId| self.above(*rule).contains(&upper);
            let between: Vec<RuleId> = between.into_iter().filter(leads).collect();
            let mut ways = Vec::new();
            for rule in between {
                let mut parts = in_force(law, rule);
                parts.push(self.way(law, upper, rule));
                ways.push(law.exprs.and(parts));
            }
            law.exprs.or(ways)
        };
        self.known.insert((upper, lower), way);
        way
    }
}

/// Whether a rule is in force on all days on which two others are.
fn covers(law: &Law, rule: RuleId, one: RuleId, other: RuleId) -> bool {
    let never = |days: [ExprId; 2], is_so: fn(&[Day]) -> bool| {
        days[0] == days[1] || on_some_reading(law, &days, is_so) == Ok(None)
    };
    let (life, lives) = (&law[rule], [&law[one], &law[other]]);
    let begins = life.from.is_none_or(|from| {
        let firsts = lives.iter().filter_map(|life| life.from);
        let mut firsts = firsts.map(|first| [first, from]);
        firsts.any(|days| never(days, |days| matches!(days, [first, from] if first < from)))
    });
    let ends = life.until.is_none_or(|until| {
        let ends = lives.iter().filter_map(|life| life.until);
        let mut ends = ends.map(|end| [end, until]);
        ends.any(|days| never(days, |days| matches!(days, [end, until] if until < end)))
    });
    begins && ends
}

/// That the day of the law is in the life of a rule.
fn in_force(law: &mut Law, rule: RuleId) -> Vec<ExprId> {
    let Some(clock) = law.law_day() else {
        return Vec::new();
    };
    let (from, until) = (law[rule].from, law[rule].until);
    let day = law.exprs.add(Kernel::In(clock));
    let mut parts = Vec::new();
    if let Some(from) = from {
        let before = law.exprs.add(Kernel::Op(Op::Less, vec![day, from]));
        parts.push(law.exprs.not(before));
    }
    if let Some(until) = until {
        parts.push(law.exprs.add(Kernel::Op(Op::Less, vec![day, until])));
    }
    parts
}
