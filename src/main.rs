//! The command line of kzrule.

fn main() -> std::process::ExitCode {
    kzrule::cli::run()
}
