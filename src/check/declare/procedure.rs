//! Procedures: a step with its choices, and its terms for "it is open" and for its norm.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    ExprId, Input, InputId, InputKind, Phrases, Step, StepId, Term, TermRole, Type, Value,
};
use crate::syntax::{self, Name};

use super::super::context::{Checker, add_input};
use super::super::distinct::Distinct;
use super::super::phrases::phrases;
use super::super::symbols::Symbol;

impl Checker<'_> {
    pub fn declare_procedure(
        &mut self,
        name: &Name,
        params: &[(Name, Name)],
        words: &syntax::Phrases,
        grants: &[Name],
        open: bool,
    ) {
        let id = StepId::at(self.law.steps.len());
        let choices = self.choices(id, params);
        let grants = self.granted(grants);
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
            choices,
            open,
            requirements: Vec::new(),
            norm,
            grants,
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
            let Some(found) = self.find_type(ty) else {
                continue;
            };
            if self.law.size_of(found) == 0 {
                self.report(
                    Diagnostic::new(
                        Code::WrongKind,
                        format!(
                            "the parameter `{}` has no closed list of values",
                            param.text
                        ),
                    )
                    .at(ty.span, "")
                    .help("a choice is of an enumeration or of type `bool`; make the value a fact"),
                );
                continue;
            }
            let input = Input {
                name: param.text.clone(),
                span: Some(param.span),
                kind: InputKind::Choice(step),
                ty: found,
                places: 0,
                phrases: Phrases::default(),
                usually: None,
            };
            choices.push(add_input(&mut self.law, input));
        }
        choices
    }

    fn granted(&mut self, grants: &[Name]) -> Vec<InputId> {
        grants
            .iter()
            .filter_map(|grant| {
                self.symbols.find(
                    grant,
                    "a holding",
                    &mut self.diagnostics,
                    |symbol| match symbol {
                        Symbol::Input(input) if self.law[input].kind == InputKind::Holding => {
                            Some(input)
                        }
                        _ => None,
                    },
                )
            })
            .collect()
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
