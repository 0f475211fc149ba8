//! The checked law: the small kernel to which everything written in rule files is reduced.
//!
//! Interpreter, encoder, certificate checker and explanation know nothing else. All references are
//! dense indices; names, words for people, spans and citations are kept beside. The order of every
//! list is the order of the sources.

mod canon;
mod choices;
mod cone;
mod door;
mod expr;
mod figure;
mod fingerprint;
mod form;
mod ids;
mod input;
mod intended;
mod list;
mod moments;
mod needs;
mod norm;
mod other_days;
mod print;
mod question;
mod ratio;
mod results;
mod rule;
mod scope;
mod stack;
mod subject;
mod term;
mod told;
mod typed;
mod value;
mod waiting;
mod words;
mod written;

#[cfg(test)]
pub(crate) mod draft;

pub use canon::{Canon, Prevails};
pub use choices::{Choices, TooManyTries, first_choices, holds, mentioned};
pub use cone::{Cone, cone, cone_until, cone_with_gates, cone_with_ways};
pub use door::{Actor, Door, Step};
pub use expr::{Expr, ExprId, Exprs, Op};
pub use figure::figure;
pub use fingerprint::Fingerprint;
pub use form::{Between, Form, Relation};
pub use ids::*;
pub use input::{History, Input, InputKind};
pub use intended::{Deliberate, Intended};
pub use list::{Element, Fold, FoldKind, List, Record};
pub use moments::{BRANCHES_LIMIT, Moment, Moments, Own, moments};
pub use needs::Needs;
pub use print::{print, print_value};
pub use question::{Assumption, Case, Claim, Expectation, Expected};
pub use ratio::{Ratio, RoundingMode, gcd, power_of_ten};
pub use rule::{Effect, Rule};
pub use scope::{Scope, Unknown};
pub use stack::with_stack;
pub use term::{DaysHeld, Term, TermRole};
pub use told::Told;
pub use value::{Currency, EnumType, Type, Value};
pub use waiting::{Later, Waiting};
pub use words::{Phrases, plain};
pub use written::{Act, Amendment, Citation, Ground, Provision, Source, Unmodelled, Written};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;

/// A law that passed all checks.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// The expressions of all terms, rules, doors, cases and claims.
    pub exprs: Exprs,
    /// What some of them were written as.
    pub told: BTreeMap<ExprId, Told>,
    /// Of what says that a deadline has passed, the last day that it sets: for words.
    pub last_days: BTreeMap<ExprId, ExprId>,
    /// The texts that rules are taken from.
    pub sources: Vec<Source>,
    /// The acts, with their dates.
    pub acts: Vec<Act>,
    /// What acts did to rules, in the order of the files.
    pub amendments: Vec<Amendment>,
    /// The canons, in the order in which they are asked.
    pub canons: Vec<Canon>,
    /// Rules of one term that a canon orders, the one that gives way first: it is among what stands
    /// above the rule already.
    pub ordered: BTreeMap<(RuleId, RuleId), Prevails>,
    /// The provisions.
    pub provisions: Vec<Provision>,
    /// The currencies.
    pub currencies: Vec<Currency>,
    /// The closed lists of values; readings, occasions and norms have theirs here, too.
    pub enums: Vec<EnumType>,
    /// What is known of each element of a list.
    pub records: Vec<Record>,
    /// The lists of a person.
    pub lists: Vec<List>,
    /// The term of each fold: equal folds are one term.
    pub folds: IndexMap<Fold, TermId>,
    /// The term of each number of days on which something holds: equal ones are one term.
    pub days_held: IndexMap<DaysHeld, TermId>,
    /// Everything that may vary: facts, holdings, readings, choices, clocks, switches.
    pub inputs: Vec<Input>,
    /// The inputs among them that switch a rule of the files off: see [`Self::switch`].
    pub switches: BTreeMap<WrittenId, InputId>,
    /// Where the question of a reading arises: a condition on other readings. It is part of every
    /// expression that asks for the reading already.
    pub arises: IndexMap<InputId, ExprId>,
    /// The terms that rules determine, and the defines.
    pub terms: Vec<Term>,
    /// The rules as they stand in the files.
    pub written: Vec<Written>,
    /// The headings that rules of several names have.
    pub shared_headings: BTreeSet<String>,
    /// The rules of the kernel: one effect each.
    pub rules: Vec<Rule>,
    /// The steps a person can take.
    pub steps: Vec<Step>,
    /// Every step with every combination of its choices.
    pub doors: Vec<Door>,
    /// What is granted by a step that the person cannot have taken: it is no way of theirs to it.
    pub granted_unasked: Vec<(StepId, InputId)>,
    /// What holds of every possible person.
    pub assumes: Vec<Assumption>,
    /// Passages deliberately not encoded, each with the reason.
    pub not_encoded: Vec<(Citation, String)>,
    /// Passages that state rules which are not modelled.
    pub unmodelled: Vec<Unmodelled>,
    /// The terms that say that a sanction holds, each with a step that it leads to.
    pub leads: Vec<(TermId, StepId)>,
    /// What an audit finds and is as it should be.
    pub intended: Vec<Intended>,
    /// Worked examples.
    pub cases: Vec<Case>,
    /// Claims on all persons and days.
    pub claims: Vec<Claim>,
    /// Of what this is the law.
    pub scope: Scope,
    /// Read off it when first asked for.
    pub(crate) needs: KnownNeeds,
}

