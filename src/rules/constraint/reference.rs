//! The references of components, with what they lead to in `values.yaml`.

use crate::model::constraint::parameter::{self, Resolution, is_macro};
use crate::model::constraint::{self, Holds, ParamRef};
use crate::model::pack::Pack;
use crate::syntax::tree::{Kind, NodeRef};

/// The references, each with its parameter where that can be told. None where there is no mapping to
/// look into.
pub(super) fn resolved(pack: &Pack) -> impl Iterator<Item = (ParamRef<'_>, Resolution<'_>)> {
    let references = pack.manifest().into_iter().flat_map(constraint::param_refs);
    references.filter_map(|reference| {
        let resolution = match pack.values() {
            Some(values) => parameter::resolve(values, reference.path.trim()),
            None if is_empty(pack) => Resolution::Nothing,
            None => return None,
        };
        // A reference may itself be put together by a macro.
        (!is_macro(reference.path)).then_some((reference, resolution))
    })
}

/// The parameters that hold something else than they should, macros left out.
pub(super) fn unfit<'p>(
    pack: &'p Pack,
    holds: Holds,
    fits: fn(NodeRef<'_>) -> bool,
) -> impl Iterator<Item = (ParamRef<'p>, NodeRef<'p>)> {
    let found = resolved(pack).filter_map(|(reference, resolution)| match resolution {
        Resolution::Parameter(node) => Some((reference, node)),
        _ => None,
    });
    found.filter(move |(reference, node)| {
        reference.holds == holds && !node.text().is_some_and(is_macro) && !fits(*node)
    })
}

/// A value for a message: its text, or what it is.
pub(super) fn shown(node: NodeRef<'_>) -> String {
    match node.kind() {
        Kind::Null | Kind::Sequence | Kind::Mapping => node.kind().described().to_owned(),
        _ => format!("`{}`", node.text().unwrap_or_default()),
    }
}

fn is_empty(pack: &Pack) -> bool {
    let document = pack.values_file().document.as_ref();
    document.is_ok_and(|document| {
        let root = document.root();
        root.is_none_or(NodeRef::is_null) && document.problems().is_empty()
    })
}
