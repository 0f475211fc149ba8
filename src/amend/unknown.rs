//! What is left out with acts: whatever names them, and what names that.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Imports, Item, ItemKind, Name, Parsed, Provision, Rule};
use crate::text::{FileId, Span};

use super::falls::{Falls, NameId, PartId, ReasonId, ThingId, Use};
use super::mentions::Mentions;

/// What is left out.
pub struct Unknown {
    /// The names.
    pub names: BTreeSet<String>,
    /// The items, the values of parameters and the days on which parameters end, by place.
    pub places: BTreeSet<Span>,
}

/// Whether something may name an item: cases and claims have names of their own.
pub fn is_named(kind: &ItemKind) -> bool {
    !matches!(kind, ItemKind::Case { .. } | ItemKind::Prove { .. })
}

/// Whether an item stands for a value; acts, rules and provisions are named only.
fn stands_for(kind: &ItemKind) -> Use {
    match kind {
        ItemKind::Act(_) | ItemKind::Rule(_) | ItemKind::Provision(_) => Use::Named,
        _ => Use::AsValue,
    }
}

impl Unknown {
    /// All that is left out of some files with acts. Each part of an item is looked at once, and
    /// once more when what it names is left out.
    pub fn with(imports: &Imports, files: &[(FileId, Parsed)], acts: BTreeSet<String>) -> Self {
        let mut spread = Spread {
            imports,
            mentions: Mentions::of(imports, files),
            names: BTreeMap::new(),
            falls: Falls::default(),
        };
        let items = || files.iter().flat_map(|(_, parsed)| &parsed.items);
        for item in items() {
            spread.declare(item);
        }
        for item in items() {
            spread.item(item, Around::default());
        }
        let Spread {
            names, mut falls, ..
        } = spread;
        for name in acts.iter().filter_map(|act| names.get(act)) {
            falls.fall(*name);
        }
        falls.settle();
        let gone = names
            .into_iter()
            .filter(|(_, name)| falls.has_fallen(*name));
        Self {
            names: gone.map(|(name, _)| name).collect(),
            places: falls.fallen(),
        }
    }
}

struct Spread<'l> {
    imports: &'l Imports,
    mentions: Mentions,
    names: BTreeMap<String, NameId>,
    falls: Falls,
}

/// What stands around a rule or provision.
#[derive(Clone, Copy, Default)]
struct Around<'n> {
    /// The act of the provisions.
    act: Option<&'n Name>,
    /// What falls with the clauses of the provisions, which have no name of their own.
    clauses: Option<NameId>,
    /// The part of its provision that it is.
    part: Option<PartId>,
}

