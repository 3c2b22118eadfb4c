//! Every limit of palint in one place, each with the reason for its number.
//!
//! What is measured here was measured over the 220 packs of the public community repository.

/// Bytes of a single text, image or compressed archive that is read. The largest real text is 2.5 MB. What
/// is found in a text keeps it until the report is written.
pub const FILE_BYTES: u64 = 5 << 20;

/// Values, keys and collections of one text: twice as many as the largest real pack has in all.
pub const NODES: usize = 250_000;

/// Words, signs and texts of one template. The largest real one has some tens of thousands; the tree
/// takes sixty bytes for each.
pub const TOKENS: usize = 500_000;

/// Documents of one YAML text. The largest real one has some hundreds.
pub const DOCUMENTS: usize = 10_000;

/// Bytes of all texts and archives of one pack, inflated. The largest real pack needs 10 MB.
pub const PACK_BYTES: usize = 20 << 20;

/// Values, keys and collections of all texts of one pack, what its charts write included. The largest
/// real pack has 130,000; a tree takes some thirty bytes for each.
pub const PACK_NODES: usize = 500_000;

/// Nesting of JSON and YAML collections. The deepest real file has 19 levels; the stack of a thread
/// holds this many frames of any walk over the tree with room to spare.
pub const NESTING: usize = 255;

/// Nodes of a YAML document after all aliases are followed: as many as it may have without them.
pub const EXPANDED_NODES: u64 = NODES as u64;

/// Bytes of text in a YAML document after all aliases are followed: as many as a file may have
/// without them.
pub const EXPANDED_BYTES: u64 = FILE_BYTES;

/// Problems that are told of one text before palint stops reading it: beyond a few, the rest are
/// consequences.
pub const PROBLEMS: usize = 20;

/// Places where one text does not follow its schema. No real pack.json has two; each costs a walk
/// over the keys around it.
pub const VIOLATIONS: usize = 100;

/// Repairs of under-indented quoted scalars in one YAML file. Each costs another parse; the real
/// file that needs the most needs 23.
pub const REPAIRS: usize = 64;

/// Comments between two YAML tokens. Real values.yaml files have runs of 247; the parser buffers
/// them, so that the number bounds memory only together with [`FILE_BYTES`].
pub const BUFFERED_COMMENTS: usize = 1_000_000;

/// Files and directories in one pack. The largest real pack has about 700.
pub const PACK_ENTRIES: usize = 100_000;

/// Inflated bytes of one archive: the largest real chart archive inflates to 4.8 MB.
pub const ARCHIVE_BYTES: usize = PACK_BYTES;

/// Inflated bytes per compressed byte: real archives reach 21, an archive of zeros a thousand.
pub const ARCHIVE_RATIO: usize = 200;

/// Inflated bytes up to which [`ARCHIVE_RATIO`] is not looked at: a small archive of very regular
/// files may be that dense, and costs little.
pub const ARCHIVE_RATIO_FROM: usize = 16 << 20;

/// Entries of one archive: the largest real chart has 347.
pub const ARCHIVE_ENTRIES: usize = 20_000;

/// Bytes of the name of an entry. The longest real one has 148; each `/` in it is a directory.
pub const ARCHIVE_NAME: usize = 1024;

/// Archives within archives that are opened: Helm packs a dependency unpacked or as one archive in
/// `charts/`, and no real chart goes deeper than that.
pub const ARCHIVE_NESTING: usize = 2;

/// Macros of one pack. The pack with the most has four.
pub const MACROS: usize = 10_000;

/// Presets of one pack: the pack with the most has twelve.
pub const PRESETS: usize = 2_000;

/// Paths in one `remove`. The longest real list has four.
pub const REMOVED_PATHS: usize = 100;

/// Keys of values.yaml and of all presets of one pack together. The real pack with the most has
/// 1,542.
pub const KNOWN_KEYS: usize = 50_000;

/// Presets that the header of values.yaml names. The longest real header names eight.
pub const ENABLED_PRESETS: usize = 100;

/// Mappings that are asked for one dotted path. A key may hold dots, so each dot may end a key or
/// not.
pub const PATH_STEPS: usize = 1_000;

/// Values that presets set, and comparisons of one with another preset of its group. No real pack is
/// cut short by it.
pub const RESIDUE_STEPS: usize = 100_000;

/// Dependencies, resources and components of one pack that are compared with others or looked up. The
/// largest real pack has 14.
pub const CONSTRAINTS: usize = 1_000;

/// Parameters of a `values.yaml` that are written down by their path: ten times those of the largest
/// real file, whose charts count twice.
pub const PARAMETERS: usize = 30_000;

/// Bytes of such a path. The longest real one has 133.
pub const PARAMETER_PATH: usize = 500;

/// Bytes of a pack.json that is kept until all packs are linted. The largest real one has 2.3 kB.
pub const INDEXED_BYTES: usize = 1 << 20;

/// Images of a pack that are kept until all packs are linted. The largest real pack lists 34.
pub const INDEXED_IMAGES: usize = 1_000;

/// Bytes of the name of such an image: a registry takes no longer one.
pub const INDEXED_IMAGE: usize = 512;

/// Bytes of a regular expression that is tried on a value: real ones have less than a hundred.
pub const PATTERN_BYTES: usize = 8 * 1024;

/// Bytes of the program that a regular expression is compiled to. One that repeats a class of
/// letters a thousand times still fits.
pub const PATTERN_PROGRAM: usize = 1 << 20;

/// Keys that are compared to find the parameters that schema.yaml names. The real pack that needs
/// the most has a thousand keys and twenty constraints.
pub const COMPARED_KEYS: u64 = 2_000_000;

