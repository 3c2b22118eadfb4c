//! What the value of a variable must look like.
//!
//! A text that some reader of such values takes is let through: what is refused here is refused by
//! all of them.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::model::version::Version;

/// The formats of variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableFormat {
    /// Anything.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Four numbers with dots.
    Ipv4,
    /// An IPv4 address, a slash and the length of a prefix.
    Ipv4Cidr,
    /// An IPv6 address.
    Ipv6,
    /// A semantic version.
    Version,
    /// Bytes in base64.
    Base64,
}

impl VariableFormat {
    /// The formats by name.
    pub const ALL: [(&str, Self); 8] = [
        ("string", Self::String),
        ("number", Self::Number),
        ("boolean", Self::Boolean),
        ("ipv4", Self::Ipv4),
        ("ipv4cidr", Self::Ipv4Cidr),
        ("ipv6", Self::Ipv6),
        ("version", Self::Version),
        ("base64", Self::Base64),
    ];

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// Why a value does not have the format: `is not a number`.
    pub fn objection(self, value: &str) -> Option<&'static str> {
        let value = value.trim();
        let (fits, objection) = match self {
            Self::String => return None,
            Self::Number => (is_number(value), "is not a number"),
            Self::Boolean => (matches!(value, "true" | "false"), "is neither `true` nor `false`"),
            Self::Ipv4 => (value.parse::<Ipv4Addr>().is_ok(), "is not an IPv4 address"),
            Self::Ipv4Cidr => (is_cidr(value), "is not an IPv4 network such as `10.0.0.0/16`"),
            Self::Ipv6 => (is_ipv6(value), "is not an IPv6 address"),
            Self::Version => (Version::lenient(value).is_some(), "is not a version"),
            Self::Base64 => (is_base64(value), "is not base64"),
        };
        (!fits).then_some(objection)
    }
}

/// Digits, perhaps with a sign, a fraction and an exponent: no `inf`, no `0x10`.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
        && text.parse::<f64>().is_ok()
}

fn is_cidr(text: &str) -> bool {
    text.split_once('/').is_some_and(|(address, length)| {
        let digits = length.bytes().all(|byte| byte.is_ascii_digit());
        address.parse::<Ipv4Addr>().is_ok()
            && digits
            && length.parse::<u8>().is_ok_and(|length| length <= 32)
    })
}

/// With or without the zone of a link-local address.
fn is_ipv6(text: &str) -> bool {
    let address = text.split_once('%').map_or(text, |(address, _)| address);
    address.parse::<Ipv6Addr>().is_ok()
}

/// Either alphabet, with or without padding, on any number of lines.
fn is_base64(text: &str) -> bool {
    let text = text.trim_end();
    let unpadded = text.trim_end_matches('=');
    let padding = text.len() - unpadded.len();
    let letters = unpadded.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let known = |byte| {
        matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9')
            || matches!(byte, b'+' | b'/' | b'-' | b'_')
    };
    let length = letters.clone().count();
    letters.clone().all(known)
        && length % 4 != 1
        && padding <= 2
        && (padding == 0 || (length + padding).is_multiple_of(4))
}

#[cfg(test)]
mod tests {
    use super::VariableFormat as Format;

    #[test]
    fn each_format_takes_its_values_and_refuses_others() {
        let table: [(Format, &[&str], &[&str]); 8] = [
            (Format::String, &["", "größe: {", "\n"], &[]),
            (
                Format::Number,
                &["0", "-1", "+2", "1.5", "1e3", " 7 ", ".5", "007", "18446744073709551616"],
                &["", "zwei", "1,5", "0x10", "inf", "NaN", "1 2", "e", "1.2.3", "３", "100Gi"],
            ),
            (Format::Boolean, &["true", "false"], &["True", "1", "0", "yes", "", "wahr"]),
            (
                Format::Ipv4,
                &["10.0.0.1", "255.255.255.255"],
                &["10.0.0", "10.0.0.256", "10.0.0.1/8", "::1", "localhost", "10.0.0.１"],
            ),
            (
                Format::Ipv4Cidr,
                &["10.0.0.0/16", "0.0.0.0/0", "10.0.0.7/32"],
                &["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/", "10.0.0.0/+8", "fd00::/8"],
            ),
            (
                Format::Ipv6,
                &["::", "fd00::1", "2001:DB8::a", "::ffff:10.0.0.1", "fe80::1%eth0"],
                &["10.0.0.1", "fd00::1::2", "fd00::/8", "[::1]", "g::1"],
            ),
            (
                Format::Version,
                &["1.2.3", "v1.30", "1.2.3-rc.1+b", "2"],
                &["latest", "1.x", "1.2.3.4", "", "ä"],
            ),
            (
                Format::Base64,
                &["", "YWJj", "YWI=", "YQ==", "YQ", "_-8=", "YWJj\nYWJj", "+/+/"],
                &["Y", "YWJj=", "Y===", "a b!", "größe", "YQ==YQ=="],
            ),
        ];
        for (format, good, bad) in table {
            for value in good {
                assert_eq!(format.objection(value), None, "{value:?} {format:?}");
            }
            for value in bad {
                assert!(format.objection(value).is_some(), "{value:?} {format:?}");
            }
        }
    }

    #[test]
    fn formats_have_names() {
        assert_eq!(Format::named("ipv4cidr"), Some(Format::Ipv4Cidr));
        assert_eq!(Format::named("Number"), None);
    }
}
