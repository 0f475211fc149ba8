use std::path::PathBuf;

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
pub struct Corpus {
    #[command(flatten)]
    pub rules: Rules,
    /// Lay a further folder over the rules: a draft amendment, later practice
    #[arg(long, value_name = "LAYER")]
    pub with: Vec<PathBuf>,
    /// The law as it was known on a day: without acts published later (or, where the publication
    /// is not said, adopted later)
    #[arg(long, value_name = "DAY")]
    pub known_on: Option<String>,
}

/// Where the rules are.
#[derive(Debug, Args)]
pub struct Rules {
    /// A .kzrule file or a folder of them
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub corpus: Corpus,
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

#[cfg(feature = "z3")]
impl Solver {
    /// As the solver takes it.
    pub fn effort(&self) -> crate::prove::Effort {
        crate::prove::Effort {
            steps: self.effort,
            seed: self.solver_seed,
        }
    }
}

#[cfg(feature = "z3")]
#[derive(Debug, Args)]
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
}

#[cfg(feature = "z3")]
#[derive(Debug, Args)]
pub struct Audit {
    #[command(flatten)]
    pub corpus: Corpus,
    /// Write the proofs of what was found to this folder, one file a finding
    #[arg(long, value_name = "DIR")]
    pub certificates: Option<PathBuf>,
    #[command(flatten)]
    pub solver: Solver,
}

#[cfg(feature = "z3")]
#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    pub corpus: Corpus,
    /// Search for the smallest changes of rules that lead out of each dead end
    #[arg(long)]
    pub repairs: bool,
    /// Write the page to this folder, as index.html
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    #[command(flatten)]
    pub solver: Solver,
}

#[cfg(feature = "z3")]
#[derive(Debug, Args)]
pub struct Diff {
    #[command(flatten)]
    pub corpus: Corpus,
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
}

#[derive(Debug, Args)]
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
pub struct Recheck {
    /// A certificate that `prove --certificates` wrote
    pub certificate: PathBuf,
    #[command(flatten)]
    pub corpus: Corpus,
}

#[derive(Debug, Args)]
pub struct Fmt {
    #[command(flatten)]
    pub rules: Rules,
    /// Write nothing; list the files that would change, and fail where there are any
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct Test {
    #[command(flatten)]
    pub corpus: Corpus,
    /// The cases to try out; without names: all
    pub names: Vec<String>,
    /// Tell the days on which outcomes change, and write the day before and the day itself as cases
    /// to review
    #[cfg(feature = "z3")]
    #[arg(long, conflicts_with_all = ["names", "reading"])]
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
    /// Take this choice in cases and expectations that name none for the reading
    #[arg(long, value_name = "NAME=CHOICE")]
    pub reading: Vec<String>,
}

#[derive(Debug, Args)]
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
}

#[derive(Debug, Args)]
pub struct Explain {
    /// Codes such as kz0101; without one: all, a line each
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
