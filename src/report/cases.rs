//! The worked examples tried out, in words: mostly the failed ones.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use crate::eval::{Explanation, Outcome, Tried, decisive_rules, explain, name_of, try_out};
use crate::law::{Case, CaseId, Expectation, InputId, Law, Value, WrittenId};
use crate::text::{Library, Span};

use super::counted;
use super::governed::by_the_law_of_its_day;
use super::layout::Page;
use super::met::met;
use super::proof::head;
use super::rule_words::{cause_words, missing_words, rule_reference};
use super::rules_told::{Applies, RuleTold, rules_told};
use super::words::{Relatives, capitalized, clause, conditions, joined, reading_taken};

/// Cases tried out.
#[derive(Debug)]
pub struct Run<'l> {
    /// The cases with those of their expectations that are asked, in the order of the files; cases
    /// with none of them are left out.
    pub cases: Vec<(CaseId, Vec<(&'l Expectation, Tried)>)>,
    /// The expectations that are not asked: with the readings that are fixed from outside, the
    /// question of a reading that they or their cases fix does not arise.
    pub not_asked: Vec<(&'l Case, &'l Expectation, InputId)>,
    /// The rules that stand among the reasons for no expectation; none where only some cases are
    /// tried out.
    pub undecisive: Vec<WrittenId>,
}

impl<'l> Run<'l> {
    /// Tries out cases, with these choices of readings where they name none. Whether `all` are: only then can it be said which rules none is about.
    /// `in_vain` names a reading that an expectation fixes although its question does not arise.
    pub fn new(
        law: &'l Law,
        chosen: &[CaseId],
        readings: &[(InputId, Value)],
        all: bool,
        in_vain: impl Fn(&Case, &Expectation) -> Option<InputId>,
    ) -> Self {
        let (mut cases, mut not_asked) = (Vec::new(), Vec::new());
        for id in chosen {
            let case = &law[*id];
            let mut asked = Vec::new();
            for expectation in &case.expect {
                match in_vain(case, expectation) {
                    Some(reading) => not_asked.push((case, expectation, reading)),
                    None => asked.push((expectation, try_out(law, case, expectation, readings))),
                }
            }
            if !asked.is_empty() {
                cases.push((*id, asked));
            }
        }
        let decides = |rule: &WrittenId| {
            cases
                .iter()
                .flat_map(|(_, asked)| asked)
                .any(|(_, tried)| decisive_rules(&tried.reasons).any(|decisive| decisive == *rule))
        };
        let undecisive = (0..law.written.len())
            .map(WrittenId::at)
            .filter(|rule| all && !decides(rule))
            .collect();
        Self {
            cases,
            not_asked,
            undecisive,
        }
    }

    /// Whether every expectation is met.
    pub fn passed(&self) -> bool {
        self.cases.iter().all(|(_, tried)| has_passed(tried))
    }

    /// How many cases there are, and how many of them passed.
    pub fn counts(&self) -> (usize, usize) {
        let passed = self.cases.iter().filter(|(_, tried)| has_passed(tried));
        (self.cases.len(), passed.count())
    }

    /// How many expectations there are that are asked.
    pub fn expectations(&self) -> usize {
        self.cases.iter().map(|(_, tried)| tried.len()).sum()
    }
}

/// Whether all expectations of a case are met.
pub fn has_passed(asked: &[(&Expectation, Tried)]) -> bool {
    asked.iter().all(|(_, tried)| tried.passed())
}

/// The failed cases, what no case is about, and the counts.
pub fn text(law: &Law, library: &Library, run: &Run<'_>) -> String {
    let mut page = Page::new();
    head::scope(&mut page, law);
    for (id, asked) in &run.cases {
        let case = &law[*id];
        for (expectation, tried) in asked {
            if !tried.passed() {
                failed(&mut page, law, library, case, expectation, tried);
            }
        }
    }
    if !run.undecisive.is_empty() {
        page.section("Rules that decide nothing in any case", None);
        for rule in &run.undecisive {
            let written = &law[*rule];
            let told = match &written.heading {
                Some(heading) => format!("{}: {heading}", written.name),
                None => written.name.clone(),
            };
            page.labelled_with_note(2, "–", 5, &told, place(library, written.span));
        }
    }
    if !run.not_asked.is_empty() {
        page.section("Not asked, with the readings that are fixed", None);
        for (case, expectation, reading) in &run.not_asked {
            let name = &law[*reading].name;
            let told = format!("{}: the question of {name} does not arise", case.name);
            page.labelled_with_note(2, "–", 5, &told, place(library, expectation.span));
        }
    }
    page.gap();
    page.line(foot(run));
    page.finish()
}

fn foot(run: &Run<'_>) -> String {
    let (cases, passed) = run.counts();
    let failed = match cases - passed {
        0 => String::new(),
        failed => format!(", {failed} failed"),
    };
    let not_asked = match run.not_asked.len() {
        0 => String::new(),
        some => format!(", {some} more not asked"),
    };
    format!(
        "{}: {passed} passed{failed}. {}{not_asked}.",
        counted(cases, "case", "cases"),
        capitalized(&counted(run.expectations(), "expectation", "expectations")),
    )
}

fn failed(
    page: &mut Page,
    law: &Law,
    library: &Library,
    case: &Case,
    expectation: &Expectation,
    tried: &Tried,
) {
    page.wide_gap();
    page.banner("FAILED", &case.name);
    let heading = case.heading.as_deref().unwrap_or(&case.name);
    page.noted(2, heading, place(library, expectation.span));
    page.gap();
    let written = library.slice(expectation.span);
    let written: Vec<&str> = written.split_whitespace().collect();
    page.hanging(2, "Written", TEXT, &written.join(" "));
    if let Some(under) = taken(law, case, expectation) {
        page.hanging(2, "Under", TEXT, &under);
    }
    page.hanging(2, "Expected", TEXT, &expected(law, expectation));
    let explanation = explain(law, &tried.situation, expectation.outcome);
    for line in came_out(law, expectation, tried, &explanation) {
        page.hanging(2, "Came out", TEXT, &line);
    }
    if let Some(told) = by_the_law_of_its_day(law, case, expectation, tried) {
        page.hanging(2, "Yet", TEXT, &told);
    }
    for assumed in &tried.unlike_any {
        let who = Relatives::OF_A_PERSON.behind(&conditions(law, *assumed, true));
        let told = format!("The rules are about nobody else than a person {who}.");
        page.hanging(2, "Yet", TEXT, &told);
    }
    if tried.as_expected && !tried.absent.is_empty() {
        page.hanging(2, "Absent", TEXT, &absent(law, tried));
    }
    let rules = rules_told(law, &tried.situation, &explanation);
    for (title, applies) in [
        ("Rules that apply", Applies::Yes),
        ("Rules that do not apply", Applies::No),
        ("Rules that may apply", Applies::Open),
        (
            "Rules of which it is not settled whether they apply",
            Applies::Unsettled,
        ),
    ] {
        list(
            page,
            law,
            title,
            rules.iter().filter(|told| told.applies == applies),
        );
    }
}

/// The column at which the text after a label begins.
const TEXT: usize = 13;

fn list<'r>(page: &mut Page, law: &Law, title: &str, rules: impl Iterator<Item = &'r RuleTold>) {
    let mut rules = rules.peekable();
    if rules.peek().is_none() {
        return;
    }
    page.gap();
    page.paragraph(1, title);
    for told in rules {
        let name = &law[told.written].name;
        let words = if told.why.is_empty() {
            format!("{name}: {}", law[told.written].called())
        } else {
            format!("{name}: {}: {}", law[told.written].called(), told.why)
        };
        page.labelled_with_note(4, "–", 7, &words, rule_reference(law, told.written));
    }
}

