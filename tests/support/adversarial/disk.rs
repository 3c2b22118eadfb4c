//! What only a disk has: links, pipes, names that are no text, and very many files.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

/// A hazard by the name of its pack, and what it does to a clean one on disk.
type OnDisk = (&'static str, fn(&Path));

pub(super) const HAZARDS: &[OnDisk] = &[
    ("disk-pipe-logo", |pack| pipe(pack, "logo.png")),
    ("disk-pipe-values", |pack| pipe(pack, "values.yaml")),
    ("disk-pipe-archive", |pack| pipe(pack, super::ARCHIVE)),
    ("disk-link-to-device", |pack| link(pack, "values.yaml", "/dev/zero")),
    ("disk-link-outside", |pack| link(pack, "README.md", "/etc/passwd")),
    ("disk-link-loop", |pack| {
        link(pack, "README.md", "logo.png");
        link(pack, "logo.png", "README.md");
    }),
    ("disk-link-up", |pack| link(pack, "manifests", "..")),
    ("disk-link-nowhere", |pack| link(pack, "values.yaml", "nowhere")),
    ("disk-names", |pack| {
        let name = OsStr::from_bytes(b"manifests/\xff\xfe\x1b[2J.yaml");
        fs::create_dir(pack.join("manifests")).unwrap();
        fs::write(pack.join(name), "kind: [\n").unwrap();
        fs::write(pack.join("values.yaml"), "charts: {x: {}}\n").unwrap();
    }),
    ("disk-deep", |pack| {
        let deep = pack.join("manifests").join("d/".repeat(1000));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("a.yaml"), "kind: [\n").unwrap();
    }),
    ("disk-entries", |pack| {
        for directory in 0..101 {
            let directory = pack.join(format!("manifests/{directory}"));
            fs::create_dir_all(&directory).unwrap();
            (0..1000).for_each(|n| fs::write(directory.join(n.to_string()), "").unwrap());
        }
    }),
    ("disk-sparse", |pack| {
        let values = fs::File::create(pack.join("values.yaml")).unwrap();
        values.set_len(1 << 40).unwrap();
    }),
    ("disk-sparse-archive", |pack| {
        let archive = fs::OpenOptions::new().write(true).open(pack.join(super::ARCHIVE)).unwrap();
        archive.set_len(1 << 40).unwrap();
    }),
    ("disk-directories", |pack| {
        ["values.yaml", "README.md", "logo.png"].iter().for_each(|name| {
            fs::remove_file(pack.join(name)).unwrap();
            fs::create_dir(pack.join(name)).unwrap();
        });
    }),
];

fn pipe(pack: &Path, path: &str) {
    fs::remove_file(pack.join(path)).unwrap();
    assert!(Command::new("mkfifo").arg(pack.join(path)).status().unwrap().success());
}

/// Puts a link in the place of whatever is at `path`.
fn link(pack: &Path, path: &str, target: &str) {
    let _ = fs::remove_file(pack.join(path));
    symlink(target, pack.join(path)).unwrap();
}
