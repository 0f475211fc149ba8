use std::path::PathBuf;

use clap::builder::EnumValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Law as rules beside its own text: checked, evaluated, explained, and proved about.
#[derive(Debug, Parser)]
#[command(name = "kzrule", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read the rules; look up every name, type, day and quotation
    Check(Check),
    /// Try out the worked examples
    Test(Test),
    /// Say what comes of one case, and why
    Eval(Eval),
    /// Ask for what an answer still hangs on, then answer and explain
    Ask(Ask),
    /// Decide the stated claims over all persons, days and readings
    #[cfg(feature = "z3")]
    Prove(Prove),
    /// Look for what nobody asked: rules that apply to nobody, gaps, conflicts, idle exceptions
    #[cfg(feature = "z3")]
    Audit(Audit),
    /// Say what comes out otherwise by the law of another day or another version of it, and for whom
    #[cfg(feature = "z3")]
    Diff(Diff),
    /// Write the page for a browser: verdicts, proofs, the days of the rules, the texts
    #[cfg(feature = "z3")]
    Report(Report),
    /// Print the law as it stands on a day, with what became of each rule
    Law(Law),
    /// Follow a proof that was written out, step by step, without Z3
    Recheck(Recheck),
    /// Say more about a diagnostic: what it means, an example, what to write instead
    Explain(Explain),
    /// Put the rule files into the style of the language
    Fmt(Fmt),
}

/// The law that a verb is about.
#[derive(Debug, Args)]
pub struct Corpus<F: ValueEnum + Send + Sync + 'static = Format> {
    #[command(flatten)]
    pub rules: Rules<F>,
    /// Lay a further folder over the rules: a draft amendment, later practice
    #[arg(long, value_name = "LAYER")]
    pub with: Vec<PathBuf>,
    /// The law as it was known on a day: without acts published later (or, where the publication
    /// is not said, adopted later)
    #[arg(long, value_name = "DAY")]
    pub known_on: Option<String>,
}

/// Where the rules are, and a format of those that the verb has.
#[derive(Debug, Args)]
pub struct Rules<F: ValueEnum + Send + Sync + 'static = Format> {
    /// A .kzrule file or a folder of them
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// How the result is printed
    #[arg(long, value_parser = EnumValueParser::<F>::new(), default_value = "text")]
    pub format: F,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The formats of verbs that find something in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingsFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For programs that gather what several tools found: SARIF 2.1.0
    Sarif,
}

/// The formats of a review.
#[cfg(feature = "z3")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For the description of a change, as sites that host files show it
    Markdown,
}

impl From<Format> for FindingsFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
        }
    }
}

/// What goes wrong is told in plain words where Markdown was asked for.
#[cfg(feature = "z3")]
impl From<ReviewFormat> for FindingsFormat {
    fn from(format: ReviewFormat) -> Self {
        match format {
            ReviewFormat::Text | ReviewFormat::Markdown => Self::Text,
            ReviewFormat::Json => Self::Json,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example: kzrule check rules/kz")]
pub struct Check {
    #[command(flatten)]
    pub corpus: Corpus<FindingsFormat>,
    /// Lints fail the check: `--deny lints`
    #[arg(long, value_name = "WHAT")]
    pub deny: Vec<Denied>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Denied {
    /// Advice on the rules
    Lints,
}

/// How Z3 is asked.
#[cfg(feature = "z3")]
#[derive(Debug, Args)]
pub struct Solver {
    /// The most steps that Z3 may take for one question
    #[arg(long, value_name = "STEPS", default_value_t = crate::prove::Effort::default().steps,
        value_parser = clap::value_parser!(u32).range(1..))]
    pub effort: u32,
    /// The seed of Z3; no result depends on it
    #[arg(long, value_name = "N", default_value_t = 0, hide = true)]
    pub solver_seed: u32,
}

/// Whether verdicts on claims are kept.
#[cfg(feature = "z3")]
#[derive(Debug, Args)]
pub struct Cache {
    /// Decide every claim anew: neither use nor keep verdicts in the folder .kzrule-cache of PATH
    #[arg(long)]
    pub no_cache: bool,
}

#[cfg(feature = "z3")]
impl Solver {
    /// How questions are decided, and who is told how far it has come.
    pub fn run<'r>(&self, watch: &'r dyn crate::prove::Watch) -> crate::prove::Run<'r> {
        crate::prove::Run {
            effort: crate::prove::Effort {
                steps: self.effort,
                seed: self.solver_seed,
            },
            watch: Some(watch),
            keep: None,
        }
    }
}

