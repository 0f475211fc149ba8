//! Relative clauses: what is said behind a noun, "who" of what is said of it, "for whom" of what is about
//! things.

use super::joined;
use super::phrase::{Joint, Lead, Phrase, either, ends_at_comma, in_order, put};

/// The words by which something is said behind a noun: "who" and "whom" of somebody, "that" and "which" of
/// a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relatives {
    who: &'static str,
    for_whom: &'static str,
    pub(super) whom: &'static str,
}

impl Relatives {
    /// Those behind "person".
    pub const OF_A_PERSON: Self = Self {
        who: "who",
        for_whom: "for whom",
        whom: "whom",
    };

    /// Those behind the noun of a thing.
    pub(super) const OF_A_THING: Self = Self {
        who: "that",
        for_whom: "for which",
        whom: "which",
    };

    /// What is said behind a noun, all of it: "who is 16 or older", "for whom the levy is 5", "who is in the
    /// country and for whom the levy is 5", "for whom the levy is 5 or who is under 16".
    pub fn behind(self, said: &[Phrase]) -> String {
        clause(self, said).words
    }

    /// The same where the sentence goes on behind it: what a comma sets off, another closes.
    pub fn between(self, said: &[Phrase]) -> String {
        let Clause { words, is_set_off } = clause(self, said);
        match is_set_off {
            true => format!("{words},"),
            false => words,
        }
    }

    /// The same as the lines of a list, and what stands before these: "who" or "for whom" where that fits all
    /// of them.
    pub fn in_lines(self, said: &[Phrase]) -> (Option<&'static str>, Vec<String>) {
        let leads = said.iter().map(Phrase::lead);
        let leads = leads.filter(|lead| *lead != Lead::Beside);
        let leads: Vec<Lead> = leads.collect();
        let shared = match leads.split_first() {
            Some((Lead::Mixed, _)) | None => None,
            Some((first, rest)) => rest.iter().all(|lead| lead == first).then_some(*first),
        };
        match shared {
            Some(lead) => {
                let lines = said.iter().map(Phrase::plain);
                (self.lead(lead), lines.collect())
            }
            None => {
                let line = |one: &Phrase| self.behind(std::slice::from_ref(one));
                (None, said.iter().map(line).collect())
            }
        }
    }

    fn lead(self, lead: Lead) -> Option<&'static str> {
        match lead {
            Lead::Who => Some(self.who),
            Lead::ForWhom => Some(self.for_whom),
            Lead::Beside | Lead::Mixed => None,
        }
    }
}

/// Parts that stand next to one another and are said by the same words.
struct Run<'p> {
    lead: Lead,
    parts: Vec<&'p Phrase>,
}

/// What is said behind a noun.
struct Clause {
    words: String,
    /// Whether its last part stands behind a comma that only sets it off.
    is_set_off: bool,
}

fn clause(relatives: Relatives, said: &[Phrase]) -> Clause {
    match said {
        [only] => by_parts(relatives, only.parts(), only.joint()),
        all => by_parts(relatives, all, Joint::And),
    }
}

fn by_parts(relatives: Relatives, parts: &[Phrase], joint: Joint) -> Clause {
    let parts = in_order(&parts.iter().collect::<Vec<_>>(), joint);
    let runs = runs(&parts);
    let each = runs.iter().map(|run| match run.parts.as_slice() {
        [only] if run.lead == Lead::Mixed => {
            let own = by_parts(relatives, only.parts(), only.joint());
            either(only, joint, own.words)
        }
        [only] if parts.len() > 1 => led(relatives, run.lead, &either(only, joint, only.plain())),
        several => led(relatives, run.lead, &put(several, joint)),
    });
    let has_joint = |run: &Run| {
        let mut own = run.parts.iter();
        run.parts.len() > 1 || own.any(|part| part.joint() != Joint::None)
    };
    let takes_in = parts.first().is_some_and(|part| part.is_open(joint));
    let each: Vec<String> = each.collect();
    match each.as_slice() {
        // What belongs together ends at a comma.
        [one, other] if takes_in || runs.iter().any(has_joint) => Clause {
            words: format!("{one}, {} {other}", joint.word()),
            is_set_off: true,
        },
        all => Clause {
            words: joined(all, joint.word()),
            is_set_off: runs.len() == 1 && parts.len() == 2 && ends_at_comma(&parts, joint),
        },
    }
}

fn led(relatives: Relatives, lead: Lead, words: &str) -> String {
    match relatives.lead(lead) {
        Some(lead) => format!("{lead} {words}"),
        None => words.to_owned(),
    }
}

fn runs<'p>(parts: &[&'p Phrase]) -> Vec<Run<'p>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for part in parts.iter().copied() {
        let lead = part.lead();
        let goes_on = |run: &&mut Run| match lead {
            Lead::Mixed => false,
            Lead::Beside => run.lead != Lead::Mixed,
            Lead::Who | Lead::ForWhom => run.lead == lead,
        };
        match runs.last_mut().filter(goes_on) {
            Some(run) => run.parts.push(part),
            None => runs.push(Run {
                lead,
                parts: vec![part],
            }),
        }
    }
    runs
}

/// "whoever is 16 or older", "everybody for whom the levy is 5".
pub fn whoever(said: &[Phrase]) -> String {
    let behind = Relatives::OF_A_PERSON.behind(said);
    match behind.strip_prefix("who ") {
        Some(said) => format!("whoever {said}"),
        None => format!("everybody {behind}"),
    }
}
