//! Why something was not asked: what keeps every answer to it from changing the result.

use std::collections::{BTreeMap, BTreeSet};

use crate::eval::{
    Decisive, Explaining, Interpreter, Outcome, Situation, by_reading, decisive_names,
};
use crate::law::{
    Effect, Expr, ExprId, InputId, InputKind, Law, RuleId, Type, WrittenId, cone_until,
    cone_with_ways,
};

use super::super::answer::Answer;
use super::super::rule_words::does_not_apply;
use super::super::rules_told::{Applies, RuleTold, of_other_steps};
use super::super::settled;
use super::super::words::{does_with, heading, joined, member, noun_is, over_time, several, value};
use super::behind::parts_of;

/// Exceptions to exceptions are followed so far.
const DEPTH: usize = 8;

/// So many rules are named beside a question; of more it is said what settles the question without them.
const RULES_LIMIT: usize = 3;

/// Questions no answer to which could change the result, and in sentences why not.
#[derive(Debug, PartialEq, Eq)]
pub struct Needless {
    /// What they are about, in the order declared, each with a rule that asks for it.
    pub inputs: Vec<(InputId, Option<WrittenId>)>,
    /// The rules that ask for it do not apply, are about something else or come to the same; or else what
    /// decides.
    pub because: Vec<String>,
}

/// Why these were not asked, those together for which it is the same: all is looked at once, on all readings
/// that the case leaves open.
pub fn needless(law: &Law, case: &Situation, answer: &Answer, inputs: &[InputId]) -> Vec<Needless> {
    let mut all: Vec<Needless> = Vec::new();
    if inputs.is_empty() {
        return all;
    }
    let mut looked_at = LookedAt::new(law, case, answer);
    for input in inputs {
        let rules = looked_at.asking(*input);
        let because = looked_at.because(&rules);
        let one = (*input, rules.first().copied());
        match all.iter_mut().find(|known| known.because == because) {
            Some(known) => known.inputs.push(one),
            None => all.push(Needless {
                inputs: vec![one],
                because,
            }),
        }
    }
    all
}

/// Why the question that a rule asks changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    /// The rule does not apply: the phrase for it.
    Out(String),
    /// It is about another step, or about another choice.
    AnotherStep,
    /// It applies whatever is answered.
    Applies,
    /// What it says comes out without it.
    Same,
    /// It is an exception to these alone, which do not apply or are about something else.
    ExceptionTo(Vec<WrittenId>),
}

/// What is known of the rules behind a question in a case.
struct LookedAt<'a> {
    law: &'a Law,
    case: &'a Situation,
    /// What is said of the rules on all readings.
    told: Vec<RuleTold>,
    /// Those that are about another step, or about another choice.
    of_other_steps: BTreeSet<WrittenId>,
    /// All of them, with what they name themselves.
    rules: BTreeMap<WrittenId, BTreeSet<InputId>>,
    /// Why what they ask changes nothing, as far as it was looked for.
    whys: BTreeMap<WrittenId, Option<Why>>,
    /// What decides.
    stands: String,
}

impl<'a> LookedAt<'a> {
    fn new(law: &'a Law, case: &'a Situation, answer: &Answer) -> Self {
        let expr = answer.expr;
        let parts = answer.parts.as_deref().unwrap_or_default();
        let branches: Vec<_> = parts.iter().flat_map(|part| &part.branches).collect();
        let branches: Vec<_> = branches.into_iter().cloned().collect();
        let mut explaining = Explaining::default();
        let told = settled::rules(&mut explaining, law, case, &branches, expr, true);
        let mut of_others = BTreeSet::new();
        let mut reasons: BTreeSet<Decisive> = BTreeSet::new();
        let mut all_taken = Vec::new();
        for readings in parts.iter().filter_map(|part| part.branches.first()) {
            let under = settled::under(case, readings);
            let (taken, _) = settled::settle(&mut explaining, law, under, expr, true);
            let explanation = explaining.explain(law, &taken, expr);
            of_others.extend(of_other_steps(law, &explanation));
            reasons.extend(decisive_names(law, &taken, expr));
            all_taken.push(taken);
        }
        for one in &told {
            of_others.remove(&one.written);
        }
        Self {
            law,
            case,
            stands: stands(
                law,
                case,
                &settling(law, (case, &all_taken), expr),
                (&told, &reasons),
            ),
            told,
            of_other_steps: of_others,
            rules: named(law, expr),
            whys: BTreeMap::new(),
        }
    }

    /// The rules that name something themselves: those that name least first.
    fn asking(&self, input: InputId) -> Vec<WrittenId> {
        let parts = parts_of(self.law, input);
        let all = self.rules.iter();
        let asking = all.filter(|(_, named)| !named.is_disjoint(&parts));
        let mut asking: Vec<_> = asking.map(|(rule, named)| (named.len(), *rule)).collect();
        asking.sort_unstable();
        asking.into_iter().map(|(_, rule)| rule).collect()
    }

