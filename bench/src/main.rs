//! One table: the same questions by Cedar's symbolic compiler and by kzrule in one run, and how the
//! audit of generated corpora grows. Medians and ratios; no figure is a verdict. `-- growth` prints
//! the second half alone, `-- peer` the first.

mod cedar;
mod growth;
mod kz;
mod statute;

use std::time::{Duration, Instant};

use cedar::Cedar;
use growth::Point;

type Failure = Box<dyn std::error::Error>;

/// How often each question is put, in turn to the one and the other.
const ROUNDS: usize = 21;

fn main() -> Result<(), Failure> {
    let half = std::env::args().nth(1);
    if half.as_deref() != Some("growth") {
        peer()?;
    }
    if half.as_deref() != Some("peer") {
        curve()?;
    }
    Ok(())
}

fn peer() -> Result<(), Failure> {
    let mut cedar = Cedar::new()?;
    let (now, rewritten, amended) = (statute::statute(), statute::rewritten(), statute::amended());
    let dead = statute::dead();
    let [one, two] = statute::disjoint();
    println!("8 permissions and 4 prohibitions; medians of {ROUNDS}, in turn\n");
    println!(
        "{:<44} {:>10} {:>10} {:>7}",
        "question", "Cedar+cvc5", "kzrule", "ratio"
    );
    row(
        "a rule that applies to nobody",
        true,
        || cedar.is_dead(&dead),
        || kz::is_dead(&dead),
    )?;
    row(
        "a rule that applies to somebody",
        false,
        || cedar.is_dead(&one),
        || kz::is_dead(&one),
    )?;
    row(
        "two rules that exclude each other",
        true,
        || cedar.are_disjoint(&one, &two),
        || kz::are_disjoint(&one, &two),
    )?;
    row(
        "two versions that decide alike",
        true,
        || cedar.are_equivalent(&now, &rewritten),
        || kz::are_equivalent(&now, &rewritten),
    )?;
    row(
        "two versions that differ for one day",
        false,
        || cedar.are_equivalent(&now, &amended),
        || kz::are_equivalent(&now, &amended),
    )?;
    println!(
        "\nCedar: compiling the policies and asking cvc5, whose process stays. kzrule: reading the\n\
         rules, asking Z3, and checking the certificate or replaying the counterexample.\n"
    );
    Ok(())
}

/// Puts a question to both in turn; both must answer as wanted.
fn row(
    question: &str,
    wanted: bool,
    mut cedar: impl FnMut() -> Result<bool, Failure>,
    mut kzrule: impl FnMut() -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        theirs.push(timed(&mut cedar, wanted)?);
        ours.push(timed(&mut kzrule, wanted)?);
    }
    let (theirs, ours) = (median(theirs), median(ours));
    println!(
        "{question:<44} {:>10} {:>10} {:>7}",
        shown(theirs),
        shown(ours),
        format!("{:.1}", theirs.as_secs_f64() / ours.as_secs_f64()),
    );
    Ok(())
}

fn timed(
    question: &mut impl FnMut() -> Result<bool, Failure>,
    wanted: bool,
) -> Result<Duration, Failure> {
    let start = Instant::now();
    let answer = question()?;
    let took = start.elapsed();
    match answer == wanted {
        true => Ok(took),
        false => Err("another answer than the one that follows from the statute".into()),
    }
}

fn median(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn curve() -> Result<(), Failure> {
    println!("audit of generated corpora, once each; what dominates is the larger column\n");
    println!(
        "{:<18} {:>10} {:>10} {:>10} {:>9} {:>12}",
        "corpus", "read", "audit", "questions", "findings", "per question"
    );
    for count in [1_000, 3_000, 10_000, 30_000] {
        line(&growth::rules(count)?);
    }
    for count in [500, 1_500, 5_000] {
        line(&growth::documents(count)?);
    }
    Ok(())
}

fn line(point: &Point) {
    let questions = u32::try_from(point.questions.max(1)).unwrap_or(u32::MAX);
    println!(
        "{:<18} {:>10} {:>10} {:>10} {:>9} {:>12}",
        point.of,
        shown(point.read),
        shown(point.audited),
        point.questions,
        point.findings,
        shown(point.audited / questions),
    );
}

fn shown(took: Duration) -> String {
    format!("{took:.1?}")
}
