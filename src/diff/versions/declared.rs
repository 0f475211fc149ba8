use std::collections::BTreeMap;

use crate::law::{
    ActId, CurrencyId, EnumId, EnumType, History, InputId, InputKind, Law, ListId, ProvisionId,
    RecordId, SourceId, StepId,
};
use crate::text::FileId;

use super::Incomparable;
use super::correspondence::{Correspondence, push};

impl Correspondence<'_> {
    pub(super) fn currencies(&mut self) -> Result<(), Incomparable> {
        let known = named(&self.law.currencies, |one| one.name.clone());
        for currency in &self.old.currencies {
            let at = match known.get(&currency.name) {
                Some(at) => *at,
                None => push(&mut self.law.currencies, currency.clone()),
            };
            let id = CurrencyId::at(at);
            if self.law[id].places != currency.places {
                return Err(otherwise("currency", &currency.name));
            }
            self.currencies.push(id);
        }
        Ok(())
    }

    /// The values of both, those of the newer version first.
    pub(super) fn enums(&mut self) {
        let known = named(&self.law.enums, enum_name);
        for list in &self.old.enums {
            let at = match known.get(&enum_name(list)) {
                Some(at) => *at,
                None => push(&mut self.law.enums, list.clone()),
            };
            let id = EnumId::at(at);
            let mut places = Vec::new();
            for member in &list.members {
                let all = &mut self.law[id].members;
                let same = all.iter().position(|(name, _)| *name == member.0);
                let place = same.unwrap_or_else(|| push(all, member.clone()));
                places.push(u32::try_from(place).unwrap_or(u32::MAX));
            }
            self.enums.push(id);
            self.members.push(places);
        }
    }

    pub(super) fn texts(&mut self, same_text: impl Fn(FileId, FileId) -> bool) {
        let old = self.old;
        let known = named(&self.law.sources, |one| one.name.clone());
        for source in &old.sources {
            let at = match known.get(&source.name) {
                Some(at)
                    if self
                        .law
                        .sources
                        .get(*at)
                        .is_some_and(|one| same_text(one.file, source.file)) =>
                {
                    *at
                }
                _ => push(&mut self.law.sources, source.clone()),
            };
            self.sources.push(SourceId::at(at));
        }
        let known = named(&self.law.acts, |one| one.name.clone());
        for act in &old.acts {
            let at = match known.get(&act.name) {
                Some(at) => *at,
                None => {
                    let mut act = act.clone();
                    let days = [&mut act.adopted, &mut act.published];
                    for (_, grounds) in days.into_iter().flatten() {
                        *grounds = self.grounds(grounds);
                    }
                    act.in_force = None;
                    act.special_to = Vec::new();
                    push(&mut self.law.acts, act)
                }
            };
            self.acts.push(ActId::at(at));
        }
        let known = named(&self.law.provisions, |one| one.name.clone());
        for provision in &old.provisions {
            let at = match known.get(&provision.name) {
                Some(at) => *at,
                None => {
                    let mut provision = provision.clone();
                    provision.grounds = self.grounds(&provision.grounds);
                    // The provision around it stands before it.
                    provision.parent = provision
                        .parent
                        .and_then(|parent| self.provisions.get(parent.index()).copied());
                    push(&mut self.law.provisions, provision)
                }
            };
            self.provisions.push(ProvisionId::at(at));
        }
        for passage in &old.unmodelled {
            let mut known = self.law.unmodelled.iter();
            if known.all(|one| one.name != passage.name) {
                let mut passage = passage.clone();
                passage.citation = self.citation(&passage.citation);
                self.law.unmodelled.push(passage);
            }
        }
    }

    /// Only their places; what they are made of comes later.
    pub(super) fn steps(&mut self) -> Result<(), Incomparable> {
        let known = named(&self.law.steps, |one| one.name.clone());
        let choices = |law: &Law, step: StepId| -> Vec<String> {
            let choices = law[step].choices.iter();
            choices.map(|choice| law[*choice].name.clone()).collect()
        };
        for (place, step) in self.old.steps.iter().enumerate() {
            let at = match known.get(&step.name) {
                Some(at) => {
                    let own = choices(self.old, StepId::at(place));
                    let same = StepId::at(*at);
                    if own != choices(&self.law, same) || self.law[same].actor != step.actor {
                        return Err(otherwise("procedure", &step.name));
                    }
                    *at
                }
                None => push(&mut self.law.steps, step.clone()),
            };
            self.steps.push(StepId::at(at));
        }
        Ok(())
    }

    pub(super) fn records(&mut self) -> Result<(), Incomparable> {
        let known = named(&self.law.records, |one| one.name.clone());
        let fields = |law: &Law, id: RecordId| -> Vec<String> {
            let fields = law[id].fields.iter();
            fields.map(|field| law[*field].name.clone()).collect()
        };
        for (at, record) in self.old.records.iter().enumerate() {
            let id = match known.get(&record.name) {
                Some(same) => {
                    let id = RecordId::at(*same);
                    if fields(self.old, RecordId::at(at)) != fields(&self.law, id) {
                        return Err(otherwise("record", &record.name));
                    }
                    id
                }
                None => RecordId::at(push(&mut self.law.records, record.clone())),
            };
            self.records.push(id);
        }
        Ok(())
    }

    pub(super) fn lists(&mut self) -> Result<(), Incomparable> {
        let known = named(&self.law.lists, |one| one.name.clone());
        for list in &self.old.lists {
            let id = match known.get(&list.name) {
                Some(same) => {
                    let id = ListId::at(*same);
                    let same = &self.law[id];
                    let record = self.records.get(list.record.index());
                    if (same.most, same.bounded) != (list.most, list.bounded)
                        || Some(&same.record) != record
                    {
                        return Err(otherwise("list", &list.name));
                    }
                    id
                }
                None => ListId::at(push(&mut self.law.lists, list.clone())),
            };
            self.lists.push(id);
        }
        Ok(())
    }

    pub(super) fn inputs(&mut self) -> Result<(), Incomparable> {
        let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, input) in self.law.inputs.iter().enumerate() {
            known.entry(input.name.clone()).or_default().push(at);
        }
        for input in &self.old.inputs {
            // A switch is made for the rule when the rules are known. Twins are of claims, which are
            // not compared.
            if let InputKind::Switch(_) | InputKind::Twin(_) = input.kind {
                self.inputs.push(self.version);
                continue;
            }
            let kind = self.kind(input.kind);
            let ty = self.ty(input.ty);
            let named = known.get(&input.name).into_iter().flatten();
            let same = named.map(|at| InputId::at(*at)).find(|at| {
                let one = self.law[*at].kind;
                one == kind
                    || std::mem::discriminant(&one) == std::mem::discriminant(&kind) && is_own(kind)
            });
            let id = match same {
                Some(id) => {
                    let one = &self.law[id];
                    let alike = (one.ty, one.places, one.range, one.history.is_some())
                        == (ty, input.places, input.range, input.history.is_some());
                    if !alike {
                        return Err(otherwise("fact or holding", &input.name));
                    }
                    id
                }
                None => {
                    let mut input = input.clone();
                    input.kind = kind;
                    input.ty = ty;
                    input.usually = input.usually.map(|value| self.value(value));
                    InputId::at(push(&mut self.law.inputs, input))
                }
            };
            self.inputs.push(id);
        }
        Ok(())
    }

    /// The fields and places of lists that the older version alone has.
    pub(super) fn new_fields(&mut self) {
        for (at, record) in self.old.records.iter().enumerate() {
            let fields = self.all_inputs(&record.fields);
            if let Some(id) = self.records.get(at) {
                self.law[*id].fields = fields;
            }
        }
        for (at, list) in self.old.lists.iter().enumerate() {
            let length = self.input(list.length);
            let slots = list
                .slots
                .iter()
                .map(|slot| self.all_inputs(slot))
                .collect();
            let record = self.records.get(list.record.index()).copied();
            if let (Some(id), Some(record)) = (self.lists.get(at).copied(), record) {
                let list = &mut self.law[id];
                (list.length, list.slots, list.record) = (length, slots, record);
            }
        }
    }

    /// The first days of the acts that the older version alone has.
    pub(super) fn fill_acts(&mut self) {
        for (at, act) in self.old.acts.iter().enumerate() {
            if let Some(id) = self.acts.get(at).copied()
                && id.index() >= self.known.acts
            {
                let in_force = act.in_force.as_ref();
                self.law[id].in_force =
                    in_force.map(|(first, grounds)| (self.expr(*first), self.grounds(grounds)));
            }
        }
    }

    /// When what the older version alone has holds, and where the question of a reading arises.
    pub(super) fn fill_inputs(&mut self) {
        for (at, input) in self.old.inputs.iter().enumerate() {
            let id = self.input(InputId::at(at));
            if id.index() > self.version.index() {
                self.law[id].history = input.history.map(|history| History {
                    ever: self.input(history.ever),
                    since: self.input(history.since),
                    through: self.input(history.through),
                    life: self.expr(history.life),
                });
            }
        }
        for (reading, arises) in &self.old.arises {
            let (reading, old) = (self.input(*reading), self.expr(*arises));
            let arises = match self.law.arises.get(&reading) {
                Some(new) if *new != old => self.law.exprs.or([*new, old]),
                _ => old,
            };
            self.law.arises.insert(reading, arises);
        }
    }
}

/// Where things of each name stand; of several of one name, the first.
fn named<'l, T: 'l, K: Ord>(
    all: impl IntoIterator<Item = &'l T>,
    name: impl Fn(&'l T) -> K,
) -> BTreeMap<K, usize> {
    let mut found = BTreeMap::new();
    for (at, one) in all.into_iter().enumerate() {
        found.entry(name(one)).or_insert(at);
    }
    found
}

/// The kernel has lists of its own, whose names a file may use as well.
fn enum_name(list: &EnumType) -> (bool, String) {
    (list.span.is_some(), list.name.clone())
}

/// Whether a law has one input of a kind at most.
fn is_own(kind: InputKind) -> bool {
    matches!(
        kind,
        InputKind::Day | InputKind::LawDay | InputKind::Occasion | InputKind::Became
    )
}

fn otherwise(what: &str, name: &str) -> Incomparable {
    Incomparable(format!(
        "the {what} `{name}` is declared otherwise in the two versions; only laws about the same facts can be compared"
    ))
}
