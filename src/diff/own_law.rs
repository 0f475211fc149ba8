use crate::law::{Between, Claim, Expr, Law, cone_until};

/// Whether a claim says itself by which law it asks: by that of a day it names, by those of two days, or by
/// those of all days that somebody may wait for. In the law of one day alone it says something else.
pub fn says_its_law(law: &Law, claim: &Claim) -> bool {
    let by_two = |form| matches!(form, &Between::Laws { .. });
    if claim
        .form
        .as_ref()
        .is_some_and(|form| by_two(&form.between))
    {
        return true;
    }
    let roots = claim.for_whom.iter().copied().chain([claim.claim]);
    let said = cone_until(law, roots, |_| true).exprs;
    let clock = law.law_day();
    let binds = |expr: &Expr| match expr {
        Expr::With(bindings, _) => bindings.iter().any(|(input, _)| Some(*input) == clock),
        _ => false,
    };
    law.waits(&said) || said.iter().any(|expr| binds(law.exprs.get(*expr)))
}
