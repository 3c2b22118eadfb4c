//! Images that manifests, templates and presets name outright, without any value.
//!
//! Only what is deployed whatever the values are counts: a literal behind a condition, in a test, or
//! in a sub-chart that can be turned off says nothing of what is pulled.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::memmem::{self, Finder};
use regex::Regex;

use crate::model::chart::Chart;
use crate::model::image::ImageRef;
use crate::model::pack::Pack;
use crate::model::pulled::CONTAINERS;
use crate::source::Span;
use crate::syntax::origin::Origin;
use crate::syntax::template::{Masked, mask};
use crate::syntax::tree::{Document, Entry, Kind, NodeRef};
use crate::syntax::yaml;

/// An image reference that is written as it is pulled.
#[derive(Debug)]
pub struct LiteralImage {
    /// The text.
    pub at: Span,
    /// What it names.
    pub reference: ImageRef,
    /// True for the image of a container; elsewhere a text that reads like a reference may be
    /// anything.
    pub is_of_container: bool,
}

impl Pack {
    /// The literal images of the pack. Texts that are no container's image are looked at only where
    /// they name a repository that the pack bundles.
    pub fn literal_images(&self) -> &[LiteralImage] {
        self.literals.get_or_init(|| of_pack(self))
    }
}

fn of_pack(pack: &Pack) -> Vec<LiteralImage> {
    let bundled = pack.parsed_images();
    let paths: BTreeSet<_> = bundled.map(|(_, image)| image.path()).collect();
    let paths: Vec<_> = paths.iter().map(|path| Finder::new(path.as_bytes())).collect();
    let may_be_image = |text: &str| paths.iter().any(|path| path.find(text.as_bytes()).is_some());
    let mut found = of_manifests(pack, &may_be_image);
    for listed in pack.charts() {
        if let Some(chart) = listed.chart().filter(|chart| !chart.is_library()) {
            collect_chart(chart, &may_be_image, &mut found);
        }
    }
    for preset in pack.presets() {
        if let Some(document) = preset.add {
            collect(document, None, &may_be_image, &mut found);
        }
    }
    found
}

/// True for what Helm deploys for a moment only.
fn is_hook(text: &str) -> bool {
    memmem::find(text.as_bytes(), b"helm.sh/hook").is_some()
}

/// True for definitions of resources: what they describe is not deployed with them.
fn only_defines(text: &str) -> bool {
    let mut kinds = text.lines().filter_map(|line| line.strip_prefix("kind:")).peekable();
    kinds.peek().is_some() && kinds.all(|kind| kind.trim() == "CustomResourceDefinition")
}

/// True where a key `image` may have a text. Definitions of resources have keys of that name too,
/// with nothing but a mapping behind them.
pub(super) fn names_image(text: &str) -> bool {
    static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("image:").ok());
    KEY.iter().flat_map(|key| key.find_iter(text)).any(|key| {
        let mut lines = text[key.end()..].lines().map(str::trim);
        let is_said = |line: &str| !line.is_empty() && !line.starts_with('#');
        let is_key = |line: &str| line.ends_with(':') || line.contains(": ");
        // What begins with a tag is no literal, whatever follows.
        let is_literal = |line: &str| !line.trim_start_matches(['"', '\'']).starts_with("{{");
        lines.next().is_some_and(|line| is_said(line) && is_literal(line))
            || lines.find(|line| is_said(line)).is_some_and(|line| !is_key(line))
    })
}

/// The literal images of the manifests.
pub(super) fn of_manifests(pack: &Pack, may_be_image: &impl Fn(&str) -> bool) -> Vec<LiteralImage> {
    let mut found = Vec::new();
    for manifest in pack.manifests() {
        if let Some(document) = &manifest.document {
            collect(document, manifest.masked.as_ref(), may_be_image, &mut found);
        }
    }
    found
}

fn collect_chart(
    chart: &Chart,
    may_be_image: &impl Fn(&str) -> bool,
    found: &mut Vec<LiteralImage>,
) {
    for member in chart.templates() {
        if !member.path().ends_with(".yaml") || member.path().contains("/tests/") {
            continue;
        }
        let (source, text) = (member.source(), member.source().text());
        let names_images = names_image(text) || may_be_image(text);
        if !names_images || is_hook(text) || only_defines(text) {
            continue;
        }
        let masked = mask(source.text(), member.template());
        let document = yaml::parse_derived(source, &masked.text, &Origin::default());
        if document.problems().is_empty() {
            collect(&document, Some(&masked), may_be_image, found);
        }
    }
    let dependencies = chart.dependencies();
    for subchart in chart.subcharts() {
        let declared = dependencies.iter().find(|d| Some(d.name) == subchart.name());
        let is_optional = declared.is_none_or(|d| !d.conditions.is_empty() || !d.tags.is_empty());
        if !is_optional && !subchart.is_library() {
            collect_chart(subchart, may_be_image, found);
        }
    }
}

fn collect(
    document: &Document,
    masked: Option<&Masked>,
    may_be_image: &impl Fn(&str) -> bool,
    found: &mut Vec<LiteralImage>,
) {
    let mut search = Search { masked, may_be_image, found };
    document.roots().flatten().for_each(|root| search.walk(root, ""));
}

struct Search<'s, F> {
    masked: Option<&'s Masked>,
    may_be_image: &'s F,
    found: &'s mut Vec<LiteralImage>,
}

impl<F: Fn(&str) -> bool> Search<'_, F> {
    /// `list` is the key of the list that `node` is an item of.
    fn walk(&mut self, node: NodeRef<'_>, list: &str) {
        match node.kind() {
            Kind::Mapping => node.entries().for_each(|entry| self.entry(&entry, list)),
            Kind::Sequence => node.items().for_each(|item| self.walk(item, list)),
            Kind::String => self.text(node, false),
            _ => {}
        }
    }

    fn entry(&mut self, entry: &Entry<'_>, list: &str) {
        let is_of_container = entry.is_named("image") && CONTAINERS.contains(&list);
        match entry.value.kind() {
            Kind::String => self.text(entry.value, is_of_container),
            Kind::Sequence => self.walk(entry.value, &entry.name()),
            _ => self.walk(entry.value, ""),
        }
    }

    fn text(&mut self, node: NodeRef<'_>, is_of_container: bool) {
        let Some(text) = node.as_str().filter(|_| !node.is_alias()) else { return };
        if !self.is_certain(node) || !(is_of_container || (self.may_be_image)(text)) {
            return;
        }
        let Ok(reference) = ImageRef::parse(text) else { return };
        // Without a tag, a text that is no container's image may be a repository, its tag elsewhere.
        let is_whole = reference.tag.is_some() || reference.digest.is_some();
        if is_of_container || is_whole {
            self.found.push(LiteralImage { at: node.span(), reference, is_of_container });
        }
    }

    /// True for a text that is output as it is written, whatever the values are.
    fn is_certain(&self, node: NodeRef<'_>) -> bool {
        self.masked.is_none_or(|masked| {
            let range = node.range();
            !masked.is_templated(range) && masked.condition(range.start).is_none()
        })
    }
}
