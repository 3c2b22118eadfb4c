//! Numbers as Go writes and reads them.

/// Decimal digits, and the power of ten behind the first.
fn digits_of(value: f64, precision: Option<usize>) -> (String, i32) {
    let text = match precision {
        Some(precision) => format!("{:.*e}", precision, value.abs()),
        None => format!("{:e}", value.abs()),
    };
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    (mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
}

fn special(value: f64) -> Option<&'static str> {
    match value {
        _ if value.is_nan() => Some("NaN"),
        _ if value == f64::INFINITY => Some("+Inf"),
        _ if value == f64::NEG_INFINITY => Some("-Inf"),
        _ => None,
    }
}

fn sign(value: f64) -> &'static str {
    if value.is_sign_negative() { "-" } else { "" }
}

/// `%e`: `1.5e+06`.
pub fn exponential(value: f64, precision: Option<usize>) -> String {
    if let Some(text) = special(value) {
        return text.to_owned();
    }
    let (digits, exponent) = digits_of(value, precision);
    format!("{}{}", sign(value), scientific(&digits, exponent))
}

fn scientific(digits: &str, exponent: i32) -> String {
    let (first, rest) = digits.split_at(1.min(digits.len()));
    let point = if rest.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}e{sign}{:02}", exponent.unsigned_abs())
}

/// `%f`
pub fn decimal(value: f64, precision: Option<usize>) -> String {
    if let Some(text) = special(value) {
        return text.to_owned();
    }
    match precision {
        Some(precision) => format!("{value:.precision$}"),
        None => format!("{value}"),
    }
}

/// `%g`: an exponent where the number is large or small for its precision, six digits where it
/// has none.
pub fn general(value: f64, precision: Option<usize>) -> String {
    if let Some(text) = special(value) {
        return text.to_owned();
    }
    let precision = precision.map(|precision| precision.max(1));
    let (mut digits, exponent) = digits_of(value, precision.map(|precision| precision - 1));
    let count = digits.len() as i32;
    let mut limit = precision.map_or(6, |precision| precision as i32);
    if precision.is_some() {
        digits = digits.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            digits.push('0');
        }
    }
    let kept = digits.len() as i32;
    if precision.is_some() && limit > kept && kept > exponent {
        limit = kept.max(1);
        let _ = count;
    }
    if exponent < -4 || exponent >= limit {
        return format!("{}{}", sign(value), scientific(&digits, exponent));
    }
    format!("{}{}", sign(value), plain(&digits, exponent))
}

fn plain(digits: &str, exponent: i32) -> String {
    if exponent < 0 {
        let zeros = "0".repeat((-exponent - 1).unsigned_abs() as usize);
        return format!("0.{zeros}{digits}");
    }
    let whole = exponent.unsigned_abs() as usize + 1;
    match digits.split_at_checked(whole) {
        Some((whole, "")) => whole.to_owned(),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => format!("{digits}{}", "0".repeat(whole - digits.len())),
    }
}

/// A number as `encoding/json` writes it.
pub fn json(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        let (digits, exponent) = digits_of(value, None);
        let text = scientific(&digits, exponent);
        // `e-09` becomes `e-9`.
        let text = text.replace("e-0", "e-");
        return Some(format!("{}{text}", sign(value)));
    }
    Some(format!("{value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_print_as_in_go() {
        for (value, text) in [
            (1.0, "1"),
            (1e6, "1e+06"),
            (123456.0, "123456"),
            (1234567.0, "1.234567e+06"),
            (0.5, "0.5"),
            (1e-5, "1e-05"),
            (0.0001, "0.0001"),
            (-0.0, "-0"),
            (1e21, "1e+21"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(general(value, None), text);
        }
        assert_eq!(general(123456.0, Some(3)), "1.23e+05");
        assert_eq!(general(100000.0, Some(6)), "100000");
        assert_eq!(exponential(1234.5, Some(2)), "1.23e+03");
        assert_eq!(json(1e21).as_deref(), Some("1e+21"));
        assert_eq!(json(1e-7).as_deref(), Some("1e-7"));
        assert_eq!(json(1e6).as_deref(), Some("1000000"));
    }
}
