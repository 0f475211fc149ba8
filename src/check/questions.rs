//! Questions asked from outside the rule files, in the language of the rules.

use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::law::{ExprId, InputId, Value};
use crate::text::FileId;

use super::arising::{self, Unchosen};
use super::lower::{Clocks, Lower, Place};
use super::{Checked, Symbol};

/// A question and its expression in the law.
#[derive(Debug, Clone)]
pub struct Question {
    /// As written.
    pub text: String,
    /// As an expression.
    pub expr: ExprId,
}

/// Understands an expression such as `register is due` or `fee`, written in a file of its own. It is
/// asked on this day or on later ones, if that is known, and with these choices of readings.
pub fn question(
    checked: &mut Checked,
    file: FileId,
    text: &str,
    since: Option<Day>,
    fixed: &[(InputId, Value)],
) -> Result<Question, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let parsed = crate::syntax::parse_expr(file, text, &mut found);
    let lowered = parsed.and_then(|expr| {
        let mut lower = Lower {
            law: &mut checked.law,
            symbols: &checked.symbols,
            found: &mut found,
            scope: &[],
            elements: Vec::new(),
            place: Place::Asked,
            clocks: Clocks {
                since,
                ..Clocks::default()
            },
        };
        let (asked, _) = lower.expr(&expr, None)?;
        let law = &checked.law;
        match arising::supposed_in_vain(law, asked, fixed, Unchosen::Any(None)) {
            Some(reading) => {
                found.push(arising::does_not_arise(law, reading, expr.span));
                None
            }
            None => Some(asked),
        }
    });
    match lowered {
        Some(expr) => Ok(Question {
            text: text.to_owned(),
            expr,
        }),
        None => Err(found),
    }
}

impl Checked {
    /// The input (fact, holding or reading) of a name.
    pub fn input(&self, name: &str) -> Option<InputId> {
        match self.symbols.get(name)? {
            Symbol::Input(input) => Some(input),
            _ => None,
        }
    }

    /// The input that says what became of a step, which can be given and asked whether or not anything
    /// in the law hangs on it.
    pub fn declare_became(&mut self) -> crate::law::InputId {
        super::context::became(&mut self.law)
    }

    /// The step of a name.
    pub fn step(&self, name: &str) -> Option<crate::law::StepId> {
        match self.symbols.get(name)? {
            Symbol::Step(step) => Some(step),
            _ => None,
        }
    }
}
