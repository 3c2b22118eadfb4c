//! Template text to YAML text of the same length, so that every offset of the tree is an offset of
//! the file.
//!
//! Nothing is evaluated: what a tag would output becomes blanks or `x`, and of two alternatives the
//! first is kept. Whoever reads the tree asks [`Masked`] which parts of it the author did write.

use super::{Branch, List, Node, Pipeline, Template, slice};
use crate::source::TextRange;

/// A template without its tags.
#[derive(Debug, Clone)]
pub struct Masked {
    /// YAML, as far as the template makes some; as long as the template, byte for byte.
    pub text: String,
    /// Every tag and everything that was removed, sorted; ranges may lie in one another.
    pub holes: Vec<TextRange>,
    /// Those of the holes whose output may be more than a word: keys, items, a `---`.
    pub structures: Vec<TextRange>,
    /// The lists whose output depends on a condition, sorted by start.
    pub conditional: Vec<Conditional>,
}

/// A kept list of an `if`, `with` or `range`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conditional {
    /// The list.
    pub list: TextRange,
    /// The tag that holds the condition.
    pub opening: TextRange,
    /// The index of the condition around this one.
    parent: Option<usize>,
}

impl Masked {
    /// True when a tag takes part in the text of `range`: its bytes are not what is output.
    pub fn is_templated(&self, range: TextRange) -> bool {
        let before = self.holes.partition_point(|hole| hole.start <= range.end);
        // Holes nest only as deep as templates do, so the search backwards is short.
        self.holes[..before].iter().rev().take(LOOK_BACK).any(|hole| hole.end >= range.start)
    }

    /// True when a tag stands where the value of a key that ends at `key_end` would begin.
    pub fn fills(&self, source: &str, key_end: u32) -> bool {
        let rest = source.get(key_end as usize..).unwrap_or_default();
        let value = rest.trim_start_matches(['"', '\'']).trim_start();
        let value = value.strip_prefix(':').unwrap_or(value).trim_start();
        value.starts_with("{{")
    }

    /// The innermost condition around `offset`.
    pub fn condition(&self, offset: u32) -> Option<Conditional> {
        self.conditions(offset).next()
    }

    /// The conditions around `offset`, innermost first.
    pub fn conditions(&self, offset: u32) -> impl Iterator<Item = Conditional> {
        let before = self.conditional.partition_point(|branch| branch.list.start <= offset);
        let parent = |branch: &Conditional| branch.parent.and_then(|at| self.conditional.get(at));
        let last = before.checked_sub(1).map(|at| &self.conditional[at]);
        std::iter::successors(last, move |branch| parent(branch))
            .copied()
            .filter(move |branch| offset < branch.list.end)
    }

    /// True when whatever outputs `first` outputs `second` too, with nothing between them that
    /// could begin another item or document.
    pub fn is_one_run(&self, first: TextRange, second: TextRange) -> bool {
        let from = self.structures.partition_point(|hole| hole.start < first.end);
        let next = self.structures.get(from);
        next.is_none_or(|hole| hole.start >= second.start)
            && self.condition(first.start) == self.condition(second.start)
    }

    /// True when nothing was removed: the text is what it was.
    pub fn is_untouched(&self) -> bool {
        self.holes.is_empty()
    }
}

/// Holes that may start between a place and the hole that reaches over it. A removed list is one
/// hole, whatever it holds, so that only tags of one line are passed.
const LOOK_BACK: usize = 64;

/// Masks the tags of `text`, from which `template` was parsed.
pub fn mask(text: &str, template: &Template) -> Masked {
    let mut masker = Masker {
        source: text,
        template,
        out: text.as_bytes().to_vec(),
        holes: Vec::new(),
        structures: Vec::new(),
        outputs: Vec::new(),
        conditional: Vec::new(),
        parent: None,
    };
    masker.list(&template.main);
    for define in &template.defines {
        masker.blank(define.range);
    }
    masker.fill();
    masker.finish()
}

