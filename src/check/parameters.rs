//! Parameters: each dated value is a rule that gives the term its value, in force from its day
//! until that of the next.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Effect as Kernel, ExprId, Law, RuleId, TermId};
use crate::syntax::{
    Clause, ClauseKind, Dated, Effect, Expr, ExprKind, ItemKind, Name, Parsed, Phrases, Rule,
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
    let expr = Expr {
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

    /// Asks rules that are in force on days on which a parameter they use has no value yet.
    pub fn lint_parameters(&mut self) {
        let rules = self.law.rules.iter();
        let begins: Vec<Option<Day>> = rules.map(|rule| earliest(&self.law, rule.from)).collect();
        for (term, first) in self.pending.parameters.clone() {
            let early = begins
                .iter()
                .enumerate()
                .filter(|(_, begins)| begins.is_none_or(|begins| begins < first));
            let users: Vec<RuleId> = early
                .map(|(at, _)| RuleId::at(at))
                .filter(|rule| {
                    let law = &self.law;
                    let own = matches!(law[*rule].effect, Kernel::Value(of, _) if of == term);
                    !own && uses(law, *rule, term)
                })
                .collect();
            let mut told = Vec::new();
            for rule in users {
                let written = self.law[rule].written;
                if told.contains(&written) {
                    continue;
                }
                told.push(written);
                self.report_early_use(rule, term, first);
            }
        }
    }

    fn report_early_use(&mut self, rule: RuleId, term: TermId, first: Day) {
        let law = &self.law;
        let (rule_name, parameter) = (&law[law[rule].written], &law[term]);
        let since = match earliest(law, law[rule].from) {
            Some(from) => format!("in force from {from}"),
            None => "in force since ever".to_owned(),
        };
        let message = format!(
            "the rule `{}` uses `{}` on days on which it has no value yet",
            rule_name.name, parameter.name
        );
        let mut found = Diagnostic::new(Code::ParameterTooLate, message).at(rule_name.span, since);
        if let Some(span) = parameter.span {
            found = found.note(format!("its first value is from {first}"), span, "");
        }
        self.report(found.help("give the parameter an earlier value, or the rule a later `from`"));
    }
}

/// The earliest of the constant days that a bound may be; `None` for a rule without a first day.
fn earliest(law: &Law, bound: Option<ExprId>) -> Option<Day> {
    law.exprs.days_of(bound?)?.into_iter().min()
}

/// Whether a rule looks at a term, itself or through defines.
fn uses(law: &Law, rule: RuleId, term: TermId) -> bool {
    let value = match law[rule].effect {
        Kernel::Value(_, value) => Some(value),
        Kernel::Lift => None,
    };
    let own = law[rule].conditions.iter().copied().chain(value);
    let cone = crate::law::cone_until(law, own, |met| !law[met].rules.is_empty());
    cone.terms.contains(&term)
}
