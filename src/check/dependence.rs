//! What must be known for something else: circles among terms and rules, and chains too long.
//!
//! A rule may ask what a term would be without it. So a part of the law is looked at together with
//! the rules that are switched off where it is asked for: what is a circle with a rule may be none
//! without it.

use std::collections::BTreeSet;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Expr, ExprId, InputId, InputKind, Law, RuleId, TermId, WrittenId};
use crate::text::Span;

use super::context::Checker;
use super::cycles::{circle, order, path};

/// The longest chain of expressions, calls included, that evaluation may follow.
pub const DEPTH_LIMIT: usize = 2_000;

/// The most combinations of rules that are switched off together.
const COMBINATIONS_LIMIT: usize = 256;

/// The most parts of the law that are looked at with rules switched off.
const PARTS_LIMIT: usize = 2_000_000;

/// A part of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Term(TermId),
    Rule(RuleId),
    Expr(ExprId),
}

/// A combination of rules that are switched off, by its place; none are at 0.
type Combination = usize;

/// The parts of a law, and what each needs: all with no rule switched off, and those with some
/// switched off that are asked for so.
struct Needs<'l> {
    law: &'l Law,
    combinations: IndexSet<BTreeSet<WrittenId>>,
    parts: IndexSet<(Combination, Part), FxBuildHasher>,
}

/// Too many rules are switched off together, of which this is one.
struct TooManyCombinations(WrittenId);

impl<'l> Needs<'l> {
    fn of(law: &'l Law) -> Self {
        let terms = (0..law.terms.len()).map(|at| Part::Term(TermId::at(at)));
        let rules = (0..law.rules.len()).map(|at| Part::Rule(RuleId::at(at)));
        let exprs = law.exprs.iter().map(|(id, _)| Part::Expr(id));
        Self {
            law,
            combinations: IndexSet::from([BTreeSet::new()]),
            parts: terms
                .chain(rules)
                .chain(exprs)
                .map(|part| (0, part))
                .collect(),
        }
    }

    /// For each part the places of those that it needs. Linear in the number of parts.
    fn graph(&mut self) -> Result<Vec<Vec<usize>>, TooManyCombinations> {
        let mut uses = Vec::with_capacity(self.parts.len());
        while let Some((off, part)) = self.parts.get_index(uses.len()).copied() {
            let needed = self.needed(off, part)?;
            let places = needed
                .into_iter()
                .map(|part| self.parts.insert_full(part).0);
            uses.push(places.collect());
        }
        Ok(uses)
    }

    fn needed(
        &mut self,
        off: Combination,
        part: Part,
    ) -> Result<Vec<(Combination, Part)>, TooManyCombinations> {
        let law = self.law;
        let parts: Vec<Part> = match part {
            Part::Term(term) => {
                let rules = law[term].rules.iter().copied().map(Part::Rule);
                rules.chain(law[term].otherwise.map(Part::Expr)).collect()
            }
            Part::Rule(rule) if self.is_off(off, law[rule].written) => Vec::new(),
            Part::Rule(rule) => {
                let rule = &law[rule];
                let above = rule.lifted_by.iter().chain(&rule.below);
                let exprs = rule.exprs().map(Part::Expr);
                exprs.chain(above.copied().map(Part::Rule)).collect()
            }
            Part::Expr(expr) => match law.exprs.get(expr) {
                Expr::In(input) => {
                    let history = law[*input].history;
                    history
                        .map(|history| Part::Expr(history.life))
                        .into_iter()
                        .collect()
                }
                Expr::Lit(_) | Expr::Reach(_) => Vec::new(),
                Expr::Op(_, ids) | Expr::And(ids) | Expr::Or(ids) => {
                    ids.iter().copied().map(Part::Expr).collect()
                }
                Expr::Not(id) => vec![Part::Expr(*id)],
                Expr::If(a, b, c) => [a, b, c].map(|id| Part::Expr(*id)).to_vec(),
                Expr::Call(term) => vec![Part::Term(*term)],
                Expr::Stands(rule) => vec![Part::Rule(*rule)],
                Expr::With(bindings, inner) => {
                    let within = self.combined(off, bindings)?;
                    let bound = bindings.iter().map(|(_, id)| (off, Part::Expr(*id)));
                    return Ok(bound.chain([(within, Part::Expr(*inner))]).collect());
                }
            },
        };
        Ok(parts.into_iter().map(|part| (off, part)).collect())
    }

    fn is_off(&self, off: Combination, rule: WrittenId) -> bool {
        let combination = self.combinations.get_index(off);
        combination.is_some_and(|rules| rules.contains(&rule))
    }

