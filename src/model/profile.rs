//! Cluster profiles and app profiles, as whatever syntax they are written in says the same.
//!
//! A file is lowered once to owned fields, each with its place. So a rule never asks whether it
//! looks at JSON, YAML or Terraform; what an expression hides is unknown, which is not absent.

mod embedded;
mod field;
mod layer;
mod lower;
pub mod needs;
pub mod resolved;
mod shape;
mod tag;
pub mod terraform;
#[cfg(test)]
mod tests;
mod tier;
mod variable;

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::finding::Edit;
use crate::model::conformance::{self, Violation};
use crate::model::ignores::{self, Directive};
use crate::model::macros::Macro;
use crate::model::schemas::{self, Compiled};
use crate::model::values::PackSection;
use crate::source::{SourceFile, Span};
use crate::syntax::hcl::Configuration;
use crate::syntax::tree::{Document, NodeRef};
use crate::syntax::{json, yaml};

pub use embedded::{Content, Embedded};
pub use field::Field;
pub use layer::{AttachedManifest, Layer, LayerRegistry};
pub use resolved::{Resolution, Resolved, ResolvedLayer};
pub use shape::{EXTENSIONS, Shape, may_be_profile};
pub use tag::Tag;
pub use terraform::Resource;
pub use tier::{Property, Tier};
pub use variable::{KnownFormat, Variable, VariableFormat, VariableOption, is_set};

/// A file that holds profiles.
#[derive(Debug)]
pub struct ProfileFile {
    file: Arc<SourceFile>,
    syntax: Syntax,
    /// The tree of a JSON or YAML file.
    document: Option<Document>,
    /// The tree of a Terraform file.
    configuration: Option<Configuration>,
    profiles: Vec<Profile>,
    violations: OnceLock<Vec<Violation>>,
    ignores: OnceLock<Vec<Directive>>,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// Terraform.
    Terraform,
}

/// One profile.
#[derive(Debug)]
pub struct Profile {
    /// What kind of text it is.
    pub shape: Shape,
    /// How the file is written.
    pub syntax: Syntax,
    /// Where it begins: the brace, the first key, or the words of a block.
    pub opening: Span,
    /// `metadata.name`
    pub name: Option<Field>,
    /// `metadata.description`, or the annotation of that name.
    pub description: Option<Field>,
    /// `spec.version`
    pub version: Option<Field>,
    /// `spec.template.type`
    pub kind: Option<Field>,
    /// `spec.template.cloudType`
    pub cloud: Option<Field>,
    /// `spec.template.packs`, in order; those that are no mappings are left out.
    pub layers: Vec<Layer>,
    /// False where an expression may add layers, or where the list could not be read.
    pub has_all_layers: bool,
    /// `spec.template.appTiers`, in order.
    pub tiers: Vec<Tier>,
    /// `spec.variables`, in order.
    pub variables: Vec<Variable>,
    /// False where an expression may add variables, or where the list could not be read.
    pub has_all_variables: bool,
    /// For a resource of Terraform, the directory and the context that it is in: what is applied
    /// together.
    pub module: Option<String>,
}

impl Syntax {
    /// The name of a field: Terraform has its own.
    pub fn field(self, name: &'static str, in_terraform: &'static str) -> &'static str {
        if self == Self::Terraform { in_terraform } else { name }
    }
}

impl ProfileFile {
    /// The profiles in a text; `None` where it does not look like one.
    pub fn read(file: &Arc<SourceFile>) -> Option<Self> {
        let syntax = shape::syntax(file)?;
        let document = match syntax {
            Syntax::Json => json::parse(file),
            Syntax::Yaml => yaml::parse(file),
            Syntax::Terraform => return terraform::read(file),
        };
        let profiles = match document.root() {
            Some(root) => vec![lower::profile(root, shape::of(root)?, syntax)],
            None if shape::is_broken_profile(&document) => Vec::new(),
            None => return None,
        };
        Some(Self { document: Some(document), ..Self::new(file, syntax, profiles) })
    }

    /// A file of Terraform with these profiles.
    fn of_terraform(configuration: Configuration, profiles: Vec<Profile>) -> Self {
        let file = Arc::clone(&configuration.file);
        let configuration = Some(configuration);
        Self { configuration, ..Self::new(&file, Syntax::Terraform, profiles) }
    }

