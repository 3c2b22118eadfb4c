//! A part of a scalar's text, and where it stands in the file.

use crate::source::{Span, TextRange};
use crate::syntax::tree::NodeRef;

impl NodeRef<'_> {
    /// The place of the bytes `part` of [`Self::text`]; of the whole node where it is an alias, or
    /// where no bytes of the file are the part.
    pub fn part(self, part: TextRange) -> Span {
        let range = self.inner_origin().outer_range(part);
        let found = !self.is_alias() && (!range.is_empty() || part.is_empty());
        self.document().span(if found { range } else { self.range() })
    }
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
        assert_eq!(told("a: \"x\\ty, z\"", "\t"), "\\t");
        assert_eq!(told("b: &b x,y\na: *b", "y"), "*b");
    }
}
