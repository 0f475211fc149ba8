//! Holdings and facts with attributes: one input of the kernel for each combination of their values.

use crate::law::{Input, InputId, InputKind, Law, Type, Value};
use crate::syntax::{Expr, Name};
use crate::text::Span;

use super::context::{Checker, add_input};
use super::distinct::Distinct;
use super::doors::combinations;
use super::phrases::with_values;
use super::symbols::Symbol;

/// A holding or fact with attributes.
#[derive(Debug, Clone)]
pub struct Family {
    /// The attributes and their types.
    pub attributes: Vec<(String, Type)>,
    /// The inputs of the kernel, each with the values of the attributes.
    pub members: Vec<(Vec<Value>, InputId)>,
}

impl<'c> Checker<'c> {
    /// Declares one holding or fact for each combination of values. `of` is what they have in
    /// common.
    pub fn declare_family(
        &mut self,
        name: &Name,
        attributes: &[(Name, Name)],
        of: &Input,
        over_time: Option<Span>,
        usually: Option<&'c Expr>,
    ) {
        let mut names = Distinct::default();
        let mut typed = Vec::new();
        for (attribute, ty) in attributes {
            if let Err(twice) = names.add(attribute) {
                self.report(twice);
                continue;
            }
            typed.extend(
                self.closed_type(attribute, ty, "attribute")
                    .map(|found| (attribute.text.clone(), found)),
            );
        }
        if typed.len() < attributes.len() {
            self.symbols.note_broken([name.text.clone()]);
            return;
        }
        let types: Vec<Type> = typed.iter().map(|(_, ty)| *ty).collect();
        let combined = match combinations(&self.law, &types) {
            Some(combined) => combined,
            None => {
                self.report_combinations(
                    name.span,
                    "leave out the attributes that no rule looks at",
                );
                self.symbols.note_broken([name.text.clone()]);
                return;
            }
        };
        let mut members = Vec::new();
        for values in combined {
            let told: Vec<(&str, Value)> = typed
                .iter()
                .map(|(name, _)| name.as_str())
                .zip(values.iter().copied())
                .collect();
            let input = Input {
                name: written(&self.law, &of.name, &values),
                phrases: with_values(&self.law, &of.phrases, &told),
                ..of.clone()
            };
            let member = add_input(&mut self.law, input);
            self.add_history(member, over_time);
            members.push((values, member));
        }
        let all: Vec<InputId> = members.iter().map(|(_, member)| *member).collect();
        let family = self.symbols.add_family(Family {
            attributes: typed,
            members,
        });
        let symbol = match of.kind {
            InputKind::Holding => Symbol::Family(family),
            _ => Symbol::Facts(family),
        };
        if self.declare_name(name, symbol)
            && let Some(expr) = usually
        {
            self.pending
                .usuals
                .extend(all.into_iter().map(|member| (member, expr)));
        }
    }
}

/// A holding or fact with its values as it is written: `visa(electronic)`.
fn written(law: &Law, name: &str, values: &[Value]) -> String {
    let values: Vec<&str> = values.iter().map(|value| name_of(law, *value)).collect();
    format!("{name}({})", values.join(", "))
}

/// The name of a value of an attribute.
pub fn name_of(law: &Law, value: Value) -> &str {
    match value {
        Value::Bool(true) => "yes",
        Value::Member(list, place) => {
            let member = law[list].members.get(place as usize);
            member.map_or("", |(name, _)| name)
        }
        _ => "no",
    }
}
