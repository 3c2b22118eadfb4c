//! A document of a manifest that does not say what it is.

use super::span;
use crate::finding::Finding;
use crate::model::manifest::Manifest;
use crate::model::manifest::object::{Field, Object};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::{Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/missing-kind",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/manifest/missing-kind.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let manifests = pack.manifests().iter();
    let objects = manifests.clone().flat_map(|m| m.objects.iter().filter_map(|o| finding(m, o)));
    objects.chain(manifests.flat_map(other_documents)).collect()
}

fn finding(manifest: &Manifest, object: &Object) -> Option<Finding> {
    if object.kind != Field::Missing {
        return None;
    }
    let (range, message) = match &object.api_version {
        Field::Known(version) => {
            (version.range, format!("this object of `{}` has no `kind`", version.text))
        }
        Field::Missing => {
            let message = "this is no Kubernetes object: it has neither `apiVersion` nor `kind`";
            (first_line(manifest, object.range), message.to_owned())
        }
        Field::Unknown => return None,
    };
    Some(Finding::new(span(manifest, range), message).help("say what it is, or remove it"))
}

/// Documents that are lists or plain text.
fn other_documents(manifest: &Manifest) -> Vec<Finding> {
    let roots = manifest.plain_document().into_iter().flat_map(|document| document.roots());
    let others = roots.flatten().filter(|root| {
        let kind = root.kind();
        kind != Kind::Mapping && kind != Kind::Null
    });
    let finding = |root: NodeRef<'_>| {
        let message = format!("this is no Kubernetes object but {}", root.kind().described());
        Finding::new(span(manifest, first_line(manifest, root.range())), message)
            .help("write one object in each document")
    };
    others.map(finding).collect()
}

fn first_line(manifest: &Manifest, range: TextRange) -> TextRange {
    let text = manifest.file.slice(range);
    let length = text.lines().next().map_or(0, |line| line.trim_end().len());
    TextRange::from_usize(range.start as usize..range.start as usize + length)
}
