//! The command line: one verb a file. Reading and writing happen here and nowhere else.

mod args;
mod case_file;
mod check;
mod eval;
mod exit;
mod fmt;
mod json_text;
mod loader;
mod output;
#[cfg(feature = "z3")]
mod prove;
mod questions;
mod recheck;
mod replace;
mod test;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Verb};
use exit::Exit;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, everything else is a wrong command line.
            let exit = if error.use_stderr() {
                Exit::Wrong
            } else {
                Exit::Holds
            };
            return if error.print().is_ok() {
                exit.into()
            } else {
                Exit::Internal.into()
            };
        }
    };
    let exit = match arguments.verb {
        Verb::Check(ref verb) => check::run(verb),
        Verb::Test(ref verb) => test::run(verb),
        Verb::Eval(ref verb) => eval::run(verb),
        #[cfg(feature = "z3")]
        Verb::Prove(ref verb) => prove::run(verb),
        Verb::Recheck(ref verb) => recheck::run(verb),
        Verb::Fmt(ref verb) => fmt::run(verb),
    };
    exit.into()
}