    fn new(file: &Arc<SourceFile>, syntax: Syntax, profiles: Vec<Profile>) -> Self {
        Self {
            file: Arc::clone(file),
            syntax,
            document: None,
            configuration: None,
            profiles,
            violations: OnceLock::new(),
            ignores: OnceLock::new(),
        }
    }

    /// The text.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The tree of a JSON or YAML file.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// The tree of a Terraform file.
    pub fn configuration(&self) -> Option<&Configuration> {
        self.configuration.as_ref()
    }

    /// The resources of a Terraform file that are profiles.
    pub fn resources(&self) -> impl Iterator<Item = Resource<'_>> {
        self.configuration.iter().flat_map(terraform::resources)
    }

    /// The profiles; none where the text is too broken to tell.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// Every layer of every profile.
    pub fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.profiles.iter().flat_map(|profile| &profile.layers)
    }

    /// The texts within the text: values and manifests of all layers and tiers.
    pub fn embedded(&self) -> impl Iterator<Item = &Embedded> {
        self.profiles.iter().flat_map(Profile::embedded)
    }

    /// The macros in the texts within the text.
    pub fn macros(&self) -> impl Iterator<Item = &Macro> {
        let tiers = self.profiles.iter().flat_map(|profile| &profile.tiers);
        self.layers().flat_map(Layer::macros).chain(tiers.flat_map(Tier::macros))
    }

    /// The section `pack` of the values of each layer and tier.
    pub fn pack_sections(&self) -> impl Iterator<Item = PackSection<'_>> {
        let values = self.profiles.iter().flat_map(Profile::values);
        values.filter_map(|values| PackSection::of(values.mapping()?))
    }

    /// True where the file stays what it is by an edit: what is put into a text within the text must
    /// need no escapes, and no indentation.
    pub fn can_take(&self, edit: &Edit) -> bool {
        let range = edit.at.range();
        let around = self.embedded().find(|text| {
            let place = text.place.range();
            place.contains(range) && place != range
        });
        around.is_none_or(|text| {
            let escaped = |c| matches!(c, '"' | '\'' | '\\' | '$' | '%');
            !edit.text.contains(['\n', '\r']) && (text.is_block || !edit.text.contains(escaped))
        })
    }

    /// The file itself where it is JSON or YAML, and every text within it as far as it is YAML.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        let values = self.profiles.iter().flat_map(Profile::values).map(Embedded::document);
        let contents = self.profiles.iter().flat_map(Profile::contents);
        let contents = contents.map(Embedded::masked_document);
        // What another program writes between braces may be anything.
        let contents = contents.filter(|document| document.problems().is_empty());
        self.document.iter().chain(values).chain(contents)
    }

    /// True for a JSON file.
    pub fn is_json(&self) -> bool {
        self.syntax == Syntax::Json
    }

    /// The schema that the file should follow; `None` where it is no text that Palette takes.
    pub fn schema(&self) -> Option<&'static Compiled> {
        match self.profiles.first()?.shape {
            Shape::Export | Shape::CreateEntity => Some(&schemas::CLUSTER_PROFILE),
            Shape::AppProfile => Some(&schemas::APP_PROFILE),
            Shape::FullResource | Shape::Misplaced | Shape::Terraform => None,
        }
    }

    /// Where a JSON or YAML file does not follow its schema.
    pub fn violations(&self) -> &[Violation] {
        self.violations.get_or_init(|| match self.document.as_ref().zip(self.schema()) {
            Some((document, schema)) => conformance::violations(document, schema),
            None => Vec::new(),
        })
    }

    /// The value that a violation is about.
    pub fn violating(&self, violation: &Violation) -> Option<NodeRef<'_>> {
        violation.node(self.document.as_ref()?)
    }

    /// The comments that tell palint what to ignore.
    pub fn ignores(&self) -> &[Directive] {
        self.ignores.get_or_init(|| ignores::of_profiles(self))
    }
}

impl Profile {
    /// True where its fields stand where they are looked for.
    pub fn is_readable(&self) -> bool {
        !matches!(self.shape, Shape::FullResource | Shape::Misplaced)
    }

    /// True for an app profile.
    pub fn is_app(&self) -> bool {
        self.shape == Shape::AppProfile
    }

