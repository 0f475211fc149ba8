//! What the tests of this room, and of the builder of trees, add to the draft of a law: inputs by
//! name, comparisons, steps without an occasion, claims.

pub(crate) use crate::law::draft::{Draft, day};

use crate::calendar::{Period, Rounding};
use crate::law::{
    Assumption, Claim, Door, Expected, ExprId, InputId, InputKind, Op, StepId, Type, Value,
};
use crate::text::Span;

impl Draft {
    /// A fact of any type.
    pub fn typed_fact(&mut self, name: &str, ty: Type) -> InputId {
        self.input(name, InputKind::Fact, ty)
    }

    /// `input = member`.
    pub fn has_value(&mut self, input: &str, member: &str) -> ExprId {
        let input = self.find(input);
        let Type::Enum(list) = self.law[input].ty else {
            panic!("not enumerated")
        };
        let place = self.law[list]
            .members
            .iter()
            .position(|(name, _)| name == member)
            .unwrap();
        self.equals(input, place)
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

    /// A step without choices, with its one door.
    pub fn gated_step(&mut self, name: &str, grants: &[InputId], open: ExprId, needs: &[ExprId]) {
        let truth = self.bool(true);
        let unused = self.term(&format!("{name} is open"), Type::Bool, Some(truth));
        let step = self.add_step(name, unused, unused, grants);
        self.gated_door(step, &[], open, needs);
    }

    /// A way to take a step: open, with these needs, where its choices are bound.
    pub fn gated_door(
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
            grants: self.granted(step),
            open,
            needs: needs.to_vec(),
            gate,
        });
    }

    /// Adds a claim; `under` and the rest are to be changed on the result.
    pub fn claim(&mut self, name: &str, for_whom: &[ExprId], claim: ExprId) -> &mut Claim {
        let under = self.bool(true);
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
            form: None,
        });
        self.law.claims.last_mut().unwrap()
    }
}

/// The dead end in small: a visa needs fingerprints (of adults, from 2025-07-01 on), fingerprints
/// need presence (on the reading `literal`; on `consular` they need an IIN), an IIN needs presence
/// from 2024-02-24 on, presence needs a visa or a citizen.
pub(crate) fn dead_end() -> Draft {
    let mut d = Draft::bare();
    let list = d.list("Status", &["citizen", "foreigner", "stateless"]);
    d.typed_fact("status", Type::Enum(list));
    d.typed_fact("born", Type::Date);
    d.typed_fact("needs_visa", Type::Bool);
    let [iin, registration, visa, presence] =
        ["iin", "registration", "visa", "presence"].map(|name| d.holding(name));
    d.reading("abroad", &["literal", "consular"]);
    d.reading("irrelevant", &["one", "two", "three"]);

    let (foreigner, stateless) = (
        d.has_value("status", "foreigner"),
        d.has_value("status", "stateless"),
    );
    let alien = d.or(&[foreigner, stateless]);
    let alien_term = d.term("alien", Type::Bool, Some(alien));
    let alien = d.call(alien_term);
    let (day, born) = (d.named("day"), d.named("born"));
    let sixteenth = d.years_later(born, 16, Rounding::Down);
    let adult = d.at_least(day, sixteenth);

    let (yes, needs_visa) = (d.bool(true), d.named("needs_visa"));
    let (has_iin, has_registration) = (d.is(iin), d.is(registration));
    let (has_visa, has_presence) = (d.is(visa), d.is(presence));

    // What a visa requires: nothing; of adult aliens, registration, suspended until 2025-07-01.
    let required = d.term("required for a visa", Type::Bool, Some(yes));
    let mandatory = d.rule("mandatory", required, has_registration, &[alien, adult]);
    let suspension = d.lift("suspension", &[mandatory], &[]);
    d.life(suspension, "", "2025-07-01");
    let required = d.call(required);
    d.gated_step("obtain_visa", &[visa], alien, &[required]);

    let literal = d.has_value("abroad", "literal");
    let at_home = d.and(&[literal, has_presence]);
    let consular = d.has_value("abroad", "consular");
    let by_consul = d.and(&[consular, has_iin]);
    let register = d.or(&[at_home, by_consul]);
    d.gated_step("register", &[registration], yes, &[register]);

    let in_person = d.term("in person", Type::Bool, Some(yes));
    let rule = d.rule("iin_in_person", in_person, has_presence, &[]);
    d.life(rule, "2024-02-24", "");
    let in_person = d.call(in_person);
    d.gated_step("apply_for_iin", &[iin], yes, &[in_person]);

    let exempt = d.not(needs_visa);
    let entry = d.or(&[has_visa, exempt]);
    d.gated_step("enter", &[presence], yes, &[entry]);

    let not_born_later = d.less(day, born);
    let born_before = d.not(not_born_later);
    d.law.assumes.push(Assumption {
        words: None,
        holds: born_before,
    });

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
    d.claim("dead_end", &whom, out).from = Some(crate::law::draft::day("2025-07-01"));
    d.claim("too_early", &whom, out).from = Some(crate::law::draft::day("2025-06-01"));
    let reach = d.reach("visa");
    d.claim("before", &[alien], reach).until = Some(crate::law::draft::day("2024-01-01"));
    d
}
