//! Rules that apply to nobody, or always give way to others.

use crate::law::{Effect, Value};
use crate::verdict::Subject;

use super::Questions;

/// The claim, about whoever the rule applies to, without a rule above if it gives a value: there is
/// nobody.
pub fn ask(questions: &mut Questions<'_>) {
    for written in questions.written() {
        let mut parts = Vec::new();
        for rule in questions.law[written].rules.clone() {
            let applies = match questions.law[rule].effect {
                Effect::Value(..) => questions.wins(rule),
                Effect::Lift => questions.stands(rule),
            };
            parts.push(applies);
        }
        let applies = questions.law.exprs.or(parts);
        let nobody = questions.law.exprs.lit(Value::Bool(false));
        let (name, span) = (&questions.law[written].name, questions.law[written].span);
        let name = format!("never applies: {name}");
        questions.put(
            Subject::NeverApplies(written),
            (name, span),
            vec![applies],
            nobody,
        );
    }
}
