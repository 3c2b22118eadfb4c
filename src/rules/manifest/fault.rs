//! Sentences for what is wrong in an object: the same for manifests and for what charts render.

use crate::model::kubernetes::conform::{Fault, FaultKind};
use crate::rules::Severity;

/// Words that a message names.
const WORDS: usize = 8;

/// What is wrong, in which object, how to cure it, and how grave it is.
pub(in crate::rules) fn told(fault: &Fault, object: &str) -> (String, Option<String>, Severity) {
    let path = &fault.path;
    match &fault.kind {
        FaultKind::Unknown(near) => {
            let name = path.rsplit('.').next().unwrap_or(path);
            let help = near.as_ref().map(|near| format!("did you mean `{near}`?"));
            let help = help.unwrap_or_else(|| format!("remove `{name}`: it is dropped"));
            let message = format!("`{path}` of {object} is no known field");
            (message, Some(help), Severity::Warning)
        }
        FaultKind::Type(found, wanted) => {
            let message = format!("`{path}` of {object} is {found}, not {wanted}");
            let help = match *wanted {
                "a string" => "put it in quotes: the API server refuses the object",
                _ => "correct it: the API server refuses the object",
            };
            (message, Some(help.to_owned()), Severity::Error)
        }
        FaultKind::Missing => {
            let message = format!("{object} lacks `{path}`");
            let help = "add it: the API server refuses the object without it".to_owned();
            (message, Some(help), Severity::Error)
        }
        FaultKind::NotOneOf(text, words) => {
            let message = format!("`{path}` of {object} cannot be `{text}`");
            let shown: Vec<_> = words.iter().take(WORDS).map(|word| format!("`{word}`")).collect();
            let rest = if words.len() > WORDS { ", …" } else { "" };
            (message, Some(format!("it is one of {}{rest}", shown.join(", "))), Severity::Error)
        }
    }
}
