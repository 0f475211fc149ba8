//! Deadlines: each rule that says until when something must be done has a Boolean term of its own,
//! true where the day is past and it was not done by then.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Phrases;
use crate::law::{
    Expr as Kernel, ExprId, Law, Op, StepId, Term, TermId, TermRole, Type, Value, WrittenId,
};
use crate::syntax::{Deadline, Expr, ExprKind, Name, Operator};

use super::super::Symbol;
use super::super::context::{Checker, PendingRule};
use super::super::lower::Place;
use super::super::symbols::near;
use super::conditions::Scope;
use super::in_place;

/// The deadlines of a law.
#[derive(Default)]
pub struct Deadlines {
    /// For each procedure that some rule gives a deadline, the terms of all such rules.
    of_step: IndexMap<StepId, Vec<TermId>>,
}

impl<'c> Checker<'c> {
    /// Gives each procedure that some rule gives a deadline the term for "it is overdue". Its
    /// meaning follows when all rules are lowered; see `finish_deadlines`.
    pub fn declare_deadlines(&mut self) {
        for at in 0..self.pending.rules.len() {
            let Some(rule) = self.pending.rules.get(at).map(|pending| pending.rule) else {
                continue;
            };
            for effect in &rule.effects {
                let crate::syntax::Effect::Must(act, Some(_)) = effect else {
                    continue;
                };
                match self.symbols.of(act) {
                    Some(Symbol::Step(step)) if self.law[step].overdue.is_none() => {
                        declare_overdue(&mut self.law, step);
                    }
                    Some(_) => {}
                    None => self.note_misspelt(act),
                }
            }
        }
    }

    /// Takes the procedure nearest to a name that nothing declares for the one that was meant.
    fn note_misspelt(&mut self, act: &Name) {
        let steps = self.symbols.names(|one| matches!(one, Symbol::Step(_)));
        let meant = near(&act.text, steps, self.diagnostics.len()).map(str::to_owned);
        self.symbols.note_timed(meant);
    }

    /// What is overdue: what is due, where a deadline has passed.
    pub fn finish_deadlines(&mut self) {
        for at in 0..self.law.steps.len() {
            let step = StepId::at(at);
            let Some(overdue) = self.law[step].overdue else {
                continue;
            };
            let Some(is_due) = self.law.due(step) else {
                continue;
            };
            let terms = self.deadlines.of_step.get(&step).cloned();
            let exprs = &mut self.law.exprs;
            let passed: Vec<ExprId> = terms
                .into_iter()
                .flatten()
                .map(|term| exprs.add(Kernel::Call(term)))
                .collect();
            let passed = exprs.or(passed);
            self.law[overdue].otherwise = Some(exprs.and([is_due, passed]));
        }
    }

    /// The kernel rules for the deadline of one `must`, or for its having none where it prevails
    /// over a rule that has one.
    pub fn lower_deadline(
        &mut self,
        pending: &PendingRule<'c>,
        (act, deadline): (&Name, Option<&Deadline>),
        step: Option<StepId>,
        scope: &Scope,
        conditions: &[ExprId],
        above: &[WrittenId],
    ) {
        let Some(Symbol::Step(due)) = self.symbols.of(act) else {
            return;
        };
        let value = match deadline {
            Some(deadline) => {
                let day = deadline_day(deadline);
                let day = self.lower(scope, Place::Law).of_type(&day, Type::Date);
                match (day, self.done(due, act)) {
                    (Some(day), Some(done)) => {
                        let passed = self.has_passed(day, done);
                        self.law.last_days.insert(passed, day);
                        passed
                    }
                    _ => return,
                }
            }
            None => self.law.exprs.lit(Value::Bool(false)),
        };
        let new = |this: &mut Self| {
            let name = format!("the deadline of `{}`", pending.rule.name.text);
            let term = yes_or_no_term(&mut this.law, name, TermRole::Deadline(due));
            this.deadlines.of_step.entry(due).or_default().push(term);
            term
        };
        self.put_in_place(
            in_place::Place::Deadline,
            (pending.id, step, above),
            due,
            (conditions, value),
            deadline.map(|_| new),
        );
    }

    /// The day is later, and on the deadline it was not done.
    fn has_passed(&mut self, day: ExprId, done: ExprId) -> ExprId {
        let Some(clock) = self.law.day() else {
            return self.law.exprs.lit(Value::Bool(false));
        };
        let today = self.law.exprs.add(Kernel::In(clock));
        let later = self.lower(&[], Place::Law).op(Op::Less, day, today);
        let exprs = &mut self.law.exprs;
        let by_then = exprs.add(Kernel::With(vec![(clock, day)], done));
        let not_by_then = exprs.not(by_then);
        exprs.and([later, not_by_then])
    }

    /// That a procedure was done: what it grants is held; of what it grants on some choices alone,
    /// one.
    fn done(&mut self, step: StepId, act: &Name) -> Option<ExprId> {
        let granted = self.granted.get(&step).cloned().unwrap_or_default();
        if granted.is_empty() {
            let message = format!(
                "`{}` has a deadline, and grants nothing by which it could be told that it was done",
                act.text
            );
            self.report(
                Diagnostic::new(Code::BadEffect, message)
                    .at(act.span, "")
                    .help(
                        "let it grant a holding: `grants NAME`, best one that is held `over time`",
                    ),
            );
            return None;
        }
        let (mut all, mut one) = (Vec::new(), Vec::new());
        for (when, input) in granted {
            let held = self.law.exprs.add(Kernel::In(input));
            if when.is_some() {
                one.push(held);
            } else {
                all.push(held);
            }
        }
        if !one.is_empty() {
            all.push(self.law.exprs.or(one));
        }
        Some(self.law.exprs.and(all))
    }
}

/// The term for "it is overdue" of a step that has none: until it gets a meaning, it never is.
pub fn declare_overdue(law: &mut Law, step: StepId) -> TermId {
    let name = format!("{} is overdue", law[step].name);
    let overdue = yes_or_no_term(law, name, TermRole::Overdue(step));
    law[step].overdue = Some(overdue);
    overdue
}

fn yes_or_no_term(law: &mut Law, name: String, role: TermRole) -> TermId {
    let no = law.exprs.lit(Value::Bool(false));
    law.terms.push(Term {
        name,
        span: None,
        of: None,
        role,
        ty: Type::Bool,
        phrases: Phrases::default(),
        otherwise: Some(no),
        rules: Vec::new(),
        grounds: Vec::new(),
    });
    TermId::at(law.terms.len() - 1)
}

/// The last day on which it can be done, as an expression: `within 30 days of D` is `D + 30 days`.
fn deadline_day(deadline: &Deadline) -> Expr {
    let Some((period, rounding)) = &deadline.within else {
        return deadline.day.clone();
    };
    let span = period.span.join(deadline.day.span);
    let (day, period) = (Box::new(deadline.day.clone()), Box::new(period.clone()));
    let sum = Expr {
        kind: ExprKind::Arithmetic(Operator::Plus, day, period),
        span,
    };
    match rounding {
        Some(rounding) => Expr {
            kind: ExprKind::Rounded(Box::new(sum), *rounding, None),
            span,
        },
        None => sum,
    }
}
