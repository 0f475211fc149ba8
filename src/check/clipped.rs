//! Exemptions with a longer life than what they lift: a rule lives no longer than what it lifts.
//! (What prevails over another rule says something of its own, and lives on without it.)

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Expr, ExprId, Law, WrittenId};
use crate::syntax::{Clause, ClauseKind};

use super::context::{Checker, PendingRule};
use super::days::on_some_reading;

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
    let own = bound(law, pending.id, end)?;
    let theirs: Option<Vec<ExprId>> = targets
        .iter()
        .map(|target| bound(law, *target, end))
        .collect();
    let days: Vec<ExprId> = [own].into_iter().chain(theirs?).collect();
    // The exemption reaches beyond its targets only if it reaches beyond the longest of them.
    let beyond = |own: Day, theirs: Day| match end {
        End::First => own < theirs,
        End::Last => own > theirs,
    };
    let beyond_all = |days: &[Day]| {
        let own = days.split_first();
        own.is_some_and(|(own, theirs)| theirs.iter().all(|one| beyond(*own, *one)))
    };
    let days = on_some_reading(law, &days, beyond_all).ok()??;
    let mut widest: Option<(Day, WrittenId)> = None;
    for (theirs, target) in days.iter().skip(1).zip(targets) {
        // Beyond which of them something reaches is the wider of two.
        if widest.is_none_or(|(known, _)| beyond(*theirs, known)) {
            widest = Some((*theirs, *target));
        }
    }
    let (theirs, target) = widest?;
    let is_fixed =
        bound(law, target, end).is_some_and(|day| matches!(law.exprs.get(day), Expr::Lit(_)));
    let instead = match clause.kind {
        _ if !is_fixed => Some("the same day".to_owned()),
        ClauseKind::Through => theirs.previous().map(|last| format!("`through {last}`")),
        ClauseKind::Until => Some(format!("`until {theirs}`")),
        _ => Some(format!("`from {theirs}`")),
    };
    let instead = instead.unwrap_or_else(|| "the same day".to_owned());
    let target = &law[target];
    let (message, label, why) = match end {
        End::First => (
            format!("this begins before `{}`, which it lifts", target.name),
            format!("in force from {theirs}"),
            "until then there is nothing to lift",
        ),
        End::Last => (
            format!("this ends after `{}`, which it lifts", target.name),
            format!("no longer in force on {theirs}"),
            "from then on there is nothing to lift",
        ),
    };
    Some(
        Diagnostic::new(Code::Clipped, message)
            .at(clause.span, "")
            .note(label, target.span, "")
            .help(format!("{why}: write {instead}, or none")),
    )
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
