//! Why a question is answered as it is: numbered reasons with their sentences, what of the case
//! meets them, the exceptions that do not apply, and what the answer does not need.

mod closing;
mod conditions;

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::eval::{
    Explanation, Interpreter, Outcome, Reason, RuleStatus, Situation, Standing, TermExplanation,
    explain,
};
use crate::law::{
    ActId, Effect, Expr, ExprId, Ground, InputId, InputKind, Law, ListId, ProvisionId, RuleId,
    TermId, TermRole, Value, WrittenId,
};

use super::counted;
use super::layout::Page;
use super::proof::grounds;
use super::rule_words::why;
use super::words::{
    bound_element, capitalized, clause, comes_to, element, heading, is_about_things, joined,
    said_of_person, term_comes_to,
};
use super::{ways, words};

use closing::{no_exception, not_needed};

pub use closing::idle;
pub(super) use conditions::is_rule_of_element;
use conditions::{
    around, asks_a_list, here, inputs, is_of_element, is_of_step, is_plain, is_presence,
    is_reading, of_a_list, shared_conditions,
};

/// The whole outline, however deep it is.
pub const WHOLE: usize = usize::MAX;

/// Writes the reasons for what an expression comes to in a situation, those of `depth` levels: the
/// first are those of the answer itself, the others those of conditions. How many are below is told.
/// `said` is what the case says.
pub fn write(
    page: &mut Page,
    law: &Law,
    case: &Situation,
    said: &[(InputId, Value)],
    expr: ExprId,
    depth: usize,
) {
    let explanation = explain(law, case, expr);
    let mut reasons = Reasons {
        law,
        case,
        page: Page::new(),
        count: 0,
        level: 1,
        depth,
        below: 0,
        exceptions: Vec::new(),
        told: Told::default(),
    };
    reasons.walk(&explanation);
    reasons.tell_below();
    let Reasons {
        page: because,
        count,
        exceptions,
        ..
    } = reasons;
    if count > 0 {
        page.section("Because", None);
        page.append(because);
    }
    no_exception(page, law, case, &exceptions);
    ways::write(page, law, case, &explanation, depth);
    ways::at_the_door(page, law, case, &explanation);
    not_needed(page, law, case, said, expr, &explanation);
}

/// An element of a list, by its place.
type Element = (ListId, usize);

/// What was told already: nothing is told twice.
#[derive(Default)]
struct Told {
    acts: BTreeSet<ActId>,
    provisions: BTreeSet<ProvisionId>,
    /// With whether they apply: a rule may under some circumstances and not under others.
    rules: BTreeSet<(Option<Element>, WrittenId, bool)>,
    /// With what they come to, for the same reason.
    conditions: BTreeSet<(Option<Element>, ExprId, Option<Value>)>,
    exceptions: BTreeSet<WrittenId>,
    empty_lists: BTreeSet<ListId>,
    /// The sentences quoted, by where they stand in the law, with the number of the reason.
    quoted: Vec<(*const [Ground], usize)>,
    /// The element that is spoken of; the same is told again of another.
    element: Option<Element>,
    /// Under which circumstances, where they are not those of the case.
    circumstances: Vec<Circumstances>,
}

impl Told {
    fn rule(&mut self, rule: WrittenId, applies: bool) -> bool {
        self.rules.insert((self.element, rule, applies))
    }

    fn condition(&mut self, condition: &Explanation) -> bool {
        let outcome = condition.outcome.value();
        self.conditions
            .insert((self.element, condition.expr, outcome))
    }
}

/// Circumstances that are not those of the case.
#[derive(Clone)]
struct Circumstances {
    /// "on 1 January 2024", "but for “Supplement”".
    words: String,
    /// They matter to rules alone, and to no fact.
    of_rules: bool,
}

/// The element that is spoken of, and the circumstances.
type SpokenOf = (Option<Element>, Vec<Circumstances>);

struct Reasons<'l> {
    law: &'l Law,
    case: &'l Situation,
    page: Page,
    count: usize,
    /// The level of what is told, and the last one that is.
    level: usize,
    depth: usize,
    /// The reasons below that level since the last one that was told.
    below: usize,
    exceptions: Vec<&'l RuleStatus>,
    told: Told,
}

/// The column of the text of a reason.
const TEXT: usize = 5;

impl<'l> Reasons<'l> {
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

    fn spoken_of(&self) -> SpokenOf {
        (self.told.element, self.told.circumstances.clone())
    }

    fn speak_of(&mut self, (element, circumstances): SpokenOf) {
        self.told.element = element;
        self.told.circumstances = circumstances;
    }

