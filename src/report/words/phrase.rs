use super::joined;

/// A verb phrase said of a person, which knows how it is put together: *and* and *or* are never
/// mixed at one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    words: String,
    joint: Joint,
    /// What it is put together of by *and*.
    parts: Vec<Phrase>,
    /// What it says of things, where it says nothing of the person.
    sentence: Option<Sentence>,
}

/// A sentence about things, said of somebody or something by a stem: "is a person for whom".
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sentence {
    stem: String,
    words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    None,
    And,
    Or,
}

impl Phrase {
    /// A phrase that is not put together.
    pub fn one(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            joint: Joint::None,
            parts: Vec::new(),
            sentence: None,
        }
    }

    /// A sentence about things, said of a person.
    pub fn for_whom(sentence: impl Into<String>) -> Self {
        Self::of_things("is a person for whom", sentence)
    }

    /// A sentence about things, said of somebody or something by a stem: "is a vehicle for which".
    pub(super) fn of_things(stem: &str, sentence: impl Into<String>) -> Self {
        let sentence = Sentence {
            stem: stem.to_owned(),
            words: sentence.into(),
        };
        Self {
            words: sentence.said(),
            joint: Joint::None,
            parts: Vec::new(),
            sentence: Some(sentence),
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

    /// The words.
    pub fn words(self) -> String {
        self.words
    }

    /// The words of each.
    pub fn words_of(all: &[Phrase]) -> Vec<String> {
        all.iter().map(|one| one.words.clone()).collect()
    }

    /// The words where nobody stands before them of whom they are said: a sentence about things stands by
    /// itself.
    pub fn alone(self) -> String {
        self.sentence.map_or(self.words, |sentence| sentence.words)
    }

    /// The sentence, where it is one about things.
    pub fn sentence(&self) -> Option<&str> {
        self.sentence
            .as_ref()
            .map(|sentence| sentence.words.as_str())
    }

    /// The same as a sentence of its own, of whom it is said as far as it is: "the levy is 5", "the person is
    /// 16 or older", "the person is 16 or older, and the levy is 5".
    pub fn stated(self, subject: &str) -> Self {
        let (things, others): (Vec<&Phrase>, Vec<&Phrase>) = self
            .parts()
            .iter()
            .partition(|part| part.sentence.is_some());
        let put = |all: &[&Phrase], words: &dyn Fn(&Phrase) -> String| {
            let each = all.iter().map(|part| match all.len() {
                1 => words(part),
                _ => part.among_all(&words(part)),
            });
            joined(&each.collect::<Vec<String>>(), "and")
        };
        let sentences = || {
            put(&things, &|part| {
                part.sentence().unwrap_or_default().to_owned()
            })
        };
        let said = || put(&others, &|part| part.words.clone());
        let words = match (things.as_slice(), others.as_slice()) {
            (_, []) => sentences(),
            ([], _) => format!("{subject} {}", self.words),
            ([_], [_]) => format!("{subject} {}, and {}", said(), sentences()),
            _ => format!("{subject} {}; {}", said(), sentences()),
        };
        Self {
            words,
            joint: self.joint,
            parts: Vec::new(),
            sentence: None,
        }
    }

    /// What it is put together of by *and*, one by one.
    pub(super) fn parts(&self) -> &[Phrase] {
        match self.parts.as_slice() {
            [] => std::slice::from_ref(self),
            parts => parts,
        }
    }

    /// Words of this phrase where they stand among others that all are so.
    pub(super) fn among_all(&self, words: &str) -> String {
        match self.joint {
            Joint::Or => format!("either {words}"),
            Joint::None | Joint::And => words.to_owned(),
        }
    }

    fn join(mut parts: Vec<Phrase>, joint: Joint) -> Self {
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return only;
        }
        let word = if joint == Joint::Or { "or" } else { "and" };
        let mixed = joint == Joint::Or && parts.iter().any(|part| part.joint == Joint::And);
        let put = |words: &dyn Fn(&Phrase) -> String| {
            let each = parts.iter().map(|part| match joint {
                Joint::And => part.among_all(&words(part)),
                Joint::Or | Joint::None => words(part),
            });
            match each.collect::<Vec<String>>().as_slice() {
                // What belongs together by *and* ends at a comma.
                [one, other] if mixed => format!("{one}, {word} {other}"),
                all => joined(all, word),
            }
        };
        let stem = parts.first().and_then(|first| first.sentence.as_ref());
        let stem = stem.map(|sentence| &sentence.stem).filter(|stem| {
            let mut own = parts.iter().map(|part| part.sentence.as_ref());
            own.all(|own| own.is_some_and(|own| own.stem == **stem))
        });
        let sentence = stem.map(|stem| Sentence {
            stem: stem.clone(),
            words: put(&|part| part.sentence().unwrap_or_default().to_owned()),
        });
        let words = match &sentence {
            Some(sentence) => sentence.said(),
            None => put(&|part| part.words.clone()),
        };
        let flat = parts.iter().flat_map(|part| part.parts().iter().cloned());
        Self {
            words,
            joint,
            parts: match joint {
                Joint::And => flat.collect(),
                Joint::Or | Joint::None => Vec::new(),
            },
            sentence,
        }
    }
}

impl Sentence {
    fn said(&self) -> String {
        format!("{} {}", self.stem, self.words)
    }
}
