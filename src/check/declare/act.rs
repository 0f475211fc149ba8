use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Act, ActId, ExprId, Type};
use crate::syntax::{self, ActDay, Ground, Item, ItemKind, Name, NoFirstDay};

use super::super::context::Checker;
use super::super::cycles;
use super::super::fixed;
use super::super::lower::Place;
use super::super::phrases::folded;
use super::super::symbols::Symbol;

/// A day in the life of an act, with where it says so.
type Dated = (Day, Vec<Ground>);

impl<'c> Checker<'c> {
    pub fn declare_act(&mut self, act: &'c syntax::Act) {
        let mut dated =
            |part: Option<&Dated>| part.map(|(day, grounds)| (*day, self.grounds(grounds)));
        let (adopted, published) = (dated(act.adopted.as_ref()), dated(act.published.as_ref()));
        if let (Some((adopted, _)), Some((published, _))) = (&act.adopted, &act.published)
            && published < adopted
        {
            let message = format!(
                "`{}` is published on {published}, before it is adopted on {adopted}",
                act.name.text
            );
            self.report(
                Diagnostic::new(Code::EmptyInterval, message)
                    .at(act.name.span, "")
                    .help("correct one of the two days"),
            );
        }
        let rank = self.rank(act);
        let id = ActId::at(self.law.acts.len());
        self.law.acts.push(Act {
            name: self.symbols.full(&act.name),
            title: folded(&act.title),
            span: act.name.span,
            adopted,
            published,
            in_force: None,
            rank,
            special_to: Vec::new(),
        });
        self.pending.acts.push((id, act));
        let special_to = act.special_to.iter().map(|to| (id, to));
        self.pending.special_to.extend(special_to);
        self.declare_name(&act.name, Symbol::Act(id));
    }

    /// Lowers the first days in force, which may hang on readings.
    pub fn lower_first_days(&mut self) {
        for (id, act) in self.pending.acts.clone() {
            let Some(in_force) = &act.in_force else {
                continue;
            };
            let grounds = self.grounds(&in_force.grounds);
            let first = self.first_day(act);
            if first.is_none() {
                self.symbols.note_broken([act.name.text.clone()]);
            }
            self.law[id].in_force = first.map(|first| (first, grounds));
        }
    }

    /// The first day in force; reports one that cannot be told.
    fn first_day(&mut self, act: &syntax::Act) -> Option<ExprId> {
        let place = act.in_force.as_ref()?.span;
        let found = match act.first_day() {
            Ok(said) => {
                let said = said?;
                let first = self
                    .lower(&[], Place::FirstDay)
                    .of_type(&said, Type::Date)?;
                if fixed::fixed_day(&self.law, first) {
                    return Some(first);
                }
                fixed::not_fixed(
                    &self.law,
                    first,
                    said.span,
                    "an act comes into force on a fixed day",
                    "write a day, or `if READING = CHOICE then DAY else DAY`",
                )
            }
            Err(NoFirstDay::Unsaid(event)) => {
                let (noun, verb) = match event {
                    ActDay::Publication => ("publication", "published"),
                    ActDay::Adoption | ActDay::Commencement => ("adoption", "adopted"),
                };
                let message = format!(
                    "the first day is counted from the {noun}, which `{}` does not say",
                    act.name.text
                );
                Diagnostic::new(Code::NotFixed, message)
                    .at(place, "")
                    .help(format!("write before it: {verb} DAY"))
            }
            Err(NoFirstDay::Outside) => {
                Diagnostic::new(Code::NoSuchDay, "the first day lies outside the calendar")
                    .at(place, "")
                    .help("the calendar has the days from 1801-01-01 to 2299-12-31")
            }
        };
        self.report(found);
        None
    }

    /// Looks up the acts that others come after, and reports those in a circle.
    pub fn check_order_of_acts(&mut self, items: &[&Item]) {
        let acts: Vec<&syntax::Act> = items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Act(act) => Some(act),
                _ => None,
            })
            .collect();
        if acts.iter().all(|act| act.after.is_empty()) {
            return;
        }
        let places: BTreeMap<&str, usize> = acts
            .iter()
            .enumerate()
            .map(|(at, act)| (act.name.text.as_str(), at))
            .collect();
        let mut uses = Vec::new();
        for act in &acts {
            for name in &act.after {
                self.find_act(Some(name));
            }
            let before = act.after.iter();
            let before = before.filter_map(|name| places.get(name.text.as_str()).copied());
            uses.push(before.collect());
        }
        let (_, circles) = cycles::order(&uses);
        for circle in circles {
            let members: Vec<&Name> = circle
                .iter()
                .filter_map(|at| acts.get(*at))
                .map(|act| &act.name)
                .collect();
            let names: Vec<&str> = members.iter().map(|name| name.text.as_str()).collect();
            let message = match names.as_slice() {
                [one] => format!("`{one}` comes after itself"),
                names => format!(
                    "acts after one another in a circle: {}",
                    cycles::path(names)
                ),
            };
            let places = members.iter().map(|name| name.span);
            let found = cycles::circle(Code::CircularActs, message, places);
            self.report(found.help("one of them must go first"));
        }
    }

    /// The act a name stands for; reports a name that stands for none.
    pub fn find_act(&mut self, name: Option<&Name>) -> Option<ActId> {
        self.symbols.find(
            name?,
            "an act",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Act(id) => Some(id),
                _ => None,
            },
        )
    }
}
