//! What is left out with acts: whatever names them, and what names that.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Imports, Item, ItemKind, Name, Parsed, Provision, Rule};
use crate::text::{FileId, Span};

use super::mentions::Mentions;

/// The names of what is left out.
pub struct Unknown {
    /// All of them.
    pub all: BTreeSet<String>,
    /// Those of them that stand for values.
    pub values: BTreeSet<String>,
    /// What all files name.
    pub mentions: Mentions,
}

/// Whether an item stands for a value; acts, rules and provisions are named only.
pub fn is_value(kind: &ItemKind) -> bool {
    !matches!(
        kind,
        ItemKind::Act(_) | ItemKind::Rule(_) | ItemKind::Provision(_)
    )
}

/// Whether something may name an item: cases and claims have names of their own.
pub fn is_named(kind: &ItemKind) -> bool {
    !matches!(kind, ItemKind::Case { .. } | ItemKind::Prove { .. })
}

impl Unknown {
    /// All that is left out of some files with acts. Each part of an item is looked at once, and
    /// once more when what it names is left out.
    pub fn with(imports: &Imports, files: &[(FileId, Parsed)], acts: BTreeSet<String>) -> Self {
        let mut spread = Spread {
            imports,
            mentions: Mentions::of(imports, files),
            places: BTreeMap::new(),
            names: Vec::new(),
            parts: Vec::new(),
            reasons: Vec::new(),
            items: Vec::new(),
            open: Vec::new(),
        };
        let items = || files.iter().flat_map(|(_, parsed)| &parsed.items);
        for item in items() {
            spread.declare(item);
        }
        for item in items() {
            spread.item(item, Around::default());
        }
        for act in &acts {
            if let Some(place) = spread.places.get(act) {
                spread.open.push((*place, false));
            }
        }
        spread.go();
        let mut found = Self {
            all: acts,
            values: BTreeSet::new(),
            mentions: spread.mentions,
        };
        for (name, place) in spread.places {
            let gone = spread.names.get(place).map(|name| name.gone);
            if let Some([gone, value]) = gone {
                if value {
                    found.values.insert(name.clone());
                }
                if gone {
                    found.all.insert(name);
                }
            }
        }
        found
    }
}

struct Spread<'l> {
    imports: &'l Imports,
    mentions: Mentions,
    /// The places of the names in the list of them.
    places: BTreeMap<String, usize>,
    names: Vec<Declared>,
    parts: Vec<Part>,
    reasons: Vec<Reason>,
    items: Vec<Left>,
    /// The names that are left out and not looked at, and whether they stand for values.
    open: Vec<(usize, bool)>,
}

#[derive(Default)]
struct Declared {
    /// Whether it is left out, and whether as a value.
    gone: [bool; 2],
    /// The parts that go with it, and those that go with it if it is a value.
    users: [Vec<usize>; 2],
}

/// A part of an item, for a reason to leave the item out.
struct Part {
    reason: usize,
    gone: bool,
}

/// An item is left out when all parts of a reason are gone.
struct Reason {
    item: usize,
    /// How many parts are there.
    left: usize,
}

struct Left {
    /// Its name, if others may name it, and whether it stands for a value.
    name: Option<(usize, bool)>,
    gone: bool,
    /// The part of its provision that it is.
    part: Option<usize>,
}

/// What stands around a rule or provision.
#[derive(Clone, Copy, Default)]
struct Around<'n> {
    /// The act of the provisions.
    act: Option<&'n Name>,
    /// The place, in the list of names, of what goes with the clauses of the provisions: it has no name
    /// of its own.
    clauses: Option<usize>,
    /// The part of its provision that it is.
    part: Option<usize>,
}

