//! The first pass: every name gets its place in the law, before anything refers to it.

mod act;
mod amendment;
mod input;
mod list;
mod name;
mod procedure;
mod record;
mod rule;
mod source;
mod term;

use crate::law::{Actor, Ground};
use crate::syntax::{Item, ItemKind, Parsed, Rule};
use crate::text::FileId;

use super::context::Checker;
use super::phrases::folded;
use super::symbols::Symbol;

pub use input::PLACES;
pub use name::TYPES;
use rule::Around;
pub use rule::rule_in_words;

impl<'c> Checker<'c> {
    /// Declares everything, in an order in which types and sources come before what needs them.
    pub fn declare(&mut self, files: &'c [(FileId, Parsed)], parameters: &'c [Vec<Rule>]) {
        let items: Vec<&'c Item> = files.iter().flat_map(|(_, parsed)| &parsed.items).collect();
        for item in &items {
            match &item.kind {
                ItemKind::Canon(canon) => self.declare_canon(canon),
                ItemKind::Source(source) => self.declare_source(source),
                ItemKind::Enum { name, values } => self.declare_enum(name, values),
                ItemKind::Currency {
                    name,
                    phrases,
                    minor,
                } => self.declare_currency(name, phrases, *minor),
                ItemKind::Reading {
                    name,
                    question,
                    given,
                    choices,
                } => {
                    self.declare_reading(name, question, given.as_ref(), choices);
                }
                _ => {}
            }
        }
        for item in &items {
            if let ItemKind::Record {
                name,
                phrases,
                fields,
            } = &item.kind
            {
                self.declare_record(name, phrases, fields);
            }
        }
        for item in &items {
            match &item.kind {
                ItemKind::List {
                    name,
                    record,
                    phrases,
                    most,
                } => {
                    self.declare_list(name, record, phrases, *most);
                }
                ItemKind::Fact { .. } => self.declare_fact(&item.kind),
                ItemKind::Holding {
                    name,
                    params,
                    phrases,
                    over_time,
                } => self.declare_holding(name, params, phrases, *over_time),
                ItemKind::Act(act) => self.declare_act(act),
                _ => {}
            }
        }
        for item in &items {
            match &item.kind {
                ItemKind::Define {
                    name,
                    of,
                    phrases,
                    grounds,
                    ..
                } => {
                    self.declare_define(item, name, of.as_ref(), phrases, grounds);
                }
                ItemKind::Term {
                    name,
                    of,
                    ty,
                    phrases,
                    leads_to,
                    otherwise,
                } => {
                    if !leads_to.is_empty() {
                        self.pending.leading.push(item);
                    }
                    self.declare_term(name, of.as_ref(), ty, phrases, otherwise.as_ref());
                }
                ItemKind::Parameter {
                    name, ty, phrases, ..
                } => {
                    self.declare_parameter(name, ty, phrases);
                }
                ItemKind::Procedure {
                    name,
                    params,
                    phrases,
                    bearer,
                    grants,
                    open,
                } => {
                    let actor = match bearer {
                        Some(bearer) => Actor::Other {
                            who: folded(&bearer.who),
                            on_request: bearer.on_request.is_some(),
                        },
                        None => Actor::Person,
                    };
                    self.declare_step(name, params, phrases, actor, grants, *open);
                }
                ItemKind::Event {
                    name,
                    params,
                    phrases,
                } => self.declare_step(name, params, phrases, Actor::Event, &[], false),
                _ => {}
            }
        }
        self.finish_occasions();
        let mut parameters = parameters.iter();
        for item in &items {
            if matches!(item.kind, ItemKind::Parameter { .. }) {
                let values = parameters.next().map_or(&[][..], Vec::as_slice);
                for (at, value) in values.iter().enumerate() {
                    self.pending.first_days.insert(value.name.span);
                    // Of two values from one day one ends before it begins, which is reported.
                    let mut earlier = values.iter().take(at);
                    if earlier.any(|other| other.name.text == value.name.text) {
                        continue;
                    }
                    self.declare_rule(value, &Around::of_parameter());
                }
            }
            self.declare_rules(item, &Around::default());
        }
        for item in &items {
            self.declare_amendment(item);
        }
        self.link_amendments();
        self.check_order_of_acts(&items);
        for item in &items {
            match &item.kind {
                ItemKind::Assume {
                    name,
                    heading,
                    expr,
                } => {
                    self.declare_name(name, Symbol::Assumption);
                    self.pending
                        .assumes
                        .push((heading.as_ref().map(folded), expr));
                }
                ItemKind::NotEncoded { ground, because } => {
                    if let Some(Ground::Cited(citation)) =
                        self.grounds(std::slice::from_ref(ground)).pop()
                    {
                        self.law.not_encoded.push((citation, folded(because)));
                    }
                }
                ItemKind::Unmodelled {
                    name,
                    ground,
                    because,
                    taints,
                } => self.declare_unmodelled(name, ground, because, taints),
                ItemKind::Case { .. } => self.pending.cases.push(item),
                ItemKind::Prove { .. } => self.pending.claims.push(item),
                ItemKind::Intended { .. } => self.pending.intended.push(item),
                _ => {}
            }
        }
    }
}
