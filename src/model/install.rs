//! How Palette installs a pack: under which names, and with which values after presets.

mod manifest;

use crate::model::chart::Chart;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::model::presets::applied::Value;
use crate::render::{self, KubeVersion, ReleaseOptions, Rendered};
use crate::syntax::tree::NodeRef;

/// A pack with the values that a profile gives it.
#[derive(Debug)]
pub struct Installation<'p> {
    pack: &'p Pack,
    values: Value<'p>,
}

impl<'p> Installation<'p> {
    /// The pack as it is when `presets` are chosen, one after the other.
    pub fn new(pack: &'p Pack, presets: &[Preset<'p>]) -> Self {
        Self { pack, values: Value::after(pack.values(), presets) }
    }

    /// Lays more values over, which have the shape of `values.yaml`.
    pub fn with(mut self, values: NodeRef<'p>) -> Self {
        self.values.merge(values);
        self
    }

    /// Takes a value away, as presets do.
    pub fn without(mut self, path: &str) -> Self {
        self.values.remove(path);
        self
    }

    /// What is laid over the values of a chart.
    pub fn overrides(&self, chart: &str) -> Option<Value<'p>> {
        self.values.at(&["charts", chart]).filter(Value::is_mapping)
    }

    /// The name and the namespace of a chart's release, on a cluster of that version.
    pub fn release_options(&self, chart: &str, kube_version: KubeVersion) -> ReleaseOptions {
        let text = |path: &[&str]| {
            let text = self.values.at(path)?.node()?.as_str();
            text.filter(|text| !text.is_empty())
        };
        let name = self.pack.field_text("name").unwrap_or_default();
        let given = text(&["pack", "releaseNameOverride", chart]);
        ReleaseOptions {
            name: given.map_or_else(|| format!("{name}-{chart}"), str::to_owned),
            namespace: text(&["pack", "namespace"]).unwrap_or("default").to_owned(),
            kube_version,
        }
    }

    /// Renders a chart of the pack.
    pub fn render(&self, chart: &Chart, kube_version: KubeVersion) -> Rendered {
        let name = chart.name().unwrap_or_default();
        let values: Vec<_> = self.overrides(name).into_iter().collect();
        render::render_values(chart, &values, &self.release_options(name, kube_version))
    }
}
