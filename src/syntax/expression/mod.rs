//! Expressions: the flat sequence of the grammar becomes a tree by precedence.

use crate::diagnostic::{Code, Diagnostic};

use super::expr::{Border, Expr, ExprKind, Extreme, Fold, FoldKind};
use super::node::{Node, Rule};

mod given;
mod leaf;
mod operator;

pub use leaf::{act_day, applied, became, day, direction, integer, name};
pub use operator::is_operator;

use leaf::{applied_in, arguments};

/// How deep one expression may nest, operators included; a chain of `and` or of `or` is one level.
const HEIGHT_LIMIT: usize = 200;

/// How deep building may recurse: brackets, conditionals and operators together.
const DEPTH_LIMIT: usize = 1_000;

/// Builds expressions and collects the mistakes that the grammar cannot see.
pub struct ExprBuilder<'d> {
    found: &'d mut Vec<Diagnostic>,
}

/// An expression and how deep it nests.
struct Built {
    expr: Expr,
    height: usize,
}

impl<'d> ExprBuilder<'d> {
    pub fn new(found: &'d mut Vec<Diagnostic>) -> Self {
        Self { found }
    }

    /// The tree of an `expr` node; `None` after a mistake that was reported.
    pub fn build(&mut self, node: &Node<'_>) -> Option<Expr> {
        self.flat(node, 0).map(|built| built.expr)
    }

    fn flat(&mut self, node: &Node<'_>, depth: usize) -> Option<Built> {
        let children: Vec<Node<'_>> = node.children().collect();
        let mut stream = Stream {
            children: &children,
            at: 0,
        };
        self.climb(&mut stream, depth + 1, 0)
    }

    /// Precedence climbing over the nodes.
    fn climb(&mut self, stream: &mut Stream<'_, '_>, depth: usize, least: u8) -> Option<Built> {
        let first = stream.next()?;
        if depth > DEPTH_LIMIT {
            return self.too_deep(&first);
        }
        let mut left = match first.rule() {
            Rule::negation | Rule::minus => {
                let inner = self.climb(stream, depth + 1, operator::power(first.rule()))?;
                let span = first.span().join(inner.expr.span);
                let height = inner.height + 1;
                let inner = Box::new(inner.expr);
                let kind = match first.rule() {
                    Rule::negation => ExprKind::Not(inner),
                    _ => ExprKind::Negative(inner),
                };
                let expr = Expr { kind, span };
                Built { expr, height }
            }
            _ => self.primary(&first, depth)?,
        };
        while let Some(next) = stream.peek() {
            let power = operator::power(next.rule());
            if power < least || power == 0 {
                break;
            }
            stream.next();
            left = match next.rule() {
                Rule::fiction => self.fiction(left, &next)?,
                Rule::rounded => Built {
                    expr: self.rounded(left.expr, &next)?,
                    height: left.height + 1,
                },
                Rule::among => Built {
                    expr: self.among(left.expr, &next)?,
                    height: left.height + 1,
                },
                Rule::state | Rule::without => Built {
                    expr: operator::postfix(left.expr, &next)?,
                    height: left.height + 1,
                },
                sign => {
                    let least = match sign {
                        Rule::implies => power,
                        // What follows is a day, never a comparison.
                        Rule::moved | Rule::governed => operator::power(Rule::rounded),
                        _ => power + 1,
                    };
                    let right = self.climb(stream, depth + 1, least)?;
                    operator::infix(sign, left, right)?
                }
            };
            if left.height > HEIGHT_LIMIT {
                return self.too_deep(&next);
            }
        }
        Some(left)
    }

