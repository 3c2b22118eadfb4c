//! Paths that differ from one of values.yaml by a slip of the keyboard or by their section.

use super::{Locator, Near, after, members};
use crate::source::TextRange;
use crate::syntax::tree::NodeRef;

impl<'a> Locator<'a> {
    pub(super) fn near(&self, root: NodeRef<'a>, path: &str) -> Option<Near<'a>> {
        self.other_section(root, path).or_else(|| self.mistyped(root, path))
    }

    fn other_section(&self, root: NodeRef<'a>, path: &str) -> Option<Near<'a>> {
        let pairs = [("charts", "manifests"), ("manifests", "charts")];
        pairs.into_iter().find_map(|(written, other)| {
            let rest = after(path, written)??;
            let node = self.first(root.get(other)?, Some(rest))?;
            let part = TextRange::from_usize(0..written.len());
            Some(Near { part, instead: other.to_owned(), node })
        })
    }

    fn mistyped(&self, root: NodeRef<'a>, path: &str) -> Option<Near<'a>> {
        let (node, rest) = self.descend(root, path);
        let (segment, tail) = match rest.split_once('.') {
            Some((segment, tail)) => (segment, Some(tail)),
            None => (rest, None),
        };
        let start = path.len() - rest.len();
        let part = TextRange::from_usize(start..start + segment.len());
        let members = members(node);
        // Comparing two words letter by letter costs more than finding them equal.
        if !self.spend(members.len() * 10) {
            return None;
        }
        members.iter().filter(|member| is_slip(segment, &member.name())).find_map(|member| {
            let node = self.first(member.value, tail)?;
            Some(Near { part, instead: member.name().into_owned(), node })
        })
    }

    fn first<'n>(&self, node: NodeRef<'n>, path: Option<&str>) -> Option<NodeRef<'n>> {
        let mut values = Vec::new();
        self.step(node, path, &mut values).then(|| values.first().copied())?
    }
}

/// Words longer than this are not compared: the measure costs the square of the length.
const MEASURED: usize = 100;

/// Bytes by which the lengths of two words may differ: letters and dashes.
const DIFFERENCE: usize = 8;

/// One or two letters differ, but not only digits: `node1` and `node2` are two nodes.
fn is_slip(written: &str, known: &str) -> bool {
    let long = written.len() > MEASURED || known.len() > MEASURED;
    if long || written == known || written.len().abs_diff(known.len()) > DIFFERENCE {
        return false;
    }
    let (written, known) = (folded(written), folded(known));
    let without_digits = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
    let allowed = match written.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    let same = written == known;
    let digits = without_digits(&written) == without_digits(&known);
    same || (!digits && strsim::osa_distance(&written, &known) <= allowed)
}

fn folded(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}
