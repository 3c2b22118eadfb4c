//! What a preset adds where nothing reads it.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::model::presets::sections::names;
use crate::model::schema::locate::SECTIONS;
use crate::model::values::places::SECTIONS as TOP_SECTIONS;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/add-unknown-root",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/presets/add-unknown-root.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let presets = pack.presets();
    let added = presets.iter().filter_map(Preset::added);
    added.flat_map(NodeRef::members).flat_map(|entry| findings(pack, &entry)).collect()
}

fn findings(pack: &Pack, top: &Entry<'_>) -> Vec<Finding> {
    let name = top.name();
    let Some(section) = SECTIONS.into_iter().find(|section| *section == name) else {
        return unknown_top(pack, top).into_iter().collect();
    };
    let Some(known) = names(pack, section) else { return Vec::new() };
    let what = section.trim_end_matches('s');
    let members = top.value.members().into_iter();
    let unknown = members.filter(|entry| !known.contains(&*entry.name()));
    let told = unknown.map(|entry| {
        let message = format!("the pack has no {what} `{}`", entry.name());
        renamed(&entry, message, nearest(&entry.name(), known.iter().map(String::as_str)))
    });
    told.collect()
}

fn unknown_top(pack: &Pack, top: &Entry<'_>) -> Option<Finding> {
    // Other keys are read by macros, or by Palette: it knows many for the layers below add-ons.
    let used = pack.values().is_some_and(|values| values.get(&top.name()).is_some());
    let infrastructure = matches!(pack.layer(), Some("os" | "k8s" | "kernel"));
    if used || infrastructure || TOP_SECTIONS.contains(&&*top.name()) {
        return None;
    }
    let message =
        format!("nothing reads the key `{}`, which values.yaml does not have", top.name());
    Some(renamed(top, message, nearest(&top.name(), SECTIONS)))
}

fn renamed(entry: &Entry<'_>, message: String, meant: Option<&str>) -> Finding {
    let finding = Finding::new(entry.key.span(), message);
    let Some(meant) = meant else { return finding };
    let title = format!("rename it to `{meant}`");
    let verbatim = entry.key.span().text() == entry.name();
    let edit = Edit::replace(entry.key.span(), meant);
    let fix = verbatim.then(|| Fix::needs_a_look(title.clone(), edit));
    finding.help(title).maybe_fix(fix)
}
