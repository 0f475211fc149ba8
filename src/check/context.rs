use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::amend::About;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::law::{
    ActId, AmendmentId, EnumId, EnumType, ExprId, Input, InputId, InputKind, Law, Phrases,
    ProvisionId, RecordId, RuleId, SourceId, StepId, Term, TermId, Type, Value, WrittenId,
};
use crate::syntax::{Act, Clause, Expr, Item, Name, Provision, Rule};
use crate::text::{Library, SearchText, Span};

use super::lower::{Meant, Place};
use super::rules::{Deadlines, InPlace};
use super::symbols::Symbols;

/// What is known while a corpus is checked.
pub struct Checker<'c> {
    pub library: &'c Library,
    pub law: Law,
    pub symbols: Symbols,
    pub diagnostics: Vec<Diagnostic>,
    /// The source texts, prepared for finding quotations.
    pub texts: IndexMap<SourceId, Rc<SearchText>>,
    /// How many pairs of words were compared to explain misquotations.
    pub compared: usize,
    /// The syntax of what is lowered after everything is declared.
    pub pending: Pending<'c>,
    /// What is special about the versions of amended rules, by the places of their names.
    pub amended: &'c BTreeMap<Span, About>,
    /// The ends of provisions that amendments moved, by the places of the names of rules in them.
    pub moved_ends: &'c BTreeMap<Span, Expr>,
    /// The amendments by their places.
    pub amendments: BTreeMap<Span, AmendmentId>,
    /// The occasion: which step is being taken.
    pub occasion: InputId,
    /// The norms on an act.
    pub norms: EnumId,
    /// The rules that have a mistake or use something that has one, and exceptions to these.
    pub broken: BTreeSet<WrittenId>,
    /// Exceptions that are never in force with what they are exceptions to, out of circles.
    pub apart: BTreeSet<(WrittenId, WrittenId)>,
    /// For each step what it grants, and the choices on which it does.
    pub granted: IndexMap<StepId, Vec<Meant>>,
    /// The deadlines met so far.
    pub deadlines: Deadlines,
    /// For each kernel rule the step it is about, where it is about one.
    pub step_of: IndexMap<RuleId, StepId>,
    /// For each written rule of an element: which element.
    pub element_of: IndexMap<WrittenId, RecordId>,
    /// For each provision the places of its rules, which are declared one after another.
    pub rules_in: IndexMap<ProvisionId, Range<usize>>,
    /// Where rules say what steps require, and until when they must be taken.
    pub in_place: InPlace,
    /// While what a rule says something of a step that it has from others; see `while_named`.
    pub speaks_while: IndexMap<(WrittenId, StepId), ExprId>,
}