/// [`Law::needs`], once read off. A law that is made of another one does not have them: it may be changed.
#[derive(Debug, Default)]
pub(crate) struct KnownNeeds(OnceLock<Arc<Needs>>);

impl Clone for KnownNeeds {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Law {
    /// Which doors grant and look at which holdings. From when it is first asked for, no door may be
    /// changed, and no rule that one hangs on.
    pub fn needs(&self) -> &Arc<Needs> {
        self.needs.0.get_or_init(|| Arc::new(Needs::new(self)))
    }

    /// The input that is the clock of the facts.
    pub fn day(&self) -> Option<InputId> {
        self.find_input(|kind| matches!(kind, InputKind::Day))
    }

    /// The input that is the clock of the law.
    pub fn law_day(&self) -> Option<InputId> {
        self.find_input(|kind| matches!(kind, InputKind::LawDay))
    }

    /// The input that says which step is being taken.
    pub fn occasion(&self) -> Option<InputId> {
        self.find_input(|kind| matches!(kind, InputKind::Occasion))
    }

    /// The step that a value of the occasion says is being taken; `None` of the one that none is.
    pub fn step_of(&self, taken: Value) -> Option<StepId> {
        // Places are those of the steps, after "no step".
        let at = taken.place()?.checked_sub(1)?;
        (at < self.steps.len()).then(|| StepId::at(at))
    }

    /// The input that says what became of the step being taken, if anything hangs on it.
    pub fn became(&self) -> Option<InputId> {
        self.find_input(|kind| matches!(kind, InputKind::Became))
    }

    /// Whether a term is a parameter.
    pub fn is_parameter(&self, term: TermId) -> bool {
        self[term].role == TermRole::Parameter
    }

    /// The dated values of a parameter that ever are, in their order: one whose act is repealed before it
    /// begins ends on its first day.
    pub fn values_of(&self, parameter: TermId) -> Vec<RuleId> {
        let ever = |rule: &&RuleId| {
            self[**rule].until.is_none() || self[**rule].until != self[**rule].from
        };
        self[parameter].rules.iter().filter(ever).copied().collect()
    }

    /// Whether any parameter has a dated value that is said by no act.
    pub fn has_values_of_no_act(&self) -> bool {
        let mut all = self.written.iter();
        all.any(|written| written.act.is_none() && written.is_value)
    }

    /// The inputs of a kind, in the order declared.
    pub fn inputs_of(&self, wanted: fn(&InputKind) -> bool) -> impl Iterator<Item = InputId> + '_ {
        self.inputs
            .iter()
            .enumerate()
            .filter(move |(_, input)| wanted(&input.kind))
            .map(|(index, _)| InputId::at(index))
    }

    /// What is given with a value on the day at hand: what holds on it holds at some time.
    pub fn given(&self, input: InputId, value: Value) -> Vec<(InputId, Value)> {
        let holds = value == Value::Bool(true);
        let history = self[input].history.filter(|_| holds);
        let ever = history.map(|history| (history.ever, value));
        [(input, value)].into_iter().chain(ever).collect()
    }

