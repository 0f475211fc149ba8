use std::collections::BTreeMap;
use std::rc::Rc;

use crate::law::{ExprId, InputId, InputKind, Law, TermId, Type};

use super::range::day;
use super::{Ground, Places, Range};

/// The values of an input that are still possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// Of an enumerated input.
    Places(Places),
    /// Of a day.
    Days(Range),
    /// Of a number, of an amount in its least units, or of a period in its unit.
    Numbers(Range),
}

/// What the decisions above a node of a tree leave possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// What is possible of each input where nothing is decided.
    start: Rc<[Domain]>,
    /// What is left of those on which something is decided.
    narrowed: BTreeMap<InputId, Domain>,
    /// Comparisons that were decided.
    conditions: BTreeMap<ExprId, bool>,
    /// Operations of which it was decided whether they have a result.
    results: BTreeMap<ExprId, bool>,
    /// Yes-or-no defines that were decided, with nothing bound.
    defines: BTreeMap<TermId, bool>,
}

impl Path {
    /// Nothing is decided: everything within the bounds of the proof is possible.
    pub fn start(law: &Law) -> Self {
        let domain = |ty: Type| match ty {
            Type::Bool | Type::Enum(_) => Domain::Places(Places::first(law.size_of(ty))),
            Type::Date => Domain::Days(Range::days()),
            Type::Int | Type::Decimal | Type::Money(_) | Type::Period(_) => {
                Domain::Numbers(Range::NUMBERS)
            }
        };
        let start = law
            .inputs
            .iter()
            .map(|input| match input.kind {
                InputKind::Length(list) => Domain::Numbers(Range {
                    low: 0,
                    high: i64::try_from(law[list].most).unwrap_or(i64::MAX),
                }),
                _ => match input.range {
                    Some((low, high)) => Domain::Numbers(Range { low, high }),
                    None => domain(input.ty),
                },
            })
            .collect();
        Self {
            start,
            narrowed: BTreeMap::new(),
            conditions: BTreeMap::new(),
            results: BTreeMap::new(),
            defines: BTreeMap::new(),
        }
    }

    /// What is possible for an input.
    pub fn domain(&self, input: InputId) -> Option<Domain> {
        let narrowed = self.narrowed.get(&input);
        narrowed.or_else(|| self.start.get(input.index())).copied()
    }

    /// The places still possible of an enumerated input.
    pub fn places(&self, input: InputId) -> Option<Places> {
        match self.domain(input)? {
            Domain::Places(places) => Some(places),
            Domain::Days(_) | Domain::Numbers(_) => None,
        }
    }

    /// The days or numbers still possible of an input.
    pub fn range(&self, input: InputId) -> Option<Range> {
        match self.domain(input)? {
            Domain::Days(range) | Domain::Numbers(range) => Some(range),
            Domain::Places(_) => None,
        }
    }

    /// The part in which an enumerated input has one of these places.
    #[must_use]
    pub fn within(&self, input: InputId, places: Places) -> Self {
        self.with(input, |domain| match domain {
            Domain::Places(now) => Domain::Places(now.intersection(places)),
            other => other,
        })
    }

    /// The part in which a day or number is less than `bound`.
    #[must_use]
    pub fn below(&self, input: InputId, bound: i64) -> Self {
        self.with(input, |domain| match domain {
            Domain::Numbers(now) => {
                let high = now.high.min(bound.saturating_sub(1));
                Domain::Numbers(Range { high, ..now })
            }
            Domain::Days(now) => {
                let before = day(bound)
                    .and_then(|day| day.previous())
                    .map(super::range::packed);
                let high = now.high.min(before.unwrap_or(i64::MIN));
                Domain::Days(Range { high, ..now })
            }
            other => other,
        })
    }

    /// The part in which a day or number is at least `bound`.
    #[must_use]
    pub fn from(&self, input: InputId, bound: i64) -> Self {
        self.with(input, |domain| match domain {
            Domain::Numbers(now) => Domain::Numbers(Range {
                low: now.low.max(bound),
                ..now
            }),
            Domain::Days(now) => Domain::Days(Range {
                low: now.low.max(bound),
                ..now
            }),
            other => other,
        })
    }