    /// True for a profile whose layers tell their layer: Terraform keeps it in the registry.
    pub fn names_layers(&self) -> bool {
        matches!(self.shape, Shape::Export | Shape::CreateEntity)
    }

    /// The type, if it is written out: `cluster` where it is left out, as Palette has it.
    pub fn kind_text(&self) -> Option<&str> {
        match &self.kind {
            Some(kind) => kind.text(),
            None if self.syntax == Syntax::Terraform => Some("add-on"),
            None => Some("cluster"),
        }
    }

    /// True for a profile that has, or may have, the layers of infrastructure.
    pub fn is_infrastructure(&self) -> bool {
        !self.is_app() && matches!(self.kind_text(), Some("infra" | "cluster"))
    }

    /// Where to point for something that the profile lacks.
    pub fn anchor(&self) -> Span {
        self.name.as_ref().map_or(&self.opening, |name| &name.place).clone()
    }

    /// The texts within the profile.
    pub fn embedded(&self) -> impl Iterator<Item = &Embedded> {
        self.values().chain(self.contents())
    }

    /// The values of all layers and tiers.
    pub fn values(&self) -> impl Iterator<Item = &Embedded> {
        let layers = self.layers.iter().filter_map(|layer| layer.values.text());
        layers.chain(self.tiers.iter().filter_map(|tier| tier.values.text()))
    }

    /// The manifests of all layers and tiers.
    pub fn contents(&self) -> impl Iterator<Item = &Embedded> {
        let layers = self.layers.iter().flat_map(|layer| &layer.manifests);
        let tiers = self.tiers.iter().flat_map(|tier| &tier.manifests);
        layers.chain(tiers).filter_map(|manifest| manifest.content.text())
    }

    /// The macros of each layer and tier.
    pub fn macros_of_parts(&self) -> impl Iterator<Item = &[Macro]> {
        let layers = self.layers.iter().map(Layer::macros);
        layers.chain(self.tiers.iter().map(Tier::macros))
    }

    /// The macros of the layers that stand for a variable.
    pub fn used_variables(&self) -> impl Iterator<Item = &Macro> {
        self.macros_of_parts()
            .flatten()
            .filter(|found| found.is_of("var") && !found.key.text.is_empty())
    }

    /// The names of variables in the texts, comments and broken macros included.
    pub fn mentioned_variables(&self) -> HashSet<&str> {
        self.embedded().flat_map(|text| variable::mentioned(text.text())).collect()
    }

    /// True where every value and every manifest of every layer is written out.
    pub fn has_known_texts(&self) -> bool {
        let is_known = |content: &Content| !matches!(content, Content::Unknown);
        let are_known = |layer: &Layer| {
            let mut manifests = layer.manifests.iter();
            layer.has_all_manifests
                && is_known(&layer.values)
                && manifests.all(|manifest| is_known(&manifest.content))
        };
        self.is_readable() && self.has_all_layers && self.layers.iter().all(are_known)
    }

    /// What other profiles of the run are compared with.
    pub fn identity(&self) -> Option<Identity> {
        let readable = |field: &Option<Field>| field.clone().filter(|f| f.text().is_some());
        self.is_readable().then(|| Identity {
            is_app: self.is_app(),
            name: readable(&self.name),
            version: self.version.clone(),
            kind: self.kind.clone(),
            cloud: self.cloud.clone(),
            module: self.module.clone(),
            formats: self.variables.iter().filter_map(KnownFormat::of).collect(),
        })
    }
}

/// What stays of a profile when its file is done: what the profiles of a run are compared by.
#[derive(Debug, Clone)]
pub struct Identity {
    /// True for an app profile.
    pub is_app: bool,
    /// The name, if it is written out.
    pub name: Option<Field>,
    /// The version.
    pub version: Option<Field>,
    /// The type.
    pub kind: Option<Field>,
    /// The cloud.
    pub cloud: Option<Field>,
    /// See [`Profile::module`]. Profiles of different modules may go to different projects.
    pub module: Option<String>,
    /// The formats of the variables, as far as they are written out.
    pub formats: Vec<KnownFormat>,
}

impl Identity {
    /// The version, if it is known: `1.0.0` where it is left out, as Palette has it.
    pub fn version_text(&self) -> Option<&str> {
        self.version.as_ref().map_or(Some("1.0.0"), Field::filled)
    }
}
