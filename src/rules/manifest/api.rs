//! What to say of an API version that Kubernetes gives up: the same for manifests and for charts.

use crate::finding::Finding;
use crate::model::kubernetes::Supported;
use crate::model::kubernetes::apis::{self, Api};
use crate::rules::Severity;

/// An API version that is gone in a version of Kubernetes that the pack may run on.
pub(in crate::rules) struct Removed<'s> {
    pub(in crate::rules) api: &'static Api,
    pub(in crate::rules) message: String,
    reached: Option<Supported<'s>>,
    severity: Severity,
}

impl<'s> Removed<'s> {
    /// `None` for an API that is served on all that `supported` names.
    pub(in crate::rules) fn of(
        version: &str,
        kind: &str,
        supported: &[Supported<'s>],
    ) -> Option<Self> {
        let api = apis::find(version, kind)?;
        let removed = api.removed?;
        let reached = supported.iter().find(|entry| entry.minors.reach(removed)).copied();
        if !supported.is_empty() && reached.is_none() {
            return None;
        }
        let message = format!("`{kind}` of `{version}` is gone since Kubernetes 1.{removed}");
        let always = supported.iter().all(|entry| entry.minors.are_from(removed));
        let severity =
            if !supported.is_empty() && always { Severity::Error } else { Severity::Warning };
        Some(Self { api, message, reached, severity })
    }

    /// What belongs to the finding besides its place.
    pub(in crate::rules) fn complete(&self, finding: Finding) -> Finding {
        let finding = finding.help(help(self.api)).severity(self.severity);
        match self.reached.and_then(|reached| reached.dependency.get("packName")) {
            Some(entry) => {
                finding.label(entry.span(), "this pack lets such a Kubernetes be chosen")
            }
            None => finding,
        }
    }
}

fn help(api: &Api) -> String {
    match (api.replacement, api.is_compatible) {
        (Some(by), true) => format!("write `apiVersion: {by}`; the fields are the same"),
        (Some(by), false) => format!("move to `{by}`, whose fields differ"),
        (None, _) => "nothing replaces it: remove the object".to_owned(),
    }
}

/// The sentence and the advice for an API version that is served to the pack still, and deprecated.
/// What is gone in one of the versions is told by `removed-api`.
pub(in crate::rules) fn deprecated(
    version: &str,
    kind: &str,
    supported: &[Supported<'_>],
) -> Option<(String, Option<String>)> {
    let api = apis::find(version, kind)?;
    let reach = |minor| supported.is_empty() || supported.iter().any(|s| s.minors.reach(minor));
    if api.removed.is_some_and(reach) || !reach(api.deprecated) {
        return None;
    }
    let until = api.removed.map(|removed| format!(" and gone since 1.{removed}"));
    let (since, until) = (api.deprecated, until.unwrap_or_default());
    let message =
        format!("`{kind}` of `{version}` is deprecated since Kubernetes 1.{since}{until}");
    Some((message, api.replacement.map(|by| format!("move to `{by}`"))))
}
