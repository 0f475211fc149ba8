//! A change of one rule, written as the amendment that makes it.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::syntax::{
    Clause, ClauseKind, Deadline, Effect, Item, ItemKind, Name, Parsed, Rule, format, quoted,
};
use crate::text::{FileId, Library, Span};

use super::aside::ground;

/// The name of the act, unless something is called so already.
const ACT: &str = "repair";

/// What a change does. Rules are named by the places of their names.
#[derive(Debug, Clone)]
pub enum Changed<'a> {
    /// The rules are repealed together.
    Repealed(&'a [Span]),
    /// The rule is restated without these of its effects.
    Without(Restated, &'a BTreeSet<Dropped>),
    /// The rule is restated, and is not about the step of this name.
    NotOn(Restated, &'a str),
    /// The rule does not end.
    Lasting(Span),
    /// The rule has begun.
    Sooner(Span),
    /// A new rule opens the step of this name, with these parameters chosen.
    Opened(&'a str, &'a [(String, String)]),
}

/// A rule that is restated.
#[derive(Debug, Clone, Copy)]
pub struct Restated {
    /// The place of its name.
    pub rule: Span,
    /// Whether it has ended by the day of the change: then it is restated without its end.
    pub is_over: bool,
}

/// Effects that a restated rule does not have any longer: all of one kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dropped {
    /// What it requires.
    Requirements,
    /// That it opens or closes the step.
    Opening,
    /// The norm on the step of this name, with its deadline.
    Norm(String),
    /// The value of the term of this name.
    Term(String),
}

/// Writes amendments of a corpus, all of one act.
pub struct Draft<'c> {
    library: &'c Library,
    rules: Vec<&'c Rule>,
    act: String,
    declared: BTreeSet<&'c str>,
}

impl<'c> Draft<'c> {
    /// For a corpus as it is read.
    pub fn new(library: &'c Library, files: &'c [(FileId, Parsed)]) -> Self {
        let mut draft = Self {
            library,
            rules: Vec::new(),
            act: ACT.to_owned(),
            declared: BTreeSet::new(),
        };
        for item in files.iter().flat_map(|(_, parsed)| &parsed.items) {
            draft.note(item);
        }
        draft.act = draft.free(ACT);
        draft
    }

    fn note(&mut self, item: &'c Item) {
        self.declared
            .extend(item.kind.name().map(|name| name.text.as_str()));
        match &item.kind {
            ItemKind::Rule(rule) => self.rules.push(rule),
            ItemKind::Restate(restate) => self.rules.push(&restate.rule),
            ItemKind::Provision(provision) => {
                for member in &provision.members {
                    self.note(member);
                }
            }
            _ => {}
        }
    }

    /// A name that nothing has: this one, or with a number behind it.
    fn free(&self, name: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let is_free = |name: &String| !self.declared.contains(name.as_str());
        names.find(is_free).unwrap_or_else(|| name.to_owned())
    }

    /// The act of all amendments, in force on a day.
    pub fn act(&self, day: Day) -> String {
        styled(&format!(
            "act {} \"A draft\" {{ in force {day} assumed \"a draft\" }}",
            self.act
        ))
    }

    /// One change, in effect from a day on.
    ///
    /// # Errors
    /// Why it cannot be written as one amendment.
    pub fn change(&self, changed: &Changed<'_>, day: Day, of_act: Day) -> Result<String, String> {
        let act = &self.act;
        let from = if day == of_act {
            String::new()
        } else {
            format!("from {day}")
        };
        let name = |place: Span| Ok::<_, String>(self.rule(place)?.name.text.as_str());
        let written = match changed {
            Changed::Repealed(places) => {
                let rules: Result<Vec<&str>, String> = places.iter().copied().map(name).collect();
                let rules = rules?.join(", ");
                format!("repeal {rules} in {act} {{ assumed \"a draft\" {from} }}")
            }
            Changed::Lasting(place) => {
                let (rule, last) = (name(*place)?, Day::MAX);
                format!("move until of {rule} in {act} {{ assumed \"a draft\" {from} to {last} }}")
            }
            Changed::Sooner(place) => {
                let rule = name(*place)?;
                format!("move from of {rule} in {act} {{ assumed \"a draft\" {from} to {day} }}")
            }
            Changed::Without(restated, dropped) => {
                let keeps = |effect: &Effect| !dropped.contains(&kind(effect));
                self.restated(*restated, &from, |_| true, keeps)?
            }
            Changed::NotOn(restated, step) => {
                self.restated(*restated, &from, |name| name.own() != *step, |_| true)?
            }
            Changed::Opened(step, choices) => {
                let chosen: Vec<&str> = choices.iter().map(|(_, value)| value.as_str()).collect();
                let parts: Vec<&str> = ["open", step].into_iter().chain(chosen).collect();
                let rule = self.free(&parts.join("_"));
                let whens: Vec<String> = choices
                    .iter()
                    .map(|(choice, value)| match value.as_str() {
                        "yes" => format!("when {choice}"),
                        "no" => format!("when not {choice}"),
                        _ => format!("when {choice} = {value}"),
                    })
                    .collect();
                let when = whens.join(" ");
                format!(
                    "rule {rule} on {step} in {act} {{ assumed \"a draft\" {from} {when} then open }}"
                )
            }
        };
        Ok(styled(&written))
    }

