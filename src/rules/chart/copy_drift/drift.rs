//! Which files of a packed chart and of its copy differ in a way that matters to Helm.

use crate::model::chart::{CHART_YAML, Chart, Member};
use crate::model::pack::VALUES;
use crate::model::version::Version;

/// Paths of files from the root of the chart.
#[derive(Default)]
pub(super) struct Drift {
    pub(super) changed: Vec<String>,
    pub(super) only_packed: Vec<String>,
    pub(super) only_copied: Vec<String>,
}

impl Drift {
    /// `None` where nothing differs, or where not all can be seen.
    pub(super) fn between(packed: &Chart, copy: &Chart) -> Option<Self> {
        if !packed.is_complete() || !copy.is_complete() {
            return None;
        }
        let mut drift = Self::default();
        drift.compare(packed, copy, "");
        let none = drift.changed.is_empty() && drift.only_packed.is_empty();
        (!none || !drift.only_copied.is_empty()).then_some(drift)
    }

    fn compare(&mut self, packed: &Chart, copy: &Chart, prefix: &str) {
        let shown = |member: &Member| format!("{prefix}{}", member.path());
        for one in packed.members().filter(|member| matters(member.path())) {
            match copy.member(one.path()) {
                Some(other) if same(packed, one, other) => {}
                Some(_) => self.changed.push(shown(one)),
                None => self.only_packed.push(shown(one)),
            }
        }
        let copied = copy.members().filter(|member| matters(member.path()));
        let only_copied = copied.filter(|member| packed.member(member.path()).is_none());
        self.only_copied.extend(only_copied.map(shown));
        for inner in packed.subcharts() {
            let twin = copy.subcharts().iter().find(|twin| twin.name() == inner.name());
            let name = inner.name().unwrap_or(inner.root());
            match twin {
                Some(twin) => self.compare(inner, twin, &format!("{prefix}charts/{name}/")),
                None => self.only_packed.push(format!("{prefix}charts/{name}")),
            }
        }
        for inner in copy.subcharts() {
            if !packed.subcharts().iter().any(|twin| twin.name() == inner.name()) {
                let name = inner.name().unwrap_or(inner.root());
                self.only_copied.push(format!("{prefix}charts/{name}"));
            }
        }
    }
}

/// What Helm installs; pictures, documents and tests of the chart's authors often stay behind.
fn matters(path: &str) -> bool {
    let installed = path.starts_with("templates/") || path.starts_with("crds/");
    let known = [CHART_YAML, VALUES, "values.schema.json"].contains(&path);
    // The usual `.helmignore` leaves these out of the archive.
    let leftover = [".bak", ".orig", ".swp", ".tmp", "~"].iter().any(|end| path.ends_with(end));
    let hidden = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
    known || (installed && !leftover && !hidden)
}

fn same(chart: &Chart, packed: &Member, copy: &Member) -> bool {
    if packed.bytes() == copy.bytes() {
        return true;
    }
    match packed.path() {
        CHART_YAML => same_metadata(packed, copy),
        VALUES => {
            let texts = [packed, copy].map(|values| values.source().text().lines());
            let [one, other] = texts;
            one.eq(other) || own_values(chart, packed) == own_values(chart, copy)
        }
        _ => lines(packed).eq(lines(copy)),
    }
}

/// Old versions of Helm sorted the keys, dropped the comments, and wrote the values of sub-charts
/// into those of the chart.
fn own_values(chart: &Chart, values: &Member) -> Option<serde_json::Value> {
    let mut json = values.document().root()?.to_json();
    if let Some(object) = json.as_object_mut() {
        object.retain(|key, _| !chart.subcharts().iter().any(|sub| sub.name() == Some(key)));
    }
    Some(json)
}

/// Checking out with other line ends changes nothing.
fn lines(member: &Member) -> impl Iterator<Item = &str> {
    member.source().text().trim_end().lines().map(str::trim_end)
}

/// `helm package` writes `Chart.yaml` anew, in its own order, and may be told other versions.
fn same_metadata(packed: &Member, copy: &Member) -> bool {
    let version = |member: &Member| {
        let text = member.document().root()?.get("version")?.text()?;
        Version::lenient(text)
    };
    version(packed) == version(copy)
}
