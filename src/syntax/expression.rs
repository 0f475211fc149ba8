//! Expressions: the flat sequence of the grammar becomes a tree by precedence.

use crate::calendar::{Day, Period};
use crate::diagnostic::{Code, Diagnostic, instead_of_day};
use crate::text::composed;

use super::expr::{
    ActDay, Became, Binding, Border, Comparison, Direction, Element, Expr, ExprKind, Extreme, Fold,
    FoldKind, Operator, State,
};
use super::figure::Figure;
use super::item::{Applied, Name, Time, TimeEnd};
use super::node::{Node, Rule};

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
                let inner = self.climb(stream, depth + 1, binding(first.rule()))?;
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
            let power = binding(next.rule());
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
                    expr: postfix(left.expr, &next)?,
                    height: left.height + 1,
                },
                operator => {
                    let least = match operator {
                        Rule::implies => power,
                        // What follows is a day, never a comparison.
                        Rule::moved | Rule::governed => binding(Rule::rounded),
                        _ => power + 1,
                    };
                    let right = self.climb(stream, depth + 1, least)?;
                    infix(operator, left, right)?
                }
            };
            if left.height > HEIGHT_LIMIT {
                return self.too_deep(&next);
            }
        }
        Some(left)
    }

    /// One of several values that have names.
    fn among(&mut self, left: Expr, node: &Node<'_>) -> Option<Expr> {
        let is_name = |one: &Node<'_>| one.rule() == Rule::name;
        let is_value = |one: &Node<'_>| matches!(one.rule(), Rule::truth | Rule::unnamed);
        if let Some(value) = node.children().find(is_value) {
            let values = node.children().filter(|one| is_name(one) || is_value(one));
            let help: Vec<String> = values
                .map(|one| format!("… = {}", one.text().trim()))
                .collect();
            self.found.push(
                Diagnostic::new(Code::Syntax, "`in` is followed by names of values")
                    .at(value.span(), "")
                    .help(format!("write `{}`", help.join(" or "))),
            );
            return None;
        }
        let span = left.span.join(node.span());
        let names = node.all(Rule::name).map(|one| name(&one)).collect();
        let kind = ExprKind::Among(Box::new(left), names);
        Some(Expr { kind, span })
    }

    /// An expression under suppositions.
    fn fiction(&mut self, left: Built, node: &Node<'_>) -> Option<Built> {
        let bindings: Option<Vec<Binding>> = node
            .all(Rule::binding)
            .map(|binding| self.binding(&binding))
            .collect();
        let span = left.expr.span.join(node.span());
        let kind = ExprKind::With(Box::new(left.expr), bindings?);
        Some(Built {
            expr: Expr { kind, span },
            height: left.height + 1,
        })
    }

    /// What is given of the person.
    pub fn binding(&mut self, node: &Node<'_>) -> Option<Binding> {
        let inner = node.children().next()?;
        let positive = !inner.has(Rule::kw_not);
        if let Some(time) = inner.child(Rule::time) {
            return self.lasts(&inner, &time, positive);
        }
        Some(match inner.rule() {
            Rule::none_held => Binding::NothingHeld(inner.span()),
            Rule::holding_is => Binding::Holds(applied_in(self.found, &inner)?, positive),
            Rule::equals => Binding::Equals(
                applied_in(self.found, &inner)?,
                self.build(&inner.child(Rule::expr)?)?,
            ),
            Rule::elements => {
                let elements: Option<Vec<Element>> = inner
                    .all(Rule::element)
                    .map(|element| self.element(&element))
                    .collect();
                let list = name(&inner.child(Rule::name)?);
                Binding::Elements(list, elements?, inner.span())
            }
            _ => Binding::Flag(applied_in(self.found, &inner)?, positive),
        })
    }

    fn element(&mut self, node: &Node<'_>) -> Option<Element> {
        let fields: Option<Vec<Binding>> = node
            .all(Rule::entry)
            .map(|entry| self.binding(&entry))
            .collect();
        Some(Element {
            fields: fields?,
            span: node.span(),
        })
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

    /// Something that holds from a day on or up to one.
    fn lasts(&mut self, node: &Node<'_>, time: &Node<'_>, positive: bool) -> Option<Binding> {
        if !positive {
            self.found.push(
                Diagnostic::new(Code::Syntax, "what does not hold has no time")
                    .at(time.span(), "")
                    .help("say when it holds, or leave out the time"),
            );
            return None;
        }
        let since = match time.child(Rule::since) {
            Some(since) => Some(self.build(&since.child(Rule::expr)?)?),
            None => None,
        };
        let end = match time.child(Rule::time_end) {
            Some(end) => Some(TimeEnd {
                day: self.build(&end.child(Rule::expr)?)?,
                through: end.has(Rule::kw_through),
            }),
            None => None,
        };
        let held = node.rule() == Rule::holding_is;
        Some(Binding::Lasts(
            applied_in(self.found, node)?,
            held,
            Time { since, end },
        ))
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
            Rule::integer => ExprKind::Int(integer(self.found, node)?),
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

    /// The number of a node that is `NUMBER …`.
    pub fn figure_in(&mut self, node: &Node<'_>) -> Option<Figure> {
        let is_number = |one: &Node<'_>| matches!(one.rule(), Rule::decimal | Rule::integer);
        let number = node.children().find(is_number)?;
        self.figure(&number)
    }

    fn figure(&mut self, node: &Node<'_>) -> Option<Figure> {
        let parsed = Figure::parse(node.text());
        if parsed.is_none() {
            let message = format!("the number has more than {} digits", Figure::DIGITS);
            self.found
                .push(Diagnostic::new(Code::NumberTooLarge, message).at(node.span(), ""));
        }
        parsed
    }

    /// How long a deadline is: a period, a name, or an expression in brackets.
    pub fn length(&mut self, node: &Node<'_>) -> Option<Expr> {
        let inner = node.children().next()?;
        match inner.rule() {
            Rule::expr => self.build(&inner),
            _ => self.primary(&inner, 0).map(|built| built.expr),
        }
    }

    /// A period as an expression.
    pub fn period_expr(&mut self, node: &Node<'_>) -> Option<Expr> {
        let kind = ExprKind::Period(self.period(node)?);
        let span = node.span();
        Some(Expr { kind, span })
    }

    fn rounded(&mut self, left: Expr, node: &Node<'_>) -> Option<Expr> {
        let direction = direction(&node.child(Rule::direction)?)?;
        let step = match node.child(Rule::step_of) {
            Some(step) => Some(Box::new(self.primary(&step.children().next()?, 0)?.expr)),
            None => None,
        };
        let span = left.span.join(node.span());
        let kind = ExprKind::Rounded(Box::new(left), direction, step);
        Some(Expr { kind, span })
    }

    fn period(&mut self, node: &Node<'_>) -> Option<Period> {
        let amount = node.child(Rule::integer)?;
        let count = integer(self.found, &amount)?;
        let unit = node.child(Rule::unit)?;
        let period = i32::try_from(count).ok().and_then(|count| {
            Some(match unit.text().trim_end_matches('s') {
                "year" => Period::Months(count.checked_mul(12)?),
                "month" => Period::Months(count),
                "week" => Period::Days(count.checked_mul(7)?),
                _ => Period::Days(count),
            })
        });
        if period.is_none() {
            self.found.push(
                Diagnostic::new(
                    Code::NumberTooLarge,
                    "the period is longer than the calendar",
                )
                .at(node.span(), ""),
            );
        }
        period
    }
}

/// A whole number; reports one that is too large.
pub fn integer(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<i64> {
    let parsed = node.text().replace('_', "").parse().ok();
    if parsed.is_none() {
        found.push(
            Diagnostic::new(Code::NumberTooLarge, "the number does not fit into 64 bits")
                .at(node.span(), "")
                .help(format!("the largest whole number is {}", i64::MAX)),
        );
    }
    parsed
}

/// The day of an act that the first word of a node names.
pub fn act_day(node: &Node<'_>) -> Option<ActDay> {
    Some(match node.children().next()?.rule() {
        Rule::kw_adoption => ActDay::Adoption,
        Rule::kw_publication => ActDay::Publication,
        _ => ActDay::Commencement,
    })
}

/// A day of the calendar; reports one that does not exist.
pub fn day(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<Day> {
    let parsed = Day::parse_iso(node.text());
    if parsed.is_none() {
        found.push(
            Diagnostic::new(
                Code::NoSuchDay,
                format!("there is no day `{}`", node.text()),
            )
            .at(node.span(), "")
            .help(instead_of_day(
                node.text(),
                "write an existing day of the years 1801 to 2299 as YYYY-MM-DD",
            )),
        );
    }
    parsed
}

fn postfix(left: Expr, node: &Node<'_>) -> Option<Expr> {
    let span = left.span.join(node.span());
    let left = Box::new(left);
    let kind = match node.rule() {
        Rule::without => ExprKind::Without(left, node.child(Rule::name).map(|n| name(&n))?),
        _ => {
            let state = node.children().find_map(|child| match child.rule() {
                Rule::kw_due => Some(State::Due),
                Rule::kw_overdue => Some(State::Overdue),
                Rule::kw_possible => Some(State::Possible),
                Rule::kw_open => Some(State::Open),
                Rule::became => became(&child).map(State::Became),
                Rule::within_reach if child.has(Rule::some_day) => Some(State::SomeDay),
                Rule::within_reach => Some(State::WithinReach),
                Rule::out_of_reach if child.has(Rule::for_good) => Some(State::ForGood),
                Rule::out_of_reach => Some(State::OutOfReach),
                _ => None,
            })?;
            ExprKind::State(left, state, node.has(Rule::kw_not))
        }
    };
    Some(Expr { kind, span })
}

/// A name, composed: one written with other code points for the same letters is the same name.
pub fn name(node: &Node<'_>) -> Name {
    Name {
        text: composed(node.text()).into_owned(),
        span: node.span(),
    }
}

/// The name with arguments that stands in a node.
fn applied_in(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<Applied> {
    applied(found, &node.child(Rule::applied)?)
}

/// A name with its arguments, if it has some.
pub fn applied(found: &mut Vec<Diagnostic>, node: &Node<'_>) -> Option<Applied> {
    let name_of = name(&node.child(Rule::name)?);
    let Some(all) = node.child(Rule::arguments) else {
        return Some(Applied {
            span: name_of.span,
            name: name_of,
            arguments: Vec::new(),
        });
    };
    Some(Applied {
        span: name_of.span.join(all.span()),
        arguments: arguments(found, &name_of, &all)?,
        name: name_of,
    })
}

/// What stands in the brackets behind a name: one or several names.
fn arguments(found: &mut Vec<Diagnostic>, of: &Name, node: &Node<'_>) -> Option<Vec<Name>> {
    let names: Vec<Name> = node.all(Rule::name).map(|one| name(&one)).collect();
    let of = &of.text;
    if let Some(truth) = node.child(Rule::truth) {
        let (written, meant) = match truth.has(Rule::kw_true) {
            true => ("true", "yes"),
            false => ("false", "no"),
        };
        let message = format!("`{written}` does not belong in these brackets");
        let help = format!("of an attribute of yes or no, write `{of}({meant})`");
        found.push(
            Diagnostic::new(Code::Syntax, message)
                .at(truth.span(), "")
                .help(help),
        );
        return None;
    }
    if names.is_empty() {
        let help =
            format!("write `{of}` alone, or say in the brackets which is meant: `{of}(VALUE)`");
        found.push(
            Diagnostic::new(Code::Syntax, "nothing stands in these brackets")
                .at(node.span(), "")
                .help(help),
        );
        return None;
    }
    Some(names)
}

/// What became of a step.
pub fn became(node: &Node<'_>) -> Option<Became> {
    node.children().find_map(|child| match child.rule() {
        Rule::kw_performed => Some(Became::Performed),
        Rule::kw_refused => Some(Became::Refused),
        Rule::kw_failed => Some(Became::Failed),
        _ => None,
    })
}

/// The direction of a rounding.
pub fn direction(node: &Node<'_>) -> Option<Direction> {
    Some(match node.children().next()?.rule() {
        Rule::half_up => Direction::HalfUp,
        Rule::half_to_even => Direction::HalfToEven,
        Rule::kw_up => Direction::Up,
        _ => Direction::Down,
    })
}

fn infix(operator: Rule, left: Built, right: Built) -> Option<Built> {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less, Unequal};
    use Operator::{Minus, Over, Plus, Times};
    let compare = |comparison| move |left, right| ExprKind::Compare(comparison, left, right);
    let compute = |operator| move |left, right| ExprKind::Arithmetic(operator, left, right);
    Some(match operator {
        Rule::and => chain(left, right, true),
        Rule::or => chain(left, right, false),
        Rule::implies => binary(left, right, ExprKind::Implies),
        Rule::equal => binary(left, right, compare(Equal)),
        Rule::unequal => binary(left, right, compare(Unequal)),
        Rule::less => binary(left, right, compare(Less)),
        Rule::at_most => binary(left, right, compare(AtMost)),
        Rule::greater => binary(left, right, compare(Greater)),
        Rule::at_least => binary(left, right, compare(AtLeast)),
        Rule::plus => binary(left, right, compute(Plus)),
        Rule::subtract => binary(left, right, compute(Minus)),
        Rule::times => binary(left, right, compute(Times)),
        Rule::over => binary(left, right, compute(Over)),
        Rule::moved => binary(left, right, ExprKind::On),
        Rule::governed => binary(left, right, ExprKind::Governed),
        _ => return None,
    })
}

fn binary(left: Built, right: Built, make: impl Fn(Box<Expr>, Box<Expr>) -> ExprKind) -> Built {
    let span = left.expr.span.join(right.expr.span);
    let kind = make(Box::new(left.expr), Box::new(right.expr));
    Built {
        expr: Expr { kind, span },
        height: left.height.max(right.height) + 1,
    }
}

/// `a and b and c` is one conjunction, so that long ones do not nest.
fn chain(left: Built, right: Built, and: bool) -> Built {
    let span = left.expr.span.join(right.expr.span);
    let (mut parts, height) = match (left.expr.kind, and) {
        (ExprKind::And(parts), true) | (ExprKind::Or(parts), false) => (parts, left.height),
        (kind, _) => {
            let span = left.expr.span;
            (vec![Expr { kind, span }], left.height + 1)
        }
    };
    parts.push(right.expr);
    let kind = if and {
        ExprKind::And(parts)
    } else {
        ExprKind::Or(parts)
    };
    Built {
        expr: Expr { kind, span },
        height: height.max(right.height + 1),
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

/// How tightly an operator binds; zero for what is none. Operators of one power are read from the
/// left, `implies` from the right.
fn binding(operator: Rule) -> u8 {
    match operator {
        Rule::implies => 1,
        Rule::or => 2,
        Rule::and => 3,
        Rule::negation => 4,
        Rule::equal
        | Rule::unequal
        | Rule::less
        | Rule::at_most
        | Rule::greater
        | Rule::at_least
        | Rule::among
        | Rule::state => 6,
        // Said of a whole comparison.
        Rule::moved | Rule::governed | Rule::fiction | Rule::without => 5,
        Rule::rounded => 7,
        Rule::plus | Rule::subtract => 8,
        Rule::times | Rule::over => 9,
        Rule::minus => 10,
        _ => 0,
    }
}
