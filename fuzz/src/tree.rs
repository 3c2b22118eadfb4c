//! Several files in one input: a line `=== PATH` before each. `PATH` may lie in an archive, as in
//! `charts/x.tgz!/x/Chart.yaml`, and with a `-` in front the file is removed from the base.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;

const HEADER: &[u8] = b"=== ";

/// What separates an archive from the path inside it.
const MEMBER: &str = "!/";

/// Archives within archives that are packed: one more than palint opens.
const NESTING: usize = 3;

/// The clean pack below the examples of the pages.
const BASE: [(&str, &[u8]); 7] = [
    ("README.md", include_bytes!("../../fixtures/base/addon/README.md")),
    ("logo.png", include_bytes!("../../fixtures/base/addon/logo.png")),
    ("pack.json", include_bytes!("../../fixtures/base/addon/pack.json")),
    ("values.yaml", include_bytes!("../../fixtures/base/addon/values.yaml")),
    (
        "charts/demo-1.2.3.tgz!/demo/Chart.yaml",
        include_bytes!("../../fixtures/base/addon/charts/demo-1.2.3.tgz.d/demo/Chart.yaml"),
    ),
    (
        "charts/demo-1.2.3.tgz!/demo/values.yaml",
        include_bytes!("../../fixtures/base/addon/charts/demo-1.2.3.tgz.d/demo/values.yaml"),
    ),
    (
        "charts/demo-1.2.3.tgz!/demo/templates/deployment.yaml",
        include_bytes!(
            "../../fixtures/base/addon/charts/demo-1.2.3.tgz.d/demo/templates/deployment.yaml"
        ),
    ),
];

/// Files by path.
#[derive(Debug, Clone, Default)]
pub struct Tree(pub BTreeMap<String, Vec<u8>>);

impl Tree {
    /// The clean pack.
    pub fn base() -> Self {
        Self(BASE.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect())
    }

    /// Lays the files of an input over these; what stands before the first header is `first`.
    pub fn with(mut self, data: &[u8], first: &str) -> Self {
        let mut path = first.to_owned();
        let mut start = 0;
        let mut at = 0;
        for line in data.split_inclusive(|byte| *byte == b'\n') {
            if let Some(next) = line.strip_prefix(HEADER) {
                self.put(&path, &data[start..at]);
                path = String::from_utf8_lossy(next).trim().to_owned();
                start = at + line.len();
            }
            at += line.len();
        }
        self.put(&path, &data[start..]);
        self
    }

    fn put(&mut self, path: &str, bytes: &[u8]) {
        let (removed, path) = path.strip_prefix('-').map_or((false, path), |path| (true, path));
        let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
        let path = parts.collect::<Vec<_>>().join("/");
        if path.is_empty() || path.matches(MEMBER).count() > NESTING {
            return;
        }
        let members = format!("{path}{MEMBER}");
        self.0.retain(|known, _| !known.starts_with(&members));
        self.0.remove(&path);
        if !removed {
            self.0.insert(path, bytes.to_vec());
        }
    }

    /// The files with all archives packed, the innermost first.
    pub fn packed(&self) -> BTreeMap<String, Arc<[u8]>> {
        let mut files = self.0.clone();
        while let Some(archive) = innermost(&files) {
            let prefix = format!("{archive}{MEMBER}");
            let (inside, rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
                files.into_iter().partition(|(path, _)| path.starts_with(&prefix));
            files = rest;
            files.insert(archive, tgz(inside.iter().map(|(p, b)| (&p[prefix.len()..], &b[..]))));
        }
        files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect()
    }
}

/// An archive that holds no other archive's members.
fn innermost(files: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let archives = files.keys().filter_map(|path| path.rsplit_once(MEMBER));
    archives.map(|(archive, _)| archive.to_owned()).max_by_key(|path| path.matches(MEMBER).count())
}

/// A gzipped tar of these members. A name is cut after as many bytes as an old header takes.
pub fn tgz<'m>(members: impl Iterator<Item = (&'m str, &'m [u8])>) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, bytes) in members {
        let mut header = tar::Header::new_gnu();
        let name = &path.as_bytes()[..path.len().min(100)];
        header.as_mut_bytes()[..name.len()].copy_from_slice(name);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, bytes).expect("a vector takes all");
    }
    gzip(&builder.into_inner().expect("a vector takes all"))
}

/// Gzip without compression, which would only cost time.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(bytes).expect("a vector takes all");
    encoder.finish().expect("a vector takes all")
}
