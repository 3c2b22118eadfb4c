//! Where presets.yaml does not follow its schema, sorted by the part of a preset: each part has its
//! rule.

use crate::model::conformance::{Violation, ViolationKind};
use crate::model::pack::Pack;
use crate::syntax::tree::{Kind, NodeRef};

/// A place where presets.yaml does not follow its schema.
pub(super) struct Fault<'a> {
    /// The part.
    pub(super) part: Part<'a>,
    /// The value that is wrong.
    pub(super) node: NodeRef<'a>,
    /// What is wrong with it.
    pub(super) kind: &'a ViolationKind,
}

/// A part of presets.yaml.
pub(super) enum Part<'a> {
    /// The whole file.
    File,
    /// The list `presets`.
    List,
    /// An item of the list.
    Preset,
    /// A key of a preset with its value.
    Field(&'a str),
    /// An item of the list `remove`.
    Removed,
}

/// All faults of a presets.yaml that is a mapping.
pub(super) fn faults<'a>(pack: &'a Pack) -> Vec<Fault<'a>> {
    let Ok(document) = &pack.presets_file().document else { return Vec::new() };
    if document.root().is_none_or(|root| root.kind() != Kind::Mapping) {
        return Vec::new();
    }
    let fault = |violation: &'a Violation| {
        let part = match violation.path().as_slice() {
            [] => Part::File,
            ["presets"] => Part::List,
            ["presets", _] => Part::Preset,
            ["presets", _, field] => Part::Field(field),
            ["presets", _, "remove", _] => Part::Removed,
            _ => return None,
        };
        Some(Fault { part, node: violation.node(document)?, kind: &violation.kind })
    };
    pack.preset_violations().iter().filter_map(fault).collect()
}
