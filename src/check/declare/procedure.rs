//! Procedures: a step with its choices, and its terms for "it is open" and for its norm.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    Actor, ExprId, Input, InputId, InputKind, Phrases, Step, StepId, Term, TermRole, Type, Value,
    cone,
};
use crate::syntax::{self, Applied, Name};

use super::super::context::{Checker, add_input};
use super::super::distinct::Distinct;
use super::super::lower::{Place, Wanted};
use super::super::phrases::phrases;
use super::super::symbols::Symbol;

impl Checker<'_> {
    /// A procedure, or an event.
    pub fn declare_step(
        &mut self,
        name: &Name,
        params: &[(Name, Name)],
        words: &syntax::Phrases,
        actor: Actor,
        grants: &[Applied],
        open: bool,
    ) {
        let id = StepId::at(self.law.steps.len());
        let choices = self.choices(id, params);
        // Which choices it takes is not known then.
        if choices.len() < params.len() {
            self.symbols.note_broken([name.text.clone()]);
        }
        self.granted(id, grants, &choices);
        let by_default = self.law.exprs.lit(Value::Bool(open));
        let nothing = self.law.exprs.lit(Value::Member(self.norms, Term::NOTHING));
        let norms = Type::Enum(self.norms);
        let mut own = |suffix: &str, role, ty, otherwise: ExprId| {
            self.add_term(Term {
                name: format!("{} {suffix}", name.text),
                span: Some(name.span),
                of: None,
                role,
                ty,
                phrases: Phrases::default(),
                otherwise: Some(otherwise),
                rules: Vec::new(),
                grounds: Vec::new(),
            })
        };
        let open = own("is open", TermRole::Open(id), Type::Bool, by_default);
        let norm = own("is due", TermRole::Norm(id), norms, nothing);
        self.law.steps.push(Step {
            name: self.symbols.full(name),
            span: Some(name.span),
            phrases: phrases(words),
            actor,
            choices,
            open,
            requirements: Vec::new(),
            norm,
            overdue: None,
        });
        self.declare_name(name, Symbol::Step(id));
    }

    /// The parameters, each an input over a closed list of values.
    fn choices(&mut self, step: StepId, params: &[(Name, Name)]) -> Vec<InputId> {
        let mut choices = Vec::new();
        let mut names = Distinct::default();
        for (param, ty) in params {
            if let Err(twice) = names.add(param) {
                self.report(twice);
                continue;
            }
            let Some(found) = self.closed_type(param, ty, "parameter") else {
                self.symbols.note_broken([param.text.clone()]);
                continue;
            };
            let input = Input {
                name: param.text.clone(),
                span: Some(param.span),
                kind: InputKind::Choice(step),
                ty: found,
                places: 0,
                range: None,
                phrases: Phrases::default(),
                usually: None,
                history: None,
            };
            choices.push(add_input(&mut self.law, input));
        }
        choices
    }

    /// The type of a parameter or attribute: one with a closed list of values.
    pub fn closed_type(&mut self, name: &Name, ty: &Name, what: &str) -> Option<Type> {
        let found = self.find_type(ty)?;
        if self.law.size_of(found) > 0 {
            return Some(found);
        }
        let message = format!("the {what} `{}` has no closed list of values", name.text);
        let other = match what {
            "attribute" => "an attribute is of an enumeration or of type `bool`",
            _ => "a choice is of an enumeration or of type `bool`; make the value a fact",
        };
        self.report(
            Diagnostic::new(Code::WrongKind, message)
                .at(ty.span, "")
                .help(other),
        );
        None
    }

    /// What a step grants, and on which of its choices.
    fn granted(&mut self, step: StepId, grants: &[Applied], choices: &[InputId]) {
        let scope: Vec<(String, InputId)> = choices
            .iter()
            .map(|input| (self.law[*input].name.clone(), *input))
            .collect();
        for grant in grants {
            let Some(granted) = self.lower(&scope, Place::Law).meant(grant, Wanted::Holding) else {
                continue;
            };
            let by_choice = granted.iter().all(|(when, _)| {
                let looked_at = cone(&self.law, *when).inputs;
                looked_at.iter().all(|input| choices.contains(input))
            });
            let which = granted.len() == 1 || !grant.arguments.is_empty();
            if !by_choice || !which {
                let name = &grant.name.text;
                let message = format!("which `{name}` is granted must be said");
                self.report(
                    Diagnostic::new(Code::WrongArguments, message)
                        .at(grant.span, "")
                        .help("give a value or a parameter of the procedure for each attribute"),
                );
                continue;
            }
            self.granted.entry(step).or_default().extend(granted);
        }
    }

    /// The occasions are: no step, and every step.
    pub fn finish_occasions(&mut self) {
        let names: Vec<(String, Phrases)> = self
            .law
            .steps
            .iter()
            .map(|step| (step.name.clone(), step.phrases.clone()))
            .collect();
        if let Type::Enum(list) = self.law[self.occasion].ty {
            self.law[list].members.extend(names);
        }
    }
}
