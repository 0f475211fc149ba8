use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Law as rules beside its own text: checked, evaluated, explained, and proved about.
#[derive(Debug, Parser)]
#[command(name = "kzrule", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read the rules; look up every name, type, day and quotation
    Check(Check),
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
    pub rules: Rules,
    /// Lints fail the check: `--deny lints`
    #[arg(long, value_name = "WHAT")]
    pub deny: Vec<Denied>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Denied {
    /// Advice on the rules
    Lints,
}
