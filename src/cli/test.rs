use serde_json::json;

#[cfg(feature = "z3")]
use crate::audit;
use crate::case::fixed;
use crate::check::{beside, chosen_in_vain};
#[cfg(feature = "z3")]
use crate::law::ClaimId;
use crate::law::{Case, CaseId, Expectation, Law};
#[cfg(feature = "z3")]
use crate::prove;
use crate::report::stored::{self, Change, Kind, Texts};
use crate::report::{cases, cases_json, review};
use crate::text::{closest, composed};
use crate::verdict::Verdict;

use super::args::{Format, Test};
use super::check::stop_on_errors;
#[cfg(feature = "z3")]
use super::disagreement;
use super::exit::Exit;
#[cfg(feature = "z3")]
use super::kept::Folder;
use super::loader::{Corpus, load};
use super::mistakes::wrong;
#[cfg(feature = "z3")]
use super::output::fail;
use super::output::{JSON_VERSION, refuse, say, say_found};
use super::path_first::path_first;
#[cfg(feature = "z3")]
use super::progress::Progress;
use super::read::Unreadable;
use super::stored as files;
use super::unwritten::Unwritten;

/// `kzrule test`: the worked examples of the rules.
///
/// An expectation fails where anything else comes out, also where a value is expected and the
/// answer is undetermined: a case that decides nothing is a failed case.
pub fn run(verb: &Test) -> Exit {
    let format = verb.corpus.rules.format;
    let mut corpus = match load(&verb.corpus) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => {
            let path = &verb.corpus.rules.path;
            let message = path_first("test", path, &verb.names, message);
            return refuse(format, "test", &message);
        }
    };
    if let Some(exit) = stop_on_errors(&corpus, format, "test") {
        return exit;
    }
    #[cfg(feature = "z3")]
    if verb.generate {
        return super::generate::run(verb, corpus);
    }
    let readings = match fixed(&verb.reading, &corpus.checked, &mut corpus.library) {
        Ok(readings) => readings,
        Err(mistakes) => return wrong(&corpus, format, "test", &mistakes),
    };
    if let Some(message) = cannot_accept(verb) {
        return refuse(format, "test", &message);
    }
    let law = &corpus.checked.law;
    let chosen = match named(law, &verb.names) {
        Ok(chosen) => chosen,
        Err(message) => return refuse(format, "test", &message),
    };
    let of = |case: &Case, expectation: &Expectation| beside(&expectation.under, &case.given);
    let own = chosen.iter().flat_map(|id| {
        let case = &law[*id];
        case.expect.iter().map(|expectation| of(case, expectation))
    });
    if let Err(mistakes) = readings.arise_in_some(law, own) {
        return wrong(&corpus, format, "test", &mistakes);
    }
    let all = verb.names.is_empty();
    let run = cases::Run::new(law, &chosen, &readings.choices, all, |case, expectation| {
        chosen_in_vain(law, &of(case, expectation), &readings.choices)
    });
    let (reviewed, verdicts) = match reviewed(verb, &corpus, &run) {
        Ok(reviewed) => reviewed,
        Err(Refusal::Wrong(message)) => return refuse(format, "test", &message),
        Err(Refusal::Unwritten(unwritten)) => return unwritten.refuse(format, "test"),
        #[cfg(feature = "z3")]
        Err(Refusal::Internal(message)) => {
            fail(format, Some("test"), &message);
            return Exit::Internal;
        }
    };
    let not_compared = not_compared(verb);
    // What a layer changes is what is asked, and no fault of the rules.
    let laid_over = !verb.corpus.with.is_empty();
    match format {
        Format::Text => {
            let told = cases::text(law, &corpus.library, &run);
            let note = not_compared.map_or(String::new(), |why| format!("{why}\n"));
            let files = (law, &corpus.library);
            let review = review::text(files, &reviewed, &verdicts, laid_over);
            let gap = if review.is_empty() { "" } else { "\n" };
            say(&(told + &note + gap + &review));
        }
        Format::Json => {
            let mut json = json!({
                "version": JSON_VERSION,
                "verb": "test",
                "test": cases_json::json(law, &corpus.library, &run),
                "otherwise_than_stored": stored::json(&reviewed),
            });
            if let (Some(why), Some(members)) = (not_compared, json.as_object_mut()) {
                members.insert("not_compared".to_owned(), why.into());
            }
            say_found(law, json);
        }
    }
    let as_stored = laid_over || reviewed.iter().all(|change| change.accepted);
    if run.passed() && as_stored {
        Exit::Holds
    } else {
        Exit::Finding
    }
}

