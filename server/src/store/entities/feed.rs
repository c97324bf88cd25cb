//! What is kept of a merchant's ledger that comes from its own system: which lines came before.

use std::collections::HashMap;

use domain::goods::LineHash;
use domain::ids::MerchantId;
use domain::moment::Moment;
use uuid::Uuid;

/// Of whose goods must be known, and whether these lines came before.
#[derive(Clone, Debug)]
pub struct WantedOfFeed {
    /// Whose.
    pub merchant: MerchantId,
    /// The lines, by their names.
    pub lines: Vec<String>,
}

/// What is known of that.
#[derive(Clone, Debug, Default)]
pub struct FoundOfFeed {
    /// The merchant's goods.
    pub goods: Vec<Uuid>,
    /// The lines that came before, and what they were.
    pub lines: HashMap<String, LineHash>,
}

/// Lines that are taken.
#[derive(Clone, Debug)]
pub struct NewFeedLines {
    /// Whose.
    pub merchant: MerchantId,
    /// Each with what it was.
    pub lines: Vec<(String, LineHash)>,
    /// When.
    pub at: Moment,
}
