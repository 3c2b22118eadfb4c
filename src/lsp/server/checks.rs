//! The thread that checks: one subject at a time, each time the newest texts.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};

use gen_lsp_types::Diagnostic;

use super::Event;
use crate::lsp::analyst::{Analyst, Verdict};
use crate::lsp::diagnostics::Board;
use crate::lsp::workspace::Snapshot;

/// Something to check.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) subject: PathBuf,
    pub(super) snapshot: Snapshot,
}

/// What came of it.
#[derive(Debug)]
pub(in crate::lsp) struct Checked {
    pub(super) subject: PathBuf,
    /// The state of the texts that were checked.
    pub(super) stamp: u64,
    /// The diagnostics by file; `None` where palint failed.
    pub(super) files: Option<BTreeMap<PathBuf, Vec<Diagnostic>>>,
}

/// Checks until the server is gone.
pub(super) fn check_all(analyst: &Analyst, jobs: &Receiver<Job>, events: &Sender<Event>) {
    for Job { subject, snapshot } in jobs {
        let job = Job { subject, snapshot };
        let files = catch_unwind(AssertUnwindSafe(|| check(analyst, &job))).ok();
        let stamp = job.snapshot.stamp(&job.subject);
        let checked = Checked { subject: job.subject, stamp, files };
        if events.send(Event::Checked(checked)).is_err() {
            break;
        }
    }
}

fn check(analyst: &Analyst, job: &Job) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
    let (snapshot, subject) = (&job.snapshot, job.subject.as_path());
    let board = Board::new(analyst, snapshot, subject);
    match analyst.verdict(snapshot, subject) {
        Verdict::Report(report) => board.of_report(&report),
        Verdict::Configuration(errors) => {
            BTreeMap::from([(subject.to_owned(), board.of_configuration(&errors))])
        }
    }
}
