//! Which palint.yaml holds for which pack. What is wrong with one is told as a compiler would, and
//! nothing is linted then.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::CheckOptions;
use super::{Failure, colour, say};
use crate::config::{self, Config, Scope};
use crate::discover::configuration::{self, nearest};
use crate::discover::{Target, absolute, relative};
use crate::finding::Finding;
use crate::report::human;
use crate::source::{SourceFile, VirtualPath};

/// Lets its configuration hold for each target, and leaves out those that are excluded. `None` when
/// a configuration is broken, which has been told then.
pub(super) fn configure(
    targets: Vec<Target>,
    options: &CheckOptions,
) -> Result<Option<Vec<Target>>, Failure> {
    if options.isolated {
        return Ok(Some(targets));
    }
    let working_directory = std::env::current_dir()
        .map_err(|error| format!("the working directory cannot be read: {error}"))?;
    let mut configs = Configs { working_directory, read: BTreeMap::new(), errors: Vec::new() };
    let chosen = options.config.as_ref().map(|path| absolute(path, &configs.working_directory));
    let mut scoped = Vec::new();
    for target in targets {
        let path = chosen.clone().or_else(|| nearest(target.location()));
        let scope = match path {
            Some(path) => configs.scope(&path, &target)?,
            None => None,
        };
        if !scope.as_ref().is_some_and(Scope::excludes_pack) {
            scoped.push(target.scoped(scope));
        }
    }
    if let Some(path) = &chosen {
        // A broken file is told even where nothing is linted by it.
        configs.config(path)?;
    }
    if configs.errors.is_empty() {
        return Ok(Some(scoped));
    }
    let colour = colour::wanted_on_standard_error(options.color);
    for error in &configs.errors {
        let text = human::error(error, colour)
            .map_err(|error| format!("an error cannot be shown: {error}"))?;
        say(String::from_utf8_lossy(&text).trim_end());
    }
    Ok(None)
}

struct Configs {
    working_directory: PathBuf,
    /// `None` for a broken one.
    read: BTreeMap<PathBuf, Option<Arc<Config>>>,
    errors: Vec<Finding>,
}

impl Configs {
    fn scope(&mut self, path: &Path, target: &Target) -> Result<Option<Scope>, Failure> {
        let Some(config) = self.config(path)? else { return Ok(None) };
        let directory = path.parent().unwrap_or(path);
        let base = shown(&relative(target.location(), directory));
        Ok(Some(Scope::new(config, target.root().clone(), base)))
    }

    fn config(&mut self, path: &Path) -> Result<Option<Arc<Config>>, Failure> {
        if let Some(known) = self.read.get(path) {
            return Ok(known.clone());
        }
        let name = match path.strip_prefix(&self.working_directory) {
            Ok(inside) => shown(inside),
            Err(_) => shown(&relative(path, &self.working_directory)),
        };
        let bytes = configuration::read(path)
            .map_err(|error| format!("`{name}` cannot be read: {error}"))?;
        let file = SourceFile::from_bytes(VirtualPath::new(name), bytes);
        let config = match config::read(&file) {
            Ok(config) => Some(Arc::new(config)),
            Err(errors) => {
                self.errors.extend(errors);
                None
            }
        };
        self.read.insert(path.to_owned(), config.clone());
        Ok(config)
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
