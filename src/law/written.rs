use crate::calendar::Day;
use crate::text::{FileId, Span};

use super::{
    ActId, AmendmentId, ExprId, Law, ProvisionId, RuleId, SourceId, StepId, WrittenId, plain,
};

/// A text that rules are taken from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name in citations.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The path as written in the rule file. Without one it is a source that only reports.
    pub path: Option<String>,
    /// Where it was published.
    pub link: Option<String>,
    /// Its stored text; the rule file, where there is none.
    pub file: FileId,
    /// The day on which the rules were last compared with the text, as it was then.
    pub reviewed: Option<Day>,
    /// The rules are about parts of it only.
    pub excerpt: bool,
}

/// A quotation that was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// The quoted words as they stand in the source, white space folded; a gap is ` … `.
    pub quote: String,
    /// The first and last line of each part in the stored text.
    pub lines: Vec<(u32, u32)>,
    /// Where each part stands in the stored text.
    pub spans: Vec<Span>,
    /// A comment of the source's authors, not a provision.
    pub remark: bool,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ground {
    /// A sentence of a source.
    Cited(Citation),
    /// A fact known at second hand: who reports it, and what, in words of the rule file.
    Reported(SourceId, String),
    /// An assumption, in words.
    Assumed(String),
}

/// A passage that states a rule which is not modelled.
#[derive(Debug, Clone)]
pub struct Unmodelled {
    /// Its name.
    pub name: String,
    /// The passage.
    pub citation: Citation,
    /// Why it is not modelled.
    pub because: String,
}

/// An act with its dates.
#[derive(Debug, Clone)]
pub struct Act {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its place in the files.
    pub span: Span,
    /// The day of adoption, and the sentences that say so.
    pub adopted: Option<(Day, Vec<Ground>)>,
    /// The day of publication, and the sentences that say so.
    pub published: Option<(Day, Vec<Ground>)>,
    /// The first day in force, an expression over readings and constants, and the sentences that
    /// say so.
    pub in_force: Option<(ExprId, Vec<Ground>)>,
    /// Its rank by the canon on higher acts: 0 is the highest.
    pub rank: Option<usize>,
    /// The acts to which it is special.
    pub special_to: Vec<ActId>,
}

impl Act {
    /// The day from which the act is known: that of its publication, else that of its adoption.
    pub fn known_from(&self) -> Option<Day> {
        let said = self.published.as_ref().or(self.adopted.as_ref());
        said.map(|(day, _)| *day)
    }
}

/// An amendment, for its words: what it does is in the lives of the rules.
#[derive(Debug, Clone)]
pub struct Amendment {
    /// Its place in the files.
    pub span: Span,
    /// The act that says so.
    pub act: Option<ActId>,
    /// The sentences that say so.
    pub grounds: Vec<Ground>,
    /// It repeals; else it restates, or moves a day.
    pub repeals: bool,
}

/// A provision: what its rules share.
#[derive(Debug, Clone)]
pub struct Provision {
    /// Its name.
    pub name: String,
    /// Its heading.
    pub heading: Option<String>,
    /// Its place in the files.
    pub span: Span,
    /// The provision around it.
    pub parent: Option<ProvisionId>,
    /// Its own grounds.
    pub grounds: Vec<Ground>,
}

impl Written {
    /// What it is called: its heading, or its name with spaces. Rules of several names may be called
    /// so.
    pub fn called(&self) -> String {
        self.heading.clone().unwrap_or_else(|| plain(&self.name))
    }

    /// From when until when it is in force, as far as it is bounded.
    pub fn life(&self) -> (Option<ExprId>, Option<ExprId>) {
        (self.from, self.until)
    }

    /// A rule that stands in no file, of no act, with these rules of the kernel.
    pub fn in_no_file(name: &str, rules: Vec<RuleId>) -> Self {
        Self {
            name: name.to_owned(),
            heading: None,
            span: Span::default(),
            act: None,
            stands_in: None,
            provision: None,
            on: Vec::new(),
            grounds: Vec::new(),
            from: None,
            until: None,
            begins_by: None,
            ends_by: None,
            begins_later: false,
            ends_later: false,
            rules,
            lifts: Vec::new(),
            despite: Vec::new(),
            is_value: false,
        }
    }
}

/// A rule as it stands in the files.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its heading.
    pub heading: Option<String>,
    /// The place of its name.
    pub span: Span,
    /// The act that says it, in these words.
    pub act: Option<ActId>,
    /// The act in which it stands, whichever act gave it these words.
    pub stands_in: Option<ActId>,
    /// The provision it stands in.
    pub provision: Option<ProvisionId>,
    /// The steps it is about.
    pub on: Vec<StepId>,
    /// Its grounds: those of its provisions, outermost first, then its own.
    pub grounds: Vec<Ground>,
    /// First day in force, its act's included.
    pub from: Option<ExprId>,
    /// First day no longer in force.
    pub until: Option<ExprId>,
    /// The amendment that says when it begins.
    pub begins_by: Option<AmendmentId>,
    /// The amendment that says when it ends.
    pub ends_by: Option<AmendmentId>,
    /// That amendment only puts the first day off.
    pub begins_later: bool,
    /// That amendment only puts the end off.
    pub ends_later: bool,
    /// The rules of the kernel made from it.
    pub rules: Vec<RuleId>,
    /// The names of the rules or provisions it lifts, for explanations.
    pub lifts: Vec<String>,
    /// The names of those it prevails over.
    pub despite: Vec<String>,
    /// It is a dated value of a parameter, and called by the parameter and the day.
    pub is_value: bool,
}

impl Law {
    /// The act by which a rule begins on its first day: the one that gave it its words or moved that
    /// day.
    pub fn begins_by_act(&self, rule: WrittenId) -> Option<ActId> {
        let written = &self[rule];
        match written.begins_by {
            Some(by) => self[by].act,
            None => written.act,
        }
    }

    /// The act by which a rule ends, where that is another than the one that says it.
    pub fn ends_by_act(&self, rule: WrittenId) -> Option<ActId> {
        self[self[rule].ends_by?].act
    }

    /// The days on which something that an act says begins, in their order: its first day, those of
    /// its rules and of its values of parameters, and the days of what it amends. What it only puts off
    /// comes about later by it, and not because of it: that is no day of the act. Each is fixed but
    /// for readings.
    pub fn first_days(&self, act: ActId) -> Vec<ExprId> {
        let of_act = |amendment: Option<AmendmentId>| {
            amendment.is_some_and(|amendment| self[amendment].act == Some(act))
        };
        let mut days: Vec<ExprId> = Vec::new();
        days.extend(self[act].in_force.as_ref().map(|(day, _)| *day));
        for rule in &self.written {
            let begins = of_act(rule.begins_by) && !rule.begins_later;
            if rule.act == Some(act) || begins {
                days.extend(rule.from);
            }
            if of_act(rule.ends_by) && !rule.ends_later {
                days.extend(rule.until);
            }
        }
        days.sort_by_cached_key(|day| (self.exprs.days_in_order(*day), day.index()));
        days.dedup();
        days
    }
}
