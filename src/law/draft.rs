//! Laws written by hand, for the tests of every room that works on a law. What only one room needs
//! for its tests, that room adds to the draft.

use crate::calendar::Day;

use super::{
    Actor, Currency, CurrencyId, Effect, EnumId, EnumType, Expr, ExprId, History, Input, InputId,
    InputKind, Law, Op, Phrases, Rule, RuleId, Step, StepId, Term, TermId, TermRole, Type, Value,
    Written, WrittenId,
};

pub fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// A law in the making.
pub struct Draft {
    pub law: Law,
    /// What each step grants, by all its doors.
    grants: Vec<Vec<InputId>>,
}

impl Draft {
    /// A law with both clocks and an occasion: one in which steps can be taken.
    pub fn new() -> Self {
        let mut draft = Self::bare();
        let steps = draft.list("occasion", &["no step"]);
        draft.input("occasion", InputKind::Occasion, Type::Enum(steps));
        draft
    }

    /// A law with both clocks and nothing else.
    pub fn bare() -> Self {
        let mut draft = Self {
            law: Law::default(),
            grants: Vec::new(),
        };
        draft.input("day", InputKind::Day, Type::Date);
        draft.input("law day", InputKind::LawDay, Type::Date);
        draft
    }

    pub fn list(&mut self, name: &str, members: &[&str]) -> EnumId {
        self.law.enums.push(EnumType {
            name: name.to_owned(),
            span: None,
            members: members
                .iter()
                .map(|name| ((*name).to_owned(), Phrases::default()))
                .collect(),
        });
        EnumId::at(self.law.enums.len() - 1)
    }

    pub fn input(&mut self, name: &str, kind: InputKind, ty: Type) -> InputId {
        self.law.inputs.push(Input::of_kernel(name, kind, ty));
        InputId::at(self.law.inputs.len() - 1)
    }

    /// A currency with so many decimal places.
    pub fn currency(&mut self, name: &str, places: u32) -> Type {
        self.law.currencies.push(Currency {
            name: name.to_owned(),
            span: None,
            phrases: Phrases::default(),
            places,
        });
        Type::Money(CurrencyId::at(self.law.currencies.len() - 1))
    }

    pub fn fact(&mut self, name: &str) -> InputId {
        self.input(name, InputKind::Fact, Type::Bool)
    }

    pub fn holding(&mut self, name: &str) -> InputId {
        self.input(name, InputKind::Holding, Type::Bool)
    }

    pub fn reading(&mut self, name: &str, choices: &[&str]) -> InputId {
        let list = self.list(name, choices);
        self.input(name, InputKind::Reading, Type::Enum(list))
    }

    /// Gives an input of yes or no its history.
    pub fn history(&mut self, of: &str) -> History {
        let mut part = |what: &str, ty| self.input(&format!("{of} {what}"), InputKind::Fact, ty);
        let [ever, since, through] = [
            part("ever", Type::Bool),
            part("since", Type::Date),
            part("through", Type::Date),
        ];
        let day = self.named("day");
        let [ever_is, since_is, through_is] = [ever, since, through].map(|one| self.is(one));
        let early = self.op(Op::Less, &[day, since_is]);
        let late = self.op(Op::Less, &[through_is, day]);
        let (begun, lasts) = (self.not(early), self.not(late));
        let history = History {
            ever,
            since,
            through,
            life: self.and(&[ever_is, begun, lasts]),
        };
        let of = self.find(of);
        self.law[of].history = Some(history);
        history
    }

    pub fn value(&self, input: InputId, place: usize) -> Value {
        Value::at_place(self.law[input].ty, place).unwrap()
    }

    /// The input of this name.
    pub fn find(&self, name: &str) -> InputId {
        InputId::at(
            self.law
                .inputs
                .iter()
                .position(|input| input.name == name)
                .unwrap(),
        )
    }

    pub fn add(&mut self, expr: Expr) -> ExprId {
        self.law.exprs.add(expr)
    }

    pub fn is(&mut self, input: InputId) -> ExprId {
        self.add(Expr::In(input))
    }

    pub fn named(&mut self, name: &str) -> ExprId {
        let input = self.find(name);
        self.is(input)
    }

    pub fn not(&mut self, expr: ExprId) -> ExprId {
        self.law.exprs.not(expr)
    }

    pub fn and(&mut self, parts: &[ExprId]) -> ExprId {
        self.law.exprs.and(parts.iter().copied())
    }

