//! A claim in one sentence.

use std::collections::BTreeSet;

use crate::calendar::{Day, Interval};
use crate::law::{Between, Claim, Expr, ExprId, Form, InputId, Law, Op, Relation, Rule, Type};
use crate::report::layout::Page;
use crate::report::rule_words::missing_words;
use crate::report::words::{
    Phrase, Relatives, asked, capitalized, clause, conditions, constant, either_day,
    is_about_things, is_some_step, is_supposed, joined, phrase, said_of_person, thing,
};

use super::persons;
use super::unanswered::may_be_unanswered;

/// The heading of a claim.
pub fn heading(page: &mut Page, claim: &Claim) {
    if let Some(heading) = &claim.heading {
        page.paragraph(1, heading);
    }
}

/// What a claim is about in the source's words, and the claim.
pub fn tell(page: &mut Page, law: &Law, claim: &Claim) {
    super::grounds::tell(page, 1, law, &claim.grounds);
    page.gap();
    sentence(page, law, claim);
    if let Some(cubes) = super::region::stated_for(law, claim) {
        page.gap();
        super::region::tell(page, "It is claimed for", 1, law, &cubes);
    }
}

/// The claim in one sentence.
pub fn sentence(page: &mut Page, law: &Law, claim: &Claim) {
    let (antecedents, consequent) = match claim.form {
        Some(_) => (Vec::new(), Vec::new()),
        None => implication(law, claim.claim),
    };
    let mut who: Vec<Phrase> = claim
        .stated_for()
        .iter()
        .flat_map(|condition| conditions(law, *condition, true))
        .collect();
    for antecedent in &antecedents {
        who.extend(conditions(law, *antecedent, true));
    }
    let Sentence { before, behind } = match &claim.form {
        Some(form) => of_form(law, form, who.is_empty()),
        None => said(law, &consequent).of_whom(who.is_empty()),
    };
    let when = when(claim);
    let before = match claim.form {
        Some(_) => format!("It is claimed that {when}{before}"),
        None => capitalized(&format!("{when}{before}")),
    };
    let unanswered = without_answer(law, &antecedents);
    if who.len() > 2 {
        persons::each(page, &before, Relatives::OF_A_PERSON, &who, &behind);
        if let Some(unanswered) = unanswered {
            page.paragraph(1, &unanswered);
        }
        return;
    }
    let who = match behind.is_empty() {
        true => Relatives::OF_A_PERSON.behind(&who),
        false => Relatives::OF_A_PERSON.between(&who),
    };
    let words = [before, who, behind].into_iter();
    let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
    let words = format!("{}.", words.join(" "));
    let sentences: Vec<String> = std::iter::once(words).chain(unanswered).collect();
    page.paragraph(1, &sentences.join(" "));
}

/// What is claimed, cut where it is said who the persons are.
struct Sentence {
    before: String,
    behind: String,
}

/// An implication does not hold by a condition that has no answer: that has to be said, since such
/// a person is none of whom the condition is met.
fn without_answer(law: &Law, antecedents: &[ExprId]) -> Option<String> {
    let unanswered = antecedents.iter().copied();
    let told: Vec<String> = unanswered
        .filter(|antecedent| may_be_unanswered(law, *antecedent))
        .map(|antecedent| asked(law, antecedent))
        .collect();
    let told = match told.as_slice() {
        [] => return None,
        all => joined(all, "or"),
    };
    Some(format!(
        "The same is claimed where there is no answer to the question {told}."
    ))
}

/// The same of a claim of a form of its own.
fn of_form(law: &Law, form: &Form, of_everybody: bool) -> Sentence {
    let core = compared(law, form);
    let before = match of_everybody {
        true => core,
        false => format!("{core}, for every person"),
    };
    let behind = String::new();
    Sentence { before, behind }
}

