//! What palint knows of Kubernetes itself: the APIs that its versions serve.

pub mod apis;
pub mod conform;
mod custom;
pub mod schema;
mod supported;

pub use supported::{Minors, Supported, supported};
