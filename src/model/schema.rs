//! schema.yaml.

pub mod pattern;
pub mod template;
