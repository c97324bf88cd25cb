//! Chance that falls the same for the same seed, in every version of the program: a library's generators may change with theirs.

/// Dice by `SplitMix64` (<https://prng.di.unimi.it/splitmix64.c>).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From the first to the last, both included.
    pub(super) fn between(&mut self, first: u32, last: u32) -> u32 {
        let sides = u64::from(last - first) + 1;
        first + u32::try_from(self.next() % sides).unwrap_or_default()
    }

    /// So often in a hundred.
    pub(super) fn percent(&mut self, of_a_hundred: u32) -> bool {
        self.between(1, 100) <= of_a_hundred
    }

    /// One of these, of which there is at least one.
    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.next() % all.len() as u64).unwrap_or_default()]
    }

    /// Random bytes.
    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            [*byte, ..] = self.next().to_le_bytes();
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_every_side_comes_up() {
        let throws = |seed| {
            let mut dice = Dice::of(seed);
            (0..200).map(|_| dice.between(1, 6)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
        assert!((1..=6).all(|side| throws(7).contains(&side)));
    }
}
