//! Work done side by side. The pieces share nothing, so that the number of workers changes the
//! time and nothing else.

use std::cmp::Reverse;
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
    in_lots(PIECES_LIMIT, law, run, (work, |_| 1), act)
}

/// As [`few_by_few`], of pieces that do not take equally long: each has a weight, which hangs on the
/// law alone.
pub fn by_weight<W: Sync, R: Send + Sync>(
    law: &Law,
    run: Run<'_>,
    work: &[W],
    weight: impl Fn(&W) -> usize,
    act: impl Fn(&mut Session<'_>, &W) -> R + Sync,
) -> Vec<R> {
    in_lots(LONG_PIECES_LIMIT, law, run, (work, weight), act)
}

/// As [`side_by_side`], of pieces that put many questions each: what few of them have in common is
/// told a solver, so that each question is cheap.
pub fn few_by_few<W: Sync, R: Send + Sync>(
    law: &Law,
    run: Run<'_>,
    work: &[W],
    act: impl Fn(&mut Session<'_>, &W) -> R + Sync,
) -> Vec<R> {
    in_lots(LONG_PIECES_LIMIT, law, run, (work, |_| 1), act)
}

fn in_lots<W: Sync, R: Send + Sync>(
    limit: usize,
    law: &Law,
    run: Run<'_>,
    (work, weight): (&[W], impl Fn(&W) -> usize),
    act: impl Fn(&mut Session<'_>, &W) -> R + Sync,
) -> Vec<R> {
    let progress = Progress::new(run, work.len());
    let weights: Vec<usize> = work.iter().map(weight).collect();
    on_workers(&weights, |own| {
        let own = own.iter().filter_map(|at| Some((*at, work.get(*at)?)));
        let own: Vec<(usize, &W)> = own.collect();
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
    on_workers(&vec![1; work.len()], |own| {
        let own = own.iter().filter_map(|at| Some((*at, work.get(*at)?)));
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

/// Pieces of work with these weights, each by its place: which worker does which is fixed.
fn on_workers<R: Send + Sync>(
    weights: &[usize],
    act: impl Fn(&[usize]) -> Vec<(usize, R)> + Sync,
) -> Vec<R> {
    let shares = shares(weights);
    let worker = |own: &[usize]| z3::with_z3_config(&z3::Config::new(), || act(own));
    let mut done = thread::scope(|scope| {
        let worker = &worker;
        let (first, others) = (shares.first(), shares.get(1..).unwrap_or_default());
        let others = others.iter().filter(|own| !own.is_empty());
        let others: Vec<_> = others.map(|own| scope.spawn(move || worker(own))).collect();
        let mut done = first.map_or_else(Vec::new, |own| worker(own));
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The places of the pieces that each worker does, in their order: the heaviest are given out first, each
/// goes to the one who has the least to do, and of several to the one who was given the piece before it.
/// A claim and its twin follow one another, and one of them is harder: of pieces of one weight, neither
/// worker gets all the harder ones.
fn shares(weights: &[usize]) -> Vec<Vec<usize>> {
    let mut heaviest_first: Vec<(usize, &usize)> = weights.iter().enumerate().collect();
    heaviest_first.sort_by_key(|(_, weight)| Reverse(**weight));
    let mut shares = vec![(0, Vec::new()); WORKERS];
    let mut last = 0;
    for (place, weight) in heaviest_first {
        let load = |worker: &usize| shares.get(*worker).map(|(load, _): &(usize, _)| *load);
        last = (0..WORKERS)
            .min_by_key(|worker| (load(worker), *worker != last))
            .unwrap_or(last);
        if let Some((load, own)) = shares.get_mut(last) {
            *load += weight;
            own.push(place);
        }
    }
    shares.into_iter().map(|(_, own)| in_order(own)).collect()
}

fn in_order(mut places: Vec<usize>) -> Vec<usize> {
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn of_equal_pieces_each_worker_gets_every_other_pair() {
        assert_eq!(shares(&[1; 7]), [vec![0, 3, 4], vec![1, 2, 5, 6]]);
    }

    #[test]
    fn who_has_a_heavy_piece_gets_few_others() {
        assert_eq!(
            shares(&[1, 2, 1, 1, 5, 1, 1]),
            [vec![4, 6], vec![0, 1, 2, 3, 5]]
        );
    }

    #[test]
    fn nothing_is_left_out() {
        assert_eq!(shares(&[]), [vec![], vec![]] as [Vec<usize>; 2]);
        assert_eq!(shares(&[3]), [vec![0], vec![]]);
    }
}
