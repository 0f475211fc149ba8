use super::{Expr, ExprId, Law, Op, Type};

impl Law {
    /// The type of an expression.
    pub fn type_of(&self, id: ExprId) -> Type {
        match self.exprs.get(id) {
            Expr::Lit(value) => value.ty(),
            Expr::In(input) => self[*input].ty,
            Expr::Call(term) => self[*term].ty,
            Expr::Op(op, operands) => match (op, operands.as_slice()) {
                (Op::Plus(..) | Op::Move(..), _) => Type::Date,
                (Op::Age | Op::Days, _) => Type::Int,
                (Op::Widen, _) => Type::Decimal,
                (Op::Multiply, [left, right]) => match self.type_of(*left) {
                    Type::Decimal | Type::Int => self.type_of(*right),
                    of_left => of_left,
                },
                // An amount divided by a number is one, by an amount it is a number.
                (Op::Divide, [left, right]) => match self.type_of(*right) {
                    Type::Money(_) => Type::Decimal,
                    _ => self.type_of(*left),
                },
                (Op::Add | Op::Subtract | Op::Round(..) | Op::Exact(_), [of, ..]) => {
                    self.type_of(*of)
                }
                _ => Type::Bool,
            },
            Expr::If(_, yes, _) => self.type_of(*yes),
            Expr::With(_, inner) => self.type_of(*inner),
            Expr::Not(_) | Expr::And(_) | Expr::Or(_) | Expr::Stands(_) | Expr::Reach(_) => {
                Type::Bool
            }
        }
    }
}
