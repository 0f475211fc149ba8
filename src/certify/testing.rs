//! Laws made by hand, for tests here and of the builder of trees.

use crate::calendar::{Day, Period, Rounding};
use crate::law::{
    Claim, Door, Effect, EnumId, EnumType, Expected, Expr, ExprId, Input, InputId, InputKind, Law,
    Op, Phrases, Rule, RuleId, Step, StepId, Term, TermId, TermRole, Type, Value, Written,
    WrittenId,
};
use crate::text::Span;

/// A law under construction.
#[derive(Default)]
pub(crate) struct Draft {
    pub law: Law,
}

impl Draft {
    /// A law with the two clocks and nothing else.
    pub fn new() -> Self {
        let mut draft = Self::default();
        draft.input("day", InputKind::Day, Type::Date);
        draft.input("law day", InputKind::LawDay, Type::Date);
        draft
    }

    pub fn input(&mut self, name: &str, kind: InputKind, ty: Type) -> InputId {
        let input = Input {
            name: name.to_owned(),
            span: None,
            kind,
            ty,
            phrases: Phrases::default(),
            usually: None,
        };
        self.law.inputs.push(input);
        InputId::at(self.law.inputs.len() - 1)
    }

    pub fn list(&mut self, name: &str, members: &[&str]) -> EnumId {
        let members = members
            .iter()
            .map(|name| ((*name).to_owned(), Phrases::default()))
            .collect();
        self.law.enums.push(EnumType {
            name: name.to_owned(),
            span: None,
            members,
        });
        EnumId::at(self.law.enums.len() - 1)
    }

    pub fn fact(&mut self, name: &str, ty: Type) -> ExprId {
        let input = self.input(name, InputKind::Fact, ty);
        self.read(input)
    }

    pub fn holding(&mut self, name: &str) -> InputId {
        self.input(name, InputKind::Holding, Type::Bool)
    }

    pub fn reading(&mut self, name: &str, choices: &[&str]) -> InputId {
        let list = self.list(name, choices);
        self.input(name, InputKind::Reading, Type::Enum(list))
    }

    pub fn read(&mut self, input: InputId) -> ExprId {
        self.law.exprs.add(Expr::In(input))
    }

    pub fn find(&self, name: &str) -> InputId {
        InputId::at(
            self.law
                .inputs
                .iter()
                .position(|input| input.name == name)
                .unwrap(),
        )
    }

    pub fn named(&mut self, name: &str) -> ExprId {
        let input = self.find(name);
        self.read(input)
    }

    pub fn truth(&mut self, value: bool) -> ExprId {
        self.law.exprs.lit(Value::Bool(value))
    }

    pub fn int(&mut self, value: i64) -> ExprId {
        self.law.exprs.lit(Value::Int(value))
    }

    pub fn date(&mut self, text: &str) -> ExprId {
        self.law.exprs.lit(Value::Day(day(text)))
    }

    /// `input = member`.
    pub fn is(&mut self, input: &str, member: &str) -> ExprId {
        let input = self.find(input);
        let Type::Enum(list) = self.law[input].ty else {
            panic!("not enumerated")
        };
        let place = self.law[list]
            .members
            .iter()
            .position(|(name, _)| name == member)
            .unwrap();
        let value = self
            .law
            .exprs
            .lit(Value::Member(list, u32::try_from(place).unwrap()));
        let input = self.read(input);
        self.op(Op::Equal, &[input, value])
    }

    pub fn op(&mut self, op: Op, operands: &[ExprId]) -> ExprId {
        self.law.exprs.add(Expr::Op(op, operands.to_vec()))
    }

    pub fn less(&mut self, left: ExprId, right: ExprId) -> ExprId {
        self.op(Op::Less, &[left, right])
    }

    pub fn at_least(&mut self, left: ExprId, right: ExprId) -> ExprId {
        let less = self.less(left, right);
        self.law.exprs.not(less)
    }

