//! The steps from a chart and values to a rendered release.

use std::sync::Arc;

use super::coalesce::{Nulls, coalesced};
use super::dependencies::Release;
use super::evaluate::Engine;
use super::failure::{Failure, FailureKind};
use super::objects;
use super::scopes::{self, Placed};
use super::validate;
use super::value::{Map, Value};
use super::values::{Origins, merged_over};
use super::{Crd, ReleaseOptions, RenderError, Rendered, RenderedFile};
use crate::model::chart::Chart;
use crate::model::presets::applied;
use crate::model::version::{Range, Version};
use crate::source::Span;

pub(super) fn rendered(
    chart: &Chart,
    values: &[applied::Value<'_>],
    options: &ReleaseOptions,
    api_versions: Option<&[String]>,
) -> Rendered {
    let mut rendered = Rendered::default();
    let mut origins = Origins::default();
    let mut release = Release::new(chart, &mut origins);
    let given = values.iter().fold(Map::empty(), |below, value| {
        origins.applied(value).as_map().map_or(below.clone(), |above| merged_over(&below, above))
    });
    let refusals = refusals(chart, &release, options);
    rendered.errors.extend(refusals);
    let values = release.process(&given).and_then(|()| coalesced(&release, given, Nulls::Delete));
    rendered.origins = origins;
    match values {
        Ok(values) => {
            let refused =
                validate::refusals(&release, &Value::from(values.clone()), &rendered.origins);
            rendered.errors.extend(refused);
            add_crds(&mut rendered.crds, &release, &release.name.clone());
            let mut engine = Engine::new(objects::api_versions(api_versions));
            add_files(&mut rendered, &mut engine, &scopes::placed(&release, values, options));
        }
        Err(message) => rendered.errors.push(refusal(chart, message)),
    }
    rendered
}

/// What Helm refuses before it looks at a template.
fn refusals(chart: &Chart, release: &Release<'_>, options: &ReleaseOptions) -> Vec<RenderError> {
    let mut refusals = Vec::new();
    if chart.is_library() {
        refusals.push(refusal(chart, "library charts are not installable".to_owned()));
    }
    let missing = release.missing();
    if !missing.is_empty() {
        let names = missing.join(", ");
        let message = format!("found in Chart.yaml, but missing in charts/ directory: {names}");
        refusals.push(refusal(chart, message));
    }
    if let Some(wanted) = chart.kube_version() {
        let version = Version::lenient(&options.kube_version.normalized);
        let fits = Range::parse(wanted)
            .is_ok_and(|range| version.is_some_and(|version| range.matches(&version)));
        if !fits {
            let version = &options.kube_version.version;
            refusals.push(refusal(
                chart,
                format!("chart requires kubeVersion: {wanted} which is incompatible with Kubernetes {version}"),
            ));
        }
    }
    refusals
}

fn refusal(chart: &Chart, message: String) -> RenderError {
    let place = chart.manifest().and_then(|manifest| manifest.root()).map(|root| root.span());
    RenderError { kind: FailureKind::Error, message, file: None, frames: Vec::new(), place }
}

fn add_crds(crds: &mut Vec<Crd>, release: &Release<'_>, path: &str) {
    for member in release.chart.crds() {
        let name = member.file_name();
        if name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json") {
            let name = format!("{path}/{}", member.path());
            crds.push(Crd { name, source: Arc::clone(member.source()) });
        }
    }
    for subchart in &release.subcharts {
        add_crds(crds, subchart, &format!("{path}/charts/{}", subchart.name));
    }
}

fn add_files<'c>(rendered: &mut Rendered, engine: &mut Engine<'c>, placed: &'c [Placed<'c>]) {
    rendered.sources.push(None);
    for file in placed {
        let (source, template) = (file.member.source(), file.member.template());
        rendered.sources.push(Some(Arc::clone(source)));
        engine.add_file(&file.name, source.text(), template);
        if let Some(error) = template.errors.first() {
            rendered.errors.push(RenderError {
                kind: FailureKind::Error,
                message: error.message.clone(),
                file: Some(file.name.clone()),
                frames: Vec::new(),
                place: Some(Span::new(source, error.range)),
            });
        }
    }
    for file in placed {
        if file.member.file_name().starts_with('_') || !file.member.template().errors.is_empty() {
            continue;
        }
        let this = Map::empty();
        this.insert("Name", file.name.as_str().into());
        this.insert("BasePath", file.base.as_str().into());
        file.scope.insert("Template", this.as_kind(super::value::MapKind::Values).into());
        match engine.execute_file(&file.name, Value::from(file.scope.clone())) {
            Ok(output) if !file.name.ends_with("NOTES.txt") => {
                let output = output.without_no_value();
                let (text, pieces) = (output.text, output.pieces);
                let file = RenderedFile { name: file.name.clone(), text, pieces };
                rendered.files.push(Arc::new(file));
            }
            Ok(_) => {}
            Err(failure) => rendered.errors.push(error(rendered, *failure, file)),
        }
    }
    rendered.files.sort_by(|a, b| a.name.cmp(&b.name));
}

fn error(rendered: &Rendered, failure: Failure, file: &Placed<'_>) -> RenderError {
    let place = failure.frames.iter().find_map(|frame| {
        let source = rendered.sources.get(frame.place.source as usize)?.as_ref()?;
        Some(Span::new(source, frame.place.range))
    });
    RenderError {
        kind: failure.kind,
        message: failure.message,
        file: Some(file.name.clone()),
        frames: failure.frames,
        place,
    }
}