    /// Why what these rules ask changes nothing.
    fn because(&mut self, rules: &[WrittenId]) -> Vec<String> {
        for rule in rules {
            if !self.whys.contains_key(rule) {
                let why = self.why(*rule, DEPTH);
                self.whys.insert(*rule, why);
            }
        }
        let why = |rule: &WrittenId| Some((*rule, self.whys.get(rule)?.clone()?));
        let mut whys: Vec<(WrittenId, Why)> = rules.iter().filter_map(why).collect();
        let named = |(_, why): &(WrittenId, Why)| match why {
            Why::ExceptionTo(lifted) => 1 + lifted.len(),
            _ => 1,
        };
        let count: usize = whys.iter().map(named).sum();
        if whys.is_empty() || whys.len() < rules.len() || count > RULES_LIMIT {
            return vec![self.stands.clone()];
        }
        whys.sort_unstable();
        self.sentences(&whys)
    }

    /// Why what a rule asks changes nothing, if that is seen of the rule itself.
    fn why(&self, rule: WrittenId, depth: usize) -> Option<Why> {
        let said: Vec<&RuleTold> = self.told.iter().filter(|one| one.written == rule).collect();
        let all =
            |applies: Applies| !said.is_empty() && said.iter().all(|one| one.applies == applies);
        if all(Applies::No) {
            let why: Vec<&str> = said.iter().map(|one| one.why.as_str()).collect();
            return Some(Why::Out(why.join("; ")));
        }
        if self.of_other_steps.contains(&rule) {
            return Some(Why::AnotherStep);
        }
        if all(Applies::Yes) {
            return Some(Why::Applies);
        }
        if all(Applies::Open) && self.comes_to_the_same(rule) {
            return Some(Why::Same);
        }
        if !said.is_empty() || depth == 0 {
            return None;
        }
        let lifted = self.lifted_alone(rule)?;
        let out = |one: &WrittenId| match self.why(*one, depth - 1) {
            Some(Why::Applies | Why::Same) | None => false,
            Some(Why::Out(_) | Why::AnotherStep | Why::ExceptionTo(_)) => true,
        };
        lifted
            .iter()
            .all(out)
            .then(|| Why::ExceptionTo(lifted.into_iter().collect()))
    }

    /// The rules to which this one is an exception, where it says nothing else.
    fn lifted_alone(&self, rule: WrittenId) -> Option<BTreeSet<WrittenId>> {
        let law = self.law;
        let own = |id: &RuleId| law[*id].written == rule;
        let mut all = law.rules.iter().filter(|one| one.written == rule);
        if all.any(|one| one.value().is_some()) {
            return None;
        }
        let lifted = law.rules.iter().filter(|one| one.lifted_by.iter().any(own));
        let lifted: BTreeSet<WrittenId> = lifted
            .map(|one| one.written)
            .filter(|one| self.rules.contains_key(one))
            .collect();
        (!lifted.is_empty()).then_some(lifted)
    }

    /// Whether a rule says what comes out without it: it gives a value that its term has, whatever is not known
    /// and on all readings.
    fn comes_to_the_same(&self, rule: WrittenId) -> bool {
        let (law, case) = (self.law, self.case);
        let own = law.rules.iter().filter(|one| one.written == rule);
        let mut same = own.map(|one| {
            let Effect::Value(term, gives) = one.effect else {
                return false;
            };
            let Some(call) = law.exprs.find(&Expr::Call(term)) else {
                return false;
            };
            let gives = Interpreter::new(law, case).evaluate(gives);
            let is = by_reading(law, case, call).unwrap_or_default();
            gives.value().is_some() && is.iter().all(|branch| branch.outcome == gives)
        });
        same.all(|same| same)
    }

    /// In sentences: of rules for which it is the same, at once.
    fn sentences(&self, whys: &[(WrittenId, Why)]) -> Vec<String> {
        let law = self.law;
        let mut alike: Vec<(&Why, Vec<WrittenId>)> = Vec::new();
        for (rule, why) in whys {
            match alike.iter_mut().find(|(known, _)| *known == why) {
                Some((_, rules)) => rules.push(*rule),
                None => alike.push((why, vec![*rule])),
            }
        }
        let mut told = Vec::new();
        for (why, rules) in alike {
            let which = headings(law, &rules);
            told.push(match (why, rules.as_slice()) {
                (Why::Out(why), [rule]) => format!("{}: {why}.", does_not_apply(law, *rule, "")),
                (Why::Out(why), _) => format!("{which} do not apply: {why}."),
                (Why::AnotherStep, [_]) => {
                    format!("{which} is about another step, or about another choice.")
                }
                (Why::AnotherStep, _) => {
                    format!("{which} are about another step, or about another choice.")
                }
                (Why::Applies, [_]) => format!("{which} applies whatever is answered."),
                (Why::Applies, _) => format!("{which} apply whatever is answered."),
                (Why::Same, _) => format!("{which} would come to the same."),
                (Why::ExceptionTo(lifted), _) => {
                    let is = if rules.len() == 1 {
                        "is an exception"
                    } else {
                        "are exceptions"
                    };
                    format!("{which} {is} to {} alone.", headings(law, lifted))
                }
            });
            if let Why::ExceptionTo(lifted) = why {
                let lifted = lifted
                    .iter()
                    .filter_map(|one| Some((*one, self.why(*one, DEPTH)?)));
                told.extend(self.sentences(&lifted.collect::<Vec<_>>()));
            }
        }
        told
    }
}

