//! Number literals, by the rules of Go's `NumberNode`: a constant has every type that can hold it.

/// A constant, in each of the types that can represent it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Number {
    /// The value as a signed integer.
    pub int: Option<i64>,
    /// The value as an unsigned integer.
    pub uint: Option<u64>,
    /// The value as a floating-point number.
    pub float: Option<f64>,
    /// Real and imaginary part, for a constant that was written with an `i`.
    pub complex: Option<(f64, f64)>,
}

/// How a constant is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    /// A number of one part.
    Real,
    /// `1+2i`
    Complex,
    /// `'a'`
    Character,
}

impl NumberForm {
    /// What a constant of this form stands for, that the parser let through.
    pub fn value(self, text: &str) -> Number {
        self.read(text).unwrap_or_default()
    }

    pub(super) fn read(self, text: &str) -> Result<Number, NumberError> {
        let known = match self {
            Self::Real => return Number::parse(text),
            Self::Complex => Number::complex(text),
            Self::Character => {
                let content = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
                super::quote::character(content).map(Number::character)
            }
        };
        known.ok_or(NumberError::Illegal)
    }
}

/// Why a number is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberError {
    Illegal,
    Overflow,
}

impl Number {
    /// The value of a character constant.
    pub(super) fn character(value: u32) -> Self {
        Self {
            int: Some(i64::from(value)),
            uint: Some(u64::from(value)),
            float: Some(f64::from(value)),
            complex: None,
        }
    }

    /// A constant of the form `1+2i`.
    pub(super) fn complex(text: &str) -> Option<Self> {
        let pair = text.strip_suffix('i')?;
        // The sign between the parts is the one that leaves a float on either side of it.
        let signs = pair.rmatch_indices(['+', '-']).map(|(at, _)| at).take(3);
        signs
            .filter_map(|at| Some((float(pair.get(..at)?)?, float(pair.get(at..)?)?)))
            .map(|(re, im)| Self::of_complex(re, im))
            .next()
    }

    /// Any other number.
    pub(super) fn parse(text: &str) -> Result<Self, NumberError> {
        if let Some(imaginary) = text.strip_suffix('i').and_then(float) {
            return Ok(Self::of_complex(0.0, imaginary));
        }
        let int = signed(text);
        let uint = magnitude(text).or(int.filter(|n| *n == 0).map(|_| 0));
        if let Some(float) = int.map(|n| n as f64).or(uint.map(|n| n as f64)) {
            return Ok(Self { int, uint, float: Some(float), complex: None });
        }
        let value = float(text).ok_or(NumberError::Illegal)?;
        if !text.contains(['.', 'e', 'E', 'p', 'P']) {
            return Err(NumberError::Overflow);
        }
        Ok(Self { complex: None, ..Self::of_float(value) })
    }

    fn of_float(value: f64) -> Self {
        // The bounds are exact powers of two; the cast is exact for whole numbers within them.
        let whole = value.trunc() == value;
        let int =
            whole && (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value);
        let uint = whole && (0.0..18_446_744_073_709_551_616.0).contains(&value);
        Self {
            int: int.then_some(value as i64),
            uint: uint.then_some(value as u64),
            float: Some(value),
            complex: None,
        }
    }

    fn of_complex(re: f64, im: f64) -> Self {
        let real = if im == 0.0 { Self::of_float(re) } else { Self::default() };
        Self { complex: Some((re, im)), ..real }
    }
}

fn signed(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(digits) => 0i64.checked_sub_unsigned(magnitude(digits)?),
        None => i64::try_from(magnitude(text.strip_prefix('+').unwrap_or(text))?).ok(),
    }
}

/// An integer without a sign, its base told by its prefix.
fn magnitude(text: &str) -> Option<u64> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) || !underscores_divide_digits(text) {
        return None;
    }
    let (radix, digits) = match text.as_bytes() {
        [b'0', b'b' | b'B', _, ..] => (2, &text[2..]),
        [b'0', b'o' | b'O', _, ..] => (8, &text[2..]),
        [b'0', b'x' | b'X', _, ..] => (16, &text[2..]),
        [b'0', _, ..] => (8, &text[1..]),
        _ => (10, text),
    };
    digits.bytes().filter(|byte| *byte != b'_').try_fold(0u64, |value, byte| {
        let digit = char::from(byte).to_digit(radix)?;
        value.checked_mul(u64::from(radix))?.checked_add(u64::from(digit))
    })
}

