//! The command line: one verb a file. Reading and writing happen here and nowhere else.

mod args;
mod ask;
#[cfg(feature = "z3")]
mod audit;
#[cfg(feature = "z3")]
mod certificates;
mod check;
#[cfg(feature = "z3")]
mod diff;
#[cfg(feature = "z3")]
mod disagreement;
mod eval;
mod exit;
mod explain;
mod fmt;
mod folder;
#[cfg(feature = "z3")]
mod generate;
#[cfg(feature = "z3")]
mod kept;
mod law;
mod law_json;
mod loader;
mod mistakes;
mod output;
mod path_first;
#[cfg(feature = "z3")]
mod progress;
#[cfg(feature = "z3")]
mod prove;
mod read;
mod recheck;
#[cfg(feature = "z3")]
mod repairs;
#[cfg(feature = "z3")]
mod report;
mod rule_files;
mod stored;
mod test;
mod unwritten;
mod write;
mod written_case;
mod written_over;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Format, Verb};
use exit::Exit;
use output::{lost, say};

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return unusable(&error).into(),
    };
    let exit = match arguments.verb {
        Verb::Check(ref verb) => check::run(verb),
        Verb::Test(ref verb) => test::run(verb),
        Verb::Eval(ref verb) => eval::run(verb),
        Verb::Ask(ref verb) => ask::run(verb),
        #[cfg(feature = "z3")]
        Verb::Prove(ref verb) => prove::run(verb),
        #[cfg(feature = "z3")]
        Verb::Audit(ref verb) => audit::run(verb),
        #[cfg(feature = "z3")]
        Verb::Diff(ref verb) => diff::run(verb),
        #[cfg(feature = "z3")]
        Verb::Report(ref verb) => report::run(verb),
        Verb::Law(ref verb) => law::run(verb),
        Verb::Recheck(ref verb) => recheck::run(verb),
        Verb::Explain(ref verb) => explain::run(verb),
        Verb::Fmt(ref verb) => fmt::run(verb),
    };
    if lost() { Exit::Wrong } else { exit }.into()
}

/// Help and version are answers, everything else is a wrong command line.
fn unusable(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        say(&error.render().to_string());
        return if lost() { Exit::Wrong } else { Exit::Holds };
    }
    let given: Vec<_> = std::env::args_os().skip(1).collect();
    let json = given
        .windows(2)
        .any(|pair| matches!(pair, [option, value] if option == "--format" && value == "json"))
        || given.iter().any(|one| one == "--format=json");
    if json {
        let message = error.render().to_string();
        let message = message.trim().trim_start_matches("error: ");
        output::fail(Format::Json, None, message);
    } else {
        // Where this cannot be written, nothing can.
        let _ = error.print();
    }
    Exit::Wrong
}