/// The readings that the case and the expectation name.
fn taken(law: &Law, case: &Case, expectation: &Expectation) -> Option<String> {
    let is_reading = |input| law.readings().any(|reading| reading == input);
    let mut taken: Vec<_> = case
        .given
        .iter()
        .filter(|(input, _)| is_reading(*input))
        .collect();
    taken.retain(|(input, _)| expectation.under.iter().all(|(own, _)| own != input));
    taken.extend(&expectation.under);
    let taken: Vec<String> = taken
        .into_iter()
        .map(|(input, choice)| reading_taken(law, *input, *choice))
        .collect();
    (!taken.is_empty()).then(|| joined(&taken, "and"))
}

fn expected(law: &Law, expectation: &Expectation) -> String {
    let outcome = if expectation.undetermined {
        format!(
            "what is given leaves open whether {}",
            clause(law, expectation.outcome, true)
        )
    } else {
        clause(law, expectation.outcome, true)
    };
    let by: Vec<&str> = expectation
        .by
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    if by.is_empty() {
        outcome
    } else {
        format!("{outcome}, by {}", joined(&by, "and"))
    }
}

/// What came out, with what was compared; a failure names every cause.
fn came_out(
    law: &Law,
    expectation: &Expectation,
    tried: &Tried,
    explanation: &Explanation,
) -> Vec<String> {
    match &tried.outcome {
        outcome @ Outcome::Value(_) => {
            let said = clause(law, expectation.outcome, outcome.is_true());
            let met = met(law, explanation);
            vec![if met.is_empty() {
                said
            } else {
                format!("{said}: {}", joined(&met, "and"))
            }]
        }
        Outcome::Open(missing) => vec![format!(
            "undetermined: it depends on {}",
            joined(&missing_words(law, missing), "and")
        )],
        Outcome::Fail(causes) => causes.iter().map(|cause| cause_words(law, cause)).collect(),
    }
}

