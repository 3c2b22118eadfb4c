//! schema.yaml: the parameters of the pack, and the words of the templates.

use std::collections::BTreeSet;

use gen_lsp_types::CompletionItemKind;

use super::Offer;
use crate::limits;
use crate::lsp::cursor::Typing;
use crate::lsp::hover::words;
use crate::model::pack::Pack;
use crate::model::schema::SCHEMA_KEY;
use crate::model::schema::template::{DIRECTIVES, TYPES};
use crate::source::TextRange;
use crate::syntax::tree::{Kind, NodeRef};

/// Paths that are offered.
const PATHS: usize = 5_000;

/// The words of a template that is open at the end of `before`.
pub(super) fn in_template(before: &str) -> Option<(TextRange, Vec<Offer>)> {
    let line = before.rsplit('\n').next()?;
    let (_, inside) = line.rsplit_once("{{")?;
    if inside.contains("}}") {
        return None;
    }
    let placeholder = inside.rsplit_once("${").map(|(_, inside)| inside);
    let is_open = |inside: &&str| !inside.contains(['}', ':']);
    let (word, is_type) = match placeholder.filter(is_open) {
        Some(word) => (word, true),
        None if inside.matches('"').count() % 2 == 1 => return None,
        None => (inside.rsplit([' ', '|']).next()?, false),
    };
    let range = TextRange::from_usize(before.len() - word.len()..before.len());
    let offers = match is_type {
        true => TYPES.iter().map(|(name, _)| offer(name, words::of_type(name))).collect(),
        false => DIRECTIVES.iter().map(|name| offer(name, words::of_directive(name))).collect(),
    };
    Some((range, offers))
}

fn offer(name: &str, about: Option<&str>) -> Offer {
    Offer { about: about.map(str::to_owned), ..Offer::new(name, CompletionItemKind::Keyword) }
}

/// The parameters at the top, and the one key below each.
pub(super) fn paths(typing: &Typing, pack: &Pack) -> Vec<Offer> {
    match (typing.is_key, typing.path.len()) {
        (true, 0) => {
            let mut paths = BTreeSet::new();
            if let Some(values) = pack.values() {
                collect(values, "", &mut paths);
            }
            for listed in pack.charts() {
                let defaults = listed.chart().and_then(|chart| chart.values());
                if let (Some(name), Some(defaults)) = (listed.name(), defaults) {
                    collect(defaults, &format!("charts.{name}"), &mut paths);
                }
            }
            let kind = CompletionItemKind::Reference;
            let path = |path: String| Offer { text: format!("{path}:"), ..Offer::new(&path, kind) };
            paths.into_iter().map(path).collect()
        }
        (true, 1) => {
            let text = format!("{SCHEMA_KEY}: '{{{{ }}}}'");
            let about = words::of_key(SCHEMA_KEY).map(str::to_owned);
            vec![Offer { text, about, ..Offer::new(SCHEMA_KEY, CompletionItemKind::Property) }]
        }
        _ => Vec::new(),
    }
}

fn collect(node: NodeRef<'_>, path: &str, paths: &mut BTreeSet<String>) {
    if node.kind() != Kind::Mapping || node.is_alias() {
        return;
    }
    for entry in node.entries().filter(|entry| !entry.is_merge()) {
        let dot = if path.is_empty() { "" } else { "." };
        let inner = format!("{path}{dot}{}", entry.name());
        if paths.len() >= PATHS || inner.len() > limits::PARAMETER_PATH {
            return;
        }
        collect(entry.value, &inner, paths);
        paths.insert(inner);
    }
}

#[cfg(test)]
mod tests {
    use super::in_template;

    #[test]
    fn words_depend_on_where_they_stand() {
        let offered = |text: &str| {
            in_template(text)
                .map(|(range, offers)| (text[range.to_usize()].to_owned(), offers.len()))
        };
        let cases = [
            ("a:\n  schema: '{{ re", Some(("re", 4))),
            ("schema: '{{ required | f", Some(("f", 4))),
            ("schema: '{{ format \"é ${num", Some(("num", 7))),
            ("schema: '{{ format \"${number:[", None),
            ("schema: '{{ hints \"a", None),
            ("schema: '{{ required }}' ", None),
            ("charts.", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(word, count): (&str, _)| (word.to_owned(), count));
            assert_eq!(offered(text), expected, "{text}");
        }
    }
}
