//! Parameters: each dated value is a rule that gives the term its value, in force from its day
//! until that of the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Effect as Kernel, Expr, ExprId, InputId, Law, RuleId, TermId};
use crate::syntax::{
    self, Clause, ClauseKind, Dated, Effect, ExprKind, ItemKind, Name, Parsed, Phrases, Rule,
    Target, Words,
};
use crate::text::{FileId, Span};

use super::context::Checker;

/// The rules of all parameters, in the order of the files: one list for each.
pub fn rules_of_parameters(files: &[(FileId, Parsed)]) -> Vec<Vec<Rule>> {
    let items = files.iter().flat_map(|(_, parsed)| &parsed.items);
    items
        .filter_map(|item| match &item.kind {
            ItemKind::Parameter {
                name,
                phrases,
                values,
                until,
                ..
            } => Some(rules(name, phrases, values, *until)),
            _ => None,
        })
        .collect()
}

fn rules(
    name: &Name,
    phrases: &Phrases,
    values: &[Dated],
    until: Option<(Day, Span)>,
) -> Vec<Rule> {
    let ends = values
        .iter()
        .skip(1)
        .map(|next| Some((next.from, next.span)));
    values
        .iter()
        .zip(ends.chain([until]))
        .map(|(value, end)| {
            let mut clauses = vec![clause(ClauseKind::From, value.from, value.span)];
            // Values out of order are reported once, and not by their lives.
            let end = end.filter(|(day, _)| *day > value.from);
            let target = Target {
                of: None,
                name: name.clone(),
            };
            clauses.extend(end.map(|(day, span)| clause(ClauseKind::Until, day, span)));
            Rule {
                // No rule of a file can have such a name.
                name: Name {
                    text: format!("{} from {}", name.text, value.from),
                    span: value.span,
                },
                heading: phrases.main.as_ref().map(|words| Words {
                    text: format!("{}, from {}", words.text, value.from.in_words()),
                    span: words.span,
                }),
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

fn clause(kind: ClauseKind, day: Day, span: Span) -> Clause {
    let expr = syntax::Expr {
        kind: ExprKind::Day(day),
        span,
    };
    Clause { kind, expr, span }
}

impl Checker<'_> {
    /// Reports values whose days do not ascend.
    pub fn report_disorder(&mut self, values: &[Dated], until: Option<(Day, Span)>) {
        let days: Vec<(Day, Span)> = values
            .iter()
            .map(|value| (value.from, value.span))
            .collect();
        for ((day, first), (next, second)) in days.iter().zip(days.iter().skip(1).chain(&until)) {
            if next <= day {
                self.report(
                    Diagnostic::new(Code::EmptyInterval, "the value ends before it begins")
                        .at(*second, "it ends on the day before this one")
                        .at(*first, "it begins here")
                        .help("write the values in the order of their days, one for each"),
                );
            }
        }
    }

    /// Asks rules that use a parameter on days on which it has no value yet: they are in force on
    /// them, or ask for its value by the law of such a day.
    pub fn lint_parameters(&mut self) {
        let first: BTreeMap<TermId, Day> = self.pending.parameters.iter().copied().collect();
        if first.is_empty() {
            return;
        }
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        for (at, rule) in self.law.rules.iter().enumerate() {
            let begins = earliest(&self.law, rule.from);
            for (term, asked) in asked(&self.law, RuleId::at(at)) {
                let Some(first) = first.get(&term).copied() else {
                    continue;
                };
                if matches!(rule.effect, Kernel::Value(of, _) if of == term) {
                    continue;
                }
                let early = match asked {
                    Asked::InForce => begins.is_none_or(|begins| begins < first),
                    Asked::On(day) => day < first,
                };
                if early && told.insert((term, rule.written)) {
                    found.push((term, self.early_use(RuleId::at(at), term, first, asked)));
                }
            }
        }
        found.sort_by_key(|(term, _)| *term);
        self.diagnostics
            .extend(found.into_iter().map(|(_, found)| found));
    }

    fn early_use(&self, rule: RuleId, term: TermId, first: Day, asked: Asked) -> Diagnostic {
        let law = &self.law;
        let (rule_name, parameter) = (&law[law[rule].written], &law[term]);
        let (days, label, help) = match asked {
            Asked::InForce => (
                "on days on which",
                match earliest(law, law[rule].from) {
                    Some(from) => format!("in force from {from}"),
                    None => "in force since ever".to_owned(),
                },
                "give the parameter an earlier value, or the rule a later `from`",
            ),
            Asked::On(day) => (
                "of a day on which",
                format!("it asks by the law of {day}"),
                "give the parameter an earlier value, or ask for that of a later day",
            ),
        };
        let message = format!(
            "the rule `{}` uses `{}` {days} it has no value yet",
            rule_name.name, parameter.name
        );
        let mut found = Diagnostic::new(Code::ParameterTooLate, message).at(rule_name.span, label);
        if let Some(span) = parameter.span {
            found = found.note(format!("its first value is from {first}"), span, "");
        }
        found.help(help)
    }
}

/// By the law of which day a rule asks for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    /// By that under which the rule itself is applied.
    InForce,
    /// By that of a day, the earliest it may be.
    On(Day),
}

/// The earliest of the constant days that a bound may be; `None` for a rule without a first day.
fn earliest(law: &Law, bound: Option<ExprId>) -> Option<Day> {
    law.exprs.days_of(bound?)?.into_iter().min()
}

/// The terms with rules that a rule looks at, itself or through defines, and by the law of which
/// days. A day that depends on the person is left out: of it nothing is known here.
fn asked(law: &Law, rule: RuleId) -> BTreeSet<(TermId, Asked)> {
    let value = match law[rule].effect {
        Kernel::Value(_, value) => Some(value),
        Kernel::Lift => None,
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
            Expr::Lit(_) | Expr::In(_) | Expr::Reach(_) => {}
            Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => {
                open.extend(parts.iter().map(|part| (*part, by)));
            }
            Expr::Not(inner) => open.push((*inner, by)),
            Expr::If(a, b, c) => open.extend([*a, *b, *c].map(|part| (part, by))),
            Expr::With(bindings, inner) => {
                open.extend(bindings.iter().map(|(_, value)| (*value, by)));
                open.extend(bound(law, bindings, by).map(|by| (*inner, by)));
            }
            Expr::Call(term) if law[*term].rules.is_empty() => {
                open.extend(law[*term].otherwise.map(|id| (id, by)));
            }
            Expr::Call(term) => {
                found.insert((*term, by));
            }
            Expr::Stands(rule) => {
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
    earliest(law, Some(day)).map(Asked::On)
}