/// What a claim of a form of its own says: "the levy can never fall with a rise in the payment". No verb
/// in it has another form where a label is a plural.
fn compared(law: &Law, form: &Form) -> String {
    let outcome = form.outcome;
    let so = match is_about_things(law, outcome) {
        _ if form.ty != Type::Bool => thing(law, outcome),
        true => clause(law, outcome, true),
        false => format!("the person {}", said_of_person(law, outcome, true)),
    };
    let never = |moves: &str, limit: Option<ExprId>| {
        let limit = limit.map(|limit| format!(" by more than {}", thing(law, limit)));
        let limit = limit.unwrap_or_default();
        format!("{so} can never {moves}{limit} {}", between(law, form))
    };
    let turns = |from: &str, to: &str| {
        let between = between(law, form);
        format!("this never turns from {from} to {to} {between}: {so}")
    };
    match form.relation {
        Relation::NeverRises(_) if form.ty == Type::Bool => turns("no", "yes"),
        Relation::NeverFalls(_) if form.ty == Type::Bool => turns("yes", "no"),
        Relation::Kept => format!("nobody loses this {}: {so}", between(law, form)),
        Relation::Same if form.ty == Type::Bool => {
            format!("whether {so} does not depend on {}", between(law, form))
        }
        Relation::Same => format!("{so} does not depend on {}", between(law, form)),
        Relation::NeverRises(limit) => never("rise", limit),
        Relation::NeverFalls(limit) => never("fall", limit),
    }
}

/// In what the sides differ: "by “Second ordinance”, from 1 July 2025 on", "with a rise of 1 crown
/// in the payment", "the payment or on the status".
fn between(law: &Law, form: &Form) -> String {
    match &form.between {
        Between::Laws { act, days, .. } => {
            let told: Vec<String> = days.iter().map(|day| thing(law, *day)).collect();
            let told = joined(&told, "and");
            match act {
                Some(act) if days.len() == 1 => {
                    format!("by “{}”, in force from {told}", law[*act].title)
                }
                Some(act) => format!("by “{}”, which takes effect on {told}", law[*act].title),
                None => match days.as_slice() {
                    [day] if let Some(eve) = only_day(law, *day).and_then(Day::previous) => {
                        let eve = eve.in_words();
                        format!("between the law of {eve} and that of {told}")
                    }
                    _ => format!("between the law of the day before and that of {told}"),
                },
            }
        }
        Between::Neighbours { twins, rise, .. } => {
            let told = told_apart(law, twins);
            let named = missing_words(law, &told);
            let Some(step) = rise else {
                return joined(&named, "or on");
            };
            let named = joined(&named, "and");
            let by = |before: &str| match step {
                Some(step) => format!(" {before} {}", thing(law, *step)),
                None => String::new(),
            };
            match told.first() {
                Some(of) if law[*of].ty == Type::Date => format!("with {named} later{}", by("by")),
                _ => format!("with a rise{} in {named}", by("of")),
            }
        }
    }
}

/// In what two people differ. What has a history is several inputs, of which the first says of what.
fn told_apart(law: &Law, twins: &[(InputId, InputId)]) -> Vec<InputId> {
    let told = twins.iter().map(|(input, _)| *input).filter(|input| {
        law.history_of(*input)
            .is_none_or(|(_, history)| history.ever == *input)
    });
    told.collect()
}

