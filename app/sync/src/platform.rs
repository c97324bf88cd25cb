//! Our categories beside those of the 12315 platform, as they are delivered.

use std::sync::LazyLock;

use domain::oversight::platform::{DELIVERED, PlatformCategories};

/// The table; none where it cannot be read, which a test rules out.
#[must_use]
pub fn platform_categories() -> Option<&'static PlatformCategories> {
    static TABLE: LazyLock<Option<PlatformCategories>> = LazyLock::new(|| serde_json::from_str(DELIVERED).ok());
    TABLE.as_ref()
}
