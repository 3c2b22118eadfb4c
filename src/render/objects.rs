//! Helm's objects: their fields, their methods, and what they are as plain values.

mod api_versions;
mod files;
mod glob;
mod metadata;
mod methods;

use std::rc::Rc;

use super::evaluate::Engine;
use super::functions::Function;
use super::value::{Data, List, ListKind, Map, Object, Value};
use crate::model::version::Version;

pub(super) use api_versions::API_VERSIONS;
pub(super) use files::files;
pub(super) use metadata::metadata;

/// What `.Capabilities.HelmVersion` says: the Helm that this evaluator is measured against.
pub(super) const BUILD_INFO: [(&str, &str); 5] = [
    ("Version", "v4.1.4"),
    ("GitCommit", "05fa37973dc9e42b76e1d2883494c87174b6074f"),
    ("GitTreeState", "clean"),
    ("GoVersion", "go1.25.9"),
    ("KubeClientVersion", "v1.35"),
];

/// A field of an object.
pub(super) fn field(engine: &Engine<'_>, object: &Object, name: &str) -> Option<Value> {
    let inner = |object| Value::new(Data::Object(Rc::new(object)));
    match (object, name) {
        (Object::Capabilities(version), "KubeVersion") => {
            Some(inner(Object::KubeVersion(version.clone())))
        }
        (Object::Capabilities(_), "APIVersions") => {
            Some(Value::new(Data::List(engine.api_versions.clone())))
        }
        (Object::Capabilities(_), "HelmVersion") => Some(inner(Object::BuildInfo)),
        (Object::KubeVersion(version), "Version") => Some(version.version.as_str().into()),
        (Object::KubeVersion(version), "Major") => Some(version.major.as_str().into()),
        (Object::KubeVersion(version), "Minor") => Some(version.minor.as_str().into()),
        (Object::BuildInfo, _) => {
            BUILD_INFO.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into())
        }
        _ => None,
    }
}

/// A method of a value.
pub(super) fn method(value: &Value, name: &str) -> Option<&'static Function> {
    if matches!(value.data, Data::Map(_) | Data::Object(_) | Data::Time(_) | Data::List(_)) {
        return methods::find(value, name);
    }
    None
}

/// An object as JSON and YAML have it.
pub(super) fn plain(object: &Object) -> Option<Value> {
    let map = Map::empty();
    match object {
        Object::Capabilities(version) => {
            map.insert("KubeVersion", plain(&Object::KubeVersion(version.clone()))?);
            map.insert("APIVersions", Value::strings(API_VERSIONS.iter().copied()));
            map.insert("HelmVersion", plain(&Object::BuildInfo)?);
        }
        Object::KubeVersion(version) => {
            map.insert("Version", version.version.as_str().into());
            map.insert("Major", version.major.as_str().into());
            map.insert("Minor", version.minor.as_str().into());
        }
        Object::BuildInfo => {
            let names =
                ["version", "git_commit", "git_tree_state", "go_version", "kube_client_version"];
            for (name, (_, value)) in names.into_iter().zip(BUILD_INFO) {
                map.insert(name, value.into());
            }
        }
        Object::Version(_) => return None,
    }
    Some(map.into())
}

/// A version in full: `v1.2` is `1.2.0`.
pub(super) fn version_shown(version: &Version) -> String {
    let (major, minor, patch) = (version.major(), version.minor(), version.patch());
    let mut text = format!("{major}.{minor}.{patch}");
    for (sign, part) in [('-', version.pre_release()), ('+', version.build())] {
        if !part.is_empty() {
            text.push(sign);
            text.push_str(part);
        }
    }
    text
}

/// The API versions that a cluster told, else those that Helm knows of without asking one.
pub(super) fn api_versions(told: Option<&[String]>) -> List {
    let versions = match told {
        Some(told) => told.iter().map(|version| Value::from(version.as_str())).collect(),
        None => API_VERSIONS.iter().map(|version| Value::from(*version)).collect(),
    };
    List::new(ListKind::Versions, versions)
}