    /// The inputs with a history, in the order declared.
    pub fn histories(&self) -> impl Iterator<Item = (InputId, History)> + '_ {
        let inputs = self.inputs.iter().enumerate();
        inputs.filter_map(|(at, input)| Some((InputId::at(at), input.history?)))
    }

    /// Whether bindings unbind an input: what holds on one day says nothing of another, so that
    /// binding the day leaves what has a history to that. An input that the law does not have, such
    /// as the checker makes for itself, stays bound.
    pub fn unbinds(&self, bound: impl IntoIterator<Item = InputId>, input: InputId) -> bool {
        let known = |input: InputId| self.inputs.get(input.index());
        let is_day = |one| known(one).is_some_and(|one| one.kind == InputKind::Day);
        known(input).is_some_and(|input| input.history.is_some()) && bound.into_iter().any(is_day)
    }

    /// What a history belongs to of which an input is part.
    pub fn history_of(&self, part: InputId) -> Option<(InputId, History)> {
        let mut histories = self.histories();
        histories.find(|(_, history)| history.inputs().contains(&part))
    }

    /// What the files call an input by: of a part of a history, what it belongs to.
    pub fn known_as(&self, input: InputId) -> &str {
        let of = self.history_of(input).map_or(input, |(of, _)| of);
        &self[of].name
    }

    /// The holdings, in the order declared.
    pub fn holdings(&self) -> impl Iterator<Item = InputId> + '_ {
        self.inputs_of(|kind| matches!(kind, InputKind::Holding))
    }

    /// The readings, in the order declared.
    pub fn readings(&self) -> impl Iterator<Item = InputId> + '_ {
        self.inputs_of(|kind| matches!(kind, InputKind::Reading))
    }

    /// The values of an enumerated type: the members of an enumeration, or no and yes.
    /// Zero where the type is not enumerated.
    pub fn size_of(&self, ty: Type) -> usize {
        match ty {
            Type::Bool => 2,
            Type::Enum(id) => self
                .enums
                .get(id.index())
                .map_or(0, |found| found.members.len()),
            Type::Int | Type::Decimal | Type::Money(_) | Type::Date | Type::Period(_) => 0,
        }
    }

    /// The input that switches a rule of the files off; made when first asked for.
    pub fn switch(&mut self, rule: WrittenId) -> InputId {
        if let Some(known) = self.switches.get(&rule) {
            return *known;
        }
        self.inputs.push(Input::of_kernel(
            self[rule].name.clone(),
            InputKind::Switch(rule),
            Type::Bool,
        ));
        let switch = InputId::at(self.inputs.len() - 1);
        self.switches.insert(rule, switch);
        switch
    }

    /// The input that stands for another one of a neighbour: of somebody who is like the person but
    /// for this; made when first asked for.
    pub fn twin(&mut self, of: InputId) -> InputId {
        let known = self
            .inputs
            .iter()
            .position(|input| input.kind == InputKind::Twin(of));
        if let Some(known) = known {
            return InputId::at(known);
        }
        let twin = Input {
            // No name of a file has a blank in it.
            name: format!("another {}", self[of].name),
            span: None,
            kind: InputKind::Twin(of),
            history: None,
            ..self[of].clone()
        };
        self.inputs.push(twin);
        InputId::at(self.inputs.len() - 1)
    }

    /// The rules of a provision and of the provisions in it, in the order of the text.
    pub fn rules_of(&self, provision: ProvisionId) -> Vec<WrittenId> {
        let within = |rule: &&Written| {
            let mut around = rule.provision;
            while let Some(at) = around {
                if at == provision {
                    return true;
                }
                around = self[at].parent;
            }
            false
        };
        let numbered = self.written.iter().enumerate();
        let of = numbered.filter(|(_, rule)| within(rule));
        of.map(|(at, _)| WrittenId::at(at)).collect()
    }

    /// The grounds of a rule itself, without those of its provisions, which are about more; those of
    /// the provisions where it has none.
    pub fn own_grounds(&self, rule: WrittenId) -> &[Ground] {
        let written = &self[rule];
        let mut around = 0;
        let mut next = written.provision;
        while let Some(at) = next {
            around += self[at].grounds.len();
            next = self[at].parent;
        }
        let own = written.grounds.get(around..);
        own.filter(|own| !own.is_empty())
            .unwrap_or(&written.grounds)
    }

    /// The grounds of what gives a rule its first and last day: the amendments that say so, and the
    /// commencement of its act.
    pub fn grounds_of_days(&self, rule: WrittenId) -> impl Iterator<Item = &Ground> {
        let written = &self[rule];
        let by = written.begins_by.into_iter().chain(written.ends_by);
        let amended = by.flat_map(|by| &self[by].grounds);
        let in_force = written.act.and_then(|act| self[act].in_force.as_ref());
        amended.chain(in_force.into_iter().flat_map(|(_, grounds)| grounds))
    }

    fn find_input(&self, wanted: fn(&InputKind) -> bool) -> Option<InputId> {
        self.inputs_of(wanted).next()
    }
}