    fn rule(&self, place: Span) -> Result<&'c Rule, String> {
        let mut rules = self.rules.iter();
        let found = rules.find(|rule| rule.name.span == place);
        found
            .copied()
            .ok_or_else(|| "the rule is not found in the files".to_owned())
    }

    fn restated(
        &self,
        restated: Restated,
        from: &str,
        keeps_step: impl Fn(&Name) -> bool,
        keeps: impl Fn(&Effect) -> bool,
    ) -> Result<String, String> {
        // The act is that of the draft, and the rule stays in its provision.
        let Rule {
            name,
            heading,
            of,
            on,
            lifts,
            despite,
            subject_to,
            act: _,
            grounds,
            clauses,
            effects,
        } = self.rule(restated.rule)?;
        let mut parts = vec![format!("restate rule {}", name.text)];
        parts.extend(heading.as_ref().map(|words| quoted(&words.text)));
        parts.extend(of.as_ref().map(|of| format!("of {}", of.text)));
        let mut on: Vec<&Name> = on.iter().filter(|name| keeps_step(name)).collect();
        let effects: Vec<&Effect> = effects.iter().filter(|effect| keeps(effect)).collect();
        let [despite, subject_to] = [despite, subject_to].map(|names| {
            let names = names.iter();
            names.partition::<Vec<&Name>, _>(|name| self.meets(name, &on, &effects))
        });
        // A rule that names no step has those of what it prevails over.
        if on.is_empty() {
            on = despite.1.iter().flat_map(|name| self.steps(name)).collect();
        }
        parts.extend(listed("on", on));
        parts.extend(listed("lifts", lifts.iter().collect()));
        parts.extend(listed("despite", despite.0));
        parts.extend(listed("subject to", subject_to.0));
        parts.push(format!("in {} {{", self.act));
        parts.extend(grounds.iter().map(ground));
        parts.push(from.to_owned());
        let stays = |clause: &&Clause| match clause.kind {
            ClauseKind::From => false,
            ClauseKind::Until | ClauseKind::Through => !restated.is_over,
            ClauseKind::When => true,
        };
        let clauses = clauses.iter().filter(stays);
        parts.extend(clauses.map(|clause| self.words(clause.span)));
        let effects: Vec<String> = effects.iter().map(|effect| self.effect(effect)).collect();
        if !effects.is_empty() {
            parts.push(format!("then {}", effects.join(", ")));
        }
        parts.push("}".to_owned());
        Ok(parts.join(" "))
    }

    /// Whether what is called so says something about what these effects decide on these steps: a rule
    /// is an exception to nothing else. Of what is no single rule it is taken to.
    fn meets(&self, name: &Name, on: &[&Name], effects: &[&Effect]) -> bool {
        let mut versions = self.versions(name).peekable();
        if versions.peek().is_none() {
            return true;
        }
        versions.any(|other| {
            let is_there = on.is_empty()
                || other.on.is_empty()
                || other.on.iter().any(|step| {
                    let mut on = on.iter();
                    on.any(|own| own.own() == step.own())
                });
            let kinds: BTreeSet<Dropped> = other.effects.iter().map(kind).collect();
            effects.iter().any(|effect| {
                let kind = kind(effect);
                let of_step = matches!(kind, Dropped::Requirements | Dropped::Opening);
                kinds.contains(&kind) && (is_there || !of_step)
            })
        })
    }

    /// The steps that the rule of this name is on.
    fn steps(&self, name: &Name) -> Vec<&'c Name> {
        let versions = self.versions(name);
        versions.flat_map(|rule| &rule.on).collect()
    }

    /// The rule of this name, and what it is restated as.
    fn versions(&self, name: &Name) -> impl Iterator<Item = &'c Rule> {
        let rules = self.rules.iter().copied();
        rules.filter(|rule| rule.name.own() == name.own())
    }

    fn words(&self, span: Span) -> String {
        let text = self.library.text(span.file);
        let words = text.get(span.start as usize..span.end as usize);
        words.unwrap_or_default().to_owned()
    }

    fn effect(&self, effect: &Effect) -> String {
        let end = |name: &Name, deadline: &Deadline| name.span.join(deadline.day.span);
        match effect {
            Effect::Open(span) | Effect::Close(span) | Effect::Requires(_, span) => {
                self.words(*span)
            }
            Effect::Must(name, Some(deadline)) => {
                format!("must {}", self.words(end(name, deadline)))
            }
            Effect::Must(name, None) => format!("must {}", name.text),
            Effect::May(name) => format!("may {}", name.text),
            Effect::MustNot(name) => format!("must not {}", name.text),
            Effect::Sets(target, expr) => self.words(target.span().join(expr.span)),
        }
    }
}

/// The kind of an effect.
fn kind(effect: &Effect) -> Dropped {
    match effect {
        Effect::Requires(..) => Dropped::Requirements,
        Effect::Open(_) | Effect::Close(_) => Dropped::Opening,
        Effect::Must(name, _) | Effect::May(name) | Effect::MustNot(name) => {
            Dropped::Norm(name.own().to_owned())
        }
        Effect::Sets(target, _) => Dropped::Term(target.name.own().to_owned()),
    }
}

fn listed(keyword: &str, names: Vec<&Name>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().map(|name| name.text.as_str()).collect();
    (!names.is_empty()).then(|| format!("{keyword} {}", names.join(", ")))
}

/// In the style of the language.
fn styled(text: &str) -> String {
    let styled = format(FileId(0), text).unwrap_or_else(|_| text.to_owned());
    styled.trim_end().to_owned()
}
