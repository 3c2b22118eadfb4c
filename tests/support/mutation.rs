//! The examples of all pages, and small changes that turn them into what nobody would write.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::sync::LazyLock;

use palint::rules;
use proptest::prelude::*;
use proptest::sample::Index;

use super::page::sections;
use super::scratch::base;
use super::tree::Tree;

/// The tree of every Bad and Good example.
pub fn examples() -> &'static [(String, Tree)] {
    static EXAMPLES: LazyLock<Vec<(String, Tree)>> = LazyLock::new(read_examples);
    &EXAMPLES
}

fn read_examples() -> Vec<(String, Tree)> {
    let mut examples = Vec::new();
    for rule in rules::all() {
        let mut tree = Tree::default();
        for section in sections(rule.page) {
            if section.is_bad() {
                tree = base(section.attribute("layer").unwrap_or("addon"));
            }
            if section.is_bad() || section.is_good() {
                section.blocks.iter().for_each(|block| block.apply(&mut tree));
                examples.push((format!("{}: {}", rule.id, section.heading), tree.clone()));
            }
        }
    }
    examples
}

/// A small change that turns real-looking text into nearly real-looking text.
#[derive(Debug, Clone)]
pub enum Mutation {
    Delete(usize, usize),
    Insert(usize, Vec<u8>),
    Duplicate(usize, usize),
    Truncate(usize),
}

/// Any of them.
pub fn mutation() -> impl Strategy<Value = Mutation> {
    let snippet = prop_oneof![
        Just(b"{{".to_vec()),
        Just(b"\n  - ".to_vec()),
        Just(b"\"".to_vec()),
        Just(b": ".to_vec()),
        Just(b"&a [*a]".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just("é\u{202e}".as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop_oneof![
        (any::<usize>(), 1..20usize).prop_map(|(at, length)| Mutation::Delete(at, length)),
        (any::<usize>(), snippet).prop_map(|(at, bytes)| Mutation::Insert(at, bytes)),
        (any::<usize>(), 1..80usize).prop_map(|(at, length)| Mutation::Duplicate(at, length)),
        any::<usize>().prop_map(Mutation::Truncate),
    ]
}

/// Applies one.
pub fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    let length = bytes.len();
    let place = |at: &usize| at % (length + 1);
    match mutation {
        Mutation::Delete(at, count) => {
            let at = place(at);
            bytes.drain(at..(at + count).min(length));
        }
        Mutation::Insert(at, new) => {
            bytes.splice(place(at)..place(at), new.iter().copied());
        }
        Mutation::Duplicate(at, count) => {
            let at = place(at);
            let copy = bytes[at..(at + count).min(length)].to_vec();
            bytes.splice(at..at, copy);
        }
        Mutation::Truncate(at) => bytes.truncate(place(at)),
    }
}

/// Some changes, and the file that each happens to.
pub fn mutations() -> impl Strategy<Value = Vec<(Index, Mutation)>> {
    prop::collection::vec((any::<Index>(), mutation()), 1..6)
}

/// The tree after all changes.
pub fn mutated(tree: &Tree, changes: &[(Index, Mutation)]) -> Tree {
    let mut tree = tree.clone();
    let paths: Vec<String> = tree.0.keys().cloned().collect();
    for (file, mutation) in changes {
        mutate(tree.0.get_mut(file.get(&paths)).unwrap(), mutation);
    }
    tree
}