/// The day that an expression is on all readings.
fn only_day(law: &Law, day: ExprId) -> Option<Day> {
    match law.exprs.days_of(day)?.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Where two sides are compared that cannot differ, nothing is shown by it: that is said.
pub fn alike(page: &mut Page, law: &Law, claim: &Claim) {
    let days = match claim.form.as_ref().map(|form| &form.between) {
        Some(Between::Laws { days, .. }) => days,
        Some(Between::Neighbours {
            twins, idle: true, ..
        }) => {
            let named = joined(&missing_words(law, &told_apart(law, twins)), "or");
            let text = format!("Nothing that decides it looks at {named}.");
            page.gap();
            return page.paragraph(1, &text);
        }
        _ => return,
    };
    let days = days.iter().filter_map(|day| law.exprs.days_of(*day));
    let days: BTreeSet<Day> = days.flatten().collect();
    let bounds = law.rules.iter().flat_map(Rule::bounds);
    // A bound that is no fixed day may be any.
    let mut bounds = bounds.map(|bound| law.exprs.days_of(bound));
    let changes = bounds.any(|bound| match bound {
        Some(bound) => bound.iter().any(|day| days.contains(day)),
        None => true,
    });
    if !changes {
        let days = either_day(&days);
        page.gap();
        page.paragraph(
            1,
            &format!(
                "No rule and no value begins or ends on {days}: the laws compared are the same."
            ),
        );
    }
}

fn when(claim: &Claim) -> String {
    let days = claim.window();
    if days == Interval::ALWAYS {
        String::new()
    } else {
        format!("{}, ", days.in_words())
    }
}

/// What is claimed.
enum Said {
    /// What hangs on nobody and on nothing: it is so in every case, or in none.
    Settled(bool),
    /// A sentence: "a visa is out of reach".
    OfThings(String),
    /// "every person" or "nobody", and a verb phrase.
    OfPersons(&'static str, String),
}

impl Said {
    /// The sentence around those of whom it is said, or of everybody.
    fn of_whom(self, of_everybody: bool) -> Sentence {
        let (before, behind) = match self {
            Self::Settled(so) if of_everybody => {
                let cases = if so { "every case" } else { "no case" };
                let told = format!("what is claimed is so in {cases}, whoever the person is");
                (told, String::new())
            }
            Self::Settled(true) => {
                let told = "what is claimed is so in every case for every person";
                (told.to_owned(), String::new())
            }
            Self::Settled(false) => ("there is no person".to_owned(), String::new()),
            Self::OfThings(words) => (format!("{words} for every person"), String::new()),
            Self::OfPersons(subject, words) => (subject.to_owned(), words),
        };
        Sentence { before, behind }
    }
}

fn said(law: &Law, parts: &[ExprId]) -> Said {
    let things = parts.iter().all(|part| is_about_things(law, *part));
    match parts {
        [only] if let Some(so) = constant(law, *only) => Said::Settled(so),
        _ if things => {
            let words: Vec<String> = parts.iter().map(|part| clause(law, *part, true)).collect();
            Said::OfThings(joined(&words, "or"))
        }
        // What is supposed of the person does not say who it is.
        [only] if is_supposed(law, *only) => {
            Said::OfThings(format!("{},", clause(law, *only, true)))
        }
        // What everybody need not do is told as what nobody must do.
        [only] => match law.exprs.get(*only) {
            Expr::Not(inner) => Said::OfPersons("nobody", said_of_person(law, *inner, true)),
            _ => Said::OfPersons("every person", said_of_person(law, *only, true)),
        },
        _ => {
            let parts = parts.iter().map(|part| phrase(law, *part, true));
            Said::OfPersons("every person", Phrase::any(parts.collect()).words())
        }
    }
}

/// "If a and b, then c": the parts that are denied in a disjunction are conditions of the rest.
fn implication(law: &Law, claim: ExprId) -> (Vec<ExprId>, Vec<ExprId>) {
    let Expr::Or(parts) = law.exprs.get(claim) else {
        return (Vec::new(), vec![claim]);
    };
    let mut conditions = Vec::new();
    let mut rest = Vec::new();
    for part in parts {
        match law.exprs.get(*part) {
            Expr::Not(inner) => conditions.push(*inner),
            _ => rest.push(*part),
        }
    }
    // A bound that is met is stored as one that is not broken.
    if rest.is_empty() {
        let is_bound = |part: &ExprId| matches!(law.exprs.get(*part), Expr::Op(Op::Less, _));
        let (bounds, others) = conditions.iter().copied().partition::<Vec<_>, _>(is_bound);
        if let ([_], false) = (bounds.as_slice(), others.is_empty()) {
            let denied = |part: &ExprId| matches!(law.exprs.get(*part), Expr::Not(inner) if bounds.contains(inner));
            rest = parts.iter().copied().filter(denied).collect();
            conditions = others;
        }
    }
    if conditions.is_empty() || rest.is_empty() || is_some_step(law, parts) {
        (Vec::new(), vec![claim])
    } else {
        (conditions, rest)
    }
}
