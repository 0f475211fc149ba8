use super::{Expr, ExprId, Law, RuleId, TermId, Waiting};

/// What an expression was written as, where the kernel keeps only the conditionals it became: for
/// words, for explanations, for the order in which a tree looks at its parts, and for what is asked
/// of it besides ([`Waiting`]), without influence on the meaning.
///
/// What it consists of is always older than the expression itself, so that nobody who follows it
/// goes in a circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A define that has a noun, of which it is the meaning.
    Defined(TermId),
    /// The least of these.
    Least(Vec<ExprId>),
    /// The greatest of these.
    Greatest(Vec<ExprId>),
    /// A number of hundredths, `8 %`.
    Percent,
    /// This, with operands that are told so: conditions were drawn out of it.
    As(Expr),
    /// That a holding is within reach on the day or on a later one.
    SomeDay(Waiting),
    /// Not at all: no file states this condition on the law of the day. Where it does not hold, the rule
    /// has nothing to say, as if it were none about this.
    Unsaid,
}

impl Law {
    /// Notes what an expression was written as, if it was made after the first `known` ones: what
    /// stands in the law already is told as it stands.
    pub fn tell(&mut self, known: usize, id: ExprId, told: Told) {
        if id.index() >= known {
            self.told.entry(id).or_insert(told);
        }
    }

    /// The conditions of a rule that some file states.
    pub fn stated(&self, rule: RuleId) -> impl Iterator<Item = ExprId> + '_ {
        self.conditions_told(rule, false)
    }

    /// The conditions of a rule that no file states.
    pub fn unsaid(&self, rule: RuleId) -> impl Iterator<Item = ExprId> + '_ {
        self.conditions_told(rule, true)
    }

    fn conditions_told(&self, rule: RuleId, unsaid: bool) -> impl Iterator<Item = ExprId> + '_ {
        let conditions = self[rule].conditions.iter().copied();
        conditions.filter(move |one| (self.told.get(one) == Some(&Told::Unsaid)) == unsaid)
    }

    /// Whether a constant was written as a number of hundredths.
    pub fn is_percent(&self, id: ExprId) -> bool {
        self.told.get(&id) == Some(&Told::Percent)
    }

    /// Notes that a number or day stands where a define is named, if the define has a noun. A
    /// constant or an input has words of its own.
    pub fn tell_defined(&mut self, id: ExprId, define: TermId) {
        let made = matches!(
            self.exprs.get(id),
            Expr::Op(..) | Expr::If(..) | Expr::With(..)
        );
        if made && self[define].phrases.main.is_some() {
            self.told.insert(id, Told::Defined(define));
        }
    }

    /// Notes that an operation was drawn into its operands, if one of them is told as something
    /// else than it is.
    pub fn tell_drawn(&mut self, known: usize, id: ExprId, told: Expr) {
        let Expr::Op(_, operands) = &told else {
            return;
        };
        if operands
            .iter()
            .any(|operand| self.told.contains_key(operand))
        {
            self.tell(known, id, Told::As(told));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Op, Value};

    #[test]
    fn what_stands_in_the_law_is_not_told_anew() {
        let mut law = Law::default();
        let one = law.exprs.lit(Value::Int(1));
        let two = law.exprs.lit(Value::Int(2));
        let known = law.exprs.len();
        let sum = law.exprs.add(Expr::Op(Op::Add, vec![one, two]));
        law.tell(known, one, Told::Least(vec![two]));
        assert_eq!(law.told.get(&one), None);
        law.tell(known, sum, Told::Least(vec![one, two]));
        law.tell(known, sum, Told::Greatest(vec![one, two]));
        assert_eq!(law.told.get(&sum), Some(&Told::Least(vec![one, two])));
    }

    #[test]
    fn what_is_drawn_is_told_where_an_operand_is() {
        let mut law = Law::default();
        let one = law.exprs.lit(Value::Int(1));
        let known = law.exprs.len();
        let least = law.exprs.add(Expr::Op(Op::Add, vec![one, one]));
        let less = Expr::Op(Op::Less, vec![least, one]);
        let drawn = law.exprs.add(less.clone());
        law.tell_drawn(known, drawn, less.clone());
        assert_eq!(law.told.get(&drawn), None);
        law.tell(known, least, Told::Least(vec![one, one]));
        law.tell_drawn(known, drawn, less.clone());
        assert_eq!(law.told.get(&drawn), Some(&Told::As(less)));
    }
}
