use super::joined;
use super::relative_clause::Relatives;

/// A verb phrase said of a person, which knows how it is put together: *and* and *or* are never
/// mixed at one level, and what is said of the person is never joined to a sentence about things without
/// words that say which of the two it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    joint: Joint,
    form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// What is said of somebody or something: "is 16 or older".
    Said(String),
    /// The same, where it ends in what is said of an element or in what is so otherwise, as "has a child who is
    /// under 12": what stood behind it would be said of that.
    OfElement(String),
    /// A sentence that may stand behind anything: how a reading is answered.
    Beside(String),
    OfThings(Sentence),
    /// What is put together by the joint; none of these by the same.
    Parts(Vec<Phrase>),
}

/// A sentence about things, said of somebody or something: "is a person", "for whom", "the levy is 5".
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sentence {
    is: String,
    relatives: Relatives,
    words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    None,
    And,
    Or,
}

/// By what a phrase is said behind a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// "who": all of it is said of the noun.
    Who,
    /// "for whom": all of it is about things.
    ForWhom,
    /// Nothing: a sentence that may stand behind anything.
    Beside,
    /// Each of its parts by its own.
    Mixed,
}

impl Joint {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And | Self::None => "and",
        }
    }
}

impl Phrase {
    /// A phrase that is not put together.
    pub fn one(words: impl Into<String>) -> Self {
        Self::of(Form::Said(words.into()))
    }

    /// A phrase that ends in what is said of an element.
    pub(super) fn of_element(words: impl Into<String>) -> Self {
        Self::of(Form::OfElement(words.into()))
    }

    /// A sentence that may stand behind anything.
    pub(super) fn beside(sentence: impl Into<String>) -> Self {
        Self::of(Form::Beside(sentence.into()))
    }

    /// A sentence about things, said of a person.
    pub fn for_whom(sentence: impl Into<String>) -> Self {
        Self::of_things("is a person", Relatives::OF_A_PERSON, sentence)
    }

    /// A sentence about things, said of somebody or something: "is a vehicle", "for which".
    pub(super) fn of_things(
        is: impl Into<String>,
        relatives: Relatives,
        sentence: impl Into<String>,
    ) -> Self {
        Self::of(Form::OfThings(Sentence {
            is: is.into(),
            relatives,
            words: sentence.into(),
        }))
    }

    fn of(form: Form) -> Self {
        Self {
            joint: Joint::None,
            form,
        }
    }

    /// All of these.
    pub fn all(parts: Vec<Phrase>) -> Self {
        Self::join(parts, Joint::And)
    }

    /// One of these.
    pub fn any(parts: Vec<Phrase>) -> Self {
        Self::join(parts, Joint::Or)
    }

