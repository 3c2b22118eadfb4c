//! What the command line takes, with examples.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

use crate::date::Date;
use crate::model::rendered::KUBE_VERSION;
use crate::report::Format;
use crate::rules::Severity;
use crate::settings::{FailOn, Selector};

/// Lints Spectro Cloud Palette packs and profiles: proves silent mistakes before the push.
#[derive(Debug, Parser)]
#[command(name = "palint", version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lint packs and profiles
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Box<CheckOptions>),
    /// List every rule
    #[command(after_help = "Examples:\n  palint rules\n  palint rules --format json")]
    Rules(RulesOptions),
    /// Print the page of a rule
    #[command(after_help = "Examples:\n  palint explain structure/missing-file")]
    Explain(ExplainOptions),
    /// Draw the layers of a profile
    #[command(after_help = GRAPH_EXAMPLES)]
    Graph(GraphOptions),
    /// Print what a pack would deploy
    #[command(after_help = RENDER_EXAMPLES)]
    Render(Box<RenderOptions>),
    /// List the images that packs need, and which of them they do not bundle
    #[command(after_help = IMAGES_EXAMPLES)]
    Images(ImagesOptions),
    /// Write a commented palint.yaml
    #[command(after_help = "Examples:\n  palint init\n  palint init packs")]
    Init(InitOptions),
    /// Serve an editor on standard input and output
    #[command(after_help = LSP_EXAMPLES)]
    Lsp,
    /// Print an embedded JSON Schema
    #[command(after_help = "Examples:\n  palint schema pack > pack.schema.json")]
    Schema(SchemaOptions),
    /// Print shell completions
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsOptions),
    /// Print a manual page
    #[command(hide = true, after_help = "Examples:\n  palint man > palint.1\n  palint man check")]
    Man(ManOptions),
}

const EXAMPLES: &str = "\
Examples:
  palint check
  palint explain structure/missing-file
  palint check --help";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  palint completions bash > ~/.local/share/bash-completion/completions/palint
  palint completions zsh > ~/.zfunc/_palint
  palint completions fish > ~/.config/fish/completions/palint.fish";

const CHECK_EXAMPLES: &str = "\
Examples:
  palint check                                  every pack below the working directory
  palint check packs/nginx-1.2.3                one pack
  palint check packs/nginx-1.2.3/values.yaml    the pack that holds this file
  palint check profiles/production.yaml main.tf profiles: exports, and Terraform
  palint check --format json --output report.json packs
  palint check --format human --format sarif=palint.sarif packs
  palint check --select structure --fail-on warning packs
  palint check --config strict.yaml packs
  palint check --registry packs profiles        profiles against the packs they name
  palint check --write-baseline palint-baseline.json
  palint check --baseline palint-baseline.json
  palint check --changed-since origin/main
  palint check --fix --diff packs               what --fix would change
  palint check --fix packs                      mend what is certain, report the rest
  palint check --add-ignores --reason 'before palint' packs
  palint check - --stdin-filename packs/nginx-1.2.3/values.yaml < buffer
  palint check - --stdin-filename packs/nginx-1.2.3/values.yaml --fix < buffer > fixed

Exit status:
  0  nothing at or above --fail-on (with --fix: nothing is left)
  1  something is, or --diff has shown a change
  2  palint could not do its work";

#[derive(Debug, Args)]
#[group(skip)]
#[command(group = ArgGroup::new("rewrites").args(["fix", "add_ignores"]).multiple(true))]
pub(super) struct CheckOptions {
    /// Packs, directories above packs and profiles, files inside packs, packed packs (.tgz, .tar.gz),
    /// profiles (.json, .yaml, .tf), or `-`
    #[arg(default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// The file that standard input stands in for, when PATHS is `-`
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,

    /// How to print: human, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle or rdjson;
    /// FORMAT=FILE writes that one to a file [default: human]
    #[arg(long = "format", value_name = "FORMAT[=FILE]")]
    pub(super) formats: Vec<FormatTo>,

    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Run only these rules or groups
    #[arg(long, value_name = "RULE,...", value_delimiter = ',', value_parser = Selector::parse)]
    pub(super) select: Vec<Selector>,

