//! A copy of one contact point among many in one database.

use std::collections::BTreeMap;

use domain::ids::PointId;

use super::StoreError;
use super::codec::{SEALED, decompress};
use super::tables::{Column, TABLES, Value};
use super::transfer::Rows;

/// All rows of one contact point at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct PointDump {
    pub(super) point: PointId,
    /// In the order of the tables.
    pub(super) tables: Vec<(Vec<Column>, Rows)>,
}

impl PointDump {
    /// How many rows it has in a table.
    #[must_use]
    pub fn rows(&self, table: &str) -> usize {
        let place = TABLES.iter().position(|known| known.name == table);
        place.and_then(|place| self.tables.get(place)).map_or(0, |(_, rows)| rows.len())
    }
}

impl PointDump {
    /// The first table in which two copies differ, whatever the engine and the order of columns; none where they say the same.
    /// JSON of these columns counts as text, however it is stored.
    ///
    /// # Errors
    ///
    /// When what is stored cannot be read.
    pub fn differs_in(&self, other: &Self) -> Result<Option<&'static str>, StoreError> {
        self.differs_but_in(&[], other)
    }

    /// The same, but for tables whose rows are random.
    ///
    /// # Errors
    ///
    /// When what is stored cannot be read.
    pub fn differs_but_in(&self, random: &[&str], other: &Self) -> Result<Option<&'static str>, StoreError> {
        for (place, table) in TABLES.iter().enumerate().filter(|(_, table)| !random.contains(&table.name)) {
            let (ours, theirs) = (self.tables.get(place), other.tables.get(place));
            if ours.map(comparable).transpose()? != theirs.map(comparable).transpose()? {
                return Ok(Some(table.name));
            }
        }
        Ok(None)
    }
}

/// Columns by their names, JSON as text.
fn comparable((columns, rows): &(Vec<Column>, Rows)) -> Result<Vec<BTreeMap<&str, Value>>, StoreError> {
    const JSON: [&str; 3] = ["snapshot", "event", "receipt"];
    let value = |column: &Column, value: &Value| match value {
        // What is sealed is copied as it is.
        Value::Bytes(bytes) if JSON.contains(&column.name.as_str()) && bytes.first() != Some(&SEALED) => {
            decompress(bytes).map(Value::Text)
        }
        value => Ok(value.clone()),
    };
    let row = |row: &Vec<Value>| {
        let named = columns.iter().zip(row).map(|(column, one)| Ok((column.name.as_str(), value(column, one)?)));
        named.collect()
    };
    rows.iter().map(row).collect()
}
