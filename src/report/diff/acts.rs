//! Acts that only one of two versions has: a draft, with its day and its sentence.

use crate::law::{ActId, Law};
use crate::report::layout::Page;
use crate::report::proof::grounds;
use crate::report::words::{either_day, thing};

/// The acts of a law that another has not.
pub fn new_acts(old: &Law, new: &Law) -> Vec<ActId> {
    let known = |act: &ActId| old.acts.iter().any(|one| one.name == new[*act].name);
    let all = (0..new.acts.len()).map(ActId::at);
    all.filter(|act| !known(act)).collect()
}

pub(super) fn tell(page: &mut Page, law: &Law, acts: &[ActId]) {
    if acts.is_empty() {
        return;
    }
    page.section("Acts", None);
    for act in acts {
        let act = &law[*act];
        let first = act.in_force.as_ref().map(|(day, _)| {
            let days = law.exprs.days_of(*day).unwrap_or_default();
            match days.as_slice() {
                [] => thing(law, *day),
                days => either_day(days),
            }
        });
        let first = first.map_or_else(String::new, |first| format!(", first day {first}"));
        page.gap();
        page.paragraph(1, &format!("“{}” is new{first}", act.title));
        if let Some((_, grounds)) = &act.in_force {
            grounds::tell_at(page, 4, law, grounds);
        }
    }
}