    pub fn years_later(&mut self, day: ExprId, years: i32, rounding: Rounding) -> ExprId {
        self.op(Op::Plus(Period::Months(12 * years), rounding), &[day])
    }

    pub fn and(&mut self, parts: &[ExprId]) -> ExprId {
        self.law.exprs.and(parts.iter().copied())
    }

    pub fn or(&mut self, parts: &[ExprId]) -> ExprId {
        self.law.exprs.or(parts.iter().copied())
    }

    pub fn not(&mut self, part: ExprId) -> ExprId {
        self.law.exprs.not(part)
    }

    pub fn with(&mut self, bindings: &[(InputId, ExprId)], inner: ExprId) -> ExprId {
        self.law.exprs.add(Expr::With(bindings.to_vec(), inner))
    }

    pub fn term(&mut self, name: &str, ty: Type, otherwise: Option<ExprId>) -> TermId {
        self.law.terms.push(Term {
            name: name.to_owned(),
            span: None,
            role: TermRole::Value,
            ty,
            phrases: Phrases::default(),
            otherwise,
            rules: Vec::new(),
            grounds: Vec::new(),
        });
        TermId::at(self.law.terms.len() - 1)
    }

    pub fn call(&mut self, term: TermId) -> ExprId {
        self.law.exprs.add(Expr::Call(term))
    }

    /// A rule; without a term it only lifts.
    pub fn rule(
        &mut self,
        name: &str,
        effect: Option<(TermId, ExprId)>,
        conditions: &[ExprId],
    ) -> RuleId {
        let id = RuleId::at(self.law.rules.len());
        self.law.written.push(Written {
            name: name.to_owned(),
            heading: None,
            span: Span::default(),
            act: None,
            provision: None,
            on: Vec::new(),
            grounds: Vec::new(),
            from: None,
            until: None,
            rules: vec![id],
            lifts: Vec::new(),
            despite: Vec::new(),
        });
        self.law.rules.push(Rule {
            written: WrittenId::at(self.law.written.len() - 1),
            from: None,
            until: None,
            conditions: conditions.to_vec(),
            effect: effect.map_or(Effect::Lift, |(term, value)| Effect::Value(term, value)),
            lifted_by: Vec::new(),
            below: Vec::new(),
        });
        if let Some((term, _)) = effect {
            self.law[term].rules.push(id);
        }
        id
    }

    /// A step without choices, with its one door.
    pub fn step(&mut self, name: &str, grants: &[InputId], open: ExprId, needs: &[ExprId]) {
        let truth = self.truth(true);
        let unused = self.term(&format!("{name} is open"), Type::Bool, Some(truth));
        self.law.steps.push(Step {
            name: name.to_owned(),
            span: None,
            phrases: Phrases::default(),
            choices: Vec::new(),
            open: unused,
            requirements: Vec::new(),
            norm: unused,
            grants: grants.to_vec(),
        });
        let step = StepId::at(self.law.steps.len() - 1);
        self.door(step, &[], open, needs);
    }

    pub fn door(
        &mut self,
        step: StepId,
        choices: &[(InputId, Value)],
        open: ExprId,
        needs: &[ExprId],
    ) {
        let bindings: Vec<(InputId, ExprId)> = choices
            .iter()
            .map(|(input, value)| (*input, self.law.exprs.lit(*value)))
            .collect();
        let all: Vec<ExprId> = [open].iter().chain(needs).copied().collect();
        let mut gate = self.and(&all);
        if !bindings.is_empty() {
            gate = self.with(&bindings, gate);
        }
        self.law.doors.push(Door {
            step,
            choices: choices.to_vec(),
            open,
            needs: needs.to_vec(),
            gate,
        });
    }

    pub fn reach(&mut self, holding: &str) -> ExprId {
        let holding = self.find(holding);
        self.law.exprs.add(Expr::Reach(holding))
    }

