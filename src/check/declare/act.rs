use crate::calendar::Day;
use crate::law::{Act, ActId};
use crate::syntax::{Ground, Name, Words};

use super::super::context::Checker;
use super::super::phrases::folded;
use super::super::symbols::Symbol;

/// A day in the life of an act, with where it says so.
type Dated = (Day, Vec<Ground>);

impl Checker<'_> {
    pub fn declare_act(
        &mut self,
        name: &Name,
        title: &Words,
        adopted: Option<&Dated>,
        in_force: Option<&Dated>,
    ) {
        let mut dated =
            |part: Option<&Dated>| part.map(|(day, grounds)| (*day, self.grounds(grounds)));
        let (adopted, in_force) = (dated(adopted), dated(in_force));
        let id = ActId::at(self.law.acts.len());
        self.law.acts.push(Act {
            name: self.symbols.full(name),
            title: folded(title),
            span: name.span,
            adopted,
            in_force,
        });
        self.declare_name(name, Symbol::Act(id));
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