#[cfg(feature = "z3")]
#[derive(Debug, Args)]
#[command(after_help = "Example: kzrule prove rules/kz dead_end --certificates proofs")]
pub struct Prove {
    #[command(flatten)]
    pub corpus: Corpus,
    /// The claims to decide; without names: all
    pub names: Vec<String>,
    /// Look for the smallest changes of rules that lead out of each dead end
    #[arg(long)]
    pub repairs: bool,
    /// Write the proofs to this folder, one file a claim
    #[arg(long, value_name = "DIR")]
    pub certificates: Option<PathBuf>,
    #[command(flatten)]
    pub solver: Solver,
    #[command(flatten)]
    pub cache: Cache,
}

#[cfg(feature = "z3")]
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: kzrule audit rules/kz\n          kzrule audit rules/dwelling --each"
)]
pub struct Audit {
    #[command(flatten)]
    pub corpus: Corpus<FindingsFormat>,
    /// Tell each dead end in full by itself, also where all of its circles are those of another
    #[arg(long)]
    pub each: bool,
    /// Write the proofs of what was found to this folder, one file a finding
    #[arg(long, value_name = "DIR")]
    pub certificates: Option<PathBuf>,
    #[command(flatten)]
    pub solver: Solver,
}

#[cfg(feature = "z3")]
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: kzrule report rules/dwelling -o page\n          kzrule report rules/kz --graph mermaid --on 2025-07-01"
)]
pub struct Report {
    #[command(flatten)]
    pub corpus: Corpus,
    /// Search for the smallest changes of rules that lead out of each dead end
    #[arg(long)]
    pub repairs: bool,
    /// Tell of each day on which the law changes what changes for somebody; it takes as long as
    /// test --generate
    #[arg(long, conflicts_with = "graph")]
    pub boundaries: bool,
    /// Write the page to this folder, as index.html, or the graph, as requirements.dot or
    /// requirements.mmd
    #[arg(short, long, value_name = "DIR", required_unless_present = "graph")]
    pub output: Option<PathBuf>,
    /// In place of the page draw what the law requires: which procedure gives what, what it takes,
    /// and where that is said; without -o it is printed
    #[arg(
        long,
        value_name = "LANGUAGE",
        requires = "on",
        conflicts_with = "repairs"
    )]
    pub graph: Option<Graph>,
    /// The day of the graph, YYYY-MM-DD
    #[arg(long, value_name = "DAY", requires = "graph")]
    pub on: Option<String>,
    /// Fix a reading for the graph; on those not fixed it shows what is so on any choice
    #[arg(long, value_name = "NAME=CHOICE", requires = "graph")]
    pub reading: Vec<String>,
    #[command(flatten)]
    pub solver: Solver,
    #[command(flatten)]
    pub cache: Cache,
}

/// In what a graph is written.
#[cfg(feature = "z3")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Graph {
    /// The language of Graphviz
    Dot,
    /// The language of Mermaid, which pages of Markdown draw
    Mermaid,
}