/// The cases of these names, in the order of the files; all where none is named.
fn named(law: &Law, names: &[String]) -> Result<Vec<CaseId>, String> {
    let known = || law.cases.iter().map(|case| case.name.as_str());
    let unknown: Vec<String> = names
        .iter()
        .filter(|name| known().all(|case| case != composed(name)))
        .map(|name| match closest(name, known()) {
            Some(near) => format!("there is no case `{name}`; did you mean `{near}`?"),
            None => format!("there is no case `{name}`"),
        })
        .collect();
    if !unknown.is_empty() {
        return Err(unknown.join("\nkzrule: "));
    }
    Ok((0..law.cases.len())
        .map(CaseId::at)
        .filter(|id| names.is_empty() || names.iter().any(|name| composed(name) == law[*id].name))
        .collect())
}

/// The argument by which other outcomes are asked for than those that are stored.
fn otherwise_asked(verb: &Test) -> Option<&'static str> {
    let known_on = verb.corpus.known_on.is_some().then_some("--known-on");
    known_on.or((!verb.reading.is_empty()).then_some("--reading"))
}

/// Why something that is stored is not compared, where it is not.
fn not_compared(verb: &Test) -> Option<String> {
    let asked = otherwise_asked(verb);
    if DECIDES && asked.is_none() {
        return None;
    }
    let folder = files::folder(&verb.corpus.rules.path)?;
    let kept = files::read(&folder).ok()?;
    match asked {
        Some(asked) if !kept.is_empty() => Some(format!(
            "Nothing is compared with the outcomes that are stored: they are those without {asked}."
        )),
        None if has_verdicts(&kept) => Some(
            "The verdicts and findings that are stored are not compared: this program was built \
             without what decides them."
                .to_owned(),
        ),
        _ => None,
    }
}

/// Whether this program decides claims.
const DECIDES: bool = cfg!(feature = "z3");

/// Whether verdicts or findings are among what is kept.
fn has_verdicts(kept: &Texts) -> bool {
    kept.keys().any(|(kind, _)| *kind != Kind::Case)
}

/// Why `--accept` stores nothing.
fn cannot_accept(verb: &Test) -> Option<String> {
    verb.accept.as_ref()?;
    let layers = (!verb.corpus.with.is_empty()).then_some("--with");
    if let Some(asked) = layers.or_else(|| otherwise_asked(verb)) {
        return Some(format!(
            "with `--accept` the outcomes of the rules as they stand are stored: leave out `{asked}`"
        ));
    }
    (!verb.names.is_empty()).then(|| {
        "with `--accept` all cases are tried out: name what is accepted behind it, `--accept NAME`"
            .to_owned()
    })
}

/// Why nothing is compared or stored.
enum Refusal {
    /// What is asked for cannot be done.
    Wrong(String),
    Unwritten(Unwritten),
    #[cfg(feature = "z3")]
    Internal(String),
}

