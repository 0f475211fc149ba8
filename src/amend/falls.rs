//! What falls with what: a thing for any of several reasons, each of which may have several parts, and with
//! it whatever uses its name.

use std::collections::BTreeSet;

use crate::text::Span;

/// How something uses a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It names it.
    Named,
    /// It asks for the value for which it stands.
    AsValue,
}

/// A name, in the list of names.
#[derive(Clone, Copy)]
pub struct NameId(usize);

/// A thing, in the list of things.
#[derive(Clone, Copy)]
pub struct ThingId(usize);

/// A reason, in the list of reasons.
#[derive(Clone, Copy)]
pub struct ReasonId(usize);

/// A part of a reason, in the list of parts.
#[derive(Clone, Copy)]
pub struct PartId(usize);

/// Things, and why they fall.
#[derive(Default)]
pub struct Falls {
    names: Vec<Users>,
    things: Vec<Thing>,
    reasons: Vec<Reason>,
    parts: Vec<Part>,
    /// The names that have fallen and are not looked at, and what they stood for: a name falls for those
    /// that name it, and for all who use it if it stood for a value.
    open: Vec<(NameId, Use)>,
}

/// The parts that fall with a name.
#[derive(Default)]
struct Users {
    fallen: bool,
    named_by: Vec<PartId>,
    asked_for_by: Vec<PartId>,
}

struct Thing {
    /// Where it stands; none if it is no part of the text by itself.
    span: Option<Span>,
    /// The name that falls with it.
    name: Option<(NameId, Use)>,
    /// The part that falls with it.
    part: Option<PartId>,
    fallen: bool,
}

/// A thing falls when all parts of a reason have.
struct Reason {
    thing: ThingId,
    /// How many parts are there.
    left: usize,
}

struct Part {
    reason: ReasonId,
    fallen: bool,
}

impl Falls {
    /// A name that nothing uses yet.
    pub fn name(&mut self) -> NameId {
        self.names.push(Users::default());
        NameId(self.names.len() - 1)
    }

    /// A thing, with the name and the part that fall with it.
    pub fn thing(
        &mut self,
        span: Option<Span>,
        name: Option<(NameId, Use)>,
        part: Option<PartId>,
    ) -> ThingId {
        self.things.push(Thing {
            span,
            name,
            part,
            fallen: false,
        });
        ThingId(self.things.len() - 1)
    }

    /// A further reason for which a thing falls; without parts it is none.
    pub fn reason(&mut self, thing: ThingId) -> ReasonId {
        self.reasons.push(Reason { thing, left: 0 });
        ReasonId(self.reasons.len() - 1)
    }

    /// A further part of a reason.
    pub fn part(&mut self, reason: ReasonId) -> PartId {
        if let Some(reason) = self.reasons.get_mut(reason.0) {
            reason.left += 1;
        }
        self.parts.push(Part {
            reason,
            fallen: false,
        });
        PartId(self.parts.len() - 1)
    }

    /// A part falls with a name.
    pub fn uses(&mut self, part: PartId, name: NameId, how: Use) {
        if let Some(users) = self.names.get_mut(name.0) {
            match how {
                Use::Named => users.named_by.push(part),
                Use::AsValue => users.asked_for_by.push(part),
            }
        }
    }

    /// A name falls, for those that name it.
    pub fn fall(&mut self, name: NameId) {
        self.open.push((name, Use::Named));
    }

    /// Lets all fall that does. Each part is looked at once for each of its uses.
    pub fn settle(&mut self) {
        while let Some((name, stood_for)) = self.open.pop() {
            let Some(users) = self.names.get_mut(name.0) else {
                continue;
            };
            users.fallen = true;
            let mut parts = std::mem::take(&mut users.named_by);
            if stood_for == Use::AsValue {
                parts.append(&mut users.asked_for_by);
            }
            for part in parts {
                self.lose(part);
            }
        }
    }

    /// Whether a name has fallen.
    pub fn has_fallen(&self, name: NameId) -> bool {
        self.names.get(name.0).is_some_and(|users| users.fallen)
    }

    /// Where the things stand that have fallen.
    pub fn fallen(&self) -> BTreeSet<Span> {
        let fallen = self.things.iter().filter(|thing| thing.fallen);
        fallen.filter_map(|thing| thing.span).collect()
    }

    /// A part falls, and what falls with it.
    fn lose(&mut self, part: PartId) {
        let mut next = Some(part);
        while let Some(part) = next.take() {
            let Some(part) = self.parts.get_mut(part.0).filter(|part| !part.fallen) else {
                return;
            };
            part.fallen = true;
            let Some(reason) = self.reasons.get_mut(part.reason.0) else {
                return;
            };
            reason.left -= 1;
            if reason.left > 0 {
                return;
            }
            let thing = self.things.get_mut(reason.thing.0);
            let Some(thing) = thing.filter(|thing| !thing.fallen) else {
                return;
            };
            thing.fallen = true;
            self.open.extend(thing.name);
            next = thing.part;
        }
    }
}