#[cfg(feature = "z3")]
#[derive(Debug, Args)]
#[command(
    after_help = "Examples: kzrule diff rules/levy --from 2024-12-31 --to 2025-01-01\n          kzrule diff rules/dwelling --from 2025-03-31 --to 2026-01-01 --format markdown"
)]
pub struct Diff {
    #[command(flatten)]
    pub corpus: Corpus<ReviewFormat>,
    /// Another version of the rules, which those at PATH are compared with; without it and without
    /// days they are compared with what --with lays over them
    #[arg(conflicts_with_all = ["from", "to", "with"])]
    pub new: Option<PathBuf>,
    /// The day of the law that is compared, YYYY-MM-DD
    #[arg(long, value_name = "DAY", requires = "to")]
    pub from: Option<String>,
    /// The later day that it is compared with
    #[arg(long, value_name = "DAY", requires = "from")]
    pub to: Option<String>,
    /// End with 1 where there is a difference
    #[arg(long)]
    pub exit_code: bool,
    #[command(flatten)]
    pub solver: Solver,
    #[command(flatten)]
    pub cache: Cache,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: kzrule law rules/kz --on 2025-07-01")]
pub struct Law {
    #[command(flatten)]
    pub corpus: Corpus,
    /// The day, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    pub on: String,
    /// Write it to this folder, with the texts that it quotes
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: kzrule recheck proofs/dead_end.json rules/kz")]
pub struct Recheck {
    /// A certificate that `prove --certificates` wrote
    pub certificate: PathBuf,
    #[command(flatten)]
    pub corpus: Corpus,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: kzrule fmt rules/kz --check")]
pub struct Fmt {
    #[command(flatten)]
    pub rules: Rules,
    /// Write nothing; list the files that would change, and fail where there are any
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: kzrule test rules/kz\n\n\
                  What --accept stores lies in the folder outcomes of PATH, a small file for each \
                  case, claim and finding. A later test compares what is stored. Where verdicts \
                  are stored, it takes as long as prove and audit together. Where a case and a \
                  claim have one name, say which: --accept claims/hall.")]
pub struct Test {
    #[command(flatten)]
    pub corpus: Corpus,
    /// The cases to try out; without names: all
    pub names: Vec<String>,
    /// Store what comes out otherwise than is stored: all, or what has this name
    #[arg(long, value_name = "NAME", num_args = 0..=1)]
    pub accept: Option<Option<String>>,
    /// With --accept: store the verdicts on claims and the findings of an audit as well
    #[cfg(feature = "z3")]
    #[arg(long, requires = "accept")]
    pub verdicts: bool,
    /// Tell the days on which outcomes change, and write the day before and the day itself as cases
    /// to review
    #[cfg(feature = "z3")]
    #[arg(long, conflicts_with_all = ["names", "reading", "accept"])]
    pub generate: bool,
    /// Write the generated cases to this file; without it to `generated.kzrule` beside the rules
    #[cfg(feature = "z3")]
    #[arg(short, long, value_name = "FILE", requires = "generate")]
    pub output: Option<PathBuf>,
    /// Write the generated cases over a file that has something else in it
    #[cfg(feature = "z3")]
    #[arg(long, requires = "generate")]
    pub force: bool,
    #[cfg(feature = "z3")]
    #[command(flatten)]
    pub solver: Solver,
    #[cfg(feature = "z3")]
    #[command(flatten)]
    pub cache: Cache,
    /// Take this choice in cases and expectations that name none for the reading
    #[arg(long, value_name = "NAME=CHOICE")]
    pub reading: Vec<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example: kzrule eval rules/kz --case case.json --on 2025-07-01 --explain --depth 1\n\nThere, case.json may be: { \"given\": { \"born\": \"1985-06-15\" }, \"nothing_else\": true }"
)]
pub struct Eval {
    #[command(flatten)]
    pub corpus: Corpus,
    /// A JSON file: { "given": { "FACT": VALUE, … }, "nothing_else": true, "step": "PROCEDURE" or
    /// { "PROCEDURE": ["CHOICE"] }, "ask": ["TERM", "PROCEDURE is due", "HOLDING is within reach"] }
    #[arg(long, value_name = "FILE")]
    pub case: PathBuf,
    /// The day of the facts and of the law, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    pub on: String,
    /// Fix a reading; those not fixed stay open, and the answers say on which they depend
    #[arg(long, value_name = "NAME=CHOICE")]
    pub reading: Vec<String>,
    /// A question in the language of the rules: whether something is so, or what a term or any other
    /// expression comes to; without questions here and in the file those that suggest themselves:
    /// what the law comes to, what is due, possible and within reach
    #[arg(long, value_name = "QUESTION", allow_hyphen_values = true)]
    pub ask: Vec<String>,
    /// Give the reasons, sentence by sentence
    #[arg(long)]
    pub explain: bool,
    /// Tell so many levels of reasons: 1 has those of the answer itself, 2 also what these rest on.
    /// JSON has all of them
    #[arg(long, value_name = "N", requires = "explain", value_parser = levels)]
    pub depth: Option<usize>,
}

#[derive(Debug, Args)]
#[command(
    allow_missing_positional = true,
    after_help = "Example: kzrule ask rules/levy levy --on 2025-03-01 --save my_answers.kzrule\n\n\
                  Answers are read at the terminal, or line by line from standard input. An empty \
                  line: not known. ?: why this is asked. back: the question before. Where answers \
                  end, it is said what can be said by then."
)]
pub struct Ask {
    #[command(flatten)]
    pub corpus: Corpus,
    /// What is to be found out, a question in the language of the rules: a term, "PROCEDURE is due",
    /// "HOLDING is within reach"; the name of a holding alone asks whether it is within reach
    #[arg(required = true)]
    pub goal: String,
    /// The day of the facts and of the law, YYYY-MM-DD; without it the first question
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// Fix a reading; those not fixed stay open, and the answer says on which it depends
    #[arg(long, value_name = "NAME=CHOICE")]
    pub reading: Vec<String>,
    /// Save the answers as a case to this file, which is not there yet: NAME.kzrule
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: kzrule explain kz0101")]
pub struct Explain {
    /// Codes such as kz0101; without one: all, a line each
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    /// How the result is printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// A number of levels, at least one.
fn levels(written: &str) -> Result<usize, String> {
    match written.parse() {
        Ok(0) | Err(_) => Err("a number of levels from 1".to_owned()),
        Ok(number) => Ok(number),
    }
}
