//! Texts, aliases and directories beyond the limits.

use super::problem::{in_charts, terraform, told_as};
use crate::files::{Entry, ReadError};
use crate::finding::Finding;
use crate::limits;
use crate::model::manifest::Manifest;
use crate::model::pack::{List, PACK_JSON, PRESETS, Pack, SCHEMA, VALUES};
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::template::ErrorKind;
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/too-large",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/too-large.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let manifests = pack.manifests().iter().filter_map(Manifest::plain_document);
    let documents = pack.documents().chain(manifests);
    let aliases = documents.flat_map(|document| told_as(ProblemKind::TooLarge, document));
    let in_charts = in_charts((ProblemKind::TooLarge, ErrorKind::TooLarge), pack);
    aliases.chain(in_charts).chain(texts(pack)).chain(directory(pack)).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    let texts = file.documents().flat_map(|document| told_as(ProblemKind::TooLarge, document));
    texts.chain(terraform(ProblemKind::TooLarge, file)).collect()
}

/// What is to be said where the pack as a whole holds too much, whatever rule it was that asked.
pub fn spent(pack: &Pack) -> Finding {
    let (bytes, values) = (limits::PACK_BYTES >> 20, limits::PACK_NODES);
    let message = format!(
        "the pack holds more than {bytes} MiB of files or {values} values, the rest was not read"
    );
    Finding::new(pack.anchor(), message)
}

/// What is read, and too large on its own. Of archives `chart/bad-archive` tells.
fn texts(pack: &Pack) -> impl Iterator<Item = Finding> {
    let is_read = |path: &str| {
        let packed = [".tgz", ".tar.gz", ".tar"].iter().any(|end| path.ends_with(end));
        let payload = List::ALL.iter().any(|list| path.starts_with(list.directory()));
        payload && !packed || [PACK_JSON, VALUES, PRESETS, SCHEMA].contains(&path)
    };
    let too_large = pack.files().entries().filter(move |(path, entry)| {
        matches!(entry, Entry::File(size) if *size > limits::FILE_BYTES) && is_read(path)
    });
    too_large
        .map(|(path, _)| Finding::new(pack.file(path), format!("`{path}` {}", ReadError::TooLarge)))
}

fn directory(pack: &Pack) -> Option<Finding> {
    let limit = limits::PACK_ENTRIES;
    let message = format!("the pack holds more than {limit} files, the rest was not looked at");
    pack.files().is_truncated().then(|| Finding::new(pack.anchor(), message))
}
