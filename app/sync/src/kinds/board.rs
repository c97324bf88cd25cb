//! The notice board, and what a device needs beside it to decide as the server would.

use domain::{
    board::{Board, Standing},
    calendar::WorkCalendar,
    kind::KindInfo,
    place::Place,
    rules::Rules,
};
use serde::{Deserialize, Serialize};

use crate::protocol::EntityBody;

/// The one name of the board.
pub const ID: &str = "board";

/// What hangs at the contact point, and what a device needs to decide as the server would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The documents, the law and the comparison of the two.
    pub board: Board,
    /// Names, telephone and address of the place.
    pub place: Place,
    /// Promised times and thresholds.
    pub rules: Rules,
    /// Working days.
    pub calendar: WorkCalendar,
    /// How those papers of the board stand that have taken the place of others: since when, and what is not as it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standings: Vec<Standing>,
}

impl EntityBody for Notice {
    const KIND: &'static KindInfo = &domain::board::KIND;
}
