//! Names of variables that say that the value is a secret.

/// Last words of such names.
const SECRETS: [&str; 7] = ["password", "passwd", "pwd", "passphrase", "token", "secret", "apikey"];

/// What a key is a secret with.
const KEYS: [&str; 9] = [
    "api",
    "access",
    "secret",
    "private",
    "encryption",
    "auth",
    "registration",
    "signing",
    "account",
];

/// What makes of a secret the name of an object that holds one.
const OBJECTS: [&str; 4] = ["pull", "tls", "cert", "certificate"];

/// True for a name that ends in a word for a secret: `dbPassword`, not `passwordLength`.
pub(super) fn is_secret(name: &str) -> bool {
    let words = words(name);
    let before = words.iter().rev().nth(1).map(String::as_str);
    match words.last().map(String::as_str) {
        Some("key") => before.is_some_and(|word| KEYS.contains(&word)),
        Some("secret") => before.is_none_or(|word| !OBJECTS.contains(&word)),
        Some(last) => SECRETS.contains(&last),
        None => false,
    }
}

/// The words of a name, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous = '_';
    for c in name.chars() {
        let begins = c.is_uppercase() && !previous.is_uppercase();
        if begins || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("it is never empty").extend(c.to_lowercase());
        }
        previous = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn the_last_word_says_what_it_is() {
        let secrets = [
            "password",
            "dbPassword",
            "DB_PASSWORD",
            "NGC_API_KEY",
            "apiKey",
            "sedaiApiToken",
            "client-secret",
            "größePasswd",
            "token",
            "registry_pwd",
        ];
        for name in secrets {
            assert!(is_secret(name), "{name}");
        }
        let others = [
            "passwordLength",
            "tokenTTL",
            "secretName",
            "sshKey",
            "public_key",
            "accessKeyId",
            "imagePullSecret",
            "tls_secret",
            "keyboard",
            "",
            "_",
            "replicas",
            "schlüssel",
        ];
        for name in others {
            assert!(!is_secret(name), "{name}");
        }
    }
}
