//! What is lacking for a requirement.

use std::collections::BTreeSet;

use crate::eval::{Explanation, Reason, Situation, explain};
use crate::law::{Expr, ExprId, InputId, InputKind, Law};
use crate::report::words::{Phrase, noun};

/// The holdings that are lacking for a requirement that is not met, in words, and each of them.
pub fn missing(law: &Law, situation: &Situation, need: ExprId) -> (Option<String>, Vec<InputId>) {
    let explanation = explain(law, situation, need);
    let mut found = BTreeSet::new();
    let words = lacking(law, &explanation, &mut found).map(|words| words.words());
    (words, found.into_iter().collect())
}

/// `None` where no holding would help.
fn lacking(law: &Law, explanation: &Explanation, found: &mut BTreeSet<InputId>) -> Option<Phrase> {
    match law.exprs.get(explanation.expr) {
        Expr::In(input) if law[*input].kind == InputKind::Holding => {
            found.insert(*input);
            Some(Phrase::one(noun(law, *input)))
        }
        Expr::Or(_) => {
            let parts: Vec<Phrase> = operands(explanation)
                .filter_map(|part| lacking(law, part, found))
                .collect();
            (!parts.is_empty()).then(|| Phrase::any(parts))
        }
        // All parts that are decisive are lacking: what no holding mends makes the whole of no
        // use.
        _ => {
            let mut own = BTreeSet::new();
            let parts: Option<Vec<Phrase>> = operands(explanation)
                .map(|part| lacking(law, part, &mut own))
                .collect();
            let parts = parts.filter(|parts| !parts.is_empty())?;
            found.append(&mut own);
            Some(Phrase::all(parts))
        }
    }
}

/// The explanations right below one: of a term, the values that its winning rules give.
fn operands(explanation: &Explanation) -> impl Iterator<Item = &Explanation> {
    explanation.because.iter().flat_map(|reason| match reason {
        Reason::Operand(inner) | Reason::Define(_, inner) | Reason::Bound(_, inner) => vec![inner],
        Reason::Term(term) => term
            .rules
            .iter()
            .filter(|status| term.winners.contains(&status.rule))
            .filter_map(|status| status.value.as_ref())
            .collect(),
        _ => Vec::new(),
    })
}
