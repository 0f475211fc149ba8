//! What amendments work on: the rules of a corpus by name, and the amendments themselves.

use std::collections::BTreeMap;

use crate::calendar::{Day, Period, Rounding};
use crate::syntax::{
    Act, Clause, ClauseKind, Ground, Imports, Item, ItemKind, Move, Name, Parsed, Repeal, Restate,
    Rule,
};
use crate::text::{FileId, Span};

use super::days::{Days, DaysOfAct};
use super::fixed::Fixed;
use super::values::Valued;

/// A corpus as its amendments see it, in the order of the files. Its names are those by which
/// everybody knows what they declare.
pub struct Corpus<'c> {
    /// The acts by name.
    pub acts: BTreeMap<&'c str, &'c Act>,
    /// The rules by name; where a name is declared twice, the first.
    pub rules: BTreeMap<&'c str, Standing<'c>>,
    /// For each provision the names of all rules in it.
    pub provisions: BTreeMap<&'c str, Vec<&'c str>>,
    /// The values of parameters.
    pub values: Vec<Valued<'c>>,
    /// What acts do to rules.
    pub amendments: Vec<Amendment<'c>>,
    /// What days are made of; the acts begin as they were enacted.
    pub days: Days<'c>,
    pub imports: &'c Imports,
}

/// A rule as it was enacted, with what its provisions hand down.
pub struct Standing<'c> {
    /// The rule.
    pub rule: &'c Rule,
    /// The whole rule in its file.
    pub span: Span,
    /// The clauses of its provisions, outermost first.
    pub around: Vec<&'c Clause>,
    /// Its provisions, outermost first, each with how many of the clauses are not of one inside it.
    provisions: Vec<(&'c str, usize)>,
    /// Its act: its own, else that of the innermost provision that has one.
    pub act: Option<&'c Name>,
    /// A provision around it has an act: there it stands, whoever gives it its words.
    pub is_framed: bool,
}

impl<'c> Standing<'c> {
    /// The clauses of those of its provisions that stand inside another one.
    pub fn inside(&self, provision: &str) -> &[&'c Clause] {
        let mut around = self.provisions.iter();
        let outside = around.find(|(name, _)| *name == provision);
        let inside = outside.and_then(|(_, outside)| self.around.get(*outside..));
        inside.unwrap_or_default()
    }
}

/// What an act does to rules.
#[derive(Clone, Copy)]
pub enum Amendment<'c> {
    /// A new version.
    Restate(&'c Restate),
    /// An end.
    Repeal(&'c Repeal),
    /// Another day.
    Move(&'c Move),
}

impl<'c> Amendment<'c> {
    /// The act that says so.
    pub fn act(self) -> Option<&'c Name> {
        match self {
            Self::Restate(restate) => restate.rule.act.as_ref(),
            Self::Repeal(repeal) => repeal.act.as_ref(),
            Self::Move(moved) => moved.act.as_ref(),
        }
    }

    /// What it amends.
    pub fn names(self) -> &'c [Name] {
        match self {
            Self::Restate(restate) => std::slice::from_ref(&restate.rule.name),
            Self::Repeal(repeal) => &repeal.names,
            Self::Move(moved) => std::slice::from_ref(&moved.of),
        }
    }

    /// Where it stands: a new version by the name of its rule.
    pub fn place(self) -> Span {
        match self {
            Self::Restate(restate) => restate.rule.name.span,
            Self::Repeal(repeal) => repeal.span,
            Self::Move(moved) => moved.span,
        }
    }

    /// What it cites.
    pub fn grounds(self) -> &'c [Ground] {
        match self {
            Self::Restate(restate) => &restate.rule.grounds,
            Self::Repeal(repeal) => &repeal.grounds,
            Self::Move(moved) => &moved.grounds,
        }
    }

    /// The day that it names itself, as written.
    pub fn from(self) -> Option<&'c crate::syntax::Expr> {
        match self {
            Self::Restate(restate) => {
                let clauses = &restate.rule.clauses;
                let from = clauses
                    .iter()
                    .find(|clause| clause.kind == ClauseKind::From);
                from.map(|clause| &clause.expr)
            }
            Self::Repeal(repeal) => repeal.from.as_ref(),
            Self::Move(moved) => moved.from.as_ref(),
        }
    }
}

impl<'c> Corpus<'c> {
    /// Of the files of a corpus, which see the names of one another as `imports` say.
    pub fn of(files: &'c [(FileId, Parsed)], imports: &'c Imports) -> Self {
        let mut corpus = Self {
            acts: BTreeMap::new(),
            rules: BTreeMap::new(),
            provisions: BTreeMap::new(),
            values: Vec::new(),
            amendments: Vec::new(),
            days: Days::new(imports),
            imports,
        };
        for item in files.iter().flat_map(|(_, parsed)| &parsed.items) {
            corpus.add(item, &Around::default());
        }
        // Counted from other days of acts, which are all known by now.
        let first = |(name, act): (&&'c str, &&Act)| {
            let said = act.first_day().ok().flatten()?;
            Some((*name, corpus.days.fixed(&said)?))
        };
        let firsts: Vec<(&str, Fixed)> = corpus.acts.iter().filter_map(first).collect();
        for (act, first) in firsts {
            if let Some(days) = corpus.days.acts.get_mut(act) {
                days.in_force = Some(first);
            }
        }
        corpus
    }

