//! Who is signed in here. No secret: the session itself is a cookie that scripts cannot read.

use sync::protocol::StaffMember;

use super::{Result, Storage, Store};

const STAFF: &str = "staff";

impl Storage {
    /// Who was signed in last.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn staff(&self) -> Result<Option<StaffMember>> {
        self.get(Store::Meta, STAFF).await
    }

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
