use crate::law::{Expr, ExprId, InputId, InputKind, Later, RuleId, TermId, Told, Waiting};

use super::correspondence::Correspondence;

impl Correspondence<'_> {
    /// Gives every expression of the older version its place in the law of both. Rules that both
    /// have are known by then; terms become known on the way, since what a term is told by is
    /// older than what asks for it.
    pub(super) fn expressions(&mut self) {
        let old = self.old;
        for (_, expr) in old.exprs.iter() {
            let mapped = self.expr_of(expr);
            let known = self.law.exprs.add(mapped);
            self.exprs.push(known);
        }
        // What nothing asks for has a place as well: rules give it values.
        if let Some(last) = old.terms.len().checked_sub(1) {
            self.term(TermId::at(last));
        }
        for (expr, told) in &old.told {
            let told = match told {
                Told::Defined(term) => Told::Defined(self.term(*term)),
                Told::Least(parts) => Told::Least(self.all_exprs(parts)),
                Told::Greatest(parts) => Told::Greatest(self.all_exprs(parts)),
                Told::Percent => Told::Percent,
                Told::As(expr) => Told::As(self.expr_of(expr)),
                Told::SomeDay(waiting) => Told::SomeDay(self.waiting(waiting)),
                Told::Unsaid => Told::Unsaid,
            };
            let expr = self.expr(*expr);
            self.law.told.entry(expr).or_insert(told);
        }
    }

    fn expr_of(&mut self, expr: &Expr) -> Expr {
        match expr {
            Expr::Lit(value) => Expr::Lit(self.value(*value)),
            Expr::In(input) => Expr::In(self.input_or_switch(*input)),
            Expr::Op(op, parts) => Expr::Op(*op, self.all_exprs(parts)),
            Expr::Not(inner) => Expr::Not(self.expr(*inner)),
            Expr::And(parts) => Expr::And(self.all_exprs(parts)),
            Expr::Or(parts) => Expr::Or(self.all_exprs(parts)),
            Expr::If(condition, yes, no) => {
                Expr::If(self.expr(*condition), self.expr(*yes), self.expr(*no))
            }
            Expr::Call(term) => Expr::Call(self.term(*term)),
            Expr::Stands(rule) => Expr::Stands(self.rule(*rule)),
            Expr::With(bindings, inner) => Expr::With(self.bindings(bindings), self.expr(*inner)),
            Expr::Reach(holding) => Expr::Reach(self.input(*holding)),
        }
    }

    fn bindings(&mut self, bindings: &[(InputId, ExprId)]) -> Vec<(InputId, ExprId)> {
        let mapped = bindings.iter();
        mapped
            .map(|(input, to)| (self.input_or_switch(*input), self.expr(*to)))
            .collect()
    }

    fn waiting(&mut self, waiting: &Waiting) -> Waiting {
        let later = waiting.later.iter().map(|later| Later {
            day: self.expr(later.day),
            is_later: self.expr(later.is_later),
            on: self.bindings(&later.on),
            within: self.expr(later.within),
        });
        let later = later.collect();
        let order = waiting.order.iter();
        let order = order.map(|(one, next)| (self.expr(*one), self.expr(*next)));
        let order = order.collect();
        Waiting {
            holding: self.input(waiting.holding),
            today: self.expr(waiting.today),
            turning: self.all_exprs(&waiting.turning),
            covered: self.expr(waiting.covered),
            order,
            later,
            throughout: waiting.throughout.map(|throughout| self.expr(throughout)),
        }
    }

    /// The input that switches a rule off is that of the rule in the law of both.
    fn input_or_switch(&mut self, input: InputId) -> InputId {
        match self.old[input].kind {
            InputKind::Switch(rule) => {
                let rule = self.written_rule(rule);
                self.law.switch(rule)
            }
            _ => self.input(input),
        }
    }

    pub(super) fn rule(&self, rule: RuleId) -> RuleId {
        self.rules.get(rule.index()).copied().unwrap_or(rule)
    }

    pub(super) fn expr(&self, expr: ExprId) -> ExprId {
        self.exprs.get(expr.index()).copied().unwrap_or(expr)
    }

    pub(super) fn all_exprs(&self, exprs: &[ExprId]) -> Vec<ExprId> {
        exprs.iter().map(|expr| self.expr(*expr)).collect()
    }

    /// One thing in the older version and another in the newer one.
    pub(super) fn by_version(&mut self, old: ExprId, new: ExprId) -> ExprId {
        if old == new {
            return new;
        }
        let exprs = &mut self.law.exprs;
        let is_new = exprs.add(Expr::In(self.version));
        exprs.add(Expr::If(is_new, new, old))
    }

    /// In the older version alone, or in the newer one alone.
    pub(super) fn in_version(&mut self, is_new: bool, expr: ExprId) -> ExprId {
        let exprs = &mut self.law.exprs;
        let version = exprs.add(Expr::In(self.version));
        let is = if is_new { version } else { exprs.not(version) };
        exprs.and([is, expr])
    }
}
