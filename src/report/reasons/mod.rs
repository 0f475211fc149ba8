//! Why a question is answered as it is: numbered reasons with their sentences, what of the case
//! meets them, the exceptions that do not apply, and what the answer does not need.

mod closing;
mod computed;
mod conditions;
mod item;
mod not_done;
mod rules;
mod spoken_of;
mod told;

use indexmap::IndexSet;

use crate::eval::{Explaining, Explanation, Outcome, Reason, RuleStatus, Situation};
use crate::law::{
    Expr, ExprId, InputId, InputKind, Law, ListId, TermId, TermRole, Value, WrittenId,
};

use super::misses;
use super::outline::{Computed, Line, Outline};
use super::values_seen::values_seen;
use super::ways;
use super::words::{capitalized, comes_to, constant, infinitive, joined};

use closing::{exceptions, not_needed};
use computed::Computing;
use conditions::{Facts, asks_a_list, inputs, is_plain, is_presence, of_a_list};
use item::nested;
use told::Told;

/// The whole outline, however deep it is.
pub const WHOLE: usize = usize::MAX;

/// How much is told of reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// So many levels.
    pub depth: usize,
    /// The nearest misses, too, which take many evaluations.
    pub misses: bool,
}

/// The reasons for what an expression comes to in a situation, those of so many levels: the
/// first are those of the answer itself, the others those of conditions. How many are below is told.
/// `said` is what the case says.
pub fn outline(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    said: &[(InputId, Value)],
    expr: ExprId,
    explained: Explained,
) -> Outline {
    let Explained { depth, misses } = explained;
    let explanation = explaining.explain(law, case, expr);
    let mut reasons = Reasons {
        law,
        case,
        lines: Vec::new(),
        level: 1,
        depth,
        below: 0,
        exceptions: Vec::new(),
        of_other_steps: IndexSet::new(),
        told: Told::default(),
    };
    reasons.asked(&explanation);
    reasons.walk(&explanation);
    reasons.other_steps();
    reasons.tell_below();
    let Reasons {
        lines,
        exceptions: met,
        ..
    } = reasons;
    let misses = misses.then(|| misses::found(explaining, law, case, expr, &explanation));
    let mut ways = ways::found(law, case, &explanation, depth);
    ways.extend(ways::at_the_door(law, case, &explanation));
    Outline {
        because: nested(lines),
        exceptions: exceptions(law, case, &met),
        misses: misses.flatten(),
        ways,
        not_needed: not_needed(law, case, said, expr, &explanation),
    }
}

struct Reasons<'l> {
    law: &'l Law,
    case: &'l Situation,
    /// What is told, each with its level.
    lines: Vec<(usize, Line)>,
    /// The level of what is told, and the last one that is.
    level: usize,
    depth: usize,
    /// The reasons below that level since the last one that was told.
    below: usize,
    exceptions: Vec<&'l RuleStatus>,
    /// The rules that are about other steps, of terms of which no rule is about the one taken.
    of_other_steps: IndexSet<WrittenId>,
    told: Told,
}

impl<'l> Reasons<'l> {
    /// A number or amount that is asked for by a sum; what is asked for by its name is told with it.
    fn asked(&mut self, explanation: &Explanation) {
        if let Outcome::Value(value) = explanation.outcome
            && !matches!(self.law.exprs.get(explanation.expr), Expr::Call(_))
            && let Some(computed) = self.computed(explanation)
        {
            let sentence = capitalized(&comes_to(self.law, explanation.expr, value));
            let facts = self.facts(&[explanation]);
            let line = Line::new(&sentence).computed(Some(computed));
            self.item(line.seeing(facts.seen()));
        }
    }

    /// How a define is computed, or what a list comes to.
    fn meaning(&self, whole: &Explanation, inner: &Explanation) -> Option<Computed> {
        self.computed(whole).or_else(|| self.computed(inner))
    }

    /// How a value is computed, where it is one of the circumstances of the case.
    fn computed(&self, value: &Explanation) -> Option<Computed> {
        if !self.told.circumstances.is_empty() {
            return None;
        }
        let levels = self.depth.saturating_sub(self.level).saturating_add(1);
        let computing = Computing::new(self.law, self.case, self.told.element, value);
        computing.tell(value.expr, levels)
    }

    fn walk<'e: 'l>(&mut self, explanation: &'e Explanation) {
        for reason in &explanation.because {
            match reason {
                Reason::Operand(inner) if is_plain(self.law, inner) => self.plain(inner),
                Reason::Operand(inner) if asks_a_list(self.law, inner.expr) => {
                    self.plain(inner);
                    self.walk(inner);
                }
                Reason::Operand(inner) => self.walk(inner),
                Reason::Bound(_, inner) => self.bound(explanation, inner),
                Reason::Define(term, inner) => self.define(*term, explanation, inner),
                Reason::Term(term) => self.term(term),
                Reason::Rule(status) => self.rule(status),
                // Steps and what stands in their way are told apart.
                Reason::Plan(_)
                | Reason::Obstacles(_)
                | Reason::Later(..)
                | Reason::LastSafeDay(_) => {}
                Reason::Earlier(_) | Reason::Cut => {}
            }
        }
    }

