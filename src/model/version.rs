//! Versions as Helm and Palette read them, which is more loosely than Semantic Versioning.
//!
//! The rules are those of the Go library that both use (`Masterminds/semver`): what it takes is a
//! version, and how far it strays from the standard is a separate question.

mod range;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;

use semver::{BuildMetadata, Prerelease};

pub use range::{Range, RangeError};

/// A version. Equality and order are those of precedence: the build part does not count.
#[derive(Debug, Clone)]
pub struct Version {
    parsed: semver::Version,
    original: String,
}

/// How a version strays from Semantic Versioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deviation {
    /// `v1.2.3`.
    LeadingV,
    /// `1.2`, which is read as `1.2.0`.
    MissingParts,
    /// `26.02.0`, which is read as `26.2.0`.
    LeadingZeros,
}

impl Version {
    /// Reads a version as Helm does: with a `v` in front, with numbers missing at the end, with
    /// zeros before a number. `None` is for what Helm refuses.
    pub fn lenient(text: &str) -> Option<Self> {
        let suffixed = Suffixed::read(text)?;
        let mut numbers = [0; 3];
        for (at, part) in suffixed.numbers.split('.').enumerate() {
            *numbers.get_mut(at)? = number(part)?;
        }
        Some(Self { parsed: suffixed.with(numbers), original: text.to_owned() })
    }

    /// The text as it was written.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The first number.
    pub fn major(&self) -> u64 {
        self.parsed.major
    }

    /// The second number.
    pub fn minor(&self) -> u64 {
        self.parsed.minor
    }

    /// The third number.
    pub fn patch(&self) -> u64 {
        self.parsed.patch
    }

    /// The part after `-`, empty for a release.
    pub fn pre_release(&self) -> &str {
        &self.parsed.pre
    }

    /// The part after `+`.
    pub fn build(&self) -> &str {
        &self.parsed.build
    }

    /// True for a version that Semantic Versioning takes as it is written.
    pub fn is_strict(&self) -> bool {
        self.deviations().is_empty()
    }

    /// How the text strays from Semantic Versioning.
    pub fn deviations(&self) -> Vec<Deviation> {
        let numbers = self.original.trim_start_matches('v').split(['-', '+']).next().unwrap_or("");
        let zeros = numbers.split('.').any(|part| part.len() > 1 && part.starts_with('0'));
        let mut found = Vec::new();
        found.extend(self.original.starts_with('v').then_some(Deviation::LeadingV));
        found.extend((numbers.split('.').count() < 3).then_some(Deviation::MissingParts));
        found.extend(zeros.then_some(Deviation::LeadingZeros));
        found
    }
}

impl From<semver::Version> for Version {
    fn from(parsed: semver::Version) -> Self {
        let original = parsed.to_string();
        Self { parsed, original }
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parsed.cmp_precedence(&other.parsed)
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Version {}

/// The version in full, as in `26.2.0` for `26.02`.
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parsed.fmt(f)
    }
}

/// A version whose numbers are not read yet.
struct Suffixed<'a> {
    numbers: &'a str,
    pre: Prerelease,
    build: BuildMetadata,
}

impl<'a> Suffixed<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let (text, build) = text.split_once('+').map_or((text, None), |(a, b)| (a, Some(b)));
        let (numbers, pre) = text.split_once('-').map_or((text, None), |(a, b)| (a, Some(b)));
        // A separator needs something behind it.
        if pre == Some("") || build == Some("") {
            return None;
        }
        Some(Self {
            numbers,
            pre: Prerelease::new(pre.unwrap_or_default()).ok()?,
            build: BuildMetadata::new(build.unwrap_or_default()).ok()?,
        })
    }

    fn with(self, [major, minor, patch]: [u64; 3]) -> semver::Version {
        semver::Version { major, minor, patch, pre: self.pre, build: self.build }
    }
}

/// `None` where there is no number, or one that 64 bits cannot hold.
fn number(part: &str) -> Option<u64> {
    let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits { part.parse().ok() } else { None }
}