/// What is otherwise than stored, with the verdicts as they are, and stored where it is accepted. Outcomes of other readings or of
/// another day's knowledge are not those that are stored.
fn reviewed(
    verb: &Test,
    corpus: &Corpus,
    run: &cases::Run<'_>,
) -> Result<(Vec<Change>, Vec<Verdict>), Refusal> {
    let Some(folder) = files::folder(&verb.corpus.rules.path) else {
        return match verb.accept {
            None => Ok((Vec::new(), Vec::new())),
            Some(_) => Err(Refusal::Wrong(
                "outcomes are stored beside the files of a folder: name the folder".to_owned(),
            )),
        };
    };
    let kept = files::read(&folder).map_err(Refusal::Unwritten)?;
    if (kept.is_empty() && verb.accept.is_none()) || otherwise_asked(verb).is_some() {
        return Ok((Vec::new(), Vec::new()));
    }
    let law = &corpus.checked.law;
    let mut found = stored::of_cases(law, run);
    let mut decided = Vec::new();
    if verb.names.is_empty() && DECIDES && (has_verdicts(&kept) || asks_for_verdicts(verb)) {
        let texts;
        (texts, decided) = verdicts(verb, law)?;
        found.extend(texts);
    }
    let mut changes = stored::changes(law, &kept, &found);
    if !DECIDES {
        changes.retain(|change| change.kind == Kind::Case);
    }
    if !verb.names.is_empty() {
        changes.retain(|change| found.contains_key(&(change.kind, change.name.clone())));
    }
    // What a layer brings has nothing to be compared with.
    if !verb.corpus.with.is_empty() {
        changes.retain(|change| change.before.is_some());
    }
    if let Some(accept) = &verb.accept {
        accepted(accept.as_deref(), &mut changes).map_err(Refusal::Wrong)?;
        files::keep(&folder, &changes).map_err(Refusal::Unwritten)?;
    }
    Ok((changes, decided))
}

/// Marks what is accepted: all, or what is of this name.
fn accepted(name: Option<&str>, changes: &mut [Change]) -> Result<(), String> {
    let Some(name) = name else {
        changes.iter_mut().for_each(|change| change.accepted = true);
        return Ok(());
    };
    let written = composed(name);
    let meant = |change: &&Change| stored::is_named(change, &written);
    let paths: Vec<String> = changes.iter().filter(meant).map(stored::path).collect();
    match paths.as_slice() {
        [] => {
            let known = changes.iter().map(|change| change.name.as_str());
            let near = closest(name, known).map(|near| format!("; did you mean `{near}`?"));
            let near = near.unwrap_or_default();
            Err(format!(
                "nothing of the name `{name}` is otherwise than stored{near}"
            ))
        }
        [_] => {
            for change in changes {
                change.accepted = stored::is_named(change, &written);
            }
            Ok(())
        }
        several => Err(format!(
            "several of the name `{name}` are otherwise than stored: write `{}`",
            several.join("` or `")
        )),
    }
}

#[cfg(feature = "z3")]
fn asks_for_verdicts(verb: &Test) -> bool {
    verb.verdicts
}

#[cfg(not(feature = "z3"))]
fn asks_for_verdicts(_: &Test) -> bool {
    false
}

/// The verdicts on all claims and what an audit finds, as texts, and the verdicts themselves.
#[cfg(feature = "z3")]
fn verdicts(verb: &Test, law: &Law) -> Result<(Texts, Vec<Verdict>), Refusal> {
    let internal = |error: prove::Disagreement| {
        Refusal::Internal(disagreement::told((&verb.corpus, None), &error))
    };
    let progress = Progress::new("proving");
    let kept = Folder::beside(&verb.corpus.rules.path, &verb.cache);
    let run = verb.solver.run(&progress);
    let claims: Vec<ClaimId> = (0..law.claims.len()).map(ClaimId::at).collect();
    let decided = prove::verdicts(
        law,
        &claims,
        run.keeping(kept.as_ref().map(|kept| kept as _)),
    )
    .map_err(internal)?;
    let mut texts = stored::of_claims(law, &decided);
    let mut asked = law.clone();
    let questions = audit::questions(&mut asked);
    let findings = prove::audit(&asked, &questions, run).map_err(internal)?;
    texts.extend(stored::of_findings(&asked, &findings));
    Ok((texts, decided))
}

#[cfg(not(feature = "z3"))]
fn verdicts(_: &Test, _: &Law) -> Result<(Texts, Vec<Verdict>), Refusal> {
    Ok((Texts::new(), Vec::new()))
}
