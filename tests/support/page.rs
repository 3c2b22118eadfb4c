//! A rule's page, read as test cases.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use super::tree::Tree;

/// A fenced block of a page.
#[derive(Debug, Clone)]
pub struct Block {
    /// The words behind the fence but the language: `file=values.yaml`, `output`.
    pub words: Vec<String>,
    /// The text between the fences.
    pub text: String,
    /// Where the text starts in the page.
    pub start: usize,
}

/// `## Bad` or `## Good` with its blocks.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading without `## `.
    pub heading: String,
    /// The blocks below it.
    pub blocks: Vec<Block>,
}

impl Block {
    fn word(&self, key: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }

    fn has(&self, flag: &str) -> bool {
        self.words.iter().any(|word| word == flag)
    }

    /// True for the block that holds the expected diagnostics.
    pub fn is_output(&self) -> bool {
        self.has("output")
    }

    /// Lays the block over a pack.
    pub fn apply(&self, tree: &mut Tree) {
        if let Some(path) = self.word("delete") {
            tree.remove(path);
        }
        if let Some(path) = self.word("file") {
            // One base profile stands for every syntax.
            if path.starts_with("profile.") {
                tree.0.retain(|file, _| !file.starts_with("profile."));
            }
            tree.put(path, self.bytes());
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut text = self.text.as_str();
        if self.has("no-newline") {
            text = text.strip_suffix('\n').unwrap_or(text);
        }
        let mut bytes = if self.has("escaped") { unescape(text) } else { text.into() };
        if let Some(size) = self.word("size") {
            bytes.resize(size.parse().unwrap(), 0);
        }
        bytes
    }
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend(&rest.as_bytes()[..at]);
        let (replacement, length) = escape(&rest[at..]);
        bytes.extend(replacement);
        rest = &rest[at + length..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

fn escape(text: &str) -> (Vec<u8>, usize) {
    if text.starts_with("\\r") {
        return (vec![b'\r'], 2);
    }
    if text.starts_with("\\t") {
        return (vec![b'\t'], 2);
    }
    if text.starts_with("\\x") {
        return (vec![u8::from_str_radix(&text[2..4], 16).unwrap()], 4);
    }
    if let Some(digits) = text.strip_prefix("\\u{") {
        let end = digits.find('}').unwrap();
        let character = char::from_u32(u32::from_str_radix(&digits[..end], 16).unwrap()).unwrap();
        return (character.to_string().into_bytes(), end + 4);
    }
    (vec![b'\\'], 1)
}

impl Section {
    /// True for `## Bad`.
    pub fn is_bad(&self) -> bool {
        self.heading.starts_with("Bad")
    }

    /// True for `## Good`.
    pub fn is_good(&self) -> bool {
        self.heading.starts_with("Good")
    }

    /// True for an example of several packs, each a directory below `packs`.
    pub fn is_registry(&self) -> bool {
        self.heading.split(' ').any(|word| word.trim_end_matches(':') == "registry")
    }

    /// True for an example of profiles that are resolved against the packs below `registry`.
    pub fn is_resolved(&self) -> bool {
        self.attribute("registry").is_some()
    }

    /// `key=value` in the heading.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        let words = self.heading.split(' ').map(|word| word.trim_end_matches(':'));
        words.into_iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

/// The `## ` sections of a page.
pub fn sections(page: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut at = 0;
    let mut open: Option<(Block, String)> = None;
    for line in page.split_inclusive('\n') {
        at += line.len();
        match &mut open {
            Some((block, fence)) if line.trim_end() == *fence => {
                block.text = page[block.start..at - line.len()].to_owned();
                let (block, _) = open.take().unwrap();
                sections.last_mut().expect("a block stands below a heading").blocks.push(block);
            }
            Some(_) => {}
            None if line.starts_with("```") => open = Some(fence(line, at)),
            None if line.starts_with("## ") => {
                sections.push(Section { heading: line[3..].trim().to_owned(), blocks: Vec::new() });
            }
            None => {}
        }
    }
    assert!(open.is_none(), "a block is never closed");
    sections
}

fn fence(line: &str, start: usize) -> (Block, String) {
    let ticks = line.chars().take_while(|c| *c == '`').count();
    let words = line[ticks..].split_whitespace().skip(1).map(str::to_owned);
    let block = Block { words: words.collect(), text: String::new(), start };
    (block, "`".repeat(ticks))
}