    /// What a list comes to, and how deep that nests.
    fn fold(&mut self, node: &Node<'_>, depth: usize) -> Option<(Fold, usize)> {
        let form = node.children().next()?;
        let members = form.child(Rule::members)?;
        let kind = match form.rule() {
            Rule::some => FoldKind::Any,
            Rule::every => FoldKind::All,
            Rule::how_many => FoldKind::Count,
            Rule::total => FoldKind::Sum,
            _ if form.has(Rule::kw_min) => FoldKind::Min,
            _ => FoldKind::Max,
        };
        let mut height = 1;
        let mut part = |this: &mut Self, each: Option<Node<'_>>| match each {
            Some(each) => {
                let built = this.flat(&each, depth)?;
                height = height.max(built.height + 1);
                Some(Some(built.expr))
            }
            None => Some(None),
        };
        let mut own = form.all(Rule::each);
        let fold = Fold {
            kind,
            list: name(&members.child(Rule::name)?),
            condition: part(self, members.child(Rule::each))?,
            of: part(self, own.next())?,
            otherwise: part(self, own.next())?,
        };
        Some((fold, height))
    }

    fn too_deep<T>(&mut self, node: &Node<'_>) -> Option<T> {
        self.found.push(
            Diagnostic::new(Code::TooDeep, "the expression nests too deep")
                .at(node.span(), "one level too many")
                .help("name a part of the expression by `define`"),
        );
        None
    }

    fn primary(&mut self, node: &Node<'_>, depth: usize) -> Option<Built> {
        let span = node.span();
        let mut height = 1;
        let mut part = |built: Built| {
            height = height.max(built.height + 1);
            Box::new(built.expr)
        };
        let kind = match node.rule() {
            // An expression in brackets.
            Rule::expr => return self.flat(node, depth),
            Rule::bracketed => return self.flat(&node.child(Rule::expr)?, depth),
            Rule::integer => ExprKind::Int(self.whole(node)?),
            Rule::decimal => ExprKind::Decimal(self.figure(node)?),
            Rule::percent => ExprKind::Percent(self.figure_in(node)?),
            Rule::money => ExprKind::Money(self.figure_in(node)?, name(&node.child(Rule::name)?)),
            Rule::extreme => {
                let which = match node.has(Rule::kw_min) {
                    true => Extreme::Least,
                    false => Extreme::Greatest,
                };
                let mut parts = Vec::new();
                for one in node.all(Rule::expr) {
                    parts.push(*part(self.flat(&one, depth)?));
                }
                ExprKind::Extreme(which, parts)
            }
            Rule::date => ExprKind::Day(day(self.found, node)?),
            Rule::period => ExprKind::Period(self.period(node)?),
            Rule::truth => ExprKind::Bool(node.has(Rule::kw_true)),
            Rule::none_held => ExprKind::NothingHeld,
            Rule::held => ExprKind::Holds(Box::new(applied_in(self.found, node)?)),
            Rule::conditional => {
                let mut parts = node.all(Rule::expr);
                let (condition, yes, no) = (parts.next()?, parts.next()?, parts.next()?);
                ExprKind::If(
                    part(self.flat(&condition, depth)?),
                    part(self.flat(&yes, depth)?),
                    part(self.flat(&no, depth)?),
                )
            }
            Rule::age => {
                let of = node
                    .children()
                    .find(|child| matches!(child.rule(), Rule::path | Rule::name | Rule::expr))?;
                ExprKind::Age(part(self.primary(&of, depth)?))
            }
            Rule::border => {
                let which = match node.has(Rule::kw_start) {
                    true => Border::Start,
                    false => Border::End,
                };
                ExprKind::Border(which, Box::new(applied_in(self.found, node)?))
            }
            Rule::days => {
                let of = match node.child(Rule::applied) {
                    Some(of) => Some(Box::new(applied(self.found, &of)?)),
                    None => None,
                };
                let is_day = |child: &Node<'_>| {
                    matches!(
                        child.rule(),
                        Rule::date
                            | Rule::border
                            | Rule::act_day
                            | Rule::clock
                            | Rule::path
                            | Rule::name
                            | Rule::expr
                    )
                };
                let mut ends = node.children().filter(is_day);
                let (from, to) = (ends.next()?, ends.next()?);
                ExprKind::Days(
                    of,
                    part(self.primary(&from, depth)?),
                    part(self.primary(&to, depth)?),
                    node.has(Rule::kw_through),
                )
            }
            Rule::act_day => {
                let which = act_day(node)?;
                ExprKind::ActDay(which, name(&node.child(Rule::name)?))
            }
            Rule::clock => ExprKind::Clock,
            Rule::fold => {
                let (fold, built) = self.fold(node, depth)?;
                height = height.max(built);
                ExprKind::Fold(Box::new(fold))
            }
            Rule::mention | Rule::path => {
                let mut names = node.all(Rule::name).map(|n| name(&n));
                let first = names.next()?;
                match (node.child(Rule::arguments), names.next()) {
                    (Some(all), _) => {
                        let arguments = arguments(self.found, &first, &all)?;
                        ExprKind::Call(first, arguments)
                    }
                    (None, Some(own)) => ExprKind::Field(Box::new(first), own),
                    (None, None) => ExprKind::Name(first),
                }
            }
            _ => ExprKind::Name(name(node)),
        };
        let expr = Expr { kind, span };
        Some(Built { expr, height })
    }
}

struct Stream<'s, 'i> {
    children: &'s [Node<'i>],
    at: usize,
}

impl<'i> Stream<'_, 'i> {
    fn peek(&self) -> Option<Node<'i>> {
        self.children.get(self.at).cloned()
    }

    fn next(&mut self) -> Option<Node<'i>> {
        let next = self.peek();
        self.at += 1;
        next
    }
}
