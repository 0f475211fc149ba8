//! Work done side by side. The pieces share nothing, so that the number of workers changes the
//! time and nothing else.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::law::{InputId, Law, Needs};

use super::run::{Run, Watch};
use super::session::{Known, Session};
use super::solver::Solver;

const WORKERS: usize = 2;

/// So many pieces are done in one solver, or until one is not decided: what they have in common is
/// told it once, and what it was told makes each further question dearer.
const PIECES_LIMIT: usize = 400;

/// As [`PIECES_LIMIT`], of pieces of which each puts many questions.
const LONG_PIECES_LIMIT: usize = 8;

/// Does all pieces of work, each worker in a solver of its own; the results are in the order of
/// the pieces. Which worker does which piece is fixed: how many steps a question takes depends on
/// what the solver was asked before, and so may a verdict near the limit.
pub fn side_by_side<W: Sync, R: Send + Sync>(
    law: &Law,
    run: Run<'_>,
    work: &[W],
    act: impl Fn(&mut Session<'_>, &W) -> R + Sync,
) -> Vec<R> {
    in_lots(PIECES_LIMIT, law, run, work, act)
}

/// As [`side_by_side`], of pieces that put many questions each: what few of them have in common is
/// told a solver, so that each question is cheap.
pub fn few_by_few<W: Sync, R: Send + Sync>(
    law: &Law,
    run: Run<'_>,
    work: &[W],
    act: impl Fn(&mut Session<'_>, &W) -> R + Sync,
) -> Vec<R> {
    in_lots(LONG_PIECES_LIMIT, law, run, work, act)
}

fn in_lots<W: Sync, R: Send + Sync>(
    limit: usize,
    law: &Law,
    run: Run<'_>,
    work: &[W],
    act: impl Fn(&mut Session<'_>, &W) -> R + Sync,
) -> Vec<R> {
    let progress = Progress::new(run, work.len());
    on_workers(work.len(), |own| {
        let own: Vec<(usize, &W)> = own.filter_map(|at| Some((at, work.get(at)?))).collect();
        let mut done = Vec::with_capacity(own.len());
        let solver = Solver::new(run.effort);
        let mut known = Known::default();
        let mut left = own.into_iter().peekable();
        while left.peek().is_some() {
            let session = Session::knowing(law, &solver, std::mem::take(&mut known));
            let mut session = session.keeping(run.keep);
            for (at, piece) in left.by_ref().take(limit) {
                done.push(progress.after((at, act(&mut session, piece))));
                // One hard piece leaves the others as they were.
                if solver.has_given_up() {
                    break;
                }
            }
            known = session.known();
            solver.forget();
        }
        done
    })
}

/// As [`side_by_side`], of pieces that have little in common: each in a solver of its own, about the
/// holdings it names and what lies behind them alone.
pub fn apart<W: Sync, R: Send + Sync>(
    (law, needs): (&Law, &Needs),
    run: Run<'_>,
    work: &[W],
    about: impl Fn(&W) -> Vec<InputId> + Sync,
    act: impl Fn(&mut Session<'_>, &W) -> R + Sync,
) -> Vec<R> {
    let progress = Progress::new(run, work.len());
    on_workers(work.len(), |own| {
        let own = own.filter_map(|at| Some((at, work.get(at)?)));
        own.map(|(at, piece)| {
            let solver = Solver::new(run.effort);
            let behind = needs.behind(law, about(piece));
            let mut session = Session::new(law, &solver).about(behind);
            progress.after((at, act(&mut session, piece)))
        })
        .collect()
    })
}

/// How many pieces of a lot are done.
struct Progress<'r> {
    watch: Option<&'r dyn Watch>,
    done: AtomicUsize,
    of: usize,
}

impl<'r> Progress<'r> {
    fn new(run: Run<'r>, of: usize) -> Self {
        Self {
            watch: run.watch,
            done: AtomicUsize::new(0),
            of,
        }
    }

    /// Counts one more, of which this is the result.
    fn after<R>(&self, result: R) -> R {
        if let Some(watch) = self.watch {
            watch.is_done(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.of);
        }
        result
    }
}

/// So many pieces of work, each by its place: which worker does which is fixed.
fn on_workers<R: Send + Sync>(
    pieces: usize,
    act: impl Fn(Box<dyn Iterator<Item = usize>>) -> Vec<(usize, R)> + Sync,
) -> Vec<R> {
    // A claim and its twin follow one another, and one of them is harder: neither worker gets all
    // the harder ones.
    let worker_of = |at: usize| at.div_ceil(2) % WORKERS;
    let worker = |own: usize| {
        z3::with_z3_config(&z3::Config::new(), || {
            act(Box::new(
                (0..pieces).filter(move |at| worker_of(*at) == own),
            ))
        })
    };
    let mut done = thread::scope(|scope| {
        let worker = &worker;
        let others: Vec<_> = (1..WORKERS.min(pieces))
            .map(|other| scope.spawn(move || worker(other)))
            .collect();
        let mut done = worker(0);
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
