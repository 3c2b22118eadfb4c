//! What `.` is at the top of the templates of each chart.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::ReleaseOptions;
use super::dependencies::Release;
use super::objects;
use super::value::{Data, Map, MapKind, Object, Value};
use crate::model::chart::Member;

/// A template file in its place in a release.
pub(super) struct Placed<'c> {
    pub(super) name: String,
    pub(super) member: &'c Member,
    /// The top of its chart, which all its files share.
    pub(super) scope: Map,
    /// The directory of the chart's templates.
    pub(super) base: String,
}

/// All template files, in the order in which Helm reads and executes them.
pub(super) fn placed<'c>(
    release: &Release<'c>,
    values: Map,
    options: &ReleaseOptions,
) -> Vec<Placed<'c>> {
    let mut files = Vec::new();
    let top = Map::empty();
    top.insert("Release", released(options).into());
    let capabilities = Object::Capabilities(options.kube_version.clone());
    top.insert("Capabilities", Value::new(Data::Object(Rc::new(capabilities))));
    let path = release.name.clone();
    collect(release, &mut files, (&top, values.as_kind(MapKind::Values), &path));
    // The deepest first.
    let depth = |file: &Placed<'_>| file.name.matches('/').count();
    let mut files: Vec<_> = files.into_iter().map(|file| (depth(&file), file)).collect();
    files.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| other.name.cmp(&one.name)));
    files.into_iter().map(|(_, file)| file).collect()
}

fn released(options: &ReleaseOptions) -> Map {
    let map = Map::empty();
    map.insert("Name", options.name.as_str().into());
    map.insert("Namespace", options.namespace.as_str().into());
    map.insert("IsUpgrade", false.into());
    map.insert("IsInstall", true.into());
    map.insert("Revision", Value::int(1));
    map.insert("Service", "Helm".into());
    map
}

fn collect<'c>(
    release: &Release<'c>,
    files: &mut Vec<Placed<'c>>,
    (above, values, path): (&Map, Map, &str),
) -> Map {
    let is_root = !path.contains('/');
    let scope = Map::empty();
    scope.insert("Chart", objects::metadata(release, is_root).into());
    scope.insert("Files", objects::files(release.chart).into());
    for name in ["Release", "Capabilities"] {
        scope.insert(name, above.get(name).unwrap_or_else(Value::nil));
    }
    scope.insert("Values", values.clone().into());
    let subcharts = Map::empty();
    scope.insert("Subcharts", subcharts.clone().into());
    for subchart in &release.subcharts {
        let inner = match values.get(&subchart.name).map(|value| value.data) {
            Some(Data::Map(map)) => map.as_kind(MapKind::Values),
            _ => Map::new(MapKind::Values, BTreeMap::new()),
        };
        let path = format!("{path}/charts/{}", subchart.name);
        let inner = collect(subchart, files, (&scope, inner, &path));
        subcharts.insert(subchart.name.as_str(), inner.into());
    }
    let is_library = release.chart.is_library();
    for member in release.chart.templates() {
        if !is_library || member.file_name().starts_with('_') {
            files.push(Placed {
                name: format!("{path}/{}", member.path()),
                member,
                scope: scope.clone(),
                base: format!("{path}/templates"),
            });
        }
    }
    scope
}
