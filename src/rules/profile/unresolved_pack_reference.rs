//! Macros that take a value of a pack which the profile does not have.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::presets::keys::Keys;
use crate::model::profile::{Layer, Resolved, ResolvedLayer};
use crate::model::schema::locate::SECTIONS;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unresolved-pack-reference",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/unresolved-pack-reference.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    let macros = resolved.profile.layers.iter().flat_map(Layer::macros);
    // Who gives a default knows that the value may be missing.
    let has_default = |found: &&Macro| found.filters.iter().any(|f| f.name.text == "default");
    let wanted = macros.filter(|found| found.is_of("pack")).filter(|found| !has_default(found));
    wanted.filter_map(|found| finding(resolved, found)).collect()
}

fn finding(resolved: &Resolved<'_>, found: &Macro) -> Option<Finding> {
    let (name, path) = found.pack_reference();
    if name.is_empty() || path.is_empty() {
        return None;
    }
    let layers: Vec<&ResolvedLayer<'_>> = resolved.named(name).collect();
    match layers.as_slice() {
        [] => no_layer(resolved, found, name),
        [layer] => no_value(layer, found, (name, path)),
        // Which of several copies is meant is not documented.
        _ => None,
    }
}

/// A full profile has all packs of its cluster but those of add-on profiles; of the others, one that
/// is misspelt is near.
fn no_layer(resolved: &Resolved<'_>, found: &Macro, name: &str) -> Option<Finding> {
    let names = resolved.layers.iter().filter_map(|layer| layer.layer.pack_name());
    let near = nearest(name, names);
    let is_full = resolved.profile.kind_text() == Some("cluster");
    if !resolved.has_all_names() || near.is_none() && !is_full {
        return None;
    }
    let message = format!("no layer of this profile is the pack `{name}`");
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "Palette puts nothing in its place, unless an add-on profile brings the pack".into()
        }
    };
    Some(Finding::new(found.key.span.clone(), message).help(help))
}

fn no_value(
    layer: &ResolvedLayer<'_>,
    found: &Macro,
    (name, path): (&str, &str),
) -> Option<Finding> {
    let keys = Keys::of(layer.overlaid()?)?;
    let own = Keys::of(layer.pack()?)?;
    if keys.have(path) || own.have(path) {
        return None;
    }
    let message = format!("the pack `{name}` has no value `{path}`");
    let inside = SECTIONS.into_iter().find_map(|section| keys.below(section, path));
    let full = inside.or_else(|| keys.with_another_key(path));
    let help = full.map_or("Palette puts nothing in its place".to_owned(), |full| {
        format!("the path begins at the top of the values: `{full}`")
    });
    Some(
        Finding::new(found.key.span.clone(), message)
            .label(layer.layer.anchor(), "the layer whose values are meant")
            .help(help),
    )
}
