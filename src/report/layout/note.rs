use crate::law::SourceId;

/// Words beside others, mostly where something stands: "lines 16–17, 34". The lines in them are
/// known as such, so that a page can lead to them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note(Vec<Piece>);

/// A piece of a note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// Plain words.
    Words(String),
    /// Lines of a text: the words for them, the first and the last.
    Lines(String, SourceId, u32, u32),
}

impl Note {
    /// No words.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// All words.
    pub fn words(&self) -> String {
        let words = |piece: &Piece| match piece {
            Piece::Words(words) | Piece::Lines(words, ..) => words.clone(),
        };
        self.0.iter().map(words).collect()
    }

    /// Words at the end.
    pub fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Piece::Words(last)) => last.push_str(words),
            _ => self.0.push(Piece::Words(words.to_owned())),
        }
    }

    /// Lines of a text at the end.
    pub fn push_lines(&mut self, words: String, source: SourceId, first: u32, last: u32) {
        self.0.push(Piece::Lines(words, source, first, last));
    }

    /// The pieces of another note at the end.
    pub fn append(&mut self, other: &Self) {
        for piece in &other.0 {
            match piece {
                Piece::Words(words) => self.push(words),
                Piece::Lines(..) => self.0.push(piece.clone()),
            }
        }
    }
}

impl From<&str> for Note {
    fn from(words: &str) -> Self {
        let mut note = Self::default();
        note.push(words);
        note
    }
}

impl From<String> for Note {
    fn from(words: String) -> Self {
        Self::from(words.as_str())
    }
}

impl From<&String> for Note {
    fn from(words: &String) -> Self {
        Self::from(words.as_str())
    }
}

impl From<&Note> for Note {
    fn from(note: &Note) -> Self {
        note.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_words_of_all_pieces() {
        let mut note = Note::from("a remark, ");
        note.push("line ");
        note.push_lines("84".to_owned(), SourceId::at(0), 84, 84);
        assert_eq!(note.words(), "a remark, line 84");
        assert_eq!(note.pieces().len(), 2);
        assert!(Note::from("").is_empty());
    }
}
