/// Places that look as if by chance, and are the same each time.
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice of this number. The first throw the first place alone, the second the last.
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// Whether these throw the first place alone.
    pub fn is_first(&self) -> bool {
        self.0 == 0
    }

    /// A place below `size`.
    pub fn place(&mut self, size: usize) -> usize {
        let last = size.saturating_sub(1);
        match self.0 {
            0 => 0,
            1 => last,
            state => {
                // Knuth's MMIX generator; its upper bits are the better ones.
                self.0 = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                usize::try_from(self.0 >> 33).map_or(0, |thrown| thrown % size.max(1))
            }
        }
    }
}
