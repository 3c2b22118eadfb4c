//! schema.yaml.

pub mod pattern;