struct Masker<'t> {
    source: &'t str,
    template: &'t Template,
    out: Vec<u8>,
    holes: Vec<TextRange>,
    structures: Vec<TextRange>,
    /// Tags that become a word if anything else stands on their line.
    outputs: Vec<TextRange>,
    conditional: Vec<Conditional>,
    /// The condition around the list that is being walked.
    parent: Option<usize>,
}

impl Masker<'_> {
    fn list(&mut self, list: &List) {
        let template = self.template;
        for node in template.nodes(list) {
            match node {
                Node::Text(_) => {}
                Node::If(id) | Node::With(id) | Node::Range(id) => {
                    self.branch(template.branch(*id));
                }
                Node::Action(action) if self.is_word(action.pipe) => {
                    self.outputs.push(action.range);
                    self.blank(action.range);
                }
                Node::Action(action) if action.pipe.declares() => self.blank(action.range),
                Node::Action(_) | Node::Template(_) => self.remove(template.node_range(node)),
                _ => self.blank(template.node_range(node)),
            }
        }
    }

    /// True for a pipeline whose output goes into a line.
    fn is_word(&self, pipe: Pipeline) -> bool {
        let last = self.template.commands(pipe).next_back();
        let last = last.and_then(|command| command.args.first());
        let name = last.map_or("", |function| slice(self.source, function.range));
        !pipe.declares() && !matches!(name, "nindent" | "indent" | "toYaml" | "toYamlPretty")
    }

    fn remove(&mut self, range: TextRange) {
        self.structures.push(range);
        self.blank(range);
    }

    fn branch(&mut self, branch: &Branch) {
        self.blank(branch.opening);
        self.blank(branch.end_tag);
        if let Some(tag) = branch.else_tag {
            self.blank(tag);
        }
        let kept = match &branch.else_list {
            Some(otherwise) if self.template.is_blank(&branch.list, self.source) => {
                self.blank(branch.list.range);
                otherwise
            }
            Some(otherwise) => {
                self.remove(otherwise.range);
                &branch.list
            }
            None => &branch.list,
        };
        if !slice(self.source, branch.range).contains('\n') {
            self.holes.push(branch.range);
        }
        let (list, opening, parent) = (kept.range, branch.opening, self.parent);
        self.conditional.push(Conditional { list, opening, parent });
        self.parent = Some(self.conditional.len() - 1);
        self.list(kept);
        self.parent = parent;
    }

    fn blank(&mut self, range: TextRange) {
        self.holes.push(range);
        for byte in self.out.get_mut(range.to_usize()).into_iter().flatten() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }

    /// A tag with a line of its own may output any structure; within a line it outputs a word.
    ///
    /// Blanks alone on a line become line breaks: YAML refuses a block scalar whose first line is
    /// empty and wider than the second.
    fn fill(&mut self) {
        self.holes.sort_unstable();
        self.outputs.sort_unstable();
        let mut line = Line::default();
        let mut filled = Vec::new();
        for hole in &self.holes {
            line.reach(&self.out, self.source, *hole);
            let is_output = self.outputs.binary_search(hole).is_ok();
            match line.is_blank {
                true if is_output => self.structures.push(*hole),
                false if is_output => filled.push((*hole, b'x')),
                _ => {}
            }
            if line.is_blank {
                filled.push((*hole, b'\n'));
            }
        }
        for (hole, with) in filled {
            let keep = |byte: &&mut u8| with == b'x' || **byte == b' ';
            self.out[hole.to_usize()].iter_mut().filter(keep).for_each(|byte| *byte = with);
        }
    }

    fn finish(mut self) -> Masked {
        self.structures.sort_unstable();
        // Whole tags and lists were replaced by ASCII, so the text stays UTF-8.
        let text = String::from_utf8(std::mem::take(&mut self.out)).unwrap_or_default();
        let Self { holes, structures, conditional, .. } = self;
        Masked { text, holes, structures, conditional }
    }
}

/// The lines that a tag stands on, kept from tag to tag: a line may hold very many.
#[derive(Default)]
struct Line {
    start: usize,
    end: usize,
    is_blank: bool,
}

