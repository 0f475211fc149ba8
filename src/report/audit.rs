//! What nobody asked for, in words.

use crate::diagnostic::Code;
use crate::law::{
    Deliberate, Effect, Expr, ExprId, Ground, Intended, Law, RuleId, TermId, Type, WrittenId,
};
use crate::report::layout::{Ending, Page};
use crate::report::words::{
    bare, does_with, heading, infinitive, joined, noun, plain, said_of_person, thing, value,
};
use crate::verdict::{Bound, Finding, Outcome, Side, Subject, Threshold, Verdict};

use super::conflict::{self, Conflict};
use super::gap::{self, Gap};
use super::proof::support::Numbers;
use super::proof::{checked, grounds, head, open, refuted, rests, verdict};
use super::rule_words::{given, term_words};
use super::{counted, no_result, told_with};

/// How persons of a finding are told. That one is on a bound, or has what an operation fails on, says all
/// there is to say.
const fn so(about: Subject) -> refuted::Told {
    refuted::Told {
        one: "A person of whom it is so",
        several: "Persons of whom it is so",
        so: "it is so",
        otherwise: "is not so",
        shortest: true,
        why: !matches!(about, Subject::Threshold(_) | Subject::NoResult(..)),
    }
}

/// The findings as a page of text; `asked` questions were put.
pub fn text(law: &Law, findings: &[Finding], asked: usize) -> String {
    let mut page = Page::new();
    let verdicts: Vec<Verdict> = findings
        .iter()
        .map(|finding| finding.verdict.clone())
        .collect();
    head::tell(&mut page, law, &verdicts);
    let open = findings.iter().filter(|finding| finding.intended.is_none());
    let told: Vec<Verdict> = open
        .clone()
        .map(|finding| finding.verdict.clone())
        .collect();
    let numbers = Numbers::new(law, &told);
    for (at, finding) in open.clone().enumerate() {
        if at == 0 {
            page.gap();
        } else {
            page.wide_gap();
        }
        let earlier = open.clone().take(at);
        let later = open.clone().skip(at);
        let [before, from] = [alike(earlier, finding), alike(later, finding)];
        page.banner(
            &numbered(finding, before + 1, before + from),
            &name_in_bar(law, finding.about),
        );
        below(&mut page, law, finding, &numbers);
    }
    intended(&mut page, law, findings);
    conflict::not_conflicts(&mut page, law, findings);
    rests::of_all(&mut page, (law, &numbers), &verdicts);
    page.wide_gap();
    page.bar();
    page.paragraph(0, &summary(findings, asked));
    if let Some(compared) = conflict::compared(findings) {
        page.paragraph(0, &compared);
    }
    if asked > 0 {
        page.paragraph(0, nothing_else(findings));
    }
    page.finish()
}

/// What stands behind the questions that found nothing.
fn nothing_else(findings: &[Finding]) -> &'static str {
    match findings {
        [] => "That there is nothing to be found by them rests on Z3 alone.",
        _ => "That there is nothing else to be found by them rests on Z3 alone.",
    }
}

/// How many of some findings have the same bar.
fn alike<'f>(among: impl Iterator<Item = &'f Finding>, finding: &Finding) -> usize {
    among.filter(|one| banner(one) == banner(finding)).count()
}

/// "CONFLICT 1 of 2": conflicts and gaps are counted.
fn numbered(finding: &Finding, number: usize, of: usize) -> String {
    let banner = banner(finding);
    match finding.about {
        Subject::Conflict(..) | Subject::Gap(_)
            if of > 1 && finding.verdict.outcome() != Outcome::Undecided =>
        {
            format!("{banner} {number} of {of}")
        }
        _ => banner,
    }
}

/// The name in the bar: of a conflict these are the two rules.
fn name_in_bar(law: &Law, about: Subject) -> String {
    match about {
        Subject::Conflict(_, one, other) => {
            let name = |rule: RuleId| law[law[rule].written].name.as_str();
            format!("{}, {}", name(one), name(other))
        }
        _ => name(law, about),
    }
}

/// What was found, in capitals.
pub(super) fn banner(finding: &Finding) -> String {
    match finding.verdict.outcome() {
        Outcome::Undecided => "UNDECIDED".to_owned(),
        _ if matches!(finding.about, Subject::Conflict(..)) => "CONFLICT".to_owned(),
        _ if matches!(finding.about, Subject::Gap(_)) => "GAP".to_owned(),
        _ => title(finding.about).to_uppercase(),
    }
}

