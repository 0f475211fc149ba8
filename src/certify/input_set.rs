/// A set of inputs, by their places in the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InputSet(Vec<u64>);

impl InputSet {
    /// The empty set for a law with so many inputs.
    pub fn none(inputs: usize) -> Self {
        Self(vec![0; inputs.div_ceil(64)])
    }

    /// All inputs.
    pub fn all(inputs: usize) -> Self {
        Self(vec![u64::MAX; inputs.div_ceil(64)])
    }

    /// Adds one.
    pub fn insert(&mut self, input: usize) {
        if let Some(word) = self.0.get_mut(input / 64) {
            *word |= 1 << (input % 64);
        }
    }

    /// Takes one away.
    pub fn remove(&mut self, input: usize) {
        if let Some(word) = self.0.get_mut(input / 64) {
            *word &= !(1 << (input % 64));
        }
    }

    /// Adds all of another.
    pub fn add(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Whether one is in it.
    pub fn contains(&self, input: usize) -> bool {
        self.0
            .get(input / 64)
            .is_some_and(|word| word >> (input % 64) & 1 == 1)
    }
}
