//! Whose things are read and written: everybody's, or also those of staff, which are sealed.

use std::{fmt, rc::Rc};

use sync::{engine::Key, protocol::Change};
use uuid::Uuid;

/// Texts by the names under which they are kept.
pub type Texts = Vec<(String, String)>;

/// Seals what is kept for staff. Only their pages bring one along: a consumer's phone never loads the code.
pub trait Seal {
    /// Names the key.
    fn vault(&self) -> Uuid;
    /// Seals a text that lies at a place; none where there is no randomness, which no supported browser lacks.
    fn seal(&self, place: &str, text: &str) -> Option<String>;
    /// Opens it.
    fn open(&self, place: &str, sealed: &str) -> Option<String>;
    /// The records of a transaction on the staff's replica ([`sync::segments`]), sealed.
    fn records(&self, generation: u64, puts: Vec<Change>, removes: Vec<Key>) -> Option<Texts>;
    /// The replica of sealed records; another vault's open no more, and are fetched again.
    fn replica(&self, records: Texts) -> SealedReplica;
}

/// What sealed records say.
#[derive(Debug, Default)]
pub struct SealedReplica {
    /// Every entity.
    pub entities: Vec<Change>,
    /// Records to be replaced, or deleted.
    pub tidy: Vec<(String, Option<String>)>,
}

/// What a tab may read and write.
#[derive(Clone, Default)]
pub struct Scope(Option<Rc<dyn Seal>>);

impl Scope {
    /// Also what is kept for staff.
    #[must_use]
    pub fn open(seal: Rc<dyn Seal>) -> Self {
        Self(Some(seal))
    }

    pub(super) fn seal(&self) -> Option<&dyn Seal> {
        self.0.as_deref()
    }

    /// Whether both are the same.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Scope(open)" } else { "Scope(locked)" })
    }
}
