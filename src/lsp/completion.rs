//! What may be typed here: keys and words of the schemas, values that charts know, parameters that
//! can be constrained, names of macros. The text may be broken; only what stands before the cursor
//! is looked at.

use std::collections::BTreeSet;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, Documentation, MarkupContent,
    MarkupKind, TextEdit,
};

use super::cursor::{self, Step, Typing, names};
use super::keys;
use super::parameters::Parameter;
use super::questions::Asked;
use crate::model::pack::{PRESETS, Pack, SCHEMA, VALUES};
use crate::source::{Span, TextRange};

mod constraints;
mod macros;

/// Something to offer.
#[derive(Debug)]
struct Offer {
    label: String,
    /// What is inserted.
    text: String,
    kind: CompletionItemKind,
    detail: Option<String>,
    about: Option<String>,
}

impl Offer {
    fn new(label: &str, kind: CompletionItemKind) -> Self {
        let text = label.to_owned();
        Self { label: text.clone(), text, kind, detail: None, about: None }
    }
}

/// The answer.
pub(super) fn completion(asked: &Asked<'_>) -> Option<Vec<CompletionItem>> {
    if let Some((word, offers)) = macros::offers(asked) {
        return Some(items(asked, word, offers));
    }
    let before = asked.file.text().get(..asked.offset as usize)?;
    let in_template = || constraints::in_template(before);
    if let Some((word, offers)) = (asked.inside == SCHEMA).then(in_template).flatten() {
        return Some(items(asked, word, offers));
    }
    let typing = cursor::typing(&asked.file, asked.offset)?;
    let pack = || asked.analyst.pack(asked.snapshot, &asked.subject);
    let offers = match asked.inside.as_str() {
        SCHEMA => constraints::paths(&typing, &pack()?),
        VALUES => joined(values(&typing.path, &typing, &pack()?), described(asked, &typing)),
        PRESETS => match added(&typing.path) {
            Some(inner) => values(inner, &typing, &pack()?),
            None => described(asked, &typing),
        },
        _ => described(asked, &typing),
    };
    Some(items(asked, typing.word, offers))
}

/// Of two offers with one name the first is the better one.
fn joined(first: Vec<Offer>, second: Vec<Offer>) -> Vec<Offer> {
    let mut seen = BTreeSet::new();
    let all = first.into_iter().chain(second);
    all.filter(|offer| seen.insert(offer.label.clone())).collect()
}

/// The path within what a preset adds.
fn added(path: &[Step]) -> Option<&[Step]> {
    match path {
        [Step::Key(presets), Step::Item(_), Step::Key(add), inner @ ..]
            if presets == "presets" && add == "add" =>
        {
            Some(inner)
        }
        _ => None,
    }
}

/// What the schema of the file knows.
fn described(asked: &Asked<'_>, typing: &Typing) -> Vec<Offer> {
    let Some(place) = keys::of_file(&asked.inside).and_then(|root| root.at(&typing.path)) else {
        return Vec::new();
    };
    let is_json = asked.inside.ends_with(".json");
    if !typing.is_key {
        let quote = if is_json && !typing.quoted { "\"" } else { "" };
        let word = |word: &str| Offer {
            text: format!("{quote}{word}{quote}"),
            ..Offer::new(word, CompletionItemKind::EnumMember)
        };
        return place.words().into_iter().map(word).collect();
    }
    let key = |(name, place): (&'static str, keys::Place)| {
        let text = match (is_json, typing.quoted) {
            (true, false) => {
                let (open, close) = place.brackets();
                format!("\"{name}\": {open}{close}")
            }
            (true, true) => name.to_owned(),
            (false, _) => format!("{name}: "),
        };
        let about = place.description().map(str::to_owned);
        Offer { text, about, ..Offer::new(name, CompletionItemKind::Property) }
    };
    place.properties().into_iter().map(key).collect()
}

/// What charts and manifests know.
fn values(path: &[Step], typing: &Typing, pack: &Pack) -> Vec<Offer> {
    if !typing.is_key {
        return Vec::new();
    }
    let key = |name: &str| Offer {
        text: format!("{name}: "),
        ..Offer::new(name, CompletionItemKind::Field)
    };
    match names(path)[..] {
        ["charts"] => pack.charts().iter().filter_map(|listed| listed.name()).map(key).collect(),
        ["manifests"] => pack.manifests().iter().map(|manifest| key(&manifest.stem)).collect(),
        _ => {
            let Some(parameter) = Parameter::at(pack, path) else { return Vec::new() };
            let keys = parameter.keys(pack).into_iter();
            keys.map(|(name, default)| Offer { detail: default, ..key(&name) }).collect()
        }
    }
}

fn items(asked: &Asked<'_>, word: TextRange, offers: Vec<Offer>) -> Vec<CompletionItem> {
    let range = asked.snapshot.encoding().range(&Span::new(&asked.file, word));
    let item = |offer: Offer| {
        let about = |value| MarkupContent { kind: MarkupKind::Markdown, value };
        CompletionItem {
            filter_text: Some(offer.label.clone()),
            kind: Some(offer.kind),
            detail: offer.detail.filter(|detail| !detail.is_empty()),
            documentation: offer.about.map(|text| Documentation::MarkupContent(about(text))),
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit {
                range,
                new_text: offer.text,
            })),
            label: offer.label,
            ..CompletionItem::default()
        }
    };
    offers.into_iter().map(item).collect()
}
