use serde_json::json;

use crate::audit;
use crate::calendar::Day;
use crate::diff::{Sides, frozen, questions, says_its_law, versions};
use crate::law::Law;
use crate::prove::{self, Alike, Disagreement, Run, differences};
use crate::report::diff as words;
use crate::verdict::Finding;

use super::args::{Diff, ReviewFormat};
use super::check::stop_on_errors;
use super::disagreement;
use super::exit::Exit;
use super::kept::Folder;
use super::loader::{self, Corpus, load};
use super::output::{JSON_VERSION, refuse, say, say_found};
use super::progress::Progress;
use super::read::{Unreadable, shown};

/// `kzrule diff`: what comes out otherwise by the law of two days or by two versions of it, and for
/// whom.
pub fn run(verb: &Diff) -> Exit {
    let format = verb.corpus.rules.format;
    let compared = match two_sides(verb) {
        Ok(compared) => compared,
        Err(exit) => return exit,
    };
    match tell(verb, compared) {
        Ok(exit) => exit,
        Err(disagreement) => {
            let rules = (&verb.corpus, verb.new.as_ref());
            disagreement::stop(format, "diff", rules, &disagreement)
        }
    }
}

/// What is compared: one law under two bindings, and either side as a law of its own.
struct Compared {
    law: Law,
    sides: Sides,
    alone: [Law; 2],
    /// Whether the sides are days of one law.
    days: Option<(Day, Day)>,
    words: words::Compared,
}

fn two_sides(verb: &Diff) -> Result<Compared, Exit> {
    match (&verb.from, &verb.to) {
        (Some(from), Some(to)) => two_days(verb, from, to),
        _ if verb.new.is_none() && verb.corpus.with.is_empty() => Err(refuse(
            verb.corpus.rules.format,
            "diff",
            "nothing to compare with: name two days (--from DAY --to DAY), a second version of the \
             rules, or a layer (--with LAYER)",
        )),
        _ => two_versions(verb),
    }
}

fn two_days(verb: &Diff, from: &str, to: &str) -> Result<Compared, Exit> {
    let format = verb.corpus.rules.format;
    let refused = |Unreadable(message)| refuse(format, "diff", &message);
    let from = loader::day("--from", from).map_err(refused)?;
    let to = loader::day("--to", to).map_err(refused)?;
    if from >= to {
        let message = match from == to {
            true => "--from and --to name one day: nothing is otherwise; name two days",
            false => "the day after --from must come before that after --to",
        };
        return Err(refuse(format, "diff", message));
    }
    let corpus = sound(verb, load(&verb.corpus).map_err(refused)?)?;
    let mut law = corpus.checked.law;
    let alone = [from, to].map(|day| frozen(&law, day));
    let sides = Sides::of_days(&mut law, from, to);
    let words = words::Compared {
        heads: [from, to].map(Day::in_words),
        title: format!(
            "from the law of {} to that of {}",
            from.in_words(),
            to.in_words()
        ),
        acts: Vec::new(),
        rules: words::between_days(&law, (from, to)),
        elsewhere: Vec::new(),
        claims: Vec::new(),
        not_compared: Vec::new(),
        findings: Vec::new(),
        asked: Vec::new(),
    };
    Ok(Compared {
        law,
        sides,
        alone,
        days: Some((from, to)),
        words,
    })
}

fn two_versions(verb: &Diff) -> Result<Compared, Exit> {
    let format = verb.corpus.rules.format;
    let refused = |message: &str| refuse(format, "diff", message);
    let read = loader::versions(&verb.corpus, verb.new.as_ref());
    let (old, new) = read.map_err(|Unreadable(message)| refused(&message))?;
    let (old, new) = (sound(verb, old)?, sound(verb, new)?);
    let texts = &new.library;
    let same_text = |one, other| texts.text(one) == texts.text(other);
    let alone = [old.checked.law.clone(), new.checked.law.clone()];
    let versions = versions(&old.checked.law, new.checked.law, same_text)
        .map_err(|incomparable| refused(&incomparable.0))?;
    let heads = names(verb);
    let words = words::Compared {
        title: format!("from {} to {}", heads[0], heads[1]),
        acts: words::new_acts(&old.checked.law, &versions.law),
        rules: words::between_versions(&versions, &heads),
        elsewhere: words::elsewhere(&versions),
        heads,
        claims: Vec::new(),
        not_compared: Vec::new(),
        findings: Vec::new(),
        asked: Vec::new(),
    };
    let sides = versions.sides();
    Ok(Compared {
        law: versions.law,
        sides,
        alone,
        days: None,
        words,
    })
}

