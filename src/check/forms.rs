//! Claims of a form of their own, reduced to ordinary claims: an outcome beside the same outcome
//! by the law of the day before, or of a neighbour who differs in something.

use crate::calendar::{Rounding, Unit};
use crate::diagnostic::Code;
use crate::law::Expr as Kernel;
use crate::law::{
    ActId, Between, ExprId, Form, InputId, InputKind, Op, Relation, Type, Value, cone_with_ways,
};
use crate::syntax::{ActDay, Applied, Claimed, Expr, ExprKind, Name, NewLaw, Towards, When};

use super::Symbol;
use super::context::Checker;
use super::lower::{Clocks, Is, Lower, Place, Wanted};

/// Whom a claim is about, as it is written.
pub struct Persons {
    /// The readings.
    pub under: ExprId,
    /// The conditions.
    pub for_whom: Vec<ExprId>,
}

/// What a claim comes to.
pub struct Reduced {
    /// The conditions, with those that its form adds.
    pub for_whom: Vec<ExprId>,
    /// What must hold.
    pub claim: ExprId,
    /// Its form, if it has one of its own.
    pub form: Option<Form>,
}

/// Two sides: what is bound on each, and in what they differ.
struct Sides {
    one: Vec<(InputId, ExprId)>,
    other: Vec<(InputId, ExprId)>,
    between: Between,
    /// What must be so, that there are two sides.
    premises: Vec<ExprId>,
}

impl Checker<'_> {
    /// What is claimed of these persons.
    pub(super) fn claimed(
        &mut self,
        claimed: &Claimed,
        persons: Persons,
        clocks: Clocks,
    ) -> Option<Reduced> {
        let assumed: Vec<ExprId> = self.law.assumes.iter().map(|one| one.holds).collect();
        let mut lower = self.lower(&[], Place::Question);
        lower.clocks = clocks;
        lower.claimed(claimed, persons, &assumed)
    }
}