impl Line {
    fn reach(&mut self, out: &[u8], source: &str, tag: TextRange) {
        let tag = tag.to_usize();
        if self.end > 0 && tag.end <= self.end && self.start <= tag.start {
            return;
        }
        self.start = source[..tag.start].rfind('\n').map_or(0, |newline| newline + 1);
        self.end = source[tag.end..].find('\n').map_or(source.len(), |at| tag.end + at);
        self.is_blank = out[self.start..self.end].trim_ascii().is_empty();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::template::parse;

    fn masked(text: &str) -> Masked {
        let masked = mask(text, &parse(text));
        assert_eq!(masked.text.len(), text.len());
        masked
    }

    fn range_of(text: &str, part: &str) -> TextRange {
        let start = text.find(part).unwrap();
        TextRange::from_usize(start..start + part.len())
    }

    #[test]
    fn what_stands_in_a_line_becomes_a_word() {
        assert_eq!(masked("ä: {{ .a }}-{{.b}} # ü").text, "ä: xxxxxxxx-xxxxxx # ü");
        assert_eq!(masked("{{ .k }}: {{ .v }}").text, "xxxxxxxx: xxxxxxxx");
        assert_eq!(masked("a: {{ printf\n .v }}b").text, "a: xxxxxxxxxxxxxxxxb");
    }

    #[test]
    fn what_has_a_line_of_its_own_vanishes() {
        let shown = |text| masked(text).text.replace('\n', "~");
        assert_eq!(shown("a:\r\n  {{ .b }}\r\nc: 1"), "a:\r~  ~~~~~~~~\r~c: 1");
        assert_eq!(shown("a: {{ toYaml .b }}"), "a:                ");
        assert_eq!(shown("{{define \"x\"}}a: b{{end}}c: d"), format!("{}c: d", " ".repeat(25)));
    }

    #[test]
    fn of_two_alternatives_the_first_that_says_something_is_kept() {
        let text = "{{if .a}}\na: 1\n{{else}}\nb: 1\n{{end}}\n";
        assert_eq!(masked(text).text.trim(), "a: 1");
        assert_eq!(masked("{{if .a}}{{else}}b: 1{{end}}").text.trim(), "b: 1");
        assert_eq!(masked("{{if .a}}a{{else if .b}}b{{else}}c{{end}}").text.trim(), "a");
    }

    #[test]
    fn templated_places_are_known() {
        let text = "a: b\nc: d{{ .e }}\nf: {{ if .g }}h{{ end }}\ni: {{ .j | nindent 2 }}\nk:\n";
        let masked = masked(text);
        assert!(!masked.is_templated(range_of(text, "b")));
        assert!(masked.is_templated(range_of(text, "d")));
        assert!(masked.is_templated(range_of(text, "h")));
        assert!(masked.fills(text, range_of(text, "i: ").start + 1));
        assert!(!masked.fills(text, range_of(text, "k:").start + 1));
    }

    #[test]
    fn conditions_are_found_from_the_inside() {
        let text = "{{if .a}}\nx: 1\n{{range .b}}\n- y\n{{end}}\nz: 1\n{{end}}\nw: 1";
        let masked = masked(text);
        let around = |part| {
            let conditions = masked.conditions(range_of(text, part).start);
            conditions.map(|c| slice(text, c.opening)).collect::<Vec<_>>()
        };
        assert_eq!(around("y"), ["{{range .b}}", "{{if .a}}"]);
        assert_eq!(around("z"), ["{{if .a}}"]);
        assert!(around("w").is_empty());
    }

    #[test]
    fn a_broken_template_is_masked_as_far_as_it_is_known() {
        let text = "a: {{ .b }}\n{{ if .c }}\nd: {{ .e";
        assert_eq!(masked(text).text.len(), text.len());
    }

    #[test]
    fn a_line_of_many_tags_takes_linear_time() {
        let text = format!("a: {}", "{{.b}}".repeat(100_000));
        assert!(masked(&text).text.ends_with('x'));
        masked(&"{{if .a}}b{{end}}".repeat(50_000));
    }
}
