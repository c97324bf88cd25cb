//! The work on the papers of the board.

use domain::{
    kind::KindInfo,
    posting::{KIND, Posting},
};

use crate::protocol::EntityBody;

impl EntityBody for Posting {
    const KIND: &'static KindInfo = &KIND;
}
