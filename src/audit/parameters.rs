//! Rules in force on days on which a parameter that they ask for has no value.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::{Expr, ExprId, RuleId, TermId, WrittenId};
use crate::verdict::Subject;

use super::Questions;

/// The claim, about whoever meets the conditions of the rule while it is in force, of whom it asks
/// for the parameter when that has no value: it has one. It asks where its own text does, over
/// defines, by the law of whichever day; not over other rules, which are asked about themselves.
pub fn ask(questions: &mut Questions<'_>) {
    let terms = (0..questions.law.terms.len()).map(TermId::at);
    let parameters: BTreeSet<TermId> = terms
        .filter(|term| questions.law.is_parameter(*term))
        .collect();
    for written in questions.written() {
        let rules = questions.law[written].rules.clone();
        let mentioned = mentioned(questions, &rules);
        for parameter in mentioned.intersection(&parameters) {
            ask_of(questions, (written, &rules), *parameter);
        }
    }
}

/// The terms that the text of some rules mentions, over defines. In the order of the law.
fn mentioned(questions: &Questions<'_>, rules: &[RuleId]) -> BTreeSet<TermId> {
    let law = &questions.law;
    let mut open: Vec<ExprId> = Vec::new();
    for rule in rules.iter().map(|rule| &law[*rule]) {
        open.extend(rule.conditions.iter().copied().chain(rule.value()));
    }
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::Call(term) => {
                found.insert(*term);
                open.extend(meaning(questions, *term));
            }
            other => open.extend(other.operands()),
        }
    }
    found
}

/// What a define stands for.
fn meaning(questions: &Questions<'_>, term: TermId) -> Option<ExprId> {
    let term = &questions.law[term];
    term.otherwise.filter(|_| term.rules.is_empty())
}

fn ask_of(
    questions: &mut Questions<'_>,
    (written, rules): (WrittenId, &[RuleId]),
    parameter: TermId,
) {
    let mut asked = Asked::new(questions, parameter);
    let (mut whom, mut has) = (Vec::new(), Vec::new());
    for rule in rules {
        let (lacks, has_value, free) = asked.of_rule(questions, *rule);
        if lacks.is_empty() {
            continue;
        }
        let mut parts = vec![questions.in_force(*rule)];
        parts.extend(free);
        for lifting in questions.law[*rule].lifted_by.clone() {
            let stands = questions.stands(lifting);
            parts.push(questions.law.exprs.not(stands));
        }
        parts.push(questions.law.exprs.or(lacks));
        whom.push(questions.law.exprs.and(parts));
        has.extend(has_value);
    }
    if whom.is_empty() {
        return;
    }
    let whom = questions.law.exprs.or(whom);
    has.sort_unstable();
    has.dedup();
    let claim = questions.law.exprs.and(has);
    let (name, span) = (&questions.law[written].name, questions.law[written].span);
    let name = format!("no value: {} in {name}", questions.law[parameter].name);
    let about = Subject::NoParameter(written, parameter);
    questions.put(about, (name, span), vec![whom], claim);
}

/// Of expressions that ask for the parameter: that they do when it has no value, and that it has one
/// wherever they may.
struct Asked {
    parameter: TermId,
    known: BTreeMap<ExprId, Option<(ExprId, ExprId)>>,
    has_value: ExprId,
    has_none: ExprId,
}

impl Asked {
    fn new(questions: &mut Questions<'_>, parameter: TermId) -> Self {
        let mut values = Vec::new();
        for rule in questions.law[parameter].rules.clone() {
            values.push(questions.stands(rule));
        }
        let has_value = questions.law.exprs.or(values);
        Self {
            parameter,
            known: BTreeMap::new(),
            has_value,
            has_none: questions.law.exprs.not(has_value),
        }
    }

    /// What a rule lacks, what must be there, and its conditions that do not ask for the parameter.
    fn of_rule(
        &mut self,
        questions: &mut Questions<'_>,
        rule: RuleId,
    ) -> (Vec<ExprId>, Vec<ExprId>, Vec<ExprId>) {
        let mut own = questions.conjuncts(rule);
        own.extend(questions.law[rule].value());
        let conditions = own.len() - usize::from(questions.law[rule].value().is_some());
        let (mut lacks, mut has, mut free) = (Vec::new(), Vec::new(), Vec::new());
        for (at, expr) in own.into_iter().enumerate() {
            match self.of(questions, expr) {
                Some((lacking, value)) => {
                    lacks.push(lacking);
                    has.push(value);
                }
                None if at < conditions => free.push(expr),
                None => {}
            }
        }
        (lacks, has, free)
    }

