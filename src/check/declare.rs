//! The first pass: every name gets its place in the law, before anything refers to it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    Act, ActId, ExprId, Ground, Input, InputKind, Phrases, Provision, ProvisionId, Source,
    SourceId, Step, StepId, Term, TermId, TermRole, Type, Value, Written, WrittenId,
};
use crate::syntax::{Clause, Item, ItemKind, Name, Parsed, Words};
use crate::text::{FileId, Span};

use super::context::{Checker, PendingRule, add_enum, add_input};
use super::phrases::{folded, phrases, yes_or_no};
use super::symbols::{Symbol, near, unknown};

/// The provisions around a rule and what they hand down.
#[derive(Clone, Default)]
struct Around<'c> {
    provisions: Vec<ProvisionId>,
    clauses: Vec<&'c Clause>,
    grounds: Vec<Ground>,
    /// Grounds are written, even if their quotations were not found.
    grounded: bool,
    act: Option<ActId>,
}

impl<'c> Checker<'c> {
    /// Declares everything, in an order in which types and sources come before what needs them.
    pub fn declare(&mut self, files: &'c [(FileId, Parsed)]) {
        let items: Vec<&'c Item> = files.iter().flat_map(|(_, parsed)| &parsed.items).collect();
        for item in &items {
            self.declare_source_or_type(item);
        }
        for item in &items {
            self.declare_holding_or_fact(item);
        }
        for item in &items {
            self.declare_procedure_or_term(item);
        }
        self.finish_occasions();
        for item in &items {
            self.declare_rule(item, &Around::default());
        }
        for item in &items {
            match &item.kind {
                ItemKind::Assume { name, expr, .. } => {
                    self.declare_name(name, Symbol::Assumption);
                    self.pending.assumes.push(expr);
                }
                ItemKind::NotEncoded { ground, because } => {
                    if let Some(Ground::Cited(citation)) =
                        self.grounds(std::slice::from_ref(ground)).pop()
                    {
                        self.law.not_encoded.push((citation, folded(because)));
                    }
                }
                ItemKind::Case { .. } => self.pending.cases.push(item),
                ItemKind::Prove { .. } => self.pending.claims.push(item),
                _ => {}
            }
        }
    }

    fn declare_name(&mut self, name: &Name, symbol: Symbol) -> bool {
        let kind = match symbol {
            Symbol::Input(input) => match self.law[input].kind {
                InputKind::Holding => "a holding",
                InputKind::Reading => "a reading",
                _ => "a fact",
            },
            Symbol::Term(term) if self.law[term].role == TermRole::Define => "a define",
            other => other.kind(),
        };
        match self.symbols.declare(name, symbol, kind) {
            Ok(()) => true,
            Err(diagnostic) => {
                self.report(diagnostic);
                false
            }
        }
    }

