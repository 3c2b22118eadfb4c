//! A part of a scalar's text, and where it stands in the file.
//!
//! Where quotes or a block style had to be decoded, the part is looked for in what the author
//! wrote; it is told only where there is no doubt which occurrence is meant.

use crate::source::{Span, TextRange};
use crate::syntax::tree::NodeRef;

impl NodeRef<'_> {
    /// The place of the bytes `part` of [`Self::text`]; of the whole node where escapes, folding
    /// or an alias hide it.
    pub fn part(self, part: TextRange) -> Span {
        let range = match self.verbatim() {
            Some(text) => moved(part, text.start),
            None => self.searched(part),
        };
        self.document()
            .span(range.filter(|range| self.range().contains(*range)).unwrap_or(self.range()))
    }

    fn searched(self, part: TextRange) -> Option<TextRange> {
        let text = self.text()?;
        let fragment = text.get(part.to_usize()).filter(|fragment| !fragment.is_empty())?;
        let written = self.document().file().slice(self.range());
        let before = text.match_indices(fragment).take_while(|(at, _)| *at < part.start as usize);
        let occurrence = before.count();
        if text.matches(fragment).count() != written.matches(fragment).count() {
            return None;
        }
        let (at, _) = written.match_indices(fragment).nth(occurrence)?;
        let start = u32::try_from(at).ok()?;
        moved(TextRange::new(start, start.checked_add(part.len())?), self.range().start)
    }
}

fn moved(range: TextRange, by: u32) -> Option<TextRange> {
    Some(TextRange::new(range.start.checked_add(by)?, range.end.checked_add(by)?))
}

#[cfg(test)]
mod tests {
    use crate::source::{SourceFile, TextRange, VirtualPath};
    use crate::syntax::yaml;

    /// The text that `part` of the value of `a` is said to stand at.
    fn told(yaml_text: &str, part: &str) -> String {
        let file = SourceFile::new(VirtualPath::new("x.yaml"), yaml_text);
        let document = yaml::parse(&file);
        let value = document.root().unwrap().get("a").unwrap();
        let at = value.text().unwrap().find(part).unwrap();
        value.part(TextRange::from_usize(at..at + part.len())).text().to_owned()
    }

    #[test]
    fn parts_are_found_in_every_style() {
        assert_eq!(told("a: bücher=日本,c", "日本"), "日本");
        assert_eq!(told("a: 'bücher,c'\r\n", ",c"), ",c");
        assert_eq!(told("a: |\r\n  one\r\n  two\r\n", "two"), "two");
        assert_eq!(told("a: \"x\\ty, z\"", "z"), "z");
        assert_eq!(told("a: \"x\\ty, z\"", "\t"), "\"x\\ty, z\"");
        assert_eq!(told("b: &b x,y\na: *b", "y"), "*b");
    }
}
