//! Small charts: what their templates read, and what they do not.

mod charts;
mod hostile;
mod queries;
mod templates;

use crate::model::chart::{Chart, test_archive};
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::yaml;

use super::{Certain, Reads};

/// A chart made of `files`, by path below its root.
fn chart(files: &[(&str, &str)]) -> Chart {
    let mut all = vec![("x/Chart.yaml".to_owned(), "name: x\napiVersion: v2\n")];
    all.retain(|_| !files.iter().any(|(path, _)| *path == "Chart.yaml"));
    all.extend(files.iter().map(|(path, text)| (format!("x/{path}"), *text)));
    let all: Vec<_> = all.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    Chart::read_archive(&VirtualPath::new("x.tgz"), &test_archive(&all)).unwrap()
}

/// What a chart reads that consists of one template.
fn reads(template: &str) -> Reads {
    reads_of(&[("templates/a.yaml", template)])
}

fn reads_of(files: &[(&str, &str)]) -> Reads {
    let chart = chart(files);
    let reads = Reads::of(&chart, None);
    for path in Certain::of(&chart).paths() {
        assert!(reads.may_read(&path), "{path:?} is not certain in {files:?}");
    }
    reads
}

fn reads_with(files: &[(&str, &str)], overrides: &str) -> Reads {
    let document = yaml::parse(&SourceFile::new(VirtualPath::new("values.yaml"), overrides));
    Reads::of(&chart(files), document.root())
}

/// Whether the value at a path such as `a.b.[].c` may be read.
fn may_read(reads: &Reads, path: &str) -> bool {
    reads.may_read(&path.split('.').collect::<Vec<_>>())
}

#[track_caller]
fn check(what: &str, reads: &Reads, read: &[&str], unread: &[&str]) {
    assert_eq!(reads.everything(), None, "{what}");
    for path in read {
        assert!(may_read(reads, path), "`{path}` is read: {what}");
    }
    for path in unread {
        assert!(!may_read(reads, path), "`{path}` is not read: {what}");
    }
}
