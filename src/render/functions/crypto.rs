//! Checksums, and what depends on chance. Keys, certificates and encrypted texts are fixed
//! placeholders of the right shape: a linter must say the same of the same pack on every run.

mod digest;

use super::super::evaluate::Engine;
use super::super::failure::Outcome;
use super::super::print::shown;
use super::super::value::{Map, MapKind, Value};
use super::arguments::{any, count, int, text, whole_text};
use super::encoding::base64;
use super::{Function, Type, fixed, variadic};

const S: Type = Type::String;

pub(super) static FUNCTIONS: &[Function] = &[
    fixed("sha1sum", &[S], |_, a| Ok(digest::sha1(whole_text(a, 0).as_bytes()).into())),
    fixed("sha256sum", &[S], |_, a| Ok(digest::sha256(whole_text(a, 0).as_bytes()).into())),
    fixed("sha512sum", &[S], |_, a| Ok(digest::sha512(whole_text(a, 0).as_bytes()).into())),
    fixed("adler32sum", &[S], |_, a| Ok(digest::adler32(whole_text(a, 0).as_bytes()).into())),
    fixed("randAlphaNum", &[Type::Int], |engine, a| random(engine, int(a, 0), ALPHANUMERIC)),
    fixed("randAlpha", &[Type::Int], |engine, a| random(engine, int(a, 0), &ALPHANUMERIC[10..])),
    fixed("randNumeric", &[Type::Int], |engine, a| random(engine, int(a, 0), &ALPHANUMERIC[..10])),
    fixed("randAscii", &[Type::Int], |engine, a| random(engine, int(a, 0), ALPHANUMERIC)),
    fixed("randBytes", &[Type::Int], |engine, a| {
        let size = usize::try_from(int(a, 0)).unwrap_or(0);
        count(engine, size, 2)?;
        Ok(base64(&vec![b'x'; size]).into())
    }),
    fixed("uuidv4", &[], |engine, _| Ok(uuid(engine).into())),
    fixed("shuffle", &[S], |_, a| Ok(any(a, 0))),
    fixed("bcrypt", &[S], |_, _| Ok(BCRYPT.into())),
    fixed("htpasswd", &[S, S], |_, a| Ok(format!("{}:{BCRYPT}", text(a, 0)).into())),
    fixed("derivePassword", &[Type::Any, S, S, S, S], |_, _| Ok("ZedaFaxcZaso9*".into())),
    variadic("genPrivateKey", &[S], Type::Any, |_, _| Ok(pem("RSA PRIVATE KEY").into())),
    fixed("buildCustomCert", &[S, S], |_, a| {
        let plain =
            |at| String::from_utf8_lossy(&super::encoding::unbase64(text(a, at))).into_owned();
        Ok(certificate(&plain(0), &plain(1)))
    }),
    fixed("genCA", &[S, Type::Int], |_, _| Ok(made_certificate())),
    fixed("genCAWithKey", &[S, Type::Int, S], |_, _| Ok(made_certificate())),
    fixed("genSelfSignedCert", SELF_SIGNED, |_, _| Ok(made_certificate())),
    fixed("genSelfSignedCertWithKey", SELF_SIGNED_WITH_KEY, |_, _| Ok(made_certificate())),
    fixed("genSignedCert", SIGNED, |_, _| Ok(made_certificate())),
    fixed("genSignedCertWithKey", SIGNED_WITH_KEY, |_, _| Ok(made_certificate())),
    fixed("encryptAES", &[S, S], |_, a| Ok(base64(text(a, 1).as_bytes()).into())),
    fixed("decryptAES", &[S, S], |engine, a| {
        let bytes = super::encoding::unbase64(text(a, 1));
        Ok(shown(&mut engine.budget, &String::from_utf8_lossy(&bytes).into_owned().into())?.into())
    }),
];

const SELF_SIGNED: &[Type] = &[S, Type::Any, Type::Any, Type::Int];
const SELF_SIGNED_WITH_KEY: &[Type] = &[S, Type::Any, Type::Any, Type::Int, S];
const SIGNED: &[Type] = &[S, Type::Any, Type::Any, Type::Int, Type::Any];
const SIGNED_WITH_KEY: &[Type] = &[S, Type::Any, Type::Any, Type::Int, Type::Any, S];

const ALPHANUMERIC: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The hash of nothing that anybody knows.
const BCRYPT: &str = "$2a$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";

fn random(engine: &mut Engine<'_>, length: i64, alphabet: &[u8]) -> Outcome<Value> {
    let length = usize::try_from(length).unwrap_or(0);
    count(engine, length, 8)?;
    let mut letter = || {
        let at = engine.next_random() % alphabet.len() as u64;
        char::from(alphabet.get(at as usize).copied().unwrap_or(b'x'))
    };
    Ok((0..length).map(|_| letter()).collect::<String>().into())
}

fn uuid(engine: &mut Engine<'_>) -> String {
    let (high, low) = (engine.next_random(), engine.next_random());
    let high = high & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

fn pem(kind: &str) -> String {
    let body = base64("made by palint in place of a secret".as_bytes());
    format!("-----BEGIN {kind}-----\n{body}\n-----END {kind}-----\n")
}

fn certificate(certificate: &str, key: &str) -> Value {
    let members = [("Cert", certificate), ("Key", key)];
    let members = members.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
    Map::new(MapKind::Strings, members).into()
}

fn made_certificate() -> Value {
    certificate(&pem("CERTIFICATE"), &pem("RSA PRIVATE KEY"))
}
