//! Where macros are looked for: the values, the presets and the manifests of a pack, and the same
//! in a profile.

use std::sync::Arc;

use super::scan::{Found, scan};
use super::{Filter, Host, Macro, Unquoted, Word};
use crate::limits;
use crate::model::pack::{List, Pack};
use crate::model::profile::Embedded;
use crate::source::{SourceFile, Span, TextRange};
use crate::syntax::origin::Origin;
use crate::syntax::tree::{Document, NodeRef, Style};

/// The macros of `pack`.
pub(in crate::model) fn collect(pack: &Pack) -> Vec<Macro> {
    let mut macros = Macros(Vec::new());
    if let Ok(document) = &pack.values_file().document {
        macros.add_document(document, true);
    }
    for preset in pack.presets() {
        // What several presets share by an alias is looked at once.
        let text = preset.get("add").filter(|text| !text.is_alias());
        let block = text.is_some_and(|text| text.style() == Style::Literal);
        let add = preset.add.filter(|_| text.is_some());
        add.into_iter().for_each(|add| macros.add_document(add, block));
    }
    for listed in pack.listed(List::KubeManifests) {
        if let Ok(file) = pack.files().text(listed.path) {
            macros.add_manifest(&file, file.text(), &Origin::default());
        }
    }
    macros.0
}

/// The macros of a layer or a tier.
pub(in crate::model) fn embedded<'e>(
    values: Option<&Embedded>,
    manifests: impl Iterator<Item = &'e Embedded>,
) -> Vec<Macro> {
    let mut macros = Macros(Vec::new());
    if let Some(values) = values.filter(|values| may_hold_macros(values.text())) {
        macros.add_document(values.document(), values.is_block);
    }
    for manifest in manifests {
        macros.add_manifest(manifest.file(), manifest.text(), manifest.origin());
    }
    macros.0
}

/// Where the texts of macros come from.
struct Source<'a> {
    file: &'a Arc<SourceFile>,
    text: &'a str,
    /// Where in the text that `origin` maps it begins.
    at: u32,
    origin: &'a Origin,
}

impl Source<'_> {
    fn word(&self, range: TextRange) -> Word {
        let text = self.text.get(range.to_usize()).unwrap_or_default().to_owned();
        let range =
            TextRange::new(range.start.saturating_add(self.at), range.end.saturating_add(self.at));
        Word { text, span: Span::new(self.file, self.origin.outer_range(range)) }
    }

    fn read(&self, found: &Found, host: Host) -> Macro {
        let filter = |filter: &super::scan::FoundFilter| Filter {
            name: self.word(filter.name),
            arguments: filter.arguments.iter().map(|range| self.word(*range).text).collect(),
        };
        Macro {
            whole: self.word(found.range),
            form: found.form,
            head: self.word(found.head),
            family: self.word(found.family),
            key: self.word(found.key),
            filters: found.filters.iter().map(filter).collect(),
            host,
        }
    }
}

struct Macros(Vec<Macro>);

impl Macros {
    fn add(&mut self, source: &Source<'_>, host: &Host) {
        for found in scan(source.text) {
            if self.0.len() == limits::MACROS {
                return;
            }
            self.0.push(source.read(&found, host.clone()));
        }
    }

    /// Adds what stands in the scalars of a document.
    fn add_document(&mut self, document: &Document, can_be_quoted: bool) {
        let content = document.root().and_then(|root| root.at(&["pack", "content"]));
        let content = content.map(NodeRef::range);
        for scalar in document.scalars() {
            let Some(text) = scalar.text().filter(|text| may_hold_macros(text)) else { continue };
            let range = scalar.range();
            let unquoted = Unquoted { span: scalar.span(), can_be_quoted };
            let host = Host::Scalar {
                unquoted: (scalar.style() == Style::Plain).then_some(unquoted),
                in_content: content.is_some_and(|content| content.contains(range)),
            };
            let origin = &scalar.inner_origin();
            let source = Source { file: document.file(), text, at: 0, origin };
            self.add(&source, &host);
        }
    }

    fn add_manifest(&mut self, file: &Arc<SourceFile>, text: &str, origin: &Origin) {
        if !may_hold_macros(text) {
            return;
        }
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let comment = line.trim_start().starts_with('#');
            if !comment && may_hold_macros(line) {
                self.add(&Source { file, text: line, at, origin }, &Host::Manifest);
            }
            at = at.saturating_add(u32::try_from(line.len()).unwrap_or(u32::MAX));
        }
    }
}

/// Most texts can be told apart without a scan.
fn may_hold_macros(text: &str) -> bool {
    text.contains('{') && (text.contains("pectro") || text.contains("PECTRO"))
}
