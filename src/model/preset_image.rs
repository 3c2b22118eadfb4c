//! The images that come with a preset: what is rendered with it names them, and what is rendered
//! with the pack's own values does not.
//!
//! Besides those of containers, an image counts that the preset itself writes below a key `image`
//! and that arrives below such a key: operators make containers of their resources.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::chart::{Chart, ListedChart};
use crate::model::image::ImageRef;
use crate::model::install::Installation;
use crate::model::literal;
use crate::model::literal_image;
use crate::model::manifest::Manifest;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::model::pulled::{PulledImage, of_rendered};
use crate::model::rendered::{KUBE_VERSION, Release};
use crate::render::{KubeVersion, Rendered};
use crate::source::Span;
use crate::syntax::tree::{Kind, NodeRef};

/// An image that one preset brings.
#[derive(Debug)]
pub struct PresetImage<'p> {
    /// The preset.
    pub preset: Preset<'p>,
    /// What is pulled.
    pub reference: ImageRef,
    /// Where the preset names it, or the name of the preset.
    pub at: Span,
    /// The template or manifest that deploys it, where that is known.
    pub template: Option<Span>,
    /// The kind of the object that deploys it.
    pub kind: String,
}

/// The images of all presets of a pack, each preset for itself.
pub fn of_pack(pack: &Pack) -> Vec<PresetImage<'_>> {
    let Some(kube_version) = KubeVersion::parse(KUBE_VERSION) else { return Vec::new() };
    let mut search =
        Search { pack, plain: Installation::new(pack, &[]), kube_version, known: BTreeMap::new() };
    let presets = pack.presets();
    let readable = presets.into_iter().filter(Preset::is_readable);
    readable.flat_map(|preset| search.of_preset(preset)).collect()
}

/// What a preset may change.
#[derive(Clone, Copy)]
enum Part<'p> {
    Chart(&'p Chart),
    Manifest(&'p Manifest),
}

impl Part<'_> {
    /// The path of its values.
    fn path(self) -> [String; 2] {
        match self {
            Self::Chart(chart) => ["charts".into(), chart.name().unwrap_or_default().into()],
            Self::Manifest(manifest) => ["manifests".into(), manifest.stem.clone()],
        }
    }

    fn is_changed_by(self, preset: Preset<'_>) -> bool {
        let [section, name] = self.path();
        let adds = preset.added().is_some_and(|added| added.at(&[&section, &name]).is_some());
        let below = format!("{section}.{name}");
        adds || preset.removed().any(|(_, path)| path == section || path.starts_with(&below))
    }
}

struct Search<'p> {
    pack: &'p Pack,
    plain: Installation<'p>,
    kube_version: KubeVersion,
    /// What each part names without presets, by the path of its values.
    known: BTreeMap<[String; 2], BTreeSet<String>>,
}

impl<'p> Search<'p> {
    fn of_preset(&mut self, preset: Preset<'p>) -> Vec<PresetImage<'p>> {
        let pack = self.pack;
        let charts = pack.charts().iter().filter_map(|listed| listed.chart()).map(Part::Chart);
        let parts = charts.chain(pack.manifests().iter().map(Part::Manifest));
        let changed = parts.filter(|part| part.is_changed_by(preset));
        let installation = Installation::new(pack, &[preset]);
        let mut images = Vec::new();
        for part in changed {
            let Some(rendered) = self.render(&installation, part) else { continue };
            let known = self.known(part);
            let containers = of_rendered(&rendered).into_iter();
            images.extend(containers.map(|image| of_container(preset, image)));
            images.extend(of_resources(preset, &rendered));
            images.retain(|image| !known.contains(&image.reference.to_string()));
        }
        images
    }

    fn render(&self, installation: &Installation<'_>, part: Part<'_>) -> Option<Rendered> {
        match part {
            Part::Chart(chart) => Some(installation.render(chart, self.kube_version.clone())),
            Part::Manifest(manifest) => {
                installation.render_manifest(manifest, self.kube_version.clone())
            }
        }
    }

    /// The chart as the pack installs it without presets.
    fn release(&self, part: Part<'_>) -> Option<&'p Release> {
        let Part::Chart(chart) = part else { return None };
        let pack = self.pack;
        pack.releases().iter().find(|release| {
            let listed = release.listed_chart(pack).and_then(ListedChart::chart);
            listed.is_some_and(|listed| std::ptr::eq(listed, chart))
        })
    }

    /// The images that a part names without presets.
    fn known(&mut self, part: Part<'_>) -> BTreeSet<String> {
        if let Some(known) = self.known.get(&part.path()) {
            return known.clone();
        }
        let known: BTreeSet<String> = match self.release(part) {
            Some(release) => named(&release.rendered).into_iter().map(|(text, _)| text).collect(),
            None => {
                let rendered = self.render(&self.plain, part);
                rendered.iter().flat_map(named).map(|(text, _)| text).collect()
            }
        };
        self.known.insert(part.path(), known.clone());
        known
    }
}

fn of_container(preset: Preset<'_>, image: PulledImage) -> PresetImage<'_> {
    let file = preset.node.document().file();
    let own = image.value.filter(|value| value.file().path() == file.path());
    let at = own.unwrap_or_else(|| preset.anchor().span());
    let PulledImage { reference, template, kind, .. } = image;
    PresetImage { preset, reference, at, template, kind }
}

/// The images that the preset writes and that arrive in an object.
fn of_resources<'p>(preset: Preset<'p>, rendered: &Rendered) -> Vec<PresetImage<'p>> {
    let mut written = Vec::new();
    preset.added().into_iter().for_each(|added| below_image(added, &mut written));
    if written.is_empty() {
        return Vec::new();
    }
    let named: BTreeMap<String, String> = named(rendered).into_iter().collect();
    let image = |node: NodeRef<'_>| {
        let text = node.as_str().filter(|text| !literal::has_macro(text))?;
        let reference = ImageRef::parse(text).ok()?;
        // A word alone may be anything.
        let is_sure = reference.tag.is_some() && text.contains('/');
        let kind = named.get(text).filter(|_| is_sure)?.clone();
        Some(PresetImage { preset, reference, at: node.span(), template: None, kind })
    };
    written.into_iter().filter_map(image).collect()
}

/// The texts below keys `image` in what was rendered, each with the kind of its object.
fn named(rendered: &Rendered) -> Vec<(String, String)> {
    let documents = rendered.documents_of(|file| literal_image::names_image(&file.text));
    let mut named = Vec::new();
    for document in documents.iter().filter(|document| !document.is_test()) {
        let mut texts = Vec::new();
        document.root().into_iter().for_each(|root| below_image(root, &mut texts));
        let texts = texts.into_iter().filter_map(NodeRef::as_str);
        named.extend(texts.map(|text| (text.to_owned(), document.kind.clone())));
    }
    named
}

fn below_image<'d>(node: NodeRef<'d>, found: &mut Vec<NodeRef<'d>>) {
    match node.kind() {
        Kind::Sequence => node.items().for_each(|item| below_image(item, found)),
        Kind::Mapping => {
            for entry in node.entries() {
                if entry.is_named("image") && entry.value.as_str().is_some() {
                    found.push(entry.value);
                }
                below_image(entry.value, found);
            }
        }
        _ => {}
    }
}
