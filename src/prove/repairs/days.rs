//! From which day on a change takes effect.

use crate::calendar::Day;
use crate::law::{ExprId, Law, RuleId, WrittenId};
use crate::verdict::Edit;

/// The day on which an amendment makes a change that is wanted on `day`: what is moved must lie
/// ahead, and what is restated or repealed must have begun.
pub fn effective(law: &Law, edit: &Edit, day: Day) -> Day {
    let Some(rule) = edit.rule() else {
        return day;
    };
    let begins = bound(law, rule, |rule| law[rule].from).max();
    let ends = bound(law, rule, |rule| law[rule].until).min();
    match edit {
        Edit::Sooner(_) | Edit::Open(_) => day,
        Edit::Lasting(_) => {
            let eve = ends.and_then(|end| end.previous());
            eve.map_or(day, |eve| day.min(eve))
        }
        Edit::Repeal(_) | Edit::Without(..) | Edit::NotOn(..) => {
            begins.map_or(day, |begins| day.max(begins))
        }
    }
}

/// The constant days that a bound of a rule may be.
fn bound(
    law: &Law,
    rule: WrittenId,
    of: impl Fn(RuleId) -> Option<ExprId>,
) -> impl Iterator<Item = Day> {
    let bounds = law[rule].rules.iter().filter_map(|rule| of(*rule));
    let days = bounds.filter_map(|bound| law.exprs.days_of(bound));
    days.collect::<Vec<_>>().into_iter().flatten()
}
