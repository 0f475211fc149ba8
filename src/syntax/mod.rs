//! From text to syntax tree. Parsing never fails: it returns the items it understood and one
//! diagnostic for each mistake.

mod brackets;
mod build;
mod depth;
mod expr;
mod expression;
mod item;
mod layout;
mod node;
mod parse;
mod print;
mod scan;
mod unexpected;
mod unseen;

pub use expr::{
    ActDay, Binding, Comparison, Element, Expr, ExprKind, Fold, FoldKind, Operator, State,
};
pub use item::*;
pub use parse::{Parsed, parse, parse_expr};
pub use print::format;
