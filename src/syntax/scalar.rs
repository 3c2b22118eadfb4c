//! What a plain YAML scalar means: the rules of go-yaml v2, by which Helm and Palette read.
//!
//! They are those of YAML 1.1 without sexagesimal numbers: `on` is a boolean, `0777` is octal.

/// The value of a scalar; the text of a string is with its node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar {
    /// Nothing, `~`, `null`.
    Null,
    /// `true`, and in YAML also `yes`, `on`, `y`.
    Bool(bool),
    /// An integer of 64 bits.
    Int(i64),
    /// A positive integer that only fits without a sign.
    UInt(u64),
    /// A floating-point number.
    Float(f64),
    /// Anything else.
    String,
}

impl Scalar {
    /// The value as JSON text; used where a scalar is a key. Empty for a string, whose text is its
    /// node's.
    pub fn to_json_text(self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::UInt(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::String => String::new(),
        }
    }
}

/// The value of a plain scalar.
pub fn resolve(text: &str) -> Scalar {
    match text.as_bytes().first() {
        None => Scalar::Null,
        Some(b'~' | b'n' | b'N' | b'y' | b'Y' | b't' | b'T' | b'f' | b'F' | b'o' | b'O') => {
            word(text)
        }
        Some(b'.') => dotted(text),
        Some(b'0'..=b'9' | b'+' | b'-') => number(text),
        _ => Scalar::String,
    }
}

fn word(text: &str) -> Scalar {
    match text {
        "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Scalar::Bool(true)
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Scalar::Bool(false)
        }
        _ => Scalar::String,
    }
}

fn dotted(text: &str) -> Scalar {
    match text {
        ".nan" | ".NaN" | ".NAN" => Scalar::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" => Scalar::Float(f64::INFINITY),
        _ => float(text),
    }
}

fn number(text: &str) -> Scalar {
    match text {
        "+.inf" | "+.Inf" | "+.INF" => return Scalar::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Scalar::Float(f64::NEG_INFINITY),
        _ => {}
    }
    let plain = text.replace('_', "");
    integer(&plain).unwrap_or_else(|| float(&plain))
}

fn integer(text: &str) -> Option<Scalar> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, digits) = radix(digits);
    // Rust's parser takes a second sign, Go's does not.
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let magnitude = u64::from_str_radix(digits, radix).ok()?;
    match (negative, i64::try_from(magnitude)) {
        (true, _) => 0i64.checked_sub_unsigned(magnitude).map(Scalar::Int),
        (false, Ok(value)) => Some(Scalar::Int(value)),
        // Go reads a signed number as int64 only.
        (false, Err(_)) => (!text.starts_with('+')).then_some(Scalar::UInt(magnitude)),
    }
}

fn radix(digits: &str) -> (u32, &str) {
    let prefixed = [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)];
    for (prefix, radix) in prefixed {
        if let Some(rest) = digits.strip_prefix(prefix) {
            return (radix, rest);
        }
    }
    match digits.strip_prefix('0') {
        Some(rest) if !rest.is_empty() => (8, rest),
        _ => (10, digits),
    }
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, within the range of a float64.
fn float(text: &str) -> Scalar {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        Some(("", fraction)) => digits(fraction),
        Some((whole, fraction)) => digits(whole) && (fraction.is_empty() || digits(fraction)),
        None => digits(mantissa),
    };
    let exponent_fits = exponent.is_none_or(|e| digits(e.strip_prefix(['-', '+']).unwrap_or(e)));
    match text.parse::<f64>() {
        Ok(value) if mantissa_fits && exponent_fits && value.is_finite() => Scalar::Float(value),
        _ => Scalar::String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Measured with gopkg.in/yaml.v2 2.4.0.
    #[test]
    fn scalars_are_read_as_go_yaml_v2_reads_them() {
        for text in ["yes", "on", "y", "Y", "TRUE", "On"] {
            assert_eq!(resolve(text), Scalar::Bool(true), "{text}");
        }
        for text in ["no", "Off", "N", "n", "false"] {
            assert_eq!(resolve(text), Scalar::Bool(false), "{text}");
        }
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(resolve(text), Scalar::Null, "{text}");
        }
        let integers = [
            ("0777", 511),
            ("0o17", 15),
            ("0b11", 3),
            ("0x1F", 31),
            ("1_000", 1000),
            ("+1", 1),
            ("-0b11", -3),
            ("0", 0),
            ("-9223372036854775808", i64::MIN),
        ];
        for (text, value) in integers {
            assert_eq!(resolve(text), Scalar::Int(value), "{text}");
        }
        let floats = [
            ("08", 8.0),
            ("09", 9.0),
            ("1e3", 1000.0),
            (".5", 0.5),
            ("1.", 1.0),
            ("-1.5E-3", -0.0015),
        ];
        for (text, value) in floats {
            assert_eq!(resolve(text), Scalar::Float(value), "{text}");
        }
        assert_eq!(resolve("12345678901234567890"), Scalar::UInt(12_345_678_901_234_567_890));
        assert_eq!(resolve("-.INF"), Scalar::Float(f64::NEG_INFINITY));
    }

    #[test]
    fn everything_else_is_a_string() {
        let strings = [
            "1:30",
            "2024-01-01",
            "1e400",
            "0o8",
            "0x",
            "=",
            "1,000",
            "5m",
            "100Mi",
            "-",
            "+",
            "--1",
            "1.2.3",
            "nUll",
            "yEs",
            "..",
            "1e",
            "e3",
            "_1",
            "0x+1",
            "é",
        ];
        for text in strings {
            assert_eq!(resolve(text), Scalar::String, "{text}");
        }
    }
}
