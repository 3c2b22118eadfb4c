//! Tabs where go-yaml takes only blanks: it skips them between tokens of a line, but not where a
//! line or a dash lets a key begin.

use super::Search;
use crate::syntax::tree::{Node, Style};

const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

/// What was read last, by which go-yaml treats the blanks that follow.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    /// A place where a key may begin: tabs are refused.
    Start,
    /// A token: tabs are blanks until the line ends.
    Token,
    /// A plain or block text: tabs on the lines below are refused before this column.
    Text(usize),
}

struct Walk<'s, 'd> {
    search: &'s mut Search<'d>,
    /// Ends and columns of the block collections around.
    around: Vec<(u32, usize)>,
    last: Last,
    seen: usize,
}

/// Searches what lies between the nodes; flow collections are one token.
pub(super) fn find(search: &mut Search<'_>) {
    let seen = search.document.file.byte_order_mark();
    let nodes = &search.document.body.nodes;
    let mut walk = Walk { search, around: Vec::new(), last: Last::Start, seen };
    for node in nodes {
        walk.node(node);
    }
    let end = walk.search.text.len();
    walk.gap(end);
}

impl Walk<'_, '_> {
    fn node(&mut self, node: &Node) {
        let (start, end) = (node.range.start as usize, node.range.end as usize);
        if node.range.is_empty() || start < self.seen {
            return;
        }
        while self.around.last().is_some_and(|(end, _)| node.range.start >= *end) {
            self.around.pop();
        }
        if node.style == Style::Block && node.data.is_collection() {
            self.around.push((node.range.end, self.column(start)));
            return;
        }
        self.gap(start);
        let is_text = node.data.is_scalar();
        self.last = match node.style {
            Style::Literal | Style::Folded => Last::Text(self.column(start)),
            Style::Plain if is_text => Last::Text(self.around.last().map_or(0, |(_, c)| c + 1)),
            _ => Last::Token,
        };
        self.first_line(node);
        if let Last::Text(indent) = self.last {
            self.further_lines(node, indent);
        }
        self.seen = end;
    }

    fn column(&self, at: usize) -> usize {
        let start = self.search.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        at - start.max(self.search.document.file.byte_order_mark().min(at))
    }

    /// A block text may start with a tab only behind an indicator of its indentation.
    fn first_line(&mut self, node: &Node) {
        let start = node.range.start as usize;
        let is_block = matches!(node.style, Style::Literal | Style::Folded);
        let tab = self.search.slice(node).starts_with('\t');
        if is_block && tab && !self.is_indentation_given(start) {
            self.tell(start);
        }
    }

    /// Further lines of a text, empty ones too, hold no tab before its column.
    fn further_lines(&mut self, node: &Node, indent: usize) {
        let mut at = node.range.start as usize;
        let mut lines = self.search.slice(node).split_inclusive('\n');
        at += lines.next().map_or(0, str::len);
        for line in lines {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            if blanks < indent && line[blanks..].starts_with('\t') {
                self.tell(at + blanks);
            }
            at += line.len();
        }
    }

    /// True when the header above the text at `start` names a number.
    fn is_indentation_given(&self, start: usize) -> bool {
        let above = self.search.text[..start].trim_end();
        let header = above.rsplit_once('\n').map_or(above, |(_, line)| line);
        let sign = header.rfind(['|', '>']).unwrap_or(0);
        header[sign..].chars().take(3).any(|c| c.is_ascii_digit())
    }

    fn tell(&mut self, at: usize) {
        let rest = &self.search.text[at..];
        let length = rest.len() - rest.trim_start_matches('\t').len();
        let message = "a tab where only blanks may stand";
        self.search.tell(at..at + length, message, "indent with blanks");
    }

    /// The text up to the next node: blanks, comments, indicators, anchors and tags.
    fn gap(&mut self, end: usize) {
        let Some(gap) = self.search.text.get(self.seen..end).filter(|gap| gap.contains('\t'))
        else {
            return;
        };
        let mut column = self.column(self.seen);
        // A block text ends with its line.
        let mut lines = usize::from(self.search.text[..self.seen].ends_with('\n'));
        let mut in_comment = false;
        let mut told_line = usize::MAX;
        for (at, c) in gap.char_indices() {
            let refused = match self.last {
                Last::Start => true,
                Last::Token => false,
                Last::Text(indent) => lines > 0 && column < indent,
            };
            match c {
                '\n' => {
                    (lines, column, in_comment) = (lines + 1, 0, false);
                    if self.last == Last::Token {
                        self.last = Last::Start;
                    }
                    continue;
                }
                '\t' if refused && !in_comment && told_line != lines => {
                    told_line = lines;
                    self.tell(self.seen + at);
                }
                ' ' | '\t' | '\r' => {}
                _ if in_comment => {}
                '#' => {
                    in_comment = true;
                    self.last = if lines > 0 { Last::Start } else { Last::Token };
                }
                // A colon behind its key lets no key begin on its line, any other does.
                // One within a tag is neither.
                ':' if (self.last == Last::Start || lines > 0) && stands_free(gap, at) => {
                    self.last = Last::Start;
                }
                '-' | '?' if is_indicator(gap, at) => self.last = Last::Start,
                _ => self.last = Last::Token,
            }
            column += 1;
        }
    }
}

/// True for a dash or question mark that stands alone: `---` is a marker, `>-` a header.
fn is_indicator(gap: &str, at: usize) -> bool {
    stands_free(gap, at) && gap[at + 1..].starts_with(BLANK)
}

/// True for what follows a node or a blank.
fn stands_free(gap: &str, at: usize) -> bool {
    at == 0 || gap[..at].ends_with(BLANK)
}
