//! From the text of palint.yaml to a configuration, or to all that is wrong with it.

use std::sync::Arc;

use super::paths::{Paths, glob};
use super::{Config, Excuse, Override, Policy, Severities};
use crate::date::Date;
use crate::finding::Finding;
use crate::nearest::nearest;
use crate::rules::Severity;
use crate::settings::{FailOn, Selector};
use crate::source::{SourceFile, Span};
use crate::syntax::tree::{Document, Entry, Kind, NodeRef};
use crate::syntax::yaml;

pub(super) const KEYS: [&str; 7] =
    ["policy", "fail-on", "exclude", "registry", "rules", "overrides", "ignore"];
pub(super) const OVERRIDE_KEYS: [&str; 2] = ["paths", "rules"];
pub(super) const EXCUSE_KEYS: [&str; 5] = ["rule", "path", "at", "reason", "until"];
pub(super) const LEVELS: [&str; 4] = ["error", "warning", "info", "off"];

/// Reads a configuration.
///
/// # Errors
/// Everything that is wrong with it, in the order of the text.
pub fn read(file: &Arc<SourceFile>) -> Result<Config, Vec<Finding>> {
    let document = yaml::parse(file);
    let mut reader = Reader { errors: problems(&document) };
    let config = reader.config(file, document.root());
    match reader.errors.is_empty() {
        true => Ok(config),
        false => {
            reader.errors.sort_by_key(|error| error.at.range());
            Err(reader.errors)
        }
    }
}

fn problems(document: &Document) -> Vec<Finding> {
    let problem = |problem: &crate::syntax::tree::Problem| {
        Finding::new(document.span(problem.range), problem.message.clone())
            .maybe_help(problem.help.clone())
    };
    let invalid = document
        .file()
        .invalid_utf8()
        .iter()
        .map(|range| Finding::new(document.span(*range), "these bytes are not UTF-8"));
    document.problems().iter().map(problem).chain(invalid).collect()
}

struct Reader {
    errors: Vec<Finding>,
}

impl Reader {
    fn config(&mut self, file: &Arc<SourceFile>, root: Option<NodeRef<'_>>) -> Config {
        let mut config = Config {
            file: Arc::clone(file),
            policy: None,
            fail_on: None,
            exclude: Paths::default(),
            registry: Vec::new(),
            rules: Severities::new(),
            overrides: Vec::new(),
            ignore: Vec::new(),
        };
        for (key, value) in self.entries(root.filter(|root| !root.is_null()), &KEYS) {
            match key {
                "policy" => config.policy = self.word(value, &Policy::ALL),
                "fail-on" => config.fail_on = self.word(value, &FailOn::ALL),
                "exclude" => config.exclude = self.paths(value),
                "registry" => {
                    let texts = self.strings(value);
                    config.registry = texts
                        .into_iter()
                        .map(|(node, text)| (text.to_owned(), node.span()))
                        .collect();
                }
                "rules" => config.rules = self.severities(value),
                "overrides" => {
                    let items = self.items(value);
                    config.overrides = items.map(|item| self.block(item)).collect();
                }
                _ => {
                    let items = self.items(value);
                    config.ignore = items.filter_map(|item| self.excuse(item)).collect();
                }
            }
        }
        config
    }

    fn error(&mut self, node: NodeRef<'_>, message: impl Into<String>, help: Option<String>) {
        self.errors.push(Finding::new(node.span(), message).maybe_help(help));
    }

    /// The entries with a known key, each key once.
    fn entries<'d>(
        &mut self,
        node: Option<NodeRef<'d>>,
        known: &[&'static str],
    ) -> Vec<(&'static str, NodeRef<'d>)> {
        let Some(node) = node else { return Vec::new() };
        if node.kind() != Kind::Mapping {
            let message = format!("this is {}, and not a mapping", node.kind().described());
            self.error(node, message, Some(format!("its keys are {}", known.join(", "))));
            return Vec::new();
        }
        let mut entries: Vec<(&'static str, NodeRef<'d>)> = Vec::new();
        for Entry { key, value } in node.entries() {
            let name = key.key_text();
            let Some(found) = known.iter().find(|known| **known == name) else {
                let help = suggestion(&name, known);
                self.error(key, format!("`{name}` is no key here"), Some(help));
                continue;
            };
            if entries.iter().any(|(earlier, _)| earlier == found) {
                self.error(key, format!("`{name}` stands here twice"), None);
            }
            entries.push((found, value));
        }
        entries
    }

