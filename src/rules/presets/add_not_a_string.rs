//! An `add` that is a mapping and not the text of one.

use super::shape::{Fault, Part, faults};
use crate::finding::{Edit, Finding, Fix};
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/add-not-a-string",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/presets/add-not-a-string.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    faults(pack).iter().filter_map(finding).collect()
}

fn finding(fault: &Fault<'_>) -> Option<Finding> {
    let (Part::Field("add"), ViolationKind::Type(_)) = (&fault.part, fault.kind) else {
        return None;
    };
    let node = fault.node;
    let span = node.span();
    let message = format!("`add` is {}, not a string", node.kind().described());
    // A whole mapping underlined shows nothing; its first line does.
    let first = node.entries().next().map_or(span.clone(), |entry| entry.key.span());
    let help = "write `add: |`, so that what follows is a text";
    Some(Finding::new(first, message).help(help).maybe_fix(fix(node)))
}

/// A block below `add:` becomes a text by the `|` alone.
fn fix(node: NodeRef<'_>) -> Option<Fix> {
    let file = node.document().file();
    let start = node.range().start as usize;
    let before = file.text().get(..start)?;
    let key = before.trim_end();
    let own_lines = key.ends_with("add:") && before[key.len()..].contains('\n');
    let plain = node.kind() == Kind::Mapping && !node.is_alias() && node.anchor().is_none();
    let title = "make it a block string";
    (own_lines && plain).then(|| {
        let edit = Edit::insert(file, u32::try_from(key.len()).unwrap_or(u32::MAX), " |");
        Fix::needs_a_look(title, edit)
    })
}
