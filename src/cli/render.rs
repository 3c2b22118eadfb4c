//! `palint render`.

use std::fmt::{Display, Write as _};
use std::path::Path;
use std::sync::Arc;

use super::arguments::RenderOptions;
use super::failures::{located, with_frames};
use super::{Failure, Outcome, print, say};
use crate::discover::{self, Target};
use crate::files::{Files, ReadError};
use crate::model::chart::ListedChart;
use crate::model::install::Installation;
use crate::model::pack::{List, Pack};
use crate::model::presets::Preset;
use crate::nearest::nearest;
use crate::render::{self, KubeVersion, Rendered};
use crate::report::terminal;
use crate::source::{SourceFile, Span, VirtualPath};
use crate::syntax::tree::{Document, NodeRef};
use crate::syntax::yaml;

/// What values.yaml is made of.
const SECTIONS: [&str; 3] = ["charts", "manifests", "pack"];

pub(super) fn run(options: &RenderOptions) -> Result<Outcome, Failure> {
    let kube_version = KubeVersion::parse(&options.kube_version)
        .ok_or_else(|| format!("`{}` is no version of Kubernetes", options.kube_version))?;
    let pack = Pack::new(open(&options.pack)?);
    let values = options.values.iter().map(|path| values(path)).collect::<Result<Vec<_>, _>>()?;
    let presets = presets(&pack, &options.presets)?;
    let installation = values
        .iter()
        .filter_map(Document::root)
        .fold(Installation::new(&pack, &presets), Installation::with);
    let charts = charts(&pack, options.chart.as_deref())?;
    let mut job =
        Job { pack: &pack, installation, kube_version, out: String::new(), failed: false };
    job.sources(&presets);
    charts.into_iter().for_each(|chart| job.chart(chart));
    if options.chart.is_none() {
        job.manifests();
    }
    print(job.out.as_bytes())?;
    Ok(if job.failed { Outcome::Found } else { Outcome::Clean })
}

fn charts<'p>(pack: &'p Pack, wanted: Option<&str>) -> Result<Vec<&'p ListedChart>, Failure> {
    let Some(wanted) = wanted else { return Ok(pack.charts().iter().collect()) };
    let named: Vec<_> = pack.charts().iter().filter(|chart| chart.name() == Some(wanted)).collect();
    if named.is_empty() {
        let names: Vec<_> = pack.charts().iter().filter_map(ListedChart::name).collect();
        return Err(unknown("chart", wanted, &names));
    }
    Ok(named)
}

fn presets<'p>(pack: &'p Pack, wanted: &[String]) -> Result<Vec<Preset<'p>>, Failure> {
    let known = pack.presets();
    let find = |name: &String| {
        let found = known.iter().find(|preset| preset.name() == Some(name)).copied();
        let names = || known.iter().filter_map(Preset::name).collect::<Vec<_>>();
        found.ok_or_else(|| unknown("preset", name, &names()))
    };
    wanted.iter().map(find).collect()
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Failure {
    let rest = match (nearest(name, known.iter().copied()), known) {
        (Some(near), _) => format!("; did you mean `{near}`?"),
        (None, []) => String::new(),
        (None, known) => format!("; it has `{}`", known.join("`, `")),
    };
    format!("the pack has no {what} `{name}`{rest}")
}

fn open(path: &Path) -> Result<Files, Failure> {
    let working_directory = std::env::current_dir()
        .map_err(|error| format!("the working directory cannot be read: {error}"))?;
    let discovered = discover::discover(&[path.to_owned()], &working_directory);
    if let Some(failure) = discovered.failures.first().or(discovered.unmatched.first()) {
        return Err(failure.clone());
    }
    let packs = discovered.targets.iter().filter(|target| !target.is_profiles());
    let target: &Target = match packs.collect::<Vec<_>>()[..] {
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
    if let Some(problem) = document.problems().first().filter(|_| document.is_broken()) {
        return Err(format!("`{}` is no YAML: {}", path.display(), problem.message));
    }
    let root = document.root();
    let fits = |root: NodeRef<'_>| {
        root.is_null() || SECTIONS.iter().any(|section| root.get(section).is_some())
    };
    match root.is_none_or(fits) {
        true => Ok(document),
        false => Err(format!(
            "`{}` is laid over values.yaml, and has none of its sections: `{}`",
            path.display(),
            SECTIONS.join("`, `")
        )),
    }
}

