//! Annotations that reviewers ask for.

use crate::finding::Place;
use crate::model::pack::Pack;
use crate::syntax::tree::{Kind, NodeRef};

/// Where an annotation is missing, or stands without a text, and which of it. Another type is told by
/// `pack/annotation-not-string`.
pub(super) fn lack(pack: &Pack, name: &str) -> Option<(Place, String)> {
    let annotations = pack.manifest()?.entry("annotations");
    let absent = |at: Place| Some((at, format!("the pack has no annotation `{name}`")));
    let Some(annotations) = annotations else { return absent(pack.anchor()) };
    if annotations.value.kind() != Kind::Mapping {
        return None;
    }
    match annotations.value.get(name) {
        None => absent(annotations.key.span().into()),
        Some(value) if is_blank(value) => {
            Some((value.span().into(), format!("the annotation `{name}` is empty")))
        }
        Some(_) => None,
    }
}

fn is_blank(value: NodeRef<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}
