//! One file of a chart. Its text is made when it is asked for, and so is what is parsed from it.

use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use super::values_schema::ValuesSchema;
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::archive::Archive;
use crate::syntax::template::{self, Template};
use crate::syntax::tree::Document;
use crate::syntax::yaml;

/// Where the bytes are; copies share them.
#[derive(Debug, Clone)]
pub enum Bytes {
    /// A member of an archive, by its place there.
    Packed(Arc<Archive>, Range<usize>),
    /// Read from a directory.
    Read(Arc<Vec<u8>>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Packed(archive, range) => archive.slice(range),
            Self::Read(bytes) => bytes,
        }
    }
}

/// A file of a chart.
#[derive(Debug)]
pub struct Member {
    location: VirtualPath,
    /// Where in the location the path from the root of the chart starts.
    path: usize,
    bytes: Bytes,
    source: OnceLock<Arc<SourceFile>>,
    document: OnceLock<Box<Document>>,
    template: OnceLock<Arc<Template>>,
    values_schema: OnceLock<Arc<Option<ValuesSchema>>>,
}

impl Member {
    /// The file at `location`, which ends with the path from the root of the chart.
    pub(super) fn new(path: &str, location: VirtualPath, bytes: Bytes) -> Self {
        let path = location.as_str().len() - path.len();
        Self {
            location,
            path,
            bytes,
            source: OnceLock::new(),
            document: OnceLock::new(),
            template: OnceLock::new(),
            values_schema: OnceLock::new(),
        }
    }

    /// The same file, seen from a chart further down; `path` is the end of its path.
    pub(super) fn moved(self, path: usize) -> Self {
        Self { path: self.location.as_str().len() - path, ..self }
    }

    /// The path from the root of the chart.
    pub fn path(&self) -> &str {
        &self.location.as_str()[self.path..]
    }

    /// The last component of the path.
    pub fn file_name(&self) -> &str {
        self.path().rsplit('/').next().unwrap_or_default()
    }

    /// Where the file is, for diagnostics.
    pub fn location(&self) -> &VirtualPath {
        &self.location
    }

    /// The content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The content, to keep without a copy.
    pub fn shared_bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    /// The content as text.
    pub fn source(&self) -> &Arc<SourceFile> {
        self.source
            .get_or_init(|| SourceFile::from_bytes(self.location.clone(), self.bytes().to_vec()))
    }

    /// The content read as YAML, of which JSON is a part.
    pub fn document(&self) -> &Document {
        self.document.get_or_init(|| Box::new(yaml::parse(self.source())))
    }

    /// The content read as a template.
    pub fn template(&self) -> &Template {
        self.template.get_or_init(|| template::parse_file(self.source()))
    }

    /// The content read as a schema of values, if it is one to check by.
    pub fn as_values_schema(&self) -> Option<&ValuesSchema> {
        Option::as_ref(self.values_schema.get_or_init(|| ValuesSchema::of(self.source())))
    }
}
