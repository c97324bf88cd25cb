//! Who is signed in here. No secret: the session itself is a cookie that scripts cannot read.

use sync::protocol::StaffMember;

use super::{Result, Storage, Store};

pub(super) const STAFF: &str = "staff";

impl Storage {
    /// Remembers who is signed in, or that nobody is.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn remember_staff(&self, staff: Option<&StaffMember>) -> Result<()> {
        let writing = self.write(&[Store::Meta]).await?;
        match staff {
            Some(staff) => writing.put(Store::Meta, STAFF, staff)?,
            None => writing.delete(Store::Meta, STAFF)?,
        }
        writing.done().await
    }
}
