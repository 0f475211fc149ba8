//! From text to syntax tree. Parsing never fails: it returns the items it understood and one
//! diagnostic for each mistake.

mod brackets;
mod build;
mod expr;
mod expression;
mod item;
mod node;
mod parse;

pub use expr::{Comparison, Expr, ExprKind, Operator, State};
pub use item::*;
pub use parse::{Parsed, parse, parse_expr};