    /// The part in which a day or number is at most `bound`, a number or the ordinal of a day.
    #[must_use]
    pub fn to(&self, input: InputId, bound: i64) -> Self {
        self.with(input, |domain| match domain {
            Domain::Numbers(now) => Domain::Numbers(Range {
                high: now.high.min(bound),
                ..now
            }),
            Domain::Days(now) => Domain::Days(Range {
                high: now.high.min(bound),
                ..now
            }),
            other => other,
        })
    }

    /// The part in which a comparison is true or false.
    #[must_use]
    pub fn decided(&self, comparison: ExprId, truth: bool) -> Self {
        let mut path = self.clone();
        path.conditions.insert(comparison, truth);
        path
    }

    /// The part in which an operation has a result, or has none.
    #[must_use]
    pub fn resulting(&self, operation: ExprId, has_one: bool) -> Self {
        let mut path = self.clone();
        path.results.insert(operation, has_one);
        path
    }

    /// What was decided on whether an operation has a result.
    pub fn has_result(&self, operation: ExprId) -> Option<bool> {
        self.results.get(&operation).copied()
    }

    /// The operations of which it was decided whether they have a result.
    pub fn results(&self) -> impl Iterator<Item = (ExprId, bool)> + '_ {
        self.results
            .iter()
            .map(|(operation, has_one)| (*operation, *has_one))
    }

    /// The part in which a define is true or false.
    #[must_use]
    pub fn defined(&self, define: TermId, truth: bool) -> Self {
        let mut path = self.clone();
        path.defines.insert(define, truth);
        path
    }

    /// What was decided on a define.
    pub fn define(&self, define: TermId) -> Option<bool> {
        self.defines.get(&define).copied()
    }

    /// The defines decided.
    pub fn defines(&self) -> impl Iterator<Item = (TermId, bool)> + '_ {
        self.defines.iter().map(|(define, truth)| (*define, *truth))
    }

    /// What was decided on a comparison.
    pub fn truth(&self, comparison: ExprId) -> Option<bool> {
        self.conditions.get(&comparison).copied()
    }

    /// The comparisons decided.
    pub fn conditions(&self) -> impl Iterator<Item = (ExprId, bool)> + '_ {
        self.conditions
            .iter()
            .map(|(comparison, truth)| (*comparison, *truth))
    }

    /// The decisions, in words of the rule files.
    pub fn describe(&self, ground: &Ground) -> String {
        let mut said = Vec::new();
        for (input, now) in &self.narrowed {
            let (input, now) = (*input, *now);
            if self.start.get(input.index()) == Some(&now) {
                continue;
            }
            let name = ground.names.input(input);
            let end = |value| ground.names.value(input, value);
            said.push(match now {
                Domain::Places(places) => {
                    format!(
                        "{name} = {}",
                        ground.names.values(input, places).join(" or ")
                    )
                }
                Domain::Days(range) | Domain::Numbers(range) => match range.single() {
                    Some(value) => format!("{name} = {}", end(value)),
                    None => format!("{name} from {} to {}", end(range.low), end(range.high)),
                },
            });
        }
        let defines = self.defines();
        let defines = defines.map(|(define, truth)| (ground.law[define].name.clone(), truth));
        let conditions = self.conditions();
        let conditions = conditions.map(|(one, truth)| (ground.names.print(one), truth));
        let results = self.results();
        let results = results.map(|(one, has)| (ground.names.print_result(one), has));
        for (name, truth) in conditions.chain(results).chain(defines) {
            said.push(if truth { name } else { format!("not {name}") });
        }
        if said.is_empty() {
            "everywhere".to_owned()
        } else {
            said.join("; ")
        }
    }

    fn with(&self, input: InputId, change: impl FnOnce(Domain) -> Domain) -> Self {
        let mut path = self.clone();
        if let Some(domain) = self.domain(input) {
            path.narrowed.insert(input, change(domain));
        }
        path
    }
}