/// A finding without its bar.
pub(super) fn below(page: &mut Page, law: &Law, finding: &Finding, numbers: &Numbers<'_>) {
    let kind = title(finding.about);
    let is_decided = finding.verdict.undecided.is_none();
    let told = match (Conflict::of(law, finding), Gap::of(law, finding)) {
        (Some(conflict), _) if is_decided => {
            conflict::below(page, law, finding, &conflict, numbers);
            true
        }
        (_, Some(gap)) if is_decided => {
            gap::below(page, law, finding, &gap, &sentence(law, finding), numbers);
            true
        }
        _ => false,
    };
    if told {
        return more(page, finding.about);
    }
    if let Some(reason) = &finding.verdict.undecided {
        let asked = format!("Asked was whether this is so: {}.", uncapitalized(kind));
        page.paragraph(1, &asked);
        open::why(page, law, &law[finding.verdict.claim], reason);
    } else {
        page.paragraph(1, &sentence(law, finding));
        told_with::tell(page, law, finding);
    }
    for rule in finding.rules.iter().copied() {
        page.gap();
        page.paragraph(2, &format!("“{}”", heading(law, rule)));
        grounds::tell_at(page, 4, law, &law[rule].grounds);
    }
    if let Some(reason) = &finding.verdict.undecided {
        open::person(page, law, &law[finding.verdict.claim], reason);
        open::what_would_settle(page, law, reason, false);
        return;
    }
    verdict::behind(page, law, &finding.verdict);
    refuted::persons(page, law, &finding.verdict, so(finding.about));
    rests::tell(page, law, &finding.verdict, numbers);
    settled_by(page, law, finding.about);
    checked::tell(page, &finding.verdict, "of whom it is so");
    more(page, finding.about);
}

/// Where more is said on findings of the kind.
fn more(page: &mut Page, about: Subject) {
    page.gap();
    page.paragraph(1, &format!("More on this: kzrule explain {}", code(about)));
}

/// What would give a calculation a result: nothing of it is for a program to choose.
fn settled_by(page: &mut Page, law: &Law, about: Subject) {
    let Subject::NoResult(by, _) = about else {
        return;
    };
    let ways = no_result::settled_by(law, by);
    page.section("What would settle it", None);
    page.paragraph(
        1,
        "One of these, written into the rules. The program chooses none of them:",
    );
    page.list(1, &ways, Ending::Joined("or", "."));
}

/// What is found and is as it should be, and what is said to be so and is not found.
pub(super) fn intended(page: &mut Page, law: &Law, findings: &[Finding]) {
    let known = findings.iter().filter(|finding| finding.intended.is_some());
    for (at, finding) in known.enumerate() {
        if at == 0 {
            page.wide_gap();
            page.section("Found, and intended", None);
        }
        let because = finding.intended.as_deref().unwrap_or_default();
        let told = format!("{}: {}", title(finding.about), about(law, finding.about));
        page.paragraph(1, &told);
        page.paragraph(3, because);
    }
    let idle = unfound(law, findings);
    for (at, intended) in idle.iter().enumerate() {
        if at == 0 {
            page.wide_gap();
            page.section("Said to be intended, and not found", None);
        }
        page.paragraph(1, &deliberate(law, &intended.about));
        page.paragraph(3, &intended.because);
    }
}

fn deliberate(law: &Law, about: &Deliberate) -> String {
    let rules = |rules: &[WrittenId]| match rules.first() {
        Some(rule) => law[*rule].name.clone(),
        None => String::new(),
    };
    match about {
        Deliberate::Gap(term) => format!("A gap: {}", law[*term].name),
        Deliberate::Conflict(one, other) => {
            format!("A conflict: {} and {}", rules(one), rules(other))
        }
        Deliberate::Idle(rule) => format!("What changes nothing: {}", rules(rule)),
        Deliberate::Duty(step) => format!("A duty that cannot be fulfilled: {}", law[*step].name),
        Deliberate::DeadEnd(holding) => format!("A dead end: {}", law[*holding].name),
        Deliberate::Sanction(term) => format!("A sanction that leads back: {}", law[*term].name),
        Deliberate::Threshold(rule) => format!("A bound: {}", rules(rule)),
    }
}

/// What is said to be intended, and is not found: it can go.
pub fn unfound<'l>(law: &'l Law, findings: &[Finding]) -> Vec<&'l Intended> {
    let is_found = |intended: &&Intended| {
        let mut all = findings.iter();
        all.any(|finding| finding.about.is(law, &intended.about))
    };
    law.intended.iter().filter(|one| !is_found(one)).collect()
}

/// The page on findings of the kind.
pub(super) fn code(about: Subject) -> Code {
    match about {
        Subject::NeverApplies(_) => Code::NeverApplies,
        Subject::IdleCondition(..) | Subject::IdleProvision(..) | Subject::IdleAlternative(..) => {
            Code::IdleCondition
        }
        Subject::IdleException(_) => Code::ExceptionChangesNothing,
        Subject::Gap(_) | Subject::NoResult(..) => Code::Gap,
        Subject::Conflict(..) => Code::Conflict,
        Subject::ImpossibleDuty(_) => Code::ImpossibleDuty,
        Subject::DeadEnd(_) => Code::DeadEnd,
        Subject::NeverGranted(_) => Code::NeverGranted,
        Subject::NoParameter(..) => Code::NoParameter,
        Subject::SanctionLoop { .. } => Code::SanctionLoop,
        Subject::Threshold(_) => Code::Threshold,
    }
}

