//! Kubernetes quantities such as `250m` and `1.5Gi`: only whether a text is one.

/// True for a text that Kubernetes reads as a quantity.
pub fn is_quantity(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let number = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
    let (number, suffix) = unsigned.split_at(number);
    is_decimal(number) && (UNITS.contains(&suffix) || is_exponent(suffix))
}

const UNITS: [&str; 16] =
    ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

fn is_decimal(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.matches('.').count() <= 1
}

fn is_exponent(text: &str) -> bool {
    let power = text.strip_prefix(['e', 'E']);
    let digits = power.map(|power| power.strip_prefix(['+', '-']).unwrap_or(power));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_quantity;

    #[test]
    fn quantities_are_told_from_other_texts() {
        for text in ["0", "1", "250m", "1.5Gi", ".5", "1.", "1E", "1e3", "12E-2", "-1k", "100u"] {
            assert!(is_quantity(text), "{text}");
        }
        for text in ["", "m", "1 Gi", "1GB", "1mi", "1KI", "1.2.3", "1e", "one", "٣", "1µ", "+"] {
            assert!(!is_quantity(text), "{text}");
        }
    }
}
