//! References to container images.
//!
//! The grammar is the one that Docker, containerd and the kubelet share (`distribution/reference`),
//! written by hand, because a regular expression cannot say which character is wrong.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;

use crate::source::TextRange;

/// Where an image comes from when its reference names no registry.
pub const DEFAULT_REGISTRY: &str = "docker.io";

/// The tag that is pulled where none is written.
pub const DEFAULT_TAG: &str = "latest";

/// Older name of [`DEFAULT_REGISTRY`].
const LEGACY_REGISTRY: &str = "index.docker.io";

/// Where the default registry keeps images without a directory.
const OFFICIAL: &str = "library/";

/// Longest name with registry and path, in bytes.
const NAME_LENGTH: usize = 255;

/// Longest tag, in bytes.
const TAG_LENGTH: usize = 128;

/// Digest algorithms and the length of their hexadecimal text.
const ALGORITHMS: [(&str, usize); 3] = [("sha256", 64), ("sha384", 96), ("sha512", 128)];

/// A reference as it is written, in its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageRef {
    /// The host, with a port if one is given.
    pub registry: Option<String>,
    /// The path without registry, tag and digest.
    pub repository: String,
    /// What follows `:`.
    pub tag: Option<String>,
    /// What follows `@`, with its algorithm.
    pub digest: Option<String>,
}

/// Why a text is no image reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageError {
    /// The bytes of the text that are wrong; empty where something is missing.
    pub range: TextRange,
    /// What is wrong with them.
    pub message: String,
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ImageError {}

impl ImageRef {
    /// Reads a reference. Blanks around it are an error, as they are where it is used.
    pub fn parse(text: &str) -> Result<Self, ImageError> {
        let whole = Part { text, at: 0 };
        check_whole(whole)?;
        let (name, digest) = whole.split('@');
        let (registry, rest) = match name.split('/') {
            (first, Some(rest)) if is_registry(first.text) => (Some(first), rest),
            _ => (None, name),
        };
        let (repository, tag) = rest.split(':');
        registry.map_or(Ok(()), check_registry)?;
        check_repository(repository)?;
        tag.map_or(Ok(()), check_tag)?;
        digest.map_or(Ok(()), check_digest)?;
        let owned = |part: Part<'_>| part.text.to_owned();
        let image = Self {
            registry: registry.map(owned),
            repository: owned(repository),
            tag: tag.map(owned),
            digest: digest.map(owned),
        };
        if image.name().len() > NAME_LENGTH {
            return Err(name.error(format!("a name has at most {NAME_LENGTH} characters")));
        }
        Ok(image)
    }

    /// True when the reference itself says which registry it means.
    pub fn explicit_registry(&self) -> bool {
        self.registry.is_some()
    }

    /// The registry that is asked, `docker.io` where none is named.
    pub fn host(&self) -> &str {
        match self.registry.as_deref() {
            None | Some(LEGACY_REGISTRY) => DEFAULT_REGISTRY,
            Some(host) => host,
        }
    }

    /// The repository that is asked for, with the `library/` that the default registry adds.
    pub fn path(&self) -> Cow<'_, str> {
        if self.host() == DEFAULT_REGISTRY && !self.repository.contains('/') {
            return Cow::Owned(format!("{OFFICIAL}{}", self.repository));
        }
        Cow::Borrowed(&self.repository)
    }

    /// Registry and path in full, as in `docker.io/library/nginx`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.host(), self.path())
    }

    /// True when both mean the same repository, whatever the tags.
    pub fn same_repository(&self, other: &Self) -> bool {
        self.host() == other.host() && self.path() == other.path()
    }

    /// True unless it is certain that this image is another one. Digests cannot be compared with
    /// tags, so that only two tags can differ.
    pub fn may_stand_for(&self, other: &Self) -> bool {
        let tag = |image: &Self| image.tag.clone().unwrap_or_else(|| DEFAULT_TAG.to_owned());
        let pinned = self.digest.is_some() || other.digest.is_some();
        self.same_repository(other) && (pinned || tag(self) == tag(other))
    }
}

impl fmt::Display for ImageRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(registry) = &self.registry {
            write!(f, "{registry}/")?;
        }
        f.write_str(&self.repository)?;
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}

/// A piece of the reference that knows where it is.
#[derive(Clone, Copy)]
struct Part<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Part<'a> {
    /// The pieces around the first `separator`.
    fn split(self, separator: char) -> (Self, Option<Self>) {
        match self.text.split_once(separator) {
            Some((left, right)) => {
                let at = self.at + left.len() + separator.len_utf8();
                (Part { text: left, at: self.at }, Some(Part { text: right, at }))
            }
            None => (self, None),
        }
    }

    /// The character at a byte index within this piece.
    fn character(self, index: usize) -> Self {
        let length = self.text[index..].chars().next().map_or(0, char::len_utf8);
        Part { text: &self.text[index..index + length], at: self.at + index }
    }

    /// The first character that `allowed` refuses.
    fn find_other(self, allowed: impl Fn(u8) -> bool) -> Option<Self> {
        self.text.bytes().position(|byte| !allowed(byte)).map(|index| self.character(index))
    }

    fn error(self, message: impl Into<String>) -> ImageError {
        let range = TextRange::from_usize(self.at..self.at + self.text.len());
        ImageError { range, message: message.into() }
    }

    fn not_allowed(self, place: &str) -> ImageError {
        self.error(format!("`{}` is not allowed in {place}", self.text.escape_debug()))
    }
}