impl Spread<'_> {
    fn declare(&mut self, item: &Item) {
        if let Some(name) = item.kind.name().filter(|_| is_named(&item.kind)) {
            let declared = self.names.entry(self.imports.full(name));
            declared.or_insert_with(|| self.falls.name());
        }
        if let ItemKind::Provision(provision) = &item.kind {
            for member in &provision.members {
                self.declare(member);
            }
        }
    }

    /// Notes the reasons for which an item is left out.
    fn item(&mut self, item: &Item, around: Around<'_>) {
        let Around { act, clauses, part } = around;
        let named = item.kind.name().filter(|_| is_named(&item.kind));
        let name = named.and_then(|name| self.names.get(&self.imports.full(name)));
        let name = name.copied();
        let stands_for = name.map(|name| (name, stands_for(&item.kind)));
        let this = self.falls.thing(Some(item.span), stands_for, part);
        self.goes_with(this, clauses);
        match &item.kind {
            ItemKind::Provision(provision) => {
                let act = provision.act.as_ref().or(act);
                let clauses = self.clauses(provision, clauses);
                self.goes_with(this, clauses);
                // What a provision of a later act frames is left out with it, but for what is of an act
                // of its own.
                let reason = self.falls.reason(this);
                self.names_each(reason, act);
                for member in &provision.members {
                    let part = act.is_some().then(|| self.falls.part(reason));
                    let around = Around { act, clauses, part };
                    self.item(member, around);
                }
            }
            ItemKind::Rule(rule) => self.rule(this, rule, act),
            ItemKind::Restate(restate) => {
                self.names_one(this, [&restate.rule.name]);
                self.rule(this, &restate.rule, act);
            }
            ItemKind::Repeal(repeal) => {
                self.names_one(this, &repeal.act);
                let reason = self.falls.reason(this);
                self.names_each(reason, &repeal.names);
            }
            ItemKind::Move(moved) => {
                self.names_one(this, &moved.act);
                self.says(this, [item.span]);
            }
            ItemKind::Act(act) => {
                self.goes_with(this, name);
                self.says(this, act.in_force.iter().map(|one| one.span));
            }
            ItemKind::Parameter { values, until, .. } => {
                let reason = self.falls.reason(this);
                for value in values {
                    let part = self.falls.part(reason);
                    let one = self.falls.thing(Some(value.span), None, Some(part));
                    self.names_one(one, &value.act);
                    self.says(one, [value.from.span, value.value.span]);
                }
                if let Some(until) = until {
                    let one = self.falls.thing(Some(until.span), None, None);
                    self.says(one, [until.span]);
                }
            }
            ItemKind::Unmodelled { taints, .. } => {
                let reason = self.falls.reason(this);
                self.names_each(reason, taints);
            }
            ItemKind::Intended { names, .. } => self.names_one(this, names),
            ItemKind::Case { expect, .. } => {
                self.names_one(this, expect.iter().flat_map(|one| &one.by));
                self.says(this, [item.span]);
            }
            _ => self.says(this, [item.span]),
        }
    }

    /// What goes with the clauses of a provision and of those around it.
    fn clauses(&mut self, provision: &Provision, around: Option<NameId>) -> Option<NameId> {
        if provision.clauses.is_empty() {
            return around;
        }
        let name = self.falls.name();
        let this = self.falls.thing(None, Some((name, Use::Named)), None);
        self.goes_with(this, around);
        self.says(this, provision.clauses.iter().map(|clause| clause.span));
        Some(name)
    }

    /// Something is left out with a name.
    fn goes_with(&mut self, item: ThingId, name: Option<NameId>) {
        if let Some(name) = name {
            let reason = self.falls.reason(item);
            let part = self.falls.part(reason);
            self.falls.uses(part, name, Use::Named);
        }
    }

    fn rule(&mut self, this: ThingId, rule: &Rule, act: Option<&Name>) {
        self.names_one(this, rule.act.as_ref().or(act));
        let on = rule.on.iter().map(|name| name.span);
        self.says(this, rule.value_spans().into_iter().chain(on));
        let reason = self.falls.reason(this);
        self.names_each(reason, &rule.lifts);
    }

    /// An item is left out with any of some names.
    fn names_one<'n>(&mut self, item: ThingId, names: impl IntoIterator<Item = &'n Name>) {
        let reason = self.falls.reason(item);
        let part = self.falls.part(reason);
        for name in names {
            self.named_by(name, part);
        }
    }

    /// There is a part for each of some names.
    fn names_each<'n>(&mut self, reason: ReasonId, names: impl IntoIterator<Item = &'n Name>) {
        for name in names {
            let part = self.falls.part(reason);
            self.named_by(name, part);
        }
    }

    /// An item is left out with any of what it asks for in its values.
    fn says(&mut self, item: ThingId, spans: impl IntoIterator<Item = Span>) {
        let reason = self.falls.reason(item);
        let part = self.falls.part(reason);
        for span in spans {
            self.mentioned_by(span, part);
        }
    }

    fn named_by(&mut self, name: &Name, part: PartId) {
        if let Some(name) = self.names.get(self.imports.key(name)) {
            self.falls.uses(part, *name, Use::Named);
        }
    }

    fn mentioned_by(&mut self, span: Span, part: PartId) {
        for mention in self.mentions.within(span) {
            if let Some(name) = self.names.get(&mention.key) {
                self.falls.uses(part, *name, Use::AsValue);
                if mention.named {
                    self.falls.uses(part, *name, Use::Named);
                }
            }
        }
    }
}
