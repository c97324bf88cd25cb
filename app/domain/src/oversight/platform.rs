//! Our categories beside those of the 12315 platform: what is known of that, what is only likely, and what is not known.

use serde::{Deserialize, Serialize};

use crate::{
    form::{Category, GoodsKind},
    moment::Day,
    words::Bilingual,
};

/// As it is delivered with this version, as JSON.
pub const DELIVERED: &str = include_str!("../../../../server/content/categories-12315.json");

/// The whole table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformCategories {
    /// Counted up when something in it changes.
    pub version: u32,
    /// Where it is from.
    pub source: Bilingual,
    /// When it is looked at again.
    pub review_by: Day,
    /// The platform's categories of which the names are known.
    pub known: Vec<String>,
    /// What is not known.
    pub unknown: Bilingual,
    /// One or more for each of our categories; the first that fits counts.
    pub rows: Vec<PlatformRow>,
}

/// One of our categories, for some kinds of goods or for all others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformRow {
    /// Ours.
    pub category: Category,
    /// Only of these; none: of all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<GoodsKind>,
    /// The platform's, as it writes it; none where its name is not known.
    pub to: Option<String>,
    /// Whether that is sure.
    pub certain: bool,
    /// Why.
    pub note: Bilingual,
}

impl PlatformCategories {
    /// What is said of a case.
    #[must_use]
    pub fn of(&self, category: Category, goods: GoodsKind) -> Option<&PlatformRow> {
        let fits =
            |row: &&PlatformRow| row.category == category && (row.goods.is_empty() || row.goods.contains(&goods));
        self.rows.iter().find(fits)
    }
}

impl PlatformRow {
    /// In one line, for a paper: the platform's category, and how sure that is.
    #[must_use]
    pub fn said(&self) -> Bilingual {
        match (&self.to, self.certain) {
            (Some(to), true) => Bilingual { zh: to.clone(), en: to.clone() },
            (Some(to), false) => Bilingual {
                zh: format!("{to}（待核实：{}）", self.note.zh),
                en: format!("{to} (to be verified: {})", self.note.en),
            },
            (None, _) => {
                Bilingual { zh: format!("未知（{}）", self.note.zh), en: format!("not known ({})", self.note.en) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Term;

    #[test]
    fn every_category_of_ours_has_a_row_and_names_only_what_is_known_of_12315() {
        let table: PlatformCategories = serde_json::from_str(DELIVERED).expect("the table reads");
        for category in Category::ALL {
            for goods in GoodsKind::ALL {
                let row = table.of(*category, *goods).unwrap_or_else(|| panic!("{category:?} of {goods:?}"));
                assert!(row.to.as_ref().is_none_or(|to| table.known.contains(to)), "{row:?}");
                assert!(row.to.is_some() || !row.certain, "what has no name is not certain: {row:?}");
                assert!(!row.note.zh.is_empty() && !row.note.en.is_empty(), "{row:?}");
                let said = row.said();
                assert_eq!(said.zh.contains("待核实") || said.zh.contains("未知"), !row.certain, "{said:?}");
            }
        }
        assert!(table.unknown.zh.contains("17") && table.known.len() == 7);
    }
}
