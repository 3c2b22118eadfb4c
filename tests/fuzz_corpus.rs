//! Every fuzz target over its corpus and over small changes of it, the same on every run: what
//! fuzzing found once is found by the stable toolchain too.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::path::Path;

use targets::TARGETS;

/// What changes are made of, besides the seed itself.
const SNIPPETS: [&[u8]; 16] = [
    b"{{",
    b"}}",
    b"{{- if .Values.a }}",
    b"\n  - ",
    b"\"",
    b": ",
    b"&a [*a]",
    b"| indent 2",
    b"\xff\xfe",
    "é\u{202e}".as_bytes(),
    "\u{feff}".as_bytes(),
    b"\r\n",
    b"\n=== values.yaml\n",
    b"99999999999999999999",
    b"{{ .spectro.var.a }}",
    b"\0",
];

/// A generator whose numbers are the same everywhere.
struct Numbers(u64);

impl Numbers {
    /// Below `end`, and 0 where that is 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % end.max(1)
    }

    /// The bytes with a few changes.
    fn changed(&mut self, seed: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len() + 1);
            let end = (at + 1 + self.below(24)).min(bytes.len());
            match self.below(6) {
                0 => drop(bytes.drain(at..end)),
                1 => bytes.truncate(at.max(1)),
                2 => {
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                3 => {
                    let from = self.below(other.len());
                    let to = (from + 40).min(other.len());
                    bytes.splice(at..end, other[from..to].iter().copied());
                }
                4 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                _ => {
                    let snippet = SNIPPETS[self.below(SNIPPETS.len())];
                    bytes.splice(at..at, snippet.iter().copied());
                }
            }
        }
        bytes
    }
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let entries = std::fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path());
    // What a run of the fuzzer has added is not the same everywhere.
    let mut paths: Vec<_> =
        entries.filter(|p| p.extension().is_some_and(|e| e == "seed")).collect();
    paths.sort();
    assert!(paths.len() > 5, "the corpus of {name} is empty");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// Runs a target over its seeds, and over as many changed ones.
fn run(name: &str, changes: usize) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).unwrap();
    let seeds = seeds(name);
    seeds.iter().for_each(|seed| target(seed));
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for _ in 0..changes {
        let (one, other) = (numbers.below(seeds.len()), numbers.below(seeds.len()));
        let bytes = numbers.changed(&seeds[one], &seeds[other]);
        let ended = std::panic::catch_unwind(|| target(&bytes));
        assert!(ended.is_ok(), "{name} fails on:\n{:?}", String::from_utf8_lossy(&bytes));
    }
}

macro_rules! corpora {
    ($($name:ident: $changes:expr;)*) => {
        $(#[test]
        fn $name() {
            run(stringify!($name), $changes);
        })*

        #[test]
        fn every_target_has_a_test_and_a_binary() {
            let tested = [$(stringify!($name)),*];
            assert!(TARGETS.iter().map(|(name, _)| *name).eq(tested));
            let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml");
            let manifest = std::fs::read_to_string(manifest).unwrap();
            for name in tested {
                assert!(manifest.contains(&format!("\nname = \"{name}\"\n")), "{name}");
            }
        }
    };
}

corpora! {
    archive: 1000;
    go_template: 2000;
    hcl: 1000;
    image_reference: 2000;
    json: 2000;
    macro_scanner: 1000;
    pack: 150;
    profile: 150;
    render: 400;
    schema_template: 1000;
    version_range: 1000;
    yaml: 1500;
}