    fn join(mut parts: Vec<Phrase>, joint: Joint) -> Self {
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return only;
        }
        let flat = parts.into_iter().flat_map(|part| match part {
            Self {
                joint: own,
                form: Form::Parts(parts),
            } if own == joint => parts,
            part => vec![part],
        });
        Self {
            joint,
            form: Form::Parts(flat.collect()),
        }
    }

    /// The words: "is 16 or older", "is a person for whom the levy is 5 or who is under 16".
    pub fn words(&self) -> String {
        let (Some(things), Lead::ForWhom | Lead::Mixed) = (self.first_of_things(), self.lead())
        else {
            return self.plain();
        };
        let Sentence { is, relatives, .. } = things;
        format!("{is} {}", relatives.behind(std::slice::from_ref(self)))
    }

    /// The words of each.
    pub fn words_of(all: &[Phrase]) -> Vec<String> {
        all.iter().map(Self::words).collect()
    }

    /// The words where nobody stands before them of whom they are said: a sentence about things stands by
    /// itself.
    pub fn alone(&self) -> String {
        match self.lead() {
            Lead::ForWhom => self.plain(),
            _ => self.words(),
        }
    }

    /// The sentence, where it is one about things.
    pub fn sentence(&self) -> Option<String> {
        (self.lead() == Lead::ForWhom).then(|| self.plain())
    }

    /// The same as a sentence of its own, of whom it is said as far as it is: "the levy is 5", "the person is
    /// 16 or older", "the person is 16 or older, and the levy is 5".
    pub fn stated(&self, subject: &str) -> Self {
        let words = match (self.lead(), self.joint) {
            (Lead::ForWhom | Lead::Beside, _) => self.plain(),
            (Lead::Mixed, Joint::Or) => self.stated_one_by_one(subject),
            (Lead::Mixed, _) => self.stated_together(subject),
            (Lead::Who, _) => format!("{subject} {}", self.plain()),
        };
        Self {
            joint: self.joint,
            form: Form::Said(words),
        }
    }

    /// What is said of the person, where something is spoken of: a sentence about another, said of that.
    pub(super) fn of_another(self, is: String, relatives: Relatives) -> Self {
        let joint = self.joint;
        let sentence = self.stated("the person").words();
        Self {
            joint,
            ..Self::of_things(is, relatives, sentence)
        }
    }

    /// What is said of somebody, then what is about things.
    fn stated_together(&self, subject: &str) -> String {
        let parts = self.parts();
        let (things, others): (Vec<&Phrase>, Vec<&Phrase>) =
            parts.iter().partition(|part| part.lead() == Lead::ForWhom);
        let things_said = put(&things, Joint::And);
        let said = match others.as_slice() {
            // Each part of it names of whom it is said.
            [only] if only.lead() == Lead::Mixed => only.stated(subject).words(),
            others => format!("{subject} {}", put(others, Joint::And)),
        };
        match (things.as_slice(), others.as_slice()) {
            (_, []) => things_said,
            ([], _) => said,
            ([_], [other]) if other.lead() != Lead::Mixed => format!("{said}, and {things_said}"),
            _ => format!("{said}; {things_said}"),
        }
    }

    /// One of these, in their order.
    fn stated_one_by_one(&self, subject: &str) -> String {
        let each = self.parts().iter().map(|part| part.stated(subject));
        let each: Vec<Phrase> = each.collect();
        let words = Self::words_of(&each);
        match words.split_last() {
            Some((last, before)) if each.iter().any(|one| one.joint == Joint::And) => {
                format!("{}; or {last}", before.join("; "))
            }
            Some((last, before)) => format!("{}, or {last}", before.join(", ")),
            None => String::new(),
        }
    }

    /// What it is put together of.
    pub(super) fn parts(&self) -> &[Phrase] {
        match &self.form {
            Form::Parts(parts) => parts,
            _ => std::slice::from_ref(self),
        }
    }

    pub(super) fn joint(&self) -> Joint {
        self.joint
    }

    pub(super) fn lead(&self) -> Lead {
        let parts = match &self.form {
            Form::Said(_) | Form::OfElement(_) => return Lead::Who,
            Form::Beside(_) => return Lead::Beside,
            Form::OfThings(_) => return Lead::ForWhom,
            Form::Parts(parts) => parts,
        };
        let leads = parts.iter().map(Self::lead);
        let mut leads = leads.filter(|lead| *lead != Lead::Beside);
        match leads.next() {
            None if parts.is_empty() => Lead::Who,
            None => Lead::Beside,
            Some(first) if leads.all(|lead| lead == first) => first,
            Some(_) => Lead::Mixed,
        }
    }

    fn first_of_things(&self) -> Option<&Sentence> {
        match &self.form {
            Form::Said(_) | Form::OfElement(_) | Form::Beside(_) => None,
            Form::OfThings(sentence) => Some(sentence),
            Form::Parts(parts) => parts.iter().find_map(Self::first_of_things),
        }
    }

    /// Whether it ends, or one of its parts does, in what is said of an element.
    fn has_element(&self) -> bool {
        match &self.form {
            Form::OfElement(_) => true,
            Form::Said(_) | Form::Beside(_) | Form::OfThings(_) => false,
            Form::Parts(parts) => parts.iter().any(Self::has_element),
        }
    }

    /// What takes in what stands behind it: one of several things, and what is said of an element.
    pub(super) fn is_open(&self, joint: Joint) -> bool {
        self.has_element() || (joint, self.joint) == (Joint::And, Joint::Or)
    }

    /// What is said, without the words that say it of somebody, where that needs no more.
    pub(super) fn plain(&self) -> String {
        match &self.form {
            Form::Said(words) | Form::OfElement(words) | Form::Beside(words) => words.clone(),
            Form::OfThings(sentence) => sentence.words.clone(),
            Form::Parts(parts) => put(&parts.iter().collect::<Vec<_>>(), self.joint),
        }
    }
}

/// In which order parts are said: what takes in what stands behind it comes last, and a sentence of its own
/// behind that.
pub(super) fn in_order<'p>(parts: &[&'p Phrase], joint: Joint) -> Vec<&'p Phrase> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| {
        (
            part.lead() == Lead::Beside,
            part.has_element(),
            part.is_open(joint),
        )
    });
    parts
}

/// Phrases joined, each in its own words: those of one lead without it.
pub(super) fn put(parts: &[&Phrase], joint: Joint) -> String {
    let parts = in_order(parts, joint);
    let parts = parts.as_slice();
    let words = |part: &Phrase| match part.lead() {
        Lead::Mixed => part.words(),
        Lead::Who | Lead::ForWhom | Lead::Beside => part.plain(),
    };
    if let [only] = parts {
        return words(only);
    }
    let each = parts.iter().map(|part| match part.lead() {
        // It says of itself of which there is one.
        Lead::Mixed => words(part),
        _ => either(part, joint, words(part)),
    });
    let each: Vec<String> = each.collect();
    match each.as_slice() {
        [one, other] if ends_at_comma(parts, joint) => {
            format!("{one}, {} {other}", joint.word())
        }
        all => joined(all, joint.word()),
    }
}

/// Whether a comma stands between these, if they are two in their order: what belongs together ends there,
/// and what takes in what stands behind it.
pub(super) fn ends_at_comma(parts: &[&Phrase], joint: Joint) -> bool {
    let takes_in = parts.first().is_some_and(|part| part.is_open(joint));
    let has_and = parts.iter().any(|part| part.joint == Joint::And);
    takes_in || joint == Joint::Or && has_and
}

/// Words of a phrase where they stand among others of this joint: one of several among others that all are
/// so begins with "either".
pub(super) fn either(part: &Phrase, joint: Joint, words: String) -> String {
    match (joint, part.joint) {
        (Joint::And, Joint::Or) => format!("either {words}"),
        _ => words,
    }
}
