//! 追溯: from a batch, a voucher or a receipt to the supplier and to where the lot went, and back from the supplier to its lots.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Event, GoodsFile, Lot, Movement, Particulars, Quantity};
use crate::{ids::MerchantId, typed::folded};

/// Of a lot that went to many places, so many are said, the newest.
const MOST_MOVES: usize = 30;

/// A lot that was found, with its supplier and where it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracedLot {
    /// The goods.
    pub goods: Uuid,
    /// What they are called, with their size.
    pub name: String,
    /// Whose they are.
    pub merchant: MerchantId,
    /// The lot, with the newest of its movements.
    pub lot: Lot,
    /// How many movements it has in all.
    pub moves: usize,
    /// Sold and not brought back.
    pub sold: Quantity,
    /// Still here.
    pub left: Quantity,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traced {
    /// Lots, the newest first.
    pub lots: Vec<TracedLot>,
    /// There are more.
    pub more: bool,
}

/// A line under which something is found: of goods, of a lot, or of where some of it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoughtLine {
    /// The lot; none: the goods themselves.
    pub lot: Option<Uuid>,
    /// As a search compares.
    pub words: String,
}

/// As a search compares it.
#[must_use]
pub fn sought(typed: &str) -> String {
    folded(typed).trim().to_owned()
}

fn line(parts: &[&str]) -> String {
    // A search does not go on from one into the next.
    folded(&parts.join("\n"))
}

impl Particulars {
    /// Under which words goods are found.
    #[must_use]
    pub fn sought_words(&self) -> String {
        line(&[&self.name, &self.spec, self.barcode.as_ref().map_or("", |barcode| barcode.as_str()), &self.maker])
    }
}

impl Lot {
    /// Under which words a lot is found, but for where it went.
    #[must_use]
    pub fn sought_words(&self) -> String {
        line(&[&self.batch, &self.supplier.name, &self.voucher])
    }

    /// It is found by that, or by where some of it went.
    #[must_use]
    pub fn is_found_by(&self, sought: &str) -> bool {
        self.sought_words().contains(sought) || self.moves.iter().any(|one| one.sought_words().contains(sought))
    }
}

impl Movement {
    /// Under which words it is found: to whom, or under which number.
    #[must_use]
    pub fn sought_words(&self) -> String {
        folded(&self.words)
    }
}

impl Event {
    /// The line that it adds to what is searched, or changes.
    #[must_use]
    pub fn sought_line(&self) -> Option<SoughtLine> {
        let (lot, words) = match self {
            Self::Proposed { particulars } | Self::Amended { particulars } => (None, particulars.sought_words()),
            Self::Received { lot } => (Some(lot.id), lot.sought_words()),
            Self::Moved { lot, movement } => (Some(*lot), movement.sought_words()),
            _ => return None,
        };
        Some(SoughtLine { lot, words })
    }
}

impl GoodsFile {
    /// One of its lots, with its supplier and where it went.
    #[must_use]
    pub fn traced(&self, id: Uuid, lot: Uuid) -> Option<TracedLot> {
        let lot = self.lot(lot)?;
        let of = &self.particulars;
        let name = if of.spec.is_empty() { of.name.clone() } else { format!("{} {}", of.name, of.spec) };
        let (moves, sold, left) = (lot.moves.len(), lot.sold(), lot.left());
        let newest = lot.moves.iter().skip(moves.saturating_sub(MOST_MOVES)).cloned().collect();
        let lot = Lot { moves: newest, ..lot.clone() };
        Some(TracedLot { goods: id, name, merchant: of.merchant, lot, moves, sold, left })
    }
}

impl Traced {
    /// Of all these lots the newest, as many as that.
    #[must_use]
    pub fn of(mut lots: Vec<TracedLot>, most: usize) -> Self {
        lots.sort_by_key(|found| std::cmp::Reverse((found.lot.received_on, found.lot.id)));
        let more = lots.len() > most;
        lots.truncate(most);
        Self { lots, more }
    }
}
