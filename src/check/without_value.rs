//! Rules that ask for a parameter on days on which it has no value: before its first one, after its
//! last one, or between two of which the first ended with its act.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Effect, Expr, ExprId, InputId, Law, Rule, RuleId, TermId};

use super::context::Checker;
use super::days::{earliest, on_some_reading};
use super::declare::rule_in_words;

impl Checker<'_> {
    /// Asks rules that use a parameter on days on which it has no value: they are in force on them,
    /// or ask for its value by the law of such a day.
    pub fn lint_parameters(&mut self) {
        let parameters = self.pending.parameters.iter();
        let lives: BTreeMap<TermId, Life> = parameters
            .filter_map(|term| Some((*term, Life::of(&self.law, *term)?)))
            .collect();
        let never: BTreeSet<TermId> = self
            .pending
            .parameters
            .iter()
            .copied()
            .filter(|term| self.is_never(*term))
            .collect();
        if lives.is_empty() && never.is_empty() {
            return;
        }
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        for (at, rule) in self.law.rules.iter().enumerate() {
            // What a mistake leaves of a rule says nothing of its life.
            if self.broken.contains(&rule.written) {
                continue;
            }
            for (term, by) in asked(&self.law, RuleId::at(at)) {
                let own = matches!(rule.effect, Effect::Value(of, _) if of == term);
                if never.contains(&term)
                    && !own
                    && told.insert((term, rule.written, Valueless::Always))
                {
                    found.push((term, self.used_in_vain(rule, term)));
                }
                let Some(life) = lives.get(&term).filter(|_| !own) else {
                    continue;
                };
                let early = life.early(&self.law, rule, by);
                let late = life.late(&self.law, rule, by);
                for beyond in early.into_iter().chain(late) {
                    if told.insert((term, rule.written, Valueless::of(beyond))) {
                        found.push((term, self.used_beyond(rule, term, by, beyond)));
                    }
                }
                for gap in &life.gaps {
                    if let Some(days) = within(&self.law, rule, by, *gap)
                        && told.insert((term, rule.written, Valueless::Between(*gap)))
                    {
                        found.push((term, self.used_between(rule, term, days)));
                    }
                }
            }
        }
        found.sort_by_key(|(term, _)| *term);
        self.diagnostics
            .extend(found.into_iter().map(|(_, found)| found));
    }

    /// Whether the acts of all values of a parameter are repealed before the values begin.
    fn is_never(&self, term: TermId) -> bool {
        let values = &self.law[term].rules;
        let broken = |value: &RuleId| self.broken.contains(&self.law[*value].written);
        !values.is_empty() && !values.iter().any(broken) && self.law.values_of(term).is_empty()
    }

    /// That a rule uses a parameter that has no value then.
    fn used(
        &self,
        rule: &Rule,
        term: TermId,
        (when, label): (&str, String),
        note: String,
        help: &str,
    ) -> Diagnostic {
        let (written, parameter) = (&self.law[rule.written], &self.law[term]);
        let who = rule_in_words(&written.name, written.is_value);
        let message = format!("{who} uses `{}`{when}", parameter.name);
        let found = Diagnostic::new(Code::ParameterTooLate, message).at(written.span, label);
        let found = match parameter.span {
            Some(span) => found.note(note, span, ""),
            None => found,
        };
        found.help(help)
    }

    fn used_in_vain(&self, rule: &Rule, term: TermId) -> Diagnostic {
        let when = (", which has no value on any day", String::new());
        let note = "the acts of its values are repealed before these begin".to_owned();
        let help = "give the parameter a value in an act that is in force";
        self.used(rule, term, when, note, help)
    }

    /// A rule that asks for a value on a day, or by the law of one, that has none.
    fn used_beyond(&self, rule: &Rule, term: TermId, by: Asked, beyond: Beyond) -> Diagnostic {
        let day = beyond.day.map(|day| day.to_string());
        let (days, label, help) = match (by, beyond.late) {
            (Asked::InForce, false) => (
                "on days on which",
                match day {
                    Some(day) => format!("in force from {day}"),
                    None => "it has no first day".to_owned(),
                },
                // A rule that ended before it begins would be in force on no day.
                match rule.until.and_then(|until| earliest(&self.law, until)) {
                    Some(until) if until <= beyond.value => "give the parameter an earlier value",
                    _ => "give the parameter an earlier value, or the rule a later `from`",
                },
            ),
            (Asked::InForce, true) => (
                "on days on which",
                match day {
                    Some(day) => format!("in force until {day}"),
                    None => "it has no end".to_owned(),
                },
                match rule.from.and_then(|from| earliest(&self.law, from)) {
                    Some(from) if beyond.value <= from => "give the parameter a later value",
                    _ => "give the parameter a later value, or the rule an `until` with it",
                },
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
        let when = format!(" {days} it has no {value}");
        self.used(rule, term, (&when, label), note, help)
    }

    fn used_between(&self, rule: &Rule, term: TermId, (end, begins): (Day, Day)) -> Diagnostic {
        let note =
            format!("one value is until {end}, when its act ends, and the next from {begins}");
        let when = (" on days on which it has no value", String::new());
        let help = "give the parameter a value from the day on which the act is repealed";
        self.used(rule, term, when, note, help)
    }
}

/// Between which days a parameter has a value.
struct Life {
    first: ExprId,
    /// The first day without one.
    end: Option<ExprId>,
    /// Between its values.
    gaps: Vec<Gap>,
}

/// The day on which a value ends, and the first day of the next.
type Gap = (ExprId, ExprId);

/// When a parameter has no value: each is told once of a rule.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Valueless {
    Before,
    After,
    Between(Gap),
    Always,
}

