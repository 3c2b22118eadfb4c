//! Archives built in memory: ordinary, odd and hostile.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use tar::{Builder, EntryType, Header};

use super::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn entry(name: &[u8], kind: EntryType, content: &[u8]) -> Vec<u8> {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_size(content.len() as u64);
    header.set_mode(0o644);
    // `set_path` refuses the names that matter here.
    header.as_mut_bytes()[..name.len()].copy_from_slice(name);
    header.set_cksum();
    let mut bytes = header.as_bytes().to_vec();
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn file(name: &str) -> Vec<u8> {
    entry(name.as_bytes(), EntryType::Regular, name.as_bytes())
}

fn tgz(entries: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = entries.concat();
    bytes.extend([0; 1024]);
    gzip(&bytes)
}

fn read(gzip: &[u8]) -> Result<Archive, ArchiveError> {
    Archive::read(gzip, &Limits::default())
}

fn hazards(archive: &Archive) -> Vec<(&str, HazardKind)> {
    archive.hazards().iter().map(|hazard| (hazard.entry.as_str(), hazard.kind)).collect()
}

fn message(gzip: &[u8]) -> String {
    read(gzip).unwrap_err().to_string()
}

#[test]
fn members_are_slices_in_order() {
    let archive =
        read(&tgz(&[file("x/values.yaml"), file("x/Chart.yaml"), file("x/é/Ä.yaml")])).unwrap();
    assert!(archive.paths().eq(["x/Chart.yaml", "x/values.yaml", "x/é/Ä.yaml"]));
    assert_eq!(archive.get("x/values.yaml"), Some(&b"x/values.yaml"[..]));
    assert_eq!(archive.get("x/chart.yaml"), None);
    assert!(archive.roots().eq(["x"]));
    assert_eq!(hazards(&archive), []);
}

#[test]
fn roots_are_as_the_entries_spell_them() {
    let dot = entry(b"./", EntryType::Directory, b"");
    let old = entry(b"./a/", EntryType::Regular, b"");
    let archive = read(&tgz(&[dot, old, file("./Chart.yaml"), file("./a//./b")])).unwrap();
    assert!(archive.paths().eq(["Chart.yaml", "a/b"]));
    assert!(archive.roots().eq(["."]));
    let archive = read(&tgz(&[file("x/a"), file("y/a"), file("loose")])).unwrap();
    assert!(archive.roots().eq(["", "x", "y"]));
    assert_eq!(hazards(&archive), []);
}

#[test]
fn long_names_of_both_dialects() {
    let long = format!("x/{}/Chart.yaml", "é".repeat(120));
    let mut gnu = Builder::new(Vec::new());
    let mut header = Header::new_gnu();
    header.set_size(1);
    gnu.append_data(&mut header, &long, &b"1"[..]).unwrap();
    let mut pax = Builder::new(Vec::new());
    pax.append_pax_extensions([("path", long.as_bytes()), ("size", b"1")]).unwrap();
    pax.append_data(&mut header, "short", &b"2"[..]).unwrap();
    pax.append_data(&mut header, "x/next", &b"3"[..]).unwrap();

    let archive = read(&gzip(&gnu.into_inner().unwrap())).unwrap();
    assert_eq!(archive.get(&long), Some(&b"1"[..]));
    let archive = read(&gzip(&pax.into_inner().unwrap())).unwrap();
    assert_eq!(archive.get(&long), Some(&b"2"[..]));
    assert_eq!(archive.get("x/next"), Some(&b"3"[..]));
}

#[test]
fn global_headers_are_no_entries() {
    let global = entry(b"pax_global_header", EntryType::XGlobalHeader, b"11 comment=\n");
    let archive = read(&tgz(&[global, file("x/a")])).unwrap();
    assert!(archive.paths().eq(["x/a"]));
}

#[test]
fn hazardous_entries_are_no_members() {
    use HazardKind::*;
    let cases: &[(&[u8], EntryType, &str, HazardKind)] = &[
        (b"x/../../etc/passwd", EntryType::Regular, "x/../../etc/passwd", ParentPath),
        (b"..", EntryType::Directory, "..", ParentPath),
        (b"/etc/passwd", EntryType::Regular, "/etc/passwd", AbsolutePath),
        (b"x/c:/a", EntryType::Regular, "x/c:/a", AbsolutePath),
        (b"x/link", EntryType::Symlink, "x/link", SymbolicLink),
        (b"x/hard", EntryType::Link, "x/hard", HardLink),
        (b"x/pipe", EntryType::Fifo, "x/pipe", Device),
        (b"x/\xff.yaml", EntryType::Regular, "x/\u{fffd}.yaml", NonUtf8Name),
        (b"x\\a.yaml", EntryType::Regular, "x\\a.yaml", BackslashPath),
        (b"x/\x1b[2J\\", EntryType::Regular, "x/\\u{1b}[2J\\", BackslashPath),
        (b"./.", EntryType::Regular, "./.", EmptyName),
    ];
    for (name, kind, shown, hazard) in cases {
        let archive = read(&tgz(&[entry(name, *kind, b"")])).unwrap();
        assert_eq!(archive.paths().count(), 0, "{shown}");
        assert_eq!(hazards(&archive), [(*shown, *hazard)]);
    }
}

#[test]
fn the_last_of_two_entries_counts() {
    let second = entry(b"./x/a", EntryType::Regular, b"second");
    let archive = read(&tgz(&[file("x/a"), second])).unwrap();
    assert_eq!(archive.get("x/a"), Some(&b"second"[..]));
    assert_eq!(hazards(&archive), [("./x/a", HazardKind::DuplicateEntry)]);
    let shown = archive.hazards()[0].to_string();
    assert_eq!(shown, "`./x/a` is in the archive more than once");
}

#[test]
fn other_formats_are_named() {
    let not = |bytes: &[u8]| message(bytes).replacen("is not a gzip file: ", "", 1);
    assert_eq!(not(b""), "it is empty");
    assert_eq!(not(b"PK\x03\x04"), "it starts with `PK`, as a zip archive does");
    assert_eq!(not(&file("x/a")), "it is a tar that is not compressed");
    assert_eq!(not(b"\x1b[2J"), "it starts with the bytes 1b 5b 32 4a");
    assert!(not(b"version https://git-lfs.github.com/spec/v1\n").contains("Git LFS"));
}

#[test]
fn damage_is_named() {
    let whole = tgz(&[file("x/a")]);
    for end in 2..whole.len() {
        assert_eq!(read(&whole[..end]).unwrap_err(), ArchiveError::Truncated, "{end}");
    }
    let mut damaged = whole.clone();
    let checksum = damaged.len() - 8;
    damaged[checksum] ^= 1;
    assert!(message(&damaged).starts_with("is damaged: "));
    let text = message(&gzip(&[b'a'; 600]));
    assert!(text.starts_with("does not hold a readable tar: "), "{text}");
    let cut = entry(b"x/a", EntryType::Regular, &[b'a'; 2000]);
    assert_eq!(message(&gzip(&cut[..1024])), "does not hold a readable tar: it ends inside `x/a`");
}

#[test]
fn archives_without_files_are_empty() {
    assert_eq!(message(&gzip(b"")), "has no files");
    assert_eq!(message(&tgz(&[])), "has no files");
    assert_eq!(message(&tgz(&[entry(b"x/", EntryType::Directory, b"")])), "has no files");
}

#[test]
fn readers_may_not_disagree_about_sizes() {
    let mut pax = Builder::new(Vec::new());
    pax.append_pax_extensions([("size", &b"512"[..])]).unwrap();
    let two_sizes = [pax.into_inner().unwrap()[..1024].to_vec(), file("x/a")];
    assert!(message(&tgz(&two_sizes)).ends_with("`x/a` has two different sizes"));
    let sparse = entry(b"x/a", EntryType::GNUSparse, b"");
    assert!(message(&tgz(&[sparse])).ends_with("`x/a` is a sparse file"));
    let huge = {
        let mut header = Header::new_gnu();
        header.set_size(u64::MAX);
        header.set_cksum();
        header.as_bytes().to_vec()
    };
    assert!(message(&gzip(&huge)).starts_with("does not hold a readable tar"));
}

#[test]
fn members_of_gzip_are_joined_and_garbage_is_counted() {
    let tar = [file("x/a"), file("x/b")].concat();
    let (first, second) = tar.split_at(700);
    let mut joined = [gzip(first), gzip(second)].concat();
    assert!(read(&joined).unwrap().paths().eq(["x/a", "x/b"]));
    joined.extend([0; 100]);
    assert_eq!(read(&joined).unwrap().trailing(), 0);
    joined.extend(b"garbage");
    assert_eq!(read(&joined).unwrap().trailing(), 107);
}

#[test]
fn a_name_is_as_long_as_a_path_may_be() {
    let named = |length: usize| {
        let name = "é/".repeat(length / 3) + &"x".repeat(length % 3);
        let long = entry(b"n", EntryType::GNULongName, name.as_bytes());
        read(&tgz(&[long, file("short"), file("x/a")])).unwrap()
    };
    assert_eq!(hazards(&named(limits::ARCHIVE_NAME)), []);
    let archive = named(limits::ARCHIVE_NAME + 1);
    let [hazard] = archive.hazards() else { panic!("{:?}", archive.hazards()) };
    let told = hazard.to_string();
    assert!(told.ends_with("…` has a name of more than 1024 bytes"), "{told}");
    assert!(archive.paths().eq(["x/a"]));
}

#[test]
fn a_bomb_stops_early() {
    let bomb = gzip(&vec![0; 1 << 20]).repeat(300);
    let dense = Limits { ratio: 50, ..Limits::default() };
    let error = Archive::read(&bomb, &dense).unwrap_err();
    assert_eq!(error.to_string(), "inflates to more than 50 times its size");
    let limits = Limits { bytes: 1 << 20, ..Limits::default() };
    let error = Archive::read(&bomb, &limits).unwrap_err();
    assert_eq!(error.to_string(), "inflates to more than 1 MiB");
    let exact = Limits { bytes: 1024 + 1024, ..Limits::default() };
    assert!(Archive::read(&tgz(&[file("x/a")]), &exact).is_ok());
    let short = Limits { bytes: 1024 + 1023, ..Limits::default() };
    let error = Archive::read(&tgz(&[file("x/a")]), &short).unwrap_err();
    assert_eq!(error.to_string(), "inflates to more than 2047 bytes");
}

#[test]
fn a_million_entries_stop_early() {
    let thousand = gzip(&(0..1000).flat_map(|n| file(&format!("x/{n}"))).collect::<Vec<_>>());
    let million = thousand.repeat(1000);
    let limits = Limits { bytes: 4 << 20, ..Limits::default() };
    let error = Archive::read(&million, &limits).unwrap_err();
    assert_eq!(error.to_string(), "inflates to more than 4 MiB");
    let limits = Limits { bytes: 64 << 20, ..Limits::default() };
    let error = Archive::read(&thousand.repeat(21), &limits).unwrap_err();
    assert_eq!(error.to_string(), "has more than 20000 entries");
}

proptest! {
    #[test]
    fn damage_never_panics(changes in prop::collection::vec((0usize..4096, any::<u8>()), 1..8)) {
        let mut tar = [file("x/a"), entry(b"n", EntryType::GNULongName, b"x/long\0"), file("b")];
        let mut pax = entry(b"p", EntryType::XHeader, b"12 path=x/y\n12 size=100\n");
        pax.extend(tar[2].clone());
        tar[2] = pax;
        let mut bytes = tar.concat();
        for (at, value) in &changes {
            let at = at % bytes.len();
            bytes[at] = *value;
        }
        let _ = read(&gzip(&bytes));
        let mut packed = gzip(&bytes);
        for (at, value) in &changes {
            let at = at % packed.len();
            packed[at] = *value;
        }
        let _ = read(&packed);
    }
}
