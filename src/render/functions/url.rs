//! URLs, taken apart and put together by Go's `net/url`.

use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::value::{Data, Map, Value};
use super::arguments::{map, text};
use super::{Function, Type, fixed};

pub(super) static FUNCTIONS: &[Function] =
    &[fixed("urlParse", &[Type::String], parse), fixed("urlJoin", &[Type::Map], join)];

fn parse(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let whole = text(a, 0);
    let fail = |why: &str| {
        let message = format!("unable to parse url: parse \"{whole}\": {why}");
        Err(Failure::new(message))
    };
    if whole.chars().any(|c| c.is_ascii_control()) {
        return fail("net/url: invalid control character in URL");
    }
    let (rest, fragment) = whole.split_once('#').unwrap_or((whole, ""));
    let Some((scheme, rest)) = scheme(rest) else { return fail("missing protocol scheme") };
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut parts = Parts { query, fragment, ..Parts::default() };
    let lower = scheme.to_lowercase();
    if !scheme.is_empty() && !rest.starts_with('/') {
        parts.opaque = rest;
    } else if let Some(after) = rest.strip_prefix("//") {
        let end = after.find('/').unwrap_or(after.len());
        let (authority, path) = after.split_at(end);
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        (parts.user, parts.host, parts.path) = (user, host, path);
    } else {
        parts.path = rest;
    }
    Ok(parts.into_map(&lower).into())
}

#[derive(Default)]
struct Parts<'t> {
    user: &'t str,
    host: &'t str,
    path: &'t str,
    query: &'t str,
    opaque: &'t str,
    fragment: &'t str,
}

impl Parts<'_> {
    fn into_map(self, scheme: &str) -> Map {
        let port = self.host.rfind(':').filter(|at| !self.host[*at..].contains(']'));
        let hostname = port.map_or(self.host, |at| &self.host[..at]);
        let hostname = hostname.trim_start_matches('[').trim_end_matches(']');
        let fields = [
            ("scheme", scheme.to_owned()),
            ("host", decoded(self.host)),
            ("hostname", decoded(hostname)),
            ("path", decoded(self.path)),
            ("query", self.query.to_owned()),
            ("opaque", self.opaque.to_owned()),
            ("fragment", decoded(self.fragment)),
            ("userinfo", self.user.to_owned()),
        ];
        fields.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
    }
}

/// The scheme, empty if there is none; `None` where it should be one and is not.
fn scheme(text: &str) -> Option<(&str, &str)> {
    for (at, c) in text.char_indices() {
        match c {
            'a'..='z' | 'A'..='Z' => {}
            '0'..='9' | '+' | '-' | '.' if at > 0 => {}
            ':' if at == 0 => return None,
            ':' => return Some((&text[..at], &text[at + 1..])),
            _ => break,
        }
    }
    Some(("", text))
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte, hex) {
            (b'%', Some(value)) => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn encoded(text: &str, kept: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || kept.contains(c) {
            out.push(c);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn join(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let parts = map(a, 0);
    let field = |name: &str| match parts.get(name) {
        None => Ok(String::new()),
        Some(Value { data: Data::Text(text), .. }) => Ok(text.as_str().to_owned()),
        Some(other) => Err(Failure::new(format!(
            "unable to parse {name} key, must be of type string, but {} found",
            other.kind_name()
        ))),
    };
    let (scheme, host, path) = (field("scheme")?, field("host")?, field("path")?);
    let (user, opaque) = (field("userinfo")?, field("opaque")?);
    let mut out = String::new();
    if !scheme.is_empty() {
        out.push_str(&format!("{scheme}:"));
    }
    if opaque.is_empty() {
        if !scheme.is_empty() || !host.is_empty() || !user.is_empty() {
            if !host.is_empty() || !path.is_empty() || !user.is_empty() {
                out.push_str("//");
            }
            if !user.is_empty() {
                out.push_str(&format!("{user}@"));
            }
            out.push_str(&host);
        }
        if !path.is_empty() && !path.starts_with('/') && !host.is_empty() {
            out.push('/');
        }
        out.push_str(&encoded(&path, "-_.~$&+,/:;=@!'()*"));
    } else {
        out.push_str(&opaque);
    }
    let (query, fragment) = (field("query")?, field("fragment")?);
    if !query.is_empty() {
        out.push_str(&format!("?{query}"));
    }
    if !fragment.is_empty() {
        out.push_str(&format!("#{}", encoded(&fragment, "-_.~$&+,/:;=?@!'()*")));
    }
    Ok(out.into())
}
