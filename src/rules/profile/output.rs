//! Outputs of tiers that other tiers read: `.spectro.app.$appDeploymentName.<tier>.<output>`.

use crate::model::profile::Tier;
use crate::source::Span;

/// What stands for the name of the app that is deployed.
const DEPLOYMENT: &str = "$appDeploymentName";

/// A macro that reads an output.
pub(super) struct Output<'p> {
    /// The tier that gives it.
    pub(super) tier: &'p str,
    /// The output, where the macro names one.
    pub(super) name: Option<&'p str>,
    pub(super) place: Span,
}

/// The outputs that a tier reads.
pub(super) fn outputs(tier: &Tier) -> impl Iterator<Item = Output<'_>> {
    let macros = tier.macros().iter().filter(|found| found.is_of("app"));
    macros.filter_map(|found| {
        let rest = found.key.text.strip_prefix(DEPLOYMENT)?.strip_prefix('.')?;
        let (tier, name) = match rest.split_once('.') {
            Some((tier, name)) => (tier, Some(name)),
            None => (rest, None),
        };
        Some(Output { tier, name, place: found.key.span.clone() })
    })
}
