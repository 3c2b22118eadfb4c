//! Macros: families and keys behind `{{ .spectro.`.

use gen_lsp_types::CompletionItemKind;

use super::Offer;
use crate::lsp::questions::Asked;
use crate::model::macros::{FAMILIES, SYSTEM_KEYS};
use crate::source::TextRange;

/// What may follow in a macro, and the bytes that it takes the place of; `None` outside of one.
pub(super) fn offers(asked: &Asked<'_>) -> Option<(TextRange, Vec<Offer>)> {
    let before = asked.file.text().get(..asked.offset as usize)?;
    let (word, family) = typed(before)?;
    let names: Vec<&str> = match family {
        None => FAMILIES.to_vec(),
        Some("system") => SYSTEM_KEYS.to_vec(),
        Some(_) => Vec::new(),
    };
    let kind =
        if family.is_none() { CompletionItemKind::Module } else { CompletionItemKind::Constant };
    let offers = names.into_iter().map(|name| Offer::new(name, kind)).collect();
    let range = TextRange::from_usize(before.len() - word.len()..before.len());
    Some((range, offers))
}

/// The word at the end of `before`, and the family that it belongs to.
fn typed(before: &str) -> Option<(&str, Option<&str>)> {
    let line = before.rsplit('\n').next()?;
    let (_, inside) = line.rsplit_once("{{")?;
    if inside.contains("}}") {
        return None;
    }
    let inside = inside.trim_start_matches('-').trim_start();
    let rest = inside.strip_prefix(".spectro.")?;
    if rest.contains(|c: char| c.is_whitespace() || c == '|') {
        return None;
    }
    Some(match rest.split_once('.') {
        Some((family, key)) => (key, Some(family)),
        None => (rest, None),
    })
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn only_what_is_open_is_a_macro() {
        let cases = [
            ("a: {{.spectro.", Some(("", None))),
            ("é: \"{{ .spectro.sys", Some(("sys", None))),
            ("a: {{- .spectro.system.cluster.na", Some(("cluster.na", Some("system")))),
            ("a: {{ .spectro.system.x }} b", None),
            ("a: {{ .spectro.system.x | ", None),
            ("{{ .spectro.\nx", None),
            ("{{ .Values.", None),
        ];
        for (text, expected) in cases {
            assert_eq!(typed(text), expected, "{text}");
        }
    }
}