/// Go's `ParseFloat`; a value out of range is no float.
fn float(text: &str) -> Option<f64> {
    if text.contains('_') {
        return underscores_divide_digits(text).then(|| float(&text.replace('_', "")))?;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let value = match unsigned.strip_prefix("0x").or(unsigned.strip_prefix("0X")) {
        Some(hex) => hex_float(hex)? * if text.starts_with('-') { -1.0 } else { 1.0 },
        None => text.parse().ok()?,
    };
    value.is_finite().then_some(value)
}

/// A hexadecimal float after its `0x`. Digits past the 64th bit are dropped, not rounded.
fn hex_float(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['p', 'P'])?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut value = 0u64;
    let mut scale = 0i32;
    for (at, digit) in whole.chars().chain(fraction.chars()).enumerate() {
        let digit = u64::from(digit.to_digit(16)?);
        let dropped = value >> 60 != 0;
        value = if dropped { value } else { value << 4 | digit };
        let in_fraction = at >= whole.len();
        scale = scale.saturating_add(4 * (i32::from(dropped) - i32::from(in_fraction)));
    }
    if mantissa.len() < 1 + usize::from(mantissa.contains('.')) {
        return None;
    }
    let exponent = scale.saturating_add(exponent_value(exponent)?).clamp(-1200, 1200);
    // Two steps, because one power of two may lie out of range where the product does not.
    let half = exponent / 2;
    Some(value as f64 * 2f64.powi(half) * 2f64.powi(exponent - half))
}

fn exponent_value(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = digits.parse().unwrap_or(i32::MAX);
    Some(if text.starts_with('-') { -value } else { value })
}

/// True when each `_` follows a digit or a base prefix and precedes a digit.
fn underscores_divide_digits(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let bytes = digits.as_bytes();
    let prefixed = matches!(bytes, [b'0', b'b' | b'B' | b'o' | b'O' | b'x' | b'X', ..]);
    let hex = matches!(bytes, [b'0', b'x' | b'X', ..]);
    let is_digit = |byte: u8| byte.is_ascii_digit() || hex && byte.is_ascii_hexdigit();
    let number = &bytes[if prefixed { 2 } else { 0 }..];
    number.iter().enumerate().all(|(at, byte)| {
        let before = if at == 0 { prefixed } else { is_digit(number[at - 1]) };
        let after = number.get(at + 1).is_some_and(|next| is_digit(*next));
        *byte != b'_' || before && after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(int: Option<i64>, uint: Option<u64>, float: Option<f64>) -> Number {
        Number { int, uint, float, complex: None }
    }

    #[test]
    fn integers_are_floats_too() {
        for (text, value) in [
            ("0", 0),
            ("12", 12),
            ("0x1F", 31),
            ("0X1f", 31),
            ("0b101", 5),
            ("0o17", 15),
            ("017", 15),
            ("1_000", 1000),
            ("0x_f", 15),
            ("1e3", 1000),
            ("2.0", 2),
            ("0x1p4", 16),
            ("0x.8p1", 1),
        ] {
            let float = value as f64;
            let expected = number(Some(value), Some(value as u64), Some(float));
            assert_eq!(Number::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn signs_and_sizes_limit_the_types() {
        assert_eq!(Number::parse("-5"), Ok(number(Some(-5), None, Some(-5.0))));
        assert_eq!(Number::parse("+5"), Ok(number(Some(5), None, Some(5.0))));
        assert_eq!(Number::parse("-0"), Ok(number(Some(0), Some(0), Some(0.0))));
        assert_eq!(Number::parse("1.5"), Ok(number(None, None, Some(1.5))));
        assert_eq!(Number::parse("-0x1.8p0"), Ok(number(None, None, Some(-1.5))));
        let big = Number::parse("18446744073709551615").unwrap();
        assert_eq!((big.int, big.uint), (None, Some(u64::MAX)));
        let low = Number::parse("-9223372036854775808").unwrap();
        assert_eq!(low.int, Some(i64::MIN));
        assert_eq!(Number::parse("1e19").unwrap().int, None);
        assert_eq!(Number::parse("1e20").unwrap().uint, None);
    }

    #[test]
    fn numbers_that_are_none() {
        for text in
            ["1e", "1e+", "+", "-", "1__0", "_1", "1_", "0x", "0x1.8", "0o17.5", "1e999", "0x_"]
        {
            assert_eq!(Number::parse(text), Err(NumberError::Illegal), "{text}");
        }
        for text in ["18446744073709551616", "089", "-9223372036854775809"] {
            assert_eq!(Number::parse(text), Err(NumberError::Overflow), "{text}");
        }
    }

    #[test]
    fn complex_constants_without_imaginary_part_are_plain() {
        let plain = Number::complex("1e+1+0e-3i").unwrap();
        assert_eq!((plain.int, plain.complex), (Some(10), Some((10.0, 0.0))));
        assert_eq!(Number::complex("1-2i").unwrap().complex, Some((1.0, -2.0)));
        assert_eq!(Number::complex("1-2i").unwrap().float, None);
        assert_eq!(Number::parse("2i").unwrap().complex, Some((0.0, 2.0)));
        assert_eq!(Number::parse("0i").unwrap().int, Some(0));
        for text in ["1+i", "1i+2i", "0o1+1i", "0xe+1i", "-+2i"] {
            assert_eq!(Number::complex(text), None, "{text}");
        }
    }
}
