//! Texts, aliases and directories beyond the limits.

use super::problem::{terraform, told_as};
use crate::files::ReadError;
use crate::finding::Finding;
use crate::limits;
use crate::model::manifest::Manifest;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
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
    aliases.chain(texts(pack)).chain(directory(pack)).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    let texts = file.documents().flat_map(|document| told_as(ProblemKind::TooLarge, document));
    texts.chain(terraform(ProblemKind::TooLarge, file)).collect()
}

fn texts(pack: &Pack) -> impl Iterator<Item = Finding> {
    let too_large =
        pack.texts().into_iter().filter(|text| matches!(text.document, Err(ReadError::TooLarge)));
    too_large.map(|text| {
        let limit = limits::FILE_BYTES / (1024 * 1024);
        let message = format!("`{}` is larger than {limit} MiB and was not read", text.path);
        Finding::new(pack.file(text.path), message)
    })
}

fn directory(pack: &Pack) -> Option<Finding> {
    let limit = limits::PACK_ENTRIES;
    let message = format!("the pack holds more than {limit} files, the rest was not looked at");
    pack.files().is_truncated().then(|| Finding::new(pack.anchor(), message))
}
