//! What is left out of a table before it leaves the house, so that nobody is found in it.
//!
//! A cell of fewer than `least` cases, but not none, is hidden. That alone hides nothing where the sum of its row is printed: so
//! in every row and column, sums included, either nothing is hidden, or at least two cells that make up at least `least` cases.
//! What can still be worked out of what is printed is measured: [`could_be`] says between which numbers each hidden cell can lie.

use serde::{Deserialize, Serialize};

/// Fewer cases are not printed.
pub const LEAST: i64 = 5;

/// A table with its sums: the last of each row is the row's sum, the last row holds the sums of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    cells: Vec<Vec<i64>>,
}

/// The same, as it is printed. A cell that is hidden is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Printed(Vec<Vec<Option<i64>>>);

/// A cell, by row and column.
type Place = (usize, usize);

impl Table {
    /// A table of numbers that are not negative; rows are of one length.
    #[must_use]
    pub fn of(rows: &[Vec<i64>]) -> Self {
        let columns = rows.first().map_or(0, Vec::len);
        let mut cells: Vec<Vec<i64>> =
            rows.iter().map(|row| row.iter().copied().chain([row.iter().sum()]).collect()).collect();
        cells.push((0..=columns).map(|column| cells.iter().filter_map(|row| row.get(column)).sum()).collect());
        Self { cells }
    }

    fn at(&self, (row, column): Place) -> i64 {
        self.cells.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
    }

    /// Every row and every column, with its sum.
    fn lines(&self) -> Vec<Vec<Place>> {
        let (rows, columns) = (self.cells.len(), self.cells.first().map_or(0, Vec::len));
        let across = (0..rows).map(|row| (0..columns).map(|column| (row, column)).collect());
        let down = (0..columns).map(|column| (0..rows).map(|row| (row, column)).collect());
        across.chain(down).collect()
    }

    /// The table as it may be printed.
    #[must_use]
    pub fn printed(&self, least: i64) -> Printed {
        let mut printed = Printed(self.cells.iter().map(|row| row.iter().copied().map(Some).collect()).collect());
        let lines = self.lines();
        for place in lines.iter().flatten().filter(|place| (1..least).contains(&self.at(**place))) {
            printed.hide(*place);
        }
        // Each step hides one cell more, so it ends.
        while let Some(place) = lines
            .iter()
            .find_map(|line| self.also(line, &printed, least))
            .or_else(|| self.against_sums(&printed, least))
        {
            printed.hide(place);
        }
        printed
    }

    /// What has to be hidden as well because several sums together leave a hidden cell fewer than `least` numbers that it could be.
    fn against_sums(&self, printed: &Printed, least: i64) -> Option<Place> {
        let narrow = ranges(printed).into_iter().find(|(_, (low, high))| high - low < least - 1);
        let ((row, column), _) = narrow?;
        let shown = self.lines().into_iter().flatten().filter(|place| printed.at(*place).is_some());
        let crosses = |place: &Place| place.0 == row || place.1 == column;
        shown.min_by_key(|place| (!crosses(place), self.at(*place) == 0, self.at(*place)))
    }

    /// Which cell of a line has to be hidden as well; none where the line tells nothing.
    fn also(&self, line: &[Place], printed: &Printed, least: i64) -> Option<Place> {
        let hidden: Vec<Place> = line.iter().copied().filter(|place| printed.at(*place).is_none()).collect();
        let cases: i64 = hidden.iter().map(|place| self.at(*place)).sum();
        if hidden.is_empty() || hidden.len() > 1 && cases >= least {
            return None;
        }
        // The smallest that hides something; of a line of nothing else, one of nothing.
        let shown = line.iter().copied().filter(|place| printed.at(*place).is_some());
        shown.min_by_key(|place| (self.at(*place) == 0, self.at(*place)))
    }
}

impl Printed {
    fn at(&self, (row, column): Place) -> Option<i64> {
        self.0.get(row).and_then(|row| row.get(column)).copied().flatten()
    }