impl Spread<'_> {
    fn declare(&mut self, item: &Item) {
        if let Some(name) = item.kind.name().filter(|_| is_named(&item.kind)) {
            let next = self.names.len();
            let place = self.places.entry(self.imports.full(name)).or_insert(next);
            if *place == next {
                self.names.push(Declared::default());
            }
        }
        if let ItemKind::Provision(provision) = &item.kind {
            for member in &provision.members {
                self.declare(member);
            }
        }
    }

    /// Notes the reasons for which an item is left out.
    fn item(&mut self, item: &Item, around: Around<'_>) {
        let named = item.kind.name().filter(|_| is_named(&item.kind));
        let name = named.and_then(|name| self.places.get(&self.imports.full(name)));
        let this = self.items.len();
        self.items.push(Left {
            name: name.map(|name| (*name, is_value(&item.kind))),
            gone: false,
            part: around.part,
        });
        let Around { act, clauses, .. } = around;
        self.goes_with(this, clauses);
        match &item.kind {
            ItemKind::Provision(provision) => {
                let act = provision.act.as_ref().or(act);
                let clauses = self.clauses(provision, clauses);
                self.goes_with(this, clauses);
                let reason = self.reason(this);
                self.names_each(reason, act);
                for member in &provision.members {
                    let part = act.is_some().then(|| self.part(reason));
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
                let reason = self.reason(this);
                self.names_each(reason, &repeal.names);
            }
            ItemKind::Move(moved) => {
                self.names_one(this, &moved.act);
                self.says(this, [item.span]);
            }
            ItemKind::Act(act) => self.says(this, act.in_force.iter().map(|one| one.span)),
            ItemKind::Parameter { values, .. } => {
                let reason = self.reason(this);
                for value in values {
                    let part = self.part(reason);
                    if let Some(act) = &value.act {
                        self.named_by(act, part);
                    }
                    self.mentioned_by(value.from.span, part);
                    self.mentioned_by(value.value.span, part);
                }
            }
            ItemKind::Unmodelled { taints, .. } => {
                let reason = self.reason(this);
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
    fn clauses(&mut self, provision: &Provision, around: Option<usize>) -> Option<usize> {
        if provision.clauses.is_empty() {
            return around;
        }
        let place = self.names.len();
        self.names.push(Declared::default());
        let this = self.items.len();
        self.items.push(Left {
            name: Some((place, false)),
            gone: false,
            part: None,
        });
        self.goes_with(this, around);
        self.says(this, provision.clauses.iter().map(|clause| clause.span));
        Some(place)
    }

    /// An item is left out with what stands at a place in the list of names.
    fn goes_with(&mut self, item: usize, place: Option<usize>) {
        let Some(place) = place else {
            return;
        };
        let reason = self.reason(item);
        let part = self.part(reason);
        if let Some(Declared {
            users: [users, _], ..
        }) = self.names.get_mut(place)
        {
            users.push(part);
        }
    }

    fn rule(&mut self, this: usize, rule: &Rule, act: Option<&Name>) {
        self.names_one(this, rule.act.as_ref().or(act));
        let on = rule.on.iter().map(|name| name.span);
        self.says(this, rule.value_spans().into_iter().chain(on));
        let reason = self.reason(this);
        self.names_each(reason, &rule.lifts);
    }

    fn reason(&mut self, item: usize) -> usize {
        self.reasons.push(Reason { item, left: 0 });
        self.reasons.len() - 1
    }

    fn part(&mut self, reason: usize) -> usize {
        if let Some(reason) = self.reasons.get_mut(reason) {
            reason.left += 1;
        }
        self.parts.push(Part {
            reason,
            gone: false,
        });
        self.parts.len() - 1
    }

    /// An item is left out with any of some names.
    fn names_one<'n>(&mut self, item: usize, names: impl IntoIterator<Item = &'n Name>) {
        let reason = self.reason(item);
        let part = self.part(reason);
        for name in names {
            self.named_by(name, part);
        }
    }

    /// There is a part for each of some names.
    fn names_each<'n>(&mut self, reason: usize, names: impl IntoIterator<Item = &'n Name>) {
        for name in names {
            let part = self.part(reason);
            self.named_by(name, part);
        }
    }

    /// An item is left out with any of what it asks for in its values.
    fn says(&mut self, item: usize, spans: impl IntoIterator<Item = Span>) {
        let reason = self.reason(item);
        let part = self.part(reason);
        for span in spans {
            self.mentioned_by(span, part);
        }
    }

    fn named_by(&mut self, name: &Name, part: usize) {
        let place = self.places.get(self.imports.key(name));
        if let Some(name) = place.and_then(|place| self.names.get_mut(*place)) {
            let [users, _] = &mut name.users;
            users.push(part);
        }
    }

    fn mentioned_by(&mut self, span: Span, part: usize) {
        for mention in self.mentions.within(span) {
            let place = self.places.get(&mention.key);
            if let Some(name) = place.and_then(|place| self.names.get_mut(*place)) {
                let [users, users_of_value] = &mut name.users;
                users_of_value.push(part);
                if mention.named {
                    users.push(part);
                }
            }
        }
    }

    fn go(&mut self) {
        while let Some((name, value)) = self.open.pop() {
            let Some(name) = self.names.get_mut(name) else {
                continue;
            };
            let [gone, as_value] = &mut name.gone;
            let [users, users_of_value] = &mut name.users;
            *gone = true;
            let mut all = std::mem::take(users);
            if value {
                *as_value = true;
                all.append(users_of_value);
            }
            for part in all {
                self.lose(part);
            }
        }
    }

    /// A part is gone, and what goes with it.
    fn lose(&mut self, part: usize) {
        let mut next = Some(part);
        while let Some(part) = next.take() {
            let Some(part) = self.parts.get_mut(part).filter(|part| !part.gone) else {
                return;
            };
            part.gone = true;
            let Some(reason) = self.reasons.get_mut(part.reason) else {
                return;
            };
            reason.left -= 1;
            if reason.left > 0 {
                return;
            }
            let Some(item) = self.items.get_mut(reason.item).filter(|item| !item.gone) else {
                return;
            };
            item.gone = true;
            self.open.extend(item.name);
            next = item.part;
        }
    }
}
