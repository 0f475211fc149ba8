//! Parameters: each dated value is a rule that gives the term its value, in force from its day
//! until that of the next.

use crate::amend::Values;
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Expr as Kernel, ExprId};
use crate::syntax::{
    Clause, ClauseKind, Dated, Effect, Expr, ItemKind, Name, Parsed, Phrases, Rule, Target,
};
use crate::text::{FileId, Library, Span};

use super::Symbol;
use super::context::{Checker, PendingRule};
use super::days::{TooMany, on_some_reading};

/// The rules of all parameters, in the order of the files: one list for each. A value that never is
/// ends on its first day, and the one before it goes on.
pub fn rules_of_parameters(
    library: &Library,
    files: &[(FileId, Parsed)],
    acts: &Values,
) -> Vec<Vec<Rule>> {
    let items = files.iter().flat_map(|(_, parsed)| &parsed.items);
    items
        .filter_map(|item| match &item.kind {
            ItemKind::Parameter {
                name,
                phrases,
                values,
                until,
                ..
            } => {
                let is_never = |value: &Dated| acts.never.contains(&value.from.span);
                // From the last value on: each ends where the next one that ever is begins.
                let mut next = until.as_ref();
                let mut until: Vec<Option<Expr>> = Vec::new();
                for value in values.iter().rev() {
                    if is_never(value) {
                        until.push(Some(value.from.clone()));
                        continue;
                    }
                    until.push(acts.ends.get(&value.from.span).or(next).cloned());
                    next = Some(&value.from);
                }
                until.reverse();
                Some(rules(library, name, phrases, values, until))
            }
            _ => None,
        })
        .collect()
}

fn rules(
    library: &Library,
    name: &Name,
    phrases: &Phrases,
    values: &[Dated],
    until: Vec<Option<Expr>>,
) -> Vec<Rule> {
    values
        .iter()
        .zip(until)
        .map(|(value, end)| {
            let mut clauses = vec![clause(ClauseKind::From, &value.from)];
            let target = Target {
                of: None,
                name: name.clone(),
            };
            clauses.extend(end.map(|day| clause(ClauseKind::Until, &day)));
            let day = library.slice(value.from.span);
            let day = day.split_whitespace().collect::<Vec<_>>().join(" ");
            Rule {
                // No rule of a file can have such a name.
                name: Name {
                    text: format!("{} from {day}", name.text),
                    span: value.from.span,
                },
                heading: phrases.main.clone(),
                of: None,
                on: Vec::new(),
                lifts: Vec::new(),
                despite: Vec::new(),
                subject_to: Vec::new(),
                act: value.act.clone(),
                grounds: value.grounds.clone(),
                clauses,
                effects: vec![Effect::Sets(target, value.value.clone())],
            }
        })
        .collect()
}

fn clause(kind: ClauseKind, day: &Expr) -> Clause {
    Clause {
        kind,
        expr: day.clone(),
        span: day.span,
    }
}

impl Checker<'_> {
    /// Reports a value of a parameter that ends before it begins, on whichever reading.
    pub fn report_disorder(
        &mut self,
        value: &PendingRule<'_>,
        first: (ExprId, Span),
        end: (ExprId, Span),
    ) {
        let days = [first.0, end.0];
        let disorder = |days: &[Day]| matches!(days, [first, end] if end <= first);
        let found = match on_some_reading(&self.law, &days, disorder) {
            Ok(None) => return,
            Ok(Some(_)) if first.0 == end.0 && self.pending.first_days.contains(&end.1) => {
                Diagnostic::new(Code::EmptyInterval, "two values begin on one day")
                    .at(end.1, "the second")
                    .at(first.1, "the first")
                    .help("keep the one that is meant, or correct the day of the other")
            }
            Ok(Some(_)) if first.0 == end.0 => Diagnostic::new(
                Code::EmptyInterval,
                "the value ends on the day on which it begins",
            )
            .at(end.1, "it ends on the day before this one")
            .at(first.1, "it begins here")
            .help("leave the value out, or correct one of the days"),
            Ok(Some(_)) => {
                let by_readings = days.iter().any(|day| !self.is_one_day(*day));
                let message = match by_readings {
                    true => "on some readings the value ends before it begins",
                    false => "the value ends before it begins",
                };
                Diagnostic::new(Code::EmptyInterval, message)
                    .at(end.1, "it ends on the day before this one")
                    .at(first.1, "it begins here")
                    .help("write the values in the order of their days, one for each")
            }
            Err(TooMany) => Diagnostic::new(
                Code::NotFixed,
                "these days hang on too many readings to be put in order",
            )
            .at(end.1, "")
            .at(first.1, "")
            .help("let fewer readings say from when a value is"),
        };
        self.report(found);
        self.forget_lives(value);
    }

    /// From when to when a parameter has a value is not known where one of its values is broken.
    pub fn forget_lives(&mut self, value: &PendingRule<'_>) {
        for effect in &value.rule.effects {
            if let Effect::Sets(target, _) = effect
                && let Some(Symbol::Term(term)) = self.symbols.of(&target.name)
            {
                self.pending.parameters.retain(|other| *other != term);
            }
        }
    }

    fn is_one_day(&self, day: ExprId) -> bool {
        matches!(self.law.exprs.get(day), Kernel::Lit(_))
    }
}
