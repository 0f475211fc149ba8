//! Rules: every written rule becomes one kernel rule for each of its effects and steps.

use crate::calendar::{Period, Rounding};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    Effect as KernelEffect, ExprId, InputId, Rule as KernelRule, RuleId, StepId, Term, TermId,
    TermRole, Type, Value, WrittenId,
};
use crate::syntax::{Clause, ClauseKind, Effect, Name};
use crate::text::Span;

use super::Symbol;
use super::context::{Checker, PendingRule};
use super::fixed;
use super::lower::Place;

/// The life of a rule in the kernel, and where its bounds are written.
#[derive(Clone, Copy, Default)]
pub struct Life {
    from: Option<ExprId>,
    until: Option<ExprId>,
}

/// The parameters of a step, by name.
pub type Scope = Vec<(String, InputId)>;

impl<'c> Checker<'c> {
    /// Lowers all rules that are no exceptions; the exceptions follow in `lower_exceptions`.
    pub fn lower_rules(&mut self) {
        let pending = self.pending.rules.clone();
        for rule in &pending {
            let life = self.life(rule);
            if let Some(life) = life {
                self.law[rule.id].from = life.from;
                self.law[rule.id].until = life.until;
            }
            if rule.rule.lifts.is_empty() && rule.rule.despite.is_empty() {
                self.lower_plain(rule);
            }
        }
    }

    fn lower_plain(&mut self, pending: &PendingRule<'c>) {
        if pending.rule.effects.is_empty() {
            let name = &pending.rule.name;
            self.report(
                Diagnostic::new(Code::BadEffect, format!("the rule `{}` does nothing", name.text))
                    .at(name.span, "")
                    .help("say what follows (`then open`, `requires …`, `must …`, `NAME = …`), or what it `lifts`"),
            );
            return;
        }
        if pending.headless {
            return self.check_names(pending);
        }
        let steps = self.law[pending.id].on.clone();
        for_each_step(&steps, |step| self.lower_effects(pending, step, &[]));
    }

