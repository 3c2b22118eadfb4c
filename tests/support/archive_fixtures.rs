//! What lies in `fixtures/archive`: the clean add-on, with a chart's archive that is broken in one
//! way, and packed packs that are. `PALINT_BLESS=1 cargo test --test adversarial` writes them again.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use tar::EntryType;

use super::adversarial::named;
use super::tarball::{chart, entry, file, gzip, header, pax, tgz};
use super::tree::Tree;

/// Where the archive of the clean pack's chart lies.
const ARCHIVE: &str = "charts/demo-1.2.3.tgz";

/// A pack by its directory, and the archive in it.
type Broken = (&'static str, fn() -> Vec<u8>);

const PACKS: &[Broken] = &[
    ("absolute-path", || with(&file("/etc/cron.d/demo", "* * * * * root true\n"))),
    ("archive-in-archive", || {
        let inner = |depth: usize, inner: Vec<u8>| {
            let name = format!("demo/charts/inner{depth}-1.0.0.tgz");
            with(&file(&name, inner))
        };
        (0..4).rev().fold(with(&[]), |nested, depth| inner(depth, nested))
    }),
    ("backslash-path", || with(&file("demo\\templates\\service.yaml", "kind: Service\n"))),
    ("cut-off", || {
        let whole = with(&file("demo/templates/service.yaml", "kind: Service\n"));
        whole[..whole.len() - 40].to_vec()
    }),
    ("device", || with(&entry(b"demo/random", EntryType::Char, b""))),
    ("double-entry", || with(&chart())),
    ("empty", || tgz(&[])),
    ("file-outside", || with(&file("values.yaml", "replicaCount: 3\n"))),
    ("hard-link", || with(&entry(b"demo/passwd", EntryType::Link, b""))),
    ("inflates-too-far", || {
        let zeros = gzip(&vec![0; 1 << 20]);
        [gzip(&chart()), zeros.repeat(17)].concat()
    }),
    ("lfs-pointer", || {
        let hash = "0".repeat(64);
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize 4096\n").into()
    }),
    ("long-name-outside", || {
        let long = entry(b"././@LongLink", EntryType::GNULongName, b"demo/../../root/.profile\0");
        with(&[long, file("demo/profile", "true\n")].concat())
    }),
    ("no-chart-yaml", || tgz(&[file("demo/values.yaml", "replicaCount: 1\n")])),
    ("no-text-name", || with(&entry(b"demo/templates/\xff.yaml", EntryType::Regular, b""))),
    ("parent-path", || with(&file("demo/../../../home/demo/.ssh/authorized_keys", "ssh-rsa\n"))),
    ("pax-path-outside", || {
        with(&[pax(&[("path", "demo/../../x")]), file("demo/x", "x")].concat())
    }),
    ("pax-size", || with(&[pax(&[("size", "99999")]), file("demo/x", "x")].concat())),
    ("pipe", || with(&entry(b"demo/pipe", EntryType::Fifo, b""))),
    ("plain-tar", || [chart(), vec![0; 1024]].concat()),
    ("size-beyond-the-end", || with(&header(b"demo/x", EntryType::Regular, 8 << 30))),
    ("sparse-file", || with(&entry(b"demo/x", EntryType::GNUSparse, b""))),
    ("symbolic-link", || with(&entry(b"demo/values.yaml", EntryType::Symlink, b""))),
    ("too-many-entries", || gzip(&[chart(), file("demo/x", "").repeat(20_001)].concat())),
    ("web-page", || b"<!DOCTYPE html>\n<title>404</title>\n".to_vec()),
    ("wrong-checksum", || {
        let mut bytes = with(&[]);
        let checksum = bytes.len() - 8;
        bytes[checksum] ^= 1;
        bytes
    }),
    ("zip", || b"PK\x03\x04\x14\0\0\0\0\0".to_vec()),
];

/// Every file by its path below `fixtures/archive`.
pub fn files(base: &Tree) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (name, archive) in PACKS {
        let mut tree = named(base, name);
        tree.remove(ARCHIVE);
        tree.put(ARCHIVE, archive());
        files.extend(
            tree.0.into_iter().map(|(path, bytes)| (format!("{name}-1.2.3/{path}"), bytes)),
        );
    }
    let packed = base.packed();
    let members = packed.iter().map(|(path, bytes)| file(&format!("demo-1.2.3/{path}"), bytes));
    let members = members.collect::<Vec<_>>().concat();
    let outside = file("../demo-1.2.4/pack.json", "{}");
    let unsafe_pack = tgz(&[members.clone(), outside]);
    let whole = tgz(&[members]);
    files.insert("packed-cut-off.tar.gz".to_owned(), whole[..whole.len() / 2].to_vec());
    files.insert("packed-parent-path.tar.gz".to_owned(), unsafe_pack);
    files
}

/// A sound chart with more entries.
fn with(entries: &[u8]) -> Vec<u8> {
    tgz(&[chart(), entries.to_vec()])
}
