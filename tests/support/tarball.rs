//! Archives byte by byte, so that they may lie: names that no library would write, and sizes that are
//! not those of what follows.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{EntryType, Header};

/// One gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A header and its content, filled up to whole blocks.
pub fn entry(name: &[u8], kind: EntryType, content: &[u8]) -> Vec<u8> {
    let mut bytes = header(name, kind, content.len() as u64);
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

/// A header that claims `size` bytes of content.
pub fn header(name: &[u8], kind: EntryType, size: u64) -> Vec<u8> {
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_mode(0o644);
    // `set_path` refuses the names that matter here.
    header.as_mut_bytes()[..name.len()].copy_from_slice(name);
    if matches!(kind, EntryType::Symlink | EntryType::Link) {
        header.set_link_name("/etc/passwd").unwrap();
    }
    header.set_cksum();
    header.as_bytes().to_vec()
}

/// A plain file.
pub fn file(name: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    entry(name.as_bytes(), EntryType::Regular, content.as_ref())
}

/// Extended records for the entry behind them.
pub fn pax(records: &[(&str, &str)]) -> Vec<u8> {
    let record = |(key, value): &(&str, &str)| {
        let rest = format!(" {key}={value}\n");
        let digits = |length: usize| length.to_string().len();
        let length = (rest.len() + 1..).find(|length| length - digits(*length) == rest.len());
        format!("{}{rest}", length.unwrap())
    };
    let records: String = records.iter().map(record).collect();
    entry(b"pax", EntryType::XHeader, records.as_bytes())
}

/// The entries of the smallest chart named `demo` that reads `replicaCount`.
pub fn chart() -> Vec<u8> {
    let template = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: demo}\n\
                    data: {replicas: \"{{ .Values.replicaCount }}\"}\n";
    let manifest = "apiVersion: v2\nname: demo\nversion: 1.2.3\n";
    [file("demo/Chart.yaml", manifest), file("demo/templates/demo.yaml", template)].concat()
}

/// The entries as an archive, with the two empty blocks at its end.
pub fn tgz(entries: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = entries.concat();
    bytes.extend([0; 1024]);
    gzip(&bytes)
}
