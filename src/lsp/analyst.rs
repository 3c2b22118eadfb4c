//! Reports and packs of a snapshot. What is dear and does not depend on what is being typed is kept:
//! charts by their content, the last report of each subject, the last configuration that was right.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

use super::workspace::{Snapshot, is_configuration};
use crate::config::{self, Config, Scope};
use crate::date::Date;
use crate::discover::{Target, configuration, relative};
use crate::engine::{Report, Workers};
use crate::finding::Finding;
use crate::model::chart::Shelf;
use crate::model::pack::Pack;
use crate::rules::{self, Context};
use crate::settings::{Catalogs, Levels, Settings};
use crate::source::{SourceFile, VirtualPath};

/// What is known of one subject.
#[derive(Debug, Clone)]
pub(super) enum Verdict {
    /// What the rules say of a target.
    Report(Arc<Report>),
    /// What is wrong with a configuration.
    Configuration(Vec<Finding>),
}

/// Answers what is asked about snapshots.
#[derive(Debug, Default)]
pub(super) struct Analyst {
    shelf: Arc<Shelf>,
    /// `None` where no thread can be started.
    workers: OnceLock<Option<Workers>>,
    /// By subject, with the stamp of the texts.
    reports: Mutex<BTreeMap<PathBuf, (u64, Arc<Report>)>>,
    configs: Mutex<BTreeMap<PathBuf, Arc<Config>>>,
    /// Held while a target is checked: whoever asks for the same report waits for it.
    turn: Mutex<()>,
}

impl Analyst {
    pub(super) fn verdict(&self, snapshot: &Snapshot, subject: &Path) -> Verdict {
        match is_configuration(subject) {
            true => Verdict::Configuration(
                read_config(snapshot, subject).map_or_else(|errors| errors, |_| Vec::new()),
            ),
            false => Verdict::Report(self.report(snapshot, subject)),
        }
    }

    /// What the rules say of a target.
    pub(super) fn report(&self, snapshot: &Snapshot, subject: &Path) -> Arc<Report> {
        let stamp = snapshot.stamp(subject);
        let kept = || lock(&self.reports).get(subject).cloned();
        let same = |(of, _): &(u64, Arc<Report>)| *of == stamp;
        if let Some((_, report)) = kept().filter(same) {
            return report;
        }
        let _turn = lock(&self.turn);
        if let Some((_, report)) = kept().filter(same) {
            return report;
        }
        let report = Arc::new(self.lint(snapshot, subject));
        // An answer about an older text takes nothing from those about the newest.
        if kept().is_none_or(|(of, _)| of < stamp) {
            lock(&self.reports).insert(subject.to_owned(), (stamp, Arc::clone(&report)));
        }
        report
    }

    fn lint(&self, snapshot: &Snapshot, subject: &Path) -> Report {
        let Some(target) = snapshot.target(subject) else { return Report::default() };
        let scope = self.scope(snapshot, &target);
        if scope.as_ref().is_some_and(Scope::excludes_pack) {
            return Report::default();
        }
        let target = target.scoped(scope).shelved(Arc::clone(&self.shelf));
        let rules: Vec<_> = rules::all().collect();
        let today = Date::of(SystemTime::now());
        let (levels, context) = (Levels::default(), Context { today });
        let catalogs = Catalogs::default();
        let settings = Settings { levels, context, jobs: Some(1), catalogs, whole_texts: true };
        // Started once: what its thread read for the last report is mostly what it reads again.
        let workers = self.workers.get_or_init(|| Workers::new(settings.jobs).ok());
        let workers = workers.as_ref();
        workers.map(|w| w.run(&[target], &rules, &settings, &|| ())).unwrap_or_default()
    }

    /// The pack at `subject`, to ask it something.
    pub(super) fn pack(&self, snapshot: &Snapshot, subject: &Path) -> Option<Pack> {
        let target = snapshot.target(subject).filter(|target| !target.is_profiles())?;
        target.shelved(Arc::clone(&self.shelf)).pack().ok()
    }

    /// The configuration that holds for a target. While it is being edited, the last one that was
    /// right holds.
    fn scope(&self, snapshot: &Snapshot, target: &Target) -> Option<Scope> {
        let path = configuration::nearest(target.location(), Path::is_file)?;
        let mut configs = lock(&self.configs);
        if let Ok(config) = read_config(snapshot, &path) {
            configs.insert(path.clone(), Arc::new(config));
        }
        let config = Arc::clone(configs.get(&path)?);
        let base = relative(target.location(), path.parent()?);
        let base = base.to_string_lossy().replace('\\', "/");
        Some(Scope::new(config, target.root().clone(), base))
    }

    /// Forgets what was kept of a subject.
    pub(super) fn forget(&self, subject: &Path) {
        lock(&self.reports).remove(subject);
        self.shelf.forget(&virtual_path(subject));
    }
}

/// The configuration at `path`, as it is in the editor or on disk.
fn read_config(snapshot: &Snapshot, path: &Path) -> Result<Config, Vec<Finding>> {
    let name = virtual_path(path);
    let bytes = match snapshot.text(path) {
        Some(text) => text.text.as_bytes().to_vec(),
        None => configuration::read(path).map_err(|error| {
            vec![Finding::new(
                crate::finding::Place::File(name.clone()),
                format!("this configuration cannot be read: {error}"),
            )]
        })?,
    };
    config::read(&SourceFile::from_bytes(name, bytes))
}

fn virtual_path(path: &Path) -> VirtualPath {
    VirtualPath::new(path.to_string_lossy().replace('\\', "/"))
}

/// What a thread that panicked held is complete: each lock is held for one change of a map.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