    fn items<'d>(&mut self, node: NodeRef<'d>) -> std::vec::IntoIter<NodeRef<'d>> {
        if !matches!(node.kind(), Kind::Sequence | Kind::Null) {
            let message = format!("this is {}, and not a list", node.kind().described());
            self.error(node, message, None);
        }
        node.items().collect::<Vec<_>>().into_iter()
    }

    fn string<'d>(&mut self, node: NodeRef<'d>) -> Option<&'d str> {
        let text = node.as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            let what = if node.kind() == Kind::String { "empty" } else { node.kind().described() };
            self.error(node, format!("this is {what}, and not a text"), None);
        }
        text
    }

    fn strings<'d>(&mut self, node: NodeRef<'d>) -> Vec<(NodeRef<'d>, &'d str)> {
        let items = self.items(node);
        items.filter_map(|item| Some((item, self.string(item)?))).collect()
    }

    /// One of some words. `off` is a boolean to YAML, so the text is what counts.
    fn word<T: Copy>(&mut self, node: NodeRef<'_>, words: &[(&'static str, T)]) -> Option<T> {
        let text = node.text().unwrap_or_default();
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let said = node.text().map_or(node.kind().described().to_owned(), |t| format!("`{t}`"));
            let message = format!("{said} is not one of {}", known.join(", "));
            let near = nearest(text, known).map(|near| format!("did you mean `{near}`?"));
            self.error(node, message, near);
        }
        found
    }

    fn paths(&mut self, node: NodeRef<'_>) -> Paths {
        let texts = self.strings(node);
        self.globs(node, &texts)
    }

    fn globs(&mut self, whole: NodeRef<'_>, texts: &[(NodeRef<'_>, &str)]) -> Paths {
        let mut globs = Vec::new();
        for (node, text) in texts {
            match glob(text) {
                Ok(glob) => globs.push(glob),
                Err(why) => self.error(*node, format!("`{text}` is not a glob: {why}"), None),
            }
        }
        Paths::new(globs).unwrap_or_else(|why| {
            self.error(whole, format!("these are no globs: {why}"), None);
            Paths::default()
        })
    }

    /// True for the name of a rule or a group.
    fn selector(&mut self, node: NodeRef<'_>, name: &str) -> bool {
        let parsed = Selector::parse(name);
        if let Err(message) = &parsed {
            self.error(node, message.clone(), None);
        }
        parsed.is_ok()
    }

    fn severities(&mut self, node: NodeRef<'_>) -> Severities {
        let mut severities = Severities::new();
        if !matches!(node.kind(), Kind::Mapping | Kind::Null) {
            let message = format!("this is {}, and not a mapping", node.kind().described());
            self.error(node, message, Some("write `group/rule: warning`".to_owned()));
        }
        for entry in node.entries() {
            let name = entry.name().into_owned();
            let words = LEVELS.map(|word| (word, word.parse::<Severity>().ok()));
            let level = self.word(entry.value, &words);
            if let (true, Some(level)) = (self.selector(entry.key, &name), level)
                && severities.insert(name.clone(), level).is_some()
            {
                self.error(entry.key, format!("`{name}` stands here twice"), None);
            }
        }
        severities
    }

    fn block(&mut self, node: NodeRef<'_>) -> Override {
        let mut block = Override { paths: Paths::default(), rules: Severities::new() };
        let entries = self.entries(Some(node), &OVERRIDE_KEYS);
        self.required(node, &entries, &OVERRIDE_KEYS);
        for (key, value) in entries {
            match key {
                "paths" => block.paths = self.paths(value),
                _ => block.rules = self.severities(value),
            }
        }
        block
    }

    fn excuse(&mut self, node: NodeRef<'_>) -> Option<Excuse> {
        let entries = self.entries(Some(node), &EXCUSE_KEYS);
        self.required(node, &entries, &["rule", "path", "reason"]);
        let (mut rule, mut path, mut at, mut until) = (None, None, None, None);
        for (key, value) in entries {
            // A day without quotes is a text to palint, whatever YAML says.
            let text = if key == "until" { value.text() } else { self.string(value) };
            let Some(text) = text else { continue };
            match key {
                "rule" => {
                    let known = self.selector(value, text);
                    rule = known.then(|| (text.to_owned(), value.span()));
                }
                "path" => path = Some(self.globs(value, &[(value, text)])),
                "at" => at = self.pointer(value, text),
                "until" => until = self.day(value, text),
                _ => {}
            }
        }
        let (rule, named) = rule?;
        Some(Excuse { rule, named, path: path?, at, until })
    }

    fn required(
        &mut self,
        node: NodeRef<'_>,
        entries: &[(&'static str, NodeRef<'_>)],
        keys: &[&str],
    ) {
        if node.kind() != Kind::Mapping {
            return;
        }
        for key in keys.iter().filter(|key| entries.iter().all(|(found, _)| found != *key)) {
            let first = node.entries().next().map_or(node, |entry| entry.key);
            self.error(first, format!("this entry has no `{key}`"), Some(format!("add `{key}`")));
        }
    }

    fn pointer(&mut self, node: NodeRef<'_>, text: &str) -> Option<String> {
        if !text.starts_with('/') {
            let help = format!("did you mean `/{}`?", text.replace('.', "/"));
            self.error(node, format!("`{text}` is not a JSON pointer"), Some(help));
        }
        text.starts_with('/').then(|| text.to_owned())
    }

    fn day(&mut self, node: NodeRef<'_>, text: &str) -> Option<(Date, Span)> {
        match text.parse() {
            Ok(day) => Some((day, node.span())),
            Err(message) => {
                self.error(node, message, Some("write it as 2027-06-30".to_owned()));
                None
            }
        }
    }
}

fn suggestion(name: &str, known: &[&'static str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the keys are {}", known.join(", ")),
    }
}
