use std::collections::{BTreeMap, BTreeSet};

use crate::law::{
    ClaimId, Effect, Element, Expected, Expr, ExprId, InputId, InputKind, Law, ListId, Op,
    RecordId, RuleId, Value, WrittenId,
};
use crate::text::Span;
use crate::verdict::Subject;

use super::about;

/// A question and the claim that puts it.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is asked.
    pub about: Subject,
    /// The claim. Nobody is meant by it for whom its conditions are not certainly so.
    pub claim: ClaimId,
    /// The rules that it is about.
    pub rules: Vec<WrittenId>,
    /// Of an exception, a claim that fails if it says something by itself, of persons whom nothing is about that
    /// it is an exception to.
    pub beyond: Option<ClaimId>,
}

/// The questions put so far.
#[derive(Debug)]
pub struct Questions<'l> {
    pub(super) law: &'l mut Law,
    pub(super) put: Vec<Question>,
    /// How many claims have a name: versions of a rule share theirs.
    names: BTreeMap<String, usize>,
}

impl<'l> Questions<'l> {
    pub(super) fn new(law: &'l mut Law) -> Self {
        Self {
            law,
            put: Vec::new(),
            names: BTreeMap::new(),
        }
    }

    /// Puts a question. Names are told apart: versions of a rule share theirs.
    pub(super) fn put(
        &mut self,
        about: Subject,
        (name, span): (String, Span),
        for_whom: Vec<ExprId>,
        claim: ExprId,
    ) {
        let expected = if about.is_found_by_proof() {
            Expected::Refuted
        } else {
            Expected::Proved
        };
        let Some(claim) = self.claim((name, span), for_whom, claim, expected) else {
            return;
        };
        let rules = about::rules(self.law, about);
        self.put.push(Question {
            about,
            claim,
            rules,
            beyond: None,
        });
    }

    /// Adds a claim, of the first element of a list where it reads something of one; none where there is no
    /// such list.
    pub(super) fn claim(
        &mut self,
        (name, span): (String, Span),
        for_whom: Vec<ExprId>,
        claim: ExprId,
        expected: Expected,
    ) -> Option<ClaimId> {
        let times = self.names.entry(name.clone()).or_default();
        *times += 1;
        let name = match *times {
            1 => name,
            times => format!("{name} {times}"),
        };
        let (for_whom, claim) = match self.element_in(for_whom.iter().chain([&claim])) {
            Some(record) => {
                // A record without a list is of nobody.
                let element = self.first_of(record)?;
                self.of_element(&element, &for_whom, claim)
            }
            None => (for_whom, claim),
        };
        Some(self.law.put((name, span), for_whom, claim, expected))
    }

