//! What YAML 1.2 allows and go-yaml refuses, found in a finished tree: Helm and kubectl stop where
//! the parser went on. Measured with go-yaml v2 and Helm 4.

mod tabs;

use crate::limits;
use crate::source::TextRange;
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::{Data, Document, Node, NodeId, Problem, ProblemKind, Style};

/// Adds to the problems of a whole file what go-yaml refuses in it.
pub(super) fn tell(document: &mut Document) {
    let mut search = Search { document, text: document.file.text(), found: Vec::new() };
    search.directives();
    search.nodes();
    if search.text.contains('\t') {
        tabs::find(&mut search);
    }
    let mut found = search.found;
    found.sort_by_key(|problem| problem.range.start);
    found.truncate(limits::PROBLEMS);
    if !found.is_empty() {
        super::body_of(document).problems.extend(found);
    }
}

struct Search<'d> {
    document: &'d Document,
    text: &'d str,
    found: Vec<Problem>,
}

impl<'d> Search<'d> {
    fn tell(&mut self, range: std::ops::Range<usize>, message: &str, help: &str) {
        let range = TextRange::from_usize(range);
        let help = (!help.is_empty()).then(|| help.to_owned());
        let problem = Problem::new(ProblemKind::Invalid, range, message);
        self.found.push(Problem { help, ..problem });
    }

    fn node(&self, id: NodeId) -> &'d Node {
        self.document.body.node(id)
    }

    fn slice(&self, node: &Node) -> &'d str {
        self.text.get(node.range.to_usize()).unwrap_or_default()
    }

    /// The lines that start with `%` above each marker.
    fn directives(&mut self) {
        for part in &self.document.body.parts {
            let mut rest = self.text.get(..part.marker.start as usize).unwrap_or_default();
            while let Some(line) = rest.lines().next_back() {
                let word = line.trim_start_matches('\u{feff}');
                let start = line.as_ptr() as usize - self.text.as_ptr() as usize;
                if word.starts_with('%') && !part.marker.is_empty() {
                    self.directive(word, start + line.len() - word.len());
                } else if !(word.trim().is_empty() || word.trim_start().starts_with('#')) {
                    break;
                }
                rest = &self.text[..start];
            }
        }
    }

    fn directive(&mut self, line: &str, start: usize) {
        let mut words = line.split_ascii_whitespace();
        let range = start..start + line.trim_end().len();
        match (words.next(), words.next()) {
            (Some("%TAG"), _) | (Some("%YAML"), Some("1.1")) => {}
            (Some("%YAML"), _) => {
                self.tell(range, "go-yaml reads no other version than 1.1", "remove the directive");
            }
            _ => self.tell(range, "an unknown directive", "remove it"),
        }
    }

    fn nodes(&mut self) {
        let slashes = self.text.contains("\\/");
        let body = &self.document.body;
        for (id, node) in (0..).map(NodeId).zip(&body.nodes) {
            let children = body.children(&node.data);
            if let Data::Mapping(_) = node.data {
                children.iter().step_by(2).for_each(|key| self.key(self.node(*key)));
            }
            if node.data.is_collection() && node.style == Style::Flow {
                children.iter().for_each(|id| self.flow_plain(self.node(*id)));
                if let Data::Mapping(_) = node.data {
                    children.iter().step_by(2).for_each(|key| self.flow_key(self.node(*key)));
                }
            }
            match node.style {
                Style::DoubleQuoted if slashes => self.escapes(node),
                Style::Literal | Style::Folded => self.outermost_text(node),
                _ => {}
            }
            if let Some(anchor) = body.properties(id).and_then(|properties| properties.anchor) {
                self.anchor(anchor);
            }
        }
    }

    fn key(&mut self, key: &Node) {
        if self.document.body.scalar(&key.data) == Some(Scalar::Null) {
            let start = key.range.start as usize;
            let rest = self.text[start..].trim_start();
            let colon = self.text.len() - rest.len();
            let missing = "a key is missing here";
            match key.range.is_empty() {
                true if rest.starts_with(':') => self.tell(colon..colon + 1, missing, ""),
                true => self.tell(start..start, missing, ""),
                false => self.tell(key.range.to_usize(), "a key is null", "quote it"),
            }
        }
    }

    /// In brackets go-yaml ends a text at `?`, begins none with `:`, and takes a colon that a bracket
    /// or comma follows for a part of it.
    fn flow_plain(&mut self, node: &Node) {
        let is_text = node.data.is_scalar() && node.style == Style::Plain;
        let (start, end) = (node.range.start as usize, node.range.end as usize);
        let raw = self.slice(node);
        if !is_text || raw.is_empty() {
            return;
        }
        let rest = self.text.as_bytes().get(end..).unwrap_or_default();
        let first = if raw.starts_with(':') { Some(0) } else { raw.find('?') };
        if let Some(at) = first {
            let message = format!("`{}` ends a text in brackets", &raw[at..=at]);
            self.tell(start + at..start + at + 1, &message, "quote the value");
        } else if let [b':', b',' | b'[' | b']' | b'{' | b'}', ..] = rest {
            self.tell(
                end..end + 1,
                "this colon is read as a part of the key",
                "put a blank behind it",
            );
        }
    }

    /// A key and its colon must be on one line.
    fn flow_key(&mut self, key: &Node) {
        let (start, end) = (key.range.start as usize, key.range.end as usize);
        if key.range.is_empty() || self.text[..start].trim_end().ends_with('?') {
            return;
        }
        let mut rest = &self.text[end..];
        loop {
            rest = rest.trim_start();
            match rest.strip_prefix('#') {
                Some(comment) => {
                    rest = comment.find('\n').map_or("", |newline| &comment[newline..])
                }
                None => break,
            }
        }
        let colon = self.text.len() - rest.len();
        if rest.starts_with(':') && self.text[start..colon].contains('\n') {
            let help = "write the key and its colon on one line";
            self.tell(colon..colon + 1, "this colon is not on the line of its key", help);
        }
    }

    fn escapes(&mut self, node: &Node) {
        let bytes = self.slice(node).as_bytes();
        let mut at = 0;
        while at + 1 < bytes.len() {
            if bytes[at..].starts_with(b"\\/") {
                let start = node.range.start as usize + at;
                let help = "write the slash without a backslash";
                self.tell(start..start + 2, "an unknown escape in double quotes", help);
            }
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
    }

    /// A text of the outermost level must be indented nevertheless.
    fn outermost_text(&mut self, node: &Node) {
        let start = node.range.start as usize;
        // What holds no text spans its header.
        let text = self.document.body.decoded(&node.data).unwrap_or_else(|| self.slice(node));
        let is_blank = text.trim().is_empty();
        if !is_blank && self.text[..start].ends_with('\n') {
            let end = start + self.slice(node).lines().next().map_or(0, str::len);
            self.tell(start..end, "this text is not indented", "indent its lines");
        }
    }

    fn anchor(&mut self, anchor: TextRange) {
        let name = self.text.get(anchor.to_usize()).unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if !name.trim_start_matches('&').chars().all(plain) {
            let message = "an anchor holds other characters than letters, digits, `_` and `-`";
            self.tell(anchor.to_usize(), message, "");
        }
    }
}
