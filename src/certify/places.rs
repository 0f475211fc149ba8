use super::bounds::VALUES_LIMIT;

const WORDS: usize = VALUES_LIMIT / 64;

/// A set of places in an enumerated type; for yes-or-no, no is place 0 and yes is place 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Places([u64; WORDS]);

impl Places {
    /// No place.
    pub const NONE: Self = Self([0; WORDS]);
    /// All places there can be.
    pub const ALL: Self = Self([u64::MAX; WORDS]);

    /// One place. Beyond [`VALUES_LIMIT`] there is none; laws with such enumerations are refused
    /// before.
    pub fn one(place: usize) -> Self {
        let mut set = Self::NONE;
        if let Some(word) = set.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
        set
    }

    /// No or yes.
    pub fn truth(value: bool) -> Self {
        Self::one(usize::from(value))
    }

    /// The first `size` places.
    pub fn first(size: usize) -> Self {
        (0..size).collect()
    }

    /// No, yes, neither or both.
    pub fn truths(no: bool, yes: bool) -> Self {
        let mut set = Self::NONE;
        if let Some(word) = set.0.first_mut() {
            *word = u64::from(no) | u64::from(yes) << 1;
        }
        set
    }

    /// Whether the place is in the set.
    pub fn contains(self, place: usize) -> bool {
        let word = self.0.get(place / 64).copied().unwrap_or(0);
        word >> (place % 64) & 1 == 1
    }

    /// The places in one or both.
    pub fn union(self, other: Self) -> Self {
        self.join(other, |one, two| one | two)
    }

    /// The places in both.
    pub fn intersection(self, other: Self) -> Self {
        self.join(other, |one, two| one & two)
    }

    /// The places not in the other.
    pub fn minus(self, other: Self) -> Self {
        self.join(other, |one, two| one & !two)
    }

    /// Whether there is no place in it.
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }

    /// Whether all its places are in the other.
    pub fn is_within(self, other: Self) -> bool {
        self.minus(other).is_empty()
    }

    /// How many places there are.
    pub fn len(self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The only place; `None` if there is none or more than one.
    pub fn single(self) -> Option<usize> {
        let mut single = None;
        for (index, word) in self.0.into_iter().enumerate() {
            if word != 0 {
                if single.is_some() || !word.is_power_of_two() {
                    return None;
                }
                single = Some(index * 64 + word.trailing_zeros() as usize);
            }
        }
        single
    }

    /// The places, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(index, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| index * 64 + bit)
        })
    }

    fn join(mut self, other: Self, by: impl Fn(u64, u64) -> u64) -> Self {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word = by(*word, other);
        }
        self
    }
}

impl FromIterator<usize> for Places {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        places
            .into_iter()
            .fold(Self::NONE, |set, place| set.union(Self::one(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets() {
        let some: Places = [0, 63, 64, 255].into_iter().collect();
        assert_eq!(some.iter().collect::<Vec<_>>(), [0, 63, 64, 255]);
        assert_eq!(some.len(), 4);
        assert!(some.contains(64) && !some.contains(65) && !some.contains(300));
        assert_eq!(some.intersection(Places::first(64)).len(), 2);
        assert!(Places::one(63).is_within(some) && !some.is_within(Places::first(200)));
        assert_eq!(some.minus(Places::first(200)).single(), Some(255));
        assert_eq!((some.single(), Places::NONE.single()), (None, None));
        assert_eq!(Places::first(256), Places::ALL);
        for (no, yes) in [(false, false), (false, true), (true, false), (true, true)] {
            let set = Places::truths(no, yes);
            assert_eq!((set.contains(0), set.contains(1)), (no, yes));
            assert_eq!(set.single().is_some(), no != yes);
        }
        let far = Places::one(70).union(Places::one(200));
        assert_eq!((far.single(), Places::one(70).single()), (None, Some(70)));
    }
}