    /// What is bound for the inner part may be the element that is spoken of, or circumstances.
    fn bound<'e: 'l>(&mut self, whole: &Explanation, inner: &'e Explanation) {
        let outer = self.spoken_of();
        let within = self.within(whole, &outer);
        self.speak_of(within);
        self.walk(inner);
        self.speak_of(outer);
    }

    /// The list, with its length, of which it says that there is no element at some place, and nothing
    /// else.
    fn no_element(&self, explanation: &Explanation) -> Option<(ListId, i64)> {
        let is_of_place = matches!(
            (self.law.exprs.get(explanation.expr), &explanation.outcome),
            (Expr::Or(_), Outcome::Value(Value::Bool(true)))
                | (Expr::And(_), Outcome::Value(Value::Bool(false)))
        );
        let inputs = inputs(self.law, explanation);
        let mut lengths = inputs.iter().map(|input| match self.law[*input].kind {
            InputKind::Length(list) => Some((list, self.case.get(*input))),
            _ => None,
        });
        match (lengths.next(), lengths.next()) {
            (Some(Some((list, Some(Value::Int(length))))), None) if is_of_place => {
                Some((list, length))
            }
            _ => None,
        }
    }

    /// A condition without terms of rules in it.
    fn plain(&mut self, explanation: &Explanation) {
        if is_presence(self.law, explanation.expr) {
            return;
        }
        // That is nothing new where there are elements, and is told once where there is none.
        if let Some((list, length)) = self.no_element(explanation)
            && (length > 0 || !self.told.empty_list(list))
        {
            return;
        }
        if !self.told.condition(explanation) {
            return;
        }
        if let Outcome::Value(Value::Bool(holds)) = explanation.outcome
            && constant(self.law, explanation.expr).is_none()
        {
            let sentence = capitalized(&self.stated(explanation.expr, holds));
            // What is said of a list does not tell which elements it has.
            let facts = self.facts(&[explanation]);
            let told = match of_a_list(self.law, explanation) {
                true => facts.words(self.law),
                false => joined(&values_seen(self.law, explanation), "and"),
            };
            let here = self.here(false, [told]);
            self.item(Line::new(&sentence).here(here).seeing(facts.seen()));
        }
    }

    fn define<'e: 'l>(&mut self, term: TermId, whole: &Explanation, inner: &'e Explanation) {
        let grounds = &self.law[term].grounds;
        if let Outcome::Value(value) = whole.outcome
            && is_plain(self.law, inner)
        {
            if self.told.condition(whole) {
                let sentence = match (value, self.no_rule(term)) {
                    (_, Some(none)) => none,
                    (Value::Bool(holds), None) => self.stated(whole.expr, holds),
                    _ => comes_to(self.law, whole.expr, value),
                };
                let sentence = capitalized(&sentence);
                let facts = self.facts(&[inner]);
                let here = self.here(false, [facts.words(self.law)]);
                let line = Line::new(&sentence).resting_on(grounds);
                let line = line.here(here).computed(self.meaning(whole, inner));
                self.item(line.seeing(facts.seen()));
            }
        } else {
            if let Outcome::Value(value) = whole.outcome
                && let Some(computed) = self.meaning(whole, inner)
                && self.told.condition(whole)
            {
                let sentence = capitalized(&comes_to(self.law, whole.expr, value));
                let line = Line::new(&sentence).resting_on(grounds);
                self.item(line.computed(Some(computed)));
            }
            self.walk(inner);
        }
    }

    /// What of the case meets conditions, of the element that is spoken of.
    fn facts(&self, conditions: &[&Explanation]) -> Facts {
        Facts::of(self.law, self.case, self.told.element, conditions)
    }

    /// Why nothing is said of a step, or it is never overdue: no rule says whether it must be taken, or until
    /// when.
    fn no_rule(&self, term: TermId) -> Option<String> {
        let law = self.law;
        let (step, what) = match law[term].role {
            TermRole::Overdue(step) => {
                let mut terms = law.terms.iter();
                let is_timed = terms.any(|term| term.role == TermRole::Deadline(step));
                (step, (!is_timed).then_some("until when")?)
            }
            TermRole::Norm(step) => (step, "whether"),
            _ => return None,
        };
        let who = law[step].bearer().unwrap_or("the person");
        let step = infinitive(law, step);
        Some(format!(
            "no rule of this text says {what} {who} must {step}"
        ))
    }

    /// The terms in a condition whose rules are told after it, each of what it is about.
    fn walk_terms<'e: 'l>(&mut self, explanation: &'e Explanation) {
        let outer = self.spoken_of();
        let mut next = vec![(explanation, outer.clone())];
        while let Some((part, spoken_of)) = next.pop() {
            self.speak_of(spoken_of.clone());
            for reason in &part.because {
                if let Reason::Term(term) = reason {
                    self.term(term);
                }
            }
            let start = next.len();
            for reason in &part.because {
                let within = match reason {
                    Reason::Bound(..) => self.within(part, &spoken_of),
                    _ => spoken_of.clone(),
                };
                let inner = reason.parts().into_iter();
                next.extend(inner.map(|inner| (inner, within.clone())));
            }
            // The stack is read from its end.
            next.get_mut(start..).unwrap_or_default().reverse();
        }
        self.speak_of(outer);
    }
}