    /// Do not run these rules or groups
    #[arg(long, value_name = "RULE,...", value_delimiter = ',', value_parser = Selector::parse)]
    pub(super) ignore: Vec<Selector>,

    /// Change the severity of a rule or group: error, warning, info or off
    #[arg(long = "severity", value_name = "RULE=LEVEL", value_delimiter = ',')]
    pub(super) severities: Vec<SeverityOf>,

    /// Exit with status 1 when something is at least this grave [default: error]
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_on: Option<FailOn>,

    /// Exit with status 0 whatever is found
    #[arg(long)]
    pub(super) exit_zero: bool,

    /// Mend what can be mended for certain, and report what is left
    #[arg(long)]
    pub(super) fix: bool,

    /// With --fix, also mend what needs a look afterwards
    #[arg(long)]
    pub(super) unsafe_fixes: bool,

    /// Write a comment or an entry of palint.yaml for everything that is reported
    #[arg(long, requires = "reason", conflicts_with_all = ["isolated", "baseline", "write_baseline"])]
    pub(super) add_ignores: bool,

    /// Why, for --add-ignores
    #[arg(long, value_name = "TEXT", requires = "add_ignores", value_parser = reason)]
    pub(super) reason: Option<String>,

    /// With --fix or --add-ignores, print the changes as a unified diff and write nothing; the exit
    /// status is 1 where there are any
    #[arg(long, requires = "rewrites")]
    pub(super) diff: bool,

    /// Use this configuration for every pack, instead of the nearest palint.yaml above each
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,

    /// Read no configuration
    #[arg(long)]
    pub(super) isolated: bool,

    /// Where the packs that profiles name are found: compare their layers with them
    #[arg(long, value_name = "DIR")]
    pub(super) registry: Vec<PathBuf>,

    /// Do not tell what this file lists; --write-baseline writes one
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Write what is found to this file instead of telling it; with --baseline, write what is left
    /// of that
    #[arg(long, value_name = "FILE", conflicts_with_all = ["changed_since", "stdin_filename"])]
    pub(super) write_baseline: Option<PathBuf>,

    /// Lint only packs and profiles with files that changed since this git revision
    #[arg(long, value_name = "REV")]
    pub(super) changed_since: Option<String>,

    /// Take no offence at paths that hold nothing to lint, as hooks pass them
    #[arg(long)]
    pub(super) no_error_on_unmatched: bool,

    /// The day on which end-of-life dates are judged [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<Date>,

    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,

    /// When to use colours; NO_COLOR is respected
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColourChoice,

    /// Print how often each rule spoke instead of the diagnostics
    #[arg(long)]
    pub(super) statistics: bool,

    /// Print diagnostics only: no summary, no progress
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Say on standard error what is linted
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// A reason on one line, as it stands in a comment.
fn reason(text: &str) -> Result<String, String> {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match line.chars().any(char::is_alphanumeric) {
        true => Ok(line),
        false => Err("say why in a few words".to_owned()),
    }
}

impl CheckOptions {
    /// True when standard output holds the fixed text of standard input.
    pub(super) fn rewrites_buffer(&self) -> bool {
        self.fix && self.stdin_filename.is_some()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    Auto,
    Always,
    Never,
}

/// `FORMAT` or `FORMAT=FILE`.
#[derive(Debug, Clone)]
pub(super) struct FormatTo {
    pub(super) format: Format,
    pub(super) file: Option<PathBuf>,
}

impl std::str::FromStr for FormatTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((_, "")) => Err("the name of a file is missing behind `=`".into()),
            Some((name, file)) => Ok(Self { format: name.parse()?, file: Some(file.into()) }),
            None => Ok(Self { format: text.parse()?, file: None }),
        }
    }
}

/// `RULE=LEVEL`.
#[derive(Debug, Clone)]
pub(super) struct SeverityOf {
    pub(super) selector: Selector,
    pub(super) severity: Option<Severity>,
}

