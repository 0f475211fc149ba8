//! Why something stands in the law of a day that is not in force on it.

use super::super::aside::ground;
use super::Consolidation;
use super::referring::Referring;
use super::standing::{Standing, Standings};
use super::told::{comment, reason};

/// Why a rule is kept, by the names of what needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because<'c> {
    /// Something asks what holds under the law of another day.
    OtherDay,
    /// Something names it, other than as an exception.
    Named(Option<&'c str>),
    /// It is asked whether a step is overdue, to which it gives a deadline.
    Overdue(String),
    /// A rule prevails over it, or has its steps from it.
    Exception(&'c str),
    /// A rule is subject to it, of which nothing else that stands decides the same.
    Subject(&'c str),
    /// A rule that is kept lifts it alone.
    Lifted(&'c str),
    /// Other words of it are subject to something, which is so of all its words.
    GivesWay(&'c str),
    /// A canon asks in which act it stands.
    Placed,
    /// Its days go beyond those of its provision, of which another rule is kept that needs them.
    Beyond,
    /// By readings one version of it is in force, or another.
    Readings,
}

impl<'c> Consolidation<'c> {
    /// Why words of a rule stand that are not in force on the day: those of the rule, or other ones
    /// beside those that are.
    pub(super) fn because<'s>(
        &self,
        rule: &str,
        standings: &'s Standings<'c>,
    ) -> Option<&'s Because<'c>> {
        let past = match (standings.get(rule), self.on_the_day(rule)) {
            (Standing::Past, _) => false,
            (_, Standing::Past) => true,
            (Standing::Kept, Standing::Version(_)) => self.rules(rule).nth(1).is_some(),
            (_, Standing::Kept) => {
                let mut versions = self
                    .histories
                    .get(rule)
                    .into_iter()
                    .flat_map(|one| &one.versions);
                !versions.all(|version| self.may_be_in_force(version))
            }
            (Standing::Version(_), Standing::Version(_)) => false,
        };
        standings.because.get(rule).filter(|_| past)
    }

    /// That words of a rule stand which are not in force on the day, as a comment.
    pub(super) fn kept(&self, rule: &str, standings: &Standings<'c>) -> String {
        let mut out = String::new();
        if let Some(why) = self.because(rule, standings) {
            let day = self.day.in_words();
            let why = reason(why);
            let words = match self.on_the_day(rule) {
                Standing::Past => format!("{rule}: not in force on {day}; kept because {why}."),
                _ => format!("{rule}: its words of other days are kept because {why}."),
            };
            comment(&words, "// ", &mut out);
        }
        out
    }

    /// The repeal of an act, as a comment; and where it is past, what refers to the act.
    pub(super) fn repeal_of(&self, act: &str, referring: &Referring<'c>) -> String {
        const TOLD: usize = 3;
        let mut out = String::new();
        let Some((day, (repeal, _))) = self.ended.get(act) else {
            return out;
        };
        let by = repeal.act();
        let by = by.map_or(String::new(), |by| format!(" by {}", self.title(by)));
        comment(&format!("{act}: repealed{by} from {day}."), "// ", &mut out);
        for one in repeal.grounds() {
            comment(&ground(one), "//     ", &mut out);
        }
        if *day <= self.day {
            let day = self.day.in_words();
            let referring = referring.get(act).map_or(&[][..], Vec::as_slice);
            let why = match referring.split_at_checked(TOLD) {
                _ if referring.is_empty() => "for its days alone".to_owned(),
                Some((first, rest)) if !rest.is_empty() => format!(
                    "because these refer to it: {} and {} more",
                    first.join(", "),
                    rest.len()
                ),
                _ if referring.len() == 1 => format!("because {} refers to it", referring.concat()),
                _ => format!("because these refer to it: {}", referring.join(", ")),
            };
            let words = format!("{act}: not in force on {day}; kept {why}.");
            comment(&words, "// ", &mut out);
        }
        out
    }
}
