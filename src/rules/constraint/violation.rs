//! Where `constraints` do not follow their schema. Each violation is told by one rule of the group.

use crate::model::conformance::{Violation, ViolationKind};
use crate::model::pack::Pack;
use crate::model::schemas;
use crate::rules::pack::violation::{Unlisted, is_of_constraints};
use crate::syntax::tree::NodeRef;

/// A violation with the value that it is about.
pub(super) struct Violated<'p> {
    pub(super) kind: &'p ViolationKind,
    pub(super) node: NodeRef<'p>,
    path: Vec<&'p str>,
    constraints: NodeRef<'p>,
}

/// The violations at and below `constraints`.
pub(super) fn violations(pack: &Pack) -> impl Iterator<Item = Violated<'_>> {
    told(pack).filter_map(move |violation| {
        let document = pack.json().document.as_ref().ok()?;
        let constraints = pack.manifest()?.get("constraints")?;
        let node = violation.node(document)?;
        Some(Violated { kind: &violation.kind, node, path: violation.path(), constraints })
    })
}

/// The values that are strings, but none of the words that the schema has for them.
pub(super) fn unlisted(pack: &Pack) -> impl Iterator<Item = Unlisted<'_>> {
    let document = pack.json().document.as_ref().ok();
    told(pack).filter_map(move |violation| Unlisted::of(violation, violation.node(document?)?))
}

fn told(pack: &Pack) -> impl Iterator<Item = &Violation> {
    pack.violations().iter().filter(|violation| is_of_constraints(violation))
}

impl Violated<'_> {
    /// The name of the field that is violated, where it is one.
    pub(super) fn field(&self) -> Option<&str> {
        self.path.last().copied().filter(|name| !name.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// The name of the innermost list that the violation lies in.
    pub(super) fn list(&self) -> &str {
        let names = self
            .path
            .iter()
            .rev()
            .find(|name| matches!(**name, "dependencies" | "resources" | "components"));
        names.copied().unwrap_or("constraints")
    }

    /// The fields that the schema has for the object that the violation is about.
    pub(super) fn known_fields(&self) -> Vec<&'static str> {
        let schema = self.path.iter().skip(1).fold(
            &schemas::PACK.schema["properties"]["constraints"],
            |schema, step| match schema.get("items") {
                Some(items) => items,
                None => &schema["properties"][step],
            },
        );
        let fields = schema["properties"].as_object().into_iter().flatten();
        fields.map(|(name, _)| name.as_str()).collect()
    }

    /// True for a violation in a dependency.
    pub(super) fn is_dependency(&self) -> bool {
        self.path.get(1) == Some(&"dependencies")
    }

    /// The object that the violation is about, in words: that of the field, or itself.
    pub(super) fn object(&self) -> String {
        let path: Vec<&str> = self.path.iter().skip(1).copied().collect();
        match path.as_slice() {
            ["dependencies", index, ..] => self.entry("dependencies", index, "packName"),
            ["resources", index, "components", _, ..] => {
                format!("a component of {}", self.entry("resources", index, "type"))
            }
            ["resources", index, ..] => self.entry("resources", index, "type"),
            _ => "`constraints`".to_owned(),
        }
    }

    fn entry(&self, list: &str, index: &str, name: &str) -> String {
        let what = if list == "dependencies" { "dependency" } else { "resource" };
        let entries = self.constraints.get(list);
        let entry = index.parse().ok().and_then(|at| entries?.item(at));
        match entry.and_then(|entry| entry.get(name)?.as_str()).filter(|name| !name.is_empty()) {
            Some(name) => format!("the {what} `{name}`"),
            None => format!("a {what}"),
        }
    }
}
