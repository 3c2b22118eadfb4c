//! The order of keys: letters by their code, numbers within by their value.

use std::cmp::Ordering;

/// Sorts as go-yaml does: `a2` before `a10`, other characters before letters.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let mut pairs = left.char_indices().zip(right.chars());
    let Some(((at, x), y)) = pairs.find(|((_, x), y)| x != y) else {
        return left.len().cmp(&right.len());
    };
    match (x.is_alphabetic(), y.is_alphabetic()) {
        (true, true) => return x.cmp(&y),
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    // Zeros count only within a number that has begun.
    let begun = (x == '0' || y == '0')
        && left[..at].bytes().rev().take_while(u8::is_ascii_digit).any(|digit| digit != b'0');
    let number = |text: &str| {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit);
        digits.fold((i64::from(begun), 0), |(value, length), digit| {
            (value.wrapping_mul(10).wrapping_add(i64::from(digit - b'0')), length + 1)
        })
    };
    number(left).cmp(&number(right)).then(x.cmp(&y))
}