fn uncapitalized(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// What was found, as a heading.
pub(super) fn title(about: Subject) -> &'static str {
    match about {
        Subject::NeverApplies(_) => "A rule that applies to nobody",
        Subject::IdleCondition(..) | Subject::IdleProvision(..) => {
            "A condition that changes nothing"
        }
        Subject::IdleAlternative(..) => "An alternative that changes nothing",
        Subject::IdleException(_) => "An exception that changes nothing",
        Subject::Gap(_) => "A gap",
        Subject::NoResult(..) => "A calculation without a result",
        Subject::Conflict(..) => "A conflict",
        Subject::ImpossibleDuty(_) => "A duty that cannot be fulfilled",
        Subject::DeadEnd(_) => "A dead end",
        Subject::NeverGranted(_) => "A holding that nobody can get",
        Subject::NoParameter(..) => "A parameter without a value",
        Subject::SanctionLoop { .. } => "A sanction that leads back",
        Subject::Threshold(_) => "A question on a bound",
    }
}

/// The name in the files of what it is about.
pub(super) fn name(law: &Law, about: Subject) -> String {
    match about {
        Subject::NeverApplies(rule)
        | Subject::IdleCondition(rule, _)
        | Subject::IdleAlternative(rule, ..)
        | Subject::IdleException(rule) => law[rule].name.clone(),
        Subject::IdleProvision(provision, _) => law[provision].name.clone(),
        Subject::Gap(term) | Subject::Conflict(term, ..) => law[term].name.clone(),
        Subject::ImpossibleDuty(step) => law[step].name.clone(),
        Subject::DeadEnd(holding) | Subject::NeverGranted(holding) => law[holding].name.clone(),
        Subject::NoResult(by, _) => no_result::name(law, by),
        Subject::NoParameter(rule, term) => format!("{} in {}", law[term].name, law[rule].name),
        Subject::SanctionLoop { sanction, .. } => law[sanction].name.clone(),
        Subject::Threshold(threshold) => law[threshold.rule].name.clone(),
    }
}

/// What it is about in words: "a permit to reside".
pub(super) fn about(law: &Law, about: Subject) -> String {
    match about {
        Subject::NeverApplies(rule)
        | Subject::IdleCondition(rule, _)
        | Subject::IdleAlternative(rule, ..)
        | Subject::IdleException(rule) => heading(law, rule),
        Subject::IdleProvision(provision, _) => {
            let provision = &law[provision];
            provision
                .heading
                .clone()
                .unwrap_or_else(|| provision.name.clone())
        }
        Subject::Gap(term) | Subject::Conflict(term, ..) => term_words(law, term),
        Subject::ImpossibleDuty(step) => infinitive(law, step),
        Subject::DeadEnd(holding) | Subject::NeverGranted(holding) => noun(law, holding),
        Subject::NoResult(by, _) => no_result::needing(law, by),
        Subject::NoParameter(_, term) => term_words(law, term),
        Subject::SanctionLoop { duty, .. } => infinitive(law, duty),
        Subject::Threshold(threshold) => heading(law, threshold.rule),
    }
}

