//! How a number or amount is computed: the sum with its figures, and where each figure comes from.

use crate::eval::{Explanation, Interpreter, Reason, Situation};
use crate::law::{
    Expr, ExprId, FoldKind, Ground, InputKind, Law, ListId, Op, TermId, TermRole, Type, Value,
};
use crate::report::outline::Computed;
use crate::report::words::{Seen, bound_element, element, figure, rounded, seen, thing, worth};

/// So many figures are told of one sum.
const PARTS_LIMIT: usize = 12;
/// Sums are told so deep within one another at the most.
const DEPTH_LIMIT: usize = 8;

/// How tightly the parts of a sum hold together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Sum,
    Product,
    Figure,
}

/// The sum in signs, how tightly it holds together, and its figures.
struct Sum {
    words: String,
    binds: Binds,
    parts: Vec<Computed>,
}

/// What sums are computed in.
pub(super) struct Computing<'c> {
    law: &'c Law,
    case: Situation,
    /// The element that is spoken of.
    element: Option<(ListId, usize)>,
    /// The explanation of the value, which knows the values of parameters.
    whole: &'c Explanation,
}

impl<'c> Computing<'c> {
    /// In a case; of the element that is spoken of, if one is.
    pub fn new(
        law: &'c Law,
        case: &Situation,
        element: Option<(ListId, usize)>,
        whole: &'c Explanation,
    ) -> Self {
        let case = match element {
            Some(element) => of_element(law, case, element),
            None => case.clone(),
        };
        Self {
            law,
            case,
            element,
            whole,
        }
    }

    /// How a value comes about; `None` where it is written or given as it is. `levels` is how deep sums within
    /// the sum are told.
    pub fn tell(&self, expr: ExprId, levels: usize) -> Option<Computed> {
        let told = self.defined(self.taken(expr), levels.min(DEPTH_LIMIT))?;
        (!told.parts.is_empty()).then_some(told)
    }

    fn value(&self, expr: ExprId) -> Option<Value> {
        let value = Interpreter::new(self.law, &self.case)
            .evaluate(expr)
            .value()?;
        let is_number = matches!(
            value,
            Value::Int(_) | Value::Decimal(_) | Value::Money(..) | Value::Period(..)
        );
        is_number.then_some(value)
    }

    /// The branch that is taken, without what only changes the kind of number.
    fn taken(&self, mut expr: ExprId) -> ExprId {
        while let Seen::Plain(plain) = seen(self.law, expr) {
            expr = match plain {
                Expr::Op(Op::Widen | Op::Exact(_), of) => match of.as_slice() {
                    [of] => *of,
                    _ => return expr,
                },
                Expr::If(condition, yes, no) if self.law.type_of(expr) != Type::Bool => {
                    let outcome = Interpreter::new(self.law, &self.case).evaluate(*condition);
                    match outcome.value() {
                        Some(Value::Bool(true)) => *yes,
                        Some(Value::Bool(false)) => *no,
                        _ => return expr,
                    }
                }
                _ => return expr,
            };
        }
        expr
    }

    /// A sum with what it comes to, be it named or not.
    fn defined(&self, expr: ExprId, levels: usize) -> Option<Computed> {
        match seen(self.law, expr) {
            Seen::Defined(_) => self.operation(expr, self.law.exprs.get(expr), levels),
            Seen::Extreme(..) => {
                let figure = self.figure(expr, levels)?;
                (!figure.parts.is_empty()).then_some(figure)
            }
            Seen::Plain(Expr::Call(term)) => match self.law[*term].role {
                TermRole::Define => self.defined(self.taken(self.law[*term].otherwise?), levels),
                TermRole::Fold(fold) if fold.kind == FoldKind::Sum => self.summed(*term, levels),
                _ => None,
            },
            Seen::Plain(Expr::With(bindings, inner)) => {
                let element = bound_element(self.law, bindings.iter().copied())?;
                let within = Self {
                    case: of_element(self.law, &self.case, element),
                    element: Some(element),
                    ..*self
                };
                within.defined(within.taken(*inner), levels)
            }
            Seen::Plain(plain) => self.operation(expr, plain, levels),
        }
    }

    fn operation(&self, expr: ExprId, plain: &Expr, levels: usize) -> Option<Computed> {
        let law = self.law;
        match plain {
            Expr::Op(Op::Round(mode, step), of) => {
                let of = self.taken(*of.first()?);
                let result = figure(law, expr, self.value(expr)?);
                let how = rounded(law, *mode, *step, law.type_of(of));
                let sum = self.sum(of, levels)?;
                let before = figure(law, of, self.value(of)?);
                let mut words = sum.words;
                if words != before {
                    words.push_str(&format!(" = {before}"));
                }
                // A value that needs no rounding is not said to be rounded.
                if before != result {
                    words.push_str(&format!(", rounded {how}: {result}"));
                }
                Some(Computed::new(words, sum.parts))
            }
            Expr::Op(Op::Add | Op::Subtract | Op::Multiply | Op::Divide, _) => {
                let result = figure(law, expr, self.value(expr)?);
                let sum = self.signs(plain, levels)?;
                Some(Computed::new(
                    format!("{} = {result}", sum.words),
                    sum.parts,
                ))
            }
            _ => None,
        }
    }

