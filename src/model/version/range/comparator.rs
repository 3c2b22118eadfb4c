//! One comparison, such as `>=1.2` or `^0.3.1`.

/// How a version is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Tilde,
    Caret,
}

/// The last number that is written, before any wildcard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// `*`.
    Any,
    /// `1` or `1.x`.
    Major,
    /// `1.2` or `1.2.x`.
    Minor,
    /// `1.2.3`.
    Patch,
}

/// An operator and a version, whose missing numbers are zero.
#[derive(Debug, Clone)]
pub(super) struct Comparator {
    pub(super) operator: Operator,
    pub(super) version: semver::Version,
    pub(super) precision: Precision,
}

impl Comparator {
    /// True when `other` compares as asked. Whether pre-releases count at all is not asked here.
    pub(super) fn admits(&self, other: &semver::Version) -> bool {
        let order = other.cmp_precedence(&self.version);
        match self.operator {
            Operator::Equal if self.precision == Precision::Patch => order.is_eq(),
            Operator::Equal | Operator::Tilde => order.is_ge() && self.tilde(other),
            Operator::NotEqual => self.differs(other),
            Operator::Greater => match self.precision {
                Precision::Any | Precision::Patch => order.is_gt(),
                Precision::Major => other.major > self.version.major,
                Precision::Minor => two(other) > two(&self.version),
            },
            Operator::GreaterEqual => order.is_ge(),
            Operator::Less => order.is_lt(),
            Operator::LessEqual => match self.precision {
                Precision::Patch => order.is_le(),
                Precision::Major => other.major <= self.version.major,
                Precision::Any | Precision::Minor => two(other) <= two(&self.version),
            },
            Operator::Caret => order.is_ge() && self.caret(other),
        }
    }

    fn tilde(&self, other: &semver::Version) -> bool {
        let version = &self.version;
        match self.precision {
            Precision::Any => true,
            Precision::Major => other.major == version.major,
            Precision::Minor => two(other) == two(version),
            // `~0.0.0` is any version, by decision of the Go library.
            Precision::Patch => {
                (two(version), version.patch) == ((0, 0), 0) || two(other) == two(version)
            }
        }
    }

    fn caret(&self, other: &semver::Version) -> bool {
        let version = &self.version;
        match self.precision {
            Precision::Major => other.major == version.major,
            _ if version.major > 0 => other.major == version.major,
            Precision::Minor => two(other) == two(version),
            _ if version.minor > 0 => two(other) == two(version),
            // `^*` is read as `^0.0.0` by the Go library, whatever its documentation says.
            Precision::Any | Precision::Patch => {
                two(other) == (0, 0) && other.patch == version.patch
            }
        }
    }

    fn differs(&self, other: &semver::Version) -> bool {
        let version = &self.version;
        match self.precision {
            Precision::Any | Precision::Patch => other.cmp_precedence(version).is_ne(),
            Precision::Major => other.major != version.major,
            Precision::Minor => two(other) != two(version) || other.pre != version.pre,
        }
    }
}

fn two(version: &semver::Version) -> (u64, u64) {
    (version.major, version.minor)
}
