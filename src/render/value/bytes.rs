//! Slices of bytes: those of a file are not copied.

use std::ops::Deref;
use std::rc::Rc;

use crate::model::chart;

/// `[]byte`: the bytes of a file, or none.
#[derive(Debug, Clone, Default)]
pub struct Bytes(Rc<Option<chart::Bytes>>);

impl Bytes {
    /// Those of a file.
    pub fn of_file(file: chart::Bytes) -> Self {
        Self(Rc::new(Some(file)))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.as_ref().as_deref().unwrap_or_default()
    }
}