/// The rules that an answer hangs on, with what each names itself: what it says of other things that rules give
/// is for these to ask.
fn named(law: &Law, expr: ExprId) -> BTreeMap<WrittenId, BTreeSet<InputId>> {
    let mut named: BTreeMap<WrittenId, BTreeSet<InputId>> = BTreeMap::new();
    for rule in cone_with_ways(law, [expr]).rules {
        let own = cone_until(law, law[rule].exprs(), |term| !law[term].rules.is_empty());
        named
            .entry(law[rule].written)
            .or_default()
            .extend(own.inputs);
    }
    named
}

/// That the result stands, by what of the answers settles it; by the rules where it needs none.
fn stands(
    law: &Law,
    case: &Situation,
    settling: &[InputId],
    (told, reasons): (&[RuleTold], &BTreeSet<Decisive>),
) -> String {
    let (mut is, mut other) = (Vec::new(), Vec::new());
    if let Some((step, choices)) = case.step(law) {
        is.push(does_with(law, step, &choices));
    }
    for input in settling {
        let Some(of) = case.get(*input) else {
            is.extend(over_time(law, *input, |part| case.get(part)));
            continue;
        };
        match (law[*input].kind, law[*input].ty) {
            (InputKind::Length(list), _) => {
                other.push(format!(
                    "the number of {} is {}",
                    several(law, list),
                    value(law, of)
                ));
            }
            (InputKind::Slot(..), _) | (_, Type::Bool | Type::Enum(_)) => {
                is.push(member(law, *input, of, true));
            }
            _ => other.push(format!("the {} {}", noun_is(law, *input), value(law, of))),
        }
    }
    let person = (!is.is_empty()).then(|| format!("the person {}", joined(&is, "and")));
    let settle: Vec<String> = person.into_iter().chain(other).collect();
    if !settle.is_empty() {
        return format!(
            "The result stands whatever else is answered: {}.",
            settle.join("; ")
        );
    }
    let rules = reasons.iter().filter_map(|reason| match reason {
        Decisive::Written(rule) => Some(*rule),
        _ => None,
    });
    let applies = |rule: &WrittenId| {
        told.iter()
            .any(|one| one.written == *rule && one.applies == Applies::Yes)
    };
    let rules: Vec<WrittenId> = rules.filter(applies).collect();
    let because = match rules.is_empty() {
        true if !told.is_empty() && told.iter().all(|one| one.applies == Applies::No) => {
            ": none of the rules on it applies".to_owned()
        }
        true => String::new(),
        false => format!(", by {}", headings(law, &rules)),
    };
    format!("On this day the result stands whatever is answered{because}.")
}

/// Answers that settle a question together, without the others: those left when one after the other is forgotten
/// without which the result is the same. The step, where one is said, is left: without it there are as many
/// questions as steps. Of each part of the result some readings are taken, on which it is tried first.
fn settling(law: &Law, (case, taken): (&Situation, &[Situation]), expr: ExprId) -> Vec<InputId> {
    let value = |case: &Situation| Interpreter::new(law, case).evaluate(expr);
    let mut needed = case.clone();
    let mut taken: Vec<Situation> = taken.to_vec();
    let results: Vec<Outcome> = taken.iter().map(value).collect();
    let result = by_reading(law, case, expr);
    let owner = |input: InputId| law.history_of(input).map_or(input, |(of, _)| of);
    let is_answer = |input: &InputId| {
        matches!(
            law[*input].kind,
            InputKind::Fact | InputKind::Holding | InputKind::Length(_) | InputKind::Slot(..)
        )
    };
    let given = case
        .given()
        .map(|(input, _)| owner(input))
        .filter(is_answer);
    let given: BTreeSet<InputId> = given.collect();
    let mut settling = Vec::new();
    for input in given {
        let without = |case: &Situation| {
            let mut case = case.clone();
            for part in parts_of(law, input) {
                case.forget(part);
            }
            case
        };
        let tried: Vec<Situation> = taken.iter().map(without).collect();
        let all = without(&needed);
        let is_same = tried.iter().map(value).eq(results.iter().cloned())
            && by_reading(law, &all, expr) == result;
        if is_same {
            (needed, taken) = (all, tried);
        } else {
            settling.push(input);
        }
    }
    settling
}

fn headings(law: &Law, rules: &[WrittenId]) -> String {
    let all = rules
        .iter()
        .map(|rule| format!("“{}”", heading(law, *rule)));
    joined(&all.collect::<Vec<_>>(), "and")
}
