//! The order among exceptions to exceptions.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::law::{Expr as Kernel, ExprId, Law, Rule, RuleId, Told, Value};

use super::super::context::Checker;
use super::lives::{Life, covers, in_force};

/// Rules in the order in which they were come upon.
type Rules = IndexSet<RuleId, FxBuildHasher>;

impl Checker<'_> {
    /// What prevails over a rule prevails over all that this one prevails over, as long as this one
    /// is in force: `below` comes to list all rules above one, not only the nearest.
    ///
    /// Where the rules between are not in force on all days of both, the upper one stands above by a
    /// stand-in, which says the same while they are.
    pub(super) fn close_orders(&mut self) {
        let mut ways = Ways::of(&self.law);
        let mut partly: Vec<(RuleId, RuleId)> = Vec::new();
        for at in 0..self.law.rules.len() {
            let lower = RuleId::at(at);
            let (mut throughout, at_times) = ways.parted(&self.law, lower);
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
        self.law.told.insert(way, Told::Unsaid);
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
    /// All rules above one, by their places.
    above: Vec<Rules>,
    /// Whether a rule between an upper and a lower one is in force, of those asked for.
    known: BTreeMap<(RuleId, RuleId), ExprId>,
}

impl Ways {
    /// The ways of a law of which the orders are not closed yet.
    fn of(law: &Law) -> Self {
        let mut ways = Self {
            nearest: law.rules.iter().map(|rule| rule.below.clone()).collect(),
            above: Vec::new(),
            known: BTreeMap::new(),
        };
        let all = (0..law.rules.len()).map(RuleId::at);
        ways.above = all.map(|lower| ways.through(lower, |_| true)).collect();
        ways
    }

    fn nearest(&self, rule: RuleId) -> &[RuleId] {
        self.nearest.get(rule.index()).map_or(&[], Vec::as_slice)
    }

    fn is_above(&self, upper: RuleId, lower: RuleId) -> bool {
        let above = self.above.get(lower.index());
        above.is_some_and(|above| above.contains(&upper))
    }

    /// The rules above one to which a way leads through none but such rules.
    fn through(&self, lower: RuleId, is_such: impl Fn(RuleId) -> bool) -> Rules {
        let mut above = Rules::default();
        let mut open = self.nearest(lower).to_vec();
        while let Some(next) = open.pop() {
            if above.insert(next) && is_such(next) {
                open.extend(self.nearest(next));
            }
        }
        above
    }

    /// The rules above one: those to which some way leads up through rules that are in force on all
    /// days of both, and the others.
    fn parted(&self, law: &Law, lower: RuleId) -> (Vec<RuleId>, Vec<RuleId>) {
        let way_of =
            |others: &[&Rule]| self.through(lower, |between| covers(law, &law[between], others));
        // What is in force on all days of the lower one is so on those of any two.
        let throughout = way_of(&[&law[lower]]);
        let mut by_life: BTreeMap<Life, Rules> = BTreeMap::new();
        let above = self.above.get(lower.index()).into_iter().flatten();
        above.copied().partition(|upper| {
            throughout.contains(upper) || {
                let rule = &law[*upper];
                let life = (rule.from, rule.until);
                let way = by_life
                    .entry(life)
                    .or_insert_with(|| way_of(&[rule, &law[lower]]));
                way.contains(upper)
            }
        })
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
            let leads = |rule: &RuleId| self.is_above(upper, *rule);
            let between: Vec<RuleId> = between.into_iter().filter(leads).collect();
            let mut ways = Vec::new();
            for rule in between {
                let mut parts = in_force(law, law[rule].from, law[rule].until);
                parts.push(self.way(law, upper, rule));
                ways.push(law.exprs.and(parts));
            }
            law.exprs.or(ways)
        };
        self.known.insert((upper, lower), way);
        way
    }
}