/// Syntax waiting to be lowered, in the order of the files.
#[derive(Default)]
pub struct Pending<'c> {
    /// The readings that are given others.
    pub given: Vec<(InputId, &'c Name, &'c Expr)>,
    pub defines: Vec<(TermId, &'c Item)>,
    pub terms: Vec<(TermId, &'c Expr)>,
    pub usuals: Vec<(InputId, &'c Expr)>,
    pub rules: Vec<PendingRule<'c>>,
    pub assumes: Vec<(Option<String>, &'c Expr)>,
    /// The acts with their first days.
    pub acts: Vec<(ActId, &'c Act)>,
    /// The parameters.
    pub parameters: Vec<TermId>,
    pub cases: Vec<&'c Item>,
    pub claims: Vec<&'c Item>,
    pub intended: Vec<&'c Item>,
    /// The terms that say what they lead to.
    pub leading: Vec<&'c Item>,
    /// Where the first days of the values of parameters are written.
    pub first_days: BTreeSet<Span>,
    /// What passages that are not modelled taint, each with its place among them.
    pub taints: Vec<(usize, &'c Name)>,
    /// The provisions.
    pub provisions: Vec<(ProvisionId, &'c Provision)>,
    /// Acts, each with one to which it is special.
    pub special_to: Vec<(ActId, &'c Name)>,
}

/// A rule with what it inherits from its provisions, outermost first.
#[derive(Clone)]
pub struct PendingRule<'c> {
    pub id: WrittenId,
    pub rule: &'c Rule,
    /// The element it is about.
    pub of: Option<RecordId>,
    /// It is a dated value of a parameter.
    pub dated: bool,
    pub inherited: Vec<&'c Clause>,
    /// The versions of rules that are `subject to` it.
    pub subjected: Vec<WrittenId>,
    /// A procedure of its head was not found: nothing can be said of its effects.
    pub headless: bool,
    /// The act that it or its provision is of was not found.
    pub adrift: bool,
}

impl<'c> PendingRule<'c> {
    /// Whether it prevails over others.
    pub fn prevails(&self) -> bool {
        !self.rule.despite.is_empty() || !self.subjected.is_empty()
    }

    /// The clauses that hold of the rule: those of its provisions, then its own.
    pub fn clauses(&self) -> impl Iterator<Item = &'c Clause> + '_ {
        self.inherited.iter().copied().chain(&self.rule.clauses)
    }
}

impl<'c> Checker<'c> {
    pub fn new(
        library: &'c Library,
        amended: &'c BTreeMap<Span, About>,
        moved_ends: &'c BTreeMap<Span, Expr>,
    ) -> Self {
        let mut law = Law::default();
        let members = |names: &[&str]| -> Vec<(String, Phrases)> {
            names
                .iter()
                .map(|name| ((*name).to_owned(), Phrases::default()))
                .collect()
        };
        let mut says = members(&["nothing", "may", "must", "must_not"]);
        if let Some((_, may)) = says.get_mut(Term::MAY as usize) {
            may.main = Some("may, and need not".to_owned());
        }
        let norms = add_enum(&mut law, "norm", None, says);
        let occasions = add_enum(&mut law, "occasion", None, members(&["no_step"]));
        let clock = |name: &str, kind, ty| Input {
            name: name.to_owned(),
            span: None,
            kind,
            ty,
            places: 0,
            range: None,
            phrases: Phrases::default(),
            usually: None,
            history: None,
        };
        add_input(&mut law, clock("day", InputKind::Day, Type::Date));
        add_input(&mut law, clock("law day", InputKind::LawDay, Type::Date));
        let occasion = add_input(
            &mut law,
            clock("occasion", InputKind::Occasion, Type::Enum(occasions)),
        );
        Self {
            library,
            law,
            symbols: Symbols::default(),
            diagnostics: Vec::new(),
            texts: IndexMap::new(),
            compared: 0,
            pending: Pending::default(),
            amended,
            moved_ends,
            amendments: BTreeMap::new(),
            occasion,
            norms,
            broken: BTreeSet::new(),
            apart: BTreeSet::new(),
            granted: IndexMap::new(),
            deadlines: Deadlines::default(),
            step_of: IndexMap::new(),
            element_of: IndexMap::new(),
            rules_in: IndexMap::new(),
            in_place: InPlace::default(),
            speaks_while: IndexMap::new(),
        }
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether something is wrong so far that stops the evaluation.
    pub fn has_errors(&self) -> bool {
        let errors = self.diagnostics.iter();
        errors
            .map(Diagnostic::severity)
            .any(|one| one == Severity::Error)
    }

    /// What is special about the rule whose name stands at a place.
    pub fn about(&self, name: Span) -> About {
        self.amended.get(&name).copied().unwrap_or_default()
    }

    pub fn mistake(&mut self, code: Code, message: impl Into<String>, span: Span) {
        self.report(Diagnostic::new(code, message).at(span, ""));
    }

    /// The procedure a name stands for; reports a name that stands for none, events included.
    pub fn find_procedure(&mut self, name: &Name) -> Option<StepId> {
        let step = self.find_step(name)?;
        self.lower(&[], Place::Law)
            .is_procedure(step, name)
            .then_some(step)
    }

    /// The procedure or event a name stands for; reports a name that stands for none.
    pub fn find_step(&mut self, name: &Name) -> Option<StepId> {
        self.symbols.find(
            name,
            "a procedure",
            &mut self.diagnostics,
            |symbol| match symbol {
                super::Symbol::Step(id) => Some(id),
                _ => None,
            },
        )
    }

    /// The condition that this step is being taken.
    pub fn on_occasion(&mut self, step: StepId) -> ExprId {
        let taken = self.lower(&[], Place::Law).is_taken(step);
        taken.unwrap_or_else(|| self.law.exprs.lit(Value::Bool(false)))
    }

    /// The value of the occasion while a step is taken.
    pub fn occasion_value(&self, step: StepId) -> Value {
        occasion_value(&self.law, step).unwrap_or(Value::Bool(false))
    }
}

/// The value of the occasion while a step is taken.
pub fn occasion_value(law: &Law, step: StepId) -> Option<Value> {
    Value::at_place(law[law.occasion()?].ty, step.index() + 1)
}

/// The input that says what became of a step, made when it is first needed.
pub fn became(law: &mut Law) -> InputId {
    if let Some(known) = law.became() {
        return known;
    }
    let words = ["performed", "refused", "failed"];
    let members = words.map(|word| (word.to_owned(), Phrases::default()));
    let list = add_enum(law, "what became of it", None, members.to_vec());
    let input = Input {
        name: "what became of it".to_owned(),
        span: None,
        kind: InputKind::Became,
        ty: Type::Enum(list),
        phrases: Phrases::default(),
        usually: None,
        history: None,
        places: 0,
        range: None,
    };
    add_input(law, input)
}

pub fn add_enum(
    law: &mut Law,
    name: &str,
    span: Option<Span>,
    members: Vec<(String, Phrases)>,
) -> EnumId {
    law.enums.push(EnumType {
        name: name.to_owned(),
        span,
        members,
    });
    EnumId::at(law.enums.len() - 1)
}

pub fn add_input(law: &mut Law, input: Input) -> InputId {
    law.inputs.push(input);
    InputId::at(law.inputs.len() - 1)
}
