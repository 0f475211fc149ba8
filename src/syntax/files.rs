//! Several files parsed side by side. They share nothing, so that the number of workers changes
//! the time and nothing else.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::text::FileId;

use super::parse::{Parsed, parse};

/// Parsing is half of what checking a large corpus takes.
const WORKERS: usize = 2;

/// Parses rule files; the results are in their order.
pub fn parse_files(files: &[(FileId, &str)]) -> Vec<(FileId, Parsed)> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, FileId, Parsed)>> = Mutex::new(Vec::new());
    let worker = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((file, text)) = files.get(at) else {
                break;
            };
            let parsed = parse(*file, text);
            if let Ok(mut done) = done.lock() {
                done.push((at, *file, parsed));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..WORKERS.min(files.len()) {
            scope.spawn(worker);
        }
        worker();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, ..)| *at);
    done.into_iter()
        .map(|(_, file, parsed)| (file, parsed))
        .collect()
}
