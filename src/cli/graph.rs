//! `palint graph`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use super::arguments::{GraphFormat, GraphOptions};
use super::configure::{Choice, configure};
use super::{Failure, Outcome, colour, print, registries};
use crate::date::Date;
use crate::discover::{self, Target};
use crate::engine::{self, Diagnostic, Report};
use crate::graph::{self, Picture};
use crate::model::profile::{Profile, ProfileFile, Resolved};
use crate::rules::{self, Context};
use crate::settings::{Levels, Settings};

pub(super) fn run(options: &GraphOptions) -> Result<Outcome, Failure> {
    let target = target(&options.profile)?;
    let choice = Choice { isolated: false, config: None, color: options.color };
    let Some(targets) = configure(vec![target.clone()], choice, &BTreeMap::new())? else {
        return Ok(Outcome::Failed);
    };
    // What the configuration excludes can be drawn all the same.
    let target = targets.into_iter().next().unwrap_or(target);
    let named = std::slice::from_ref(&target);
    let Some(catalogs) = registries::catalogs(&options.registry, named, options.color)? else {
        return Ok(Outcome::Failed);
    };
    let context = Context { today: Date::of(SystemTime::now()) };
    let settings =
        Settings { levels: Levels::default(), context, jobs: Some(1), catalogs, whole_texts: true };
    let rules: Vec<_> = rules::all().collect();
    let report = engine::run_one(&target, &rules, &settings);
    let Some(file) = target.profiles() else { return Err(no_profile(&options.profile)) };
    let pictures = pictures(&file, &report, (&settings, &target));
    if pictures.is_empty() {
        return Err(no_layers(&options.profile));
    }
    print(drawn(&pictures, options).as_bytes())?;
    Ok(Outcome::Clean)
}

fn target(path: &Path) -> Result<Target, Failure> {
    let working_directory = super::working_directory()?;
    if path.is_dir() {
        let shown = path.display();
        return Err(format!("`{shown}` is a directory: name the file of a profile"));
    }
    let discovered = discover::discover(&[path.to_owned()], &working_directory);
    if let Some(failure) = discovered.failures.into_iter().next() {
        return Err(failure);
    }
    let target = discovered.targets.into_iter().find(|target| target.is_profiles());
    target.ok_or_else(|| no_profile(path))
}

fn no_profile(path: &Path) -> Failure {
    format!("`{}` is not a profile: there is nothing to draw", path.display())
}

fn no_layers(path: &Path) -> Failure {
    format!("the layers of `{}` cannot be read: `palint check` says why", path.display())
}

/// Each profile with what was found between its beginning and that of the next.
fn pictures(
    file: &ProfileFile,
    report: &Report,
    (settings, target): (&Settings, &Target),
) -> Vec<Picture> {
    let catalog = settings.catalogs.of(target.scope());
    let profiles: Vec<&Profile> = file.profiles().iter().filter(|p| p.is_readable()).collect();
    let start = |nth: usize| profiles.get(nth).map(|profile| profile.opening.range().start);
    let picture = |(nth, profile): (usize, &&Profile)| {
        let (from, to) = (start(nth).filter(|_| nth > 0), start(nth + 1));
        let own = |diagnostic: &&Diagnostic| {
            let at = diagnostic.finding.at.range().map_or(0, |range| range.start);
            from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to)
        };
        let diagnostics: Vec<&Diagnostic> = report.diagnostics.iter().filter(own).collect();
        let resolved = catalog.map(|catalog| Resolved::new(profile, catalog));
        graph::picture(profile, resolved.as_ref(), &diagnostics)
    };
    profiles.iter().enumerate().map(picture).collect()
}

fn drawn(pictures: &[Picture], options: &GraphOptions) -> String {
    match options.format {
        GraphFormat::Text => {
            let colour = colour::wanted(options.color);
            let texts = pictures.iter().map(|picture| graph::text(picture, colour));
            texts.collect::<Vec<_>>().join("\n")
        }
        GraphFormat::Mermaid => graph::mermaid(pictures),
        GraphFormat::Dot => graph::dot(pictures),
        GraphFormat::Svg => graph::svg(pictures),
    }
}
