//! Macros that read a section of `values.yaml`: `{{ .spectro.pack.<pack>.<section>… }}`.
//!
//! They are searched as text, because they stand in files of any kind and in quotes of any kind.

use std::sync::Arc;

use crate::model::pack::{List, Pack};
use crate::source::SourceFile;

const PACK_MACRO: &str = ".spectro.pack.";

impl Pack {
    /// True when a macro somewhere in the pack's texts reads the top-level section `name`. The
    /// name of the pack in it is not compared: the pack may be a copy under another name.
    pub fn is_section_referenced(&self, name: &str) -> bool {
        let parsed = self.documents().any(|document| refers(document.file().text(), name));
        parsed || self.manifest_texts().any(|file| refers(file.text(), name))
    }

    fn manifest_texts(&self) -> impl Iterator<Item = Arc<SourceFile>> {
        self.listed(List::KubeManifests).filter_map(|listed| self.files().text(listed.path).ok())
    }
}

fn refers(text: &str, section: &str) -> bool {
    text.match_indices(PACK_MACRO).any(|(at, found)| {
        let path = &text[at + found.len()..];
        let end = path.find(|c: char| c.is_whitespace() || matches!(c, '}' | '|' | ')'));
        let path = &path[..end.unwrap_or(path.len())];
        let after = path.split_once('.').and_then(|(_, rest)| rest.strip_prefix(section));
        after.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}

#[cfg(test)]
mod tests {
    use super::refers;

    #[test]
    fn sections_are_whole_path_components() {
        let text = "a: '{{ .spectro.pack.my-pack.accounts.main | default \"x\" }}'";
        assert!(refers(text, "accounts"));
        assert!(!refers(text, "account"));
        assert!(!refers(text, "main"));
        assert!(refers("{{.spectro.pack.p.options.system.uri}}", "options"));
        assert!(!refers("{{.spectro.pack.", "options"));
    }
}
