//! Globs over paths, as `exclude`, `overrides` and `ignore` write them.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// A set of globs; one that matches a directory or an archive contains all that lies in it.
#[derive(Debug, Clone)]
pub struct Paths(GlobSet);

impl Default for Paths {
    fn default() -> Self {
        Self(GlobSet::empty())
    }
}

/// A glob; `*` does not match a `/`, `**` does.
///
/// # Errors
/// What is wrong with it.
pub(super) fn glob(text: &str) -> Result<Glob, String> {
    let text = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
    // A directory contains what lies in it, so the directory is what is meant.
    let text = text.strip_suffix("/**").filter(|text| !text.is_empty()).unwrap_or(text);
    let built = GlobBuilder::new(text).literal_separator(true).build();
    built.map_err(|error| error.kind().to_string())
}

/// The glob that matches this path and no other.
pub fn literal(path: &str) -> String {
    globset::escape(path)
}

impl Paths {
    /// All of these globs.
    ///
    /// # Errors
    /// When they are too many or too large together.
    pub(super) fn new(globs: impl IntoIterator<Item = Glob>) -> Result<Self, String> {
        let mut builder = GlobSetBuilder::new();
        globs.into_iter().for_each(|glob| {
            builder.add(glob);
        });
        builder.build().map(Self).map_err(|error| error.kind().to_string())
    }

    /// True when a glob matches the path, or a directory or an archive that it lies in.
    pub fn contain(&self, path: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let above = path.match_indices('/').map(|(at, _)| path[..at].trim_end_matches('!'));
        above.chain([path]).any(|path| self.0.is_match(path))
    }
}
