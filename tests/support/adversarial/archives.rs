//! Archives of charts: what inflates, what lies about itself, what leaves its directory.

use tar::EntryType;

use super::super::tarball::{chart, entry, file, gzip, header, pax, tgz};
use super::super::tree::Tree;
use super::{Hazard, list_charts, put_archive};

pub(super) const HAZARDS: &[Hazard] = &[
    ("archive-bomb", |tree| put_archive(tree, zeros(1024))),
    ("archive-dense", |tree| put_archive(tree, dense(250))),
    ("archive-dense-again", |tree| put_archive(tree, dense(251))),
    ("archive-tar-bomb", |tree| {
        put_archive(tree, tgz(&[chart(), file("demo/templates/a.yaml", vec![b'#'; 15 << 20])]));
        tree.put("values.yaml", "charts: {other: {}}\n");
    }),
    ("archive-many-bombs", many),
    ("archive-in-archive", |tree| {
        let nested = (0..16).fold(tgz(&[chart()]), |inner, _| {
            tgz(&[chart(), file("demo/charts/demo-1.2.3.tgz", inner)])
        });
        put_archive(tree, nested);
    }),
    ("archive-fan", |tree| {
        let many = |inner: &[u8]| {
            let charts = (0..100).map(|n| file(&format!("demo/charts/c{n}.tgz"), inner));
            let mut entries = vec![chart()];
            entries.extend(charts);
            tgz(&entries)
        };
        put_archive(tree, many(&many(&many(&tgz(&[chart()])))));
    }),
    ("archive-entries", |tree| {
        let thousand: Vec<u8> = (0..1000).flat_map(|n| file(&format!("demo/{n}"), "")).collect();
        put_archive(tree, [gzip(&chart()), gzip(&thousand).repeat(100)].concat());
    }),
    ("archive-traversal", |tree| with_entry(tree, &file("demo/../../../etc/cron.d/x", "x"))),
    ("archive-absolute", |tree| with_entry(tree, &file("/etc/cron.d/x", "x"))),
    ("archive-backslash", |tree| with_entry(tree, &file("demo\\..\\..\\x", "x"))),
    ("archive-symlink", |tree| {
        with_entry(tree, &entry(b"demo/templates/x.yaml", EntryType::Symlink, b""));
    }),
    ("archive-hard-link", |tree| {
        with_entry(tree, &entry(b"demo/values.yaml", EntryType::Link, b""));
    }),
    ("archive-device", |tree| with_entry(tree, &entry(b"demo/zero", EntryType::Char, b""))),
    ("archive-pipe", |tree| with_entry(tree, &entry(b"demo/pipe", EntryType::Fifo, b""))),
    ("archive-name", |tree| with_entry(tree, &entry(b"demo/\xff", EntryType::Regular, b""))),
    ("archive-terminal", |tree| {
        with_entry(tree, &entry(b"demo/\x1b]0;x\x07\x1b[2J\\", EntryType::Regular, b""));
    }),
    ("archive-huge-size", |tree| {
        put_archive(tree, tgz(&[chart(), header(b"demo/x", EntryType::Regular, 8 << 30)]));
    }),
    ("archive-size-overflow", |tree| {
        put_archive(tree, tgz(&[chart(), header(b"demo/x", EntryType::Regular, u64::MAX)]));
    }),
    ("archive-pax-size", |tree| {
        with_entry(tree, &[pax(&[("size", "9999999")]), file("demo/x", "x")].concat());
    }),
    ("archive-pax-path", |tree| {
        with_entry(tree, &[pax(&[("path", "../../x")]), file("demo/x", "x")].concat());
    }),
    ("archive-gnu-path", |tree| {
        let long = entry(b"././@LongLink", EntryType::GNULongName, b"/etc/shadow-x\0");
        with_entry(tree, &[long, file("demo/x", "x")].concat());
    }),
    ("archive-long-name", |tree| {
        let name = "d/".repeat(1 << 20) + "\0";
        let long = entry(b"././@LongLink", EntryType::GNULongName, name.as_bytes());
        with_entry(tree, &[long, file("demo/x", "x"), file("../x", "x")].concat());
    }),
    ("archive-sparse", |tree| {
        with_entry(tree, &entry(b"demo/x", EntryType::GNUSparse, b""));
    }),
    ("archive-cut", |tree| {
        let whole = tgz(&[chart(), file("demo/x", "x")]);
        put_archive(tree, whole[..whole.len() - 20].to_vec());
    }),
    ("archive-empty-members", |tree| put_archive(tree, gzip(b"").repeat(200_000))),
    ("archive-no-tar", |tree| put_archive(tree, gzip(&[b'x'; 100_000]))),
    ("archive-no-gzip", |tree| put_archive(tree, b"PK\x03\x04".repeat(10))),
];

/// Megabytes of zeros.
fn zeros(megabytes: usize) -> Vec<u8> {
    gzip(&vec![0; 1 << 20]).repeat(megabytes)
}

/// A chart that inflates to so many megabytes, and to less than two hundred times its size.
fn dense(megabytes: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let noise = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    });
    let noise: Vec<u8> = noise.take(megabytes * 5000).collect();
    let size = (megabytes << 20) as u64 + noise.len() as u64;
    let big = header(b"demo/templates/big.yaml", EntryType::Regular, size);
    [gzip(&chart()), gzip(&big), gzip(&noise), zeros(megabytes), gzip(&[0; 2048])].concat()
}

/// A hundred charts, each as large as none of them alone would be suspicious.
fn many(tree: &mut Tree) {
    let one = tgz(&[chart(), file("demo/templates/a.yaml", vec![b'#'; 15 << 20])]);
    let paths: Vec<String> = (0..100).map(|n| format!("charts/demo-{n}.tgz")).collect();
    tree.remove(super::ARCHIVE);
    paths.iter().for_each(|path| tree.put(path, one.clone()));
    list_charts(tree, &paths);
}

/// A sound chart with one more entry.
fn with_entry(tree: &mut Tree, hostile: &[u8]) {
    put_archive(tree, tgz(&[chart(), hostile.to_vec()]));
}
