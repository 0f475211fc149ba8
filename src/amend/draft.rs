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
    Without(Span, &'a BTreeSet<Dropped>),
    /// The rule is restated, and is not about the step of this name.
    NotOn(Span, &'a str),
    /// The rule does not end.
    Lasting(Span),
    /// The rule has begun.
    Sooner(Span),
    /// A new rule opens the step of this name, with these parameters chosen.
    Opened(&'a str, &'a [(String, String)]),
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
            Changed::Without(place, dropped) => {
                let rule = self.rule(*place)?;
                self.restated(rule, &from, |_| true, |effect| !drops(dropped, effect))
            }
            Changed::NotOn(place, step) => {
                let rule = self.rule(*place)?;
                self.restated(rule, &from, |name| name.own() != *step, |_| true)
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
        rule: &Rule,
        from: &str,
        keeps_step: impl Fn(&Name) -> bool,
        keeps: impl Fn(&Effect) -> bool,
    ) -> String {
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
        } = rule;
        let mut parts = vec![format!("restate rule {}", name.text)];
        parts.extend(heading.as_ref().map(|words| quoted(&words.text)));
        parts.extend(of.as_ref().map(|of| format!("of {}", of.text)));
        let on: Vec<&Name> = on.iter().filter(|name| keeps_step(name)).collect();
        parts.extend(listed("on", on));
        parts.extend(listed("lifts", lifts.iter().collect()));
        parts.extend(listed("despite", despite.iter().collect()));
        parts.extend(listed("subject to", subject_to.iter().collect()));
        parts.push(format!("in {} {{", self.act));
        parts.extend(grounds.iter().map(ground));
        parts.push(from.to_owned());
        let is_first_day = |clause: &&Clause| clause.kind == ClauseKind::From;
        let clauses = clauses.iter().filter(|clause| !is_first_day(clause));
        parts.extend(clauses.map(|clause| self.words(clause.span)));
        let effects = effects.iter().filter(|effect| keeps(effect));
        let effects: Vec<String> = effects.map(|effect| self.effect(effect)).collect();
        if !effects.is_empty() {
            parts.push(format!("then {}", effects.join(", ")));
        }
        parts.push("}".to_owned());
        parts.join(" ")
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

/// Whether an effect is one of a kind that is dropped.
fn drops(dropped: &BTreeSet<Dropped>, effect: &Effect) -> bool {
    dropped.contains(&match effect {
        Effect::Requires(..) => Dropped::Requirements,
        Effect::Open(_) | Effect::Close(_) => Dropped::Opening,
        Effect::Must(name, _) | Effect::May(name) | Effect::MustNot(name) => {
            Dropped::Norm(name.own().to_owned())
        }
        Effect::Sets(target, _) => Dropped::Term(target.name.own().to_owned()),
    })
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
