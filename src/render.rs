//! Renders charts in process, exactly as Helm 4.1.4 does, and remembers what wrote which byte.
//!
//! Nothing is asked of a cluster, a clock or the network: the same chart with the same values is the
//! same text on every run. A file that cannot be rendered says why, and the others are rendered.

mod coalesce;
mod compare;
mod dependencies;
mod document;
mod evaluate;
mod failure;
mod functions;
mod json;
mod number;
mod objects;
mod print;
mod release;
mod scopes;
#[cfg(test)]
mod tests;
mod toml;
mod trace;
mod validate;
pub mod value;
mod values;
mod yaml;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use document::{Document, document_ranges};
pub use failure::{FailureKind, Frame};
pub use trace::Trace;
pub use validate::REFUSED_BY_SCHEMA;
pub use value::{KubeVersion, Piece};
pub use values::Origins;

use crate::limits;
use crate::model::chart::Chart;
use crate::model::presets::applied;
use crate::source::{SourceFile, Span};
use crate::syntax::tree::NodeRef;

/// What a release is made of besides chart and values.
#[derive(Debug, Clone)]
pub struct ReleaseOptions {
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// The version of the cluster.
    pub kube_version: KubeVersion,
}

/// The output of one template file.
#[derive(Debug, Clone)]
pub struct RenderedFile {
    /// Its path as Helm prints it: `CHART/templates/FILE`.
    pub name: String,
    /// What it wrote.
    pub text: String,
    /// What wrote each part, see [`Rendered::trace`].
    pub pieces: Vec<Piece>,
}

/// A definition of a custom resource, which Helm installs as it stands.
#[derive(Debug, Clone)]
pub struct Crd {
    /// Its path as Helm prints it: `CHART/crds/FILE`.
    pub name: String,
    /// The file.
    pub source: Arc<SourceFile>,
}

/// Why something could not be rendered.
#[derive(Debug, Clone)]
pub struct RenderError {
    /// What sort of failure.
    pub kind: FailureKind,
    /// What is wrong, in Helm's words.
    pub message: String,
    /// The file that was being rendered; `None` where it is the chart as a whole.
    pub file: Option<String>,
    /// The templates on the way to the failure, the innermost first.
    pub frames: Vec<Frame>,
    /// The innermost place that lies in a file.
    pub place: Option<Span>,
}

/// A rendered chart.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The files in `crds/`.
    pub crds: Vec<Crd>,
    /// What the templates wrote, sorted by name; partials and notes are not among them.
    pub files: Vec<Arc<RenderedFile>>,
    /// What could not be rendered. Helm renders nothing if there is any.
    pub errors: Vec<RenderError>,
    origins: Origins,
    sources: Vec<Option<Arc<SourceFile>>>,
}

const BUG: &str = "the renderer has a bug";

thread_local! {
    static DEEP: Cell<bool> = const { Cell::new(false) };
}

/// Tells that this thread was started with a stack of [`limits::WORKER_STACK`], so that charts can
/// be rendered on it.
pub fn on_deep_stack() {
    DEEP.set(true);
}

/// Renders a chart. Templates may nest deeper than the stack of the caller's thread is, unless it
/// said otherwise: they get a thread of their own. Of `values`, later ones are laid over earlier ones,
/// and all over the chart's.
pub fn render(chart: &Chart, values: &[NodeRef<'_>], options: &ReleaseOptions) -> Rendered {
    render_values(chart, &written(values), options)
}

/// Renders a chart with values that presets have changed.
pub fn render_values(
    chart: &Chart,
    values: &[applied::Value<'_>],
    options: &ReleaseOptions,
) -> Rendered {
    on_thread(chart, values, options, None)
}

/// Renders a chart as Helm does it with a cluster at hand, which tells the API versions that there are:
/// `apps/v1` and `apps/v1/Deployment`.
pub fn render_on_cluster(
    chart: &Chart,
    values: &[NodeRef<'_>],
    options: &ReleaseOptions,
    api_versions: &[String],
) -> Rendered {
    on_thread(chart, &written(values), options, Some(api_versions))
}

fn written<'v>(values: &[NodeRef<'v>]) -> Vec<applied::Value<'v>> {
    values.iter().copied().map(applied::Value::Node).collect()
}

fn on_thread(
    chart: &Chart,
    values: &[applied::Value<'_>],
    options: &ReleaseOptions,
    api_versions: Option<&[String]>,
) -> Rendered {
    let run = || release::rendered(chart, values, options, api_versions);
    if DEEP.get() {
        return catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| broken(BUG));
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(limits::RENDER_STACK);
        match thread.spawn_scoped(scope, run) {
            Ok(handle) => handle.join().unwrap_or_else(|_| broken(BUG)),
            Err(error) => broken(&format!("no thread could be started: {error}")),
        }
    })
}

fn broken(message: &str) -> Rendered {
    let error = RenderError {
        kind: FailureKind::Limit,
        message: message.to_owned(),
        file: None,
        frames: Vec::new(),
        place: None,
    };
    Rendered { errors: vec![error], ..Rendered::default() }
}
