//! The comment at the head of values.yaml by which the console marks presets as chosen:
//! `# spectrocloud.com/enabled-presets: Group:name,Group:name`.

use crate::limits;
use crate::model::pack::Pack;
use crate::source::{Span, TextRange};
use crate::syntax::tree::NodeRef;

const MARKER: &str = "spectrocloud.com/enabled-presets:";

/// One `Group:name` of the header.
#[derive(Debug, Clone)]
pub struct Enabled {
    /// The pair without the blanks around it.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// The pairs of the header; none where there is no header.
pub fn enabled(pack: &Pack) -> Vec<Enabled> {
    let Ok(document) = &pack.values_file().document else { return Vec::new() };
    let file = document.file();
    let first_key = document.root().map_or(u32::MAX, |root: NodeRef<'_>| root.range().start);
    let above = document.comments().iter().filter(|comment| comment.start < first_key);
    let header = above.copied().find_map(|comment| {
        let text = file.slice(comment);
        let rest = text.trim_start_matches('#').trim_start().strip_prefix(MARKER)?;
        Some((comment.start as usize + text.len() - rest.len(), rest))
    });
    let Some((start, list)) = header else { return Vec::new() };
    let mut at = start;
    let mut pairs = Vec::new();
    for part in list.split(',') {
        let text = part.trim();
        let from = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        if pairs.len() == limits::ENABLED_PRESETS {
            break;
        }
        if !text.is_empty() {
            let range = TextRange::from_usize(from..from + text.len());
            pairs.push(Enabled { text: text.to_owned(), span: Span::new(file, range) });
        }
    }
    pairs
}