    /// What is spoken of within what an expression binds.
    fn within(&self, whole: &Explanation, outer: &SpokenOf) -> SpokenOf {
        let law = self.law;
        let Expr::With(bindings, _) = law.exprs.get(whole.expr) else {
            return outer.clone();
        };
        let element = bound_element(law, bindings.iter().copied());
        let mut circumstances = outer.1.clone();
        for of_rules in [false, true] {
            let told = bindings.iter().copied().filter(|(input, _)| {
                let kind = law[*input].kind;
                match kind {
                    InputKind::Day => !of_rules,
                    InputKind::LawDay | InputKind::Switch(_) => of_rules,
                    _ => false,
                }
            });
            let told: Vec<_> = told.collect();
            if !told.is_empty() {
                let words = words::circumstances(law, &told);
                circumstances.push(Circumstances { words, of_rules });
            }
        }
        (element.or(outer.0), circumstances)
    }

    /// Of whom something is said.
    fn subject(&self, of_element: bool) -> String {
        match self.told.element {
            Some((list, place)) if of_element => element(self.law, list, place),
            _ => "the person".to_owned(),
        }
    }

    /// A yes-or-no expression as a sentence.
    fn stated(&self, expr: ExprId, holds: bool) -> String {
        let of_element = self.told.element.is_some() && is_of_element(self.law, expr);
        if of_element && !is_about_things(self.law, expr) {
            return format!(
                "{} {}",
                self.subject(of_element),
                said_of_person(self.law, expr, holds)
            );
        }
        clause(self.law, expr, holds)
    }

    /// What is told of the case, under the circumstances spoken of; of facts those of rules alone
    /// do not matter.
    fn here(&self, of_rules: bool, told: impl IntoIterator<Item = String>) -> String {
        let under: Vec<&str> = self
            .told
            .circumstances
            .iter()
            .filter(|one| of_rules || !one.of_rules)
            .map(|one| one.words.as_str())
            .collect();
        let told: Vec<String> = told.into_iter().filter(|told| !told.is_empty()).collect();
        let told = told.join("; ");
        let all = under.into_iter().chain([told.as_str()]);
        let all: Vec<&str> = all.filter(|told| !told.is_empty()).collect();
        all.join(", ")
    }

    fn item(&mut self, sentence: &str, because: &[Ground], here: &str) {
        if self.level > self.depth {
            self.below += 1;
            return;
        }
        self.tell_below();
        self.count += 1;
        self.page.gap();
        let number = self.count.to_string();
        self.page.hanging(2, &number, TEXT, sentence);
        self.quote(because);
        if !here.is_empty() {
            self.page
                .hanging(TEXT, "Here:", TEXT + 6, &format!("{here}."));
        }
    }

    /// The sentences behind a reason; what is quoted already, as of another element of a list, is not
    /// quoted again.
    fn quote(&mut self, because: &[Ground]) {
        let known = self.told.quoted.iter();
        let mut known = known.filter(|(grounds, _)| std::ptr::eq(*grounds, because));
        if let Some((_, number)) = known.next() {
            let told = format!("Quoted at {number}.");
            self.page.hanging(TEXT, "", TEXT, &told);
            return;
        }
        grounds::tell_at(&mut self.page, TEXT, self.law, because);
        if because
            .iter()
            .any(|ground| matches!(ground, Ground::Cited(_)))
        {
            self.told.quoted.push((because, self.count));
        }
    }

    /// How many reasons are below the last one told.
    fn tell_below(&mut self) {
        if self.below > 0 {
            let told = counted(self.below, "more reason", "more reasons");
            self.page.gap();
            self.page.paragraph(2, &format!("… {told}"));
            self.below = 0;
        }
    }

    /// What is behind a reason, a level below it.
    fn behind(&mut self, tell: impl FnOnce(&mut Self)) {
        self.level += 1;
        tell(self);
        self.level -= 1;
    }

