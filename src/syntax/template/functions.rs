//! The functions that a chart template can call in Helm 4: those of Go, those of sprig without `env`
//! and `expandenv`, and those of Helm. Helm 3 lacks only the newest.

use std::sync::LazyLock;

use foldhash::HashMap;

/// Every function name, sorted bytewise.
#[rustfmt::skip] // one name per line would be most of the file
pub static FUNCTIONS: &[&str] = &[
    "abbrev", "abbrevboth", "add", "add1", "add1f", "addf", "adler32sum", "ago", "all", "and",
    "any", "append", "atoi", "b32dec", "b32enc", "b64dec", "b64enc", "base", "bcrypt", "biggest",
    "buildCustomCert", "call", "camelcase", "cat", "ceil", "chunk", "clean", "coalesce", "compact",
    "concat", "contains", "date", "dateInZone", "dateModify", "date_in_zone", "date_modify",
    "decryptAES", "deepCopy", "deepEqual", "default", "derivePassword", "dict", "dig", "dir", "div",
    "divf", "duration", "durationDays", "durationHours", "durationMicroseconds",
    "durationMilliseconds", "durationMinutes", "durationNanoseconds", "durationRound",
    "durationRoundTo", "durationSeconds", "durationTruncateTo", "durationWeeks", "empty",
    "encryptAES", "eq", "ext", "fail", "first", "float64", "floor", "fromJson", "fromJsonArray",
    "fromToml", "fromYaml", "fromYamlArray", "ge", "genCA", "genCAWithKey", "genPrivateKey",
    "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey", "get",
    "getHostByName", "gt", "has", "hasKey", "hasPrefix", "hasSuffix", "hello", "html", "htmlDate",
    "htmlDateInZone", "htpasswd", "include", "indent", "index", "initial", "initials", "int",
    "int64", "isAbs", "join", "js", "kebabcase", "keys", "kindIs", "kindOf", "last", "le", "len",
    "list", "lookup", "lower", "lt", "max", "maxf", "merge", "mergeOverwrite", "min", "minf", "mod",
    "mul", "mulf", "mustAppend", "mustChunk", "mustCompact", "mustDateModify", "mustDeepCopy",
    "mustFirst", "mustFromJson", "mustHas", "mustInitial", "mustLast", "mustMerge",
    "mustMergeOverwrite", "mustPrepend", "mustPush", "mustRegexFind", "mustRegexFindAll",
    "mustRegexMatch", "mustRegexReplaceAll", "mustRegexReplaceAllLiteral", "mustRegexSplit",
    "mustRest", "mustReverse", "mustSlice", "mustToDate", "mustToDuration", "mustToJson",
    "mustToPrettyJson", "mustToRawJson", "mustToYaml", "mustUniq", "mustWithout",
    "must_date_modify", "ne", "nindent", "nospace", "not", "now", "omit", "or", "osBase", "osClean",
    "osDir", "osExt", "osIsAbs", "pick", "pluck", "plural", "prepend", "print", "printf", "println",
    "push", "quote", "randAlpha", "randAlphaNum", "randAscii", "randBytes", "randInt",
    "randNumeric", "regexFind", "regexFindAll", "regexMatch", "regexQuoteMeta", "regexReplaceAll",
    "regexReplaceAllLiteral", "regexSplit", "repeat", "replace", "required", "rest", "reverse",
    "round", "semver", "semverCompare", "seq", "set", "sha1sum", "sha256sum", "sha512sum",
    "shuffle", "slice", "snakecase", "sortAlpha", "split", "splitList", "splitn", "squote", "sub",
    "subf", "substr", "swapcase", "ternary", "title", "toDate", "toDecimal", "toJson",
    "toPrettyJson", "toRawJson", "toString", "toStrings", "toToml", "toYaml", "toYamlPretty", "tpl",
    "trim", "trimAll", "trimPrefix", "trimSuffix", "trimall", "trunc", "tuple", "typeIs",
    "typeIsLike", "typeOf", "uniq", "unixEpoch", "unset", "until", "untilStep", "untitle", "upper",
    "urlJoin", "urlParse", "urlquery", "uuidv4", "values", "without", "wrap", "wrapWith",
];

/// One of [`FUNCTIONS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionId(u16);

/// Every call in every template is looked up.
static IDS: LazyLock<HashMap<&'static str, FunctionId>> =
    LazyLock::new(|| FUNCTIONS.iter().copied().zip((0..).map(FunctionId)).collect());

impl FunctionId {
    /// The function of that name; `None` where Helm knows none.
    pub fn of(name: &str) -> Option<Self> {
        IDS.get(name).copied()
    }

    /// Its place in [`FUNCTIONS`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The name.
    pub fn name(self) -> &'static str {
        FUNCTIONS.get(self.index()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_no_doubles() {
        assert!(FUNCTIONS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn functions_of_all_origins_are_known() {
        for name in ["printf", "urlquery", "nindent", "mustRegexReplaceAllLiteral", "tuple"] {
            assert!(FunctionId::of(name).is_some(), "{name}");
        }
        for name in ["include", "tpl", "required", "lookup", "toYamlPretty", "fromJsonArray"] {
            assert!(FunctionId::of(name).is_some(), "{name}");
        }
        for name in ["env", "expandenv", "if", "break", "nil", "", "ToYaml"] {
            assert!(FunctionId::of(name).is_none(), "{name}");
        }
    }
}