    /// Adds a claim; `under` and the rest are to be changed on the result.
    pub fn claim(&mut self, name: &str, for_whom: &[ExprId], claim: ExprId) -> &mut Claim {
        let under = self.truth(true);
        self.law.claims.push(Claim {
            name: name.to_owned(),
            heading: None,
            span: Span::default(),
            grounds: Vec::new(),
            under,
            for_whom: for_whom.to_vec(),
            from: None,
            until: None,
            claim,
            expected: Expected::Proved,
        });
        self.law.claims.last_mut().unwrap()
    }
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// The dead end in small: a visa needs fingerprints (of adults, from 2025-07-01 on), fingerprints
/// need presence (on the reading `literal`; on `consular` they need an IIN), an IIN needs presence
/// from 2024-02-24 on, presence needs a visa or a citizen.
pub(crate) fn dead_end() -> Draft {
    let mut d = Draft::new();
    let list = d.list("Status", &["citizen", "foreigner", "stateless"]);
    d.fact("status", Type::Enum(list));
    d.fact("born", Type::Date);
    d.fact("needs_visa", Type::Bool);
    let [iin, registration, visa, presence] =
        ["iin", "registration", "visa", "presence"].map(|name| d.holding(name));
    d.reading("abroad", &["literal", "consular"]);
    d.reading("irrelevant", &["one", "two", "three"]);

    let (foreigner, stateless) = (d.is("status", "foreigner"), d.is("status", "stateless"));
    let alien = d.or(&[foreigner, stateless]);
    let alien_term = d.term("alien", Type::Bool, Some(alien));
    let alien = d.call(alien_term);
    let (day, born) = (d.named("day"), d.named("born"));
    let sixteenth = d.years_later(born, 16, Rounding::Down);
    let adult = d.at_least(day, sixteenth);

    let (yes, needs_visa) = (d.truth(true), d.named("needs_visa"));
    let (has_iin, has_registration) = (d.read(iin), d.read(registration));
    let (has_visa, has_presence) = (d.read(visa), d.read(presence));

    // What a visa requires: nothing; of adult aliens, registration, suspended until 2025-07-01.
    let required = d.term("required for a visa", Type::Bool, Some(yes));
    let mandatory = d.rule(
        "mandatory",
        Some((required, has_registration)),
        &[alien, adult],
    );
    let suspension = d.rule("suspension", None, &[]);
    d.law[suspension].until = Some(d.date("2025-07-01"));
    d.law[mandatory].lifted_by = vec![suspension];
    let required = d.call(required);
    d.step("obtain_visa", &[visa], alien, &[required]);

    let literal = d.is("abroad", "literal");
    let at_home = d.and(&[literal, has_presence]);
    let consular = d.is("abroad", "consular");
    let by_consul = d.and(&[consular, has_iin]);
    let register = d.or(&[at_home, by_consul]);
    d.step("register", &[registration], yes, &[register]);

    let in_person = d.term("in person", Type::Bool, Some(yes));
    let rule = d.rule("iin_in_person", Some((in_person, has_presence)), &[]);
    d.law[rule].from = Some(d.date("2024-02-24"));
    let in_person = d.call(in_person);
    d.step("apply_for_iin", &[iin], yes, &[in_person]);

    let exempt = d.not(needs_visa);
    let entry = d.or(&[has_visa, exempt]);
    d.step("enter", &[presence], yes, &[entry]);

    let not_born_later = d.less(day, born);
    let born_before = d.not(not_born_later);
    d.law.assumes.push(born_before);

    let nothing: Vec<ExprId> = [has_iin, has_registration, has_visa, has_presence]
        .iter()
        .map(|h| d.not(*h))
        .collect();
    let whom: Vec<ExprId> = [alien, adult, needs_visa]
        .into_iter()
        .chain(nothing)
        .collect();
    let reach = d.reach("visa");
    let out = d.not(reach);
    d.claim("dead_end", &whom, out).from = Some(self::day("2025-07-01"));
    d.claim("too_early", &whom, out).from = Some(self::day("2025-06-01"));
    let reach = d.reach("visa");
    d.claim("before", &[alien], reach).until = Some(self::day("2024-01-01"));
    d
}