    /// The record of whose element expressions read something, where nothing in them says which
    /// element.
    fn element_in<'e>(&self, exprs: impl Iterator<Item = &'e ExprId>) -> Option<RecordId> {
        let (mut open, mut rules): (Vec<ExprId>, Vec<RuleId>) =
            (exprs.copied().collect(), Vec::new());
        let (mut seen, mut known) = (BTreeSet::new(), BTreeSet::new());
        loop {
            while let Some(id) = open.pop() {
                if !seen.insert(id) {
                    continue;
                }
                match self.law.exprs.get(id) {
                    Expr::In(input) => {
                        if let InputKind::Field(record) = self.law[*input].kind {
                            return Some(record);
                        }
                    }
                    Expr::Call(term) => {
                        if let Some(record) = self.law[*term].of {
                            return Some(record);
                        }
                    }
                    Expr::With(bindings, inner) => {
                        let binds = |(input, _): &(InputId, ExprId)| {
                            matches!(self.law[*input].kind, InputKind::Field(_))
                        };
                        if !bindings.iter().any(binds) {
                            open.push(*inner);
                        }
                    }
                    Expr::Stands(rule) => rules.push(*rule),
                    other => open.extend(other.operands()),
                }
            }
            let rule = rules.pop()?;
            if known.insert(rule) {
                let rule = &self.law[rule];
                open.extend(&rule.conditions);
                rules.extend(&rule.lifted_by);
                if let Effect::Value(term, _) = rule.effect
                    && let Some(record) = self.law[term].of
                {
                    return Some(record);
                }
            }
        }
    }

    /// The first element of the first list of a record: what its rules say of one element they say of
    /// every other.
    fn first_of(&mut self, record: RecordId) -> Option<Element> {
        let list = self.law.lists.iter().position(|list| list.record == record);
        self.law.first_element(ListId::at(list?))
    }

    fn of_element(
        &mut self,
        element: &Element,
        for_whom: &[ExprId],
        claim: ExprId,
    ) -> (Vec<ExprId>, ExprId) {
        let mut bound = |inner| {
            let with = Expr::With(element.fields.clone(), inner);
            self.law.exprs.add(with)
        };
        let claim = bound(claim);
        let mut whom = vec![element.is_there];
        whom.extend(for_whom.iter().map(|part| bound(*part)));
        (whom, claim)
    }

    /// The rules of the files that are rules of the kernel, too: all but those that are of a
    /// parameter, which have no conditions and follow one another.
    pub(super) fn written(&self) -> Vec<WrittenId> {
        let all = (0..self.law.written.len()).map(WrittenId::at);
        all.filter(|id| !self.law[*id].rules.is_empty() && !self.law[*id].is_value)
            .collect()
    }

    pub(super) fn stands(&mut self, rule: RuleId) -> ExprId {
        self.law.exprs.add(Expr::Stands(rule))
    }

    /// The rule stands, and no rule above it does.
    pub(super) fn wins(&mut self, rule: RuleId) -> ExprId {
        let mut parts = vec![self.stands(rule)];
        for above in self.law[rule].below.clone() {
            let stands = self.stands(above);
            parts.push(self.law.exprs.not(stands));
        }
        self.law.exprs.and(parts)
    }

    /// The day of the law is in the life of the rule.
    pub(super) fn in_force(&mut self, rule: RuleId) -> ExprId {
        let (begun, lasts) = (self.has_begun(rule), self.lasts(rule));
        self.law.exprs.and([begun, lasts])
    }

    /// The day of the law is the first of the rule or a later one.
    pub(super) fn has_begun(&mut self, rule: RuleId) -> ExprId {
        let ahead = self.is_before(self.law[rule].from);
        match ahead {
            Some(ahead) => self.law.exprs.not(ahead),
            None => self.law.exprs.lit(Value::Bool(true)),
        }
    }

    /// The day of the law is the last of the rule or an earlier one.
    pub(super) fn lasts(&mut self, rule: RuleId) -> ExprId {
        let before = self.is_before(self.law[rule].until);
        before.unwrap_or_else(|| self.law.exprs.lit(Value::Bool(true)))
    }

    fn is_before(&mut self, bound: Option<ExprId>) -> Option<ExprId> {
        let (day, bound) = (self.law.law_day()?, bound?);
        let day = self.law.exprs.add(Expr::In(day));
        Some(self.law.exprs.add(Expr::Op(Op::Less, vec![day, bound])))
    }

    pub(super) fn equal(&mut self, one: ExprId, other: ExprId) -> ExprId {
        self.law.exprs.add(Expr::Op(Op::Equal, vec![one, other]))
    }

    /// Whether an expression says which step is being taken, or what became of it.
    pub(super) fn is_about_the_step(&self, expr: ExprId) -> bool {
        let of_step = |id: &ExprId| {
            matches!(self.law.exprs.get(*id), Expr::In(input)
                if matches!(self.law[*input].kind, InputKind::Occasion | InputKind::Became))
        };
        match self.law.exprs.get(expr) {
            Expr::Op(_, operands) => operands.iter().any(of_step),
            Expr::Or(parts) => parts.iter().all(|part| self.is_about_the_step(*part)),
            _ => false,
        }
    }
}
