//! Which value of the pack is to blame when a chart cannot be rendered.

use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::rendered::Release;
use crate::model::values::misplaced;
use crate::render::{FailureKind, RenderError};
use crate::source::Span;
use crate::syntax::tree::{Kind, NodeRef};

/// What is to blame.
pub(super) enum Blame<'p> {
    /// A value that is empty, or stands for one.
    Left { path: String, node: NodeRef<'p> },
    /// A value.
    Value { path: String, node: NodeRef<'p> },
    /// Something that the pack says nothing of.
    Chart,
}

impl Blame<'_> {
    /// The value by its path.
    pub(super) fn path(&self) -> Option<String> {
        match self {
            Self::Left { path, .. } | Self::Value { path, .. } => Some(path.clone()),
            Self::Chart => None,
        }
    }
}

/// What stands in the place of a value.
const PLACEHOLDERS: [&str; 8] =
    ["changeme", "change-me", "change_me", "replace", "your-", "your_", "placeholder", "<"];

/// Letters that a name in a message has to have: shorter ones are words.
const NAME: usize = 5;

/// `None` for a failure that may not happen on a cluster.
pub(super) fn blame<'p>(
    pack: &'p Pack,
    release: &Release,
    error: &RenderError,
) -> Option<Blame<'p>> {
    let places: Vec<Span> =
        error.frames.iter().filter_map(|frame| release.rendered.place(frame)).collect();
    if places.iter().any(asks_cluster) {
        return None;
    }
    let overrides = release.listed_chart(pack)?.overrides(pack);
    let Some(overrides) = overrides else {
        return has_all_values(pack).then_some(Blame::Chart);
    };
    let top = format!("charts.{}", release.listed_chart(pack)?.name()?);
    let found = match error.kind {
        FailureKind::Schema => of_place(overrides, error.place.as_ref(), &top),
        FailureKind::Limit => None,
        _ => named_in_tag(overrides, error, &places, &top),
    };
    let is_said = matches!(error.kind, FailureKind::Fail | FailureKind::Required);
    let found = found.or_else(|| {
        let leaves = leaves(overrides, &top).into_iter().filter(|(_, node)| is_left(*node));
        is_said.then_some(leaves)?.find(|(path, _)| is_named(&error.message, path))
    });
    match found {
        // Palette puts something there before the chart is rendered.
        Some((_, node)) if holds_macro(node) => None,
        // `chart/null-deletes-default` tells it.
        Some((_, node)) if is_dedented(pack, release, node) => None,
        Some((path, node)) if is_left(node) => Some(Blame::Left { path, node }),
        Some((path, node)) if node.kind() != Kind::Mapping => Some(Blame::Value { path, node }),
        _ => Some(Blame::Chart),
    }
}

/// False where values stand at a place where no chart gets them: other rules tell that, and what is
/// missing may be among them.
fn has_all_values(pack: &Pack) -> bool {
    let (misplaced, unknown) = misplaced::below_charts(pack);
    misplaced.is_empty() && unknown.is_empty() && misplaced::at_top(pack).is_empty()
}

/// True for a value that is only empty because what belongs below it stands beside it.
fn is_dedented(pack: &Pack, release: &Release, node: NodeRef<'_>) -> bool {
    let dedented = release.listed_chart(pack).map(|listed| misplaced::dedented(pack, listed));
    let mut empty = dedented.into_iter().flatten().map(|dedented| dedented.empty.value.range());
    node.is_null() && empty.any(|range| range == node.range())
}

/// True where a definition looks objects up, of which there are none without a cluster.
fn asks_cluster(place: &Span) -> bool {
    let text = place.file().text();
    let at = place.range().start as usize;
    let (before, after) = text.split_at(at.min(text.len()));
    let start = before.rfind("define \"").unwrap_or(0);
    let end = after.find("define \"").map_or(text.len(), |end| at + end);
    text.get(start..end).is_some_and(|part| part.contains("lookup "))
}

/// The value at the place of an error.
fn of_place<'p>(
    overrides: NodeRef<'p>,
    place: Option<&Span>,
    top: &str,
) -> Option<(String, NodeRef<'p>)> {
    let place = place?;
    let file = overrides.document().file();
    if !std::sync::Arc::ptr_eq(file, place.file()) {
        return None;
    }
    let at = place.range();
    leaves_and_maps(overrides, top).into_iter().find(|(_, node)| node.range() == at)
}

/// The deepest value of the pack on a path that the failing tag reads.
fn named_in_tag<'p>(
    overrides: NodeRef<'p>,
    error: &RenderError,
    places: &[Span],
    top: &str,
) -> Option<(String, NodeRef<'p>)> {
    let place = places.first()?;
    let text = place.file().text();
    let (start, end) = (place.range().start as usize, place.range().end as usize);
    let open = text.get(..start)?.rfind("{{")?;
    let close = text.get(end..)?.find("}}").map_or(text.len(), |at| end + at);
    let tag = text.get(open..close)?;
    let file = &error.frames.first()?.file;
    let subcharts: Vec<&str> = file.split("/charts/").skip(1).map(first_part).collect();
    tag.split(".Values.").skip(1).find_map(|rest| {
        let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let end = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
        let keys: Vec<&str> = rest[..end].split('.').filter(|key| !key.is_empty()).collect();
        let global = keys.first() == Some(&"global");
        let outer = if global { &[][..] } else { &subcharts[..] };
        deepest(overrides, outer, &keys, top)
    })
}

fn first_part(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

/// A value on the way that is empty, or the value itself.
fn deepest<'p>(
    overrides: NodeRef<'p>,
    outer: &[&str],
    keys: &[&str],
    top: &str,
) -> Option<(String, NodeRef<'p>)> {
    let (mut node, mut path) = (overrides, top.to_owned());
    for key in outer.iter().chain(keys) {
        node = node.get(key)?;
        path = format!("{path}.{key}");
        if node.kind() != Kind::Mapping || node.entries().len() == 0 {
            break;
        }
    }
    Some((path, node))
}

fn is_named(message: &str, path: &str) -> bool {
    let name = path.rsplit('.').next().unwrap_or(path);
    let mut words = message.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
    name.len() >= NAME && words.any(|word| word == name)
}

fn leaves<'p>(node: NodeRef<'p>, path: &str) -> Vec<(String, NodeRef<'p>)> {
    let mut all = leaves_and_maps(node, path);
    all.retain(|(_, node)| node.kind() != Kind::Mapping || node.entries().len() == 0);
    all
}

fn leaves_and_maps<'p>(node: NodeRef<'p>, path: &str) -> Vec<(String, NodeRef<'p>)> {
    let mut all = vec![(path.to_owned(), node)];
    if node.kind() == Kind::Mapping {
        for entry in node.entries().filter(|entry| !entry.is_merge() && !entry.value.is_alias()) {
            all.extend(leaves_and_maps(entry.value, &format!("{path}.{}", entry.name())));
        }
    }
    all
}

/// True for what a user is expected to replace.
fn is_left(node: NodeRef<'_>) -> bool {
    match node.kind() {
        Kind::Null => true,
        Kind::Sequence => node.items().len() == 0,
        Kind::Mapping => node.entries().all(|entry| is_left(entry.value)),
        Kind::String => {
            let text = node.text().unwrap_or_default().to_lowercase();
            text.trim().is_empty() || PLACEHOLDERS.iter().any(|word| text.contains(word))
        }
        Kind::Bool | Kind::Number => false,
    }
}

fn holds_macro(node: NodeRef<'_>) -> bool {
    node.text().is_some_and(has_macro) || node.span().text().starts_with("{{")
}
