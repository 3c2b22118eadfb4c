//! The entry in palint.yaml that excuses a finding where no comment can stand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::WorkspaceEdit;

use super::REASON;
use super::edits::{new_file, workspace_edit};
use crate::config::NAMES;
use crate::discover::{configuration, relative};
use crate::engine::Diagnostic;
use crate::finding::{Edit, Place};
use crate::lsp::cursor;
use crate::lsp::questions::Asked;
use crate::source::{SourceFile, Span, TextRange, VirtualPath};
use crate::syntax::tree::{Kind, NodeRef, Style};
use crate::syntax::{json, yaml};

/// The edit that adds the entry; none where the file is written in a way that takes no more.
pub(super) fn edit(asked: &Asked<'_>, diagnostic: &Diagnostic) -> Option<WorkspaceEdit> {
    let found = configuration::nearest(&asked.subject, Path::is_file);
    let path = found.clone().or_else(|| Some(folder(asked)?.join(NAMES[0])))?;
    let entry = Entry::new(diagnostic, path.parent()?)?;
    if found.is_none() {
        return new_file(asked.snapshot, &path, format!("ignore:\n{}", entry.text("  ")));
    }
    let text = match asked.snapshot.text(&path) {
        Some(text) => text.text.as_bytes().to_vec(),
        None => configuration::read(&path).ok()?,
    };
    let name = VirtualPath::new(path.to_string_lossy().replace('\\', "/"));
    let edit = entry.added_to(&SourceFile::from_bytes(name, text))?;
    Some(workspace_edit(asked.snapshot, &[edit]))
}

/// The open folder around the pack, else the directory above it.
fn folder(asked: &Asked<'_>) -> Option<PathBuf> {
    let folders = asked.snapshot.abilities.folders.iter();
    let around = folders.filter(|folder| asked.subject.starts_with(folder));
    let nearest = around.max_by_key(|folder| folder.components().count());
    nearest.cloned().or_else(|| asked.subject.parent().map(Path::to_owned))
}

struct Entry {
    rule: &'static str,
    path: String,
    at: Option<String>,
}

impl Entry {
    fn new(diagnostic: &Diagnostic, directory: &Path) -> Option<Self> {
        let place = &diagnostic.finding.at;
        let on_disk = relative(Path::new(place.path().on_disk()), directory);
        let mut path = on_disk.to_string_lossy().replace('\\', "/");
        if let Some(inside) = place.path().inside() {
            path = format!("{path}!/{inside}");
        }
        // Nothing below the configuration, or a name that a glob reads otherwise.
        if path.is_empty() || path.starts_with("..") || path.contains(['*', '?', '[', '{', '\\']) {
            return None;
        }
        Some(Self { rule: diagnostic.rule.id, path, at: pointer(place) })
    }

    fn text(&self, indentation: &str) -> String {
        let at = self.at.as_ref().map(|at| format!("{indentation}  at: {}\n", quoted(at)));
        format!(
            "{indentation}- rule: {}\n{indentation}  path: {}\n{}{indentation}  reason: {REASON}\n",
            self.rule,
            quoted(&self.path),
            at.unwrap_or_default()
        )
    }

    fn added_to(&self, file: &Arc<SourceFile>) -> Option<Edit> {
        let document = yaml::parse(file);
        if document.is_broken() {
            return None;
        }
        let ignore = document.root().and_then(|root| root.entry("ignore"));
        let (after, text) = match ignore {
            None => (end(file), format!("ignore:\n{}", self.text("  "))),
            Some(entry) if entry.value.is_null() => (entry.range().end, self.text("  ")),
            Some(entry) => {
                let last = entry.value.items().last();
                let last = last.filter(|_| entry.value.style() == Style::Block)?;
                (end_of(last), self.text(&indentation(file, last)?))
            }
        };
        // In a new line, whether the one before has an end or not.
        let line = file.line_range(file.position(after).line);
        let rest = file.text().get(line.end as usize..)?;
        let line_break = rest.len() - rest.trim_start_matches('\r').trim_start_matches('\n').len();
        let line_break = line_break.min(rest.find('\n').map_or(0, |at| at + 1));
        let at = line.end + u32::try_from(line_break).ok()?;
        let is_fresh = line_break > 0 || line.is_empty();
        let text = if is_fresh { text } else { format!("\n{text}") };
        Some(Edit::replace(Span::new(file, TextRange::at(at)), text))
    }
}

fn end(file: &SourceFile) -> u32 {
    u32::try_from(file.text().len()).unwrap_or(u32::MAX)
}

/// The end of the last text in a node: what follows it may belong to its collection.
fn end_of(node: NodeRef<'_>) -> u32 {
    match node.kind() {
        Kind::Mapping => node.entries().last().map_or(node.range().end, |e| end_of(e.value)),
        Kind::Sequence => node.items().last().map_or(node.range().end, end_of),
        _ => node.range().end,
    }
}

/// What stands before the dash of an item.
fn indentation(file: &SourceFile, item: NodeRef<'_>) -> Option<String> {
    let line = file.slice(file.line_range(file.position(item.range().start).line));
    let indentation = &line[..line.len() - line.trim_start_matches(' ').len()];
    line.trim_start().starts_with('-').then(|| indentation.to_owned())
}

fn pointer(place: &Place) -> Option<String> {
    let span = place.span()?;
    let file = span.file();
    let is_json = file.path().as_str().ends_with(".json");
    let document = if is_json { json::parse(file) } else { yaml::parse(file) };
    let pointer = cursor::at(&document, span.range().start)?.pointer();
    (!pointer.is_empty()).then_some(pointer)
}

/// Every JSON string is one of YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn every_way_to_write_the_list_takes_one_more() {
        let texts = [
            "",
            "# é\r\n",
            "policy: airgap",
            "ignore:\n",
            "ignore:",
            "ignore:\n  - rule: pack\n    path: x\n    reason: é\nfail-on: never\n",
            "ignore:\n- rule: pack\n  path: x\n  reason: z",
        ];
        for text in texts {
            let file = SourceFile::new(VirtualPath::new("palint.yaml"), text);
            let before = config::read(&file).unwrap().ignore.len();
            let entry = Entry {
                rule: "pack/unknown-addon-type",
                path: "packs/ü/pack.json".into(),
                at: Some("/addonType".into()),
            };
            let edit = entry.added_to(&file).unwrap();
            let mut changed = text.to_owned();
            changed.replace_range(edit.at.range().to_usize(), &edit.text);
            let file = SourceFile::new(VirtualPath::new("palint.yaml"), changed.clone());
            let config = config::read(&file).unwrap_or_else(|e| panic!("{e:?} in\n{changed}"));
            assert_eq!(config.ignore.len(), before + 1, "{changed}");
            let added = config.ignore.last().unwrap();
            assert_eq!(added.at.as_deref(), Some("/addonType"), "{changed}");
            assert!(added.path.contain("packs/ü/pack.json"), "{changed}");
        }
        let flow = SourceFile::new(VirtualPath::new("palint.yaml"), "ignore: []\n");
        let entry = Entry { rule: "pack", path: "x".into(), at: None };
        assert!(entry.added_to(&flow).is_none());
    }
}
