//! One of two values, by a condition, for the solver.

use z3::ast::Bool;

use super::amount::Amount;
use super::encode::{Encoded, Encoder, ILL_TYPED, TOO_LARGE};
use super::formula::{all, any, not};

impl Encoder<'_> {
    /// One of two, by a condition that is definitely true or definitely false; where it is
    /// neither, the value that both have.
    pub(super) fn choose(
        &mut self,
        (yes, no): &(Bool, Bool),
        then: &Encoded,
        otherwise: &Encoded,
    ) -> Encoded {
        let (Encoded::Amount(a), Encoded::Amount(b)) = (then, otherwise) else {
            let Some(chosen) = choose(&(yes.clone(), no.clone()), then, otherwise) else {
                self.refuse(ILL_TYPED);
                return Encoded::Finite(Vec::new().into());
            };
            if let (Encoded::Number(value, _), Encoded::Number(a, _), Encoded::Number(b, _)) =
                (&chosen, then, otherwise)
                && let (Some(a), Some(b)) = (self.range(a), self.range(b))
            {
                let range = (a.0.min(b.0), a.1.max(b.1));
                self.numbers.ranges.insert(value.clone(), range);
            }
            return chosen;
        };
        let same = a.equals(b).unwrap_or_else(|| Bool::fresh_const("same"));
        let both = all([a.ok.clone(), b.ok.clone(), same]);
        let one = all([yes.clone(), a.ok.clone()]);
        let other = all([no.clone(), b.ok.clone()]);
        let made = Amount::either(yes, a, b);
        let made = self.or_anything(made, TOO_LARGE);
        Encoded::Amount(made.where_is(any([one, other, both])))
    }
}

/// One of two, by a condition that is definitely true or definitely false; where it is neither,
/// the value that both have. `None` if they are of two kinds.
fn choose((yes, no): &(Bool, Bool), then: &Encoded, otherwise: &Encoded) -> Option<Encoded> {
    let settled = not(yes) == *no;
    Some(match (then, otherwise) {
        (Encoded::Finite(then), Encoded::Finite(otherwise)) => Encoded::Finite(
            then.iter()
                .zip(otherwise.iter())
                .map(|(a, b)| {
                    let both = (!settled).then(|| all([a.clone(), b.clone()]));
                    let (a, b) = (all([yes.clone(), a.clone()]), all([no.clone(), b.clone()]));
                    any([a, b].into_iter().chain(both))
                })
                .collect::<Vec<_>>()
                .into(),
        ),
        (Encoded::Number(a, a_ok), Encoded::Number(b, b_ok)) => {
            let both = (!settled).then(|| all([a_ok.clone(), b_ok.clone(), a.eq(b)]));
            let one = all([yes.clone(), a_ok.clone()]);
            let other = all([no.clone(), b_ok.clone()]);
            Encoded::Number(yes.ite(a, b), any([one, other].into_iter().chain(both)))
        }
        _ => return None,
    })
}
