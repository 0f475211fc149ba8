//! Parameters: each dated value is a rule that gives the term its value, in force from its day
//! until that of the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Effect as Effects, Expr as Kernel, ExprId, InputId, Law, RuleId, TermId};
use crate::syntax::{
    Clause, ClauseKind, Dated, Effect, Expr, ItemKind, Name, Parsed, Phrases, Rule, Target,
};
use crate::text::{FileId, Library, Span};

use super::context::Checker;
use super::days::{TooMany, earliest, on_some_reading};
use super::declare::rule_in_words;

/// The rules of all parameters, in the order of the files: one list for each.
pub fn rules_of_parameters(library: &Library, files: &[(FileId, Parsed)]) -> Vec<Vec<Rule>> {
    let items = files.iter().flat_map(|(_, parsed)| &parsed.items);
    items
        .filter_map(|item| match &item.kind {
            ItemKind::Parameter {
                name,
                phrases,
                values,
                until,
                ..
            } => Some(rules(library, name, phrases, values, until.as_ref())),
            _ => None,
        })
        .collect()
}

fn rules(
    library: &Library,
    name: &Name,
    phrases: &Phrases,
    values: &[Dated],
    until: Option<&Expr>,
) -> Vec<Rule> {
    let ends = values.iter().skip(1).map(|next| Some(&next.from));
    values
        .iter()
        .zip(ends.chain([until]))
        .map(|(value, end)| {
            let mut clauses = vec![clause(ClauseKind::From, &value.from)];
            let target = Target {
                of: None,
                name: name.clone(),
            };
            clauses.extend(end.map(|day| clause(ClauseKind::Until, day)));
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
                act: None,
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
    /// Reports a value that ends before it begins, on whichever reading.
    pub fn report_disorder(&mut self, first: (ExprId, Span), end: (ExprId, Span)) {
        let days = [first.0, end.0];
        let disorder = |days: &[Day]| matches!(days, [first, end] if end <= first);
        let found = match on_some_reading(&self.law, &days, disorder) {
            Ok(None) => return,
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
    }

    fn is_one_day(&self, day: ExprId) -> bool {
        matches!(self.law.exprs.get(day), Kernel::Lit(_))
    }

    /// Asks rules that use a parameter on days on which it has no value yet: they are in force on
    /// them, or ask for its value by the law of such a day.
    pub fn lint_parameters(&mut self) {
        let first: BTreeMap<TermId, ExprId> = self
            .pending
            .parameters
            .iter()
            .filter_map(|term| {
                let rule = self.law[*term].rules.first()?;
                Some((*term, self.law[*rule].from?))
            })
            .collect();
        if first.is_empty() {
            return;
        }
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        for (at, rule) in self.law.rules.iter().enumerate() {
            for (term, asked) in asked(&self.law, RuleId::at(at)) {
                let Some(first) = first.get(&term).copied() else {
                    continue;
                };
                if matches!(rule.effect, Effects::Value(of, _) if of == term) {
                    continue;
                }
                let by = match asked {
                    Asked::InForce => rule.from,
                    Asked::On(day) => Some(day),
                };
                let early = match by {
                    Some(day) => before(&self.law, day, first),
                    None => earliest(&self.law, first).map(|first| (None, first)),
                };
                if let Some(days) = early
                    && told.insert((term, rule.written))
                {
                    found.push((term, self.early_use(RuleId::at(at), term, asked, days)));
                }
            }
        }
        found.sort_by_key(|(term, _)| *term);
        self.diagnostics
            .extend(found.into_iter().map(|(_, found)| found));
    }

    /// A rule that asks for a value on a day, or by the law of one, before the first that has one.
    fn early_use(
        &self,
        rule: RuleId,
        term: TermId,
        asked: Asked,
        (day, first): (Option<Day>, Day),
    ) -> Diagnostic {
        let law = &self.law;
        let day = day.map(|day| day.to_string());
        let (rule_name, parameter) = (&law[law[rule].written], &law[term]);
        let (days, label, help) = match asked {
            Asked::InForce => (
                "on days on which",
                match day {
                    Some(day) => format!("in force from {day}"),
                    None => "it has no first day".to_owned(),
                },
                "give the parameter an earlier value, or the rule a later `from`",
            ),
            Asked::On(_) => (
                "of a day on which",
                format!("it asks by the law of {}", day.unwrap_or_default()),
                "give the parameter an earlier value, or ask for that of a later day",
            ),
        };
        let message = format!(
            "{} uses `{}` {days} it has no value yet",
            rule_in_words(&rule_name.name),
            parameter.name
        );
        let mut found = Diagnostic::new(Code::ParameterTooLate, message).at(rule_name.span, label);
        if let Some(span) = parameter.span {
            found = found.note(format!("its first value is from {first}"), span, "");
        }
        found.help(help)
    }
}

/// A day, and that of the first value, on a reading on which it is before it.
fn before(law: &Law, day: ExprId, first: ExprId) -> Option<(Option<Day>, Day)> {
    let earlier = |days: &[Day]| matches!(days, [day, first] if day < first);
    let days = on_some_reading(law, &[day, first], earlier).ok()??;
    Some((days.first().copied(), *days.last()?))
}

/// By the law of which day a rule asks for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    /// By that under which the rule itself is applied.
    InForce,
    /// By that of a day, one of some constants.
    On(ExprId),
}

/// The terms with rules that a rule looks at, itself or through defines, and by the law of which
/// days. A day that depends on the person is left out: of it nothing is known here.
fn asked(law: &Law, rule: RuleId) -> BTreeSet<(TermId, Asked)> {
    let value = match law[rule].effect {
        Effects::Value(_, value) => Some(value),
        Effects::Lift => None,
    };
    let own = law[rule].conditions.iter().copied().chain(value);
    let mut open: Vec<(ExprId, Asked)> = own.map(|id| (id, Asked::InForce)).collect();
    let mut seen: BTreeSet<(ExprId, Asked)> = BTreeSet::new();
    let mut stands: BTreeSet<(RuleId, Asked)> = BTreeSet::new();
    let mut found = BTreeSet::new();
    while let Some((id, by)) = open.pop() {
        if !seen.insert((id, by)) {
            continue;
        }
        match law.exprs.get(id) {
            Kernel::Lit(_) | Kernel::In(_) | Kernel::Reach(_) => {}
            Kernel::Op(_, parts) | Kernel::And(parts) | Kernel::Or(parts) => {
                open.extend(parts.iter().map(|part| (*part, by)));
            }
            Kernel::Not(inner) => open.push((*inner, by)),
            Kernel::If(a, b, c) => open.extend([*a, *b, *c].map(|part| (part, by))),
            Kernel::With(bindings, inner) => {
                open.extend(bindings.iter().map(|(_, value)| (*value, by)));
                open.extend(bound(law, bindings, by).map(|by| (*inner, by)));
            }
            Kernel::Call(term) if law[*term].rules.is_empty() => {
                open.extend(law[*term].otherwise.map(|id| (id, by)));
            }
            Kernel::Call(term) => {
                found.insert((*term, by));
            }
            Kernel::Stands(rule) => {
                let mut rules = vec![*rule];
                while let Some(rule) = rules.pop() {
                    if stands.insert((rule, by)) {
                        let rule = &law[rule];
                        open.extend(rule.exprs().map(|id| (id, by)));
                        rules.extend(rule.lifted_by.iter().chain(&rule.below));
                    }
                }
            }
        }
    }
    found
}

/// By which law something is asked under bindings; `None` where that depends on the person. Unless
/// the day of the law is bound by itself, it is that of the facts.
fn bound(law: &Law, bindings: &[(InputId, ExprId)], by: Asked) -> Option<Asked> {
    let day = |clock: Option<InputId>| {
        let mut all = bindings.iter();
        all.find(|(input, _)| Some(*input) == clock)
            .map(|(_, day)| *day)
    };
    let day = match (day(law.law_day()), by) {
        (Some(day), _) => day,
        (None, Asked::On(_)) => return Some(by),
        (None, Asked::InForce) => match day(law.day()) {
            Some(day) => day,
            None => return Some(by),
        },
    };
    law.exprs.days_of(day).map(|_| Asked::On(day))
}
