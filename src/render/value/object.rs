//! Helm's own objects, which have fields and methods instead of keys.

use crate::model::version::Version;

/// An object.
#[derive(Debug, Clone)]
pub enum Object {
    /// `.Capabilities`; its API versions are those of the evaluator.
    Capabilities(KubeVersion),
    /// `.Capabilities.KubeVersion`
    KubeVersion(KubeVersion),
    /// `.Capabilities.HelmVersion`
    BuildInfo,
    /// What `semver` returns.
    Version(Version),
}

/// A version of Kubernetes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KubeVersion {
    /// As it was given, with a `v`: `v1.34.0-eks.1`.
    pub version: String,
    /// Without what follows the numbers.
    pub normalized: String,
    /// `1`
    pub major: String,
    /// `34`
    pub minor: String,
}

impl KubeVersion {
    /// Reads a version such as `1.34`, `v1.34.1` or `1.34.1-eks.2`.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = text.strip_prefix('v').unwrap_or(text);
        let end = numbers.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(numbers.len());
        let parts: Vec<&str> = numbers[..end].trim_end_matches('.').split('.').collect();
        let valid = |part: &&str| !part.is_empty() && part.len() < 10;
        if !(2..=4).contains(&parts.len()) || !parts.iter().all(|part| valid(&part)) {
            return None;
        }
        let number = |at: usize| parts.get(at).map_or(0u64, |part| part.parse().unwrap_or(0));
        let version = if text.starts_with('v') { text.to_owned() } else { format!("v{text}") };
        Some(Self {
            version,
            normalized: format!("v{}.{}.{}", number(0), number(1), number(2)),
            major: number(0).to_string(),
            minor: number(1).to_string(),
        })
    }
}

/// A moment, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// Seconds since 1970.
    pub seconds: i64,
    /// And billionths of a second.
    pub nanoseconds: u32,
}

impl Object {
    /// The name of the type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Capabilities(_) => "*common.Capabilities",
            Self::KubeVersion(_) => "common.KubeVersion",
            Self::BuildInfo => "version.BuildInfo",
            Self::Version(_) => "*semver.Version",
        }
    }

    /// The name of the kind.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Capabilities(_) | Self::Version(_) => "ptr",
            Self::KubeVersion(_) | Self::BuildInfo => "struct",
        }
    }
}
