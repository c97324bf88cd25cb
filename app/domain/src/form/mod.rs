//! The complaint form: what people type ([`Draft`]), what it means ([`Complaint`]), and the rules between the two.
//!
//! The rules live here once; the browser and the server give the same sentence for the same mistake.

mod check;
mod complaint;
mod draft;
mod field;
mod phone;
mod problem;
mod terms;

pub use check::{Warning, check, check_fields, warnings};
pub use complaint::{Agent, Complaint, Contact, Merchant};
pub use draft::Draft;
pub use field::{Field, Step};
pub use phone::{AreaCode, NotAPhone, NotAnAreaCode, Phone};
pub use problem::{FieldError, Problem};
pub(crate) use terms::terms;
pub use terms::{Category, Demand, GoodsKind, GreenReason, Kind, Tag, Term};

/// Fewest and most characters of the facts.
pub const FACTS_CHARS: (usize, usize) = (10, 2000);
/// Most characters of a name, a merchant, goods.
pub const SHORT_CHARS: usize = 100;
/// Most characters of an address or a demand in words.
pub const LINE_CHARS: usize = 200;
/// Most characters of a reply, a note, a question, a supplement.
pub const MESSAGE_CHARS: usize = 2000;