impl Valueless {
    fn of(beyond: Beyond) -> Self {
        match beyond.late {
            false => Self::Before,
            true => Self::After,
        }
    }
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
    fn of(law: &Law, parameter: TermId) -> Option<Self> {
        let values = law.values_of(parameter);
        let pairs = values.iter().zip(values.iter().skip(1));
        let gap = |(one, next): (&RuleId, &RuleId)| {
            let gap = (law[*one].until?, law[*next].from?);
            (gap.0 != gap.1).then_some(gap)
        };
        Some(Self {
            first: law[*values.first()?].from?,
            end: law[*values.last()?].until,
            gaps: pairs.filter_map(gap).collect(),
        })
    }

    fn early(&self, law: &Law, rule: &Rule, asked: Asked) -> Option<Beyond> {
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

    fn late(&self, law: &Law, rule: &Rule, asked: Asked) -> Option<Beyond> {
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
        Effect::Value(_, value) => Some(value),
        Effect::Lift => None,
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
    law.exprs.days_of(day).map(|_| Asked::On(day))
}

/// The days of a gap that a rule falls into, on some reading.
fn within(law: &Law, rule: &Rule, by: Asked, (end, begins): Gap) -> Option<(Day, Day)> {
    let days: Vec<ExprId> = match by {
        Asked::On(day) => vec![end, begins, day],
        Asked::InForce => [end, begins]
            .into_iter()
            .chain(rule.from)
            .chain(rule.until)
            .collect(),
    };
    let falls = |days: &[Day]| {
        let [end, begins, rest @ ..] = days else {
            return false;
        };
        let (from, until) = match (by, rule.from.is_some()) {
            (Asked::On(_), _) => {
                return rest.first().is_some_and(|day| end <= day && day < begins);
            }
            (Asked::InForce, true) => (rest.first(), rest.get(1)),
            (Asked::InForce, false) => (None, rest.first()),
        };
        end < begins
            && from.is_none_or(|from| from < begins)
            && until.is_none_or(|until| end < until)
    };
    let days = on_some_reading(law, &days, falls).ok()??;
    Some((*days.first()?, *days.get(1)?))
}
