//! The rules: what one is, and the table of all of them.
//!
//! A rule is a `static` in its own file, listed in the table of its group. To add one, see
//! CONTRIBUTING.md.

pub mod chart;
pub mod constraint;
pub mod image;
pub mod r#macro;
pub mod manifest;
pub mod pack;
pub mod presets;
pub mod profile;
pub mod registry;
pub mod schema;
pub mod structure;
pub mod suppression;
pub mod syntax;
pub mod values;
pub mod variable;

use std::fmt;
use std::str::FromStr;

use crate::date::Date;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::{Identity, Profile, ProfileFile, Resolved};
use crate::model::registry::Registry;

/// How grave a finding is. The order is that of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A convention.
    Info,
    /// Something that the author wrote has no effect, or is likely wrong.
    Warning,
    /// Palette refuses the pack, or a cluster built from it breaks.
    Error,
}

impl Severity {
    /// The word for it in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "info" => Ok(Self::Info),
            "warning" => Ok(Self::Warning),
            "error" => Ok(Self::Error),
            _ => Err(format!("`{word}` is not a severity: error, warning or info")),
        }
    }
}

/// What rules may know besides what they read.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The day on which end-of-life dates are judged.
    pub today: Date,
}

/// What a rule reads: its signature says it.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One pack.
    Pack(fn(&Pack) -> Vec<Finding>),
    /// One pack, and the day.
    PackInContext(fn(&Pack, &Context) -> Vec<Finding>),
    /// All packs of the run.
    Registry(fn(&Registry) -> Vec<Finding>),
    /// One profile.
    Profile(fn(&Profile) -> Vec<Finding>),
    /// One profile with the packs of its layers; only where a registry is given.
    Resolved(fn(&Resolved<'_>) -> Vec<Finding>),
    /// One file of profiles, as a text.
    ProfileFile(fn(&ProfileFile) -> Vec<Finding>),
    /// One pack, and one file of profiles: what both may hold.
    PackAndProfiles(fn(&Pack) -> Vec<Finding>, fn(&ProfileFile) -> Vec<Finding>),
    /// All profiles of the run.
    Profiles(fn(&[Identity]) -> Vec<Finding>),
    /// Told by the engine itself.
    Engine,
}

impl Check {
    /// True when it reads packs one by one.
    pub fn reads_packs(&self) -> bool {
        matches!(self, Self::Pack(_) | Self::PackInContext(_) | Self::PackAndProfiles(..))
    }

    /// True when it reads files of profiles one by one.
    pub fn reads_profiles(&self) -> bool {
        matches!(self, Self::Profile(_) | Self::ProfileFile(_) | Self::PackAndProfiles(..))
    }

    /// True when it reads profiles with the packs of their layers.
    pub fn reads_resolved(&self) -> bool {
        matches!(self, Self::Resolved(_))
    }
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// `group/kebab-name`; the name says what is wrong.
    pub id: &'static str,
    /// How grave it is where nothing says otherwise.
    pub severity: Severity,
    /// Whether some of its findings carry an edit.
    pub fixable: bool,
    /// Its page, `rules/<group>/<name>.md`.
    pub page: &'static str,
    /// What it does.
    pub check: Check,
}

impl Rule {
    /// The group, the part before the `/`.
    pub fn group(&self) -> &'static str {
        self.id.split('/').next().unwrap_or(self.id)
    }

    /// True for a rule of [`OFF_BY_DEFAULT`].
    pub fn is_off_by_default(&self) -> bool {
        OFF_BY_DEFAULT.iter().any(|rule| rule.id == self.id)
    }

    /// Its page on the web; `None` as long as the project has no address there.
    pub fn uri(&self) -> Option<String> {
        let repository = env!("CARGO_PKG_REPOSITORY");
        (!repository.is_empty()).then(|| format!("{repository}/blob/main/rules/{}.md", self.id))
    }

    /// The first paragraph of the page, on one line.
    pub fn summary(&self) -> String {
        let mut paragraphs = self.page.split("\n\n").map(str::trim);
        let first = paragraphs.find(|text| !text.is_empty() && !text.starts_with('#'));
        first.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Every rule, sorted by name.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|(_, rules)| rules.iter().copied())
}

/// The rule of that name.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// The groups with their rules, sorted by name.
pub static GROUPS: &[(&str, &[&Rule])] = &[
    ("chart", chart::RULES),
    ("constraint", constraint::RULES),
    ("image", image::RULES),
    ("macro", r#macro::RULES),
    ("manifest", manifest::RULES),
    ("pack", pack::RULES),
    ("presets", presets::RULES),
    ("profile", profile::RULES),
    ("registry", registry::RULES),
    ("schema", schema::RULES),
    ("structure", structure::RULES),
    ("suppression", suppression::RULES),
    ("syntax", syntax::RULES),
    ("values", values::RULES),
    ("variable", variable::RULES),
];

/// Rules that speak only where a policy, a configuration or the command line names them: they ask for
/// what some readers want and healthy packs lack.
pub static OFF_BY_DEFAULT: &[&Rule] = &[
    &image::mutable_tag::RULE,
    &pack::missing_contributor::RULE,
    &pack::missing_source::RULE,
    &profile::resource_needs::RULE,
    &schema::password_format::RULE,
    &structure::thin_readme::RULE,
    &variable::required_without_default::RULE,
];

/// The groups that rule names may have: the promise of the interface.
pub static GROUP_NAMES: &[&str] = &[
    "chart",
    "constraint",
    "image",
    "macro",
    "manifest",
    "pack",
    "presets",
    "profile",
    "registry",
    "schema",
    "structure",
    "suppression",
    "syntax",
    "values",
    "variable",
];
