//! Macros that read a section of `values.yaml`: `{{ .spectro.pack.<pack>.<section>… }}`.
//!
//! They are searched as text, because they stand in files of any kind and in quotes of any kind.

use std::collections::HashSet;

use crate::model::pack::{List, Pack};

const PACK_MACRO: &str = ".spectro.pack.";

/// Components of a path that are looked at: a section whose key has dots takes several.
const COMPONENTS: usize = 4;

/// Bytes of a path that are looked at, so that a text of nothing but macros costs no square.
const LONGEST: usize = 300;

impl Pack {
    /// The top-level sections that a macro somewhere in the pack's texts reads; also their longer
    /// paths, since a key may have dots. The name of the pack in the macro is not compared: the
    /// pack may be a copy under another name.
    pub fn referenced_sections(&self) -> HashSet<String> {
        let mut sections = HashSet::new();
        self.documents().for_each(|document| collect(document.file().text(), &mut sections));
        for listed in self.listed(List::KubeManifests) {
            if let Ok(file) = self.files().text(listed.path) {
                collect(file.text(), &mut sections);
            }
        }
        sections
    }
}

fn collect(text: &str, sections: &mut HashSet<String>) {
    for (at, found) in text.match_indices(PACK_MACRO) {
        let path = &text[at + found.len()..];
        let path = &path[..path.floor_char_boundary(LONGEST)];
        let end = path.find(|c: char| c.is_whitespace() || matches!(c, '}' | '|' | ')' | '['));
        let path = &path[..end.unwrap_or(path.len())];
        let Some((_, path)) = path.split_once('.') else { continue };
        let dots = path.match_indices('.').map(|(dot, _)| dot).chain([path.len()]);
        sections.extend(dots.take(COMPONENTS).map(|end| path[..end].to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::collect;

    fn sections(text: &str) -> HashSet<String> {
        let mut sections = HashSet::new();
        collect(text, &mut sections);
        sections
    }

    #[test]
    fn sections_are_whole_path_components() {
        let found = sections("a: '{{ .spectro.pack.my-pack.accounts.main | default \"x\" }}'");
        assert_eq!(found, HashSet::from(["accounts".to_owned(), "accounts.main".to_owned()]));
        assert!(sections("{{.spectro.pack.p.options[0]}}").contains("options"));
        assert!(sections("{{.spectro.pack.").is_empty());
        assert!(sections("{{.spectro.pack.p}}").is_empty());
    }
}
