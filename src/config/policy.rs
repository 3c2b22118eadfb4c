//! Named sets of severities, for who reads what palint says.

use crate::rules::{Rule, Severity};
use Severity::{Error, Info, Warning};

/// What a repository of packs is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Packs that others review and use.
    Community,
    /// Packs of one organisation.
    Private,
    /// Packs for clusters without internet.
    Airgap,
    /// Packs whose profiles Terraform writes.
    Terraform,
}

type Level = (&'static str, Option<Severity>);

const COMMUNITY: &[Level] = &[
    ("image/latest-tag", Some(Error)),
    ("image/missing-tag", Some(Error)),
    ("pack/invalid-version", Some(Error)),
    ("pack/missing-addon-type", Some(Error)),
    ("pack/missing-contributor", Some(Error)),
    ("pack/missing-source", Some(Error)),
    ("pack/unknown-addon-type", Some(Error)),
    ("registry/display-name-drift", Some(Error)),
    ("structure/missing-logo", Some(Error)),
    ("structure/missing-readme", Some(Error)),
    ("structure/thin-readme", Some(Info)),
];

const PRIVATE: &[Level] = &[
    ("pack/unknown-addon-type", Some(Info)),
    ("profile/resource-needs", Some(Info)),
    ("structure/logo-too-large", None),
    ("structure/missing-logo", Some(Info)),
    ("structure/missing-readme", None),
];

const AIRGAP: &[Level] = &[
    ("image/latest-tag", Some(Error)),
    ("image/missing-tag", Some(Error)),
    ("image/mutable-tag", Some(Info)),
    ("image/no-registry", Some(Warning)),
    ("macro/variable-in-content", Some(Error)),
    ("registry/twin-drift", Some(Warning)),
    ("values/malformed-content-chart", Some(Error)),
];

/// A secret is better a profile variable there: the console's mask does not reach Terraform.
const TERRAFORM: &[Level] = &[
    ("macro/profile-variable-in-pack", None),
    ("profile/secret-in-values", Some(Error)),
    ("schema/password-format", Some(Warning)),
    ("schema/plain-secret", None),
    ("values/secret", Some(Error)),
    ("variable/required-without-default", Some(Info)),
];

impl Policy {
    /// All policies with the names that `policy` takes.
    pub const ALL: [(&'static str, Self); 4] = [
        ("community", Self::Community),
        ("private", Self::Private),
        ("airgap", Self::Airgap),
        ("terraform", Self::Terraform),
    ];

    /// The severities that differ from the rules' own.
    pub fn levels(self) -> &'static [Level] {
        match self {
            Self::Community => COMMUNITY,
            Self::Private => PRIVATE,
            Self::Airgap => AIRGAP,
            Self::Terraform => TERRAFORM,
        }
    }

    /// What it says of a rule.
    pub fn severity(self, rule: &Rule) -> Option<Option<Severity>> {
        self.levels().iter().find(|(id, _)| *id == rule.id).map(|(_, severity)| *severity)
    }
}
