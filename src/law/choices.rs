//! Choices of readings, and formulas over them.

use super::{Expr, ExprId, InputId, Law, Op, Value, figure};

/// A choice, by its place, for some readings or for every reading of the law, in the order
/// declared.
pub type Choices = Vec<(InputId, u32)>;

/// More choices are not tried in one search.
const TRIES_LIMIT: usize = 20_000;

/// A search for choices was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "more than {} combinations of readings would have to be tried",
    figure(TRIES_LIMIT)
)]
pub struct TooManyTries;

/// The first choices, in the order declared, with which each formula of `wanted` has its truth
/// value and that `excluded` does not exclude; `None` where there are no such choices.
///
/// `excluded` may look at the readings `mentioned` alone, is asked about some choices before all
/// are made, and excludes with them whatever is chosen besides. Readings that neither it nor a
/// formula looks at take their first choice.
///
/// # Errors
/// The search is exponential in the number of readings looked at, in the worst case: where it
/// takes too many tries, it is given up.
pub fn first_choices(
    law: &Law,
    wanted: &[(ExprId, bool)],
    mentioned: impl IntoIterator<Item = InputId>,
    excluded: impl Fn(&Choices) -> bool,
) -> Result<Option<Choices>, TooManyTries> {
    let mut readings: Vec<InputId> = mentioned.into_iter().collect();
    for (formula, _) in wanted {
        mention(law, *formula, &mut readings);
    }
    readings.sort_unstable();
    readings.dedup();
    let mut search = Search {
        law,
        wanted,
        excluded,
        chosen: Choices::new(),
        tries: 0,
    };
    let found = search.complete(&readings)?;
    let chosen = search.chosen;
    Ok(found.then(|| {
        law.readings()
            .map(|reading| {
                let known = chosen.iter().find(|(known, _)| *known == reading);
                (reading, known.map_or(0, |(_, place)| *place))
            })
            .collect()
    }))
}

/// A search in progress.
struct Search<'a, F> {
    law: &'a Law,
    wanted: &'a [(ExprId, bool)],
    excluded: F,
    chosen: Choices,
    tries: usize,
}

impl<F: Fn(&Choices) -> bool> Search<'_, F> {
    /// Completes what is chosen with choices of the readings still open, if that is possible.
    fn complete(&mut self, open: &[InputId]) -> Result<bool, TooManyTries> {
        self.tries += 1;
        if self.tries > TRIES_LIMIT {
            return Err(TooManyTries);
        }
        let (law, chosen) = (self.law, &self.chosen);
        let missed = |(formula, truth): &(ExprId, bool)| {
            holds(law, *formula, chosen).is_some_and(|found| found != *truth)
        };
        if self.wanted.iter().any(missed) || (self.excluded)(chosen) {
            return Ok(false);
        }
        let Some((reading, rest)) = open.split_first() else {
            return Ok(true);
        };
        for place in 0..law.size_of(law[*reading].ty) {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            self.chosen.push((*reading, place));
            if self.complete(rest)? {
                return Ok(true);
            }
            self.chosen.pop();
        }
        Ok(false)
    }
}

/// Whether a formula over readings holds under some choices; `None` while that is open.
pub fn holds(law: &Law, formula: ExprId, chosen: &Choices) -> Option<bool> {
    match law.exprs.get(formula) {
        Expr::Lit(Value::Bool(value)) => Some(*value),
        Expr::Not(inner) => holds(law, *inner, chosen).map(|value| !value),
        Expr::And(parts) => kleene(law, parts, chosen, false),
        Expr::Or(parts) => kleene(law, parts, chosen, true),
        Expr::If(condition, yes, no) => {
            let branch = if holds(law, *condition, chosen)? {
                yes
            } else {
                no
            };
            holds(law, *branch, chosen)
        }
        Expr::Op(Op::Equal, operands) => match operands.as_slice() {
            [left, right] => Some(value(law, *left, chosen)? == value(law, *right, chosen)?),
            _ => None,
        },
        _ => None,
    }
}

fn kleene(law: &Law, parts: &[ExprId], chosen: &Choices, decisive: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match holds(law, *part, chosen) {
            Some(value) if value == decisive => return Some(decisive),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decisive)
}

fn value(law: &Law, id: ExprId, chosen: &Choices) -> Option<Value> {
    match law.exprs.get(id) {
        Expr::Lit(value) => Some(*value),
        Expr::In(input) => {
            let (_, place) = chosen.iter().find(|(known, _)| known == input)?;
            Value::at_place(law[*input].ty, usize::try_from(*place).ok()?)
        }
        _ => None,
    }
}

/// The readings that a formula mentions, each as often as it does.
pub fn mentioned(law: &Law, formula: ExprId) -> Vec<InputId> {
    let mut found = Vec::new();
    mention(law, formula, &mut found);
    found
}

fn mention(law: &Law, formula: ExprId, found: &mut Vec<InputId>) {
    match law.exprs.get(formula) {
        Expr::In(input) => found.push(*input),
        Expr::Not(inner) => mention(law, *inner, found),
        Expr::And(parts) | Expr::Or(parts) | Expr::Op(_, parts) => {
            parts.iter().for_each(|part| mention(law, *part, found));
        }
        Expr::If(a, b, c) => [a, b, c]
            .into_iter()
            .for_each(|part| mention(law, *part, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;

    fn places(found: Option<Choices>) -> Option<Vec<u32>> {
        found.map(|choices| choices.into_iter().map(|(_, place)| place).collect())
    }

    #[test]
    fn the_first_in_the_order_declared() {
        let mut draft = Draft::bare();
        let names = ["a", "b", "c"];
        let [one, two, three] = names.map(|name| draft.reading(name, &["x", "y", "z"]));
        let (a, b) = (draft.equals(one, 0), draft.equals(two, 0));
        let either = draft.or(&[a, b]);
        let law = &draft.law;
        let first =
            |wanted: &[(ExprId, bool)]| places(first_choices(law, wanted, [], |_| false).unwrap());
        assert_eq!(first(&[]), Some(vec![0, 0, 0]));
        assert_eq!(first(&[(either, true), (a, false)]), Some(vec![1, 0, 0]));
        assert_eq!(first(&[(either, false)]), Some(vec![1, 1, 0]));
        assert_eq!(first(&[(either, false), (a, true)]), None);
        let beside = first_choices(law, &[(a, true)], [three], |chosen| {
            chosen.contains(&(three, 0))
        });
        assert_eq!(places(beside.unwrap()), Some(vec![0, 0, 1]));
    }

    #[test]
    fn too_many_tries_are_no_answer() {
        let mut draft = Draft::bare();
        for at in 0..12 {
            draft.reading(&format!("r{at}"), &["x", "y", "z"]);
        }
        let law = &draft.law;
        let all = law.readings().count();
        // Only when everything is chosen is it seen that nothing will do.
        let found = first_choices(law, &[], law.readings(), |chosen| chosen.len() == all);
        assert_eq!(found, Err(TooManyTries));
    }
}
