//! Readings that are given others: questions that arise on some readings alone.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputId, InputKind, first_choices};
use crate::syntax::{Expr, Name};

use super::Symbol;
use super::context::Checker;
use super::cycles::{circle, order, path};
use super::defines::collect_names;
use super::fixed;
use super::lower::Place;

impl Checker<'_> {
    /// Lowers what readings are given, each after those that it is given. A reading that is given
    /// itself, directly or through others, is reported with its circle.
    pub fn lower_given(&mut self) {
        let pending = std::mem::take(&mut self.pending.given);
        let positions: IndexMap<InputId, usize> = pending
            .iter()
            .enumerate()
            .map(|(at, (reading, ..))| (*reading, at))
            .collect();
        let uses: Vec<Vec<usize>> = pending
            .iter()
            .map(|(_, _, condition)| {
                let mut names = Vec::new();
                collect_names(condition, &mut names);
                let readings = names.iter().filter_map(|used| self.reading(used.name));
                readings
                    .filter_map(|reading| positions.get(&reading).copied())
                    .collect()
            })
            .collect();
        let (order, circles) = order(&uses);
        for members in &circles {
            let names: Vec<&Name> = members
                .iter()
                .filter_map(|at| pending.get(*at))
                .map(|(_, name, _)| *name)
                .collect();
            self.report(given_itself(&names));
        }
        let circular: BTreeSet<usize> = circles.into_iter().flatten().collect();
        for at in order.into_iter().filter(|at| !circular.contains(at)) {
            if let Some((reading, _, condition)) = pending.get(at) {
                self.lower_one(*reading, condition);
            }
        }
    }

    fn reading(&self, name: &Name) -> Option<InputId> {
        match self.symbols.of(name) {
            Some(Symbol::Input(input)) if self.law[input].kind == InputKind::Reading => Some(input),
            _ => None,
        }
    }

    fn lower_one(&mut self, reading: InputId, condition: &Expr) {
        let Some(arises) = self.lower(&[], Place::Law).condition(condition) else {
            return;
        };
        if fixed::over_readings(&self.law, arises) {
            if let Ok(None) = first_choices(&self.law, &[(arises, true)], [], |_| false) {
                let name = &self.law[reading].name;
                let message = format!("the question of `{name}` never arises");
                self.report(
                    Diagnostic::new(Code::EmptyRegion, message)
                        .at(condition.span, "no choice of readings fits this")
                        .help("a reading has one choice at a time; `or` joins choices"),
                );
                return;
            }
            self.law.arises.insert(reading, arises);
        } else {
            self.report(
                Diagnostic::new(
                    Code::NotFixed,
                    "what a reading is given is about readings alone",
                )
                .at(condition.span, "")
                .help("conditions on the person belong to the rules that use the reading"),
            );
        }
    }
}

fn given_itself(names: &[&Name]) -> Diagnostic {
    let path_of: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
    let message = match path_of.as_slice() {
        [one] => format!("the reading `{one}` is given itself"),
        _ => format!("readings given one another: {}", path(&path_of)),
    };
    circle(
        Code::CircularDefinition,
        message,
        names.iter().map(|name| name.span),
    )
    .help("one question must come first: declare it without `given`")
}