/// What the two versions are called: by their folders.
fn names(verb: &Diff) -> [String; 2] {
    let name = |path: &std::path::Path| {
        let last = path.file_stem().filter(|_| path.is_file());
        let last = last.or_else(|| path.file_name());
        last.map_or_else(
            || "the rules".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        )
    };
    let old = name(&verb.corpus.rules.path);
    match &verb.new {
        Some(new) if name(new) != old => [old, name(new)],
        Some(new) => [&verb.corpus.rules.path, new].map(|path| shown(path)),
        None => {
            let layers: Vec<String> = verb.corpus.with.iter().map(|layer| name(layer)).collect();
            let new = format!("{old} with {}", layers.join(" and "));
            [old, new]
        }
    }
}

fn sound(verb: &Diff, corpus: Corpus) -> Result<Corpus, Exit> {
    match stop_on_errors(&corpus, verb.corpus.rules.format, "diff") {
        Some(exit) => Err(exit),
        None => Ok(corpus),
    }
}

fn tell(verb: &Diff, compared: Compared) -> Result<Exit, Disagreement> {
    let progress = Progress::new("comparing");
    let kept = Folder::beside(&verb.corpus.rules.path, &verb.cache);
    let run = verb.solver.run(&progress);
    let of_claims = run.keeping(kept.as_ref().map(|kept| kept as _));
    // What findings hang on, where it is the same on both sides, is decided once.
    let alike = Alike::default();
    let of_findings = run.keeping(Some(&alike));
    let Compared {
        mut law,
        sides,
        mut alone,
        days,
        mut words,
    } = compared;
    let questions = questions(&mut law, &sides);
    words.asked = questions.iter().map(|question| question.claim).collect();
    let found = differences(&law, &questions, sides.near, run)?;
    let [before, after] = &alone;
    // Claims that hang on the same on both sides are not decided at all.
    let [mut of_before, mut of_after] = prove::stated_otherwise([before, after], run.effort);
    if days.is_some() {
        // Two days have the same claims.
        of_before.retain(|id| !says_its_law(before, &before[*id]));
        let (own, others) =
            { of_after.into_iter() }.partition(|id| says_its_law(after, &after[*id]));
        of_after = others;
        words.not_compared = own;
    }
    let verdicts = (
        prove::verdicts(before, &of_before, of_claims)?,
        prove::verdicts(after, &of_after, of_claims)?,
    );
    words.claims = words::claims((before, &verdicts.0), (after, &verdicts.1), &words.heads);
    let [before, after] = &mut alone;
    let findings = (
        unasked(before, days.is_some(), of_findings)?,
        unasked(after, days.is_some(), of_findings)?,
    );
    words.findings = words::findings((before, &findings.0), (after, &findings.1));
    drop(progress);
    let sided: Vec<words::Sided<'_>> = found
        .iter()
        .filter_map(|one| {
            let mut asked = questions.iter();
            let question = asked.find(|question| question.claim == one.verdict.claim)?;
            Some((one, (question.before, question.after)))
        })
        .collect();
    match verb.corpus.rules.format {
        ReviewFormat::Text => say(&words::text(&law, &words, &sided)),
        ReviewFormat::Markdown => say(&words::markdown(&law, &words, &sided)),
        ReviewFormat::Json => {
            let mut json = words::json::json(&law, &words, &sided);
            if let Some(members) = json.as_object_mut() {
                members.insert("version".to_owned(), json!(JSON_VERSION));
                members.insert("verb".to_owned(), json!("diff"));
                if let Some((from, to)) = days {
                    members.insert("from".to_owned(), json!(from.to_string()));
                    members.insert("to".to_owned(), json!(to.to_string()));
                }
            }
            say_found(&law, json);
        }
    }
    if found.iter().any(|one| one.verdict.undecided.is_some()) {
        return Ok(Exit::Open);
    }
    let is_other = !found.is_empty() || !words.claims.is_empty() || !words.findings.is_empty();
    if verb.exit_code && is_other {
        return Ok(Exit::Finding);
    }
    Ok(Exit::Holds)
}

/// What an audit finds. In the law of one day most rules apply to nobody, and their conditions
/// change nothing, because they are not in force: nothing to tell of a change.
fn unasked(law: &mut Law, of_a_day: bool, run: Run<'_>) -> Result<Vec<Finding>, Disagreement> {
    let mut questions = audit::questions(law);
    if of_a_day {
        questions.retain(|question| !question.about.is_found_by_proof());
    }
    prove::audit(law, &questions, run)
}