    /// The rules that are off, and those that bindings switch off.
    fn combined(
        &mut self,
        off: Combination,
        bindings: &[(InputId, ExprId)],
    ) -> Result<Combination, TooManyCombinations> {
        let mut rules = self
            .combinations
            .get_index(off)
            .cloned()
            .unwrap_or_default();
        let mut last = None;
        for (input, _) in bindings {
            if let InputKind::Switch(rule) = self.law[*input].kind {
                rules.insert(rule);
                last = Some(rule);
            }
        }
        let Some(last) = last else { return Ok(off) };
        let place = self.combinations.insert_full(rules).0;
        if place >= COMBINATIONS_LIMIT || self.parts.len() > PARTS_LIMIT {
            return Err(TooManyCombinations(last));
        }
        Ok(place)
    }

    /// What a part is called where it stands; expressions have no name.
    fn named(&self, at: usize) -> Option<(&'l str, Option<Span>)> {
        let law = self.law;
        match self.parts.get_index(at)?.1 {
            Part::Term(term) => Some((&law[term].name, law[term].span)),
            Part::Rule(rule) => {
                let written = &law[law[rule].written];
                Some((&written.name, Some(written.span)))
            }
            Part::Expr(_) => None,
        }
    }

    fn circle(&self, members: &[usize]) -> Diagnostic {
        let members: Vec<_> = members.iter().filter_map(|at| self.named(*at)).collect();
        let mut names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
        names.dedup();
        let message = match names.as_slice() {
            [one] => format!("`{one}` depends on itself"),
            names => format!("a circle: {}", path(names)),
        };
        let places = members.iter().filter_map(|(_, span)| *span);
        circle(Code::CircularDefinition, message, places)
            .help("what a rule decides cannot be a condition for deciding it; what would be decided without it can: `… without RULE`")
    }
}

impl Checker<'_> {
    /// Reports terms that depend on themselves through rules, and chains too long to follow.
    /// Whether there are none, so that passes over the law may recurse.
    pub fn find_circles(&mut self) -> bool {
        let mut needs = Needs::of(&self.law);
        let found = match needs.graph() {
            Ok(uses) => faults(&needs, &uses),
            Err(TooManyCombinations(rule)) => {
                let message = format!(
                    "more than {COMBINATIONS_LIMIT} combinations of rules that are left out by `without`"
                );
                vec![
                    Diagnostic::new(Code::TooMany, message)
                        .at(self.law[rule].span, "of which this is one")
                        .help("let fewer rules ask what would be without them"),
                ]
            }
        };
        let sound = found.is_empty();
        self.diagnostics.extend(found);
        sound
    }
}

/// The name of something that depends on itself in a law, whichever rules are switched off.
pub fn depends_on_itself(law: &Law) -> Option<String> {
    let mut needs = Needs::of(law);
    let uses = match needs.graph() {
        Ok(uses) => uses,
        Err(TooManyCombinations(rule)) => return Some(law[rule].name.clone()),
    };
    let (_, circles) = order(&uses);
    let mut named = circles.iter().flatten();
    let name = named.find_map(|at| needs.named(*at));
    name.map(|(name, _)| name.to_owned())
}

fn faults(needs: &Needs<'_>, uses: &[Vec<usize>]) -> Vec<Diagnostic> {
    let (order, circles) = order(uses);
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for circle in &circles {
        // A circle through something told already is most often the same mistake.
        let named = circle.iter().copied().filter_map(|at| needs.named(at));
        let names: Vec<&str> = named.map(|(name, _)| name).collect();
        if names.iter().all(|name| !told.contains(name)) {
            found.push(needs.circle(circle));
        }
        told.extend(names);
    }
    if found.is_empty() {
        found.extend(too_long(needs, uses, order));
    }
    found
}

fn too_long(needs: &Needs<'_>, uses: &[Vec<usize>], order: Vec<usize>) -> Option<Diagnostic> {
    let mut depth = vec![0_usize; uses.len()];
    for at in order {
        let used = uses.get(at).into_iter().flatten();
        let below = used.filter_map(|used| depth.get(*used)).max().copied();
        let own = below.unwrap_or(0) + 1;
        if let Some(known) = depth.get_mut(at) {
            *known = own;
        }
        if own >= DEPTH_LIMIT
            && let Some((_, Some(span))) = needs.named(at)
        {
            let message = format!("more than {DEPTH_LIMIT} steps lead from this to the facts");
            let diagnostic = Diagnostic::new(Code::TooDeep, message).at(span, "");
            return Some(
                diagnostic.help("shorten the chain of definitions and rules that lead here"),
            );
        }
    }
    None
}