/// What was found, in a sentence.
pub(super) fn sentence(law: &Law, finding: &Finding) -> String {
    match finding.about {
        Subject::NeverApplies(rule) => {
            let gives = law[rule].rules.iter().any(|rule| {
                matches!(law[*rule].effect, Effect::Value(..)) && !law[*rule].below.is_empty()
            });
            let way = if gives {
                " without another that prevails"
            } else {
                ""
            };
            format!("The rule applies to nobody{way}, on no day that is covered and on no reading.")
        }
        Subject::IdleCondition(_, condition) => format!(
            "Whoever meets the other conditions of the rule while it is in force {}: that it \
             requires this, too, changes nothing.",
            said_of_person(law, condition, true)
        ),
        Subject::IdleProvision(_, condition) => format!(
            "Whoever meets the other conditions of any rule of the provision while that is in force \
             {}: that the provision requires this, too, changes nothing.",
            said_of_person(law, condition, true)
        ),
        Subject::IdleAlternative(_, condition, at) => alternative(law, condition, at),
        Subject::IdleException(rule) => {
            let others = finding.rules.iter().filter(|other| **other != rule);
            let names: Vec<String> = others
                .map(|other| format!("“{}”", heading(law, *other)))
                .collect();
            let names = joined(&names, "and");
            let beyond = match finding.beyond {
                true => format!(
                    ": both give the same. It applies to others as well, and says of them by itself what is \
                     so: it could stand beside {names} and be no exception"
                ),
                false => String::new(),
            };
            format!(
                "Wherever the exception applies, {names} would come to the same without it{beyond}."
            )
        }
        Subject::Gap(term) => format!(
            "{} is left without an answer: no rule says {}.",
            law[term].of.map_or_else(
                || "Somebody".to_owned(),
                |record| format!("Some {}", bare(law, record))
            ),
            term_words(law, term)
        ),
        Subject::NoResult(by, of) => no_result::sentence(law, by, of),
        Subject::Conflict(term, one, other) => format!(
            "Two rules apply to one {}, give different answers on {}, and no rule says which \
             comes first: {}, and {}.",
            law[term]
                .of
                .map_or_else(|| "person".to_owned(), |record| bare(law, record)),
            term_words(law, term),
            given(law, one),
            given(law, other)
        ),
        Subject::DeadEnd(holding) => format!(
            "Somebody cannot have {}, because that takes, over other steps, having it already.",
            noun(law, holding)
        ),
        Subject::NeverGranted(holding) => format!(
            "No step by which a person could get {} is open to anybody, whatever else one has, on no day that \
             is covered and on no reading.",
            noun(law, holding)
        ),
        Subject::ImpossibleDuty(step) => {
            format!("Somebody must {} and cannot.", infinitive(law, step))
        }
        Subject::NoParameter(_, term) => format!(
            "On some days on which the rule is in force and asks for {}, that has no value.",
            term_words(law, term)
        ),
        Subject::SanctionLoop {
            sanction,
            duty,
            leads_to,
        } => {
            let (duty, leads_to) = (infinitive(law, duty), does_with(law, leads_to, &[]));
            let liable = term_is_so(law, sanction);
            format!(
                "Whoever must {duty} and does not {liable}; whoever {leads_to} must {duty}. The \
                 sanction leads back to what it punishes."
            )
        }
        Subject::Threshold(threshold) => bound(law, &threshold),
    }
}

/// Whom an alternative does not add.
fn alternative(law: &Law, condition: ExprId, at: usize) -> String {
    let parts = match law.exprs.get(condition) {
        Expr::Or(parts) => parts.as_slice(),
        _ => &[],
    };
    let one = parts.get(at).map(|part| said_of_person(law, *part, true));
    format!(
        "A condition of the rule is that somebody {}. The words “{}” add nobody: while the rule is in \
         force, nobody who meets its other conditions meets this one by these words alone.",
        said_of_person(law, condition, true),
        one.unwrap_or_default()
    )
}

/// “is liable to deportation”
fn term_is_so(law: &Law, term: TermId) -> String {
    let yes = law[term].phrases.yes.clone();
    yes.unwrap_or_else(|| format!("is {}", plain(&law[term].name)))
}

/// What the words say of the bound itself, and what the rule does.
fn bound(law: &Law, threshold: &Threshold) -> String {
    let (at, ty) = match threshold.at {
        Bound::Fixed(at) => (value(law, at), at.ty()),
        Bound::Named(at) => (thing(law, at), law.type_of(at)),
    };
    let (less, more) = match ty {
        Type::Date => ("the days up to the day before", "the days that follow"),
        _ => ("what is less", "what is more"),
    };
    let with = |side| match side {
        Side::Below => less,
        Side::Above => more,
    };
    let written = with(threshold.written);
    let words = words(law, threshold);
    match threshold.said {
        Some(side) => format!(
            "By the words “{words}”, {at} itself goes with {}; in the rule it goes with {written}. \
             Which is meant?",
            with(side)
        ),
        None => format!(
            "The words “{words}” do not say on which side {at} itself is; in the rule it goes with \
             {written}. Is that what they mean?"
        ),
    }
}

/// The words of the quotation.
fn words<'l>(law: &'l Law, threshold: &Threshold) -> &'l str {
    let (from, to) = threshold.words;
    match law[threshold.rule].grounds.get(threshold.ground) {
        Some(Ground::Cited(citation)) => citation.quote.get(from..to).unwrap_or_default(),
        _ => "",
    }
}

/// "122 questions were put: 2 findings, and 1 that is intended."
pub(super) fn summary(findings: &[Finding], asked: usize) -> String {
    let asked = counted(asked, "question was put", "questions were put");
    let (intended, open): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .partition(|finding| finding.intended.is_some());
    let undecided = open
        .iter()
        .filter(|finding| finding.verdict.outcome() == Outcome::Undecided)
        .count();
    let mut told = vec![counted(open.len() - undecided, "finding", "findings")];
    if undecided > 0 {
        told.push(format!("{undecided} undecided"));
    }
    if !intended.is_empty() {
        told.push(format!("{} intended", intended.len()));
    }
    format!("{asked}: {}.", told.join(", "))
}
