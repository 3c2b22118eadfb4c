//! What the provider takes in each block.
//!
//! It is no enumeration of Palette's, but the interface of the provider, so it stands here and not
//! in a schema.

use super::ResourceKind;

/// The arguments of one kind of block.
#[derive(Debug)]
pub struct Arguments {
    /// Attributes that must be set.
    pub required: &'static [&'static str],
    /// Attributes that may be set.
    pub optional: &'static [&'static str],
    /// Attributes that only the provider sets.
    pub computed: &'static [&'static str],
    /// Blocks.
    pub blocks: &'static [Nested],
}

/// A kind of block in a block.
#[derive(Debug)]
pub struct Nested {
    /// The word in front.
    pub kind: &'static str,
    /// True where there must be one.
    pub required: bool,
    /// What it takes.
    pub arguments: &'static Arguments,
}

impl Arguments {
    /// Everything that may be written in such a block.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let attributes = self.required.iter().chain(self.optional).copied();
        attributes.chain(self.blocks.iter().map(|nested| nested.kind))
    }

    /// True for an attribute that the author sets.
    pub fn attribute(&self, name: &str) -> bool {
        self.required.contains(&name) || self.optional.contains(&name)
    }

    /// A kind of block in it.
    pub fn nested(&self, kind: &str) -> Option<&'static Nested> {
        self.blocks.iter().find(|nested| nested.kind == kind)
    }
}

/// What Terraform itself takes in every resource.
pub static META_ATTRIBUTES: [&str; 4] = ["count", "for_each", "provider", "depends_on"];

/// See [`META_ATTRIBUTES`].
pub static META_BLOCKS: [&str; 4] = ["lifecycle", "provisioner", "connection", "timeouts"];

/// What a resource takes.
pub fn of(kind: ResourceKind) -> &'static Arguments {
    match kind {
        ResourceKind::ClusterProfile => &CLUSTER_PROFILE,
        ResourceKind::ApplicationProfile => &APPLICATION_PROFILE,
        ResourceKind::Import => &IMPORT,
    }
}

static CLUSTER_PROFILE: Arguments = Arguments {
    required: &["name"],
    optional: &["version", "skip_destroy", "context", "tags", "description", "cloud", "type"],
    computed: &["id"],
    blocks: &[
        Nested { kind: "pack", required: false, arguments: &PACK },
        Nested { kind: "profile_variables", required: false, arguments: &PROFILE_VARIABLES },
    ],
};

static PACK: Arguments = Arguments {
    required: &["name"],
    optional: &["uid", "type", "registry_uid", "registry_name", "tag", "values"],
    computed: &[],
    blocks: &[Nested { kind: "manifest", required: false, arguments: &MANIFEST }],
};

static MANIFEST: Arguments =
    Arguments { required: &["name", "content"], optional: &[], computed: &["uid"], blocks: &[] };

static PROFILE_VARIABLES: Arguments = Arguments {
    required: &[],
    optional: &[],
    computed: &[],
    blocks: &[Nested { kind: "variable", required: true, arguments: &VARIABLE }],
};

static VARIABLE: Arguments = Arguments {
    required: &["name", "display_name"],
    optional: &[
        "format",
        "description",
        "default_value",
        "regex",
        "required",
        "immutable",
        "is_sensitive",
        "hidden",
        "input_type",
    ],
    computed: &[],
    blocks: &[Nested { kind: "options", required: false, arguments: &OPTION }],
};

static OPTION: Arguments = Arguments {
    required: &["value", "label"],
    optional: &["description"],
    computed: &["default"],
    blocks: &[],
};

static APPLICATION_PROFILE: Arguments = Arguments {
    required: &["name"],
    optional: &["version", "context", "tags", "description", "cloud"],
    computed: &["id"],
    blocks: &[Nested { kind: "pack", required: true, arguments: &TIER }],
};

static TIER: Arguments = Arguments {
    // The type has a default, `spectro`, which no tier can be.
    required: &["name", "type"],
    optional: &[
        "source_app_tier",
        "registry_uid",
        "registry_name",
        "uid",
        "properties",
        "install_order",
        "tag",
        "values",
    ],
    computed: &[],
    blocks: &[Nested { kind: "manifest", required: false, arguments: &MANIFEST }],
};

static IMPORT: Arguments = Arguments {
    required: &["import_file"],
    optional: &["context"],
    computed: &["id"],
    blocks: &[],
};
