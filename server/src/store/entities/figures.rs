//! What the cases add up to, as it is asked for.

use domain::analysis::{Cube, Figures, Measure, Moved, Period};
use domain::moment::Day;

/// What a batch adds to the figures.
#[derive(Clone, Debug, Default)]
pub struct FigureWrites(pub Moved);

/// Along what figures are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// One sum for each cell of the cube.
    Cells,
    /// One for each day.
    Days,
    /// One for each month.
    Months,
}

/// Figures of a period.
#[derive(Clone, Debug)]
pub struct WantedFigures {
    /// By what.
    pub cube: Cube,
    /// Of when.
    pub period: Period,
    /// Along what.
    pub along: Along,
    /// Which of them; of the others nothing is said.
    pub measures: &'static [Measure],
}

/// A sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureSum {
    /// The day, or the first of the month; none where the sum is of the whole period.
    pub bucket: Option<Day>,
    /// The first word of the cell.
    pub row: String,
    /// The second.
    pub column: String,
    /// The sum.
    pub figures: Figures,
}
