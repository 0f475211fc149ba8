use super::args::Test;
use super::exit::Exit;
use super::loader::Corpus;
use crate::prove::boundaries;

pub fn run(verb: &Test, corpus: Corpus) -> Exit {
    let mut law = corpus.checked.law;
    let found = boundaries(&mut law, verb.solver.effort()).unwrap_or_else(|e| {
        super::output::say(&e.to_string());
        Default::default()
    });
    for one in &found.found {
        super::output::say(&format!(
            "{:?} {:?} {:?} {} {:?}\n",
            one.about,
            one.turn,
            one.moment,
            one.region.0.len(),
            one.example.day
        ));
    }
    super::output::say(&format!(
        "{} {:?} {:?}\n",
        found.found.len(),
        found.unsettled,
        found.moving
    ));
    Exit::Holds
}
