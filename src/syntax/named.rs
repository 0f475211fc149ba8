//! The names in an item that stand for something declared in a corpus, its grounds and expressions. What
//! has names of its own is left out: choices, values, fields and parameters.

use super::{
    Applied, Binding, Claimed, Clause, Deadline, Effect, Expected, Expr, ExprKind, FirstDay,
    Ground, InForce, Item, ItemKind, Name, NewLaw, Rule, Time, When,
};

/// What stands in an item.
#[derive(Clone, Copy)]
pub enum Found<'i> {
    /// The name of something in the set of names that a corpus has in common; in an expression it may
    /// also be that of a value or parameter.
    Name(&'i Name),
    /// A ground, of which the source is found as well.
    Ground(&'i Ground),
    /// An expression, before those in it.
    Expr(&'i Expr),
    /// Something named, and an expression for its value, which is found as well.
    Value(&'i Name, &'i Expr),
    /// A record or a list of it, a field, and an expression for its value, which is found as well.
    Field(&'i Name, &'i Name, &'i Expr),
}

/// Visits the names, grounds and expressions of an item in no certain order; of cases and claims neither
/// their grounds nor their own names, which are no others, and of what is intended nothing.
pub fn visit<'i>(item: &'i Item, take: &mut impl FnMut(Found<'i>)) {
    Visit { take }.item(item);
}

struct Visit<'t, F> {
    take: &'t mut F,
}

impl<'i, F: FnMut(Found<'i>)> Visit<'_, F> {
    fn name(&mut self, name: &'i Name) {
        (self.take)(Found::Name(name));
    }

    fn names(&mut self, names: impl IntoIterator<Item = &'i Name>) {
        for name in names {
            self.name(name);
        }
    }

    fn grounds(&mut self, grounds: impl IntoIterator<Item = &'i Ground>) {
        for ground in grounds {
            (self.take)(Found::Ground(ground));
            match ground {
                Ground::Cites { source, .. } | Ground::Reported { source, .. } => self.name(source),
                Ground::Assumed(_) => {}
            }
        }
    }

    fn exprs(&mut self, exprs: impl IntoIterator<Item = &'i Expr>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    fn values(&mut self, of: &'i Name, values: impl IntoIterator<Item = &'i Expr>) {
        for value in values {
            (self.take)(Found::Value(of, value));
            self.expr(value);
        }
    }

    fn field(&mut self, of: &'i Name, field: &'i Name, value: &'i Expr) {
        (self.take)(Found::Field(of, field, value));
        self.expr(value);
    }

    fn item(&mut self, item: &'i Item) {
        if !matches!(item.kind, ItemKind::Case { .. } | ItemKind::Prove { .. }) {
            self.names(item.kind.name());
        }
        match &item.kind {
            // Ranks are declared by no item.
            ItemKind::Canon(canon) => self.grounds(&canon.grounds),
            ItemKind::Act(act) => {
                self.names(act.after.iter().chain(&act.special_to));
                if let Some(InForce {
                    first: FirstDay::On(day),
                    ..
                }) = &act.in_force
                {
                    self.expr(day);
                }
                for (_, grounds) in act.adopted.iter().chain(&act.published) {
                    self.grounds(grounds);
                }
                self.grounds(act.in_force.iter().flat_map(|one| &one.grounds));
            }
            ItemKind::Reading { given, .. } => self.exprs(given),
            ItemKind::Fact {
                name,
                params,
                ty,
                usually,
                ..
            } => {
                self.names(params.iter().map(|(_, ty)| ty));
                self.name(ty);
                self.values(name, usually);
            }
            ItemKind::Holding { params, .. } | ItemKind::Event { params, .. } => {
                self.names(params.iter().map(|(_, ty)| ty));
            }
            ItemKind::Record { name, fields, .. } => {
                for field in fields {
                    self.name(&field.ty);
                    if let Some(usually) = &field.usually {
                        self.field(name, &field.name, usually);
                    }
                }
            }
            ItemKind::List { record, .. } => self.name(record),
            ItemKind::Define {
                of, expr, grounds, ..
            } => {
                self.names(of);
                self.expr(expr);
                self.grounds(grounds);
            }
            ItemKind::Term {
                name,
                of,
                ty,
                leads_to,
                otherwise,
                ..
            } => {
                self.names(of);
                self.name(ty);
                self.names(leads_to);
                self.values(name, otherwise);
            }
            ItemKind::Parameter {
                name,
                ty,
                values,
                until,
                ..
            } => {
                self.name(ty);
                for value in values {
                    self.expr(&value.from);
                    self.values(name, [&value.value]);
                    self.names(&value.act);
                    self.grounds(&value.grounds);
                }
                self.exprs(until);
            }
            ItemKind::Assume { expr, .. } => self.expr(expr),
            ItemKind::Procedure { params, grants, .. } => {
                self.names(params.iter().map(|(_, ty)| ty));
                self.names(grants.iter().map(|granted| &granted.name));
            }
            ItemKind::Provision(provision) => {
                self.names(&provision.act);
                self.grounds(&provision.grounds);
                self.clauses(&provision.clauses);
                for member in &provision.members {
                    self.item(member);
                }
            }
            ItemKind::Rule(rule) => self.rule(rule),
            ItemKind::Restate(restate) => {
                self.name(&restate.rule.name);
                self.rule(&restate.rule);
            }
            ItemKind::Repeal(repeal) => {
                self.names(repeal.names.iter().chain(&repeal.act));
                self.grounds(&repeal.grounds);
                self.exprs(&repeal.from);
            }
            ItemKind::Move(moved) => {
                self.name(&moved.of);
                self.names(&moved.act);
                self.grounds(&moved.grounds);
                self.exprs(moved.from.iter().chain([&moved.to]));
            }
            ItemKind::NotEncoded { ground, .. } => self.grounds([ground]),
            ItemKind::Unmodelled { ground, taints, .. } => {
                self.grounds([ground]);
                self.names(taints);
            }
            ItemKind::Case {
                under,
                given,
                step,
                expect,
                ..
            } => {
                self.exprs(under);
                self.bindings(given);
                self.names(step.iter().map(|taken| &taken.step.name));
                for one in expect {
                    self.exprs(one.under.iter().chain([&one.outcome]));
                    self.names(&one.by);
                }
            }
            ItemKind::Prove {
                under,
                for_whom,
                from,
                until,
                claim,
                expected,
                ..
            } => {
                self.exprs([under, for_whom, from, until].into_iter().flatten());
                self.claimed(claim);
                if let Expected::Proved(under) = expected {
                    self.exprs(under);
                }
            }
            ItemKind::Import(_)
            | ItemKind::Source(_)
            | ItemKind::Enum { .. }
            | ItemKind::Currency { .. }
            | ItemKind::Intended { .. } => {}
        }
    }

    fn claimed(&mut self, claimed: &'i Claimed) {
        self.expr(claimed.outcome());
        match claimed.new_law() {
            Some(NewLaw::Act(act)) => self.name(act),
            Some(NewLaw::Day(day)) => self.expr(day),
            None => {}
        }
        match claimed {
            Claimed::So(_) | Claimed::Kept(..) => {}
            Claimed::Never { limit, when, .. } => {
                self.exprs(limit);
                if let When::Rises(of, by) = when {
                    self.applied(of);
                    self.exprs(by);
                }
            }
            Claimed::Independent(_, of) => self.names(of.iter().map(|one| &one.name)),
        }
    }

    fn rule(&mut self, rule: &'i Rule) {
        let heads = [&rule.on, &rule.lifts, &rule.despite, &rule.subject_to];
        self.names(heads.into_iter().flatten());
        self.names(rule.of.iter().chain(&rule.act));
        self.grounds(&rule.grounds);
        self.clauses(&rule.clauses);
        for effect in &rule.effects {
            match effect {
                Effect::Open(_) | Effect::Close(_) => {}
                Effect::Requires(expr, _) => self.expr(expr),
                Effect::Must(step, deadline) => {
                    self.name(step);
                    if let Some(Deadline { within, day }) = deadline {
                        self.exprs(within.iter().map(|(expr, _)| expr));
                        self.expr(day);
                    }
                }
                Effect::May(step) | Effect::MustNot(step) => self.name(step),
                Effect::Sets(target, expr) => {
                    self.names(&target.of);
                    self.name(&target.name);
                    self.values(&target.name, [expr]);
                }
            }
        }
    }

    fn clauses(&mut self, clauses: &'i [Clause]) {
        self.exprs(clauses.iter().map(|clause| &clause.expr));
    }

    fn expr(&mut self, expr: &'i Expr) {
        (self.take)(Found::Expr(expr));
        match &expr.kind {
            ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Decimal(_)
            | ExprKind::Percent(_)
            | ExprKind::Day(_)
            | ExprKind::Period(_)
            | ExprKind::Clock
            | ExprKind::NothingHeld => {}
            ExprKind::Money(_, name)
            | ExprKind::Name(name)
            | ExprKind::ActDay(_, name)
            | ExprKind::Call(name, _) => self.name(name),
            ExprKind::Not(inner)
            | ExprKind::Negative(inner)
            | ExprKind::Age(inner)
            | ExprKind::State(inner, ..)
            | ExprKind::Among(inner, _) => self.expr(inner),
            ExprKind::And(parts) | ExprKind::Or(parts) | ExprKind::Extreme(_, parts) => {
                self.exprs(parts);
            }
            ExprKind::Implies(one, other)
            | ExprKind::Compare(_, one, other)
            | ExprKind::Arithmetic(_, one, other)
            | ExprKind::On(one, other)
            | ExprKind::Governed(one, other) => {
                self.expr(one);
                self.expr(other);
            }
            ExprKind::Rounded(inner, _, step) => {
                self.expr(inner);
                self.exprs(step.as_deref());
            }
            ExprKind::If(condition, yes, no) => {
                self.expr(condition);
                self.expr(yes);
                self.expr(no);
            }
            ExprKind::Border(_, of) | ExprKind::Holds(of) => self.applied(of),
            ExprKind::Days(of, from, until, _) => {
                if let Some(of) = of {
                    self.applied(of);
                }
                self.expr(from);
                self.expr(until);
            }
            ExprKind::With(inner, bindings) => {
                self.expr(inner);
                self.bindings(bindings);
            }
            ExprKind::Without(inner, name) => {
                self.expr(inner);
                self.name(name);
            }
            ExprKind::Field(record, name) => {
                self.name(record);
                self.name(name);
            }
            ExprKind::Fold(fold) => {
                self.name(&fold.list);
                self.exprs(fold.condition.iter().chain(&fold.of).chain(&fold.otherwise));
            }
        }
    }

    fn applied(&mut self, applied: &'i Applied) {
        self.name(&applied.name);
    }

    fn bindings(&mut self, bindings: &'i [Binding]) {
        for binding in bindings {
            match binding {
                Binding::NothingHeld(_) => {}
                Binding::Holds(applied, _) | Binding::Flag(applied, _) => self.applied(applied),
                Binding::Lasts(applied, _, Time { since, end }) => {
                    self.applied(applied);
                    self.exprs(since.iter().chain(end.iter().map(|end| &end.day)));
                }
                Binding::Equals(applied, value) => {
                    self.applied(applied);
                    self.values(&applied.name, [value]);
                }
                Binding::Elements(list, elements, _) => {
                    self.name(list);
                    for field in elements.iter().flat_map(|element| &element.fields) {
                        if let Binding::Equals(field, value) = field {
                            self.field(list, &field.name, value);
                        }
                    }
                }
            }
        }
    }
}

/// The names that an item declares in sets of their own: choices, values, fields and parameters.
pub fn of_their_own(item: &Item) -> Vec<&Name> {
    match &item.kind {
        ItemKind::Reading { choices, .. } => choices.iter().map(|one| &one.name).collect(),
        ItemKind::Enum { values, .. } => values.iter().map(|one| &one.name).collect(),
        ItemKind::Record { fields, .. } => fields.iter().map(|one| &one.name).collect(),
        ItemKind::Fact { params, .. }
        | ItemKind::Holding { params, .. }
        | ItemKind::Procedure { params, .. }
        | ItemKind::Event { params, .. } => params.iter().map(|(name, _)| name).collect(),
        _ => Vec::new(),
    }
}
