//! A database's tables as they are, for a copy of everything into a database of another engine.

use std::fmt;

use async_trait::async_trait;
use domain::ids::PointId;

use super::StoreError;
use super::tables::{Column, Table, Value};

/// The table that is there for as long as a database is one half of a copy.
pub const MOVING: &str = "store_move";

/// Rows, each with the values of the columns that were asked for.
pub type Rows = Vec<Vec<Value>>;

/// Reads and fills tables.
#[async_trait]
pub trait Tables: fmt::Debug + Send + Sync {
    /// The columns of a table.
    async fn columns(&self, table: &Table) -> Result<Vec<Column>, StoreError>;

    /// Rows in the order of their keys, behind one; at most so many.
    async fn page(
        &self,
        table: &Table,
        columns: &[Column],
        after: Option<&[Value]>,
        most: u32,
    ) -> Result<Rows, StoreError>;

    /// The last row in the order of the keys.
    async fn last(&self, table: &Table, columns: &[Column]) -> Result<Option<Vec<Value>>, StoreError>;

    /// How many rows there are.
    async fn count(&self, table: &Table) -> Result<i64, StoreError>;

    /// Adds rows, all or none. The columns are this database's own.
    async fn add(&self, table: &Table, columns: &[Column], rows: &[Vec<Value>]) -> Result<(), StoreError>;

    /// Of what this database is to become a copy, as long as it is none yet.
    async fn moving(&self) -> Result<Option<String>, StoreError>;

    /// From here on it is one half of a copy.
    async fn begin_move(&self, source: &str) -> Result<(), StoreError>;

    /// It is whole.
    async fn end_move(&self) -> Result<(), StoreError>;

    /// Every contact point in it.
    async fn points(&self) -> Result<Vec<PointId>, StoreError>;
}
