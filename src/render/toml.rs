//! TOML, as far as templates use it.

mod read;
mod write;

pub use read::read;
pub use write::write;
