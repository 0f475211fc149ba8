//! Cases of a path that certainly are.

use crate::certify::{Evaluator, Names, Path, Reason, symbol_outcome};
use crate::law::{Expr, ExprId, InputId, Op};

use super::builder::Builder;

/// Of so many inputs the ends of the intervals are tried.
const CORNERS_LIMIT: usize = 8;

impl Builder<'_, '_> {
    /// A part of the path in which its conditions are so, and not only not seen to contradict each
    /// other; the ends of intervals are tried.
    pub fn some_case(&mut self, path: &Path) -> Option<Path> {
        let names = &self.ground.names;
        let decided = path.conditions().chain(path.results());
        let mut inputs: Vec<InputId> = decided
            .flat_map(|(decided, _)| names.inputs_of(decided))
            .collect();
        for (define, _) in path.defines() {
            let read = self.ground.defined(define);
            let all = (0..self.ground.law.inputs.len()).map(InputId::at);
            inputs.extend(
                all.filter(|input| read.contains(input.index()) && path.range(*input).is_some()),
            );
        }
        inputs.sort_unstable();
        inputs.dedup();
        let mut corners = vec![path.clone()];
        for input in inputs.into_iter().take(CORNERS_LIMIT) {
            let range = path.range(input)?;
            corners = corners
                .iter()
                .flat_map(|path| {
                    let at = |value| path.from(input, value).to(input, value);
                    [at(range.high), at(range.low)]
                })
                .collect();
        }
        corners.into_iter().find(|corner| self.is_case(corner))
    }

    fn is_case(&mut self, corner: &Path) -> bool {
        let names = &self.ground.names;
        let mut conditions = corner.conditions();
        if !conditions.all(|(one, truth)| truth_of(names, corner, one) == Some(truth)) {
            return false;
        }
        let mut results = corner.results();
        if !results.all(|(one, has_one)| has_result(names, corner, one) == Some(has_one)) {
            return false;
        }
        let mut evaluator = Evaluator::new(self.ground, corner, Reason::Found);
        corner.defines().all(|(define, truth)| {
            let found = evaluator.by_parts(define);
            if truth {
                found.is_true()
            } else {
                found.is_false()
            }
        })
    }
}

/// Whether an operation has a result where all its inputs are given; `None` where that is not certain.
fn has_result(names: &Names, path: &Path, operation: ExprId) -> Option<bool> {
    let (values, may_fail) = symbol_outcome(names, path, operation);
    match (values.is_empty(), may_fail) {
        (false, false) => Some(true),
        (true, true) => Some(false),
        _ => None,
    }
}

/// Whether a comparison is true where all its inputs are given; `None` where it fails.
fn truth_of(names: &Names, path: &Path, comparison: ExprId) -> Option<bool> {
    let Expr::Op(op, operands) = names.expr(comparison) else {
        return None;
    };
    let [left, right] = operands.as_slice() else {
        return None;
    };
    let side = |symbol| {
        let (values, fails) = symbol_outcome(names, path, symbol);
        values.single().filter(|_| !fails)
    };
    let (left, right) = (side(*left)?, side(*right)?);
    Some(if *op == Op::Less {
        left < right
    } else {
        left == right
    })
}