impl std::str::FromStr for SeverityOf {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, level) = text.split_once('=').ok_or("write it as RULE=LEVEL")?;
        let severity = match level {
            "off" => None,
            level => Some(level.parse::<Severity>().map_err(|error| format!("{error}, or off"))?),
        };
        Ok(Self { selector: Selector::parse(name)?, severity })
    }
}

#[derive(Debug, Args)]
pub(super) struct RulesOptions {
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The rule, such as structure/missing-file
    pub(super) rule: String,
}

const RENDER_EXAMPLES: &str = "\
Examples:
  palint render packs/nginx-1.2.3
  palint render packs/nginx-1.2.3 --chart nginx
  palint render packs/nginx-1.2.3 --preset internal --preset large
  palint render packs/nginx-1.2.3 --values mine.yaml
  palint render packs/nginx-1.2.3 --kube-version 1.31";

#[derive(Debug, Args)]
pub(super) struct RenderOptions {
    /// The pack
    #[arg(value_name = "PACK")]
    pub(super) pack: PathBuf,

    /// Render only this chart
    #[arg(long, value_name = "NAME")]
    pub(super) chart: Option<String>,

    /// Apply this preset of presets.yaml; several are applied in the order given
    #[arg(long = "preset", value_name = "NAME")]
    pub(super) presets: Vec<String>,

    /// Lay this file over values.yaml, whose shape it has
    #[arg(long, value_name = "FILE")]
    pub(super) values: Vec<PathBuf>,

    /// The version of Kubernetes that the charts are told
    #[arg(long, value_name = "V", default_value = KUBE_VERSION)]
    pub(super) kube_version: String,
}

const GRAPH_EXAMPLES: &str = "\
Examples:
  palint graph profile.json
  palint graph profile.json --registry packs
  palint graph main.tf --format mermaid >> README.md
  palint graph profile.yaml --format svg > profile.svg
  palint graph profile.yaml --format dot | dot -Tpng > profile.png";

#[derive(Debug, Args)]
pub(super) struct GraphOptions {
    /// A file with a profile: JSON, YAML or Terraform
    #[arg(value_name = "PROFILE")]
    pub(super) profile: PathBuf,

    /// How to draw
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: GraphFormat,

    /// Where the packs that profiles name are found: with them, the picture has dependencies
    #[arg(long, value_name = "DIR")]
    pub(super) registry: Vec<PathBuf>,

    /// When to use colours; NO_COLOR is respected
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColourChoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    Text,
    Mermaid,
    Dot,
    Svg,
}

const IMAGES_EXAMPLES: &str = "\
Examples:
  palint images                                 of every pack below the working directory
  palint images packs/nginx-1.2.3
  palint images --format json packs > images.json

Exit status:
  0  every image that is needed is bundled
  1  one is not
  2  palint could not do its work";

#[derive(Debug, Args)]
pub(super) struct ImagesOptions {
    /// Packs, directories above packs, files inside packs, or packed packs (.tgz, .tar.gz)
    #[arg(default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ListFormat,
}

const LSP_EXAMPLES: &str = "\
Examples:
  palint lsp    what an editor runs; it speaks the Language Server Protocol

  Neovim: vim.lsp.config('palint', { cmd = { 'palint', 'lsp' }, filetypes = { 'json', 'yaml', 'terraform' } })
  Helix:  [language-server.palint]
          command = \"palint\"
          args = [\"lsp\"]";

#[derive(Debug, Args)]
pub(super) struct SchemaOptions {
    /// The schema: app-profile, cluster-profile, config, constraints, pack or presets
    pub(super) name: String,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsOptions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManOptions {
    /// The command, such as check; by default palint itself
    pub(super) command: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// The directory that palint.yaml is written into
    #[arg(default_value = ".")]
    pub(super) directory: PathBuf,

    /// Write over a palint.yaml that is there
    #[arg(long)]
    pub(super) force: bool,
}
