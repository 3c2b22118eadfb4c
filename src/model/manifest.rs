//! The Kubernetes manifests of a pack: each a template whose `.Values` is `manifests.<stem>`.
//!
//! Some packs ship texts that are full of `{{` and no templates of Palette: those of Istio, of
//! Kubeflow. A text that has no values in the pack and calls functions nobody knows is
//! [`Form::Foreign`], and nothing is said of its tags.

pub mod object;
pub mod reference;
pub mod supply;

use std::sync::Arc;

use crate::model::pack::{List, Pack};
use crate::source::{SourceFile, Span, TextRange};
use crate::syntax::origin::Origin;
use crate::syntax::template::{self, ErrorKind, Masked, Template, TemplateError};
use crate::syntax::tree::Document;
use crate::syntax::yaml;

use object::Object;
use reference::Reference;
use supply::Supply;

/// One existing entry of `kubeManifests`.
#[derive(Debug)]
pub struct Manifest {
    /// The key of its values below `manifests`.
    pub stem: String,
    /// Where `pack.json` lists it.
    pub listed: Span,
    /// Its text.
    pub file: Arc<SourceFile>,
    /// How it has to be read.
    pub form: Form,
    /// The text as a template.
    pub template: Arc<Template>,
    /// The text as YAML. `None` where only the template engine could tell what it is.
    pub document: Option<Document>,
    /// What of `document` the author did not write so.
    pub masked: Option<Masked>,
    /// The Kubernetes objects.
    pub objects: Vec<Object>,
    /// What it reads of its values.
    pub references: Vec<Reference>,
}

/// How a manifest has to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Without any tag.
    Plain,
    /// A template of Palette.
    Template,
    /// With tags that another program understands.
    Foreign,
}

impl Manifest {
    /// The mistake that ends the rendering; `None` for a text that is no template of Palette.
    pub fn fatal_error(&self) -> Option<&TemplateError> {
        self.template_errors().find(|error| is_fatal(error))
    }

    /// What is wrong with the template; nothing for a text that is no template of Palette.
    pub fn template_errors(&self) -> impl Iterator<Item = &TemplateError> {
        let judged = self.form == Form::Template;
        self.template.errors.iter().filter(move |_| judged)
    }

    /// True when a tag takes part in the text of `range`.
    pub fn is_templated(&self, range: TextRange) -> bool {
        self.masked.as_ref().is_some_and(|masked| masked.is_templated(range))
    }

    /// True where the template itself chooses by the version of Kubernetes.
    pub fn asks_for_version(&self, at: TextRange) -> bool {
        let Some(masked) = &self.masked else { return false };
        let mut conditions = masked.conditions(at.start).map(|c| self.file.slice(c.opening));
        // What a variable stands for is not looked at, so it may well be a comparison of versions.
        let has_variable = |tag: &str| {
            let mut names = tag.split('$').skip(1);
            names.any(|name| name.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        conditions.any(|tag| VERSION_WORDS.iter().any(|w| tag.contains(w)) || has_variable(tag))
    }

    /// The text as YAML if it is YAML and nothing else, with its problems.
    pub fn plain_document(&self) -> Option<&Document> {
        self.document.as_ref().filter(|_| self.form == Form::Plain)
    }
}

/// What the conditions on the version of a cluster have in common.
const VERSION_WORDS: [&str; 6] =
    ["Capabilities", "capabilities", "ersion", "semver", "upported", "vailable"];

/// True for all mistakes but an unknown function.
pub fn is_fatal(error: &TemplateError) -> bool {
    !matches!(error.kind, ErrorKind::UnknownFunction(_))
}

/// The key under `manifests` that holds the values of the manifest at `path`.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// Reads the manifests that `pack.json` lists; missing and unreadable ones are left out, and so
/// are repetitions and what is no manifest by its name.
pub fn load(pack: &Pack) -> Vec<Manifest> {
    let supply = Supply::of(pack);
    let mut seen = std::collections::HashSet::new();
    let listed = pack.listed(List::KubeManifests).filter(|listed| has_extension(listed.path));
    let loaded =
        listed.filter(|listed| seen.insert(normalized(listed.path))).filter_map(|listed| {
            let file = pack.files().text(listed.path).ok()?;
            let has_values = supply.has(stem(listed.path));
            Some(read(file, listed.path, listed.node.span(), has_values))
        });
    loaded.collect()
}

fn has_extension(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("yaml" | "yml" | "json"))
}

/// The path by which two spellings of one file are equal.
fn normalized(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect()
}

fn read(file: Arc<SourceFile>, path: &str, listed: Span, has_values: bool) -> Manifest {
    let template = template::parse_file(&file);
    let form = form(file.text(), &template, has_values);
    let (document, masked) = match form {
        Form::Plain => (Some(yaml::parse(&file)), None),
        Form::Foreign => (Some(yaml::parse(&file)).filter(|document| !document.is_broken()), None),
        Form::Template if template.errors.iter().any(is_fatal) => (None, None),
        Form::Template => {
            let masked = template::mask(file.text(), &template);
            let document = yaml::parse_derived(&file, &masked.text, &Origin::default());
            (clean(document), Some(masked))
        }
    };
    let objects = document.iter().flat_map(|document| object::objects(document, masked.as_ref()));
    let objects = objects.collect();
    let references = match form {
        Form::Template => reference::references(file.text(), &template),
        _ => Vec::new(),
    };
    let stem = stem(path).to_owned();
    Manifest { stem, listed, file, form, template, document, masked, objects, references }
}

fn form(text: &str, template: &Template, has_values: bool) -> Form {
    if !text.contains("{{") {
        Form::Plain
    } else if has_values || template.errors.is_empty() {
        Form::Template
    } else {
        Form::Foreign
    }
}

/// What a masked text says is only as sure as its syntax.
fn clean(document: Document) -> Option<Document> {
    document.problems().is_empty().then_some(document)
}

#[cfg(test)]
mod tests;
