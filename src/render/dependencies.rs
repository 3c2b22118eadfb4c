//! Which charts take part in a release: aliases, conditions, tags, and imported values.

use super::coalesce::{Nulls, coalesced, merge_tables};
use super::value::{Data, Map, Value};
use super::values::{Origins, copied};
use crate::model::chart::{Chart, Dependency};
use crate::model::version::{Range, Version};

/// A chart in its place in a release.
#[derive(Debug, Clone)]
pub(super) struct Release<'c> {
    pub(super) chart: &'c Chart,
    /// Its name or the alias that its parent gives it.
    pub(super) name: String,
    /// Its default values.
    pub(super) values: Map,
    /// What it declares to depend on.
    pub(super) declared: Vec<Declared<'c>>,
    pub(super) subcharts: Vec<Release<'c>>,
}

/// A declared dependency, as far as this release wants it.
#[derive(Debug, Clone)]
pub(super) struct Declared<'c> {
    pub(super) dependency: Dependency<'c>,
    /// The alias, or the name.
    pub(super) name: String,
    pub(super) enabled: bool,
}

impl<'c> Release<'c> {
    /// A chart with all that is vendored in it.
    pub(super) fn new(chart: &'c Chart, origins: &mut Origins) -> Self {
        let declared = chart.dependencies().into_iter().map(|dependency| Declared {
            name: dependency.name.to_owned(),
            dependency,
            enabled: false,
        });
        Self {
            chart,
            name: chart.name().unwrap_or_default().to_owned(),
            values: chart.values_file().map_or_else(Map::empty, |file| origins.read(file)),
            declared: declared.collect(),
            subcharts: chart.subcharts().iter().map(|sub| Self::new(sub, origins)).collect(),
        }
    }

    /// Switches off what `values` switch off, and imports what is imported.
    ///
    /// # Errors
    /// When the values of a sub-chart are no map.
    pub(super) fn process(&mut self, values: &Map) -> Result<(), String> {
        self.enable(values, "")?;
        self.import()
    }

    fn enable(&mut self, values: &Map, path: &str) -> Result<(), String> {
        if self.declared.is_empty() {
            return Ok(());
        }
        self.apply_aliases();
        for declared in &mut self.declared {
            declared.enabled = true;
        }
        let values = coalesced(self, copied(values), Nulls::Delete)?;
        for declared in &mut self.declared {
            apply_tags(declared, &values);
            apply_conditions(declared, &values, path);
        }
        let off: Vec<String> = self
            .declared
            .iter()
            .filter(|declared| !declared.enabled)
            .map(|declared| declared.name.clone())
            .collect();
        self.subcharts.retain(|subchart| !off.contains(&subchart.name));
        self.declared.retain(|declared| !off.contains(&declared.name));
        for subchart in &mut self.subcharts {
            let inner = format!("{path}{}.", subchart.name);
            subchart.enable(&values, &inner)?;
        }
        Ok(())
    }

    /// Undeclared charts stay as they are, each declared one takes its place under its name.
    fn apply_aliases(&mut self) {
        let vendored = std::mem::take(&mut self.subcharts);
        let fits = |declared: &Declared<'_>, subchart: &Release<'_>| {
            declared.dependency.name == subchart.name && is_in_range(declared, subchart.chart)
        };
        let declared_somewhere =
            |subchart: &&Release<'_>| self.declared.iter().any(|known| fits(known, subchart));
        let undeclared = vendored.iter().filter(|subchart| !declared_somewhere(subchart));
        self.subcharts = undeclared.cloned().collect();
        for declared in &mut self.declared {
            let found = vendored.iter().find(|subchart| fits(declared, subchart));
            let alias = declared.dependency.alias;
            if let Some(found) = found {
                let mut subchart = found.clone();
                subchart.name = alias.unwrap_or(&found.name).to_owned();
                self.subcharts.push(subchart);
            }
            declared.name = alias.unwrap_or(declared.dependency.name).to_owned();
        }
    }

    fn import(&mut self) -> Result<(), String> {
        for subchart in &mut self.subcharts {
            subchart.import()?;
        }
        if self.declared.is_empty() {
            return Ok(());
        }
        let values = coalesced(self, Map::empty(), Nulls::Keep)?;
        if self.declared.iter().all(|declared| declared.dependency.imports.is_empty()) {
            self.values = values;
            return Ok(());
        }
        let imported = Map::empty();
        for declared in &self.declared {
            for import in &declared.dependency.imports {
                let child = match import.from_exports {
                    true => format!("{}.exports.{}", declared.name, import.child),
                    false => format!("{}.{}", declared.name, import.child),
                };
                let Some(table) = table(&values, &child) else { continue };
                let nested = match import.parent {
                    "." => table,
                    parent => parent.rsplit('.').fold(table, |inner, key| {
                        let outer = Map::empty();
                        outer.insert(key, inner.into());
                        outer
                    }),
                };
                merge_tables(&imported, &nested, Nulls::Keep);
            }
        }
        let values = copied(&values);
        merge_tables(&values, &imported, Nulls::Keep);
        self.values = values;
        Ok(())
    }

    /// The first declared dependency that is not vendored.
    pub(super) fn missing(&self) -> Vec<&str> {
        let vendored =
            |name: &str| self.chart.subcharts().iter().any(|sub| sub.name() == Some(name));
        let names = self.declared.iter().map(|declared| declared.dependency.name);
        names.filter(|name| !vendored(name)).collect()
    }
}

fn is_in_range(declared: &Declared<'_>, chart: &Chart) -> bool {
    let range = Range::parse(declared.dependency.version.unwrap_or_default());
    let version = chart.version().and_then(Version::lenient);
    matches!((range, version), (Ok(range), Some(version)) if range.matches(&version))
}

fn apply_tags(declared: &mut Declared<'_>, values: &Map) {
    let Some(tags) = table(values, "tags") else { return };
    let set = declared.dependency.tags.iter().filter_map(|tag| match tags.get(tag)?.data {
        Data::Bool(value) => Some(value),
        _ => None,
    });
    let set: Vec<bool> = set.collect();
    declared.enabled = set.is_empty() || set.contains(&true);
}

fn apply_conditions(declared: &mut Declared<'_>, values: &Map, path: &str) {
    for condition in &declared.dependency.conditions {
        if let Some(Data::Bool(value)) = path_value(values, &format!("{path}{condition}")) {
            declared.enabled = value;
            return;
        }
    }
}

/// The map at a path with dots.
pub(super) fn table(values: &Map, path: &str) -> Option<Map> {
    path.split('.').try_fold(values.clone(), |map, key| map.get(key)?.as_map().cloned())
}

/// What is at a path with dots, unless it is a map.
pub(super) fn path_value(values: &Map, path: &str) -> Option<Data> {
    let (map, key) = match path.rsplit_once('.') {
        Some((path, key)) => (table(values, path)?, key),
        None => (values.clone(), path),
    };
    map.get(key).map(|value: Value| value.data).filter(|data| !matches!(data, Data::Map(_)))
}