    /// Whether it says of a place of a list only that there is no element: that is nothing new where
    /// there are others, and is told once where there is none.
    fn is_beyond_a_list(&mut self, explanation: &Explanation) -> bool {
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
                length > 0 || !self.told.empty_lists.insert(list)
            }
            _ => false,
        }
    }

    /// A condition without terms of rules in it.
    fn plain(&mut self, explanation: &Explanation) {
        if is_presence(self.law, explanation.expr)
            || self.is_beyond_a_list(explanation)
            || !self.told.condition(explanation)
        {
            return;
        }
        if let Outcome::Value(Value::Bool(holds)) = explanation.outcome
            && !matches!(self.law.exprs.get(explanation.expr), Expr::Lit(_))
        {
            let sentence = capitalized(&self.stated(explanation.expr, holds));
            // What is said of a list does not tell which elements it has.
            let facts = if of_a_list(self.law, explanation) {
                here(self.law, self.case, self.told.element, &[explanation])
            } else {
                String::new()
            };
            let here = self.here(false, [facts]);
            self.item(&format!("{sentence}."), &[], &here);
        }
    }

    fn define<'e: 'l>(&mut self, term: TermId, whole: &Explanation, inner: &'e Explanation) {
        let grounds = &self.law[term].grounds;
        if let Outcome::Value(value) = whole.outcome
            && is_plain(self.law, inner)
        {
            if self.told.condition(whole) {
                let sentence = match value {
                    Value::Bool(holds) => self.stated(whole.expr, holds),
                    _ => comes_to(self.law, whole.expr, value),
                };
                let sentence = capitalized(&sentence);
                let facts = here(self.law, self.case, self.told.element, &[inner]);
                let here = self.here(false, [facts]);
                self.item(&format!("{sentence}."), grounds, &here);
            }
        } else {
            self.walk(inner);
        }
    }

    /// The rules that determine a term: those that apply, else those that could and do not.
    fn term<'e: 'l>(&mut self, term: &'e TermExplanation) {
        for status in &term.rules {
            if !status.about_another_step {
                self.rule_of(term, status);
            }
        }
        if let Some(otherwise) = &term.otherwise {
            self.walk(otherwise);
        }
    }

    fn rule_of<'e: 'l>(&mut self, term: &TermExplanation, status: &'e RuleStatus) {
        if term.winners.contains(&status.rule) {
            self.applies(status);
            return;
        }
        let set_aside = matches!(
            status.standing,
            Standing::Lifted { .. } | Standing::Defeated { .. }
        );
        // Where nothing is required, what is merely allowed is no reason.
        let allows = matches!(self.law[term.term].role, TermRole::Norm(_))
            && !self.law.is_binding(status.rule);
        if set_aside || (term.winners.is_empty() && !allows) {
            self.does_not_apply(status);
        }
    }

    fn rule<'e: 'l>(&mut self, status: &'e RuleStatus) {
        if status.standing == Standing::Wins {
            self.applies(status);
        } else {
            self.does_not_apply(status);
        }
    }

    /// A rule that applies: its act, its provisions, itself, and then what its conditions rest on.
    fn applies<'e: 'l>(&mut self, status: &'e RuleStatus) {
        let law = self.law;
        let id = law[status.rule].written;
        if !self.told.rule(id, true) {
            return;
        }
        self.act(status.rule);
        let mut rest: Vec<&Explanation> = status.conditions.iter().collect();
        for provision in around(law, id) {
            let shared = shared_conditions(law, provision);
            let (own, others) = rest
                .into_iter()
                .partition::<Vec<_>, _>(|condition| shared.contains(&condition.expr));
            rest = others;
            if self.told.provisions.insert(provision) {
                self.provision(provision, &own);
            }
        }
        self.own_sentence(status, &rest);
        self.behind(|reasons| {
            for part in status.conditions.iter().chain(&status.value) {
                reasons.walk_terms(part);
            }
        });
        if self.level <= self.depth {
            self.note_exceptions(status);
        }
    }

    fn act(&mut self, rule: RuleId) {
        let law = self.law;
        let Some(act) = law[law[rule].written].act else {
            return;
        };
        if let Some((first, grounds)) = &law[act].in_force
            && self.told.acts.insert(act)
        {
            let sentence = format!("{} is in force.", law[act].title);
            let here = match self.day(*first) {
                Some(day) => format!("in force since {}", day.in_words()),
                None => String::new(),
            };
            self.item(&sentence, grounds, &here);
        }
    }

    fn provision(&mut self, provision: ProvisionId, conditions: &[&Explanation]) {
        let law = self.law;
        let grounds = &law[provision].grounds;
        if grounds.is_empty() && conditions.is_empty() {
            return;
        }
        let sentence = self
            .sentence(conditions)
            .or_else(|| law[provision].heading.clone());
        let facts = here(law, self.case, self.told.element, conditions);
        let here = self.here(false, [facts]);
        self.item(&ended(&sentence.unwrap_or_default()), grounds, &here);
    }

    fn own_sentence(&mut self, status: &RuleStatus, conditions: &[&Explanation]) {
        let law = self.law;
        let id = law[status.rule].written;
        let of_provisions: usize = around(law, id)
            .into_iter()
            .map(|provision| law[provision].grounds.len())
            .sum();
        let grounds = law[id].grounds.get(of_provisions..).unwrap_or_default();
        // The conditions alone do not say what an exception lifts or what a rule requires.
        let sentence = match law[status.rule].effect {
            Effect::Value(term, _) if !is_of_step(law, term) => self.sentence(conditions),
            Effect::Value(..) | Effect::Lift => None,
        };
        let sentence = sentence.unwrap_or_else(|| heading(law, id));
        let behind: Vec<&Explanation> = conditions.iter().copied().chain(&status.value).collect();
        let facts = Some(here(law, self.case, self.told.element, &behind));
        let told = [self.given(status), facts, self.life(status.rule)];
        let here = self.here(true, told.into_iter().flatten());
        self.item(&ended(&sentence), grounds, &here);
    }

    /// The number, day, amount or value that a rule gives a term: "the levy is 99.00 crowns".
    fn given(&self, status: &RuleStatus) -> Option<String> {
        let Effect::Value(term, _) = self.law[status.rule].effect else {
            return None;
        };
        match status.value.as_ref()?.outcome {
            Outcome::Value(Value::Bool(_)) => None,
            Outcome::Value(given) if self.law[term].role == TermRole::Value => {
                let of = match self.told.element {
                    Some(_) if self.law[term].of.is_some() => format!(" of {}", self.subject(true)),
                    _ => String::new(),
                };
                Some(term_comes_to(self.law, term, &of, given))
            }
            _ => None,
        }
    }

    /// A day of the law on the readings of the case; `None` where they leave it open.
    fn day(&self, day: ExprId) -> Option<Day> {
        let outcome = Interpreter::new(self.law, self.case).evaluate(day);
        match outcome.value() {
            Some(Value::Day(day)) => Some(day),
            _ => None,
        }
    }

    /// The days of a rule that are not those of its act.
    fn life(&self, rule: RuleId) -> Option<String> {
        let law = self.law;
        let life = Interpreter::new(law, self.case).life(rule);
        let day = |outcome: &Option<Outcome>| match outcome {
            Some(Outcome::Value(Value::Day(day))) => Some(*day),
            _ => None,
        };
        let act = law[law[rule].written].act;
        let of_act = act.and_then(|act| law[act].in_force.as_ref());
        let of_act = of_act.and_then(|(first, _)| self.day(*first));
        let from = day(&life.from).filter(|from| Some(*from) != of_act);
        let last = day(&life.until).and_then(Day::previous);
        match (from, last) {
            (Some(from), Some(last)) => Some(format!(
                "in force from {} to {}",
                from.in_words(),
                last.in_words()
            )),
            (Some(from), None) => Some(format!("in force since {}", from.in_words())),
            (None, Some(last)) => Some(format!("last day {}", last.in_words())),
            (None, None) => None,
        }
    }

    fn sentence(&self, conditions: &[&Explanation]) -> Option<String> {
        let said = |of_element: bool| -> Option<String> {
            let phrases: Vec<String> = conditions
                .iter()
                .filter(|condition| !is_reading(self.law, condition.expr))
                .filter(|condition| {
                    let of_one = self.told.element.is_some();
                    (of_one && is_of_element(self.law, condition.expr)) == of_element
                })
                .map(|condition| said_of_person(self.law, condition.expr, true))
                .collect();
            let subject = self.subject(of_element);
            (!phrases.is_empty()).then(|| format!("{subject} {}", joined(&phrases, "and")))
        };
        let both: Vec<String> = said(true).into_iter().chain(said(false)).collect();
        (!both.is_empty()).then(|| capitalized(&both.join(", and ")))
    }

    /// A rule that does not apply, and why; what lifts it is told with it.
    fn does_not_apply<'e: 'l>(&mut self, status: &'e RuleStatus) {
        let law = self.law;
        let id = law[status.rule].written;
        if !self.told.rule(id, false) {
            return;
        }
        let to = match self.told.element {
            Some((list, place)) if is_rule_of_element(law, status.rule) => {
                format!(" to {}", element(law, list, place))
            }
            _ => String::new(),
        };
        let heading = heading(law, id);
        let sentence = match status.standing {
            Standing::Open { .. } => format!("It is open whether “{heading}” applies{to}."),
            _ => format!("“{heading}” does not apply{to}."),
        };
        let here = self.here(true, [why(law, self.case, status)]);
        self.item(&sentence, &law[id].grounds, &here);
        self.ended(status);
        self.behind(|reasons| {
            for exception in &status.exceptions {
                if exception.standing == Standing::Wins {
                    reasons.applies(exception);
                }
            }
            for condition in &status.conditions {
                reasons.walk_terms(condition);
            }
        });
    }

    /// The amendment by which a rule is over.
    fn ended(&mut self, status: &RuleStatus) {
        let law = self.law;
        let Standing::NotInForce(life) = &status.standing else {
            return;
        };
        if let Some(by) = law[law[status.rule].written].ends_by
            && life.is_over()
        {
            let act = law[by].act.map_or("An amendment", |act| &law[act].title);
            self.item(&format!("{act} ended it."), &law[by].grounds, "");
        }
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

    fn note_exceptions<'e: 'l>(&mut self, status: &'e RuleStatus) {
        for exception in &status.exceptions {
            let id = self.law[exception.rule].written;
            if !exception.about_another_step && self.told.exceptions.insert(id) {
                self.exceptions.push(exception);
            }
        }
    }
}

fn ended(sentence: &str) -> String {
    format!("{}.", sentence.trim_end_matches('.'))
}
