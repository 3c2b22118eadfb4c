//! Where in a text a comment may stand.

use super::Text;
use crate::model::ignores::Directive;
use crate::source::{SourceFile, TextRange};
use crate::syntax::tree::{NodeRef, Style};

/// A place for a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// At the end of this line.
    Behind(u32),
    /// Above this line.
    Above(u32),
    /// In the directive of this index.
    Within(usize),
}

/// What of a text is in the way of comments.
pub(super) struct Layout<'t> {
    text: &'t Text<'t>,
    directives: &'t [Directive],
    /// Scalars over several lines, sorted, and whether each is a block scalar.
    scalars: Vec<(TextRange, bool)>,
}

impl<'t> Layout<'t> {
    pub(super) fn new(text: &'t Text<'t>, directives: &'t [Directive]) -> Self {
        let file = text.file;
        let scalars = text.document.scalars().filter(|scalar| {
            !scalar.is_alias() && file.slice(scalar.range()).contains(['\n', '\r'])
        });
        let range = |scalar: NodeRef<'_>| {
            let is_block = matches!(scalar.style(), Style::Literal | Style::Folded);
            (if is_block { with_header(file, scalar.range()) } else { scalar.range() }, is_block)
        };
        let mut scalars: Vec<_> = scalars.map(range).collect();
        scalars.sort_unstable();
        Self { text, directives, scalars }
    }

    /// Where a comment about byte `offset` may stand.
    pub(super) fn spot(&self, offset: u32) -> Option<Spot> {
        let file = self.text.file;
        let line = file.position(offset).line;
        let range = file.line_range(line);
        if let Some(scalar) = self.scalar_at(offset).or_else(|| self.scalar_at(range.end)) {
            return self.above(file.position(scalar.start).line);
        }
        let written = file.slice(range).trim_start_matches('\u{feff}').trim();
        if written.is_empty() || written.starts_with('#') {
            return None;
        }
        let comment = self.comment_on(range);
        let known = comment.and_then(|comment| self.directive(|at| at.start == comment.start));
        match (known, comment) {
            (Some(known), _) => Some(Spot::Within(known)),
            (None, Some(_)) => self.above(line),
            (None, None) => self.is_steady(line).then_some(Spot::Behind(line)),
        }
    }

    fn above(&self, line: u32) -> Option<Spot> {
        let file = self.text.file;
        if line > 1 {
            let before = file.line_range(line - 1);
            let alone = |at: TextRange| {
                before.contains(at)
                    && file.slice(TextRange::new(before.start, at.start)).trim().is_empty()
            };
            if let Some(known) = self.directive(alone) {
                return Some(Spot::Within(known));
            }
        }
        self.is_steady(line).then_some(Spot::Above(line))
    }

    /// The scalar that a comment at this byte would become a part of.
    fn scalar_at(&self, offset: u32) -> Option<TextRange> {
        let covers = |(range, is_block): &&(TextRange, bool)| {
            range.start <= offset && (offset < range.end || *is_block && offset == range.end)
        };
        self.scalars.iter().find(covers).map(|(range, _)| *range)
    }

    fn comment_on(&self, line: TextRange) -> Option<TextRange> {
        let comments = self.text.document.comments().iter();
        comments.copied().find(|comment| line.contains(*comment))
    }

    /// The directive whose comment lies so, if its list can be added to.
    fn directive(&self, lies: impl Fn(TextRange) -> bool) -> Option<usize> {
        let path = self.text.file.path();
        self.directives.iter().position(|directive| {
            let comment = &directive.comment;
            comment.file().path() == path && directive.ignore.is_ok() && lies(comment.range())
        })
    }

    /// False where a tag of a template joins lines or goes on in the next: what stands beside it is
    /// not where it seems to be.
    fn is_steady(&self, line: u32) -> bool {
        let file = self.text.file;
        let lines = line.saturating_sub(1).max(1)..=(line + 1).min(file.line_count());
        let joins = |line: u32| {
            let text = file.slice(file.line_range(line));
            let opened = text.matches("{{").count() != text.matches("}}").count();
            opened || text.contains("{{-") || text.contains("-}}") || text.trim().starts_with("{{")
        };
        !self.text.is_template || !lines.into_iter().any(joins)
    }
}

/// A block scalar from the end of the line with its `|` or `>`, whose text may be what its range
/// begins with.
fn with_header(file: &SourceFile, range: TextRange) -> TextRange {
    let before = file.slice(TextRange::new(0, range.start));
    let header = match file.slice(range).starts_with(['|', '>']) {
        true => range.start,
        false => u32::try_from(before.trim_end().len()).unwrap_or(range.start).saturating_sub(1),
    };
    TextRange::new(header, range.end)
}
