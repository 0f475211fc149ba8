//! Names in expressions: facts, readings, terms, parameters, and values of enumerations.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::{ExprId, Ground, InputId, RecordId, TermRole, Told, Type, Value};
use crate::syntax::{ActDay, Name};

use super::super::Symbol;
use super::super::symbols::{near, unknown};
use super::{Lower, Lowered, Place, bare, denied};

impl Lower<'_> {
    pub(super) fn name(&mut self, name: &Name, wanted: Option<Type>) -> Lowered {
        if let Some((_, input)) = self.scope.iter().find(|(known, _)| *known == name.text) {
            let ty = self.law[*input].ty;
            return Some((self.law.exprs.add(Kernel::In(*input)), ty));
        }
        if let Some(Type::Enum(list)) = wanted
            && let Some(value) = self.member(list, name)
        {
            return Some((self.law.exprs.lit(value), Type::Enum(list)));
        }
        match self.symbols.of(name) {
            Some(Symbol::Input(input)) => {
                let ty = self.law[input].ty;
                Some((self.input(input), ty))
            }
            Some(Symbol::Family(_)) => {
                let held = self.of_one(&bare(name), |this, held| {
                    Some(this.law.exprs.add(Kernel::In(held)))
                })?;
                Some((held, Type::Bool))
            }
            Some(Symbol::Facts(_)) => self.fact(&bare(name)),
            // A define with a mistake has no type: what uses it is no second mistake.
            Some(Symbol::Term(_)) if self.symbols.is_broken(&name.text) => None,
            Some(Symbol::Term(_)) if self.place == Place::FirstDay => self.rests(name),
            Some(Symbol::Term(term)) => {
                if let Some(of) = self.law[term].of {
                    self.wants_an_element(of, name);
                    return None;
                }
                Some(self.term(term))
            }
            // A value of an enumeration that is broken, perhaps.
            Some(_) if self.symbols.is_broken(&name.text) => None,
            Some(other) => {
                let mut diagnostic = Diagnostic::new(
                    Code::WrongKind,
                    format!(
                        "`{}` is {}, and a value is wanted here",
                        name.text,
                        self.symbols.kind(name)
                    ),
                )
                .at(name.span, "");
                match other {
                    Symbol::Step(_) => {
                        diagnostic = diagnostic
                            .help("say something of it: `… is due`, `… is possible`, `… is open`");
                    }
                    Symbol::List(_) => {
                        let list = &name.text;
                        diagnostic = diagnostic.help(format!(
                            "say what it comes to: `count {list}`, `any {list} where …`"
                        ));
                    }
                    Symbol::Record(_) => {
                        diagnostic = diagnostic.help(format!("name a field: `{}.…`", name.text));
                    }
                    _ => {}
                }
                self.found.push(diagnostic);
                None
            }
            None => {
                if !self.symbols.is_excused(name) {
                    let unclear = self.symbols.unclear(name);
                    let unknown = || self.unknown_value(name, wanted);
                    let diagnostic = unclear.unwrap_or_else(unknown);
                    self.found.push(diagnostic);
                }
                None
            }
        }
    }

    /// The value of an input. A reading whose question does not arise has its first choice, so that
    /// nothing depends on how it would be answered.
    fn input(&mut self, input: InputId) -> ExprId {
        let value = self.law.exprs.add(Kernel::In(input));
        let Some(arises) = self.law.arises.get(&input).copied() else {
            return value;
        };
        match Value::at_place(self.law[input].ty, 0) {
            Some(first) => {
                let first = self.law.exprs.lit(first);
                let known = self.law.exprs.len();
                let asked = self.law.exprs.add(Kernel::If(arises, value, first));
                self.law.tell(known, asked, Told::As(Kernel::In(input)));
                asked
            }
            None => value,
        }
    }

    /// The value of a term.
    pub(super) fn term(&mut self, term: crate::law::TermId) -> (ExprId, Type) {
        let ty = self.law[term].ty;
        // A define of a number, day or period is replaced by its meaning, so that comparisons are over
        // inputs and constants; yes-or-no defines stay, since explanations name them.
        if self.law[term].role == TermRole::Define
            && matches!(ty, Type::Int | Type::Date | Type::Period(_))
            && let Some(meaning) = self.law[term].otherwise
        {
            self.law.tell_defined(meaning, term);
            return (meaning, ty);
        }
        (self.law.exprs.add(Kernel::Call(term)), ty)
    }

    /// A day of an act: as good as the day itself, and it moves with the act.
    pub(super) fn act_day(&mut self, which: ActDay, name: &Name) -> Lowered {
        let act = self
            .symbols
            .find(name, "an act", self.found, |symbol| match symbol {
                Symbol::Act(act) => Some(act),
                _ => None,
            })?;
        if which == ActDay::Commencement && self.place == Place::FirstDay {
            return self.rests(name);
        }
        let of = &self.law[act];
        let said = |day: &Option<(Day, Vec<Ground>)>| Some(day.as_ref()?.0);
        let (adopted, published) = (said(&of.adopted), said(&of.published));
        let in_force = of.in_force.as_ref().map(|(day, _)| *day);
        let span = of.span;
        let mut lit = |day: Option<Day>| Some(self.law.exprs.lit(Value::Day(day?)));
        let (day, missing) = match which {
            ActDay::Adoption => (lit(adopted), "adopted"),
            ActDay::Publication => (lit(published), "published"),
            ActDay::Commencement => (in_force, "in force"),
        };
        let Some(day) = day else {
            if which == ActDay::Commencement && self.symbols.is_broken(&name.text) {
                return None;
            }
            let message = format!("`{}` does not say since when it is {missing}", name.text);
            let mut diagnostic = Diagnostic::new(Code::NotFixed, message).at(name.span, "");
            diagnostic = diagnostic.note("the act is declared here", span, "");
            let help = format!("write `{missing} DAY` in the act, with the sentence that says so");
            self.found.push(diagnostic.help(help));
            return None;
        };
        Some((day, Type::Date))
    }

    /// What the first day of an act cannot be said by, since it may rest on that day itself.
    fn rests(&mut self, name: &Name) -> Lowered {
        self.mistake(
            Code::NotFixed,
            "the first day of an act is said by days and readings alone",
            name.span,
            "write the day itself: what rests on it says `commencement of …`",
        );
        None
    }

    pub(super) fn member(&self, list: crate::law::EnumId, name: &Name) -> Option<Value> {
        let place = self.law[list]
            .members
            .iter()
            .position(|(known, _)| *known == name.text)?;
        Value::at_place(Type::Enum(list), place)
    }

    pub(super) fn unknown_value(&self, name: &Name, wanted: Option<Type>) -> Diagnostic {
        if let Some(Type::Enum(list)) = wanted {
            let members = &self.law[list].members;
            let names: Vec<&str> = members.iter().map(|(known, _)| known.as_str()).collect();
            let message = format!("`{}` has no value `{}`", self.law[list].name, name.text);
            const SHOWN: usize = 20;
            let more = if names.len() > SHOWN { ", …" } else { "" };
            let values = format!("{}{more}", names.get(..SHOWN).unwrap_or(&names).join(", "));
            let help = match near(&name.text, names.iter().copied(), self.found.len()) {
                Some(near) => format!("did you mean `{near}`? the values are {values}"),
                None => format!("the values are {values}"),
            };
            let mut diagnostic = Diagnostic::new(Code::UnknownValue, message)
                .at(name.span, "")
                .help(help);
            if let Some(span) = self.law[list].span {
                diagnostic = diagnostic.note("the values are declared here", span, "");
            }
            return diagnostic;
        }
        if let Some(found) = denied(self.law, self.symbols, name, "a name") {
            return found;
        }
        if let Some(found) = self.value_alone(name) {
            return found;
        }
        let names = self
            .symbols
            .names(|symbol| matches!(symbol, Symbol::Input(_) | Symbol::Term(_)))
            .chain(self.scope.iter().map(|(known, _)| known.as_str()));
        let has_field = |of: &&RecordId| self.law.find_field(**of, &name.text).is_some();
        if let Some(of) = self.elements.iter().find(has_field) {
            let of = &self.law[*of].name;
            let help = format!("write `{of}.{}`", name.text);
            return unknown(name, "a name", None).help(help);
        }
        let truth = match name.text.to_lowercase().as_str() {
            "yes" => Some("true"),
            "no" => Some("false"),
            "today" | "now" => Some("day"),
            _ => None,
        };
        match truth.or_else(|| near(&name.text, names, self.found.len())) {
            Some(near) => unknown(name, "a name", Some(near)),
            None => unknown(name, "a name", None)
                .help("declare it as a fact, holding, define or term, or correct the name"),
        }
    }
}
