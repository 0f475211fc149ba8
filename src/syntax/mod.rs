//! From text to syntax tree. Parsing never fails: it returns the items it understood and one
//! diagnostic for each mistake.

mod act;
mod brackets;
mod build;
mod canon;
mod clause_order;
mod customary;
mod depth;
mod expr;
mod expression;
mod failure;
mod figure;
mod files;
mod imports;
mod item;
mod layout;
mod named;
mod node;
mod parse;
mod print;
mod scan;
mod unexpected;
mod unseen;

pub use act::{Act, FirstDay, InForce, Movable, Move, NoFirstDay, Repeal, Restate};
pub use canon::{Canon, Prevails};
pub use expr::{
    ActDay, Became, Binding, Border, Comparison, Direction, Element, Expr, ExprKind, Extreme, Fold,
    FoldKind, Operator, State,
};
pub use figure::Figure;
pub use files::parse_files;
pub use imports::{Imports, parted, without_ending};
pub use item::*;
pub use layout::RESERVED;
pub use named::{Found, of_their_own, visit};
pub use parse::{Parsed, parse, parse_expr};
pub use print::{format, quoted};
pub use scan::{signs, words};
