//! SHA-1, SHA-2 and Adler-32 as hexadecimal text. Charts hash their own files with them to restart
//! pods, never to protect anything.

/// The text with the padding of the SHA family: a one, zeros, and the length in bits.
fn padded(bytes: &[u8], block: usize) -> Vec<u8> {
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    while padded.len() % block != block - block / 8 {
        padded.push(0);
    }
    let bits = (bytes.len() as u128) * 8;
    padded.extend_from_slice(&bits.to_be_bytes()[16 - block / 8..]);
    padded
}

fn hexadecimal(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect()
}

fn words32(block: &[u8]) -> impl Iterator<Item = u32> {
    block.chunks(4).map(|word| word.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)))
}

fn words64(block: &[u8]) -> impl Iterator<Item = u64> {
    block.chunks(8).map(|word| word.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)))
}

pub(super) fn sha1(bytes: &[u8]) -> String {
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded(bytes, 64).chunks(64) {
        let mut schedule: Vec<u32> = words32(block).collect();
        for t in 16..80 {
            let word = schedule[t - 3] ^ schedule[t - 8] ^ schedule[t - 14] ^ schedule[t - 16];
            schedule.push(word.rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (t, word) in schedule.iter().enumerate() {
            let (f, k) = match t {
                0..20 => (b & c | !b & d, 0x5a82_7999u32),
                20..40 => (b ^ c ^ d, 0x6ed9_eba1),
                40..60 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6),
            };
            let next = a.rotate_left(5).wrapping_add(f).wrapping_add(e);
            let next = next.wrapping_add(k).wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        }
        for (place, value) in state.iter_mut().zip([a, b, c, d, e]) {
            *place = place.wrapping_add(value);
        }
    }
    hexadecimal(state.iter().map(|word| format!("{word:08x}")))
}

/// The first 80 primes, from whose roots the constants of SHA-2 are taken.
fn primes() -> Vec<u64> {
    let is_prime = |n: &u64| (2..*n).take_while(|d| d * d <= *n).all(|d| !n.is_multiple_of(d));
    (2..).filter(is_prime).take(80).collect()
}

/// The first 64 bits behind the point of the square or cube root of a number.
fn root_fraction(number: u64, power: u32) -> u64 {
    // The root of number * 2^(64 * power), by halving what floating point leaves open.
    let root = if power == 2 { (number as f64).sqrt() } else { (number as f64).cbrt() };
    let near = (root * 2f64.powi(64)) as u128;
    let (mut low, mut high) = (near - (1 << 24), near + (1 << 24));
    while high - low > 1 {
        let middle = low.midpoint(high);
        if fits(middle, number, power) { low = middle } else { high = middle }
    }
    low as u64
}

/// True when middle^power <= number * 2^(64 * power), with numbers of any length.
fn fits(middle: u128, number: u64, power: u32) -> bool {
    let limbs = |value: u128| -> Vec<u64> { vec![value as u64, (value >> 64) as u64] };
    let mut product = vec![1u64];
    for _ in 0..power {
        product = multiplied(&product, &limbs(middle));
    }
    let mut limit = vec![0u64; power as usize];
    limit.push(number);
    let length = product.len().max(limit.len());
    product.resize(length, 0);
    limit.resize(length, 0);
    product.iter().rev().cmp(limit.iter().rev()).is_le()
}

fn multiplied(left: &[u64], right: &[u64]) -> Vec<u64> {
    let mut out = vec![0u64; left.len() + right.len()];
    for (i, a) in left.iter().enumerate() {
        let mut carry = 0u128;
        for (j, b) in right.iter().enumerate() {
            let sum = u128::from(*a) * u128::from(*b) + u128::from(out[i + j]) + carry;
            out[i + j] = sum as u64;
            carry = sum >> 64;
        }
        out[i + right.len()] = carry as u64;
    }
    out
}

/// The round constants and the initial state, of SHA-512; those of SHA-256 are their upper halves.
fn constants() -> &'static (Vec<u64>, Vec<u64>) {
    static CONSTANTS: std::sync::OnceLock<(Vec<u64>, Vec<u64>)> = std::sync::OnceLock::new();
    CONSTANTS.get_or_init(|| {
        let primes = primes();
        let rounds = primes.iter().map(|prime| root_fraction(*prime, 3)).collect();
        (rounds, primes.iter().take(8).map(|prime| root_fraction(*prime, 2)).collect())
    })
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    let (rounds, initial) = constants();
    let mut state = [0u32; 8];
    state.iter_mut().zip(initial).for_each(|(place, word)| *place = (word >> 32) as u32);
    let rounds: Vec<u32> = rounds.iter().take(64).map(|word| (word >> 32) as u32).collect();
    for block in padded(bytes, 64).chunks(64) {
        let mut schedule = [0u32; 64];
        schedule.iter_mut().zip(words32(block)).for_each(|(place, word)| *place = word);
        for t in 16..64 {
            let (x, y) = (schedule[t - 15], schedule[t - 2]);
            let s0 = x.rotate_right(7) ^ x.rotate_right(18) ^ x >> 3;
            let s1 = y.rotate_right(17) ^ y.rotate_right(19) ^ y >> 10;
            let word = schedule[t - 16].wrapping_add(s0).wrapping_add(schedule[t - 7]);
            schedule[t] = word.wrapping_add(s1);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for (k, word) in rounds.iter().zip(&schedule) {
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let choice = e & f ^ !e & g;
            let first = h.wrapping_add(s1).wrapping_add(choice);
            let first = first.wrapping_add(*k).wrapping_add(*word);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let majority = a & b ^ a & c ^ b & c;
            (h, g, f, e) = (g, f, e, d.wrapping_add(first));
            (d, c, b, a) = (c, b, a, first.wrapping_add(s0).wrapping_add(majority));
        }
        let round = [a, b, c, d, e, f, g, h];
        state.iter_mut().zip(round).for_each(|(place, value)| *place = place.wrapping_add(value));
    }
    hexadecimal(state.iter().map(|word| format!("{word:08x}")))
}

pub(super) fn sha512(bytes: &[u8]) -> String {
    let (rounds, initial) = constants();
    let mut state = initial.clone();
    for block in padded(bytes, 128).chunks(128) {
        let mut schedule: Vec<u64> = words64(block).collect();
        for t in 16..80 {
            let (x, y) = (schedule[t - 15], schedule[t - 2]);
            let s0 = x.rotate_right(1) ^ x.rotate_right(8) ^ x >> 7;
            let s1 = y.rotate_right(19) ^ y.rotate_right(61) ^ y >> 6;
            let word = schedule[t - 16].wrapping_add(s0).wrapping_add(schedule[t - 7]);
            schedule.push(word.wrapping_add(s1));
        }
        let mut w = state.clone();
        for (k, word) in rounds.iter().zip(&schedule) {
            let s1 = w[4].rotate_right(14) ^ w[4].rotate_right(18) ^ w[4].rotate_right(41);
            let choice = w[4] & w[5] ^ !w[4] & w[6];
            let first = w[7].wrapping_add(s1).wrapping_add(choice);
            let first = first.wrapping_add(*k).wrapping_add(*word);
            let s0 = w[0].rotate_right(28) ^ w[0].rotate_right(34) ^ w[0].rotate_right(39);
            let majority = w[0] & w[1] ^ w[0] & w[2] ^ w[1] & w[2];
            w.rotate_right(1);
            w[4] = w[4].wrapping_add(first);
            w[0] = first.wrapping_add(s0).wrapping_add(majority);
        }
        state.iter_mut().zip(w).for_each(|(place, value)| *place = place.wrapping_add(value));
    }
    hexadecimal(state.iter().map(|word| format!("{word:016x}")))
}

pub(super) fn adler32(bytes: &[u8]) -> String {
    let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    (b << 16 | a).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    // The examples of FIPS 180.
    #[test]
    fn digests_are_those_of_the_standard() {
        assert_eq!(sha1(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let text = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        assert_eq!(sha1(text), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            sha256(text),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        );
        assert!(sha512(b"abc").starts_with("ddaf35a193617abacc417349ae204131"));
        assert!(sha512(b"").starts_with("cf83e1357eefb8bdf1542850d66d8007"));
        assert_eq!(adler32(b"Wikipedia"), "300286872");
    }
}
