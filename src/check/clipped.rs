//! Exemptions with a longer life than what they lift: a rule lives no longer than what it lifts.
//! (What prevails over another rule says something of its own, and lives on without it.)

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Expr, ExprId, Law, Value, WrittenId};
use crate::syntax::{Clause, ClauseKind};

use super::context::{Checker, PendingRule};

/// One end of a life.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

impl Checker<'_> {
    /// Points out the days of exemptions on which there is nothing to lift.
    pub fn lint_clipped(&mut self) {
        for pending in self.pending.rules.clone() {
            let targets = self.targets_silently(&pending.rule.lifts);
            if targets.is_empty() {
                continue;
            }
            for end in [End::First, End::Last] {
                if let Some(found) = clipped(&self.law, &pending, &targets, end) {
                    self.report(found);
                }
            }
        }
    }
}

fn clipped(
    law: &Law,
    pending: &PendingRule<'_>,
    targets: &[WrittenId],
    end: End,
) -> Option<Diagnostic> {
    let clause = clause(pending, end)?;
    let own = day(law, bound(law, pending.id, end)?)?;
    // The exemption reaches beyond its targets only if it reaches beyond the longest of them.
    let mut widest: Option<(Day, WrittenId)> = None;
    for target in targets {
        let theirs = day(law, bound(law, *target, end)?)?;
        let wider = widest.is_none_or(|(known, _)| match end {
            End::First => theirs < known,
            End::Last => theirs > known,
        });
        if wider {
            widest = Some((theirs, *target));
        }
    }
    let (theirs, target) = widest?;
    let target = &law[target];
    let (beyond, message, label, help) = match end {
        End::First => (
            own < theirs,
            format!("this begins before `{}`, which it lifts", target.name),
            format!("in force from {theirs}"),
            "until then there is nothing to lift: write the same day, or none",
        ),
        End::Last => (
            own > theirs,
            format!("this ends after `{}`, which it lifts", target.name),
            format!("no longer in force on {theirs}"),
            "from then on there is nothing to lift: write the same day, or none",
        ),
    };
    beyond.then(|| {
        Diagnostic::new(Code::Clipped, message)
            .at(clause.span, "")
            .note(label, target.span, "")
            .help(help)
    })
}

/// The rule's own clause that says when it begins or ends.
fn clause<'p>(pending: &PendingRule<'p>, end: End) -> Option<&'p Clause> {
    let wanted: &[ClauseKind] = match end {
        End::First => &[ClauseKind::From],
        End::Last => &[ClauseKind::Until, ClauseKind::Through],
    };
    let mut clauses = pending.rule.clauses.iter();
    clauses.find(|clause| wanted.contains(&clause.kind))
}

fn bound(law: &Law, rule: WrittenId, end: End) -> Option<ExprId> {
    match end {
        End::First => law[rule].from,
        End::Last => law[rule].until,
    }
}

/// A fixed day; `None` for one that depends on readings.
fn day(law: &Law, bound: ExprId) -> Option<Day> {
    match law.exprs.get(bound) {
        Expr::Lit(Value::Day(day)) => Some(*day),
        _ => None,
    }
}
