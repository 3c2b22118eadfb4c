//! `palint lsp` as editors run it: the real process, driven over its pipes.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod client;
    pub mod tree;
}

mod editor {
    mod actions;
    mod diagnostics;
    mod knowledge;
    mod protocol;
    mod typing;
}