struct Job<'p> {
    pack: &'p Pack,
    installation: Installation<'p>,
    kube_version: KubeVersion,
    out: String,
    failed: bool,
}

impl Job<'_> {
    /// Says what of the pack's own files cannot be read.
    fn sources(&mut self, presets: &[Preset<'_>]) {
        for loaded in [self.pack.json(), self.pack.values_file()] {
            match &loaded.document {
                Ok(document) if document.is_broken() => {
                    for problem in document.problems().iter().take(1) {
                        let place = Span::new(document.file(), problem.range);
                        self.say(&format!("{}{}", located(&place), problem.message));
                    }
                }
                Ok(_) | Err(ReadError::Missing) => {}
                Err(error) => self.say(&unread(self.pack, loaded.path, error)),
            }
        }
        for preset in presets.iter().filter(|preset| !preset.is_readable()) {
            let place = preset.anchor().span();
            self.say(&format!("{}what the preset adds cannot be read", located(&place)));
        }
    }

    fn chart(&mut self, listed: &ListedChart) {
        let chart = match &listed.chart {
            Ok(chart) => chart,
            Err(error) => return self.say(&unread(self.pack, &listed.path, error)),
        };
        let rendered = self.installation.render(chart, self.kube_version.clone());
        self.print(&rendered);
        for error in &rendered.errors {
            self.say(&with_frames(error));
        }
    }

    fn print(&mut self, rendered: &Rendered) {
        for crd in &rendered.crds {
            let text = crd.source.text();
            let _ = writeln!(self.out, "---\n# Source: {}\n{text}", crd.name);
        }
        for document in rendered.documents().iter().filter(|document| !document.is_test()) {
            let name = &document.file.name;
            match document.problem() {
                // Helm installs nothing of a chart in which one document cannot be read.
                Some(problem) => {
                    let place = rendered.trace(&document.file, document.range.start).template;
                    let place = place.map_or_else(|| format!("{name}: "), |place| located(&place));
                    self.say(&format!("{place}what is rendered is no YAML: {problem}"));
                }
                None => self.document(name, document.text()),
            }
        }
    }

    fn document(&mut self, source: &str, text: &str) {
        let _ = writeln!(self.out, "---\n# Source: {source}\n{text}");
    }

    fn manifests(&mut self) {
        for listed in self.pack.listed(List::KubeManifests) {
            match self.pack.files().text(listed.path) {
                Ok(file) => self.manifest(listed.path, &file),
                Err(error) => self.say(&unread(self.pack, listed.path, &error)),
            }
        }
    }

    fn manifest(&mut self, path: &str, file: &Arc<SourceFile>) {
        let known = self.pack.manifests().iter().find(|known| known.file.path() == file.path());
        let rendered = known.and_then(|manifest| {
            self.installation.render_manifest(manifest, self.kube_version.clone())
        });
        // What is no template is applied as it is written.
        let text = rendered.as_ref().map_or(file.text(), |rendered| {
            rendered.files.first().map_or("", |file| file.text.as_str())
        });
        let texts = render::document_ranges(text).into_iter().filter_map(|range| text.get(range));
        texts.for_each(|text| self.document(path, text));
        for error in rendered.iter().flat_map(|rendered| &rendered.errors) {
            self.say(&with_frames(error));
        }
    }

    fn say(&mut self, what: &str) {
        self.failed = true;
        what.lines().for_each(|line| say(&terminal::clean(line)));
    }
}

fn unread(pack: &Pack, path: &str, error: &impl Display) -> String {
    format!("{}: {error}", pack.files().virtual_path(path))
}