    fn hide(&mut self, (row, column): Place) {
        if let Some(cell) = self.0.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell = None;
        }
    }

    /// A cell; the sums come last.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<i64> {
        self.at((row, column))
    }

    /// The sum of a row.
    #[must_use]
    pub fn sum_of_row(&self, row: usize) -> Option<i64> {
        self.0.get(row)?.last().copied().flatten()
    }

    /// The sum of a column.
    #[must_use]
    pub fn sum_of_column(&self, column: usize) -> Option<i64> {
        self.0.last()?.get(column).copied().flatten()
    }

    /// The sum of everything.
    #[must_use]
    pub fn sum(&self) -> Option<i64> {
        self.0.last()?.last().copied().flatten()
    }

    /// All of it.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Option<i64>>] {
        &self.0
    }
}

/// Between which numbers each hidden cell can lie, for a reader who knows every sum that is printed.
#[must_use]
pub fn could_be(printed: &Printed) -> Vec<(i64, i64)> {
    ranges(printed).into_iter().map(|(_, range)| range).collect()
}

/// Every line's sum narrows its cells, until nothing moves any more.
fn ranges(printed: &Printed) -> Vec<(Place, (i64, i64))> {
    // More than any table has; without a sum a cell may be anything.
    const MOST: i64 = 1 << 40;
    let rows = printed.rows();
    let columns = rows.first().map_or(0, Vec::len);
    let range = |cell: &Option<i64>| cell.map_or((0, MOST), |known| (known, known));
    let mut ranges: Vec<Vec<(i64, i64)>> = rows.iter().map(|row| row.iter().map(range).collect()).collect();
    let across = (0..rows.len()).map(|row| (0..columns).map(|column| (row, column)).collect::<Vec<_>>());
    let down = (0..columns).map(|column| (0..rows.len()).map(|row| (row, column)).collect::<Vec<_>>());
    let lines: Vec<Vec<Place>> = across.chain(down).collect();
    loop {
        let before = ranges.clone();
        for line in &lines {
            let Some((sum, parts)) = line.split_last() else { continue };
            let (low, high) = parts.iter().fold((0, 0), |(low, high), place| {
                let (least, most) = of(&ranges, *place);
                (low + least, (high + most).min(MOST))
            });
            let (least, most) = of(&ranges, *sum);
            let (least, most) = (least.max(low), most.min(high));
            set(&mut ranges, *sum, (least, most));
            for place in parts {
                let (part_least, part_most) = of(&ranges, *place);
                let narrowed = (
                    if high >= MOST { part_least } else { part_least.max(least - (high - part_most)) },
                    part_most.min(most - (low - part_least)),
                );
                set(&mut ranges, *place, narrowed);
            }
        }
        if ranges == before {
            break;
        }
    }
    let hidden = lines.iter().take(rows.len()).flatten().filter(|place| printed.at(**place).is_none());
    hidden.map(|place| (*place, of(&ranges, *place))).collect()
}

fn of(ranges: &[Vec<(i64, i64)>], (row, column): Place) -> (i64, i64) {
    ranges.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
}

fn set(ranges: &mut [Vec<(i64, i64)>], (row, column): Place, to: (i64, i64)) {
    if let Some(range) = ranges.get_mut(row).and_then(|row| row.get_mut(column)) {
        *range = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_cell_takes_another_with_it() {
        let table = Table::of(&[vec![3, 20, 40], vec![30, 25, 9]]);
        let printed = table.printed(LEAST);
        assert_eq!(printed.cell(0, 0), None);
        assert_eq!(printed.sum(), Some(127));
        assert!(could_be(&printed).iter().all(|(least, most)| most - least >= 4), "{printed:?}");
    }

    #[test]
    fn a_table_of_one_case_says_nothing_and_one_of_none_says_so() {
        assert_eq!(Table::of(&[vec![1]]).printed(LEAST).rows(), [[None, None], [None, None]]);
        assert_eq!(Table::of(&[vec![0, 0]]).printed(LEAST).sum(), Some(0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        /// Whatever the table, nothing small is printed, and nothing that is hidden can be worked out.
        #[test]
        fn what_is_hidden_stays_hidden(rows in prop::collection::vec(prop::collection::vec(0_i64..14, 3), 1..9)) {
            let table = Table::of(&rows);
            let printed = table.printed(LEAST);
            for cell in printed.rows().iter().flatten().flatten() {
                prop_assert!(*cell == 0 || *cell >= LEAST);
            }
            for (least, most) in could_be(&printed) {
                prop_assert!(most - least >= LEAST - 1, "{:?}", printed);
            }
        }
    }
}
