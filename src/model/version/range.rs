//! Ranges of versions, as in a chart's `kubeVersion` and in its dependencies.
//!
//! A range is a list of alternatives, each a list of comparators that all hold. The oddities of
//! the Go library are kept on purpose: what it says is what Helm does.

mod comparator;
mod parse;

use std::fmt;

use semver::{BuildMetadata, Prerelease};

use super::Version;
use crate::source::TextRange;
use comparator::Comparator;

/// A range of versions.
#[derive(Debug, Clone)]
pub struct Range {
    alternatives: Vec<Vec<Comparator>>,
}

/// Why a text is no range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeError {
    /// The bytes of the text that are wrong; empty where something is missing.
    pub range: TextRange,
    /// What is wrong with them.
    pub message: String,
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RangeError {}

impl Range {
    /// Reads a range such as `>=1.19-0 <2`, `^1.2 || 3.x` or `1.2 - 1.4`. An empty text is an
    /// error: Helm asks only for a range that is there.
    pub fn parse(text: &str) -> Result<Self, RangeError> {
        Ok(Self { alternatives: parse::parse(text)? })
    }

    /// True when Helm would take `version`. A version with a pre-release part needs an alternative
    /// that names one, as `-0` does.
    pub fn matches(&self, version: &Version) -> bool {
        self.admits(&version.parsed)
    }

    /// True when a release from `lower` to `upper`, both included, may lie in this range. Bounds
    /// that exclude each other tell nothing, and the answer is true.
    pub fn may_intersect(&self, lower: Option<&Version>, upper: Option<&Version>) -> bool {
        if lower.zip(upper).is_some_and(|(lower, upper)| lower > upper) {
            return true;
        }
        let within = |version: &semver::Version| {
            lower.is_none_or(|lower| lower.parsed.cmp_precedence(version).is_le())
                && upper.is_none_or(|upper| upper.parsed.cmp_precedence(version).is_ge())
        };
        self.smallest_candidates(lower)
            .into_iter()
            .chain(lower.into_iter().chain(upper).map(|bound| bound.parsed.clone()))
            .any(|version| within(&version) && self.admits(&version))
    }

    /// Releases among which is the smallest one of every stretch of this range: a stretch begins
    /// where the bounds do, or at a version that a comparator names, or directly after it.
    fn smallest_candidates(&self, lower: Option<&Version>) -> Vec<semver::Version> {
        let first = lower.map_or((0, 0, 0), |v| (v.major(), v.minor(), v.patch()));
        let mut numbers = vec![first];
        for Comparator { version: v, .. } in self.alternatives.iter().flatten() {
            numbers.push((v.major, v.minor, v.patch));
            numbers.push((v.major, v.minor, v.patch.saturating_add(1)));
            numbers.push((v.major, v.minor.saturating_add(1), 0));
            numbers.push((v.major.saturating_add(1), 0, 0));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|(a, b, c)| release(a, b, c)).collect()
    }

    fn admits(&self, version: &semver::Version) -> bool {
        self.alternatives.iter().any(|comparators| {
            let released = version.pre.is_empty();
            (released || comparators.iter().any(|comparator| !comparator.version.pre.is_empty()))
                && comparators.iter().all(|comparator| comparator.admits(version))
        })
    }
}

fn release(major: u64, minor: u64, patch: u64) -> semver::Version {
    let (pre, build) = (Prerelease::EMPTY, BuildMetadata::EMPTY);
    semver::Version { major, minor, patch, pre, build }
}
