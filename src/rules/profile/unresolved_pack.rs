//! Layers whose packs no registry of the run has.

use crate::finding::Finding;
use crate::model::catalog::Catalog;
use crate::model::profile::{Field, Layer, Resolution, Resolved};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unresolved-pack",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/unresolved-pack.md"),
    check: Check::Resolved(check),
};

/// Versions that a message names.
const SHOWN: usize = 5;

/// Characters of a name that are compared: the measure costs the square of the length.
const MEASURED: usize = 200;

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let told = resolved.layers.iter().filter_map(|layer| match layer.resolution {
        Resolution::NoPack(name) => Some(no_pack(layer.layer, name, resolved.catalog)),
        Resolution::NoVersion(name, field) => Some(no_version(name, field, resolved.catalog)),
        Resolution::Found(_) | Resolution::Unknown => None,
    });
    told.collect()
}

/// Nobody has all registries at hand: where the name is no slip of one that is there, this is worth a
/// note only.
fn no_pack(layer: &Layer, name: &str, catalog: &Catalog) -> Finding {
    let message = format!("no pack of the registry is named `{name}`, so its values are unchecked");
    let finding = Finding::new(layer.anchor(), message);
    match nearest(name, catalog.names()).filter(|near| is_slip(name, near)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding
            .severity(Severity::Info)
            .help("if another registry has it, name that one with `--registry` too"),
    }
}

/// True where one letter, case or dashes differ: many packs have names that are near.
fn is_slip(name: &str, near: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
        letters.flat_map(char::to_lowercase).take(MEASURED).collect()
    };
    strsim::osa_distance(&letters(name), &letters(near)) <= 1
}

fn no_version(name: &str, field: &Field, catalog: &Catalog) -> Finding {
    let text = field.filled().unwrap_or_default();
    let message = format!("the registry has no `{name}` of the version `{text}`");
    let versions = catalog.versions(name);
    let shown = versions.iter().take(SHOWN).map(|pack| format!("`{}`", pack.version_text));
    let more = if versions.len() > SHOWN { ", ..." } else { "" };
    let shown = shown.collect::<Vec<_>>().join(", ");
    Finding::new(field.place.clone(), message).help(format!("it has {shown}{more}"))
}