/// What came out of each expectation of a case, with the rules that decide it.
pub(super) fn outcomes(law: &Law, id: CaseId, tried: &[(&Expectation, Tried)]) -> Vec<String> {
    let case = &law[id];
    let told = tried.iter().map(|(expectation, tried)| {
        let explanation = explain(law, &tried.situation, expectation.outcome);
        let mut line = came_out(law, expectation, tried, &explanation).join("; ");
        if let Some(under) = taken(law, case, expectation) {
            line.push_str(&format!(", where {under}"));
        }
        let rules: BTreeSet<&str> = decisive_rules(&tried.reasons)
            .map(|rule| law[rule].name.as_str())
            .collect();
        if !rules.is_empty() {
            let rules: Vec<&str> = rules.into_iter().collect();
            line.push_str(&format!(", by {}", joined(&rules, "and")));
        }
        line
    });
    told.collect()
}

/// What a case asks in one expectation, as a line of it may say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// That it is so, and that it is not.
    pub clauses: [String; 2],
    /// The answers with which it is asked.
    pub under: Option<String>,
}

/// What a case asks, in its order.
pub(super) fn asked(law: &Law, case: &Case) -> Vec<Asked> {
    let of = |expectation: &Expectation| Asked {
        clauses: [true, false].map(|so| clause(law, expectation.outcome, so)),
        under: taken(law, case, expectation),
    };
    case.expect.iter().map(of).collect()
}

/// Which reasons there are not, and which there are instead.
fn absent(law: &Law, tried: &Tried) -> String {
    let named = tried.reasons.iter();
    let named = named.filter_map(|reason| name_of(law, *reason));
    // What holds over time is a reason by each of its times.
    let instead: IndexSet<&str> = named.collect();
    let instead: Vec<&str> = instead.into_iter().collect();
    let absent = joined(&tried.absent, "and");
    if instead.is_empty() {
        format!("{absent}; there are no reasons with a name")
    } else {
        format!("{absent}; the reasons are {}", instead.join(", "))
    }
}

/// A place in the files: "cases/age.kzrule:12".
pub(super) fn place(library: &Library, span: Span) -> String {
    let line = library.line_of(span.file, span.start);
    format!("{}:{line}", library.path(span.file))
}
