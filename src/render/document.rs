//! The documents in what templates wrote, split and sorted as Helm does it before it installs them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use regex::Regex;

use super::{Rendered, RenderedFile};
use crate::source::{SourceFile, TextRange, VirtualPath};
use crate::syntax::tree::{self, Kind, NodeRef, Problem, ProblemKind};
use crate::syntax::yaml;

/// One document of a file.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: Arc<RenderedFile>,
    /// Its bytes in what the file wrote.
    pub range: Range<usize>,
    /// What it says.
    pub tree: tree::Document,
    /// `kind`, empty where there is none.
    pub kind: String,
    /// The events of `helm.sh/hook`; empty for an object that is no hook.
    pub hooks: Vec<String>,
    problem: OnceLock<Option<(String, TextRange)>>,
}

/// The order in which Helm installs kinds; others follow.
const ORDER: [&str; 38] = [
    "PriorityClass",
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
];

/// The events of hooks.
const EVENTS: [&str; 10] = [
    "pre-install",
    "post-install",
    "pre-delete",
    "post-delete",
    "pre-upgrade",
    "post-upgrade",
    "pre-rollback",
    "post-rollback",
    "test",
    "test-success",
];

impl Document {
    /// The text.
    pub fn text(&self) -> &str {
        self.file.text.get(self.range.clone()).unwrap_or_default()
    }

    /// True for a hook that only `helm test` runs.
    pub fn is_test(&self) -> bool {
        self.hooks.iter().any(|hook| matches!(hook.as_str(), "test" | "test-success"))
    }

    /// Why Helm would refuse the release for this document, if it would: it reads every document
    /// before it installs any.
    pub fn problem(&self) -> Option<&str> {
        self.problem_at().map(|(problem, _)| problem.as_str())
    }

    /// The same with its bytes in the document.
    pub fn problem_at(&self) -> Option<&(String, TextRange)> {
        self.problem.get_or_init(|| self.find_problem()).as_ref()
    }

    fn find_problem(&self) -> Option<(String, TextRange)> {
        let grave = |problem: &&Problem| problem.kind != ProblemKind::NonPortable;
        if let Some(problem) = self.tree.problems().iter().find(grave) {
            return Some((problem.message.clone(), problem.range));
        }
        let root = self.root()?;
        if !matches!(root.kind(), Kind::Mapping | Kind::Null) {
            return Some((format!("{} is no object", root.kind().described()), root.range()));
        }
        let complex = |key: &NodeRef<'_>| !key.kind().is_scalar();
        let keys = self.tree.mappings().flat_map(|map| map.entries().map(|entry| entry.key));
        keys.into_iter().find(complex).map(|key| ("a key is no scalar".to_owned(), key.range()))
    }

    /// True when an event of the hook is none that Helm knows: it leaves the object out.
    fn is_unknown_hook(&self) -> bool {
        self.hooks.iter().any(|hook| !EVENTS.contains(&hook.as_str()))
    }

    /// The object.
    pub fn root(&self) -> Option<NodeRef<'_>> {
        self.tree.root()
    }

    fn rank(&self) -> (bool, usize, &str) {
        let known = ORDER.iter().position(|kind| *kind == self.kind);
        let unknown = if known.is_some() { "" } else { self.kind.as_str() };
        (!self.hooks.is_empty(), known.unwrap_or(ORDER.len()), unknown)
    }
}

impl Rendered {
    /// The documents in the order in which `helm template` prints them: objects, then hooks.
    pub fn documents(&self) -> Vec<Document> {
        self.documents_of(|_| true)
    }

    /// The documents of the files that are wanted: the others are not parsed.
    pub fn documents_of(&self, wanted: impl Fn(&RenderedFile) -> bool) -> Vec<Document> {
        let files = self.files.iter().filter(|file| wanted(file));
        let mut documents: Vec<_> = files.flat_map(split).collect();
        documents.retain(|document| !document.is_unknown_hook());
        documents.sort_by(|a, b| a.rank().cmp(&b.rank()));
        documents
    }
}

/// The documents of a file, blanks around each left out.
fn split(file: &Arc<RenderedFile>) -> Vec<Document> {
    document_ranges(&file.text).into_iter().map(|range| document(file, range)).collect()
}

/// The bytes of each document of a text, blanks around it left out.
pub fn document_ranges(text: &str) -> Vec<Range<usize>> {
    static SEPARATOR: OnceLock<Option<Regex>> = OnceLock::new();
    let separator =
        SEPARATOR.get_or_init(|| Regex::new(r"(?:^|[\t\n\f\r ]*\n)---[\t\n\f\r ]*").ok());
    let whole = text.trim();
    if whole.is_empty() {
        return Vec::new();
    }
    let start = whole.as_ptr() as usize - text.as_ptr() as usize;
    let mut ranges = Vec::new();
    let mut from = 0;
    for found in separator.iter().flat_map(|separator| separator.find_iter(whole)) {
        ranges.push(from..found.start());
        from = found.end();
    }
    ranges.push(from..whole.len());
    let trimmed = |range: Range<usize>| {
        let part = &whole[range.clone()];
        let inside = part.trim();
        let begin = start + range.start + part.len() - part.trim_start().len();
        (!inside.is_empty()).then_some(begin..begin + inside.len())
    };
    ranges.into_iter().filter_map(trimmed).collect()
}

fn document(file: &Arc<RenderedFile>, range: Range<usize>) -> Document {
    let text = &file.text[range.clone()];
    let source: Arc<SourceFile> = SourceFile::new(VirtualPath::new(file.name.as_str()), text);
    let tree = yaml::parse(&source);
    let root = tree.root();
    let text_at = |path: &[&str]| {
        root.and_then(|root| root.at(path)).and_then(NodeRef::as_str).unwrap_or_default().to_owned()
    };
    let kind = text_at(&["kind"]);
    let annotations = root.and_then(|root| root.at(&["metadata", "annotations"]));
    let hook = annotations
        .filter(|node| node.kind() == Kind::Mapping)
        .and_then(|node| node.get("helm.sh/hook"))
        .and_then(NodeRef::as_str);
    let hooks = hook.into_iter().flat_map(|hook| hook.split(','));
    let hooks = hooks.map(|hook| hook.trim().to_lowercase()).collect();
    Document { file: Arc::clone(file), range, tree, kind, hooks, problem: OnceLock::new() }
}
