//! What each function does with its arguments, told from its name once and for all.

use std::sync::OnceLock;

use crate::syntax::template::{FUNCTIONS, FunctionId};

/// What a function does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    /// Gives back its last argument in another form.
    Convert,
    Include,
    Tpl,
    /// `and`, `or`: one of the arguments, the last of which is not looked at.
    Junction,
    Default,
    Coalesce,
    Ternary,
    Required,
    /// Asks whether arguments are empty, or of which type.
    Test,
    /// `index`, `get`
    Descend,
    Dig,
    Pluck,
    HasKey,
    Keys,
    Values,
    Len,
    Pick,
    Omit,
    Dict,
    Set,
    Unset,
    Merge,
    List,
    First,
    Last,
    /// Puts items behind a list.
    Append,
    Prepend,
    Concat,
    /// Gives some of the items of a list, or in another order.
    Rearrange,
    Print,
    Printf,
    /// `cat`, `println`: texts with blanks between or behind them.
    Join,
    SplitList,
    /// Its result holds the texts of its arguments.
    Textual,
    /// Uses its arguments as a whole, and makes something that holds nothing of them that is not
    /// used already.
    Use,
}

impl Operation {
    /// What a function does; of one that nobody knows the most is assumed.
    pub(super) fn of(function: Option<FunctionId>) -> Self {
        let table = TABLE.get_or_init(|| FUNCTIONS.iter().map(|name| named(name)).collect());
        function.and_then(|id| table.get(id.index())).copied().unwrap_or(Self::Use)
    }
}

/// In the order of [`FUNCTIONS`].
static TABLE: OnceLock<Vec<Operation>> = OnceLock::new();

fn named(name: &str) -> Operation {
    match &*without_must(name) {
        "toYaml" | "toYamlPretty" | "toJson" | "toPrettyJson" | "toRawJson" | "toToml"
        | "fromYaml" | "fromJson" | "fromYamlArray" | "fromJsonArray" | "fromToml" | "deepCopy" => {
            Operation::Convert
        }
        "include" => Operation::Include,
        "tpl" => Operation::Tpl,
        "and" | "or" => Operation::Junction,
        "default" => Operation::Default,
        "coalesce" => Operation::Coalesce,
        "ternary" => Operation::Ternary,
        "required" => Operation::Required,
        "not" | "empty" | "kindOf" | "kindIs" | "typeOf" | "typeIs" | "typeIsLike" => {
            Operation::Test
        }
        "index" | "get" => Operation::Descend,
        "dig" => Operation::Dig,
        "pluck" => Operation::Pluck,
        "hasKey" => Operation::HasKey,
        "keys" => Operation::Keys,
        "values" => Operation::Values,
        "len" => Operation::Len,
        "pick" => Operation::Pick,
        "omit" => Operation::Omit,
        "dict" => Operation::Dict,
        "set" => Operation::Set,
        "unset" => Operation::Unset,
        "merge" | "mergeOverwrite" => Operation::Merge,
        name => of_lists_and_texts(name),
    }
}

fn of_lists_and_texts(name: &str) -> Operation {
    match name {
        "list" | "tuple" => Operation::List,
        "first" => Operation::First,
        "last" => Operation::Last,
        "append" | "push" => Operation::Append,
        "prepend" => Operation::Prepend,
        "concat" => Operation::Concat,
        "uniq" | "compact" | "reverse" | "sortAlpha" | "initial" | "rest" | "shuffle" | "slice"
        | "without" => Operation::Rearrange,
        "print" => Operation::Print,
        "printf" => Operation::Printf,
        "cat" | "println" => Operation::Join,
        "splitList" => Operation::SplitList,
        "quote"
        | "squote"
        | "toString"
        | "toStrings"
        | "join"
        | "trim"
        | "trimAll"
        | "trimall"
        | "trimPrefix"
        | "trimSuffix"
        | "indent"
        | "nindent"
        | "replace"
        | "lower"
        | "upper"
        | "trunc"
        | "substr"
        | "nospace"
        | "wrap"
        | "split"
        | "regexReplaceAll"
        | "regexReplaceAllLiteral"
        | "regexSplit" => Operation::Textual,
        _ => Operation::Use,
    }
}

/// `mustToYaml` fails where `toYaml` does not, and is the same otherwise.
fn without_must(name: &str) -> String {
    match name.strip_prefix("must").and_then(|rest| Some((rest.chars().next()?, rest))) {
        Some((first, rest)) if first.is_ascii_uppercase() => {
            format!("{}{}", first.to_ascii_lowercase(), &rest[1..])
        }
        _ => name.to_owned(),
    }
}