impl Lower<'_> {
    fn claimed(
        &mut self,
        claimed: &Claimed,
        persons: Persons,
        assumed: &[ExprId],
    ) -> Option<Reduced> {
        let both = |persons: &Persons| {
            let asked = persons.for_whom.iter().chain([&persons.under]);
            asked.chain(assumed).copied().collect::<Vec<_>>()
        };
        // What is said of two laws is asked of each as the law that it is.
        self.clocks.governed |= matches!(
            claimed,
            Claimed::Kept(..)
                | Claimed::Never {
                    when: When::Law(_),
                    ..
                }
        );
        match claimed {
            Claimed::So(expr) => Some(Reduced {
                claim: self.condition(expr)?,
                for_whom: persons.for_whom,
                form: None,
            }),
            Claimed::Kept(expr, by) => {
                let outcome = self.condition(expr);
                let sides = self.two_laws(by)?;
                Some(self.beside((outcome?, Type::Bool), sides, persons, Relation::Kept))
            }
            Claimed::Independent(expr, of) => {
                let outcome = self.expr(expr, None);
                let inputs: Vec<Option<Vec<InputId>>> =
                    of.iter().map(|of| self.inputs_of(of)).collect();
                let inputs: Vec<Vec<InputId>> = inputs.into_iter().collect::<Option<_>>()?;
                let inputs: Vec<InputId> = inputs.into_iter().flatten().collect();
                let outcome = outcome?;
                let looked_at = cone_with_ways(self.law, [outcome.0]).inputs;
                let is_idle = !inputs.iter().any(|input| looked_at.contains(input));
                let mut sides = self.neighbours(inputs, None, &both(&persons));
                let differ = self.differ(&sides.between);
                sides.premises.push(differ);
                if let Between::Neighbours { idle, .. } = &mut sides.between {
                    *idle = is_idle;
                }
                let mut reduced = self.beside(outcome, sides, persons, Relation::Same);
                // What is not looked at changes nothing: there is nothing to be searched for.
                if is_idle {
                    reduced.claim = self.law.exprs.add(Kernel::Lit(Value::Bool(true)));
                }
                Some(reduced)
            }
            Claimed::Never {
                outcome,
                towards,
                limit,
                when,
            } => {
                let lowered = self.measured(outcome);
                let limit = match (limit, lowered) {
                    (Some(limit), Some((_, ty))) => Some(self.limit(limit, ty)?),
                    _ => None,
                };
                let sides = match when {
                    When::Law(by) => self.two_laws(by)?,
                    When::Rises(fact, step) => {
                        let (input, step) = self.rising(fact, step.as_ref())?;
                        self.neighbours(vec![input], Some(step), &both(&persons))
                    }
                };
                let relation = match towards {
                    Towards::Up => Relation::NeverRises(limit),
                    Towards::Down => Relation::NeverFalls(limit),
                };
                Some(self.beside(lowered?, sides, persons, relation))
            }
        }
    }

    /// The claim on an outcome on both sides.
    fn beside(
        &mut self,
        (outcome, ty): (ExprId, Type),
        sides: Sides,
        persons: Persons,
        relation: Relation,
    ) -> Reduced {
        let stated = persons.for_whom.len();
        let one = self.bound_to(sides.one, outcome);
        let other = self.bound_to(sides.other, outcome);
        let mut for_whom = persons.for_whom;
        for_whom.extend(sides.premises);
        let claim = match relation {
            Relation::Kept if ty == Type::Bool => {
                for_whom.push(one);
                other
            }
            // No comes before yes.
            Relation::NeverFalls(_) if ty == Type::Bool => self.also(one, other),
            Relation::NeverRises(_) if ty == Type::Bool => self.also(other, one),
            Relation::Kept | Relation::Same => {
                // Either of two neighbours may be the one, so that it is enough that the one has an answer:
                // but where they differ in a reading, of which a claim is told on each.
                let sides: &[ExprId] = match self.differ_in_a_reading(&sides.between) {
                    true => &[one, other],
                    false => &[one],
                };
                let answered: Vec<ExprId> = sides
                    .iter()
                    .map(|side| self.is_answered(*side, ty))
                    .collect();
                for_whom.push(self.law.exprs.or(answered));
                self.is_same(one, other, ty)
            }
            Relation::NeverRises(limit) => {
                let most = self.beyond(Op::Add, one, limit);
                let more = self.law.exprs.add(Kernel::Op(Op::Less, vec![most, other]));
                self.law.exprs.not(more)
            }
            Relation::NeverFalls(limit) => {
                let least = self.beyond(Op::Subtract, one, limit);
                let less = self.law.exprs.add(Kernel::Op(Op::Less, vec![other, least]));
                self.law.exprs.not(less)
            }
        };
        Reduced {
            for_whom,
            claim,
            form: Some(Form {
                outcome,
                ty,
                one,
                other,
                relation,
                between: sides.between,
                stated,
            }),
        }
    }

    /// That what is so on a side is so on another, too.
    fn also(&mut self, side: ExprId, another: ExprId) -> ExprId {
        let exprs = &mut self.law.exprs;
        let not = exprs.not(side);
        exprs.or([not, another])
    }

    /// That two people differ at all: whoever cannot is no neighbour of anybody.
    fn differ(&mut self, between: &Between) -> ExprId {
        let Between::Neighbours { twins, .. } = between else {
            return self.law.exprs.add(Kernel::Lit(Value::Bool(true)));
        };
        let mut differ = Vec::new();
        for (input, twin) in twins {
            let [one, other] = [*input, *twin].map(|side| self.law.exprs.add(Kernel::In(side)));
            let same = self.is_same(one, other, self.law[*input].ty);
            differ.push(self.law.exprs.not(same));
        }
        self.law.exprs.or(differ)
    }

    fn differ_in_a_reading(&self, between: &Between) -> bool {
        let Between::Neighbours { twins, .. } = between else {
            return false;
        };
        let mut inputs = twins.iter();
        inputs.any(|(input, _)| self.law[*input].kind == InputKind::Reading)
    }

    /// That an outcome has an answer.
    fn is_answered(&mut self, outcome: ExprId, ty: Type) -> ExprId {
        let exprs = &mut self.law.exprs;
        match ty {
            Type::Bool => {
                let not = exprs.not(outcome);
                exprs.or([outcome, not])
            }
            // What equals itself has a value.
            _ => exprs.add(Kernel::Op(Op::Equal, vec![outcome, outcome])),
        }
    }

    /// That two outcomes are the same, of which one has an answer.
    fn is_same(&mut self, one: ExprId, other: ExprId, ty: Type) -> ExprId {
        let exprs = &mut self.law.exprs;
        match ty {
            // What is within reach is asked as a condition, never compared.
            Type::Bool => {
                let not_other = exprs.not(other);
                exprs.add(Kernel::If(one, other, not_other))
            }
            _ => exprs.add(Kernel::Op(Op::Equal, vec![one, other])),
        }
    }

    fn bound_to(&mut self, bindings: Vec<(InputId, ExprId)>, outcome: ExprId) -> ExprId {
        if bindings.is_empty() {
            return outcome;
        }
        self.law.exprs.add(Kernel::With(bindings, outcome))
    }

    /// A value and how far it may move.
    fn beyond(&mut self, op: Op, from: ExprId, limit: Option<ExprId>) -> ExprId {
        match limit {
            Some(limit) => self.law.exprs.add(Kernel::Op(op, vec![from, limit])),
            None => from,
        }
    }

    /// The law of a day and of the day before. Of an act that is every day on which something that
    /// it says begins.
    fn two_laws(&mut self, by: &NewLaw) -> Option<Sides> {
        let (act, days, span) = match by {
            NewLaw::Day(day) => (None, vec![self.supposed(day, Type::Date)?], day.span),
            NewLaw::Act(name) => {
                let act = self.act(name);
                let days = act.map(|act| self.law.first_days(act)).unwrap_or_default();
                let days = match days.is_empty() {
                    true => vec![self.commencement(name)?],
                    false => days,
                };
                (act, days, name.span)
            }
        };
        if days
            .iter()
            .any(|day| self.law.exprs.days_of(*day).is_none())
        {
            self.mistake(
                Code::NotFixed,
                "the law of a fixed day is wanted here",
                span,
                "write a day such as `2025-07-01`, or `commencement of ACT`",
            );
            return None;
        }
        let clock = self.law.law_day()?;
        let mut premises = Vec::new();
        let (day, eve) = match days.as_slice() {
            [day] => (*day, self.day_before(*day)?),
            _ => {
                // Any of them: another day than that of the facts.
                let any = self.law.day()?;
                let any = self.law.twin(any);
                let any = self.law.exprs.add(Kernel::In(any));
                let mut is_one = Vec::new();
                let mut eve = None;
                for day in &days {
                    let is = self.op(Op::Equal, any, *day);
                    is_one.push(is);
                    let before = self.day_before(*day)?;
                    eve = Some(match eve {
                        None => before,
                        Some(others) => self.law.exprs.add(Kernel::If(is, before, others)),
                    });
                }
                premises.push(self.law.exprs.or(is_one));
                (any, eve?)
            }
        };
        Some(Sides {
            one: vec![(clock, eve)],
            other: vec![(clock, day)],
            between: Between::Laws { act, day, days },
            premises,
        })
    }

    fn day_before(&mut self, day: ExprId) -> Option<ExprId> {
        Some(self.moved(day, Unit::Days.period(-1)?, Rounding::Down))
    }

    fn act(&self, name: &Name) -> Option<ActId> {
        match self.symbols.of(name) {
            Some(Symbol::Act(act)) => Some(act),
            _ => None,
        }
    }

    /// The first day of an act; reports where it has none.
    fn commencement(&mut self, act: &Name) -> Option<ExprId> {
        let commencement = Expr {
            kind: ExprKind::ActDay(ActDay::Commencement, act.clone()),
            span: act.span,
        };
        self.supposed(&commencement, Type::Date)
    }

    /// Two people who differ in these inputs alone, both of whom are meant by what hangs on them.
    /// With a `rise`, the other one has more of it, and so much more, if that is said.
    fn neighbours(
        &mut self,
        inputs: Vec<InputId>,
        rise: Option<Option<ExprId>>,
        meant: &[ExprId],
    ) -> Sides {
        let mut twins = Vec::new();
        for input in inputs {
            let pair = (input, self.law.twin(input));
            if !twins.contains(&pair) {
                twins.push(pair);
            }
        }
        let bound: Vec<(InputId, ExprId)> = twins
            .iter()
            .map(|(input, twin)| (*input, self.law.exprs.add(Kernel::In(*twin))))
            .collect();
        let mut premises = Vec::new();
        for condition in meant {
            let hangs_on = cone_with_ways(self.law, [*condition]).inputs;
            if twins.iter().any(|(input, _)| hangs_on.contains(input)) {
                let of_other = Kernel::With(bound.clone(), *condition);
                premises.push(self.law.exprs.add(of_other));
            }
        }
        if let (Some(step), Some((input, twin))) = (rise, twins.first()) {
            let [less, more] = [*input, *twin].map(|one| self.law.exprs.add(Kernel::In(one)));
            premises.push(self.risen(*input, less, more, step));
        }
        Sides {
            one: Vec::new(),
            other: bound,
            between: Between::Neighbours {
                twins,
                rise,
                idle: false,
            },
            premises,
        }
    }

    /// That there is more of a fact on the other side, or more by so much.
    fn risen(&mut self, fact: InputId, less: ExprId, more: ExprId, step: Option<ExprId>) -> ExprId {
        let Some(step) = step else {
            return self.law.exprs.add(Kernel::Op(Op::Less, vec![less, more]));
        };
        let op = match self.law[fact].ty {
            Type::Date => Op::Move(Unit::Days, Rounding::Down),
            _ => Op::Add,
        };
        let risen = self.law.exprs.add(Kernel::Op(op, vec![less, step]));
        self.law.exprs.add(Kernel::Op(Op::Equal, vec![more, risen]))
    }

    /// A fact that can rise, and by how much, if that is said.
    fn rising(&mut self, fact: &Applied, step: Option<&Expr>) -> Option<(InputId, Option<ExprId>)> {
        let input = match self.is_family(fact) {
            true => self.only_one(fact, Is::Meant)?,
            false => self.given(&fact.name)?,
        };
        let ty = self.law[input].ty;
        if self.law.size_of(ty) > 0 {
            let message = format!("`{}` has no order: it cannot rise", self.law[input].name);
            let help = format!("write `… does not depend on {}`", self.law[input].name);
            self.mistake(Code::TypeMismatch, message, fact.span, &help);
            return None;
        }
        let Some(step) = step else {
            return Some((input, None));
        };
        let wanted = match ty {
            Type::Date => Type::Period(Unit::Days),
            _ => ty,
        };
        let places = self.law[input].places;
        let lowered = self.supposed(step, wanted)?;
        let lowered = self.in_units(lowered, wanted, places, step.span)?;
        if !self.is_positive(lowered) {
            self.mistake(
                Code::NotFixed,
                "by how much a fact rises is a fixed number, more than nothing",
                step.span,
                "leave it out, if the fact may rise by any amount",
            );
            return None;
        }
        Some((input, Some(lowered)))
    }

    fn is_positive(&self, id: ExprId) -> bool {
        match *self.law.exprs.get(id) {
            Kernel::Lit(Value::Int(number) | Value::Period(_, number)) => number > 0,
            Kernel::Lit(value) => value.ratio().is_some_and(|ratio| ratio.num() > 0),
            _ => false,
        }
    }

    /// An outcome that can rise or fall: from no to yes, if it is one of them.
    fn measured(&mut self, outcome: &Expr) -> Option<(ExprId, Type)> {
        let (id, ty) = self.expr(outcome, None)?;
        if self.law.size_of(ty) == 0 || ty == Type::Bool {
            return Some((id, ty));
        }
        let message = format!("{} neither rises nor falls", self.type_words(ty));
        let help = "write `… does not depend on …`, or ask for one of its values: `STATUS = VALUE never falls …`";
        self.mistake(Code::TypeMismatch, message, outcome.span, help);
        None
    }

    /// How far an outcome may move.
    fn limit(&mut self, limit: &Expr, ty: Type) -> Option<ExprId> {
        let (message, help) = match ty {
            Type::Date => (
                "by how much a day moves cannot be said here",
                "leave it out, or claim it of the days between two days",
            ),
            Type::Bool => (
                "there is nothing more between no and yes",
                "leave `by more than …` out",
            ),
            _ => return self.supposed(limit, ty),
        };
        self.mistake(Code::TypeMismatch, message, limit.span, help);
        None
    }

    /// The inputs that a fact, holding or reading is.
    fn inputs_of(&mut self, of: &Applied) -> Option<Vec<InputId>> {
        let named = match self.is_family(of) {
            true => {
                let meant = self.meant(of, Wanted::Given)?;
                meant.into_iter().map(|(_, input)| input).collect()
            }
            false => vec![self.given(&of.name)?],
        };
        // What is given with its time is the three inputs that say when.
        let mut inputs = Vec::new();
        for input in named {
            match self.law[input].history {
                Some(history) => inputs.extend(history.inputs()),
                None => inputs.push(input),
            }
        }
        Some(inputs)
    }
}
