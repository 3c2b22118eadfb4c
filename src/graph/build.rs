//! From a profile, its packs and what was found in it to what is drawn.

use super::{Edge, Marks, Node, Picture};
use crate::engine::Diagnostic;
use crate::model::constraint::Dependency;
use crate::model::pack::Pack;
use crate::model::profile::{
    Field, Layer, Profile, Resolution, Resolved, ResolvedLayer, Tier, needs,
};
use crate::model::values::INSTALL_PRIORITY;
use crate::source::Span;

/// The picture of a profile. `marks` of it are those of the diagnostics that no other profile of its
/// file has.
pub fn picture(
    profile: &Profile,
    resolved: Option<&Resolved<'_>>,
    diagnostics: &[&Diagnostic],
) -> Picture {
    let within = |span: &Span| counted(diagnostics, span);
    let mut nodes: Vec<Node> =
        profile.layers.iter().map(|l| of_layer(l, within(&l.whole))).collect();
    nodes.extend(profile.tiers.iter().map(|tier| of_tier(tier, within(&tier.whole))));
    let mut marks = Marks::default();
    diagnostics.iter().for_each(|diagnostic| marks.add(diagnostic.severity));
    for node in &nodes {
        marks.errors = marks.errors.saturating_sub(node.marks.errors);
        marks.warnings = marks.warnings.saturating_sub(node.marks.warnings);
        marks.infos = marks.infos.saturating_sub(node.marks.infos);
    }
    let mut picture = Picture {
        title: title(profile),
        subtitle: subtitle(profile),
        nodes,
        marks,
        ..Picture::default()
    };
    if let Some(resolved) = resolved {
        note(&mut picture, resolved);
        picture.edges = edges(resolved);
        let needs = needs::of(resolved);
        picture.needs = (!needs.is_empty()).then(|| needs.to_string());
    }
    picture
}

fn counted(diagnostics: &[&Diagnostic], span: &Span) -> Marks {
    let mut marks = Marks::default();
    let inside = diagnostics.iter().filter(|diagnostic| {
        let place = diagnostic.finding.at.span();
        place.is_some_and(|at| span.range().contains(at.range()))
    });
    inside.for_each(|diagnostic| marks.add(diagnostic.severity));
    marks
}

/// What a field says; an expression is a question.
fn said(field: Option<&Field>) -> String {
    match field {
        Some(field) if field.is_unknown() => "?".to_owned(),
        field => field.and_then(Field::scalar_text).unwrap_or_default().to_owned(),
    }
}

fn title(profile: &Profile) -> String {
    let name = said(profile.name.as_ref());
    let name = if name.is_empty() { "a profile without a name".to_owned() } else { name };
    let version = profile.version.as_ref();
    format!("{name} {}", version.map_or("1.0.0".to_owned(), |field| said(Some(field))))
}

fn subtitle(profile: &Profile) -> String {
    let kind = match profile.kind_text() {
        _ if profile.is_app() => "app profile".to_owned(),
        Some("cluster") => "full profile".to_owned(),
        Some("infra") => "infrastructure profile".to_owned(),
        Some(kind) => format!("{kind} profile"),
        None => "profile".to_owned(),
    };
    let cloud = said(profile.cloud.as_ref());
    match cloud.as_str() {
        "" => kind,
        "all" => format!("{kind} for all clouds"),
        cloud => format!("{kind} for {cloud}"),
    }
}

fn of_layer(layer: &Layer, marks: Marks) -> Node {
    let kind = layer.kind_text().filter(|kind| matches!(*kind, "helm" | "manifest"));
    let parts = [layer.layer_text(), kind].into_iter().flatten().collect::<Vec<_>>();
    let written = |field: &&Option<Field>| field.as_ref().is_some_and(|field| !field.is_empty());
    let version = [&layer.version, &layer.tag].into_iter().find(written);
    Node {
        name: named(said(layer.name.as_ref()), layer.index),
        version: said(version.and_then(Option::as_ref)),
        layer: parts.join(", "),
        order: order(layer),
        note: None,
        marks,
    }
}

/// What the values say; what the pack says is known with the pack.
fn order(layer: &Layer) -> Option<i64> {
    let node = layer.pack_section()?.node.get(INSTALL_PRIORITY)?;
    node.text()?.trim().parse().ok().filter(|order| *order != 0)
}

fn of_tier(tier: &Tier, marks: Marks) -> Node {
    Node {
        name: named(said(tier.name.as_ref()), tier.index),
        version: said(tier.version.as_ref()),
        layer: tier.kind_text().unwrap_or("?").to_owned(),
        order: tier.order().filter(|order| *order != 0),
        note: None,
        marks,
    }
}

fn named(name: String, index: usize) -> String {
    if name.is_empty() { format!("layer {}", index + 1) } else { name }
}

fn note(picture: &mut Picture, resolved: &Resolved<'_>) {
    for (node, layer) in picture.nodes.iter_mut().zip(&resolved.layers) {
        if let Some(found) = layer.pack().and_then(Pack::layer).filter(|_| node.layer.is_empty()) {
            found.clone_into(&mut node.layer);
        }
        node.order = node.order.or(layer.priority().filter(|order| *order != 0));
        node.note = match layer.resolution {
            Resolution::NoPack(_) => Some("not in the registry"),
            Resolution::NoVersion(..) => Some("no such version in the registry"),
            Resolution::Found(_) | Resolution::Unknown => None,
        };
    }
}

fn edges(resolved: &Resolved<'_>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (layer, _, found) in resolved.dependencies() {
        let name = found.pack_name().and_then(|node| node.as_str()).unwrap_or_default();
        let others = resolved.named(name).filter(|other| other.layer.index != layer.layer.index);
        edges.extend(others.filter_map(|other| edge(resolved, (layer, other), found)));
    }
    edges
}

fn edge(
    resolved: &Resolved<'_>,
    (layer, other): (&ResolvedLayer<'_>, &ResolvedLayer<'_>),
    found: Dependency<'_>,
) -> Option<Edge> {
    let verb = match found.kind_text()? {
        "required" => "requires",
        "optional" => "takes",
        "notSupported" => "refuses",
        _ => return None,
    };
    let range = found.interval();
    let inside = other.version().zip(range.as_ref()).is_none_or(|((version, _), range)| {
        range.min.as_ref().is_none_or(|min| *min <= version)
            && range.max.as_ref().is_none_or(|max| version <= *max)
    });
    let [min, max] = found.bounds().map(|bound| bound.and_then(|node| node.as_str()));
    let range = match (min, max) {
        (Some(min), Some(max)) => format!(" {min} to {max}"),
        (Some(min), None) => format!(" {min} or later"),
        (None, Some(max)) => format!(" up to {max}"),
        (None, None) => String::new(),
    };
    let index = |layer: &ResolvedLayer<'_>| {
        resolved.layers.iter().position(|other| other.layer.index == layer.layer.index)
    };
    let holds = inside != (verb == "refuses");
    Some(Edge { from: index(layer)?, to: index(other)?, label: format!("{verb}{range}"), holds })
}