fn check_whole(whole: Part<'_>) -> Result<(), ImageError> {
    let text = whole.text;
    if text.is_empty() {
        return Err(whole.error("the image reference is empty"));
    }
    if let Some(at) = text.find("://") {
        let scheme = Part { text: &text[..at + 3], at: 0 };
        return Err(scheme.error("an image reference has no scheme"));
    }
    let hexadecimal = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if text.len() == 64 && text.bytes().all(hexadecimal) {
        return Err(whole.error("64 hexadecimal digits are an image id, not a name"));
    }
    Ok(())
}

/// A first component with a dot or a port cannot be a user of the default registry.
fn is_registry(first: &str) -> bool {
    first.contains(['.', ':']) || first == "localhost"
}

fn check_registry(registry: Part<'_>) -> Result<(), ImageError> {
    let (host, port) = split_port(registry);
    if let Some(port) = port {
        if port.text.is_empty() {
            return Err(registry.error("the port after `:` is missing"));
        }
        if let Some(other) = port.find_other(|byte| byte.is_ascii_digit()) {
            return Err(other.not_allowed("a port"));
        }
    }
    if host.text.starts_with('[') {
        return check_ipv6(host);
    }
    if let Some(other) = host.find_other(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
    {
        return Err(other.not_allowed("a registry host"));
    }
    let misplaced =
        |label: &str| label.is_empty() || label.starts_with('-') || label.ends_with('-');
    if host.text.split('.').any(misplaced) {
        return Err(
            host.error("each part of a registry host begins and ends with a letter or digit")
        );
    }
    Ok(())
}

fn split_port(registry: Part<'_>) -> (Part<'_>, Option<Part<'_>>) {
    // Colons between brackets belong to the address.
    let bracket = match registry.text.find(']') {
        Some(index) => index + 1,
        None if registry.text.starts_with('[') => registry.text.len(),
        None => 0,
    };
    match registry.text[bracket..].find(':') {
        Some(colon) => {
            let (host, port) = registry.text.split_at(bracket + colon);
            let at = registry.at + host.len() + 1;
            (Part { text: host, at: registry.at }, Some(Part { text: &port[1..], at }))
        }
        None => (registry, None),
    }
}

fn check_ipv6(host: Part<'_>) -> Result<(), ImageError> {
    let inside = host.text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    match inside {
        Some(address) if !address.is_empty() => {
            let address = Part { text: address, at: host.at + 1 };
            let other = address.find_other(|byte| byte.is_ascii_hexdigit() || byte == b':');
            other.map_or(Ok(()), |other| Err(other.not_allowed("an IPv6 address")))
        }
        _ => Err(host.error("an IPv6 address stands in `[` and `]`")),
    }
}

fn check_repository(repository: Part<'_>) -> Result<(), ImageError> {
    if repository.text.is_empty() {
        return Err(repository.error("the repository name is missing"));
    }
    let mut rest = Some(repository);
    while let Some(components) = rest {
        let (component, following) = components.split('/');
        check_component(component)?;
        rest = following;
    }
    Ok(())
}

fn check_component(component: Part<'_>) -> Result<(), ImageError> {
    if component.text.is_empty() {
        return Err(component.error("a path component is empty"));
    }
    if let Some(other) = component.find_other(is_component_byte) {
        let upper = other.text.bytes().all(|byte| byte.is_ascii_uppercase());
        return Err(if upper {
            other.error("a repository name is lower case")
        } else {
            other.not_allowed("a repository name")
        });
    }
    let mut at = 0;
    // What lies between letters and digits; nothing but a separator may be there.
    for separator in component.text.split(|c: char| c.is_ascii_alphanumeric()) {
        let inside = at > 0 && at + separator.len() < component.text.len();
        let known = matches!(separator, "." | "_" | "__") || separator.bytes().all(|b| b == b'-');
        let part = Part { text: separator, at: component.at + at };
        if !separator.is_empty() && !inside {
            return Err(part.error("a path component begins and ends with a letter or digit"));
        }
        if !known {
            return Err(part.error("names are separated by one of `.`, `_`, `__` or dashes"));
        }
        at += separator.len() + 1;
    }
    Ok(())
}

fn is_component_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-')
}

fn check_tag(tag: Part<'_>) -> Result<(), ImageError> {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if tag.text.is_empty() {
        return Err(tag.error("the tag after `:` is missing"));
    }
    if let Some(other) = tag.find_other(|byte| word(byte) || matches!(byte, b'.' | b'-')) {
        return Err(other.not_allowed("a tag"));
    }
    if !tag.text.bytes().next().is_some_and(word) {
        return Err(tag.character(0).error("a tag begins with a letter, a digit or `_`"));
    }
    if tag.text.len() > TAG_LENGTH {
        return Err(tag.error(format!("a tag has at most {TAG_LENGTH} characters")));
    }
    Ok(())
}

fn check_digest(digest: Part<'_>) -> Result<(), ImageError> {
    let (algorithm, hexadecimal) = digest.split(':');
    let Some(hexadecimal) = hexadecimal else {
        return Err(digest.error("a digest is an algorithm, `:` and hexadecimal digits"));
    };
    let Some((name, length)) = ALGORITHMS.iter().find(|(name, _)| *name == algorithm.text) else {
        let known = ALGORITHMS.map(|(name, _)| format!("`{name}`")).join(", ");
        return Err(algorithm.error(format!("the digest algorithm is not one of {known}")));
    };
    let other = hexadecimal.find_other(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if let Some(other) = other {
        return Err(other.not_allowed("a digest, which is lower-case hexadecimal"));
    }
    if hexadecimal.text.len() != *length {
        let found = hexadecimal.text.len();
        return Err(hexadecimal.error(format!("a {name} digest has {length} digits, not {found}")));
    }
    Ok(())
}
