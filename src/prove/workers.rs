//! Work done side by side. The pieces share nothing, so that the number of workers changes the
//! time and nothing else.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::law::Law;

use super::session::Session;
use super::solver::{Effort, Solver};

const WORKERS: usize = 2;

/// Does all pieces of work, each worker in a solver of its own; the results are in the order of
/// the pieces.
pub fn side_by_side<W: Sync, R: Send + Sync>(
    law: &Law,
    effort: Effort,
    work: &[W],
    act: impl Fn(&mut Session<'_>, &W) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    let worker = || {
        z3::with_z3_config(&z3::Config::new(), || {
            let solver = Solver::new(effort);
            let mut session = Session::new(law, &solver);
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(piece) = work.get(at) else { break };
                let result = act(&mut session, piece);
                if let Ok(mut done) = done.lock() {
                    done.push((at, result));
                }
            }
        });
    };
    thread::scope(|scope| {
        for _ in 1..WORKERS.min(work.len()) {
            scope.spawn(worker);
        }
        worker();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
