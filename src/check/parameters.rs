//! Parameters: each dated value is a rule that gives the term its value, in force from its day
//! until that of the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    Effect as Effects, Expr as Kernel, ExprId, InputId, Law, Rule as KernelRule, RuleId, TermId,
};
use crate::syntax::{
    Clause, ClauseKind, Dated, Effect, Expr, ItemKind, Name, Parsed, Phrases, Rule, Target,
};
use crate::text::{FileId, Library, Span};

use super::Symbol;
use super::context::{Checker, PendingRule};
use super::days::{TooMany, earliest, on_some_reading};
use super::declare::rule_in_words;

/// The rules of all parameters, in the order of the files: one list for each. `ends` has the days on
/// which values end before the next ones begin, by the places of their first days.
pub fn rules_of_parameters(
    library: &Library,
    files: &[(FileId, Parsed)],
    ends: &BTreeMap<Span, Expr>,
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
                let next = values.iter().skip(1).map(|next| Some(&next.from));
                let end = |(value, end): (&_, Option<&_>)| {
                    let value: &Dated = value;
                    ends.get(&value.from.span).or(end).cloned()
                };
                let until: Vec<Option<Expr>> = values
                    .iter()
                    .zip(next.chain([until.as_ref()]))
                    .map(end)
                    .collect();
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
            Ok(Some(_)) if first.0 == end.0 => {
                Diagnostic::new(Code::EmptyInterval, "two values begin on one day")
                    .at(end.1, "the second")
                    .at(first.1, "the first")
                    .help("keep the one that is meant, or correct the day of the other")
            }
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
        // From when to when it has a value is not known then.
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

    /// Asks rules that use a parameter on days on which it has no value: they are in force on them,
    /// or ask for its value by the law of such a day.
    pub fn lint_parameters(&mut self) {
        let lives: BTreeMap<TermId, Life> = self
            .pending
            .parameters
            .iter()
            .filter_map(|term| {
                let values = &self.law[*term].rules;
                let first = self.law[*values.first()?].from?;
                let end = self.law[*values.last()?].until;
                Some((*term, Life { first, end }))
            })
            .collect();
        if lives.is_empty() {
            return;
        }
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        for (at, rule) in self.law.rules.iter().enumerate() {
            for (term, asked) in asked(&self.law, RuleId::at(at)) {
                let Some(life) = lives.get(&term) else {
                    continue;
                };
                if matches!(rule.effect, Effects::Value(of, _) if of == term) {
                    continue;
                }
                let (early, late) = (
                    life.early(&self.law, rule, asked),
                    life.late(&self.law, rule, asked),
                );
                for beyond in early.into_iter().chain(late) {
                    if told.insert((term, rule.written, beyond.late)) {
                        found.push((term, self.use_beyond(RuleId::at(at), term, asked, beyond)));
                    }
                }
            }
        }
        found.sort_by_key(|(term, _)| *term);
        self.diagnostics
            .extend(found.into_iter().map(|(_, found)| found));
    }

    /// A rule that asks for a value on a day, or by the law of one, that has none.
    fn use_beyond(&self, rule: RuleId, term: TermId, asked: Asked, beyond: Beyond) -> Diagnostic {
        let law = &self.law;
        let day = beyond.day.map(|day| day.to_string());
        let (rule_name, parameter) = (&law[law[rule].written], &law[term]);
        let (days, label, help) = match (asked, beyond.late) {
            (Asked::InForce, false) => (
                "on days on which",
                match day {
                    Some(day) => format!("in force from {day}"),
                    None => "it has no first day".to_owned(),
                },
                "give the parameter an earlier value, or the rule a later `from`",
            ),
            (Asked::InForce, true) => (
                "on days on which",
                match day {
                    Some(day) => format!("in force until {day}"),
                    None => "it has no end".to_owned(),
                },
                "give the parameter a later value, or the rule an `until` with it",
            ),
            (Asked::On(_), late) => (
                "of a day on which",
                format!("it asks by the law of {}", day.unwrap_or_default()),
                match late {
                    false => "give the parameter an earlier value, or ask for that of a later day",
                    true => "give the parameter a later value, or ask for that of an earlier day",
                },
            ),
        };
        let (value, note) = match beyond.late {
            false => (
                "value yet",
                format!("its first value is from {}", beyond.value),
            ),
            true => (
                "value any more",
                format!("its last value is until {}", beyond.value),
            ),
        };
        let message = format!(
            "{} uses `{}` {days} it has no {value}",
            rule_in_words(&rule_name.name),
            parameter.name
        );
        let mut found = Diagnostic::new(Code::ParameterTooLate, message).at(rule_name.span, label);
        if let Some(span) = parameter.span {
            found = found.note(note, span, "");
        }
        found.help(help)
    }
}

/// Between which days a parameter has a value.
struct Life {
    first: ExprId,
    /// The first day without one.
    end: Option<ExprId>,
}

/// That a parameter is asked for where it has no value.
#[derive(Clone, Copy)]
struct Beyond {
    /// After its last value, not before its first.
    late: bool,
    /// The first day of the rule, its end, or the day by the law of which it asks.
    day: Option<Day>,
    /// The first day with a value, or after the last one.
    value: Day,
}

impl Life {
    fn early(&self, law: &Law, rule: &KernelRule, asked: Asked) -> Option<Beyond> {
        let by = match asked {
            Asked::InForce => rule.from,
            Asked::On(day) => Some(day),
        };
        let (day, value) = match by {
            Some(day) => {
                let (day, first) = on_reading(law, day, self.first, |day, first| day < first)?;
                (Some(day), first)
            }
            None => (None, earliest(law, self.first)?),
        };
        Some(Beyond {
            late: false,
            day,
            value,
        })
    }

    fn late(&self, law: &Law, rule: &KernelRule, asked: Asked) -> Option<Beyond> {
        let end = self.end?;
        let (day, value) = match (asked, rule.until) {
            (Asked::InForce, None) => (None, earliest(law, end)?),
            (Asked::InForce, Some(until)) => {
                let (until, end) = on_reading(law, until, end, |until, end| end < until)?;
                (Some(until), end)
            }
            (Asked::On(day), _) => {
                let (day, end) = on_reading(law, day, end, |day, end| end <= day)?;
                (Some(day), end)
            }
        };
        Some(Beyond {
            late: true,
            day,
            value,
        })
    }
}

/// Two days on a reading on which they stand so to one another.
fn on_reading(
    law: &Law,
    one: ExprId,
    other: ExprId,
    is_so: impl Fn(Day, Day) -> bool,
) -> Option<(Day, Day)> {
    let both = |days: &[Day]| matches!(days, [one, other] if is_so(*one, *other));
    let days = on_some_reading(law, &[one, other], both).ok()??;
    Some((*days.first()?, *days.last()?))
}

/// By the law of which day a rule asks for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// By that under which the rule itself is applied.
    InForce,
    /// By that of a day, one of some constants.
    On(ExprId),
}

/// The terms with rules that a rule looks at, itself or through defines, and by the law of which
/// days. A day that depends on the person is left out: of it nothing is known here.
pub fn asked(law: &Law, rule: RuleId) -> BTreeSet<(TermId, Asked)> {
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
