//! Whether what is kept of attachments is there, and is what its name says.

use domain::ids::PointId;

use super::hash_of;
use super::objects::Objects;
use crate::store::StoreError;
use crate::store::attachments::AttachmentStore;

/// So many names are read at once.
const AT_ONCE: u32 = 500;

/// What a look at everything came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// How many contents.
    pub looked_at: usize,
    /// What is wrong, in a sentence each.
    pub findings: Vec<String>,
}

/// Reads every content. Changes nothing.
///
/// # Errors
///
/// When the database fails. A place of the bytes that fails is a finding.
pub async fn whole(store: &dyn AttachmentStore, objects: &Objects, point: PointId) -> Result<Looked, StoreError> {
    let (mut looked, mut after) = (Looked::default(), None);
    loop {
        let contents = store.contents(point, after, AT_ONCE).await?;
        let Some(last) = contents.last() else { return Ok(looked) };
        after = Some(last.hash);
        for content in contents {
            looked.looked_at += 1;
            let hash = content.hash;
            match objects.get_content(hash).await {
                Ok(Some(bytes)) if hash_of(&bytes) == hash => {}
                Ok(Some(_)) => looked.findings.push(format!("attachment {hash}: other bytes than its name says")),
                Ok(None) => looked.findings.push(format!("attachment {hash}: not there")),
                Err(why) => looked.findings.push(format!("attachment {hash}: {why}")),
            }
        }
    }
}