/// Bytes of a value that is matched against a format of schema.yaml, and ways to split it that are
/// tried where a format has several parts.
pub const MATCHED_BYTES: usize = 4096;
/// See [`MATCHED_BYTES`].
pub const MATCHED_SPLITS: usize = 500;

/// Missing files of one pack for which a file that was meant is searched. Real packs lack one.
pub const SUGGESTIONS: usize = 10;

/// Files that are compared with the name of a missing one: the largest real pack lists 9, and a
/// comparison costs the square of the length.
pub const COMPARED_FILES: usize = 1_000;

/// First bytes of a picture that are looked at: enough for every signature, and for a comment in
/// front of an SVG.
pub const SIGNATURE_BYTES: u64 = 512;

/// Bytes of a logo that are more than it needs: four times the largest real one, 126 kB.
pub const LOGO_BYTES: u64 = 500_000;

/// Findings of one rule in one pack or file of profiles that are told; one more says that there
/// are others. No real pack has a tenth of it.
pub const FINDINGS: usize = 1_000;

/// Diagnostics of one file that a report for people shows. Whoever has more reads them in an editor,
/// or mends what is behind them.
pub const SHOWN: usize = 100;

/// Characters of a message: enough for any real name, and a screen for a hostile one.
pub const MESSAGE_CHARACTERS: usize = 1000;

/// Unpacked charts of one pack that are compared with their archives. The largest real pack has 8.
pub const COPIES: usize = 100;

/// Misplaced values of one pack that are told apart. The real file that has the most has 23.
pub const MISPLACED: usize = 100;

/// Nodes of a `values.schema.json` with every reference followed. The largest real one has some
/// ten thousand; what refers to itself has no end.
pub const SCHEMA_NODES: usize = 200_000;

/// Regular expressions of a `values.schema.json`, each counted as often as it is referred to. No real
/// schema has more than four.
pub const SCHEMA_PATTERNS: usize = 100;

/// Nodes of a schema times values that it judges: no validation takes more steps. The dearest real
/// one is bounded by a tenth of it, and takes milliseconds.
pub const SCHEMA_STEPS: u64 = 1_000_000_000;

/// Work for one chart: bytes that its templates may write, where a step of the evaluation counts as
/// 32. The largest real chart needs less than a third; all of it takes half a second.
pub const RENDER_WORK: u64 = 60_000_000;

/// Branches, parentheses and templates that may be within each other when a chart is rendered. Helm
/// refuses a template that includes itself a thousand times, which is some thousands of levels.
pub const RENDER_DEPTH: usize = 10_000;

/// Stack of the thread that renders a chart: room for [`RENDER_DEPTH`] levels in a debug build.
/// Systems provide only what is used.
pub const RENDER_STACK: usize = 256 << 20;

/// Stack of a thread that lints packs: whatever a rule needs, and a renderer on top of it.
pub const WORKER_STACK: usize = RENDER_STACK + (16 << 20);

/// Nesting of values that are printed, copied or compared.
pub const VALUE_NESTING: usize = 1_000;

/// Comments of one pack that tell palint what to ignore, and lines that one of them is followed
/// over. No real values.yaml has as many lines.
pub const DIRECTIVES: usize = 1_000;
/// See [`DIRECTIVES`].
pub const DIRECTIVE_LINES: usize = 20_000;

/// Bytes of a Terraform file. The largest public one with profiles has 20 kB; the tree of one of this
/// size takes ten megabytes.
pub const HCL_BYTES: usize = 512 << 10;

/// Brackets, strings and heredocs of a Terraform file that may be within each other. Real ones have
/// ten; the parser holds twice as many on the stack of a thread.
pub const HCL_NESTING: usize = 30;

/// Keys in one pair of braces of a Terraform file: the parser compares each key of an object with
/// those before it. The real object with the most has 20.
pub const HCL_ITEMS: usize = 1_000;

/// Bytes of a file that is looked at as a profile although nobody named it. An export with forty
/// layers has less than two million.
pub const PROFILE_BYTES: u64 = 4 << 20;

/// Layers, tiers and manifests of one profile or layer. A profile of more than forty layers has not
/// been seen.
pub const LAYERS: usize = 1_000;

/// Variables of one profile. Real ones have a few dozen.
pub const VARIABLES: usize = 5_000;

/// Characters of a text that a baseline quotes; of a longer one it holds a hash besides. Most findings
/// point at a name or a value, and a line of the file stays readable in a review.
pub const BASELINE_TEXT: usize = 100;

/// Rounds of fixes: one fix may make room for the next, and where a parser stops at the first error
/// each error needs a round. No rule has more than a handful in one real file.
pub const FIX_ROUNDS: usize = 100;

/// Times that one pack is linted to try its fixes. Each round needs one, and twice the logarithm of
/// their number for each fix that turns out not to hold.
pub const FIX_TRIALS: usize = 200;

/// Fields of an object that are compared with those that its schema has. The largest real object, a
/// definition of a kind, needs a tenth of it.
pub const OBJECT_STEPS: usize = 5_000_000;

/// Bytes of the texts and their trees that a worker keeps, and as many for templates, in case that
/// the next packs hold the same texts.
pub const RECENT_TEXT: usize = 4 << 20;

/// Bytes of schemas of values that a worker keeps compiled, which makes them some twenty times as
/// large. Versions of a chart often have the same schema.
pub const RECENT_SCHEMAS: usize = 1 << 20;

/// Inflated bytes of archives that a worker keeps. More finds more copies, and costs as much time in
/// memory that is touched for the first time.
pub const RECENT_ARCHIVES: usize = 4 << 20;
