//! From text to syntax tree. Parsing never fails: it returns the items it understood and one
//! diagnostic for each mistake.

mod act;
mod alike;
mod brackets;
mod broken_names;
mod build;
mod called;
mod canon;
mod clause_order;
mod customary;
mod declaration;
mod depth;
mod expr;
mod expression;
mod failure;
mod figure;
mod file_parser;
mod files;
mod finding;
mod habit;
mod import_path;
mod imports;
mod item;
mod layout;
mod name;
mod named;
mod node;
mod one_sign;
mod out_of_order;
mod parse;
mod pattern;
mod print;
mod question;
mod remains;
mod rule;
mod scan;
mod spaces;
mod turned;
mod unexpected;
mod unopened;
mod unseen;

pub use act::{Act, FirstDay, InForce, Movable, Move, NoFirstDay, Repeal, Restate};
pub use alike::{like_a_word, word_of_expressions};
pub use canon::{Canon, Prevails};
pub use declaration::{Bearer, Dated, Field, Measure, Source};
pub use expr::{
    ActDay, Became, Binding, Border, Comparison, Direction, Element, Expr, ExprKind, Extreme, Fold,
    FoldKind, Operator, State,
};
pub use figure::{Figure, without_zero};
pub use files::parse_files;
pub use finding::FindingKind;
pub use import_path::without_ending;
pub use imports::{Imports, parted};
pub use item::{Item, ItemKind};
pub use name::{Applied, Choice, Name, Phrases, Words};
pub use named::{Found, of_their_own, visit};
pub use parse::{Parsed, parse, parse_expr};
pub use print::{format, quoted};
pub use question::{Claimed, Expectation, Expected, NewLaw, Taken, Time, TimeEnd, Towards, When};
pub use rule::{Clause, ClauseKind, Deadline, Effect, Ground, Provision, Rule, Target};
pub use scan::{signs, words};
