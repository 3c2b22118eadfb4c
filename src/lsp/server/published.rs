//! What was last said of each file. Several subjects may speak of one: packs of their configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gen_lsp_types::Diagnostic;

use crate::lsp::workspace::Snapshot;

type Files = BTreeMap<PathBuf, Vec<Diagnostic>>;

/// The diagnostics that the client knows.
#[derive(Debug, Default)]
pub(super) struct Published {
    by_subject: BTreeMap<PathBuf, Files>,
    last: Files,
}

impl Published {
    /// Takes what is said of a subject now; the files of which something new is to be said. Open
    /// files are always among them, so that the client knows the version that was checked.
    pub(super) fn replace(
        &mut self,
        subject: &Path,
        files: Files,
        snapshot: &Snapshot,
    ) -> Vec<(PathBuf, Vec<Diagnostic>)> {
        let open = snapshot.texts.iter().filter(|(_, t)| t.subject.as_deref() == Some(subject));
        let open: BTreeSet<&PathBuf> = open.map(|(path, _)| path).collect();
        let before = self.by_subject.remove(subject).unwrap_or_default();
        let concerned: BTreeSet<PathBuf> = before
            .into_keys()
            .chain(files.keys().cloned())
            .chain(open.iter().copied().cloned())
            .collect();
        if !files.is_empty() {
            self.by_subject.insert(subject.to_owned(), files);
        }
        let mut news = Vec::new();
        for path in concerned {
            let now = self.of(&path);
            let last = self.last.remove(&path).unwrap_or_default();
            if now != last || open.contains(&path) {
                news.push((path.clone(), now.clone()));
            }
            if !now.is_empty() {
                self.last.insert(path, now);
            }
        }
        news
    }

    fn of(&self, path: &Path) -> Vec<Diagnostic> {
        let all = self.by_subject.values().filter_map(|files| files.get(path)).flatten();
        let mut distinct: Vec<Diagnostic> = Vec::new();
        for diagnostic in all {
            if !distinct.contains(diagnostic) {
                distinct.push(diagnostic.clone());
            }
        }
        distinct
    }
}
