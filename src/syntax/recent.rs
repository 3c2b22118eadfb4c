//! What was read a moment ago: versions of a pack lie side by side and share most of their files,
//! which need not be parsed again.
//!
//! Each worker keeps its own, within a limit, and other threads keep nothing. Trees hold offsets and
//! no paths, so that one serves every file with the same text; contents are compared, not hashes.

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::hash::BuildHasher;
use std::sync::Arc;
use std::thread::LocalKey;

use foldhash::HashMap;
use foldhash::fast::RandomState;

use crate::limits;
use crate::source::SourceFile;
use crate::syntax::allowance;
use crate::syntax::archive::Archive;
use crate::syntax::template::Template;
use crate::syntax::tree::Body;

thread_local! {
    static TREES: Kept<Arc<SourceFile>, Body> = const { RefCell::new(None) };
    static TEMPLATES: Kept<Arc<SourceFile>, Template> = const { RefCell::new(None) };
    static ARCHIVES: Kept<Arc<[u8]>, Archive> = const { RefCell::new(None) };
}

/// For half a tag of a template.
const TAG_WEIGHT: usize = 50;

/// What a thread keeps, if it keeps anything.
pub(crate) type Kept<K, T> = RefCell<Option<Recent<K, T>>>;

/// Lets this thread keep what it reads, as long as it lives.
pub fn keep() {
    TREES.set(Some(Recent::new(limits::RECENT_TEXT)));
    TEMPLATES.set(Some(Recent::new(limits::RECENT_TEXT)));
    ARCHIVES.set(Some(Recent::new(limits::RECENT_ARCHIVES)));
}

/// The tree of a text, which `parse` makes where it is not known.
pub(super) fn tree(file: &Arc<SourceFile>, parse: impl FnOnce() -> Arc<Body>) -> Arc<Body> {
    let left = allowance::nodes();
    let (known, hash) = find(&TREES, file.text().as_bytes());
    if let Some(known) = known.filter(|body| body.nodes.len() <= left) {
        allowance::take_nodes(known.nodes.len());
        return known;
    }
    let body = parse();
    // What was cut short for the sake of one pack is no use to the next.
    if left >= limits::NODES {
        let weight = file.text().len() + body.weight();
        add(&TREES, (hash, weight), || (Arc::clone(file), Arc::clone(&body)));
    }
    body
}

/// The template of a text, which `parse` makes where it is not known.
pub(super) fn template(
    file: &Arc<SourceFile>,
    parse: impl FnOnce() -> Arc<Template>,
) -> Arc<Template> {
    let tags = |text: &str| memchr::memchr_iter(b'{', text.as_bytes()).count();
    of_text(&TEMPLATES, file, (|text| text.len().max(tags(text) * TAG_WEIGHT), parse))
}

/// What was made of a text, which `parse` makes where it is not known, and what it weighs.
pub(crate) fn of_text<T>(
    kept: &'static LocalKey<Kept<Arc<SourceFile>, T>>,
    file: &Arc<SourceFile>,
    (weigh, parse): (impl Fn(&str) -> usize, impl FnOnce() -> Arc<T>),
) -> Arc<T> {
    let (known, hash) = find(kept, file.text().as_bytes());
    if let Some(known) = known {
        return known;
    }
    let parsed = parse();
    add(kept, (hash, weigh(file.text())), || (Arc::clone(file), Arc::clone(&parsed)));
    parsed
}

/// The archive that these bytes are, which `read` inflates where it is not known.
pub(super) fn archive<E>(
    gzip: &[u8],
    read: impl FnOnce() -> Result<Archive, E>,
) -> Result<Arc<Archive>, E> {
    let left = allowance::bytes();
    let (known, hash) = find(&ARCHIVES, gzip);
    if let Some(known) = known.filter(|archive| archive.inflated_bytes() <= left) {
        allowance::take_bytes(known.inflated_bytes());
        return Ok(known);
    }
    let archive = Arc::new(read()?);
    allowance::take_bytes(archive.inflated_bytes());
    let weight = archive.inflated_bytes() + gzip.len();
    add(&ARCHIVES, (hash, weight), || (Arc::from(gzip), Arc::clone(&archive)));
    Ok(archive)
}

/// What was made of these bytes, and the hash to add it by where nothing was.
fn find<K: Content, T>(kept: &'static LocalKey<Kept<K, T>>, bytes: &[u8]) -> (Option<Arc<T>>, u64) {
    kept.with_borrow_mut(|kept| {
        let Some(kept) = kept else { return (None, 0) };
        let hash = kept.hasher.hash_one(bytes);
        (kept.find(hash, bytes), hash)
    })
}

fn add<K: Content, T>(
    kept: &'static LocalKey<Kept<K, T>>,
    (hash, weight): (u64, usize),
    entry: impl FnOnce() -> (K, Arc<T>),
) {
    // What is dropped to make room is dropped once nothing is borrowed.
    let dropped = kept.with_borrow_mut(|kept| {
        let kept = kept.as_mut().filter(|kept| weight <= kept.half)?;
        let (key, value) = entry();
        kept.add(hash, Entry { key, value, weight })
    });
    drop(dropped);
}

/// What an entry is found by.
pub(crate) trait Content {
    fn bytes(&self) -> &[u8];
}

impl Content for Arc<SourceFile> {
    fn bytes(&self) -> &[u8] {
        self.text().as_bytes()
    }
}

impl Content for Arc<[u8]> {
    fn bytes(&self) -> &[u8] {
        self
    }
}

struct Entry<K, T> {
    key: K,
    value: Arc<T>,
    weight: usize,
}

/// Two generations: when the young one is full it becomes the old one, and what of the old one was
/// not asked for again is gone.
pub(crate) struct Recent<K, T> {
    young: Generation<K, T>,
    old: Generation<K, T>,
    half: usize,
    hasher: RandomState,
}

struct Generation<K, T> {
    entries: HashMap<u64, Entry<K, T>>,
    weight: usize,
}

impl<K, T> Generation<K, T> {
    fn new() -> Self {
        Self { entries: HashMap::default(), weight: 0 }
    }
}

impl<K, T> Recent<K, T> {
    /// Keeps contents of so many bytes.
    pub(crate) fn new(limit: usize) -> Self {
        let (young, old) = (Generation::new(), Generation::new());
        Self { young, old, half: limit / 2, hasher: RandomState::default() }
    }
}

impl<K: Content, T> Recent<K, T> {
    fn find(&mut self, hash: u64, bytes: &[u8]) -> Option<Arc<T>> {
        let same = |entry: &&Entry<K, T>| entry.key.bytes() == bytes;
        if let Some(entry) = self.young.entries.get(&hash).filter(same) {
            return Some(Arc::clone(&entry.value));
        }
        self.old.entries.get(&hash).filter(same)?;
        let entry = self.old.entries.remove(&hash)?;
        self.old.weight -= entry.weight;
        let value = Arc::clone(&entry.value);
        self.add(hash, entry);
        Some(value)
    }

    /// Gives back what it no longer keeps.
    fn add(&mut self, hash: u64, entry: Entry<K, T>) -> Option<Generation<K, T>> {
        let full = self.young.weight + entry.weight > self.half;
        let dropped = full.then(|| {
            let young = std::mem::replace(&mut self.young, Generation::new());
            std::mem::replace(&mut self.old, young)
        });
        self.young.weight += entry.weight;
        if let Some(replaced) = self.young.entries.insert(hash, entry) {
            self.young.weight -= replaced.weight;
        }
        dropped
    }
}
