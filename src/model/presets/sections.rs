//! What the sections of values.yaml may be keyed by.

use std::collections::BTreeSet;

use crate::model::pack::{List, Pack};

/// The keys that have a meaning in a section; `None` where that is not known.
pub fn names(pack: &Pack, section: &str) -> Option<BTreeSet<String>> {
    pack.manifest()?;
    match section {
        "charts" => chart_names(pack),
        "manifests" => {
            let stem = |path: &str| {
                let name = path.rsplit('/').next().unwrap_or(path);
                name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
            };
            Some(pack.listed(List::KubeManifests).map(|listed| stem(listed.path)).collect())
        }
        _ => None,
    }
}

/// The names in the `Chart.yaml` of each chart; `None` where one cannot be read.
fn chart_names(pack: &Pack) -> Option<BTreeSet<String>> {
    pack.charts().iter().map(|listed| listed.name().map(str::to_owned)).collect()
}
