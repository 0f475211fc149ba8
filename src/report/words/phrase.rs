use super::joined;

/// A verb phrase said of a person, which knows how it is put together: *and* and *or* are never
/// mixed at one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    words: String,
    joint: Joint,
    /// What it says of things, where it says nothing of the person.
    sentence: Option<String>,
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
            sentence: None,
        }
    }

    /// A sentence about things, said of a person.
    pub fn for_whom(sentence: impl Into<String>) -> Self {
        Self::of_things("is a person for whom", sentence)
    }

    /// A sentence about things, said of somebody or something by a stem: "is a vehicle for which".
    pub(super) fn of_things(stem: &str, sentence: impl Into<String>) -> Self {
        let sentence = sentence.into();
        Self {
            words: format!("{stem} {sentence}"),
            joint: Joint::None,
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

    /// The sentence, where it is one about things.
    pub fn sentence(&self) -> Option<&str> {
        self.sentence.as_deref()
    }

    fn join(mut parts: Vec<Phrase>, joint: Joint) -> Self {
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return only;
        }
        let word = if joint == Joint::Or { "or" } else { "and" };
        let sentences: Option<Vec<&str>> = parts.iter().map(Phrase::sentence).collect();
        let sentence = sentences.map(|all| joined(&all, word));
        let mixed = joint == Joint::Or && parts.iter().any(|part| part.joint == Joint::And);
        let parts: Vec<String> = parts
            .into_iter()
            .map(|part| match part.joint {
                Joint::Or if joint == Joint::And => format!("either {}", part.words),
                _ => part.words,
            })
            .collect();
        Self {
            words: match parts.as_slice() {
                // What belongs together by *and* ends at a comma.
                [one, other] if mixed => format!("{one}, {word} {other}"),
                _ => joined(&parts, word),
            },
            joint,
            sentence,
        }
    }
}