    pub fn or(&mut self, parts: &[ExprId]) -> ExprId {
        self.law.exprs.or(parts.iter().copied())
    }

    pub fn bool(&mut self, value: bool) -> ExprId {
        self.law.exprs.lit(Value::Bool(value))
    }

    pub fn int(&mut self, value: i64) -> ExprId {
        self.law.exprs.lit(Value::Int(value))
    }

    pub fn date(&mut self, text: &str) -> ExprId {
        self.law.exprs.lit(Value::Day(day(text)))
    }

    pub fn op(&mut self, op: Op, operands: &[ExprId]) -> ExprId {
        self.add(Expr::Op(op, operands.to_vec()))
    }

    pub fn equals(&mut self, input: InputId, place: usize) -> ExprId {
        let value = self.value(input, place);
        let operands = [self.is(input), self.law.exprs.lit(value)];
        self.op(Op::Equal, &operands)
    }

    pub fn with(&mut self, bindings: &[(InputId, ExprId)], inner: ExprId) -> ExprId {
        self.add(Expr::With(bindings.to_vec(), inner))
    }

    pub fn reach(&mut self, holding: &str) -> ExprId {
        let holding = self.find(holding);
        self.add(Expr::Reach(holding))
    }

    pub fn call(&mut self, term: TermId) -> ExprId {
        self.add(Expr::Call(term))
    }

    pub fn term(&mut self, name: &str, ty: Type, otherwise: Option<ExprId>) -> TermId {
        self.law.terms.push(Term {
            name: name.to_owned(),
            span: None,
            of: None,
            role: TermRole::Value,
            ty,
            phrases: Phrases::default(),
            otherwise,
            rules: Vec::new(),
            grounds: Vec::new(),
        });
        TermId::at(self.law.terms.len() - 1)
    }

    pub fn define(&mut self, name: &str, meaning: ExprId) -> TermId {
        let term = self.term(name, Type::Bool, Some(meaning));
        self.law[term].role = TermRole::Define;
        term
    }

    /// A rule that gives a term a value.
    pub fn rule(&mut self, name: &str, term: TermId, value: ExprId, when: &[ExprId]) -> RuleId {
        let rule = self.add_rule(name, Effect::Value(term, value), when);
        self.law[term].rules.push(rule);
        rule
    }

    /// A rule that lifts others.
    pub fn lift(&mut self, name: &str, lifted: &[RuleId], when: &[ExprId]) -> RuleId {
        let rule = self.add_rule(name, Effect::Lift, when);
        for target in lifted {
            self.law[*target].lifted_by.push(rule);
        }
        rule
    }

    pub fn despite(&mut self, upper: RuleId, lower: RuleId) {
        self.law[lower].below.push(upper);
    }

    pub fn life(&mut self, rule: RuleId, from: &str, until: &str) {
        let mut bound = |text: &str| (!text.is_empty()).then(|| self.date(text));
        let (from, until) = (bound(from), bound(until));
        self.law[rule].from = from;
        self.law[rule].until = until;
    }

    pub fn switch(&mut self, rule: RuleId) -> InputId {
        let written = self.law[rule].written;
        self.law.switch(written)
    }

    fn add_rule(&mut self, name: &str, effect: Effect, when: &[ExprId]) -> RuleId {
        let rule = RuleId::at(self.law.rules.len());
        self.law.written.push(Written::in_no_file(name, vec![rule]));
        self.law.rules.push(Rule {
            written: WrittenId::at(self.law.written.len() - 1),
            from: None,
            until: None,
            conditions: when.to_vec(),
            effect,
            lifted_by: Vec::new(),
            below: Vec::new(),
        });
        rule
    }

    pub fn granted(&self, step: StepId) -> Vec<InputId> {
        self.grants.get(step.index()).cloned().unwrap_or_default()
    }

    pub fn add_step(
        &mut self,
        name: &str,
        open: TermId,
        norm: TermId,
        grants: &[InputId],
    ) -> StepId {
        self.law.steps.push(Step {
            name: name.to_owned(),
            span: None,
            phrases: Phrases::default(),
            actor: Actor::Person,
            choices: Vec::new(),
            open,
            requirements: Vec::new(),
            norm,
            overdue: None,
        });
        self.grants.push(grants.to_vec());
        StepId::at(self.law.steps.len() - 1)
    }
}
