//! Canons: the higher, the more special, the later act prevails, where a file says so. A canon orders
//! two rules of one term by their acts, where the rules themselves are not ordered.
//!
//! An act that amends another changes the text of that act: rank and specialty are those of the act in
//! which a rule stands. Its words are as late as the act that gave it these words.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Act, ActId, Canon, Effect, Expr, Law, Prevails, Rule, RuleId};
use crate::syntax;

use super::Symbol;
use super::context::Checker;
use super::cycles::{circle, order, path};
use super::distinct::Distinct;
use super::exceptions::are_apart;
use super::precedence::{Acts, Precedence, SPECIAL_LIMIT};
use super::symbols::near;

/// The most pairs of rules that canons order.
const PAIRS_LIMIT: usize = 1_000_000;

/// The most pairs of rules of which it is asked whether canons order them.
const ASKED_LIMIT: usize = 10_000_000;

impl Checker<'_> {
    pub fn declare_canon(&mut self, canon: &syntax::Canon) {
        let (prevails, ranks) = match &canon.prevails {
            syntax::Prevails::Higher(ranks) => (Prevails::Higher, ranks.as_slice()),
            syntax::Prevails::Special => (Prevails::Special, Default::default()),
            syntax::Prevails::Later => (Prevails::Later, Default::default()),
        };
        if self
            .law
            .canons
            .iter()
            .any(|known| known.prevails == prevails)
        {
            self.report(
                Diagnostic::new(Code::DuplicateClause, "this canon is declared twice")
                    .at(canon.span, "the second time")
                    .help("one declaration may have several grounds"),
            );
            return;
        }
        let mut known = Distinct::default();
        for rank in ranks {
            if let Err(twice) = known.add(rank) {
                self.report(twice.help("name each rank once: it has one place"));
            }
        }
        let grounds = self.grounds(&canon.grounds);
        self.law.canons.push(Canon {
            prevails,
            ranks: ranks.iter().map(|rank| rank.text.clone()).collect(),
            grounds,
        });
        self.law.canons.sort_by_key(|canon| canon.prevails);
    }

    /// The rank of an act; reports one that no canon knows.
    pub fn rank(&mut self, act: &syntax::Act) -> Option<usize> {
        let rank = act.rank.as_ref()?;
        let canons = self.law.canons.iter();
        let ranks: Vec<&str> = canons
            .flat_map(|canon| &canon.ranks)
            .map(String::as_str)
            .collect();
        let place = ranks.iter().position(|known| *known == rank.text);
        if place.is_none() {
            let message = format!("there is no rank `{}`", rank.text);
            let diagnostic = Diagnostic::new(Code::UnknownValue, message).at(rank.span, "");
            let help = match near(&rank.text, ranks.iter().copied(), self.diagnostics.len()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if ranks.is_empty() => {
                    "declare the ranks, the highest first: `canon higher among …`".to_owned()
                }
                None => format!("the ranks are {}", ranks.join(", ")),
            };
            self.report(diagnostic.help(help));
        }
        place
    }

    /// Orders rules by canons; the order of `despite` is known already, and goes first.
    pub fn order_by_canons(&mut self) {
        for (act, to) in std::mem::take(&mut self.pending.special_to) {
            let symbols = &self.symbols;
            let other = symbols.find(to, "an act", &mut self.diagnostics, |symbol| match symbol {
                Symbol::Act(act) => Some(act),
                _ => None,
            });
            if let Some(other) = other {
                self.law[act].special_to.push(other);
            }
        }
        self.report_circles_of_special_acts();
        if self.law.canons.is_empty() {
            return;
        }
        let Some(pairs) = self.pairs() else {
            let message = format!(
                "canons order more than {PAIRS_LIMIT} pairs of rules, or there are more than \
                 {ASKED_LIMIT} pairs on one thing, or more than {SPECIAL_LIMIT} of acts that are \
                 special to one another"
            );
            self.report(Diagnostic::new(Code::TooMany, message));
            return;
        };
        // What a rule gives way to, all that stands for it gives way to.
        let mut stand_ins: BTreeMap<RuleId, Vec<RuleId>> = BTreeMap::new();
        for rule in (0..self.law.rules.len()).map(RuleId::at) {
            if let Some(other) = self.law.stands_for(rule) {
                stand_ins.entry(other).or_default().push(rule);
            }
        }
        for (loser, winner, prevails) in &pairs {
            let stand_ins = stand_ins.get(loser).into_iter().flatten();
            for loser in [loser].into_iter().chain(stand_ins) {
                self.law[*loser].below.push(*winner);
                self.law.ordered.insert((*loser, *winner), *prevails);
            }
        }
        if self.report_circles_of_canons() {
            // The circle is reported, and none among the terms that follows from it.
            let ordered = std::mem::take(&mut self.law.ordered);
            let losers: BTreeSet<RuleId> = ordered.keys().map(|(loser, _)| *loser).collect();
            for loser in losers {
                let by_canon = |above: &RuleId| ordered.contains_key(&(loser, *above));
                self.law[loser].below.retain(|above| !by_canon(above));
            }
        }
    }

    /// Reports acts that are special to themselves, directly or by way of others.
    fn report_circles_of_special_acts(&mut self) {
        let acts = &self.law.acts;
        let general = |act: &Act| act.special_to.iter().map(|other| other.index()).collect();
        let uses: Vec<Vec<usize>> = acts.iter().map(general).collect();
        let (_, circles) = order(&uses);
        for members in circles {
            let members = members.iter().map(|at| &self.law[ActId::at(*at)]);
            let members: Vec<_> = members.map(|act| (act.name.clone(), act.span)).collect();
            let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
            let message = match names.as_slice() {
                [one] => format!("`{one}` is special to itself"),
                names => format!("acts special to one another in a circle: {}", path(names)),
            };
            let places = members.iter().map(|(_, span)| *span);
            let found = circle(Code::CircularActs, message, places);
            self.report(found.help("one of them is the general act: delete its `special to`"));
        }
    }

    /// The pairs that a canon orders: who gives way, who prevails, and by which canon. `None` of more
    /// than the limits.
    fn pairs(&self) -> Option<Vec<(RuleId, RuleId, Prevails)>> {
        let law = &self.law;
        let precedence = Precedence::of(law)?;
        let mut found = Vec::new();
        let mut asked = 0_usize;
        for term in &law.terms {
            let rules = term.rules.iter().filter(|id| !law.is_stand_in(**id));
            let rules: Vec<(RuleId, Acts)> = rules
                .map(|id| (*id, Acts::of(&law[law[*id].written])))
                .collect();
            let above = |(lower, _): &(RuleId, Acts)| {
                let above = law[*lower].below.iter();
                above.map(|upper| (*lower, *upper)).collect::<Vec<_>>()
            };
            let known: BTreeSet<(RuleId, RuleId)> = rules.iter().flat_map(above).collect();
            for (at, (one, of_one)) in rules.iter().enumerate() {
                for (other, of_other) in rules.iter().skip(at + 1) {
                    asked += 1;
                    if found.len() > PAIRS_LIMIT || asked > ASKED_LIMIT {
                        return None;
                    }
                    let Some((first, prevails)) = precedence.prevailing(*of_one, *of_other) else {
                        continue;
                    };
                    if known.contains(&(*one, *other))
                        || known.contains(&(*other, *one))
                        || never_meet(law, &law[*one], &law[*other])
                    {
                        continue;
                    }
                    let (loser, winner) = if first {
                        (*other, *one)
                    } else {
                        (*one, *other)
                    };
                    found.push((loser, winner, prevails));
                }
            }
        }
        Some(found)
    }

    /// Reports rules that give way to themselves, directly or by way of others; whether there are any.
    fn report_circles_of_canons(&mut self) -> bool {
        let circles = self.circles_of_orders();
        let any = !circles.is_empty();
        for members in circles {
            let members = members
                .iter()
                .map(|at| &self.law[self.law[RuleId::at(*at)].written]);
            let members: Vec<_> = members.map(|rule| (rule.name.clone(), rule.span)).collect();
            let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
            let message = format!("canons order rules in a circle: {}", path(&names));
            let places = members.iter().map(|(_, span)| *span);
            let diagnostic = circle(Code::CircularException, message, places);
            self.report(diagnostic.help("say with `despite` which of them prevails"));
        }
        any
    }

    /// The circles of rules that give way to one another. Out of circles those are taken that give way to
    /// what is never in force with them: there they change nothing.
    fn circles_of_orders(&mut self) -> Vec<Vec<usize>> {
        loop {
            let above = |rule: &Rule| rule.below.iter().map(|above| above.index()).collect();
            let uses: Vec<Vec<usize>> = self.law.rules.iter().map(above).collect();
            let (_, circles) = order(&uses);
            let law = &self.law;
            let mut apart = BTreeSet::new();
            for circle in &circles {
                let next = circle.iter().cycle().skip(1);
                for (rule, above) in circle.iter().zip(next) {
                    let [rule, above] = [rule, above].map(|at| RuleId::at(*at));
                    if are_apart(law, law[rule].life(), law[above].life()) {
                        apart.insert((rule, above));
                    }
                }
            }
            if apart.is_empty() {
                return circles;
            }
            for (rule, above) in apart {
                self.law[rule].below.retain(|one| *one != above);
            }
        }
    }
}

/// Whether two rules of a term cannot disagree: they are never in force together, or say the same.
pub fn never_meet(law: &Law, a: &Rule, b: &Rule) -> bool {
    let same = match (a.effect, b.effect) {
        (Effect::Value(_, one), Effect::Value(_, other)) => {
            one == other && matches!(law.exprs.get(one), Expr::Lit(_))
        }
        _ => false,
    };
    same || are_apart(law, a.life(), b.life())
}
