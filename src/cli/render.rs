//! `palint render`.

use std::fmt::Write;
use std::path::Path;

use super::arguments::RenderOptions;
use super::{Failure, Outcome, print, say};
use crate::discover::{self, Target};
use crate::model::chart::ListedChart;
use crate::model::pack::Pack;
use crate::render::{self, KubeVersion, RenderError, Rendered};
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::tree::{Document, Kind, NodeRef};
use crate::syntax::yaml;

pub(super) fn run(options: &RenderOptions) -> Result<Outcome, Failure> {
    let kube_version = KubeVersion::parse(&options.kube_version)
        .ok_or_else(|| format!("`{}` is no version of Kubernetes", options.kube_version))?;
    let pack = Pack::new(open(&options.pack)?);
    let values = options.values.iter().map(|path| values(path)).collect::<Result<Vec<_>, _>>()?;
    let mut job = Job { pack: &pack, values, kube_version, out: String::new(), failed: false };
    let wanted = |chart: &&ListedChart| {
        options.chart.as_deref().is_none_or(|name| chart.name() == Some(name))
    };
    let charts: Vec<_> = pack.charts().iter().filter(wanted).collect();
    if charts.is_empty()
        && let Some(name) = &options.chart
    {
        return Err(format!("the pack lists no chart `{name}`"));
    }
    charts.into_iter().for_each(|chart| job.chart(chart));
    if options.chart.is_none() {
        job.manifests();
    }
    print(job.out.as_bytes())?;
    Ok(if job.failed { Outcome::Found } else { Outcome::Clean })
}

fn open(path: &Path) -> Result<crate::files::Files, Failure> {
    let working_directory = std::env::current_dir()
        .map_err(|error| format!("the working directory cannot be read: {error}"))?;
    let discovered = discover::discover(&[path.to_owned()], &working_directory);
    if let Some(failure) = discovered.failures.first() {
        return Err(failure.clone());
    }
    let target: &Target = match &discovered.targets[..] {
        [only] => only,
        [] => return Err(format!("`{}` is no pack", path.display())),
        _ => return Err(format!("`{}` holds several packs; name one", path.display())),
    };
    target.open().map_err(|error| format!("`{}` {error}", path.display()))
}

fn values(path: &Path) -> Result<Document, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;
    let source = SourceFile::from_bytes(VirtualPath::new(path.display().to_string()), bytes);
    let document = yaml::parse(&source);
    match document.problems().first() {
        Some(problem) if document.is_broken() => {
            Err(format!("`{}` is no YAML: {}", path.display(), problem.message))
        }
        _ => Ok(document),
    }
}

struct Job<'p> {
    pack: &'p Pack,
    values: Vec<Document>,
    kube_version: KubeVersion,
    out: String,
    failed: bool,
}

impl Job<'_> {
    fn chart(&mut self, listed: &ListedChart) {
        let chart = match &listed.chart {
            Ok(chart) => chart,
            Err(error) => return self.say(&format!("{}: {error}", listed.path)),
        };
        let name = chart.name().unwrap_or_default();
        let own = listed.overrides(self.pack);
        let values: Vec<NodeRef<'_>> = own
            .into_iter()
            .chain(self.values.iter().filter_map(Document::root))
            .filter(|node| node.kind() == Kind::Mapping)
            .collect();
        let options = self.pack.release_options(name, self.kube_version.clone());
        let rendered = render::render(chart, &values, &options);
        self.print(&rendered);
        for error in &rendered.errors {
            self.say(&described(error));
        }
    }

    fn print(&mut self, rendered: &Rendered) {
        for crd in &rendered.crds {
            let text = crd.source.text();
            let _ = writeln!(self.out, "---\n# Source: {}\n{text}", crd.name);
        }
        for document in rendered.documents().iter().filter(|document| !document.is_test()) {
            let (name, text) = (&document.file.name, document.text());
            let _ = writeln!(self.out, "---\n# Source: {name}\n{text}");
        }
    }

    fn manifests(&mut self) {
        for listed in self.pack.listed(crate::model::pack::List::KubeManifests) {
            match self.pack.files().text(listed.path) {
                Ok(file) => {
                    let text = file.text().trim();
                    let _ = writeln!(self.out, "---\n# Source: {}\n{text}", listed.path);
                }
                Err(_) => self.say(&format!("{}: cannot be read", listed.path)),
            }
        }
    }

    fn say(&mut self, what: &str) {
        self.failed = true;
        say(&crate::report::terminal::clean(what));
    }
}

/// A failure with its place, then the templates that led there.
fn described(error: &RenderError) -> String {
    let mut text = match &error.place {
        Some(place) => {
            let start = place.start();
            format!("{}:{}:{}: ", place.file().path(), start.line, start.column)
        }
        None => String::new(),
    };
    text.push_str(&error.message);
    for frame in error.frames.iter().skip(1).take(20) {
        let _ = write!(text, "\n  from {}:{} in `{}`", frame.file, frame.line, frame.template);
    }
    text
}