    /// Of an expression; `None` where it does not ask. Each is looked at once.
    fn of(&mut self, questions: &mut Questions<'_>, root: ExprId) -> Option<(ExprId, ExprId)> {
        let mut open = vec![(root, false)];
        while let Some((id, parts_are_known)) = open.pop() {
            if self.known.contains_key(&id) {
                continue;
            }
            let expr = questions.law.exprs.get(id).clone();
            if parts_are_known {
                let found = self.put_together(questions, &expr);
                self.known.insert(id, found);
                continue;
            }
            open.push((id, true));
            match &expr {
                Expr::Call(term) => {
                    open.extend(meaning(questions, *term).map(|meaning| (meaning, false)));
                }
                other => open.extend(other.operands().into_iter().map(|part| (part, false))),
            }
        }
        self.get(root)
    }

    fn get(&self, id: ExprId) -> Option<(ExprId, ExprId)> {
        self.known.get(&id).copied().flatten()
    }

    fn put_together(&self, questions: &mut Questions<'_>, expr: &Expr) -> Option<(ExprId, ExprId)> {
        match expr {
            Expr::Call(term) if *term == self.parameter => Some((self.has_none, self.has_value)),
            Expr::Call(term) => self.get(meaning(questions, *term)?),
            Expr::Lit(_) | Expr::In(_) | Expr::Reach(_) | Expr::Stands(_) => None,
            Expr::Not(inner) => self.get(*inner),
            Expr::Op(_, parts) => self.together(questions, parts.iter().copied(), &[]),
            // A part that decides the whole leaves the others unasked.
            Expr::And(parts) => {
                let others = parts
                    .iter()
                    .copied()
                    .filter(|part| self.get(*part).is_none());
                let others: Vec<ExprId> = others.collect();
                self.together(questions, parts.iter().copied(), &others)
            }
            Expr::Or(parts) => {
                let mut others = Vec::new();
                for part in parts.iter().filter(|part| self.get(**part).is_none()) {
                    others.push(questions.law.exprs.not(*part));
                }
                self.together(questions, parts.iter().copied(), &others)
            }
            Expr::If(condition, yes, no) => {
                let of_condition = self.get(*condition);
                let not = questions.law.exprs.not(*condition);
                let (mut lacks, mut has) = (Vec::new(), Vec::new());
                for (branch, guard) in [(*yes, *condition), (*no, not)] {
                    if let Some((lacking, value)) = self.get(branch) {
                        lacks.push(questions.law.exprs.and([guard, lacking]));
                        has.push(value);
                    }
                }
                lacks.extend(of_condition.map(|(lacking, _)| lacking));
                has.extend(of_condition.map(|(_, value)| value));
                joined(questions, lacks, has)
            }
            Expr::With(bindings, inner) => {
                let bound = bindings.iter().map(|(_, to)| *to);
                let of_bound = self.together(questions, bound, &[]);
                let of_inner = self.get(*inner);
                let mut wrap = |expr| {
                    let with = Expr::With(bindings.clone(), expr);
                    questions.law.exprs.add(with)
                };
                let of_inner = of_inner.map(|(lacks, has)| (wrap(lacks), wrap(has)));
                let both = || of_bound.into_iter().chain(of_inner);
                let (lacks, has) = (both().map(|one| one.0), both().map(|one| one.1));
                let (lacks, has) = (lacks.collect(), has.collect());
                joined(questions, lacks, has)
            }
        }
    }

    /// Some part lacks it, while all that do not ask for it are as told.
    fn together(
        &self,
        questions: &mut Questions<'_>,
        parts: impl Iterator<Item = ExprId>,
        while_so: &[ExprId],
    ) -> Option<(ExprId, ExprId)> {
        let (lacks, has) = parts.filter_map(|part| self.get(part)).unzip();
        let (lacks, has) = joined(questions, lacks, has)?;
        let lacks = while_so.iter().copied().chain([lacks]);
        Some((questions.law.exprs.and(lacks), has))
    }
}

fn joined(
    questions: &mut Questions<'_>,
    lacks: Vec<ExprId>,
    has: Vec<ExprId>,
) -> Option<(ExprId, ExprId)> {
    let exprs = &mut questions.law.exprs;
    (!lacks.is_empty()).then(|| (exprs.or(lacks), exprs.and(has)))
}
