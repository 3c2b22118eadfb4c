//! The registries of a run: those of `--registry`, and those of the configurations of profiles.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::arguments::ColourChoice;
use super::configure::tell;
use crate::config::Config;
use crate::discover::{self, Target, absolute};
use crate::finding::Finding;
use crate::model::catalog::{Catalog, CatalogPack};
use crate::settings::Catalogs;

type Packs = Vec<Arc<CatalogPack>>;

/// The packs that the profiles among `targets` are resolved against. `None` when a configuration
/// names a directory that is no registry, which has been told then.
pub(super) fn catalogs(
    named: &[PathBuf],
    targets: &[Target],
    colour: ColourChoice,
) -> Result<Option<Catalogs>, Failure> {
    let working_directory = super::working_directory()?;
    let mut read = Read { working_directory, read: BTreeMap::new() };
    if !named.is_empty() {
        let packs = named.iter().map(|path| read.packs(path)).collect::<Result<Vec<_>, _>>()?;
        let catalog = Catalog::new(packs.into_iter().flatten());
        let named = Some(Arc::new(catalog));
        return Ok(Some(Catalogs { named, configured: BTreeMap::new() }));
    }
    let mut catalogs = Catalogs::default();
    let mut errors = Vec::new();
    for scope in targets.iter().filter(|t| t.is_profiles()).filter_map(Target::scope) {
        let config = &scope.config;
        let path = config.file.path();
        if config.registry.is_empty() || catalogs.configured.contains_key(path) {
            continue;
        }
        let catalog = read.configured(config, &mut errors);
        catalogs.configured.insert(path.clone(), Arc::new(catalog));
    }
    match errors.is_empty() {
        true => Ok(Some(catalogs)),
        false => tell(&errors, colour).map(|()| None),
    }
}

/// Directories that were read: two configurations may name the same.
struct Read {
    working_directory: PathBuf,
    read: BTreeMap<PathBuf, Packs>,
}

impl Read {
    fn packs(&mut self, directory: &Path) -> Result<Packs, Failure> {
        if let Some(known) = self.read.get(directory) {
            return Ok(known.clone());
        }
        let packs = discover::registry(directory, &self.working_directory)?;
        self.read.insert(directory.to_owned(), packs.clone());
        Ok(packs)
    }

    fn configured(&mut self, config: &Config, errors: &mut Vec<Finding>) -> Catalog {
        let file = absolute(Path::new(config.file.path().as_str()), &self.working_directory);
        let home = file.parent().unwrap_or(&file);
        let mut packs = Vec::new();
        for (text, place) in &config.registry {
            // Named as the user would see it: relative to the working directory.
            let directory = absolute(Path::new(text), home);
            let directory = discover::relative(&directory, &self.working_directory);
            match self.packs(&directory) {
                Ok(found) => packs.extend(found),
                Err(sentence) => errors.push(
                    Finding::new(place.clone(), sentence)
                        .help("paths are relative to the directory of this file"),
                ),
            }
        }
        Catalog::new(packs)
    }
}
