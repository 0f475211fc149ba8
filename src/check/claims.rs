//! Claims on all persons and days.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Claim, Expected, Expr as Kernel, ExprId, Type, Value, first_choices};
use crate::syntax::{self, Expr, ItemKind};
use crate::text::Span;

use super::arising::{self, Unchosen};
use super::context::Checker;
use super::distinct::Distinct;
use super::fixed;
use super::forms::Persons;
use super::lower::{Clocks, Place};
use super::phrases::folded;

impl Checker<'_> {
    /// Lowers all claims. A claim with a mistake is left out.
    pub fn lower_claims(&mut self) {
        let mut names = Distinct::default();
        for item in std::mem::take(&mut self.pending.claims) {
            let ItemKind::Prove { name, .. } = &item.kind else {
                continue;
            };
            if let Err(twice) = names.add(name) {
                self.report(twice);
                continue;
            }
            if let Some(claim) = self.claim(&item.kind) {
                self.law.claims.push(claim);
            }
        }
    }

    fn claim(&mut self, kind: &ItemKind) -> Option<Claim> {
        let ItemKind::Prove {
            name,
            heading,
            grounds,
            under,
            for_whom: persons,
            from,
            until,
            claim,
            expected,
        } = kind
        else {
            return None;
        };
        let before = self.diagnostics.len();
        let grounds = self.grounds(grounds);
        let under = self.formula(under.as_ref());
        let (first, last) = (self.fixed(from.as_ref()), self.fixed(until.as_ref()));
        let clocks = Clocks {
            since: first,
            ..Clocks::default()
        };
        let for_whom = match persons {
            Some(expr) => {
                let mut lower = self.lower(&[], Place::Question);
                lower.clocks = clocks;
                let id = lower.condition(expr);
                id.map(|id| self.law.exprs.conjuncts(id))
                    .unwrap_or_default()
            }
            None => Vec::new(),
        };
        if let (Some(first), Some(last), Some(expr)) = (first, last, until)
            && first >= last
        {
            self.mistake(
                Code::EmptyInterval,
                "the claim ends before it begins",
                expr.span,
            );
        }
        if let Some(expr) = persons {
            self.questions_arise(under, &for_whom, expr.span, before);
        }
        let persons = Persons { under, for_whom };
        let lowered = self.claimed(claim, persons, clocks);
        if let Some(lowered) = &lowered {
            let asked = [lowered.for_whom.as_slice(), &[lowered.claim]].concat();
            self.questions_arise(under, &asked, claim.outcome().span, before);
        }
        let expected = match expected {
            syntax::Expected::Refuted => Expected::Refuted,
            syntax::Expected::Proved(None) => Expected::Proved,
            syntax::Expected::Proved(Some(region)) => {
                Expected::ProvedUnder(self.formula(Some(region)))
            }
        };
        let lowered = lowered?;
        (self.diagnostics.len() == before).then(|| Claim {
            name: name.text.clone(),
            heading: heading.as_ref().map(folded),
            span: name.span,
            grounds,
            under,
            for_whom: lowered.for_whom,
            from: first,
            until: last,
            claim: lowered.claim,
            expected,
            form: lowered.form,
        })
    }

    /// A region of readings; none: all of them.
    fn formula(&mut self, expr: Option<&Expr>) -> ExprId {
        let everywhere = self.law.exprs.lit(Value::Bool(true));
        let Some(expr) = expr else { return everywhere };
        let Some(id) = self.lower(&[], Place::Question).condition(expr) else {
            return everywhere;
        };
        if !fixed::over_readings(&self.law, id) {
            self.report(
                Diagnostic::new(Code::NotFixed, "`under` is about readings alone")
                    .at(expr.span, "")
                    .help("conditions on the person belong to `for`"),
            );
            return id;
        }
        match first_choices(&self.law, &[(id, true)], [], |_| false) {
            Ok(Some(_)) => {}
            Ok(None) => {
                let empty = match arising::answered_in_vain(&self.law, id) {
                    Some(reading) => arising::does_not_arise(&self.law, reading, expr.span),
                    None => Diagnostic::new(Code::EmptyRegion, "no choice of readings fits this")
                        .at(expr.span, "")
                        .help(
                            "`or` joins choices of one reading: a reading has one choice at a time",
                        ),
                };
                self.report(empty);
            }
            Err(too_many) => self.report(
                Diagnostic::new(
                    Code::TooMany,
                    "whether any readings fit this takes too long",
                )
                .at(expr.span, too_many.to_string())
                .help("name the choices, instead of what they have in common"),
            ),
        }
        id
    }

    /// Reports the first reading that is answered in one of these, and whose question arises nowhere
    /// in a region; nothing of a claim with another mistake, which `before` it there was not.
    fn questions_arise(&mut self, region: ExprId, asked: &[ExprId], at: Span, before: usize) {
        if self.diagnostics.len() > before {
            return;
        }
        let unchosen = Unchosen::Any(Some(region));
        let mut asked = asked.iter();
        let in_vain = asked.find_map(|id| arising::supposed_in_vain(&self.law, *id, &[], unchosen));
        if let Some(reading) = in_vain {
            self.report(arising::does_not_arise(&self.law, reading, at));
        }
    }

    fn fixed(&mut self, expr: Option<&Expr>) -> Option<Day> {
        let expr = expr?;
        let id = self.lower(&[], Place::Question).of_type(expr, Type::Date)?;
        match *self.law.exprs.get(id) {
            Kernel::Lit(Value::Day(day)) => Some(day),
            _ => {
                let message = "a claim begins and ends on fixed days";
                self.report(fixed::not_fixed(&self.law, id, expr.span, message, ""));
                None
            }
        }
    }
}