    fn declare_source_or_type(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Source {
                name,
                title,
                path,
                link,
            } => {
                self.declare_source(name, title, path, link.as_ref());
            }
            ItemKind::Enum { name, values } => {
                let members = self.members(values);
                let id = add_enum(&mut self.law, &name.text, Some(name.span), members);
                self.declare_name(name, Symbol::Enum(id));
            }
            ItemKind::Reading {
                name,
                question,
                choices,
            } => {
                let members = self.members(choices);
                let list = add_enum(&mut self.law, &name.text, Some(name.span), members);
                let input = Input {
                    name: name.text.clone(),
                    span: Some(name.span),
                    kind: InputKind::Reading,
                    ty: Type::Enum(list),
                    phrases: Phrases {
                        main: Some(folded(question)),
                        ..Phrases::default()
                    },
                    usually: None,
                };
                let id = add_input(&mut self.law, input);
                self.declare_name(name, Symbol::Input(id));
            }
            _ => {}
        }
    }

    fn declare_source(&mut self, name: &Name, title: &Words, path: &Words, link: Option<&Words>) {
        let rule_file = self.library.path(name.span.file).to_owned();
        let file = match super::source_path(&rule_file, &path.text) {
            Some(full) => self.library.find_path(&full),
            None => None,
        };
        let id = SourceId::at(self.law.sources.len());
        self.law.sources.push(Source {
            name: name.text.clone(),
            title: folded(title),
            path: path.text.clone(),
            link: link.map(folded),
            file: file.unwrap_or(name.span.file),
        });
        self.declare_name(name, Symbol::Source(id));
        if file.is_some() {
            self.prepare_text(id);
        } else {
            self.report(
                Diagnostic::new(
                    Code::SourceMissing,
                    format!("the text of the source `{}` is missing", name.text),
                )
                .at(path.span, "no such file beside the rule file")
                .help("store the text in the folder of the rules, and name its path from the rule file"),
            );
        }
    }

    fn members(&mut self, choices: &[crate::syntax::Choice]) -> Vec<(String, Phrases)> {
        let mut known: BTreeMap<&str, Span> = BTreeMap::new();
        for choice in choices {
            if let Some(earlier) = known.get(choice.name.text.as_str()) {
                self.report(super::symbols::duplicate(&choice.name, *earlier));
            } else {
                known.insert(&choice.name.text, choice.name.span);
            }
        }
        choices
            .iter()
            .map(|choice| (choice.name.text.clone(), phrases(&choice.phrases)))
            .collect()
    }

    fn declare_holding_or_fact(&mut self, item: &'c Item) {
        match &item.kind {
            ItemKind::Fact {
                name,
                ty,
                phrases: words,
                usually,
            } => {
                let Some(found) = self.find_type(ty) else {
                    self.symbols.note_broken([name.text.clone()]);
                    return;
                };
                let words = if found == Type::Bool {
                    yes_or_no(words)
                } else {
                    phrases(words)
                };
                let input = Input {
                    name: name.text.clone(),
                    span: Some(name.span),
                    kind: InputKind::Fact,
                    ty: found,
                    phrases: words,
                    usually: None,
                };
                let id = add_input(&mut self.law, input);
                if self.declare_name(name, Symbol::Input(id))
                    && let Some(expr) = usually
                {
                    self.pending.usuals.push((id, expr));
                }
            }
            ItemKind::Holding {
                name,
                phrases: words,
            } => {
                let input = Input {
                    name: name.text.clone(),
                    span: Some(name.span),
                    kind: InputKind::Holding,
                    ty: Type::Bool,
                    phrases: phrases(words),
                    usually: Some(Value::Bool(false)),
                };
                let id = add_input(&mut self.law, input);
                self.declare_name(name, Symbol::Input(id));
            }
            ItemKind::Act {
                name,
                title,
                adopted,
                in_force,
            } => {
                let mut dated = |part: &Option<_>| {
                    part.as_ref()
                        .map(|(day, grounds): &(_, Vec<_>)| (*day, self.grounds(grounds)))
                };
                let (adopted, in_force) = (dated(adopted), dated(in_force));
                let id = ActId::at(self.law.acts.len());
                self.law.acts.push(Act {
                    name: name.text.clone(),
                    title: folded(title),
                    span: name.span,
                    adopted,
                    in_force,
                });
                self.declare_name(name, Symbol::Act(id));
            }
            _ => {}
        }
    }

    fn find_type(&mut self, name: &Name) -> Option<Type> {
        match name.text.as_str() {
            "bool" => return Some(Type::Bool),
            "int" => return Some(Type::Int),
            "date" => return Some(Type::Date),
            _ => {}
        }
        if self.symbols.get(&name.text).is_none() && !self.symbols.is_broken(&name.text) {
            let enums = self
                .symbols
                .names(|symbol| matches!(symbol, Symbol::Enum(_)));
            let types = enums.chain(["bool", "int", "date"]);
            let near = near(&name.text, types, self.diagnostics.len());
            let diagnostic = unknown(name, "a type", near);
            self.report(match near {
                Some(_) => diagnostic,
                None => diagnostic
                    .help("the types are `bool`, `int`, `date` and the enumerations (enum …)"),
            });
            return None;
        }
        self.symbols.find(
            name,
            "a type",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Enum(id) => Some(Type::Enum(id)),
                _ => None,
            },
        )
    }

    fn declare_procedure_or_term(&mut self, item: &'c Item) {
        match &item.kind {
            ItemKind::Define {
                name,
                phrases: words,
                grounds,
                ..
            } => {
                let grounds = self.grounds(grounds);
                // The type follows from the expression; see `lower_defines`.
                let id = self.add_term(Term {
                    name: name.text.clone(),
                    span: Some(name.span),
                    role: TermRole::Define,
                    ty: Type::Bool,
                    phrases: yes_or_no(words),
                    otherwise: None,
                    rules: Vec::new(),
                    grounds,
                });
                if self.declare_name(name, Symbol::Term(id)) {
                    self.pending.defines.push((id, item));
                }
            }
            ItemKind::Term {
                name,
                ty,
                phrases: words,
                otherwise,
            } => {
                let Some(found) = self.find_type(ty) else {
                    self.symbols.note_broken([name.text.clone()]);
                    return;
                };
                let id = self.add_term(Term {
                    name: name.text.clone(),
                    span: Some(name.span),
                    role: TermRole::Value,
                    ty: found,
                    phrases: if found == Type::Bool {
                        yes_or_no(words)
                    } else {
                        phrases(words)
                    },
                    otherwise: None,
                    rules: Vec::new(),
                    grounds: Vec::new(),
                });
                if self.declare_name(name, Symbol::Term(id))
                    && let Some(expr) = otherwise
                {
                    self.pending.terms.push((id, expr));
                }
            }
            ItemKind::Procedure {
                name,
                params,
                phrases: words,
                grants,
                open,
            } => {
                self.declare_procedure(name, params, phrases(words), grants, *open);
            }
            _ => {}
        }
    }

    fn declare_procedure(
        &mut self,
        name: &Name,
        params: &[(Name, Name)],
        words: Phrases,
        grants: &[Name],
        open: bool,
    ) {
        let id = StepId::at(self.law.steps.len());
        let mut choices: Vec<crate::law::InputId> = Vec::new();
        for (index, (param, ty)) in params.iter().enumerate() {
            if let Some((earlier, _)) = params
                .iter()
                .take(index)
                .find(|(p, _)| p.text == param.text)
            {
                self.report(super::symbols::duplicate(param, earlier.span));
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
                kind: InputKind::Choice(id),
                ty: found,
                phrases: Phrases::default(),
                usually: None,
            };
            choices.push(add_input(&mut self.law, input));
        }
        let grants = grants
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
            .collect();
        let by_default = self.law.exprs.lit(Value::Bool(open));
        let nothing = self.law.exprs.lit(Value::Member(self.norms, 0));
        let norms = Type::Enum(self.norms);
        let mut own = |suffix: &str, role, ty, otherwise: ExprId| {
            self.add_term(Term {
                name: format!("{} {suffix}", name.text),
                span: Some(name.span),
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
            name: name.text.clone(),
            span: Some(name.span),
            phrases: words,
            choices,
            open,
            requirements: Vec::new(),
            norm,
            grants,
        });
        self.declare_name(name, Symbol::Step(id));
    }

    pub fn add_term(&mut self, term: Term) -> TermId {
        self.law.terms.push(term);
        TermId::at(self.law.terms.len() - 1)
    }

    /// The occasions are: no step, and every step.
    fn finish_occasions(&mut self) {
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

    fn declare_rule(&mut self, item: &'c Item, around: &Around<'c>) {
        match &item.kind {
            ItemKind::Rule(rule) => {
                let mut grounds = around.grounds.clone();
                grounds.extend(self.grounds(&rule.grounds));
                let act = self.find_act(rule.act.as_ref()).or(around.act);
                if rule.grounds.is_empty() && !around.grounded {
                    self.report(
                        Diagnostic::new(
                            Code::NoGround,
                            format!("the rule `{}` does not say where it comes from", rule.name.text),
                        )
                        .at(rule.name.span, "")
                        .help("quote its sentence: cites SOURCE \"…\"; or say what it assumes: assumed \"…\""),
                    );
                }
                let id = WrittenId::at(self.law.written.len());
                let on: Vec<StepId> = rule
                    .on
                    .iter()
                    .filter_map(|name| self.find_step(name))
                    .collect();
                let headless = on.len() < rule.on.len();
                self.law.written.push(Written {
                    name: rule.name.text.clone(),
                    heading: rule.heading.as_ref().map(folded),
                    span: rule.name.span,
                    act,
                    provision: around.provisions.last().copied(),
                    on,
                    grounds,
                    from: None,
                    until: None,
                    rules: Vec::new(),
                    lifts: rule.lifts.iter().map(|name| name.text.clone()).collect(),
                    despite: rule.despite.iter().map(|name| name.text.clone()).collect(),
                });
                self.declare_name(&rule.name, Symbol::Rule(id));
                self.pending.rules.push(PendingRule {
                    id,
                    rule,
                    inherited: around.clauses.clone(),
                    headless,
                });
            }
            ItemKind::Provision(provision) => {
                let id = ProvisionId::at(self.law.provisions.len());
                let own = self.grounds(&provision.grounds);
                self.law.provisions.push(Provision {
                    name: provision.name.text.clone(),
                    heading: provision.heading.as_ref().map(folded),
                    span: provision.name.span,
                    parent: around.provisions.last().copied(),
                    grounds: own.clone(),
                });
                self.declare_name(&provision.name, Symbol::Provision(id));
                let mut inside = around.clone();
                inside.provisions.push(id);
                inside.clauses.extend(&provision.clauses);
                inside.grounds.extend(own);
                inside.grounded |= !provision.grounds.is_empty();
                inside.act = self.find_act(provision.act.as_ref()).or(around.act);
                let first = self.law.written.len();
                for member in &provision.members {
                    self.declare_rule(member, &inside);
                }
                self.rules_in.insert(id, first..self.law.written.len());
            }
            _ => {}
        }
    }

    fn find_act(&mut self, name: Option<&Name>) -> Option<ActId> {
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
