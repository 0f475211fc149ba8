//! Several files parsed side by side. They share nothing, so that the number of workers changes
//! the time and nothing else.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::text::FileId;

use super::parse::{Parsed, parse};

/// Parsing is half of what checking a large corpus takes.
const WORKERS: usize = 2;

/// Parses rule files; the results are in their order.
pub fn parse_files(files: &[(FileId, &str)]) -> Vec<(FileId, Parsed)> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((file, text)) = files.get(at) else {
                return done;
            };
            done.push((at, *file, parse(*file, text)));
        }
    };
    // Where there are no threads, one worker does all.
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..WORKERS.min(files.len()))
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, worker).ok())
            .collect();
        let mut done = worker();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(at, ..)| *at);
    done.into_iter()
        .map(|(_, file, parsed)| (file, parsed))
        .collect()
}