    /// The name by which everybody knows what a name stands for where it stands.
    pub fn key<'a>(&self, name: &'a Name) -> &'a str
    where
        'c: 'a,
    {
        self.imports.key(name)
    }

    fn add(&mut self, item: &'c Item, around: &Around<'c>) {
        match &item.kind {
            ItemKind::Act(act) => {
                let days = DaysOfAct {
                    adopted: act.adopted.as_ref().map(|(day, _)| *day),
                    published: act.published.as_ref().map(|(day, _)| *day),
                    in_force: None,
                };
                let name = self.key(&act.name);
                self.days.acts.entry(name).or_insert(days);
                self.acts.entry(name).or_insert(act);
            }
            ItemKind::Define { name, expr, .. } => {
                let name = self.key(name);
                self.days.defines.entry(name).or_insert(expr);
            }
            ItemKind::Rule(rule) => {
                let name = self.key(&rule.name);
                for (provision, _) in &around.provisions {
                    let inside = self.provisions.entry(provision).or_default();
                    inside.push(name);
                }
                self.rules.entry(name).or_insert(Standing {
                    rule,
                    span: item.span,
                    around: around.clauses.clone(),
                    provisions: around.provisions.clone(),
                    act: rule.act.as_ref().or(around.act),
                    is_framed: around.act.is_some(),
                });
            }
            ItemKind::Provision(provision) => {
                let mut inside = around.clone();
                let name = self.key(&provision.name);
                inside.clauses.extend(&provision.clauses);
                inside.provisions.push((name, inside.clauses.len()));
                inside.act = provision.act.as_ref().or(around.act);
                self.provisions.entry(name).or_default();
                for member in &provision.members {
                    self.add(member, &inside);
                }
            }
            ItemKind::Parameter { values, until, .. } => {
                let next = values.iter().skip(1).map(|next| Some(&next.from));
                let all = values.iter().zip(next.chain([until.as_ref()]));
                self.values
                    .extend(all.map(|(dated, until)| Valued { dated, until }));
            }
            ItemKind::Restate(restate) => self.amendments.push(Amendment::Restate(restate)),
            ItemKind::Repeal(repeal) => self.amendments.push(Amendment::Repeal(repeal)),
            ItemKind::Move(moved) => self.amendments.push(Amendment::Move(moved)),
            _ => {}
        }
    }

    /// The first day of an act; `None` where it says none.
    pub fn in_force(&self, act: &str) -> Option<&Fixed> {
        self.days.acts.get(act)?.in_force.as_ref()
    }

    /// The days between which the clauses of a rule let it live: `Err` with the clause of which
    /// the day is not understood here.
    pub fn written_life<'a>(
        &self,
        clauses: impl DoubleEndedIterator<Item = &'a Clause> + Clone,
        act: Option<&str>,
    ) -> Result<Life, &'a Clause> {
        let latest = |kinds: &[ClauseKind]| {
            clauses
                .clone()
                .rev()
                .find(|clause| kinds.contains(&clause.kind))
        };
        let from = match latest(&[ClauseKind::From]) {
            Some(clause) => Some(self.days.fixed(&clause.expr).ok_or(clause)?),
            None => act.and_then(|act| self.in_force(act)).cloned(),
        };
        let until = match latest(&[ClauseKind::Until, ClauseKind::Through]) {
            Some(clause) => {
                let day = self.days.fixed(&clause.expr).ok_or(clause)?;
                Some(match clause.kind {
                    ClauseKind::Through => day_after(&day).ok_or(clause)?,
                    _ => day,
                })
            }
            None => None,
        };
        Ok(Life { from, until })
    }
}

/// The day after a day; `None` where one of its days is the last of the calendar.
pub fn day_after(day: &Fixed) -> Option<Fixed> {
    let next = |one: Day| one.plus(Period::Days(1), Rounding::Down);
    let all = day.days().into_iter().all(|one| next(one).is_some());
    all.then(|| day.map(&|one| Fixed::On(next(one).unwrap_or(one))))
}

/// From when until when a rule is in force.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Life {
    /// The first day; none: since ever.
    pub from: Option<Fixed>,
    /// The first day no longer; none: for ever.
    pub until: Option<Fixed>,
}

#[derive(Clone, Default)]
struct Around<'c> {
    provisions: Vec<(&'c str, usize)>,
    clauses: Vec<&'c Clause>,
    act: Option<&'c Name>,
}
