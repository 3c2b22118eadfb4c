//! What each fuzz target does with bytes, and what has to hold of the answer. A target panics where
//! it does not.
//!
//! `tests/fuzz_corpus.rs` includes this file, so that the stable toolchain runs the same targets over
//! the corpus.

mod archive;
mod chart;
mod lint;
mod report;
mod spans;
mod template;
mod texts;
mod tree;
mod words;

pub use archive::archive;
pub use chart::render;
pub use lint::{pack, profile};
pub use template::{go_template, schema_template};
pub use texts::{hcl, json, yaml};
pub use words::{image_reference, macro_scanner, version_range};

/// A target.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Target); 12] = [
    ("archive", archive),
    ("go_template", go_template),
    ("hcl", hcl),
    ("image_reference", image_reference),
    ("json", json),
    ("macro_scanner", macro_scanner),
    ("pack", pack),
    ("profile", profile),
    ("render", render),
    ("schema_template", schema_template),
    ("version_range", version_range),
    ("yaml", yaml),
];