    /// The kernel rules of one written rule for one step (or for none). `above` are the written
    /// rules it prevails over.
    pub fn lower_effects(
        &mut self,
        pending: &PendingRule<'c>,
        step: Option<StepId>,
        above: &[WrittenId],
    ) {
        let scope = self.scope(step);
        let Some(conditions) = self.conditions(pending, &scope) else {
            return;
        };
        let rule = pending.rule;
        let requirements: Vec<(&crate::syntax::Expr, Span)> = rule
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Requires(expr, span) => Some((expr, *span)),
                _ => None,
            })
            .collect();
        if !requirements.is_empty() {
            self.lower_requirement(pending, step, &requirements, &scope, &conditions, above);
        }
        for effect in &rule.effects {
            let lowered = match effect {
                Effect::Requires(..) => continue,
                Effect::Open(span) => self
                    .open_term(step, *span, "open")
                    .map(|term| (term, Value::Bool(true))),
                Effect::Close(span) => self
                    .open_term(step, *span, "closed")
                    .map(|term| (term, Value::Bool(false))),
                Effect::Must(act) => self.norm(act, 2),
                Effect::May(act) => self.norm(act, 1),
                Effect::MustNot(act) => self.norm(act, 3),
                Effect::Sets(name, expr) => {
                    let Some(term) = self.value_term(name) else {
                        continue;
                    };
                    let ty = self.law[term].ty;
                    let Some(value) = self.lower(&scope, Place::Law).of_type(expr, ty) else {
                        continue;
                    };
                    let conditions = self.occasional(step, &conditions);
                    self.add_rule(
                        pending.id,
                        step,
                        conditions,
                        KernelEffect::Value(term, value),
                        above,
                    );
                    continue;
                }
            };
            let Some((term, value)) = lowered else {
                continue;
            };
            let conditions = match effect {
                Effect::Open(_) | Effect::Close(_) => conditions.clone(),
                _ => self.occasional(step, &conditions),
            };
            let value = self.law.exprs.lit(value);
            self.add_rule(
                pending.id,
                step,
                conditions,
                KernelEffect::Value(term, value),
                above,
            );
        }
    }

    /// What is said on the occasion of a step applies only while that step is taken.
    fn occasional(&mut self, step: Option<StepId>, conditions: &[ExprId]) -> Vec<ExprId> {
        let mut all = Vec::new();
        if let Some(step) = step {
            all.push(self.on_occasion(step));
        }
        all.extend(conditions);
        all
    }

    fn lower_requirement(
        &mut self,
        pending: &PendingRule<'c>,
        step: Option<StepId>,
        requirements: &[(&crate::syntax::Expr, Span)],
        scope: &Scope,
        conditions: &[ExprId],
        above: &[WrittenId],
    ) {
        let Some(step) = step else {
            if let Some((_, span)) = requirements.first() {
                self.needs_a_step(*span, "requires");
            }
            return;
        };
        let mut parts = Vec::new();
        for (expr, _) in requirements {
            parts.extend(self.lower(scope, Place::Law).condition(expr));
        }
        let value = self.law.exprs.and(parts);
        // What prevails over a requirement stands in its place; other requirements add up.
        let existing: Vec<TermId> = above
            .iter()
            .filter_map(|base| self.requirement_of.get(&(*base, step)).copied())
            .collect();
        let terms = if existing.is_empty() && above.is_empty() {
            vec![self.new_requirement(pending, step)]
        } else {
            existing
        };
        for term in terms {
            self.requirement_of.insert((pending.id, step), term);
            let effect = KernelEffect::Value(term, value);
            self.add_rule(pending.id, Some(step), conditions.to_vec(), effect, above);
        }
    }

    fn new_requirement(&mut self, pending: &PendingRule<'c>, step: StepId) -> TermId {
        let nothing = self.law.exprs.lit(Value::Bool(true));
        let term = self.add_term(Term {
            name: format!("what `{}` requires", pending.rule.name.text),
            span: Some(pending.rule.name.span),
            role: TermRole::Requirement(step),
            ty: Type::Bool,
            phrases: crate::law::Phrases::default(),
            otherwise: Some(nothing),
            rules: Vec::new(),
            grounds: Vec::new(),
        });
        self.law[step].requirements.push(term);
        term
    }

    fn open_term(&mut self, step: Option<StepId>, span: Span, what: &str) -> Option<TermId> {
        match step {
            Some(step) => Some(self.law[step].open),
            None => {
                self.needs_a_step(span, what);
                None
            }
        }
    }

    fn needs_a_step(&mut self, span: Span, what: &str) {
        self.report(
            Diagnostic::new(
                Code::BadEffect,
                format!("`{what}` is said of a procedure, and the rule names none"),
            )
            .at(span, "")
            .help("name the procedure in the head of the rule: `on PROCEDURE`"),
        );
    }

    fn norm(&mut self, act: &Name, place: u32) -> Option<(TermId, Value)> {
        let step = self.find_step(act)?;
        Some((self.law[step].norm, Value::Member(self.norms, place)))
    }

    fn value_term(&mut self, name: &Name) -> Option<TermId> {
        let law = &self.law;
        self.symbols.find(
            name,
            "a term",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Term(term) if law[term].role == TermRole::Value => Some(term),
                _ => None,
            },
        )
    }

    /// Adds a kernel rule; it prevails over the rules of the same term that come from `above`.
    pub fn add_rule(
        &mut self,
        written: WrittenId,
        step: Option<StepId>,
        conditions: Vec<ExprId>,
        effect: KernelEffect,
        above: &[WrittenId],
    ) -> RuleId {
        let id = RuleId::at(self.law.rules.len());
        let Self { law, step_of, .. } = self;
        let (from, until) = (law[written].from, law[written].until);
        law.rules.push(KernelRule {
            written,
            from,
            until,
            conditions,
            effect,
            lifted_by: Vec::new(),
            below: Vec::new(),
        });
        law[written].rules.push(id);
        if let Some(step) = step {
            step_of.insert(id, step);
        }
        if let KernelEffect::Value(term, _) = effect {
            if !above.is_empty() {
                let others = law[term].rules.clone();
                for other in others {
                    if above.contains(&law[other].written) {
                        law[other].below.push(id);
                    }
                }
            }
            law[term].rules.push(id);
        }
        id
    }

    /// The parameters of a step, by name.
    pub fn scope(&self, step: Option<StepId>) -> Scope {
        let Some(step) = step else { return Vec::new() };
        self.law[step]
            .choices
            .iter()
            .map(|id| (self.law[*id].name.clone(), *id))
            .collect()
    }

    /// The conditions of a rule, those of its provisions first. `None` after a mistake.
    pub fn conditions(&mut self, pending: &PendingRule<'c>, scope: &Scope) -> Option<Vec<ExprId>> {
        let mut conditions = Vec::new();
        let mut sound = true;
        let clauses = pending
            .inherited
            .iter()
            .copied()
            .chain(&pending.rule.clauses);
        for clause in clauses.filter(|clause| clause.kind == ClauseKind::When) {
            match self.lower(scope, Place::Law).condition(&clause.expr) {
                Some(id) => conditions.extend(self.law.exprs.conjuncts(id)),
                None => sound = false,
            }
        }
        sound.then_some(conditions)
    }

    /// Looks the names up in the conditions of a rule whose procedure is not known: the parameters
    /// may be those of any. Other mistakes may be consequences.
    pub fn check_names(&mut self, pending: &PendingRule<'c>) {
        let steps = (0..self.law.steps.len()).map(StepId::at);
        let scope: Scope = steps.flat_map(|step| self.scope(Some(step))).collect();
        let told = self.diagnostics.len();
        self.conditions(pending, &scope);
        let found = self.diagnostics.split_off(told);
        let names = found.into_iter().filter(|d| d.code == Code::UnknownName);
        self.diagnostics.extend(names);
    }

    /// When a rule is in force: its own dates, else those of its provisions, else its act's.
    fn life(&mut self, pending: &PendingRule<'c>) -> Option<Life> {
        let clauses: Vec<&'c Clause> = pending
            .inherited
            .iter()
            .copied()
            .chain(&pending.rule.clauses)
            .collect();
        let own = &pending.rule.clauses;
        self.report_double(own);
        let latest = |kinds: &[ClauseKind]| {
            clauses
                .iter()
                .rev()
                .find(|clause| kinds.contains(&clause.kind))
                .copied()
        };
        let (first, last) = (
            latest(&[ClauseKind::From]),
            latest(&[ClauseKind::Until, ClauseKind::Through]),
        );
        let from = match first {
            Some(clause) => Some(self.bound(clause)?),
            None => None,
        };
        let until = match last {
            Some(clause) => Some(self.bound(clause)?),
            None => None,
        };
        let act = self.law[pending.id].act.map(|act| &self.law[act]);
        let in_force = act.and_then(|act| act.in_force.as_ref().map(|(day, _)| (*day, act.span)));
        let from_id = match (from, in_force) {
            (Some(id), _) => Some(id),
            (None, Some((day, _))) => Some(self.law.exprs.lit(Value::Day(day))),
            (None, None) => None,
        };
        self.report_empty(from_id, until, first, last, in_force.map(|(_, span)| span));
        Some(Life {
            from: from_id,
            until,
        })
    }

    fn report_double(&mut self, clauses: &[Clause]) {
        let groups: [&[ClauseKind]; 2] = [
            &[ClauseKind::From],
            &[ClauseKind::Until, ClauseKind::Through],
        ];
        for group in groups {
            let mut of_group = clauses.iter().filter(|clause| group.contains(&clause.kind));
            if let (Some(first), Some(second)) = (of_group.next(), of_group.next()) {
                self.report(
                    Diagnostic::new(Code::DuplicateClause, "a rule begins once and ends once")
                        .at(second.span, "the second time")
                        .at(first.span, "the first time")
                        .help("`until` excludes its day, `through` includes it; write one of them"),
                );
            }
        }
    }

    /// The first day, or the first day after the last, as an expression over readings.
    fn bound(&mut self, clause: &Clause) -> Option<ExprId> {
        let id = self
            .lower(&[], Place::Law)
            .of_type(&clause.expr, Type::Date)?;
        if !fixed::fixed_day(&self.law, id) {
            self.report(
                Diagnostic::new(Code::NotFixed, "a rule begins and ends on fixed days")
                    .at(clause.expr.span, "")
                    .help("write a day, or `if READING = CHOICE then DAY else DAY`; what depends on the person is a condition: `when day < …`"),
            );
            return None;
        }
        Some(match clause.kind {
            ClauseKind::Through => {
                self.lower(&[], Place::Law)
                    .moved(id, Period::Days(1), Rounding::Down)
            }
            _ => id,
        })
    }

    fn report_empty(
        &mut self,
        from: Option<ExprId>,
        until: Option<ExprId>,
        first: Option<&Clause>,
        last: Option<&Clause>,
        act: Option<Span>,
    ) {
        let (Some(from), Some(until), Some(last)) = (from, until, last) else {
            return;
        };
        let day = |id| match self.law.exprs.get(id) {
            crate::law::Expr::Lit(Value::Day(day)) => Some(*day),
            _ => None,
        };
        let (Some(from), Some(until)) = (day(from), day(until)) else {
            return;
        };
        if from < until {
            return;
        }
        let mut diagnostic = Diagnostic::new(Code::EmptyInterval, "the rule ends before it begins")
            .at(
                last.expr.span,
                format!("first day no longer in force: {until}"),
            );
        match (first, act) {
            (Some(first), _) => {
                diagnostic = diagnostic
                    .at(first.expr.span, format!("first day in force: {from}"))
                    .help("`from` names the first day, `until` the day after the last: are they swapped?");
            }
            (None, Some(act)) => {
                diagnostic = diagnostic
                    .note(format!("its act is in force from {from}"), act, "")
                    .help("give the rule its own `from`, or correct the day of the act");
            }
            (None, None) => {}
        }
        self.report(diagnostic);
    }
}

/// Once for each step, or once without any.
pub fn for_each_step(steps: &[StepId], mut act: impl FnMut(Option<StepId>)) {
    if steps.is_empty() {
        act(None);
    }
    for step in steps {
        act(Some(*step));
    }
}