    /// An expression as a part of a sum: a sum itself, or a figure.
    fn sum(&self, expr: ExprId, levels: usize) -> Option<Sum> {
        let expr = self.taken(expr);
        if let Seen::Plain(plain) = seen(self.law, expr)
            && let Some(sum) = self.signs(plain, levels)
        {
            return Some(sum);
        }
        let words = self.in_figures(expr)?;
        let is_written = matches!(self.law.exprs.get(expr), Expr::Lit(_));
        let parts = if is_written {
            Vec::new()
        } else {
            vec![self.figure(expr, levels)?]
        };
        Some(Sum {
            words,
            binds: Binds::Figure,
            parts,
        })
    }

    /// Two sums with the sign between them.
    fn signs(&self, plain: &Expr, levels: usize) -> Option<Sum> {
        let Expr::Op(op, operands) = plain else {
            return None;
        };
        let (sign, binds, second) = match op {
            Op::Add => ("+", Binds::Sum, Binds::Sum),
            Op::Subtract => ("−", Binds::Sum, Binds::Product),
            Op::Multiply => ("×", Binds::Product, Binds::Product),
            Op::Divide => ("÷", Binds::Product, Binds::Figure),
            _ => return None,
        };
        let [left, right] = operands.as_slice() else {
            return None;
        };
        let (left, right) = (self.sum(*left, levels)?, self.sum(*right, levels)?);
        let words = format!("{} {sign} {}", left.within(binds), right.within(second));
        let mut parts = left.parts;
        for part in right.parts {
            if parts.len() < PARTS_LIMIT && !parts.iter().any(|known| known.words == part.words) {
                parts.push(part);
            }
        }
        Some(Sum {
            words,
            binds,
            parts,
        })
    }

    /// The value of an expression.
    fn in_figures(&self, expr: ExprId) -> Option<String> {
        let value = self.value(expr)?;
        Some(match self.law.exprs.get(expr) {
            Expr::Call(term) => worth(self.law, *term, value),
            _ => figure(self.law, expr, value),
        })
    }

    /// A figure of a sum: what it is, by which sentence, and how it is computed itself.
    fn figure(&self, expr: ExprId, levels: usize) -> Option<Computed> {
        let law = self.law;
        let of = match (self.element, law.exprs.get(expr)) {
            (Some((list, place)), Expr::In(input)) if law.field(*input).is_some() => {
                format!(" of {}", element(law, list, place))
            }
            _ => String::new(),
        };
        let words = format!("{}: {}{of}", self.in_figures(expr)?, thing(law, expr));
        let mut grounds = Vec::new();
        if let Expr::Call(term) = self.law.exprs.get(expr)
            && self.law.is_parameter(*term)
        {
            grounds = self.sentences(*term);
        }
        let within = match (levels.checked_sub(1), seen(self.law, expr)) {
            (None, _) => Vec::new(),
            (Some(levels), Seen::Extreme(_, of)) => {
                let of = of.into_iter().map(|of| self.taken(of));
                of.filter_map(|of| self.defined(of, levels)).collect()
            }
            (Some(levels), _) => self.defined(expr, levels).into_iter().collect(),
        };
        Some(Computed {
            words,
            grounds,
            parts: within,
        })
    }

    /// The sum over a list: of each element that counts.
    fn summed(&self, term: TermId, levels: usize) -> Option<Computed> {
        let law = self.law;
        let whole = law[term].otherwise?;
        let mut counted = Vec::new();
        let mut next = vec![whole];
        while let Some(expr) = next.pop() {
            match law.exprs.get(expr) {
                Expr::Op(Op::Add, both) => next.extend(both.iter().rev()),
                _ => counted.push(self.taken(expr)),
            }
        }
        counted.retain(|one| matches!(law.exprs.get(*one), Expr::With(..)));
        let figures: Option<Vec<String>> =
            counted.iter().map(|one| self.in_figures(*one)).collect();
        let result = figure(law, whole, self.value(whole)?);
        let parts = counted.iter().take(PARTS_LIMIT);
        let parts: Option<Vec<Computed>> = parts.map(|one| self.figure(*one, levels)).collect();
        let figures = figures?;
        let words = match figures.as_slice() {
            [] | [_] => return None,
            _ => format!("{} = {result}", figures.join(" + ")),
        };
        Some(Computed::new(words, parts?))
    }

    /// The sentences by which a parameter has its value.
    fn sentences(&self, of: TermId) -> Vec<Ground> {
        let reasons = self.whole.all().into_iter().flat_map(|part| &part.because);
        let mut found = reasons.filter_map(|reason| match reason {
            Reason::Term(term) if term.term == of => Some(&term.winners),
            _ => None,
        });
        let winners = found.next().into_iter().flatten();
        let own = winners.flat_map(|rule| self.law.own_grounds(self.law[*rule].written));
        own.cloned().collect()
    }
}

impl Sum {
    /// Within a sum that holds together so tightly.
    fn within(&self, binds: Binds) -> String {
        let is_negative = self.words.starts_with('−');
        match self.binds < binds || is_negative {
            true => format!("({})", self.words),
            false => self.words.clone(),
        }
    }
}

/// The case, with the fields of an element for those of the one spoken of.
fn of_element(law: &Law, case: &Situation, (list, place): (ListId, usize)) -> Situation {
    let mut within = case.clone();
    let slots = law[list].slots.get(place).into_iter().flatten();
    for slot in slots {
        if let (Some(field), Some(value)) = (law.field(*slot), case.get(*slot))
            && matches!(law[field].kind, InputKind::Field(_))
        {
            within.set(field, value);
        }
    }
    within
}
