//! A line on standard error that says how far a long run is.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Runs that are shorter than this show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// The line is drawn at most this often, in milliseconds.
const INTERVAL: u64 = 100;

pub(super) struct Progress {
    total: usize,
    done: AtomicUsize,
    started: Instant,
    drawn: AtomicU64,
    enabled: bool,
}

impl Progress {
    pub(super) fn new(total: usize, enabled: bool) -> Self {
        let enabled = enabled && std::io::stderr().is_terminal();
        let (done, drawn) = (AtomicUsize::new(0), AtomicU64::new(0));
        Self { total, done, started: Instant::now(), drawn, enabled }
    }

    /// One more pack is done.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let elapsed = self.started.elapsed();
        if !self.enabled || elapsed < PATIENCE {
            return;
        }
        let now = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        let last = self.drawn.load(Ordering::Relaxed);
        let turn = self.drawn.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed);
        if now - last.min(now) >= INTERVAL && turn.is_ok() {
            write!(std::io::stderr(), "\r\x1b[2Klinting {done}/{}", self.total).unwrap_or_default();
        }
    }

    /// Removes the line.
    pub(super) fn clear(&self) {
        if self.drawn.load(Ordering::Relaxed) > 0 {
            write!(std::io::stderr(), "\r\x1b[2K").unwrap_or_default();
        }
    }
}
