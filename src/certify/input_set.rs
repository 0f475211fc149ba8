/// A set of inputs, by their places in the law.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InputSet(Vec<u64>);

impl InputSet {
    /// The empty set for a law with so many inputs.
    pub(super) fn none(inputs: usize) -> Self {
        Self(vec![0; inputs.div_ceil(64)])
    }

    /// All inputs.
    pub(super) fn all(inputs: usize) -> Self {
        Self(vec![u64::MAX; inputs.div_ceil(64)])
    }

    /// Adds one.
    pub(super) fn insert(&mut self, input: usize) {
        if let Some(word) = self.0.get_mut(input / 64) {
            *word |= 1 << (input % 64);
        }
    }

    /// Takes one away.
    pub(super) fn remove(&mut self, input: usize) {
        if let Some(word) = self.0.get_mut(input / 64) {
            *word &= !(1 << (input % 64));
        }
    }

    /// Adds all of another.
    pub(super) fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Whether one is in it.
    pub(crate) fn contains(&self, input: usize) -> bool {
        self.0
            .get(input / 64)
            .is_some_and(|word| word >> (input % 64) & 1 == 1)
    }
    /// Whether some input is in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, two)| one & two != 0)
    }
}
