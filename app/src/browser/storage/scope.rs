//! Whose things are read and written: everybody's, or also those of staff, which are sealed.

use std::{fmt, rc::Rc};

use uuid::Uuid;

/// Seals what is kept for staff. Only their pages bring one along: a consumer's phone never loads the code.
pub trait Seal {
    /// Names the key.
    fn vault(&self) -> Uuid;
    /// Seals a text that lies at a place; none where there is no randomness, which no supported browser lacks.
    fn seal(&self, place: &str, text: &str) -> Option<String>;
    /// Opens it.
    fn open(&self, place: &str, sealed: &str) -> Option<String>;
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
