//! Which palint.yaml holds for which pack. What is wrong with one is told as a compiler would, and
//! nothing is linted then.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::{CheckOptions, ColourChoice};
use super::{Failure, colour, say};
use crate::config::{self, Config, NAMES, Scope};
use crate::discover::configuration;
use crate::discover::{Target, absolute, relative};
use crate::finding::Finding;
use crate::report::human;
use crate::source::{SourceFile, VirtualPath};

/// Configurations that stand in for those on disk.
pub(super) type Texts = BTreeMap<PathBuf, Vec<u8>>;

/// Which configuration a command was told to use.
#[derive(Clone, Copy)]
pub(super) struct Choice<'o> {
    /// None.
    pub(super) isolated: bool,
    /// This one for all.
    pub(super) config: Option<&'o Path>,
    /// How mistakes in it are told.
    pub(super) color: ColourChoice,
}

impl CheckOptions {
    pub(super) fn choice(&self) -> Choice<'_> {
        let (isolated, config) = (self.isolated, self.config.as_deref());
        Choice { isolated, config, color: self.color }
    }
}

/// Lets its configuration hold for each target, and leaves out those that are excluded. `None` when
/// a configuration is broken, which has been told then.
pub(super) fn configure(
    targets: Vec<Target>,
    choice: Choice<'_>,
    texts: &Texts,
) -> Result<Option<Vec<Target>>, Failure> {
    if choice.isolated {
        return Ok(Some(targets));
    }
    let working_directory = super::working_directory()?;
    let (read, errors) = (BTreeMap::new(), Vec::new());
    let mut configs = Configs { working_directory, texts, read, errors };
    let chosen = choice.config.map(|path| absolute(path, &configs.working_directory));
    let mut scoped = Vec::new();
    for target in targets {
        let path = chosen.clone().or_else(|| nearest(target.location(), texts));
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
    tell(&configs.errors, choice.color).map(|()| None)
}

/// Tells what is wrong with configurations.
pub(super) fn tell(errors: &[Finding], colour: ColourChoice) -> Result<(), Failure> {
    let colour = colour::wanted_on_standard_error(colour);
    for error in errors {
        let text = human::error(error, colour)
            .map_err(|error| format!("an error cannot be shown: {error}"))?;
        say(String::from_utf8_lossy(&text).trim_end());
    }
    Ok(())
}

/// What holds for a file outside of all packs, which reports call `name`.
pub(super) fn scope_of(
    path: &Path,
    name: &VirtualPath,
    options: &CheckOptions,
) -> Result<Option<Scope>, Failure> {
    if options.isolated {
        return Ok(None);
    }
    let working_directory = std::env::current_dir()
        .map_err(|error| format!("the working directory cannot be read: {error}"))?;
    let location = absolute(path, &working_directory);
    let chosen = options.config.as_ref().map(|path| absolute(path, &working_directory));
    let texts = Texts::new();
    let Some(path) = chosen.or_else(|| nearest(&location, &texts)) else { return Ok(None) };
    let (read, errors) = (BTreeMap::new(), Vec::new());
    let mut configs = Configs { working_directory, texts: &texts, read, errors };
    let base = shown(&relative(&location, path.parent().unwrap_or(&path)));
    let config = configs.config(&path)?;
    Ok(config.map(|config| Scope::new(config, name.clone(), base)))
}

/// The configuration in the pack's own directory or the nearest above.
fn nearest(location: &Path, texts: &Texts) -> Option<PathBuf> {
    configuration::nearest(location, |path| path.is_file() || texts.contains_key(path))
}

/// The configuration to write what is to be ignored of a target: its own, or a new one in the working
/// directory where the target lies below that, else beside or in the target.
pub(super) fn home(target: &Target, working_directory: &Path) -> Result<(PathBuf, Scope), Failure> {
    if let Some(scope) = target.scope() {
        let path = absolute(Path::new(scope.config.file.path().as_str()), working_directory);
        return Ok((path, scope.clone()));
    }
    let location = target.location();
    let own = if location.is_file() { location.parent().unwrap_or(location) } else { location };
    let is_below = location.starts_with(working_directory);
    let directory = if is_below { working_directory } else { own };
    let path = directory.join(NAMES[0]);
    let name = shown(&relative(&path, working_directory));
    let file = SourceFile::new(VirtualPath::new(name), "");
    let config = config::read(&file).map_err(|_| "an empty palint.yaml is no configuration")?;
    let base = shown(&relative(location, directory));
    Ok((path, Scope::new(Arc::new(config), target.root().clone(), base)))
}

struct Configs<'t> {
    working_directory: PathBuf,
    texts: &'t Texts,
    /// `None` for a broken one.
    read: BTreeMap<PathBuf, Option<Arc<Config>>>,
    errors: Vec<Finding>,
}

impl Configs<'_> {
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
        let bytes = match self.texts.get(path) {
            Some(text) => text.clone(),
            None => configuration::read(path)
                .map_err(|error| format!("`{name}` cannot be read: {error}"))?,
        };
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
