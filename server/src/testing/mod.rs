//! Helpers for tests and for the simulation of many devices: a contact point with its staff on a store of one's own, a
//! clock that stands still, crashes at will, and backups of one contact point among many in one database.

mod faults;
mod filing;
mod point;
mod postgres;
mod store;
mod world;

pub use crate::store::dump::PointDump;
pub use faults::{Crash, FaultyStore};
pub use filing::{claim, complaint, file, on_case};
pub use point::TestPoint;
pub use postgres::TestDatabase;
pub use store::TestStore;
pub use world::TestWorld;
